"""Remembers for a while what Slack said, so that it is asked once."""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Generic, TypeVar

T = TypeVar("T")


class Remembered(Generic[T]):
    """Answers by key.

    Several who ask for the same at once share one question; a failure is remembered by nobody.

    Args:
        ask: Finds an answer; what it raises reaches everybody who waits for it.
        clock: Says what time it is (UTC).
        lifetime: After this an answer is asked for again.
        most: How many are kept; those used longest ago go first.
    """

    def __init__(
        self,
        ask: Callable[[str], Awaitable[T]],
        *,
        clock: Callable[[], datetime],
        lifetime: timedelta,
        most: int,
    ) -> None:
        self._ask = ask
        self._clock = clock
        self._lifetime = lifetime
        self._most = most
        self._known: OrderedDict[str, tuple[datetime, T]] = OrderedDict()
        self._asking: dict[str, asyncio.Task[T]] = {}

    def has(self, key: str) -> bool:
        """Say whether the answer for a key is remembered."""
        known = self._known.get(key)
        return known is not None and self._clock() < known[0]

    async def get(self, key: str) -> T:
        """Return the answer for a key."""
        if self.has(key):
            self._known.move_to_end(key)
            return self._known[key][1]
        task = self._asking.get(key)
        if task is None:
            task = self._asking[key] = asyncio.create_task(self._learn(key))
            task.add_done_callback(lambda _: self._asking.pop(key, None))
        # Whoever gives up waiting must not take the answer away from the others.
        return await asyncio.shield(task)

    async def _learn(self, key: str) -> T:
        answer = await self._ask(key)
        self._known[key] = (self._clock() + self._lifetime, answer)
        self._known.move_to_end(key)
        while len(self._known) > self._most:
            self._known.popitem(last=False)
        return answer
