"""Reactions become saves: those that are made now, and those that were made while we were away."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime

from bot.domain import saving
from bot.domain.calls import Reaction
from bot.domain.papers import PaperId
from bot.store import Store
from bot.store.marks import Mark


@dataclass(slots=True)
class Saving:
    """Saves what is under a reaction.

    Attributes:
        emoji: What saves in a channel that nobody has opened.
        clock: Says what time it is (UTC).
    """

    store: Store
    emoji: str
    clock: Callable[[], datetime]
    _reading: int = 0
    _taken_away: set[Mark] = field(default_factory=set)
    _turn: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def save(self, reaction: Reaction) -> bool:
        """Save the paper under a reaction, or let go of the reason when it is taken away.

        Returns whether the person's list changed.
        """
        found = await self._under(reaction)
        if found is None:
            return False
        paper_id, mark = found
        if reaction.added:
            return await self._add(reaction, paper_id, mark)
        async with self._turn:
            if self._reading:
                self._taken_away.add(mark)
            # Whatever saves here today, this one may have saved then.
            return await self.store.saved.drop(mark.person, paper_id, _reason(mark), mark)

    async def save_again(self, reaction: Reaction) -> bool:
        """Save the paper under a reaction that is read again; only what is new changes anything.

        A reaction that was noted before is left alone: its person may have let go of the paper
        since by other means. So is that of somebody who had everything deleted since.

        Returns whether the person's list changed.
        """
        if await self.store.belongings.was_forgotten(reaction.person):
            return False
        found = await self._under(reaction)
        if found is None or await self.store.marks.has(found[1]):
            return False
        async with self._turn:
            if found[1] in self._taken_away:
                return False
            return await self._add(reaction, *found, again=True)

    @contextmanager
    def reading_again(self) -> Iterator[None]:
        """Remember what is taken away meanwhile: what has been read may be older than that."""
        self._reading += 1
        try:
            yield
        finally:
            self._reading -= 1
            if not self._reading:
                self._taken_away.clear()

    async def _under(self, reaction: Reaction) -> tuple[PaperId, Mark] | None:
        """Return the paper that a reaction is about, and the reaction as it is noted."""
        place, native = reaction.message.channel, reaction.message.native
        position = saving.position(reaction.emoji)
        paper = await self.store.messages.paper_at(place, native, position)
        if paper is None:
            return None
        person = await self.store.people.of(reaction.person)
        return paper, Mark(person, place, native, saving.plain(reaction.emoji))

    async def _add(
        self, reaction: Reaction, paper_id: PaperId, mark: Mark, *, again: bool = False
    ) -> bool:
        channel = await self.store.channels.find(mark.place)
        chosen = channel.settings.emoji if channel else self.emoji
        paper = await self.store.papers.one(paper_id)
        if paper is None:
            return False
        if not saving.saves(reaction.emoji, chosen):
            # Noted all the same: what saves nothing today must save nothing when it is read again
            # after the channel has chosen another emoji.
            await self.store.marks.add(mark)
            return False
        now = self.clock()
        return await self.store.saved.add(mark.person, paper, _reason(mark), now, mark, again=again)


def _reason(mark: Mark) -> str:
    return f"message:{mark.place.native}:{mark.native}:{mark.emoji}"
