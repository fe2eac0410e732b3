"""What the last announcement days would have brought: the answer to "how much is that a day?"."""

import asyncio
from dataclasses import dataclass, field

from bot.domain.preview import Preview, Recent, preview
from bot.domain.topics import Topic
from bot.store import Store

DAYS = 7
"""As many as a channel has to be without a match before anybody is told of it."""
_KEPT = 10_000


@dataclass(slots=True)
class Lately:
    """The last few announcement days, indexed once until more is announced."""

    store: Store
    _until: int = -1
    _recent: Recent = field(default_factory=lambda: Recent(()))
    _previews: dict[str, Preview] = field(default_factory=dict)
    _reading: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def recent(self) -> Recent:
        """Return the papers of these days."""
        async with self._reading:
            until = await self.store.arrivals.last()
            if until != self._until:
                arrivals = await self.store.arrivals.recent(DAYS)
                self._recent = await asyncio.to_thread(Recent, arrivals)
                self._until = until
                self._previews = {}
        return self._recent

    async def preview(self, topic: Topic) -> Preview:
        """Say what a topic would have brought; however often it is asked, it is counted once."""
        recent = await self.recent()
        known = self._previews
        if topic.key not in known:
            if len(known) >= _KEPT:
                known.clear()
            known[topic.key] = await asyncio.to_thread(preview, topic, recent)
        return known[topic.key]
