"""What we know of papers: one row each, whatever the number of its versions."""

import json
from collections import defaultdict
from collections.abc import AsyncIterator, Collection, Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import Column, ColumnElement, and_, func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.papers import DatedBy, Paper, PaperId, Version
from bot.store.database import Database
from bot.store.dialects import alone, upsert
from bot.store.paper_rows import batches, from_row, grown_together, merged, title_key, to_row
from bot.store.tables import paper, version


class Papers:
    """The papers, by id, by title and by day."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, papers: Iterable[Paper]) -> int:
        """Keep what these say, together with what is known (`merged`); return how many are new."""
        described = list(papers)
        return await self._database.write(lambda connection: keep(connection, described))

    async def get(self, ids: Collection[PaperId]) -> dict[PaperId, Paper]:
        """Return those of these papers that are known."""
        wanted = list(ids)
        return await self._database.read(lambda connection: load(connection, wanted))

    async def one(self, id: PaperId) -> Paper | None:
        """Return a paper, or None if it is not known."""
        return (await self.get([id])).get(id)

    async def by_title(self, folded_title: str) -> list[Paper]:
        """Return the papers whose title folds to this one but for hyphens and spaces, by id."""
        wanted = grown_together(folded_title)

        async def work(connection: AsyncConnection) -> list[Paper]:
            alike = paper.c.title_key == title_key(folded_title)
            known = await load(
                connection, await connection.scalars(select(paper.c.id).where(alike))
            )
            ordered = (known[id] for id in sorted(known))
            return [each for each in ordered if grown_together(each.folded.title or "") == wanted]

        return await self._database.read(work)

    async def has_author(self, name: str) -> bool:
        """Tell whether somebody with exactly this full name has written a known paper."""
        listed = paper.c.authors.contains(json.dumps(name, ensure_ascii=False), autoescape=True)

        async def work(connection: AsyncConnection) -> bool:
            return await connection.scalar(select(paper.c.id).where(listed).limit(1)) is not None

        return await self._database.read(work)

    async def chunks(
        self,
        first: date | None = None,
        last: date | None = None,
        by: str = DatedBy.ANNOUNCED,
        size: int = 1000,
    ) -> AsyncIterator[list[Paper]]:
        """Yield the papers of some days in pieces: newest day first, then by id from the highest.

        Args:
            first: First day that counts; None is an open end.
            last: Last day that counts; None is an open end.
            by: `submitted` goes by the day (UTC) of version 1, `announced` by a paper's own date:
                announced, or the best that is known in its stead (`papers.dated`).
            size: Papers at most in a piece.
        """
        ids = await self._database.read(lambda connection: _dated(connection, first, last, by))
        for some in batches(ids, size):
            known = await self.get(some)
            yield [known[id] for id in some]

    async def changes(self) -> int:
        """Return the number of the last change of any paper."""
        return await self._database.read(last_change)

    async def changed(
        self, after: tuple[int, PaperId] | None, most: int
    ) -> list[tuple[tuple[int, PaperId], Paper]]:
        """Return the papers that have changed since, in the order in which they did.

        Args:
            after: Where the last one that is known stands; None for all there are.
            most: So many at most.
        """
        later = select(paper.c.id, paper.c.changed).order_by(paper.c.changed, paper.c.id)
        if after is not None:
            number, id = after
            beside = and_(paper.c.changed == number, paper.c.id > id)
            later = later.where(or_(paper.c.changed > number, beside))

        async def work(connection: AsyncConnection) -> list[tuple[tuple[int, PaperId], Paper]]:
            rows = (await connection.execute(later.limit(most))).all()
            known = await load(connection, [row.id for row in rows])
            return [((row.changed, row.id), known[row.id]) for row in rows]

        return await self._database.read(work)

    async def count(self) -> int:
        """Return how many papers are known."""

        async def work(connection: AsyncConnection) -> int:
            return (await connection.scalar(select(func.count()).select_from(paper))) or 0

        return await self._database.read(work)


async def keep(connection: AsyncConnection, papers: Iterable[Paper]) -> int:
    """Keep what these papers say, within a transaction of the caller's; return how many are new."""
    await alone(connection, "papers")
    described: dict[PaperId, Paper] = {}
    for one in papers:
        before = described.get(one.id)
        described[one.id] = merged(before, one) if before else one
    known = await load(connection, described)
    changed: list[Paper] = []
    for id, one in described.items():
        together = merged(known[id], one) if id in known else one
        if together != known.get(id):
            changed.append(together)
    if changed:
        number = await last_change(connection)
        rows = [to_row(one) | {"changed": number + at} for at, one in enumerate(changed, start=1)]
        await connection.execute(upsert(connection, paper), rows)
    versions = [
        {"paper": one.id, "number": each.number, "submitted": each.submitted}
        for one in changed
        for each in one.versions
    ]
    if versions:
        await connection.execute(upsert(connection, version), versions)
    return len(described) - len(known)


async def last_change(connection: AsyncConnection) -> int:
    """Return the number of the last change, within a transaction of the caller's.

    Who counts on from there must be `alone` at the papers.
    """
    return await connection.scalar(select(func.max(paper.c.changed))) or 0


async def _dated(
    connection: AsyncConnection, first: date | None, last: date | None, by: str
) -> list[PaperId]:
    """Return the papers of some days, newest day first, then by id from the highest."""
    column: Column[Any] = paper.c.submitted if by == DatedBy.SUBMITTED else paper.c.day
    inside: ColumnElement[bool] = column.is_not(None)
    if first is not None:
        inside &= column >= _bound(first, by)
    if last is not None:
        inside &= column < _bound(last + timedelta(days=1), by)
    rows = (await connection.execute(select(paper.c.id, column).where(inside))).all()
    days = {id: day.date() if isinstance(day, datetime) else day for id, day in rows}
    return sorted(days, key=lambda id: (days[id], id), reverse=True)


def _bound(day: date, by: str) -> date:
    return datetime.combine(day, time(), UTC) if by == DatedBy.SUBMITTED else day


async def load(connection: AsyncConnection, ids: Iterable[PaperId]) -> dict[PaperId, Paper]:
    """Return those of these papers that are known, within a transaction of the caller's."""
    known: dict[PaperId, Paper] = {}
    for some in batches(ids):
        versions = defaultdict(list)
        of_these = select(version).where(version.c.paper.in_(some)).order_by(version.c.number)
        for row in await connection.execute(of_these):
            versions[row.paper].append(Version(row.number, row.submitted))
        for row in await connection.execute(select(paper).where(paper.c.id.in_(some))):
            known[row.id] = from_row(row, versions[row.id])
    return known
