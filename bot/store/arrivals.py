"""What was announced, numbered in commit order: the number is what every watermark holds."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from sqlalchemy import ColumnElement, delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.papers import Announcement, Arrival, ArrivalKind, DatedBy, Paper, PaperId
from bot.store.database import Database
from bot.store.dialects import alone
from bot.store.paper_rows import batches
from bot.store.papers import keep, last_change, load
from bot.store.tables import arrival, harvest, paper

FRESH: Final = (ArrivalKind.NEW, ArrivalKind.CROSS)
"""Kinds that make a paper public in a list."""


class Arrivals:
    """The announcements, in the order in which they became known."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, announcements: Iterable[Announcement], facts: Iterable[Paper] = ()) -> int:
        """Keep announcements and their papers; return how many were not known yet.

        A paper is new once; it is not a cross-list too when it is new in the same list. Any other
        kind counts once a day. What a list says replaces what was inferred before, under the number
        that it has; where it was no news until now, under a new one.

        Args:
            facts: What is known besides of the papers, kept together with them or not at all.
        """
        known_besides = list(facts)
        announced = sorted(announcements, key=lambda one: one.kind is not ArrivalKind.NEW)

        async def work(connection: AsyncConnection) -> int:
            # Until the commit: numbers given out by two transactions at once could become visible
            # in the wrong order, and a watermark would pass over the late one for ever.
            await alone(connection, "arrivals")
            await keep(connection, [*known_besides, *(_dated(one) for one in announced)])
            await _forget_what_was_no_news(connection, announced)
            fresh = await _fresh(connection, announced)
            await _correct(connection, announced)
            number = await last(connection)
            rows = [
                {
                    "seq": seq,
                    "paper": one.paper.id,
                    "day": one.day,
                    "kind": one.kind,
                    "inferred": int(one.inferred),
                    "archive": one.archive,
                }
                for seq, one in enumerate(fresh, number + 1)
            ]
            if rows:
                await connection.execute(insert(arrival), rows)
            return len(rows)

        return await self._database.write(work)

    async def between(
        self, after: int, until: int, kinds: Collection[ArrivalKind] = tuple(ArrivalKind)
    ) -> list[Arrival]:
        """Return the arrivals numbered above `after` up to `until`, in order, with their papers."""
        inside = (arrival.c.seq > after) & (arrival.c.seq <= until) & arrival.c.kind.in_(kinds)
        return await self._database.read(lambda connection: _arrivals(connection, inside))

    async def recent(self, days: int) -> list[Arrival]:
        """Return what was new or cross-listed on the last so many announcement days we have."""

        async def work(connection: AsyncConnection) -> list[Arrival]:
            fresh = arrival.c.kind.in_(FRESH)
            latest = select(arrival.c.day).where(fresh).distinct()
            latest = latest.order_by(arrival.c.day.desc()).limit(days)
            return await _arrivals(connection, fresh & arrival.c.day.in_(latest))

        return await self._database.read(work)

    async def of(self, id: PaperId) -> list[Arrival]:
        """Return everything that was announced of a paper, in the order it came."""
        return await self._database.read(
            lambda connection: _arrivals(connection, arrival.c.paper == id)
        )

    async def kinds(self, ids: Collection[PaperId]) -> dict[PaperId, set[ArrivalKind]]:
        """Return as what each of these papers was ever announced; the others are left out."""

        async def work(connection: AsyncConnection) -> dict[PaperId, set[ArrivalKind]]:
            known: dict[PaperId, set[ArrivalKind]] = {}
            for some in batches(ids):
                of_these = select(arrival.c.paper, arrival.c.kind).where(arrival.c.paper.in_(some))
                for id, kind in await connection.execute(of_these):
                    known.setdefault(id, set()).add(ArrivalKind(kind))
            return known

        return await self._database.read(work)

    async def listed_on(self, ids: Collection[PaperId]) -> dict[PaperId, date]:
        """Return the day on which a list announced each of these papers as new, where one did."""

        async def work(connection: AsyncConnection) -> dict[PaperId, date]:
            known: dict[PaperId, date] = {}
            listed = (arrival.c.kind == ArrivalKind.NEW) & (arrival.c.inferred == 0)
            for some in batches(ids):
                of_these = select(arrival.c.paper, arrival.c.day)
                rows = await connection.execute(of_these.where(arrival.c.paper.in_(some), listed))
                known |= {row.paper: row.day for row in rows}
            return known

        return await self._database.read(work)

    async def last(self) -> int:
        """Return the number of the last arrival, 0 when there is none."""
        return await self._database.read(last)

    async def newest(self) -> tuple[int, date | None]:
        """Return the number of the last arrival and the newest day of which we have any."""
        both = select(func.max(arrival.c.seq), func.max(arrival.c.day))

        async def work(connection: AsyncConnection) -> tuple[int, date | None]:
            seq, day = (await connection.execute(both)).one()
            return seq or 0, day

        return await self._database.read(work)

    async def last_day(self) -> date | None:
        """Return the newest day of which we have an announcement."""

        async def work(connection: AsyncConnection) -> date | None:
            newest: date | None = await connection.scalar(select(func.max(arrival.c.day)))
            return newest

        return await self._database.read(work)


