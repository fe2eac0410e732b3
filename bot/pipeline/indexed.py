"""Arrivals, indexed once for all the channels that wait for the same ones."""

import asyncio
from dataclasses import dataclass, field

from bot.domain.digest import Batch
from bot.domain.topics import Index
from bot.store import Store

_KEPT = 4


@dataclass(frozen=True, slots=True)
class Batches:
    """The last few batches that somebody asked for."""

    store: Store
    _known: dict[tuple[int, int], Batch] = field(default_factory=dict)

    async def between(self, after: int, until: int) -> Batch:
        """Return the arrivals above one number up to another, indexed."""
        key = (after, until)
        if key not in self._known:
            arrivals = await self.store.arrivals.between(after, until)
            index = await asyncio.to_thread(Index, [arrival.paper for arrival in arrivals])
            if len(self._known) >= _KEPT:
                self._known.clear()
            self._known[key] = Batch(tuple(arrivals), index)
        return self._known[key]
