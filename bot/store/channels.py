"""The channels the bot posts to, what each has chosen, and how far it has been served."""

from collections.abc import Callable
from datetime import datetime, time
from typing import Any

from sqlalchemy import ColumnElement, Row, select, true, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.channels import ChannelSettings, Include, KnownChannel, Layout, Schedule
from bot.domain.chat import Channel, Place
from bot.domain.languages import Languages
from bot.domain.summaries import Detail
from bot.store.arrivals import last
from bot.store.database import Database
from bot.store.dialects import add_new
from bot.store.tables import channel, space, subscription

_FOLLOWS_SOMETHING = (
    select(subscription.c.id)
    .where(subscription.c.channel == channel.c.id, subscription.c.ended.is_(None))
    .exists()
)

HERE = ~(
    select(space.c.space)
    .where(
        space.c.platform == channel.c.platform,
        space.c.space == channel.c.space,
        space.c.left.is_not(None),
    )
    .exists()
)
"""We are in the server or workspace of the channel, as far as anybody told us."""


class Channels:
    """The channels, by place, by number and by when they are due."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def open(self, place: Channel, settings: ChannelSettings, now: datetime) -> KnownChannel:
        """Return a channel; one that is new has these settings, and nothing so far is news to it.

        A name that has changed is noted.

        Args:
            now: When it became known, if it is new (UTC).
        """

        known = await self.find(place)
        if known and place.name in ("", known.channel.name):
            return known

        async def work(connection: AsyncConnection) -> KnownChannel:
            row = {
                "platform": place.platform,
                "space": place.space,
                "native": place.native,
                "kind": place.kind,
                "name": place.name,
                "since": now,
                "served_to": await last(connection),
            }
            if not await add_new(connection, channel, row | _to_row(settings)) and place.name:
                named = update(channel).where(stands_at(place)).values(name=place.name)
                await connection.execute(named)
            found = await connection.execute(select(channel).where(stands_at(place)))
            return known_channel(found.one())

        return await self._database.write(work)

    async def find(self, place: Channel) -> KnownChannel | None:
        """Return the channel at a place, or None if it is not known."""
        return next(iter(await self._where(stands_at(place))), None)

    async def languages(self, place: Channel) -> Languages:
        """Return what a channel has chosen to read; none where it is not known."""
        chosen = select(channel.c.language).where(stands_at(place))

        async def work(connection: AsyncConnection) -> Languages:
            return Languages.parse(await connection.scalar(chosen) or "")

        return await self._database.read(work)

    async def by_id(self, id: int) -> KnownChannel | None:
        """Return the channel of a number, or None if it is not known."""
        return next(iter(await self._where(channel.c.id == id)), None)

    async def all(self) -> list[KnownChannel]:
        """Return every channel, oldest first."""
        return await self._where()

    async def following(self) -> list[KnownChannel]:
        """Return the channels that follow something, oldest first."""
        return await self._where(_FOLLOWS_SOMETHING)

    async def due(self, now: datetime) -> list[KnownChannel]:
        """Return the channels that follow something and are due (UTC), longest due first."""
        due = await self._where(channel.c.next_due <= now, _FOLLOWS_SOMETHING, HERE)
        return sorted(due, key=lambda each: each.next_due or now)

    async def wake(self, now: datetime, id: int | None = None) -> int:
        """Make due (UTC) the channels that wait for arXiv and have not seen the last arrivals.

        Args:
            id: Wake only this one.

        Returns how many were woken; those that follow nothing sleep on.
        """

        return await self._database.write(lambda connection: woken(connection, now, id))

    async def change(self, id: int, alter: Callable[[KnownChannel], KnownChannel]) -> KnownChannel:
        """Change settings and due moment of a channel; return it as it is then.

        Args:
            alter: Makes the new one of the one there is, inside the transaction: of two changes at
                once neither is lost.

        Raises:
            LookupError: There is no such channel.
        """

        return await self._database.write(lambda connection: altered(connection, id, alter))

    async def _where(self, *conditions: ColumnElement[bool]) -> list[KnownChannel]:
        async def work(connection: AsyncConnection) -> list[KnownChannel]:
            found = select(channel).where(*conditions).order_by(channel.c.id)
            return [known_channel(row) for row in await connection.execute(found)]

        return await self._database.read(work)


async def woken(connection: AsyncConnection, now: datetime, id: int | None = None) -> int:
    """Wake channels, or one, within a transaction of the caller's; see `Channels.wake`."""
    waiting = (
        channel.c.at.is_(None),
        channel.c.next_due.is_(None),
        channel.c.served_to < await last(connection),
        _FOLLOWS_SOMETHING,
        HERE,
        channel.c.id == id if id is not None else true(),
    )
    due = await connection.execute(update(channel).where(*waiting).values(next_due=now))
    return due.rowcount


async def altered(
    connection: AsyncConnection, id: int, alter: Callable[[KnownChannel], KnownChannel]
) -> KnownChannel:
    """Change a channel within a transaction of the caller's; see `Channels.change`.

    Raises:
        LookupError: There is no such channel.
    """
    which = channel.c.id == id
    found = await connection.execute(select(channel).where(which).with_for_update())
    row = found.one_or_none()
    if row is None:
        raise LookupError(f"there is no channel {id}")
    known = alter(known_channel(row))
    values = _to_row(known.settings) | {"next_due": known.next_due}
    await connection.execute(update(channel).where(which).values(**values))
    return known


def stands_at(place: Channel) -> ColumnElement[bool]:
    """Make the condition that picks the row of a channel."""
    return (
        (channel.c.platform == place.platform)
        & (channel.c.space == place.space)
        & (channel.c.native == place.native)
    )


async def number_of(connection: AsyncConnection, place: Channel) -> int:
    """Return the number of a channel, within a transaction of the caller's.

    Raises:
        LookupError: Nobody has opened it.
    """
    number: int | None = await connection.scalar(select(channel.c.id).where(stands_at(place)))
    if number is None:
        raise LookupError(f"{place} was never opened")
    return number


def _to_row(settings: ChannelSettings) -> dict[str, object]:
    schedule = settings.schedule
    return {
        "at": schedule.at.isoformat() if schedule.at else None,
        "zone": schedule.zone,
        "days": "".join(map(str, sorted(schedule.days))),
        "paused_until": schedule.paused_until,
        "layout": settings.layout,
        "most": settings.most,
        "include": settings.include,
        "emoji": settings.emoji,
        "language": str(settings.languages) or None,
        "detail": settings.detail,
        "figures": int(settings.figures),
    }


def known_channel(row: Row[Any]) -> KnownChannel:
    """Read a row of the channels."""
    schedule = Schedule(
        at=time.fromisoformat(row.at) if row.at else None,
        zone=row.zone,
        days=frozenset(map(int, row.days)),
        paused_until=row.paused_until,
    )
    settings = ChannelSettings(
        schedule,
        Layout(row.layout),
        row.most,
        Include(row.include),
        row.emoji,
        Languages.parse(row.language or ""),
        Detail(row.detail),
        bool(row.figures),
    )
    kind = Place(row.kind)
    place = Channel(row.platform, row.space, row.native, row.name, kind)
    return KnownChannel(row.id, place, settings, row.served_to, row.next_due)
