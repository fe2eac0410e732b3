"""What became of each announcement batch, and how far arXiv has been read."""

from collections.abc import Collection, Iterable
from dataclasses import asdict
from datetime import date
from typing import Any, Final, TypeAlias

from sqlalchemy import Row, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.batches import Batch, BatchState, Feed, Harvest
from bot.domain.papers import ArrivalKind, PaperId
from bot.store.database import Database
from bot.store.dialects import upsert
from bot.store.tables import arrival, batch, feed, harvest

_ARXIV: Final = "arxiv"

Counts: TypeAlias = dict[tuple[date, str | None, ArrivalKind], int]


class Batches:
    """The announcement batches, by day and archive."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def between(self, first: date, last: date) -> list[Batch]:
        """Return the batches of some days, both ends included, by day and archive."""

        async def work(connection: AsyncConnection) -> list[Batch]:
            inside = batch.c.day.between(first, last)
            rows = await connection.execute(
                select(batch).where(inside).order_by(batch.c.day, batch.c.archive)
            )
            return [_from_row(row) for row in rows]

        return await self._database.read(work)

    async def began(self) -> dict[str, date]:
        """Return the first day of which there is a batch of each archive."""
        first = select(batch.c.archive, func.min(batch.c.day)).group_by(batch.c.archive)

        async def work(connection: AsyncConnection) -> dict[str, date]:
            return {row[0]: row[1] for row in await connection.execute(first)}

        return await self._database.read(work)

    async def put(self, batches: Iterable[Batch]) -> None:
        """Keep what is known of batches now."""
        rows = [asdict(each) for each in batches]

        async def work(connection: AsyncConnection) -> None:
            if rows:
                await connection.execute(upsert(connection, batch), rows)

        await self._database.write(work)

    async def feeds(self) -> dict[str, Feed]:
        """Return how every feed answered last, by archive."""

        async def work(connection: AsyncConnection) -> dict[str, Feed]:
            rows = await connection.execute(select(feed))
            return {row.archive: Feed(**row._mapping) for row in rows}

        return await self._database.read(work)

    async def heard(self, answered: Feed) -> None:
        """Note how a feed has answered."""

        async def work(connection: AsyncConnection) -> None:
            await connection.execute(upsert(connection, feed), [asdict(answered)])

        await self._database.write(work)

    async def harvest(self) -> Harvest | None:
        """Return how far the records have been read; None before the first harvest."""

        async def work(connection: AsyncConnection) -> Harvest | None:
            row = (await connection.execute(select(harvest))).one_or_none()
            if row is None:
                return None
            return Harvest(row.began, row.news_from, row.stamp, row.answered, row.failed)

        return await self._database.read(work)

    async def harvested(self, how_far: Harvest) -> None:
        """Note how far the records have been read."""

        async def work(connection: AsyncConnection) -> None:
            row = {"name": _ARXIV} | asdict(how_far)
            await connection.execute(upsert(connection, harvest), [row])

        await self._database.write(work)

    async def counts(self, days: Collection[date]) -> Counts:
        """Count what was announced on some days, by day, archive and kind."""
        counting = (
            select(arrival.c.day, arrival.c.archive, arrival.c.kind, func.count())
            .where(arrival.c.day.in_(days))
            .group_by(arrival.c.day, arrival.c.archive, arrival.c.kind)
        )

        async def work(connection: AsyncConnection) -> Counts:
            rows = await connection.execute(counting)
            return {(row[0], row[1], ArrivalKind(row[2])): row[3] for row in rows}

        return await self._database.read(work)

    async def listed_new(self, day: date) -> set[PaperId]:
        """Return the papers that a list of this day, not only their record, announced as new."""
        new = (arrival.c.day == day) & (arrival.c.kind == ArrivalKind.NEW)
        listed = select(arrival.c.paper).where(new, arrival.c.inferred == 0)

        async def work(connection: AsyncConnection) -> set[PaperId]:
            return set(await connection.scalars(listed))

        return await self._database.read(work)


def _from_row(row: Row[Any]) -> Batch:
    return Batch(**{**row._mapping, "state": BatchState(row.state)})
