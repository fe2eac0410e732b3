"""Reads reactions again that people made while we were away: they save like any other."""

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import groupby

from bot.domain.errors import DeliveryError
from bot.pipeline.saving import Saving
from bot.ports import ChatPlatform
from bot.store import Store
from bot.store.standing import Standing

log = logging.getLogger(__name__)

_PAGE = 50
"""Messages that are read before it is noted how far we have got, rounded up to whole digests."""


@dataclass(frozen=True, slots=True)
class Rereading:
    """Reads old reactions again, once for each time a platform is connected.

    It only ever adds: a reaction that is gone un-saves nothing, for nobody knows who took it away.

    Attributes:
        platforms: By name.
        clock: Says what time it is (UTC).
    """

    store: Store
    platforms: Mapping[str, ChatPlatform]
    saving: Saving
    clock: Callable[[], datetime]
    _progress: dict[str, datetime] = field(default_factory=dict)

    def progress(self, platform: str) -> datetime | None:
        """Return since when (UTC) all reactions are read; None where nothing is left to read."""
        return self._progress.get(platform)

    async def run(self, platform: str) -> int:
        """Read the reactions on what was posted lately, the newest first.

        What a stop leaves unread is read the next time: each reaction is saved as it is read, and
        noted along with that.

        Returns how many papers were saved.
        """
        standing = await self._standing(self.platforms[platform])
        self._progress.pop(platform, None)
        if not standing:
            return 0
        self._progress[platform] = self.clock()
        saved = 0
        with self.saving.reading_again():
            try:
                for page in _pages(standing):
                    refs = [each.ref for each in page]
                    async for reaction in self.platforms[platform].reactions(refs):
                        saved += await self.saving.save_again(reaction)
                    self._progress[platform] = min(each.at for each in page)
            except DeliveryError as error:
                log.warning("Old reactions on %s wait for the next connection: %s", platform, error)
                return saved
        del self._progress[platform]
        return saved

    async def _standing(self, platform: ChatPlatform) -> list[Standing]:
        days = platform.reread_days
        if days is None:
            return await self.store.standing.last(platform.name)
        return await self.store.standing.since(platform.name, self.clock() - timedelta(days=days))


def _pages(standing: Sequence[Standing]) -> Iterator[list[Standing]]:
    """Share messages out over pages that cut no digest in two."""
    page: list[Standing] = []
    for _, digest in groupby(standing, key=lambda each: each.digest):
        page += digest
        if len(page) >= _PAGE:
            yield page
            page = []
    if page:
        yield page
