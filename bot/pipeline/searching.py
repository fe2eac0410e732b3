"""Finds papers in the store by words, and keeps the index of them up to date."""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.domain.papers import Paper
from bot.search import SearchIndex, Wish
from bot.search.wording import said_in, telling, typed_words
from bot.store import Store

log = logging.getLogger(__name__)

_PIECE = 2_000
"""Papers that are taken in at once; a search waits for one piece at most."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A paper that was found, and why.

    Attributes:
        in_title: Words of what was looked for that its title has.
        in_abstract: Others, that its abstract has.
    """

    paper: Paper
    in_title: tuple[str, ...] = ()
    in_abstract: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """Some of what was found.

    Attributes:
        total: How many papers there are in all.
        whole: The index knows all that the store does.
    """

    hits: tuple[Hit, ...]
    total: int
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Searching:
    """Looks for papers; whoever runs the bot is the one who writes the index."""

    store: Store
    index: SearchIndex
    _turn: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def catch_up(self) -> None:
        """Take in all that has changed, where that is much; a stop goes on from there.

        A few papers are left to the next search, which takes them in before it looks.
        """
        last = await self.store.papers.changes()
        async with self._turn:
            reached = await asyncio.to_thread(self.index.reached, last)
        if reached and last - reached[0] < _PIECE:
            return
        if reached is None and await self.store.papers.count() < _PIECE:
            return
        while not await self._piece():
            pass

    async def find(self, wish: Wish, first: int, most: int) -> Found:
        """Return some of the papers that fit best.

        Args:
            first: So many of the best are left out.
        """
        whole = await self._piece()
        async with self._turn:
            try:
                ids, total = await asyncio.to_thread(self.index.find, wish, first, most)
            except ValueError as error:
                log.warning("The search index cannot be read and is made anew: %s", error)
                await asyncio.to_thread(self.index.empty)
                return Found((), 0, whole=False)
        papers = await self.store.papers.get(ids)
        hits = [papers[id] for id in ids if id in papers]
        return Found(tuple(_explained(hits, wish)), total, whole)

    async def _piece(self) -> bool:
        """Take in the next few changes; True when there are no more."""
        async with self._turn:
            last = await self.store.papers.changes()
            reached = await asyncio.to_thread(self.index.reached, last)
            changed = await self.store.papers.changed(reached, _PIECE)
            if not changed:
                return True
            place, papers = changed[-1][0], [paper for _, paper in changed]
            try:
                await asyncio.to_thread(self.index.put, papers, place)
            except ValueError as error:
                # Another process has it, or the disk is full: what is there is better than nothing.
                log.warning("The search index could not be written: %s", error)
                return True
        return len(changed) < _PIECE


def _explained(papers: Sequence[Paper], wish: Wish) -> list[Hit]:
    words = telling(typed_words(wish.text))
    found = []
    for paper in papers:
        title, abstract = said_in(paper, words)
        found.append(Hit(paper, tuple(title), tuple(abstract)))
    return found
