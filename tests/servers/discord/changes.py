"""Waiting for something to become true."""

import asyncio
from collections.abc import Callable

_GLANCE = 0.005


class Changes:
    """Wakes those who wait whenever anything has changed."""

    def __init__(self) -> None:
        self._waiting: set[asyncio.Future[None]] = set()

    def note(self) -> None:
        """Say that something has changed."""
        for each in self._waiting:
            if not each.done():
                each.set_result(None)
        self._waiting.clear()

    async def until(self, true: Callable[[], object], within: float = 5.0) -> None:
        """Wait until `true()` holds.

        Raises:
            AssertionError: It does not after so many seconds.
        """
        loop = asyncio.get_running_loop()
        end = loop.time() + within
        while not true():
            if loop.time() > end:
                raise AssertionError(f"still not so after {within} s")
            change = loop.create_future()
            self._waiting.add(change)
            # What becomes true in the client is no change here: look again now and then.
            await asyncio.wait([change], timeout=_GLANCE)
            self._waiting.discard(change)
