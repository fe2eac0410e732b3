"""How far somebody who goes through what has arrived has got, over every restart."""

from typing import Final

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.database import Database
from bot.store.dialects import upsert
from bot.store.tables import progress

_FIRST: Final = "first"
"""The row of whoever begins: what came before there was any is news to nobody."""


class Progress:
    """A watermark for each that follows the arrivals."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of(self, name: str) -> int:
        """Return the number of the last arrival that was dealt with under a name."""
        found = select(func.max(progress.c.seq)).where(progress.c.name.in_((name, _FIRST)))

        async def work(connection: AsyncConnection) -> int:
            return await connection.scalar(found) or 0

        return await self._database.read(work)

    async def reach(self, name: str, seq: int) -> None:
        """Note that every arrival up to this number is dealt with."""

        async def work(connection: AsyncConnection) -> None:
            await connection.execute(upsert(connection, progress), {"name": name, "seq": seq})

        await self._database.write(work)
