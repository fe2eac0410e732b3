"""Waiting for something to become true, without looking at a clock again and again."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


class Bell:
    """Rings whenever anything changes; whoever waits looks again."""

    def __init__(self) -> None:
        self._waiting: set[asyncio.Future[None]] = set()

    def ring(self) -> None:
        for waiter in self._waiting:
            if not waiter.done():
                waiter.set_result(None)

    async def until(self, look: Callable[[], T], within: float = 5.0) -> T:
        """Return what `look` returns once that is true.

        Args:
            within: Seconds after which it is a failure of the test.

        Raises:
            AssertionError: It did not become true.
        """
        loop = asyncio.get_running_loop()
        end = loop.time() + within
        while not (found := look()):
            waiter: asyncio.Future[None] = loop.create_future()
            self._waiting.add(waiter)
            try:
                async with asyncio.timeout_at(end):
                    await waiter
            except TimeoutError:
                raise AssertionError(f"not within {within} s") from None
            finally:
                self._waiting.discard(waiter)
        return found
