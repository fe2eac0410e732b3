"""The turnstile of arXiv's gate as a row, for processes that share a database but no folder."""

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import case, literal, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.columns import Moment
from bot.store.database import Database
from bot.store.dialects import add_new
from bot.store.tables import turnstile

_NAME: Final = "arxiv"


class RowTurnstile:
    """One turn at a time for every process on this database (`ports.Turnstile`)."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._lease_ends: datetime | None = None

    async def enter(self, now: datetime, lease: timedelta) -> datetime | None:
        """Take the turn for at most `lease`, or return when to ask again (UTC)."""
        ends = now + lease

        async def work(connection: AsyncConnection) -> datetime | None:
            await add_new(connection, turnstile, {"name": _NAME})
            held, closed = turnstile.c.held_until, turnstile.c.closed_until
            taken = await connection.execute(
                update(turnstile)
                .where(or_(held.is_(None), held <= now), or_(closed.is_(None), closed <= now))
                .values(held_until=ends)
            )
            if taken.rowcount == 1:
                return None
            row = (await connection.execute(select(held, closed))).one()
            again: datetime = max(moment for moment in row if moment is not None)
            return again

        again = await self._database.write(work)
        if again is None:
            self._lease_ends = ends
        return again

    async def leave(self, next_at: datetime) -> None:
        """Give the turn back; nobody may enter before `next_at` (UTC).

        A turn that outlasted its lease may be somebody else's by now, and stays theirs; what it
        learned about when to ask again holds all the same.
        """
        mine, self._lease_ends = self._lease_ends, None
        held, closed = turnstile.c.held_until, turnstile.c.closed_until

        async def work(connection: AsyncConnection) -> None:
            later = or_(closed.is_(None), closed < next_at)
            await connection.execute(
                update(turnstile).values(
                    held_until=case((held == mine, None), else_=held),
                    closed_until=case((later, literal(next_at, Moment)), else_=closed),
                )
            )

        await self._database.write(work)

    async def closed_until(self) -> datetime | None:
        """Return the moment before which nobody may enter, if one is set."""

        async def work(connection: AsyncConnection) -> datetime | None:
            return await connection.scalar(select(turnstile.c.closed_until))

        return await self._database.read(work)
