"""Answers that many want at the same time, worked out once for all of them."""

import asyncio
from collections.abc import Callable, Coroutine, Hashable
from typing import Any, Generic, TypeVar

_KEPT = 4

K = TypeVar("K", bound=Hashable)
T = TypeVar("T")


class Shared(Generic[K, T]):
    """The last few answers to a question.

    Args:
        work: Finds the answer for a key.
    """

    def __init__(self, work: Callable[[K], Coroutine[Any, Any, T]]) -> None:
        self._work = work
        self._known: dict[K, asyncio.Task[T]] = {}

    async def get(self, key: K) -> T:
        """Return the answer for a key; what failed is tried again by whoever asks next."""
        task = self._known.get(key)
        if task is None:
            if len(self._known) >= _KEPT:
                self._known.clear()
            task = self._known[key] = asyncio.create_task(self._work(key))
        try:
            return await asyncio.shield(task)
        except BaseException:
            if task.done() and self._known.get(key) is task:
                del self._known[key]
            raise
