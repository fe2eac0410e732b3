"""The bot itself: everything that runs, from the first tick to the last answer."""

import asyncio
import logging
from collections.abc import Callable, Container, Iterable
from dataclasses import dataclass
from functools import partial

from bot import supervisor
from bot.app.outside import clock
from bot.commands.command import Services
from bot.commands.dispatch import Dispatcher
from bot.domain import jobs
from bot.domain.errors import SettingsError
from bot.pipeline import Pipeline
from bot.runner import Runner
from bot.scheduler import Scheduler

log = logging.getLogger(__name__)

_DRAIN_S = 120.0
"""Slack takes one message a second and channel: so long takes what may have been begun."""


@dataclass(frozen=True, slots=True)
class Bot:
    """Everything that runs; what is due stands in the store, what people do comes by platforms."""

    pipeline: Pipeline
    services: Services
    inbox: Dispatcher
    runner: Runner
    scheduler: Scheduler

    async def run(self, on_connected: Callable[[str], None] = lambda platform: None) -> None:
        """Serve every platform until a person leaves or we are cancelled; finish what was begun.

        Args:
            on_connected: Told the name of a platform whenever messages can be posted there.

        Raises:
            SettingsError: A platform refuses our token from the start, or nothing is left to serve.
        """
        await self.pipeline.due.anew()
        await self.services.spending.settle_left()
        await self.pipeline.writing.give_up_left()
        # Digests wait for the first round of asking: what was missed comes with them.
        collecting = self.pipeline.collecting
        collecting.catching_up = await collecting.wanted()
        self.scheduler.start()

        been: set[str] = set()

        def connected(platform: str) -> None:
            been.add(platform)
            self.scheduler.wake()
            self.runner.submit(jobs.Reread(platform))
            self.runner.submit(jobs.Follow())
            on_connected(platform)

        platforms = self.pipeline.posting.platforms.values()
        serving = [
            asyncio.create_task(
                supervisor.keep(each, self.inbox, partial(connected, each.name), clock=clock),
                name=each.name,
            )
            for each in platforms
        ]
        try:
            await _served(serving, been)
        finally:
            # The platforms last: what is being posted needs them.
            await self._finish()
            for task in serving:
                task.cancel()
            await asyncio.gather(*serving, return_exceptions=True)

    async def _finish(self) -> None:
        await self.scheduler.stop()
        # Not worth waiting for; each keeps what it has and goes on with the next start.
        self.runner.cancel(jobs.Collect())
        self.runner.cancel(jobs.Follow())
        self.runner.cancel(jobs.Prepare())
        for platform in self.pipeline.posting.platforms:
            self.runner.cancel(jobs.Reread(platform))
        if not await self.runner.drain(_DRAIN_S):
            log.warning("Some work did not end in %s s; the next start goes on with it", _DRAIN_S)
        await self.runner.close()


async def _served(serving: Iterable[asyncio.Task[None]], been: Container[str]) -> None:
    """Wait until a person leaves, or nothing is left to serve.

    Args:
        been: Names of those that were connected: one whose token is taken away later leaves the
            others alone, while a wrong one is said at once.
    """
    left = set(serving)
    while True:
        done, left = await asyncio.wait(left, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            refused = task.exception() if task.get_name() in been else None
            if not (left and isinstance(refused, SettingsError)):
                await task
                return
            log.error("%s is served no more: %s", task.get_name(), refused)
