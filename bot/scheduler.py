"""Wakes the bot up. What is due stands in the database; this only asks, each minute."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.interval import IntervalTrigger

from bot.domain.jobs import Collect, Deliver, Housekeep, Job, Prepare


class Scheduler:
    """Submits jobs when it is time for them.

    Args:
        submit: Takes a job; called on the event loop's thread.
        due: Returns a delivery for each channel whose digest is due now.
        collect_every: How often arXiv is asked, besides once at the start.

    Attributes:
        clock: What wakes us; its jobs are `collect`, `tick` and `housekeep`.
    """

    def __init__(
        self,
        submit: Callable[[Job], object],
        due: Callable[[], Awaitable[list[Deliver]]],
        *,
        collect_every: timedelta,
    ) -> None:
        self._submit = submit
        self._due = due
        self._ticking = asyncio.Lock()
        # By default APScheduler silently drops a run that is over a second late.
        self.clock = AsyncIOScheduler(
            timezone=UTC, job_defaults={"misfire_grace_time": None, "coalesce": True}
        )
        # Plain functions would be run in a thread; a trigger made by hand without a zone takes
        # the machine's, not the scheduler's.
        every = IntervalTrigger(seconds=int(collect_every.total_seconds()), timezone=UTC)
        each_minute = CronTrigger(minute="*", timezone=UTC)
        daily = CronTrigger(hour=3, minute=30, timezone=UTC)
        self.clock.add_job(self._collect, every, id="collect")
        self.clock.add_job(self.tick, each_minute, id="tick")
        self.clock.add_job(self._housekeep, daily, id="housekeep")

    def start(self) -> None:
        """Begin to wake up, inside a running event loop, and collect at once."""
        self.clock.start()
        self._submit(Collect())

    async def stop(self) -> None:
        """Wake up no more; a tick that has begun is waited for."""
        if not self.clock.running:
            return
        self.clock.pause()
        await asyncio.sleep(0)  # whatever has just been woken begins
        async with self._ticking:  # shutdown() would cancel it, whatever its `wait` says
            self.clock.shutdown(wait=False)
            await asyncio.sleep(0)  # shutdown() happens on the loop's next turn only

    def wake(self) -> None:
        """Tick now: somebody can be served who could not before."""
        if self.clock.running:
            # One that runs may have looked already, so another waits for it; with the one that is
            # usual, APScheduler would drop it with a warning, and it would be late by a minute.
            self.clock.add_job(self.tick, id="wake", replace_existing=True, max_instances=2)

    async def tick(self) -> None:
        """Submit a delivery for every channel that is due, and what prepares the next ones."""
        async with self._ticking:
            self._submit(Prepare())
            for delivery in await self._due():
                self._submit(delivery)

    async def _collect(self) -> None:
        self._submit(Collect())

    async def _housekeep(self) -> None:
        self._submit(Housekeep())
