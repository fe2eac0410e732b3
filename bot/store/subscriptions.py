"""Which channel follows which topics."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, insert, literal, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.channels import Subscription
from bot.domain.chat import Person
from bot.store.arrivals import last
from bot.store.database import Database
from bot.store.dialects import add_new, alone
from bot.store.paper_rows import batches
from bot.store.tables import account, channel, subscription

_FIELDS = [each for each in subscription.c if each.name not in ("person", "ended", "served")]
_LIVE = subscription.c.ended.is_(None)


@dataclass(frozen=True, slots=True)
class Change:
    """What a topic was, under a number of its own, and what it is now."""

    before: Subscription
    after: Subscription


class Subscriptions:
    """The topics of every channel; each is there once, whatever it is called."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(
        self,
        channel_id: int,
        name: str,
        text: str,
        key: str,
        by: str,
        now: datetime,
        *,
        person: int | None = None,
    ) -> tuple[Subscription, bool]:
        """Make a channel follow a topic from the next arrival on.

        Args:
            by: What whoever sets it is called, and `person` their number.

        Returns the subscription, and whether it was made now; the one there was is left as it is.
        """

        async def work(connection: AsyncConnection) -> tuple[Subscription, bool]:
            await _in_turn(connection, channel_id)
            row = {
                "channel": channel_id,
                "name": name,
                "text": text,
                "key": key,
                "began": await last(connection),
                "by": by,
                "person": person,
                "since": now,
            }
            made = await add_new(connection, subscription, row)
            kept = await connection.execute(
                select(*_FIELDS).where(
                    subscription.c.channel == channel_id, subscription.c.key == key, _LIVE
                )
            )
            return _from_row(kept.one()), made

        return await self._database.write(work)

    async def of(self, channel_id: int) -> list[Subscription]:
        """Return what a channel follows, in the order in which it was made."""

        async def work(connection: AsyncConnection) -> list[Subscription]:
            live = select(*_FIELDS).where(subscription.c.channel == channel_id, _LIVE)
            rows = await connection.execute(live.order_by(subscription.c.id))
            return [_from_row(row) for row in rows]

        return await self._database.read(work)

    async def of_all(self, channel_ids: Sequence[int]) -> dict[int, list[Subscription]]:
        """Return what each of some channels follows; those that follow nothing are left out."""

        async def work(connection: AsyncConnection) -> dict[int, list[Subscription]]:
            found: defaultdict[int, list[Subscription]] = defaultdict(list)
            for some in batches(channel_ids):
                live = select(*_FIELDS).where(subscription.c.channel.in_(some), _LIVE)
                for row in await connection.execute(live.order_by(subscription.c.id)):
                    found[row.channel].append(_from_row(row))
            return dict(found)

        return await self._database.read(work)

    async def setters(self, channel_id: int, platform: str) -> list[Person]:
        """Return who set what a channel follows, as a platform knows them."""
        setting = (
            select(account.c.space, account.c.native)
            .join(subscription, subscription.c.person == account.c.person)
            .where(subscription.c.channel == channel_id, account.c.platform == platform, _LIVE)
            .distinct()
            .order_by(account.c.space, account.c.native)
        )

        async def work(connection: AsyncConnection) -> list[Person]:
            rows = await connection.execute(setting)
            return [Person(platform, row.space, row.native) for row in rows]

        return await self._database.read(work)

    async def remove(self, channel_id: int, id: int, now: datetime) -> Subscription | None:
        """End a subscription of a channel; return it, or None if it had ended or never was."""
        served = select(channel.c.served_to).where(channel.c.id == channel_id).scalar_subquery()

        async def work(connection: AsyncConnection) -> Subscription | None:
            which = _own(channel_id, id) & _LIVE
            return await _set(connection, which, ended=now, served=served)

        return await self._database.write(work)

    async def change(
        self, channel_id: int, id: int, name: str, text: str, key: str, now: datetime
    ) -> Change | None:
        """Give a topic of a channel another name or text; it keeps its number and its history.

        What arrived before it was changed is not looked at again. What it was is kept beside it, as
        one that has ended, for an undo that comes years later.

        Returns None if it has ended, or if the channel follows such a topic already.
        """
        rest = [each for each in subscription.c if each.name not in ("id", "ended", "served")]
        names = [each.name for each in rest]

        async def work(connection: AsyncConnection) -> Change | None:
            await _in_turn(connection, channel_id)
            taken = (subscription.c.channel == channel_id) & (subscription.c.key == key) & _LIVE
            if await connection.scalar(select(subscription.c.id).where(taken)) not in (None, id):
                return None
            own = _own(channel_id, id) & _LIVE
            old = select(*rest, literal(now, subscription.c.ended.type)).where(own)
            copied = insert(subscription).from_select([*names, "ended"], old)
            row = (await connection.execute(copied.returning(*_FIELDS))).one_or_none()
            if row is None:
                return None
            after = await _set(connection, own, name=name, text=text, key=key)
            return Change(_from_row(row), after) if after else None

        return await self._database.write(work)

    async def change_back(
        self, channel_id: int, id: int, before: int, now: datetime
    ) -> Change | None:
        """Undo a change.

        Args:
            before: Number of what the topic was then.

        Returns None as `change` does, or where it never was that.
        """
        was = select(*_FIELDS).where(_own(channel_id, before) & ~_LIVE)

        async def work(connection: AsyncConnection) -> Subscription | None:
            row = (await connection.execute(was)).one_or_none()
            return _from_row(row) if row else None

        old = await self._database.read(work)
        if old is None:
            return None
        return await self.change(channel_id, id, old.name, old.text, old.key, now)

    async def restore(self, channel_id: int, id: int) -> Subscription | None:
        """Undo the end of a subscription: nothing that came meanwhile is lost to it.

        The channel's mark goes back to where it was then; what was told since is not told again.
        Returns None if it had not ended, or if the channel follows the same topic anew.
        """
        other = subscription.alias()
        anew = (
            select(other.c.id)
            .where(
                other.c.channel == subscription.c.channel,
                other.c.key == subscription.c.key,
                other.c.ended.is_(None),
            )
            .exists()
        )
        then = select(subscription.c.served).where(subscription.c.id == id).scalar_subquery()

        async def work(connection: AsyncConnection) -> Subscription | None:
            await _in_turn(connection, channel_id)
            which = _own(channel_id, id) & ~_LIVE & ~anew
            back = await _set(connection, which, ended=None)
            if back:
                own = (channel.c.id == channel_id) & (channel.c.served_to > then)
                await connection.execute(update(channel).where(own).values(served_to=then))
            return back

        return await self._database.write(work)


def _own(channel_id: int, id: int) -> ColumnElement[bool]:
    return (subscription.c.channel == channel_id) & (subscription.c.id == id)


async def _in_turn(connection: AsyncConnection, channel_id: int) -> None:
    """Let one change of a channel's topics be looked at after the other.

    Two that make a topic the same at once would else both find nothing in their way.
    """
    await alone(connection, f"topics of {channel_id}")


async def _set(
    connection: AsyncConnection, which: ColumnElement[bool], **values: object
) -> Subscription | None:
    ended = await connection.execute(
        update(subscription).where(which).values(**values).returning(*_FIELDS)
    )
    row = ended.one_or_none()
    return _from_row(row) if row else None


def _from_row(row: Row[Any]) -> Subscription:
    return Subscription(**row._mapping)
