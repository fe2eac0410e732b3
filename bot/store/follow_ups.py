"""What became of papers that somebody saved, and what they were told of it.

A batch is what one person is told at once: its rows have one moment. It is written down before a
word is posted, together with what the person knew and will know, so that a restart says the same.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from typing import Final

from sqlalchemy import ColumnElement, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.notices import CHANGES, Changed, is_withdrawn
from bot.domain.papers import ArrivalKind, Paper, PaperId
from bot.store.database import Database
from bot.store.paper_rows import batches
from bot.store.saved import Told, facts_to, paper_of, told_of
from bot.store.tables import account, arrival, follow_up, paper, person, saved

_BEING_TOLD: Final = '%"before":{%'
"""In facts of which somebody is being told; in a text the quotes would be escaped."""


@dataclass(frozen=True, slots=True)
class Pending:
    """Something has arrived of a paper that somebody saved.

    Attributes:
        warned: They were told before that it is withdrawn.
    """

    person: int
    paper: PaperId
    seq: int
    kind: ArrivalKind
    day: date
    warned: bool


@dataclass(frozen=True, slots=True)
class Batch:
    """What a person is being told.

    Attributes:
        key: Unique among a person's batches, for ever.
    """

    person: int
    key: int
    changes: tuple[Changed, ...]


class FollowUps:
    """What everybody was told about the papers they saved."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def pending(self, after: int, until: int, platforms: Collection[str]) -> list[Pending]:
        """Return what has arrived of saved papers, by person, and in order.

        Left out are people who do not want to hear of it or have no account on these platforms,
        and what they were told.

        Args:
            after: Arrivals above this number count…
            until: …up to this one.
        """
        told_of_it = (
            select(follow_up.c.seq)
            .where(
                follow_up.c.person == saved.c.person,
                follow_up.c.paper == saved.c.paper,
                follow_up.c.seq == arrival.c.seq,
            )
            .exists()
        )
        earlier = arrival.alias("earlier")
        warned = (
            select(follow_up.c.seq)
            .join(earlier, earlier.c.seq == follow_up.c.seq)
            .where(
                follow_up.c.person == saved.c.person,
                follow_up.c.paper == saved.c.paper,
                earlier.c.kind == ArrivalKind.WITHDRAWN,
            )
            .exists()
            .label("warned")
        )
        columns = (saved.c.person, saved.c.paper, arrival.c.seq, arrival.c.kind, arrival.c.day)
        wanted = (
            select(*columns, warned)
            .join_from(arrival, saved, saved.c.paper == arrival.c.paper)
            .join(person, person.c.id == saved.c.person)
            .where(
                arrival.c.seq > after,
                arrival.c.seq <= until,
                arrival.c.kind.in_(CHANGES),
                _can_be_told(platforms),
                ~told_of_it,
            )
            .order_by(saved.c.person, arrival.c.seq)
        )

        async def work(connection: AsyncConnection) -> list[Pending]:
            return [
                Pending(
                    row.person,
                    PaperId(row.paper),
                    row.seq,
                    ArrivalKind(row.kind),
                    row.day,
                    bool(row.warned),
                )
                for row in await connection.execute(wanted)
            ]

        return await self._database.read(work)

    async def begin(
        self,
        number: int,
        arrived: Iterable[tuple[PaperId, int]],
        papers: Mapping[PaperId, Paper],
        now: datetime,
    ) -> None:
        """Write down what a person will be told.

        Args:
            number: Of the person.
            arrived: Every arrival that is dealt with by that, with its paper.
            papers: These papers as they are now.
            now: The moment of the batch (UTC).
        """
        dealt_with = sorted(arrived)
        rows = [{"person": number, "paper": id, "seq": seq, "at": now} for id, seq in dealt_with]

        async def work(connection: AsyncConnection) -> None:
            await connection.execute(insert(follow_up), rows)
            for id in {id for id, _ in dealt_with}:
                await _change(connection, number, id, partial(_begun, papers[id]))

        await self._database.write(work)

    async def open(self, platforms: Collection[str], since: datetime) -> list[Batch]:
        """Return what people are being told since (UTC) and may not have been told yet."""
        newest = (
            select(follow_up.c.person, func.max(follow_up.c.at).label("at"))
            .where(follow_up.c.at >= since)
            .group_by(follow_up.c.person)
            .subquery()
        )
        its = (follow_up.c.person == newest.c.person) & (follow_up.c.at == newest.c.at)
        columns = (follow_up.c.person, follow_up.c.paper, follow_up.c.seq)
        wanted = (
            select(*columns, arrival.c.day, saved.c.facts)
            .join(newest, its)
            .join(person, person.c.id == follow_up.c.person)
            .join(arrival, arrival.c.seq == follow_up.c.seq)
            .join(
                saved,
                (saved.c.person == follow_up.c.person)
                & (saved.c.paper == follow_up.c.paper)
                & saved.c.facts.like(_BEING_TOLD),
                isouter=True,
            )
            .where(_can_be_told(platforms))
            .order_by(follow_up.c.person, follow_up.c.seq)
        )

        async def work(connection: AsyncConnection) -> list[Batch]:
            found: dict[int, dict[PaperId, Changed]] = {}
            keys: dict[int, int] = {}
            for row in await connection.execute(wanted):
                # Also what the person has let go of since: a batch keeps its key.
                keys[row.person] = row.seq
                if row.facts and (before := (told := told_of(row.facts)).before):
                    change = Changed(before, told.told or paper_of(row.facts), row.day)
                    found.setdefault(row.person, {})[PaperId(row.paper)] = change
            return [
                Batch(number, keys[number], tuple(changes.values()))
                for number, changes in found.items()
            ]

        return await self._database.read(work)

    async def finish(self, batch: Batch) -> None:
        """Note that a person was told."""

        async def work(connection: AsyncConnection) -> None:
            for each in batch.changes:
                await _change(connection, batch.person, each.now.id, _finished)

        await self._database.write(work)

    async def withdrawn(self, ids: Collection[PaperId]) -> set[PaperId]:
        """Return those of these papers that are withdrawn."""

        async def work(connection: AsyncConnection) -> set[PaperId]:
            found: set[PaperId] = set()
            for some in batches(ids):
                days: dict[PaperId, dict[ArrivalKind, date]] = {}
                columns = (arrival.c.paper, arrival.c.kind, arrival.c.day)
                changes = arrival.c.paper.in_(some) & arrival.c.kind.in_(CHANGES)
                for row in await connection.execute(select(*columns).where(changes)):
                    latest = days.setdefault(row.paper, {})
                    kind = ArrivalKind(row.kind)
                    latest[kind] = max(row.day, latest.get(kind, row.day))
                gone = [id for id in days if ArrivalKind.WITHDRAWN in days[id]]
                if not gone:
                    continue
                comments = select(paper.c.id, paper.c.comment).where(paper.c.id.in_(gone))
                for id, comment in await connection.execute(comments):
                    if is_withdrawn(days[id], comment):
                        found.add(id)
            return found

        return await self._database.read(work)


async def _change(
    connection: AsyncConnection, number: int, id: PaperId, alter: Callable[[Paper, Told], Told]
) -> None:
    """Change what a save remembers, unless the person has let go of the paper."""
    its = (saved.c.person == number) & (saved.c.paper == id)
    facts = await connection.scalar(select(saved.c.facts).where(its).with_for_update())
    if facts is None:
        return
    copy = paper_of(facts)
    changed = facts_to(copy, alter(copy, told_of(facts)))
    await connection.execute(update(saved).where(its).values(facts=changed))


def _begun(now: Paper, copy: Paper, was: Told) -> Told:
    return replace(was, told=now, before=was.told or copy)


def _finished(copy: Paper, was: Told) -> Told:
    return replace(was, before=None)


def _can_be_told(platforms: Collection[str]) -> ColumnElement[bool]:
    reached = account.c.person == person.c.id
    by = select(account.c.person).where(reached, account.c.platform.in_(platforms))
    return (person.c.follow_ups == 1) & by.correlate(person).exists()
