"""Arrivals, indexed once for all the channels that wait for the same ones."""

import asyncio

from bot.domain.digest import Arrived
from bot.domain.topics import Index
from bot.pipeline.shared import Shared
from bot.store import Store


class Indexed:
    """The last few stretches of arrivals that somebody asked for."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._stretches = Shared(self._index)

    async def between(self, after: int, until: int) -> Arrived:
        """Return the arrivals above one number up to another, indexed."""
        return await self._stretches.get((after, until))

    async def _index(self, stretch: tuple[int, int]) -> Arrived:
        arrivals = await self._store.arrivals.between(*stretch)
        index = await asyncio.to_thread(Index, [arrival.paper for arrival in arrivals])
        return Arrived(tuple(arrivals), index)
