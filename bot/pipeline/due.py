"""When channels are served next: worked out anew whenever a choice, a topic or a digest changes."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.domain import timing
from bot.domain.channels import ChannelSettings, KnownChannel
from bot.store import Store
from bot.store.digest_rows import KnownDigest

_FIRST_PAUSE = timedelta(minutes=1)
_LONGEST_PAUSE = timedelta(hours=1)
_MOST_TRIES = 30
"""With the pauses between them, a little more than a day."""


@dataclass(frozen=True, slots=True)
class Due:
    """Keeps every channel's next due moment.

    Attributes:
        random: Draws from [0, 1); channels that were refused together do not come back together.
        is_ready: Says whether what has arrived may be delivered, or its proof is awaited.
    """

    store: Store
    clock: Callable[[], datetime]
    random: Callable[[], float]
    is_ready: Callable[[], bool]

    async def anew(self) -> None:
        """Work out anew what is due later: the rules of a time zone may have changed since."""
        now = self.clock()
        half_posted = await self.store.digests.half_posted()

        def later(channel: KnownChannel) -> KnownChannel:
            if channel.next_due and channel.next_due <= now:
                return channel
            if channel.id in half_posted and not timing.is_paused(channel.settings.schedule, now):
                return replace(channel, next_due=now)
            return replace(channel, next_due=timing.next_due(channel.settings.schedule, now))

        for channel in await self.store.channels.all():
            if later(channel) != channel:
                await self.store.channels.change(channel.id, later)

    async def change(
        self, channel: KnownChannel, alter: Callable[[ChannelSettings], ChannelSettings]
    ) -> KnownChannel:
        """Give a channel other settings; return it with them.

        Another schedule moves the next digest; anything else leaves one that is due, due. One that
        is half posted goes on at once.
        """
        half_posted = await self.store.digests.unfinished(channel.id) is not None
        now = self.clock()

        def altered(known: KnownChannel) -> KnownChannel:
            settings = alter(known.settings)
            due = known.next_due
            if settings.schedule != known.settings.schedule or due is None:
                before = known.settings.schedule
                due = timing.rescheduled(before, settings.schedule, due, now)
            if half_posted and not timing.is_paused(settings.schedule, now):
                due = now
            return replace(known, settings=settings, next_due=due)

        await self.store.channels.change(channel.id, altered)
        if self.is_ready():
            await self.store.channels.wake(now, channel.id)
        return await self.store.channels.by_id(channel.id) or channel

    async def followed(self, channel: KnownChannel) -> None:
        """Take note that a channel follows something more, or again: it may be due now."""
        await self.change(channel, lambda settings: settings)

    async def unfollowed(self, channel: KnownChannel) -> None:
        """Take note that a channel follows something less; with nothing left, a digest is over."""
        if await self.store.subscriptions.of(channel.id):
            return
        if kept := await self.store.digests.unfinished(channel.id):
            await self.store.digests.finish(kept.id, self.clock())

    async def put_off(self, channel: KnownChannel, digest_id: int) -> bool:
        """Let a digest that was refused for a reason that passes wait, longer each time.

        Returns False where it was refused so often that the reason does not seem to pass.
        """
        tries = await self.store.digests.tried(digest_id)
        if tries >= _MOST_TRIES:
            return False
        # The first time nothing is waited: most of what passes has passed by the next minute.
        pause = min(_FIRST_PAUSE * (2 ** max(tries - 2, 0)), _LONGEST_PAUSE) if tries > 1 else None
        if pause:
            again = self.clock() + pause * (1 + self.random() / 4)
            await self.store.channels.change(channel.id, lambda now: replace(now, next_due=again))
        return True

    async def next_minute(self, channel: KnownChannel) -> None:
        """Serve a channel again a minute after it was due."""
        due = (channel.next_due or self.clock()) + timedelta(minutes=1)
        await self.store.channels.change(channel.id, lambda now: replace(now, next_due=due))

    async def move_on(self, served: KnownChannel, after: datetime) -> None:
        """Work out when a channel is due next, unless somebody changed that meanwhile."""
        await self.store.channels.change(served.id, _moved_on(served, after))

    async def served(self, channel: KnownChannel, kept: KnownDigest, after: datetime) -> None:
        """Note that a digest is posted whole, and when its channel is served next.

        That is at once where another digest is written down and not posted, or where it waits for
        arXiv and more has arrived.
        """
        move_on = _moved_on(channel, after)
        await self.store.digests.served(kept, self.clock(), move_on, wake=self.is_ready())


def _moved_on(served: KnownChannel, after: datetime) -> Callable[[KnownChannel], KnownChannel]:
    def moved_on(now: KnownChannel) -> KnownChannel:
        if now.next_due != served.next_due:
            return now
        return replace(now, next_due=timing.next_due(now.settings.schedule, after))

    return moved_on
