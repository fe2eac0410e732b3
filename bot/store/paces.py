"""How busy costly calls keep us, by person and by channel; `domain/limits` says what that means."""

from datetime import datetime, timedelta
from typing import Final, Literal

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.limits import Limit, Limits
from bot.store.database import Database
from bot.store.dialects import alone, upsert
from bot.store.tables import channel_pace, person_pace

Whose = Literal["person", "channel"]
_TABLES: Final = {"person": person_pace, "channel": channel_pace}


class Paces:
    """Until when each person and each channel keeps us busy."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def take(
        self, person: int, channel: int, limits: Limits, now: datetime
    ) -> tuple[Whose, timedelta] | None:
        """Let a call through and count it, or else count nothing.

        Args:
            person: Number of who calls, and `channel` of where.
            now: The present moment (UTC).

        Returns whose limit it was and how long the call has to wait; None where it may go ahead.
        """
        whose: tuple[tuple[Whose, int, Limit], ...] = (
            ("person", person, limits.person),
            ("channel", channel, limits.channel),
        )

        async def work(connection: AsyncConnection) -> tuple[Whose, timedelta] | None:
            await alone(connection, f"pace of {person}")
            await alone(connection, f"pace in {channel}")
            busy = {}
            for name, number, limit in whose:
                table = _TABLES[name]
                its = select(table.c.until).where(table.c[name] == number)
                busy[name] = await connection.scalar(its)
                if wait := limit.wait(busy[name], now):
                    return name, wait
            for name, number, limit in whose:
                if limit.calls:
                    row = {name: number, "until": limit.after(busy[name], now)}
                    await connection.execute(upsert(connection, _TABLES[name]), row)
            return None

        return await self._database.write(work)

    async def purge(self, now: datetime) -> int:
        """Forget who keeps us busy no more (UTC); return how many that were."""

        async def work(connection: AsyncConnection) -> int:
            counts = [
                (await connection.execute(delete(each).where(each.c.until < now))).rowcount
                for each in _TABLES.values()
            ]
            return sum(counts)

        return await self._database.write(work)
