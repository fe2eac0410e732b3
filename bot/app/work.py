"""What each kind of job does, and which digests are due."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.domain import jobs
from bot.domain.errors import DeliveryError
from bot.pipeline import Pipeline
from bot.pipeline.following_up import FollowingUp
from bot.pipeline.moving import Moving
from bot.pipeline.preparing import Preparing
from bot.pipeline.rereading import Rereading
from bot.pipeline.searching import Searching
from bot.pipeline.silence import Hinting
from bot.runner import Handlers

log = logging.getLogger(__name__)

_EVENTS_KEPT = timedelta(days=1)
_REQUESTS_KEPT = timedelta(days=30)

_FORGOTTEN_KEPT = timedelta(days=30)
"""Longer than reactions are read again. People are told so when they delete what is kept."""
_ANSWERS_KEPT = timedelta(days=30)

_CLOCK_WAS_SET = timedelta(minutes=1)
"""A clock that shows so much less than at the last tick has been set back."""


@dataclass(slots=True)
class Work:
    """Does the jobs of a bot.

    Attributes:
        collected: Called after each round of asking arXiv, whatever became of it.
    """

    pipeline: Pipeline
    preparing: Preparing
    following_up: FollowingUp
    searching: Searching
    rereading: Rereading
    hinting: Hinting
    moving: Moving
    clock: Callable[[], datetime]
    collected: Callable[[], None]
    _last_tick: datetime | None = field(default=None)

    @property
    def handlers(self) -> Handlers:
        """What does each kind of job."""
        return {
            jobs.Collect: self._collect,
            jobs.Deliver: self._deliver,
            jobs.Follow: self._follow,
            jobs.Prepare: self._prepare,
            jobs.Reread: self._reread,
            jobs.Housekeep: self._housekeep,
        }

    async def due(self) -> list[jobs.Deliver]:
        """Return the deliveries that are due where messages can be posted now."""
        before, self._last_tick = self._last_tick, self.clock()
        if before and self._last_tick < before - _CLOCK_WAS_SET:
            # It was wrong, and what was worked out by it would pass over what is due.
            await self.pipeline.due.anew()
        if self.pipeline.collecting.catching_up:
            return []
        platforms = self.pipeline.posting.platforms.values()
        connected = {each.name for each in platforms if each.connected}
        return [
            jobs.Deliver(each.id, each.channel.platform)
            for each in await self.pipeline.store.channels.due(self.clock())
            if each.channel.platform in connected
        ]

    async def _collect(self, job: jobs.Collect) -> None:
        collecting = self.pipeline.collecting
        try:
            if await collecting.wanted():
                await self.pipeline.collect(every=False)
            else:
                await self.pipeline.wake()
        finally:
            # Digests may come now, whatever became of it.
            collecting.catching_up = False
            self.collected()

    async def _deliver(self, job: jobs.Deliver) -> None:
        try:
            await self.pipeline.deliver(job.channel)
        except DeliveryError as error:
            log.warning("The digest of channel %s waits for another tick: %s", job.channel, error)

    async def _follow(self, job: jobs.Follow) -> None:
        await self.pipeline.amending.run()
        await self.following_up.run()
        await self.searching.catch_up()

    async def _prepare(self, job: jobs.Prepare) -> None:
        # What is still missing may take the place of what would be paid for now.
        if not self.pipeline.collecting.catching_up:
            await self.preparing.run()

    async def _reread(self, job: jobs.Reread) -> None:
        # Who is there again has reactions to be read, too.
        await self.moving.catch_up(job.platform)
        await self.rereading.run(job.platform)

    async def _housekeep(self, job: jobs.Housekeep) -> None:
        now = self.clock()
        store = self.pipeline.store
        await store.events.purge(now - _EVENTS_KEPT)
        await store.requests.purge(now - _REQUESTS_KEPT)
        await store.paces.purge(now)
        await self.moving.forget()
        await store.linking.purge(now - _EVENTS_KEPT)
        await store.belongings.purge(now - _FORGOTTEN_KEPT)
        await store.answers.purge(now - _ANSWERS_KEPT)
        await self.hinting.tell(now)
