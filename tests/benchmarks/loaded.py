"""The bot of the load test, a process of its own: `paperboy run` with a stop watch in its loop.

What arXiv announces comes from a board. The settings are in the environment. It says on standard
output, a JSON object a line: `connected`; `digested` with its memory, whenever all channels are
served; at the end, after SIGTERM, `figures`. It is told on standard input: `arrive`, and today's
papers are there.

    python -m tests.benchmarks.loaded --papers 300
"""

import argparse
import asyncio
import gc
import heapq
import json
import os
import re
import sys
import time
from asyncio.events import Handle
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from bot import commands
from bot.app import Bot, assemble, catalogue, chat_platforms, clock, open_store, open_writers
from bot.cli.logs import open_log
from bot.cli.memory import settle
from bot.cli.serve import until_told_to_stop
from bot.settings import load
from bot.store.lock import FolderLock
from tests.benchmarks.prepared import TODAY, batch
from tests.world import Board

_STEPS = 20_000
"""Steps of the histogram in a second."""
_NAMED = 12


@dataclass
class StopWatch:
    """Times every callback of the event loop by the time its thread worked.

    Attributes:
        spent: How many callbacks took so many steps.
        slowest: The longest, with what they were.
        collected: Longest pause of each generation of the garbage collector.
    """

    spent: Counter[int] = field(default_factory=Counter)
    slowest: list[tuple[float, int, str]] = field(default_factory=list)
    collected: Counter[int] = field(default_factory=Counter)
    began: float = 0.0

    def start(self) -> None:
        """Time from now on."""
        run, clock = Handle._run, time.thread_time

        def timed(handle: Handle) -> None:
            before = clock()
            run(handle)
            self.note(clock() - before, handle)

        Handle._run = timed
        gc.callbacks.append(self._on_collection)

    def note(self, seconds: float, handle: Handle) -> None:
        """Take down how long a callback took."""
        self.spent[int(seconds * _STEPS)] += 1
        if len(self.slowest) < _NAMED:
            heapq.heappush(self.slowest, (seconds, id(handle), described(handle)))
        elif seconds > self.slowest[0][0]:
            heapq.heapreplace(self.slowest, (seconds, id(handle), described(handle)))

    def figures(self) -> dict[str, Any]:
        """Say what was found; times in milliseconds."""
        slowest = sorted(self.slowest, reverse=True)
        return {
            "callbacks": self.spent.total(),
            "p999": self._reached_by(0.999),
            "longest": slowest[0][0] * 1000 if slowest else 0.0,
            "slowest": [f"{seconds * 1000:.1f} ms {what}" for seconds, _, what in slowest],
            "collected": {str(number): each / 1000 for number, each in self.collected.items()},
        }

    def _reached_by(self, share: float) -> float:
        left = self.spent.total() * share
        for step in sorted(self.spent):
            left -= self.spent[step]
            if left <= 0:
                return (step + 1) / _STEPS * 1000
        return 0.0

    def _on_collection(self, phase: str, about: dict[str, int]) -> None:
        if phase == "start":
            self.began = time.thread_time()
        else:
            microseconds = int((time.thread_time() - self.began) * 1_000_000)
            number = about["generation"]
            self.collected[number] = max(self.collected[number], microseconds)


@dataclass
class Calendar:
    """The clock, some days ahead."""

    days: int = 0

    def __call__(self) -> datetime:
        return clock() + timedelta(days=self.days)


def described(handle: Handle) -> str:
    """Name what a callback belongs to, and where it waits now."""
    callback: Any = handle._callback
    owner = getattr(callback, "__self__", None)
    if isinstance(owner, asyncio.Task):
        outer = list(_waiting(owner.get_coro()))
        return " > ".join(outer if len(outer) < 9 else [*outer[:4], "…", *outer[-4:]])
    return f"{type(owner).__name__ if owner else ''} {getattr(callback, '__qualname__', callback)}"


def _waiting(coroutine: Any) -> Iterator[str]:
    while coroutine is not None and hasattr(coroutine, "cr_frame"):
        frame = coroutine.cr_frame
        where = f":{frame.f_lineno}" if frame else ""
        yield f"{coroutine.__qualname__}{where}"
        coroutine = coroutine.cr_await


def memory() -> float:
    """Return the resident memory in MB."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(re.search(r"VmRSS:\s+(\d+)", status)[1]) / 1024


def tell(**what: Any) -> None:
    """Say something to whoever started us."""
    print(json.dumps(what), flush=True)  # noqa: T201


async def serve(papers: int) -> None:
    """Run the bot as `paperboy run` does."""
    settings = load(os.environ)
    open_log(settings)
    sentences = catalogue(settings)
    platforms = chat_platforms(settings, [each.spec for each in commands.ALL], sentences)
    board, watch, ready = Board(), StopWatch(), asyncio.Event()
    calendar, todays = Calendar(), batch(TODAY, papers)
    with FolderLock(settings.data_dir).held(clock(), os.getpid()):
        async with open_store(settings) as store, open_writers(settings) as writers:
            bot = assemble(
                settings,
                store,
                platforms=platforms,
                sources=[board],
                lookup=None,
                writers=writers,
                say_in=sentences.say_in,
                clock=calendar,
            )

            async def obey() -> None:
                await ready.wait()
                watch.start()
                tell(connected=True)
                await digested(bot)
                async for _ in orders():
                    # A channel has one digest for each moment that one is due.
                    calendar.days += 1
                    board.up += todays
                    await bot.pipeline.collect()
                    await digested(bot)

            obeying = asyncio.create_task(obey())
            settle()
            await until_told_to_stop(bot.run(lambda name: ready.set()))
            obeying.cancel()
            await asyncio.gather(obeying, return_exceptions=True)
    tell(figures=watch.figures(), memory=memory())


async def digested(bot: Bot) -> None:
    """Let every channel that is due have its digest, and say so."""
    while await bot.pipeline.store.channels.due(bot.pipeline.clock()):
        await bot.scheduler.tick()
        while jobs := list(bot.runner._running.values()):
            await asyncio.wait(jobs)
    tell(digested=True, memory=memory())


async def orders() -> AsyncIterator[str]:
    """Yield what is said on standard input."""
    reader = asyncio.StreamReader()
    loop = asyncio.get_running_loop()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    async for line in reader:
        yield line.decode().strip()


if __name__ == "__main__":
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--papers", type=int, default=300)
    asyncio.run(serve(arguments.parse_args().papers))
