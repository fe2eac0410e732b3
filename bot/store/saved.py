"""What people saved. A save is a set of reasons, and goes when its last reason goes."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from pydantic import TypeAdapter
from sqlalchemy import delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.papers import Paper, PaperId
from bot.store import marks
from bot.store.arrivals import last
from bot.store.database import Database
from bot.store.dialects import add_new
from bot.store.marks import Mark
from bot.store.paper_rows import batches
from bot.store.tables import reason as reason_table
from bot.store.tables import saved

_FACTS = TypeAdapter(Paper)
"""Writes a paper as JSON and reads it back: a save keeps its own copy."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a save remembers besides the paper: what its person knows of later versions.

    Attributes:
        after: Arrivals up to this number were known when it was saved; None for a save from before
            that was noted.
        told: The paper as they were last told of it; None where that is as it was saved.
        before: As they knew it before, while they are being told.
    """

    after: int | None = None
    told: Paper | None = None
    before: Paper | None = None


_TOLD = TypeAdapter(Told)
"""Stands in the same JSON as the facts, beside them."""


@dataclass(frozen=True, slots=True)
class SavedPaper:
    """A paper on somebody's list.

    Attributes:
        paper: As it was known when it was saved.
        at: When it was first saved (UTC).
        reasons: What keeps it there, in alphabetical order.
        tags: What they filed it under, in their order.
    """

    paper: Paper
    at: datetime
    reasons: tuple[str, ...]
    tags: tuple[str, ...] = ()


class Saved:
    """Everybody's list."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(
        self,
        person_id: int,
        paper: Paper,
        reason: str,
        now: datetime,
        mark: Mark | None = None,
        *,
        again: bool = False,
        tags: Collection[str] = (),
    ) -> bool:
        """Save a paper for a reason; True when it was not on the list before.

        Args:
            mark: The reaction it is saved by, noted along with it.
            again: The reaction may be an old one: if it was noted before, nothing is saved.
            tags: File it under these, in place of what it was filed under; none changes nothing.
        """

        async def work(connection: AsyncConnection) -> bool:
            if mark and not await marks.put(connection, mark) and again:
                return False
            row = {"person": person_id, "paper": paper.id}
            facts = facts_to(paper, Told(await last(connection)))
            made = await add_new(connection, saved, row | {"facts": facts, "at": now})
            await add_new(connection, reason_table, row | {"reason": reason})
            if tags:
                its = update(saved).filter_by(**row).values(tags=" ".join(tags))
                await connection.execute(its)
            return made

        return await self._database.write(work)

    async def file(self, person_id: int, paper_id: PaperId, tags: Collection[str]) -> bool:
        """File a saved paper under these tags and no others; False where it is not saved."""
        its = update(saved).filter_by(person=person_id, paper=paper_id)

        async def work(connection: AsyncConnection) -> bool:
            return (await connection.execute(its.values(tags=" ".join(tags)))).rowcount == 1

        return await self._database.write(work)

    async def drop(
        self,
        person_id: int,
        paper_id: PaperId,
        reason: str | None = None,
        mark: Mark | None = None,
    ) -> bool:
        """Take a reason away, or all of them; True when the paper left the list with it.

        Args:
            mark: The reaction that was the reason, forgotten along with it.
        """

        async def work(connection: AsyncConnection) -> bool:
            if mark:
                await marks.take(connection, mark)
            its = (reason_table.c.person == person_id) & (reason_table.c.paper == paper_id)
            gone = its if reason is None else its & (reason_table.c.reason == reason)
            await connection.execute(delete(reason_table).where(gone))
            left = await connection.execute(
                delete(saved).where(
                    saved.c.person == person_id,
                    saved.c.paper == paper_id,
                    ~select(reason_table.c.reason).where(its).exists(),
                )
            )
            return left.rowcount == 1

        return await self._database.write(work)

    async def of(self, person_id: int, *, most: int | None = None) -> list[SavedPaper]:
        """Return somebody's list, newest save first.

        Args:
            most: So many at most; None for all.
        """
        theirs = select(saved).where(saved.c.person == person_id)
        theirs = theirs.order_by(saved.c.at.desc(), saved.c.paper.desc()).limit(most)
        why = select(reason_table).where(reason_table.c.person == person_id)

        async def work(connection: AsyncConnection) -> list[SavedPaper]:
            rows = (await connection.execute(theirs)).all()
            its = () if most is None else (reason_table.c.paper.in_([row.paper for row in rows]),)
            reasons = defaultdict(list)
            for row in await connection.execute(why.where(*its)):
                reasons[row.paper].append(row.reason)
            return [
                SavedPaper(
                    paper_of(row.facts),
                    row.at,
                    tuple(sorted(reasons[row.paper])),
                    tuple(row.tags.split()),
                )
                for row in rows
            ]

        return await self._database.read(work)

    async def count(self, person_id: int) -> int:
        """Return how long somebody's list is."""
        counting = select(func.count()).select_from(saved).where(saved.c.person == person_id)
        return await self._database.read(lambda connection: connection.scalar(counting)) or 0

    async def reasons(self, person_id: int, paper_id: PaperId) -> set[str]:
        """Return what keeps a paper on somebody's list; nothing when it is not there."""

        async def work(connection: AsyncConnection) -> set[str]:
            found = select(reason_table.c.reason).filter_by(person=person_id, paper=paper_id)
            return set(await connection.scalars(found))

        return await self._database.read(work)

    async def by_reason(self, person_id: int, reason: str) -> list[PaperId]:
        """Return the papers that somebody has saved for a reason, by id."""
        its = select(reason_table.c.paper).filter_by(person=person_id, reason=reason)

        async def work(connection: AsyncConnection) -> list[PaperId]:
            return list(await connection.scalars(its.order_by(reason_table.c.paper)))

        return await self._database.read(work)

    async def known(
        self, person_id: int, ids: Collection[PaperId]
    ) -> dict[PaperId, tuple[Paper, Told]]:
        """Return what somebody knows of papers on their list: as saved, and as told since."""

        async def work(connection: AsyncConnection) -> dict[PaperId, tuple[Paper, Told]]:
            found: dict[PaperId, tuple[Paper, Told]] = {}
            for some in batches(ids):
                rows = await connection.execute(
                    select(saved.c.paper, saved.c.facts).where(
                        saved.c.person == person_id, saved.c.paper.in_(some)
                    )
                )
                found |= {row.paper: (paper_of(row.facts), told_of(row.facts)) for row in rows}
            return found

        return await self._database.read(work)


def on_day(kept: Iterable[SavedPaper], day: date, zone: tzinfo | None) -> list[SavedPaper]:
    """Choose what was saved on a day of a zone."""
    return [each for each in kept if each.at.astimezone(zone).date() == day]


def paper_of(facts: str) -> Paper:
    """Read the copy of a paper that a save keeps."""
    return _FACTS.validate_json(facts)


def told_of(facts: str) -> Told:
    """Read what a save remembers besides."""
    return _TOLD.validate_json(facts)


def facts_to(paper: Paper, told: Told) -> str:
    """Write down what a save keeps."""
    beside = _TOLD.dump_python(told, mode="json", exclude_none=True)
    whole = _FACTS.dump_python(paper, mode="json") | beside
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":"))
