"""What somebody is about to set: one row for each step, until they confirm it or let it be.

A button of a step names that step, and does what its message shows, also after a restart.
"""

import json
from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, delete, func, insert, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.database import Database
from bot.store.tables import draft

_KEPT = timedelta(days=1)


class Drafts:
    """The steps that were taken on the last day."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def keep(
        self,
        channel_id: int,
        values: Mapping[str, str],
        now: datetime,
        *,
        after: int | None = None,
    ) -> int:
        """Keep a step and return its number; those of the day before yesterday are forgotten.

        Args:
            after: The step before; those that follow each other go together.
        """
        row = {
            "channel": channel_id,
            "body": json.dumps(dict(values), ensure_ascii=False),
            "at": now,
        }

        async def work(connection: AsyncConnection) -> int:
            await connection.execute(delete(draft).where(draft.c.at < now - _KEPT))
            root = await connection.scalar(_first(channel_id, after)) if after else None
            made = insert(draft).values(row | {"root": root}).returning(draft.c.id)
            number: int = (await connection.execute(made)).scalar_one()
            return number

        return await self._database.write(work)

    async def get(self, channel_id: int, number: int) -> dict[str, str] | None:
        """Return a step of a channel, or None where it is forgotten or was none of this channel."""
        body = select(draft.c.body).where(_own(channel_id, number))

        async def work(connection: AsyncConnection) -> dict[str, str] | None:
            found: str | None = await connection.scalar(body)
            return json.loads(found) if found is not None else None

        return await self._database.read(work)

    async def drop(self, channel_id: int, number: int) -> None:
        """Forget a step, and all that go together with it."""

        async def work(connection: AsyncConnection) -> None:
            root = await connection.scalar(_first(channel_id, number))
            if root is not None:
                which = or_(draft.c.id == root, draft.c.root == root)
                await connection.execute(delete(draft).where(which))

        await self._database.write(work)

    async def count(self) -> int:
        """Return how many steps are kept."""
        counted = select(func.count()).select_from(draft)

        async def work(connection: AsyncConnection) -> int:
            return await connection.scalar(counted) or 0

        return await self._database.read(work)


def _own(channel_id: int, number: int) -> ColumnElement[bool]:
    return (draft.c.channel == channel_id) & (draft.c.id == number)


def _first(channel_id: int, number: int) -> Select[tuple[int]]:
    """Make the question for the first step of those that go together with one."""
    return select(func.coalesce(draft.c.root, draft.c.id)).where(_own(channel_id, number))
