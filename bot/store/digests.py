"""Digests: what was picked for a channel, written down before a word of it is posted."""

import json
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, Table, case, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain import ledger
from bot.domain.channels import KnownChannel
from bot.domain.chat import Channel
from bot.domain.papers import PaperId
from bot.store.channels import HERE, altered, known_channel, stands_at, woken
from bot.store.database import Database
from bot.store.dialects import add_missing, add_numbered
from bot.store.digest_rows import How, KnownDigest, Told, from_row
from bot.store.paper_rows import batches
from bot.store.tables import channel, digest, paper, told


class Digests:
    """The digests of every channel, and what they told it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def begin(
        self,
        channel_id: int,
        slot: str,
        *,
        body: list[dict[str, object]],
        shown: int,
        carded: Sequence[PaperId],
        listed: Sequence[PaperId],
        after: int,
        until: int,
        now: datetime,
        due: datetime | None = None,
    ) -> KnownDigest:
        """Write down a digest, what it tells, and how far the channel is served with it.

        A digest that its slot has already is returned as it is, and nothing is changed.

        Args:
            due: When the channel is to be served next (UTC); None leaves that as it is.
        """

        total = len(carded) + len(listed)

        async def work(connection: AsyncConnection) -> KnownDigest:
            row = {
                "channel": channel_id,
                "slot": slot,
                "body": json.dumps(body, ensure_ascii=False),
                "shown": shown,
                "total": total,
                "after": after,
                "until": until,
                "at": now,
            }
            number = await add_numbered(connection, digest, row)
            if number is None:
                at_slot = (digest.c.channel == channel_id) & (digest.c.slot == slot)
                return from_row((await connection.execute(select(digest).where(at_slot))).one())
            rows = [
                {"channel": channel_id, "paper": id, "digest": number, "how": how}
                for how, ids in ((How.CARDED, carded), (How.LISTED, listed))
                for id in ids
            ]
            if rows:
                # All at once: one by one, hundreds of statements would hold the only writer.
                await connection.execute(add_missing(connection, told), rows)
            served = case((channel.c.served_to < until, until), else_=channel.c.served_to)
            values = {"served_to": served} | ({"next_due": due} if due else {})
            await connection.execute(
                update(channel).where(channel.c.id == channel_id).values(**values)
            )
            return KnownDigest(
                number, channel_id, slot, body, shown, total, after, until, now, None
            )

        return await self._database.write(work)

    async def finish(self, id: int, now: datetime) -> None:
        """Note that all of a digest stands in its channel (UTC)."""
        await self._database.write(lambda connection: _finish(connection, id, now))

    async def served(
        self,
        kept: KnownDigest,
        now: datetime,
        move_on: Callable[[KnownChannel], KnownChannel],
        *,
        wake: bool,
    ) -> None:
        """Note that all of a digest stands in its channel, and when that is served next.

        Where another digest of it is written down and not posted, that is at once.

        Args:
            now: What time it is (UTC).
            move_on: Makes the channel as it is to be of the channel as it is.
            wake: Whether a channel that waits for arXiv is due, if it has not seen the last
                arrivals.
        """

        async def work(connection: AsyncConnection) -> None:
            await _finish(connection, kept.id, now)
            after = move_on
            if (await connection.execute(_open(kept.channel))).first():
                # Picked before anything that has come since.
                def after(known: KnownChannel) -> KnownChannel:
                    return replace(known, next_due=now)

            await altered(connection, kept.channel, after)
            if wake:
                # What came meanwhile found the channel due already, and woke nobody.
                await woken(connection, now, kept.channel)

        await self._database.write(work)

    async def tried(self, id: int) -> int:
        """Note that a digest was refused for a reason that passes; return how often by now."""

        async def work(connection: AsyncConnection) -> int:
            again = update(digest).where(digest.c.id == id).values(tries=digest.c.tries + 1)
            tries: int = (await connection.execute(again.returning(digest.c.tries))).scalar_one()
            return tries

        return await self._database.write(work)

    async def half_posted(self) -> set[int]:
        """Return the numbers of the channels of which a digest is not posted whole."""

        async def work(connection: AsyncConnection) -> set[int]:
            begun = select(digest.c.channel).where(digest.c.finished_at.is_(None))
            return set(await connection.scalars(begun))

        return await self._database.read(work)

    async def by_id(self, id: int) -> KnownDigest | None:
        """Return the digest of a number."""
        return await self._one(select(digest).where(digest.c.id == id))

    async def unfinished(self, channel_id: int) -> KnownDigest | None:
        """Return the oldest digest of a channel of which something may not be posted yet."""
        _, kept = await self.standing(channel_id)
        return kept

    async def standing(self, channel_id: int) -> tuple[KnownChannel | None, KnownDigest | None]:
        """Return a channel, and the oldest digest of it that may not be posted whole yet.

        One of a server or workspace that we are gone from counts for none.
        """
        its = select(channel).where(channel.c.id == channel_id, HERE)

        async def work(
            connection: AsyncConnection,
        ) -> tuple[KnownChannel | None, KnownDigest | None]:
            known = (await connection.execute(its)).one_or_none()
            kept = (await connection.execute(_open(channel_id))).one_or_none()
            return known_channel(known) if known else None, from_row(kept) if kept else None

        return await self._database.read(work)

    async def last(self, channel_id: int, *, with_papers: bool = True) -> KnownDigest | None:
        """Return the newest digest of a channel; by default the newest that told of any paper."""
        its = select(digest).where(digest.c.channel == channel_id)
        if with_papers:
            its = its.where(digest.c.total > 0)
        return await self._one(its.order_by(digest.c.id.desc()).limit(1))

    async def last_at(self, place: Channel) -> KnownDigest | None:
        """Return the newest digest at a place that told of any paper."""
        return await self._one(_last_at(place, digest))

    async def last_names(self, place: Channel) -> list[tuple[PaperId, str]]:
        """Return the papers of the newest digest at a place that told of any, in its order.

        Each is its id and its name, which is '' of one that is gone; for what cannot wait.
        """

        async def work(connection: AsyncConnection) -> list[tuple[PaperId, str]]:
            body = await connection.scalar(_last_at(place, digest.c.body))
            ids = ledger.papers(json.loads(body)) if body else []
            names: dict[str, str] = {}
            for some in batches(ids):
                known = select(paper.c.id, paper.c.title).where(paper.c.id.in_(some))
                rows = await connection.execute(known)
                names |= {row.id: row.title or row.id for row in rows}
            return [(id, names.get(id, "")) for id in ids]

        return await self._database.read(work)

    async def totals(self, channel_id: int, before: int, most: int = 20) -> list[int]:
        """Return how many papers the latest digests told of, newest first, empty ones left out."""

        async def work(connection: AsyncConnection) -> list[int]:
            earlier = (digest.c.channel == channel_id) & (digest.c.id < before)
            rows = await connection.scalars(
                select(digest.c.total)
                .where(earlier, digest.c.total > 0)
                .order_by(digest.c.id.desc())
                .limit(most)
            )
            return list(rows)

        return await self._database.read(work)

    async def told(self, channel_id: int, ids: Collection[PaperId]) -> dict[PaperId, Told]:
        """Return how a channel was told of these papers; those it was not told of are left out."""

        async def work(connection: AsyncConnection) -> dict[PaperId, Told]:
            known: dict[PaperId, Told] = {}
            for some in batches(ids):
                rows = await connection.execute(
                    select(told.c.paper, told.c.how, told.c.digest, digest.c.slot)
                    .join(digest, digest.c.id == told.c.digest)
                    .where(told.c.channel == channel_id, told.c.paper.in_(some))
                )
                known |= {row.paper: Told(How(row.how), row.digest, row.slot) for row in rows}
            return known

        return await self._database.read(work)

    async def _one(self, wanted: Select[Any]) -> KnownDigest | None:
        async def work(connection: AsyncConnection) -> KnownDigest | None:
            row = (await connection.execute(wanted)).one_or_none()
            return from_row(row) if row else None

        return await self._database.read(work)


def _last_at(place: Channel, *wanted: Table | ColumnElement[Any]) -> Select[Any]:
    told_of_any = stands_at(place) & (digest.c.total > 0)
    its = select(*wanted).join_from(digest, channel, channel.c.id == digest.c.channel)
    return its.where(told_of_any).order_by(digest.c.id.desc()).limit(1)


def _open(channel_id: int) -> Select[Any]:
    unposted = (digest.c.channel == channel_id) & digest.c.finished_at.is_(None)
    return select(digest).where(unposted).order_by(digest.c.id).limit(1)


async def _finish(connection: AsyncConnection, id: int, now: datetime) -> None:
    await connection.execute(update(digest).where(digest.c.id == id).values(finished_at=now))
