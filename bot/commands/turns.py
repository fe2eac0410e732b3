"""Answers are made a few at a time; who waits for somebody else lets others go on meanwhile."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date

from typing_extensions import override

from bot.domain.papers import Paper, PaperId
from bot.domain.topics import Topic
from bot.ports import PaperLookup


@dataclass
class _Turn:
    """A task's turn; `held` is False while it lets others go on."""

    places: asyncio.Semaphore
    whose: asyncio.Task[object] | None
    held: bool = False

    async def take(self) -> None:
        """Wait for a place."""
        await self.places.acquire()
        self.held = True

    def give_up(self) -> None:
        """Let somebody else have it."""
        self.held = False
        self.places.release()


_mine: ContextVar[_Turn | None] = ContextVar("turn", default=None)


@asynccontextmanager
async def turn(places: asyncio.Semaphore) -> AsyncIterator[None]:
    """Wait for one of these places, and hold it in here."""
    mine = _Turn(places, asyncio.current_task())
    await mine.take()
    token = _mine.set(mine)
    try:
        yield
    finally:
        _mine.reset(token)
        if mine.held:
            mine.give_up()


@asynccontextmanager
async def aside() -> AsyncIterator[None]:
    """Let others go on while we wait in here for somebody else."""
    mine = _mine.get()
    # What a task has begun knows of its turn, too, and may outlast it.
    if mine is None or not mine.held or mine.whose is not asyncio.current_task():
        yield
        return
    mine.give_up()
    try:
        yield
    except asyncio.CancelledError:
        raise  # Nothing more is done in this turn.
    except BaseException:
        await mine.take()
        raise
    await mine.take()


@dataclass(frozen=True, slots=True)
class AskedAside(PaperLookup):
    """Lets others go on while arXiv is asked, which may take a minute: it is asked in turn."""

    lookup: PaperLookup

    @override
    async def by_ids(self, ids: Sequence[PaperId]) -> list[Paper]:
        async with aside():
            return await self.lookup.by_ids(ids)

    @override
    async def by_title(self, title: str) -> list[Paper]:
        async with aside():
            return await self.lookup.by_title(title)

    @override
    async def matching(self, topic: Topic, first: date, last: date) -> list[Paper]:
        async with aside():
            return await self.lookup.matching(topic, first, last)
