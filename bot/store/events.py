"""What platforms have told us, so that the same event told twice is one."""

from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.database import Database
from bot.store.dialects import add_new
from bot.store.tables import event


class Events:
    """The ids of recent events."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def first(self, platform: str, space: str, event_id: str, now: datetime) -> bool:
        """Note an event; True when it has not been told before."""
        row = {"platform": platform, "space": space, "event_id": event_id, "at": now}
        return await self._database.write(lambda connection: add_new(connection, event, row))

    async def purge(self, before: datetime) -> int:
        """Forget the events told before a moment (UTC); return how many."""

        async def work(connection: AsyncConnection) -> int:
            return (await connection.execute(delete(event).where(event.c.at < before))).rowcount

        return await self._database.write(work)
