"""What has been said about papers, so that nobody pays twice for the same words.

A text is written once: whoever begins says so here first, and everybody else, in whichever process,
waits for it. Where it could not be written, that is kept for a while too.
"""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Row, Select, delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.fulltext import Lack
from bot.domain.papers import PaperId
from bot.domain.summaries import Aspect, Basis, Detail, Part, Summary, Wanted
from bot.store.database import Database
from bot.store.dialects import alone, upsert
from bot.store.tables import summary, writing

_NO_VERSION: Final = 0
_ONE_BY_ONE: Final = "writing"


@dataclass(frozen=True, slots=True)
class Turn:
    """What became of the wish to write a text.

    Attributes:
        kept: It is there already.
        mine: Whoever asked writes it now, and says so when it is done.
        failed: Why somebody else could not write it; '' while they are at it.
        passing: That reason may pass by itself.
    """

    kept: Summary | None = None
    mine: bool = False
    failed: str = ""
    passing: bool = False


class Summaries:
    """Every text, by what it is about, who wrote it, and from what."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def get(self, wanted: Wanted) -> Summary | None:
        """Return the text that was given for just this, or None."""

        async def work(connection: AsyncConnection) -> Summary | None:
            return await _kept(connection, wanted)

        return await self._database.read(work)

    async def put(self, said: Summary, now: datetime) -> None:
        """Keep a text in place of an earlier one for the same thing; nobody is writing it now.

        Args:
            now: When it was written (UTC).
        """
        found, given = said.figures or (None, None)
        which = _which(said.wanted)
        row = which | {
            "text": said.text,
            "at": now,
            "parts": json.dumps([_to_data(part) for part in said.parts], ensure_ascii=False),
            "pages": said.pages,
            "pages_read": said.pages_read,
            "lack": said.lack or "",
            "found": found,
            "given": given,
        }

        async def work(connection: AsyncConnection) -> None:
            await connection.execute(upsert(connection, summary), row)
            await connection.execute(delete(writing).filter_by(**which))

        await self._database.write(work)

    async def take(
        self, wanted: Wanted, run: str, now: datetime, until: datetime, *, again: bool = False
    ) -> Turn:
        """Take it on to write a text, unless it is there, being written, or failed a while ago.

        Args:
            run: The id of this run of the program.
            until: When whoever writes is given up, and somebody else may try (UTC).
            again: Try again although it failed, where the reason may have passed.
        """
        which = _which(wanted)

        async def work(connection: AsyncConnection) -> Turn:
            await alone(connection, _ONE_BY_ONE)
            # In this order: on PostgreSQL a text may be kept between the two looks, and then either
            # its writer is still seen or the text is.
            other = (await connection.execute(select(writing).filter_by(**which))).one_or_none()
            if kept := await _kept(connection, wanted):
                return Turn(kept)
            if other and other.until > now and not (again and other.failed and other.passing):
                return Turn(failed=other.failed, passing=bool(other.passing))
            row = which | {"run": run, "until": until, "failed": "", "passing": 0}
            await connection.execute(upsert(connection, writing), row)
            return Turn(mine=True)

        return await self._database.write(work)

    async def give_back(self, wanted: Wanted, run: str) -> None:
        """Say that a text is not being written after all."""
        mine = delete(writing).filter_by(**_which(wanted), run=run, failed="")

        async def work(connection: AsyncConnection) -> None:
            await connection.execute(mine)

        await self._database.write(work)

    async def failed(
        self, wanted: Wanted, run: str, why: str, until: datetime, *, passing: bool
    ) -> None:
        """Keep that a text could not be written.

        Args:
            run: The id of this run of the program.
            until: When it is worth trying again (UTC).
            passing: Whether the reason may pass by itself.
        """
        row = _which(wanted) | {"run": run, "until": until, "failed": why, "passing": int(passing)}

        async def work(connection: AsyncConnection) -> None:
            await connection.execute(upsert(connection, writing), row)

        await self._database.write(work)

    async def take_down(
        self,
        paper: PaperId,
        detail: Detail,
        writers: Collection[tuple[str, str]],
        run: str,
        why: str,
        until: datetime,
    ) -> list[Summary]:
        """Throw away what models have said of a paper, in every language and of every version.

        Nobody may write it again before `until` (UTC), from whatever there is to read.

        Args:
            writers: Models with the version of their wording, which may not either.
            run: The id of this run of the program.
            why: Kept as the reason.
        """
        about = {"paper": paper, "detail": detail}

        async def work(connection: AsyncConnection) -> list[Summary]:
            await alone(connection, _ONE_BY_ONE)
            rows = (await connection.execute(select(summary).filter_by(**about))).all()
            gone = [_from_row(row, _wanted(row)) for row in rows]
            await connection.execute(delete(summary).filter_by(**about))
            kept_out = {
                replace(each.wanted, writer=writer, prompt=prompt, basis=basis)
                for each in gone
                for writer, prompt in {(each.writer, each.prompt), *writers}
                for basis in Basis
            }
            held = {"run": run, "until": until, "failed": why, "passing": 0}
            for wanted in kept_out:
                await connection.execute(upsert(connection, writing), _which(wanted) | held)
            return gone

        return await self._database.write(work)

    async def give_up_left(self, run: str) -> int:
        """Forget what runs other than this one were writing; return how many texts that is."""
        left = delete(writing).where(writing.c.run != run, writing.c.failed == "")

        async def work(connection: AsyncConnection) -> int:
            return (await connection.execute(left)).rowcount

        return await self._database.write(work)


def _which(wanted: Wanted) -> dict[str, Any]:
    return {
        "paper": wanted.paper,
        "version": wanted.version or _NO_VERSION,
        "detail": wanted.detail,
        "language": wanted.language,
        "writer": wanted.writer,
        "prompt": wanted.prompt,
        "source": wanted.basis,
    }


def _wanted(row: Row[Any]) -> Wanted:
    return Wanted(
        PaperId(row.paper),
        row.version or None,
        Detail(row.detail),
        row.language,
        row.writer,
        row.prompt,
        Basis(row.source),
    )


def _of(wanted: Wanted) -> Select[Any]:
    return select(summary).filter_by(**_which(wanted))


async def _kept(connection: AsyncConnection, wanted: Wanted) -> Summary | None:
    row = (await connection.execute(_of(wanted))).one_or_none()
    return _from_row(row, wanted) if row else None


def _from_row(row: Row[Any], wanted: Wanted) -> Summary:
    return Summary(
        PaperId(row.paper),
        wanted.version,
        wanted.detail,
        row.text,
        wanted.writer,
        wanted.prompt,
        figures=None if row.given is None else (row.found, row.given),
        language=wanted.language,
        parts=tuple(_from_data(part) for part in json.loads(row.parts)),
        basis=wanted.basis,
        pages=row.pages,
        pages_read=row.pages_read,
        lack=Lack(row.lack) if row.lack else None,
    )


def _to_data(part: Part) -> dict[str, Any]:
    data: dict[str, Any] = {"aspect": part.aspect, "lines": part.lines}
    return data | ({"strong": part.strong} if part.strong else {})


def _from_data(data: Mapping[str, Any]) -> Part:
    return Part(Aspect(data["aspect"]), tuple(data["lines"]), tuple(data.get("strong", ())))
