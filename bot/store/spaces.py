"""Servers and workspaces: what each chose, and whether we are there."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, Row, delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.channels import KnownChannel
from bot.domain.rules import Rules, from_json, to_json
from bot.store.channels import known_channel
from bot.store.database import Database
from bot.store.dialects import add_new
from bot.store.tables import channel, space

Place: TypeAlias = tuple[str, str]
"""A platform and a space of it."""


@dataclass(frozen=True, slots=True)
class KnownSpace:
    """A space as it is kept.

    Attributes:
        left: From when on we are gone from there (UTC); None while we are there.
        person: Number of who let us in; None where nobody told us.
    """

    platform: str
    space: str
    left: datetime | None
    person: int | None
    rules: Rules


class Spaces:
    """The spaces, by platform and id."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def find(self, place: Place) -> KnownSpace | None:
        """Return a space, or None where nothing was ever noted of it."""
        found = select(space).where(_is(place))

        async def work(connection: AsyncConnection) -> KnownSpace | None:
            row = (await connection.execute(found)).one_or_none()
            return _from_row(row) if row else None

        return await self._database.read(work)

    async def rules(self, place: Place) -> Rules:
        """Return what a space chose."""
        chosen = select(space.c.rules).where(_is(place))
        text: str | None = await self._database.read(lambda connection: connection.scalar(chosen))
        return from_json(text or "")

    async def change(
        self, place: Place, alter: Callable[[Rules], Rules], now: datetime
    ) -> tuple[Rules, int]:
        """Change what a space chose; return that, and by which number it can be undone.

        Args:
            alter: Makes the new rules of those there are, inside the transaction: of two changes at
                once neither is lost.
            now: When (UTC).
        """

        async def work(connection: AsyncConnection) -> tuple[Rules, int]:
            row = await _opened(connection, place, now)
            rules, revision = alter(from_json(row.rules)), row.revision + 1
            values = {"rules": to_json(rules), "before": row.rules, "revision": revision}
            await connection.execute(update(space).where(_is(place)).values(**values))
            return rules, revision

        return await self._database.write(work)

    async def undo(self, place: Place, revision: int) -> tuple[Rules, int] | None:
        """Take a change back; return what holds then, and by which number that can be undone.

        None where something was changed since.
        """
        found = select(space).where(_is(place), space.c.revision == revision)

        async def work(connection: AsyncConnection) -> tuple[Rules, int] | None:
            row = (await connection.execute(found.with_for_update())).one_or_none()
            if row is None or row.before is None:
                return None
            values = {"rules": row.before, "before": row.rules, "revision": revision + 1}
            await connection.execute(update(space).where(_is(place)).values(**values))
            return from_json(row.before), revision + 1

        return await self._database.write(work)

    async def joined(self, place: Place, person: int | None, now: datetime) -> bool:
        """Note that we are there; return whether we had been there before and were gone since.

        Args:
            person: Number of who let us in, where somebody says so.
        """

        async def work(connection: AsyncConnection) -> bool:
            row = await _opened(connection, place, now)
            whose = row.person if person is None else person
            values = {"left": None, "person": whose}
            await connection.execute(update(space).where(_is(place)).values(**values))
            return row.left is not None

        return await self._database.write(work)

    async def greet(self, place: Place, now: datetime) -> bool:
        """Note that somebody is greeted (UTC); False where that was done before."""
        greeting = update(space).where(_is(place), space.c.greeted.is_(None)).values(greeted=now)

        async def work(connection: AsyncConnection) -> bool:
            return (await connection.execute(greeting)).rowcount == 1

        return await self._database.write(work)

    async def left(self, place: Place, now: datetime) -> None:
        """Note since when (UTC) we are gone; what was noted first counts."""

        async def work(connection: AsyncConnection) -> None:
            await _opened(connection, place, now)
            gone = update(space).where(_is(place), space.c.left.is_(None)).values(left=now)
            await connection.execute(gone)

        await self._database.write(work)

    async def gone(self) -> list[KnownSpace]:
        """Return the spaces we are gone from, longest ago first."""
        found = select(space).where(space.c.left.is_not(None)).order_by(space.c.left)

        async def work(connection: AsyncConnection) -> list[KnownSpace]:
            return [_from_row(row) for row in await connection.execute(found)]

        return await self._database.read(work)

    async def known(self, platform: str) -> dict[str, bool]:
        """Return the spaces of a platform of which anything is kept; false where we are gone."""
        noted = select(space.c.space, space.c.left).where(space.c.platform == platform)
        served = select(channel.c.space).where(channel.c.platform == platform).distinct()

        async def work(connection: AsyncConnection) -> dict[str, bool]:
            found = dict.fromkeys((await connection.scalars(served)).all(), True)
            found |= {each.space: each.left is None for each in await connection.execute(noted)}
            found.pop("", None)  # what somebody has for themselves is no space
            return found

        return await self._database.read(work)

    async def purge(self, place: Place, left: datetime) -> bool:
        """Forget a space with every channel of it and all that hangs on those.

        What people saved is theirs and stays.

        Args:
            left: Since when we were gone (UTC): whoever let us in again meanwhile keeps it all.

        Returns whether it was forgotten.
        """
        platform, native = place

        async def work(connection: AsyncConnection) -> bool:
            gone = delete(space).where(_is(place), space.c.left == left)
            if (await connection.execute(gone)).rowcount == 0:
                return False
            theirs = (channel.c.platform == platform) & (channel.c.space == native)
            await connection.execute(delete(channel).where(theirs))
            return True

        return await self._database.write(work)

    async def channels(self, place: Place) -> Sequence[KnownChannel]:
        """Return every channel of a space that is known, oldest first."""
        platform, native = place
        theirs = (channel.c.platform == platform) & (channel.c.space == native)
        found = select(channel).where(theirs).order_by(channel.c.id)

        async def work(connection: AsyncConnection) -> list[KnownChannel]:
            return [known_channel(row) for row in await connection.execute(found)]

        return await self._database.read(work)


def _is(place: Place) -> ColumnElement[bool]:
    platform, native = place
    return (space.c.platform == platform) & (space.c.space == native)


async def _opened(connection: AsyncConnection, place: Place, now: datetime) -> Row[Any]:
    """Return the row of a space, made now if it is new, and keep others from changing it."""
    platform, native = place
    await add_new(connection, space, {"platform": platform, "space": native, "since": now})
    found = await connection.execute(select(space).where(_is(place)).with_for_update())
    return found.one()


def _from_row(row: Row[Any]) -> KnownSpace:
    return KnownSpace(row.platform, row.space, row.left, row.person, from_json(row.rules))