async def last(connection: AsyncConnection) -> int:
    """Return the number of the last arrival, within a transaction of the caller's."""
    return await connection.scalar(select(func.max(arrival.c.seq))) or 0


def _dated(one: Announcement) -> Paper:
    """Return the paper of an announcement; one that is new became public that day."""
    if one.kind is not ArrivalKind.NEW or one.paper.announced:
        return one.paper
    return replace(one.paper, announced=one.day)


async def _fresh(
    connection: AsyncConnection, announced: Sequence[Announcement]
) -> list[Announcement]:
    """Leave out what is known already; expects new papers before all others."""
    known: set[tuple[PaperId, str, date]] = set()
    new_on: dict[PaperId, date] = {}
    for some in batches({one.paper.id for one in announced}):
        for row in await connection.execute(select(arrival).where(arrival.c.paper.in_(some))):
            known.add((row.paper, row.kind, row.day))
            if row.kind == ArrivalKind.NEW:
                new_on[row.paper] = row.day
    fresh: list[Announcement] = []
    new_now: set[PaperId] = set()
    for one in announced:
        id = one.paper.id
        if one.kind is ArrivalKind.NEW:
            stale = id in new_on
        else:
            cross = one.kind is ArrivalKind.CROSS
            stale = cross and (id in new_now or new_on.get(id) == one.day)
        if stale or (id, one.kind, one.day) in known:
            continue
        known.add((id, one.kind, one.day))
        fresh.append(one)
        if one.kind is ArrivalKind.NEW:
            new_on[id] = one.day
            new_now.add(id)
    return fresh


async def _forget_what_was_no_news(
    connection: AsyncConnection, announced: Sequence[Announcement]
) -> None:
    """Forget guesses about days before the first news, where a list says now that it is news.

    Only a guess of the same kind: a paper that is replaced today was new before all the same.
    """
    news_from = await connection.scalar(select(harvest.c.news_from))
    if news_from is None:
        return
    old = (arrival.c.inferred == 1) & (arrival.c.day < news_from)
    for kind in FRESH:
        listed = [one.paper.id for one in announced if one.kind is kind and not one.inferred]
        for some in batches(listed):
            these = arrival.c.paper.in_(some) & (arrival.c.kind == kind)
            await connection.execute(delete(arrival).where(these, old))


async def _correct(connection: AsyncConnection, announced: Sequence[Announcement]) -> None:
    """Set right the day of papers whose announcement was inferred and is listed now."""
    listed = {
        one.paper.id: one for one in announced if one.kind is ArrivalKind.NEW and not one.inferred
    }
    inferred = (arrival.c.kind == ArrivalKind.NEW) & (arrival.c.inferred == 1)
    for some in batches(listed):
        guessed = select(arrival.c.paper).where(arrival.c.paper.in_(some), inferred)
        for id in list(await connection.scalars(guessed)):
            one = listed[id]
            right = {"day": one.day, "inferred": 0, "archive": one.archive}
            await connection.execute(
                update(arrival).where(arrival.c.paper == id, inferred).values(**right)
            )
            dated = {"announced": one.day, "day": one.day, "dated_by": DatedBy.ANNOUNCED}
            dated["changed"] = await last_change(connection) + 1
            await connection.execute(update(paper).where(paper.c.id == id).values(**dated))


async def _arrivals(connection: AsyncConnection, which: ColumnElement[bool]) -> list[Arrival]:
    rows = (await connection.execute(select(arrival).where(which).order_by(arrival.c.seq))).all()
    papers = await load(connection, {row.paper for row in rows})
    return [
        Arrival(
            row.seq,
            papers[row.paper],
            ArrivalKind(row.kind),
            row.day,
            bool(row.inferred),
            row.archive,
        )
        for row in rows
    ]
