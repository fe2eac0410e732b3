"""Runs jobs in this process: of one key one waits, of one lane one runs."""

import asyncio
import logging
from collections import Counter, defaultdict
from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from typing import Any, TypeAlias

from bot.domain.jobs import Job

# Each handler takes its own kind of job only; a mapping cannot say so, hence Any.
Handlers: TypeAlias = Mapping[type[Job], Callable[[Any], Awaitable[None]]]


class Runner:
    """Runs what is submitted, oldest first, as lanes allow.

    Nothing that waits is kept over a restart: whoever submits finds it again in the store.

    Args:
        handlers: What does each kind of job.
        log: Where failures are told.
        new_id: Makes a short id by which a failure is found in the log.
        at_once: Most jobs of one pool that run at the same time.
    """

    def __init__(
        self,
        handlers: Handlers,
        *,
        log: logging.Logger,
        new_id: Callable[[], str],
        at_once: int = 8,
    ) -> None:
        self._handlers = handlers
        self._log = log
        self._new_id = new_id
        self._at_once = at_once
        self._waiting: defaultdict[str, dict[str, Job]] = defaultdict(dict)
        self._running: dict[str, asyncio.Task[None]] = {}
        self._pools: Counter[str] = Counter()
        self._closing = False

    def submit(self, job: Job) -> bool:
        """Take a job, from the event loop's thread; False if it waits already or we are closing."""
        waiting = self._waiting[job.pool]
        if self._closing or job.key in waiting:
            return False
        waiting[job.key] = job
        self._start(job.pool)
        return True

    def cancel(self, job: Job) -> None:
        """Give up a job, waiting or running; what runs beside it goes on."""
        self._waiting[job.pool].pop(job.key, None)
        running = self._running.get(job.lane)
        if running is not None:
            running.cancel()

    async def drain(self, seconds: float) -> bool:
        """Refuse new jobs, forget the waiting ones, and wait for those that run.

        Args:
            seconds: How long to wait at most.

        Returns:
            Whether all have ended.
        """
        self._closing = True
        self._waiting.clear()
        if self._running:
            await asyncio.wait(self._running.values(), timeout=seconds)
        return not self._running

    async def close(self) -> None:
        """Refuse new jobs and cancel those that run; returns when they have ended."""
        self._closing = True
        self._waiting.clear()
        running = list(self._running.values())
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)

    def _start(self, pool: str) -> None:
        waiting = self._waiting[pool]
        while self._pools[pool] < self._at_once:
            free = (job for job in waiting.values() if job.lane not in self._running)
            job = next(free, None)
            if job is None:
                return
            del waiting[job.key]
            self._pools[pool] += 1
            task = asyncio.create_task(self._run(job), name=job.key)
            self._running[job.lane] = task
            task.add_done_callback(partial(self._end, job))

    def _end(self, job: Job, _: asyncio.Task[None]) -> None:
        del self._running[job.lane]
        self._pools[job.pool] -= 1
        self._start(job.pool)

    async def _run(self, job: Job) -> None:
        try:
            await self._handlers[type(job)](job)
        except Exception:
            self._log.exception("job %s failed, incident %s", job.key, self._new_id())
