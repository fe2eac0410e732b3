"""What stands of the digests of the last days, for whoever reads it again or changes it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, Row, Select, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.chat import Channel, MessageRef, Place
from bot.domain.papers import ArrivalKind, PaperId
from bot.store.database import Database
from bot.store.tables import arrival, channel, digest, message, post

_LATE: Final = (ArrivalKind.COMMENT, ArrivalKind.REPLACED, ArrivalKind.WITHDRAWN)
_CARD: Final = "card%"
_LATEST: Final = timedelta(days=7)
"""So long after a digest was picked it may still be posted."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A message of a digest that stands in its channel.

    Attributes:
        post: Number of the post; the message is found again by it.
        digest: Number of the digest.
        part: Which message of the digest it is: `heading`, `card1`.
        at: When it was posted (UTC).
        again: It says that it may stand twice.
    """

    post: int
    digest: int
    part: str
    ref: MessageRef
    at: datetime
    again: bool = False


@dataclass(frozen=True, slots=True)
class Late:
    """A message that names a paper of which something has arrived since."""

    standing: Standing
    paper: PaperId
    kind: ArrivalKind
    seq: int


class StandingMessages:
    """The messages of digests that stand, by place and by what they name."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def since(self, platform: str, since: datetime) -> list[Standing]:
        """Return what names papers and was posted since (UTC), the newest digest first."""
        return await self._found(channel.c.platform == platform, _recent(since), _names_a_paper())

    async def last(self, platform: str) -> list[Standing]:
        """Return what names papers of the last digest of each channel, the newest digest first."""
        newest = (
            select(func.max(post.c.digest))
            .join(channel, channel.c.id == post.c.channel)
            .where(channel.c.platform == platform, post.c.native.is_not(None), _names_a_paper())
            .group_by(post.c.channel)
        )
        return await self._found(post.c.digest.in_(newest), _names_a_paper())

    async def cards(self, paper: PaperId, since: datetime) -> list[Standing]:
        """Return the cards of a paper that were posted since (UTC), the newest digest first."""
        return await self._found(_recent(since), post.c.part.like(_CARD), _names_a_paper(paper))

    async def naming(self, paper: PaperId, since: datetime) -> list[Standing]:
        """Return what names a paper and was posted since (UTC), the newest digest first."""
        return await self._found(_recent(since), _names_a_paper(paper))

    async def late(self, platform: str, after: int, until: int, since: datetime) -> list[Late]:
        """Return what was posted since (UTC) of which something has arrived, in that order.

        Cards of papers that have got a comment, another version or were withdrawn; headings only
        where a paper was withdrawn.

        Args:
            after: Arrivals above this number count…
            until: …up to this one.
        """
        wanted = (
            _standing()
            .add_columns(arrival.c.seq, arrival.c.kind, arrival.c.paper.label("paper"))
            .join(message, _names())
            .join(arrival, arrival.c.paper == message.c.paper)
            .join(digest, digest.c.id == post.c.digest)
            .where(
                # What was known when the digest was picked, it has said.
                arrival.c.seq > digest.c.until,
                arrival.c.seq > after,
                arrival.c.seq <= until,
                arrival.c.kind.in_(_LATE),
                post.c.part.like(_CARD) | (arrival.c.kind == ArrivalKind.WITHDRAWN),
                channel.c.platform == platform,
                _recent(since),
            )
            .order_by(arrival.c.seq, post.c.id)
        )

        async def work(connection: AsyncConnection) -> list[Late]:
            inside = (arrival.c.seq > after) & (arrival.c.seq <= until) & arrival.c.kind.in_(_LATE)
            # Most rounds bring nothing, and then the posts need not be gone through.
            if await connection.scalar(select(arrival.c.seq).where(inside).limit(1)) is None:
                return []
            rows = (await connection.execute(wanted)).all()
            return [
                Late(_from_row(row), PaperId(row.paper), ArrivalKind(row.kind), row.seq)
                for row in rows
            ]

        return await self._database.read(work)

    async def _found(self, *conditions: ColumnElement[bool]) -> list[Standing]:
        wanted = _standing().where(*conditions).order_by(post.c.digest.desc(), post.c.id.desc())

        async def work(connection: AsyncConnection) -> list[Standing]:
            return list(map(_from_row, await connection.execute(wanted)))

        return await self._database.read(work)


def _standing() -> Select[Any]:
    places: Iterable[ColumnElement[Any]] = (
        channel.c.platform,
        channel.c.space,
        channel.c.native.label("place"),
        channel.c.name,
        channel.c.kind.label("sort"),
    )
    about = (post.c.digest, post.c.part, post.c.at, post.c.again)
    its = (post.c.id, *about, post.c.native, post.c.thread)
    stands = post.c.native.is_not(None) & post.c.digest.is_not(None)
    joined = select(*its, *places).select_from(post)
    return joined.join(channel, channel.c.id == post.c.channel).where(stands)


def _recent(since: datetime) -> ColumnElement[bool]:
    """Choose what was posted since (UTC), by way of the digests, which are far fewer."""
    picked = digest.c.at >= since - _LATEST
    oldest = select(func.min(digest.c.id)).where(picked).scalar_subquery()
    return (post.c.digest >= oldest) & (post.c.at >= since)


def _names() -> ColumnElement[bool]:
    return (message.c.channel == post.c.channel) & (message.c.native == post.c.native)


def _names_a_paper(paper: PaperId | None = None) -> ColumnElement[bool]:
    named = select(message.c.paper).where(_names())
    return (named.where(message.c.paper == paper) if paper else named).correlate(post).exists()


def _from_row(row: Row[Any]) -> Standing:
    place = Channel(row.platform, row.space, row.place, row.name, Place(row.sort))
    ref = MessageRef(place, row.native, row.thread)
    return Standing(row.id, row.digest, row.part, ref, row.at, bool(row.again))
