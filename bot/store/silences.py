"""Which channels have heard nothing for long, and which always get more than they can show."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import Row, Select, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.arrivals import FRESH
from bot.store.channels import HERE
from bot.store.database import Database
from bot.store.tables import arrival, channel, digest, post, subscription

_SCHEDULED: Final = digest.c.slot.not_like("now:%")


@dataclass(frozen=True, slots=True)
class Silence:
    """What a channel was told nothing of.

    Attributes:
        channel: Number of the channel.
        after: Of the arrivals above this number…
        until: …up to this one nothing matched.
        told: The last announcement day of the silence that somebody was told of, if any was.
    """

    channel: int
    after: int
    until: int
    told: date | None


@dataclass(frozen=True, slots=True)
class Flood:
    """A channel whose last digests all held more than was shown.

    Attributes:
        channel: Number of the channel.
        first: Number of the first of these digests.
        count: How many there were in a row.
    """

    channel: int
    first: int
    count: int


class Silences:
    """What is too little or too much, by channel."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def all(self) -> list[Silence]:
        """Return how long nothing has matched, for every channel that follows something.

        Those of servers and workspaces that we are gone from are left out.
        """

        async def work(connection: AsyncConnection) -> list[Silence]:
            rows = await connection.execute(_silent().where(HERE).order_by(channel.c.id))
            return [_from_row(row) for row in rows]

        return await self._database.read(work)

    async def of(self, channel_id: int) -> Silence | None:
        """Return how long nothing has matched in a channel; None where it follows nothing."""

        async def work(connection: AsyncConnection) -> Silence | None:
            found = await connection.execute(_silent().where(channel.c.id == channel_id))
            row = found.one_or_none()
            return _from_row(row) if row else None

        return await self._database.read(work)

    async def days(self, after: int, until: int, since: date) -> list[date]:
        """Return the days on which something was new or cross-listed, in order.

        Args:
            after: Arrivals above this number count…
            until: …up to this one.
            since: What is known of earlier days by records alone counts for nothing.
        """
        inside = (arrival.c.seq > after) & (arrival.c.seq <= until)
        inside &= (arrival.c.day >= since) | (arrival.c.inferred == 0)
        announced = select(arrival.c.day).where(inside, arrival.c.kind.in_(FRESH)).distinct()

        async def work(connection: AsyncConnection) -> list[date]:
            return list(await connection.scalars(announced.order_by(arrival.c.day)))

        return await self._database.read(work)

    async def tell(self, channel_id: int, day: date) -> None:
        """Note that somebody was told of the silence of a channel, up to this day."""
        told = update(channel).where(channel.c.id == channel_id).values(silent_to=day)

        async def work(connection: AsyncConnection) -> None:
            await connection.execute(told)

        await self._database.write(work)

    async def floods(self, least: int, most: int) -> list[Flood]:
        """Return the channels whose last digests, at least and at most so many, were all cut."""
        cut = digest.c.total > digest.c.shown
        whole = (
            select(digest.c.channel, func.max(digest.c.id).label("last"))
            .where(~cut, _SCHEDULED)
            .group_by(digest.c.channel)
            .subquery()
        )
        count = func.count(digest.c.id)
        since = (
            select(digest.c.channel, func.min(digest.c.id), count)
            .outerjoin(whole, whole.c.channel == digest.c.channel)
            .where(cut, _SCHEDULED, digest.c.id > func.coalesce(whole.c.last, 0))
            .group_by(digest.c.channel)
            .having(count.between(least, most))
            .order_by(digest.c.channel)
        )

        async def work(connection: AsyncConnection) -> list[Flood]:
            return [Flood(*row) for row in await connection.execute(since)]

        return await self._database.read(work)

    async def noted(self, parts: Collection[str]) -> set[str]:
        """Return which of these messages, each of a name of its own, stand somewhere."""
        stands = post.c.digest.is_(None) & post.c.native.is_not(None) & post.c.part.in_(parts)

        async def work(connection: AsyncConnection) -> set[str]:
            return set(await connection.scalars(select(post.c.part).where(stands)))

        return await self._database.read(work)


def _silent() -> Select[Any]:
    matched = (
        select(func.max(digest.c.until))
        .where(digest.c.channel == channel.c.id, digest.c.total > 0, _SCHEDULED)
        .correlate(channel)
        .scalar_subquery()
    )
    return (
        select(
            channel.c.id,
            channel.c.served_to,
            channel.c.silent_to,
            func.min(subscription.c.began).label("began"),
            matched.label("matched"),
        )
        .join(subscription, subscription.c.channel == channel.c.id)
        .where(subscription.c.ended.is_(None))
        .group_by(channel.c.id, channel.c.served_to, channel.c.silent_to)
    )


def _from_row(row: Row[Any]) -> Silence:
    return Silence(row.id, max(row.began, row.matched or 0), row.served_to, row.silent_to)
