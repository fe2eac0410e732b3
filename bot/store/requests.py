"""What people want done in a channel who may not do it, or want done once they have seen what."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import ColumnElement, Row, delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.channels import KnownChannel
from bot.store.channels import known_channel
from bot.store.database import Database
from bot.store.dialects import alone
from bot.store.tables import channel, request

_OPEN_AT_MOST: Final = 5
"""Requests of one person in one channel that nobody has done yet."""
_ITS = [each.label(f"request_{each.name}") for each in request.c]


class Kind(StrEnum):
    """What becomes of a request: others are asked, may be asked next, or a file is taken in."""

    ASKED = "asked"
    DRAFT = "draft"
    IMPORT = "import"


@dataclass(frozen=True, slots=True)
class Request:
    """Something that somebody wants done.

    Attributes:
        channel: Where.
        person: Number of who wants it, and `by` what they are called.
        act: What is wanted, as whoever wrote it down wrote it.
        done_by: What whoever did it is called; None while nobody has.
    """

    id: int
    channel: KnownChannel
    person: int
    by: str
    kind: Kind
    act: str
    done_by: str | None


class Requests:
    """The requests, by number."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(
        self, channel_id: int, person: int, by: str, act: str, now: datetime
    ) -> int | None:
        """Write down what others are asked for; return its number, or None where it stands already.

        The same goes for one too many of the same person.
        """
        theirs = _of(channel_id, person, Kind.ASKED) & request.c.done.is_(None)
        standing = select(func.count()).select_from(request).where(theirs)
        row = _row(channel_id, person, by, Kind.ASKED, act, now)

        async def work(connection: AsyncConnection) -> int | None:
            await alone(connection, f"requests of {person}")
            if await connection.scalar(standing.where(request.c.act == act)):
                return None
            if (await connection.scalar(standing) or 0) >= _OPEN_AT_MOST:
                return None
            return await _insert(connection, row)

        return await self._database.write(work)

    async def draft(
        self, channel_id: int, person: int, by: str, kind: Kind, act: str, now: datetime
    ) -> int:
        """Keep what somebody may want next; return its number.

        It takes the place of what was kept of that kind before, so there is never more than one.
        """
        row = _row(channel_id, person, by, kind, act, now)

        async def work(connection: AsyncConnection) -> int:
            await connection.execute(delete(request).where(_of(channel_id, person, kind)))
            return await _insert(connection, row)

        return await self._database.write(work)

    async def find(self, id: int) -> Request | None:
        """Return a request, or None where there is no such one, or no more."""
        found = select(*_ITS, *channel.c).join(channel, channel.c.id == request.c.channel)

        async def work(connection: AsyncConnection) -> Request | None:
            row = (await connection.execute(found.where(request.c.id == id))).one_or_none()
            return _from_row(row) if row else None

        return await self._database.read(work)

    async def claim(self, id: int, by: str, now: datetime) -> bool:
        """Note who does it (UTC); False where somebody has."""
        return await self._set((request.c.id == id) & request.c.done.is_(None), now, by)

    async def release(self, id: int) -> None:
        """Note that it was not done after all."""
        await self._set(request.c.id == id, None, None)

    async def purge(self, before: datetime) -> int:
        """Forget the requests made before a moment (UTC); return how many."""

        async def work(connection: AsyncConnection) -> int:
            old = await connection.execute(delete(request).where(request.c.at < before))
            return old.rowcount

        return await self._database.write(work)

    async def _set(self, which: ColumnElement[bool], done: datetime | None, by: str | None) -> bool:
        change = update(request).where(which).values(done=done, done_by=by)

        async def work(connection: AsyncConnection) -> bool:
            return (await connection.execute(change)).rowcount == 1

        return await self._database.write(work)


def _of(channel_id: int, person: int, kind: Kind) -> ColumnElement[bool]:
    whose = (request.c.channel == channel_id) & (request.c.person == person)
    return whose & (request.c.kind == kind)


def _row(
    channel_id: int, person: int, by: str, kind: Kind, act: str, now: datetime
) -> dict[str, object]:
    whose = {"channel": channel_id, "person": person, "by": by}
    return {**whose, "kind": kind, "act": act, "at": now}


async def _insert(connection: AsyncConnection, row: dict[str, object]) -> int:
    made = await connection.execute(insert(request).values(row).returning(request.c.id))
    return int(made.scalar_one())


def _from_row(row: Row[Any]) -> Request:
    return Request(
        row.request_id,
        known_channel(row),
        row.request_person,
        row.request_by,
        Kind(row.request_kind),
        row.request_act,
        row.request_done_by,
    )
