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
    _known: dict[tuple[int, int], Arrived] = field(default_factory=dict)

    async def between(self, after: int, until: int) -> Arrived:
        """Return the arrivals above one number up to another, indexed."""
        key = (after, until)
        if key not in self._known:
            arrivals = await self.store.arrivals.between(after, until)
            index = await asyncio.to_thread(Index, [arrival.paper for arrival in arrivals])
            if len(self._known) >= _KEPT:
                self._known.clear()
            self._known[key] = Arrived(tuple(arrivals), index)
        return self._known[key]
