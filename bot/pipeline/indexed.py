"""Arrivals, indexed once for all the channels that wait for the same ones."""

import asyncio
from dataclasses import dataclass, field

from bot.domain.digest import Arrived
from bot.domain.topics import Index
from bot.store import Store

_KEPT = 4


@dataclass(frozen=True, slots=True)
class Indexed:
    """The last few stretches of arrivals that somebody asked for."""

    store: Store
    _known: dict[tuple[int, int], asyncio.Task[Arrived]] = field(default_factory=dict)

    async def between(self, after: int, until: int) -> Arrived:
        """Return the arrivals above one number up to another, indexed.

        However many ask at once, it is done once.
        """
        key = (after, until)
        task = self._known.get(key)
        if task is None:
            if len(self._known) >= _KEPT:
                self._known.clear()
            task = self._known[key] = asyncio.create_task(self._index(after, until))
        try:
            return await asyncio.shield(task)
        except Exception:
            # What failed is tried again by whoever asks next.
            if self._known.get(key) is task:
                del self._known[key]
            raise

    async def _index(self, after: int, until: int) -> Arrived:
        arrivals = await self.store.arrivals.between(after, until)
        index = await asyncio.to_thread(Index, [arrival.paper for arrival in arrivals])
        return Arrived(tuple(arrivals), index)
