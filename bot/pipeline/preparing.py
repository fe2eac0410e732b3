"""Lets the texts of digests be written before the digests are due.

What most channels want comes first. Nothing is posted or written down here: a digest that becomes
due meanwhile joins the calls that are on their way.
"""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.domain import timing
from bot.domain.channels import KnownChannel
from bot.domain.papers import Paper, PaperId
from bot.domain.spend import Payer
from bot.domain.summaries import Detail, Order
from bot.pipeline.choosing import Choosing
from bot.pipeline.writing import Writing
from bot.store import Store

log = logging.getLogger(__name__)


@dataclass(slots=True)
class _Wish:
    """A text that channels want.

    Attributes:
        channels: How many.
        payer: The first of them.
    """

    paper: PaperId
    order: Order
    payer: Payer
    channels: int = 0


@dataclass(frozen=True, slots=True)
class Preparing:
    """Finds out which texts will be wanted soon, and gets them.

    Attributes:
        ahead: How long before a digest is due its texts are written.
        clock: Says what time it is (UTC).
    """

    store: Store
    choosing: Choosing
    writing: Writing
    ahead: timedelta
    clock: Callable[[], datetime]
    _looked: dict[int, tuple[datetime | None, int]] = field(default_factory=dict)

    async def run(self) -> int:
        """Let be written what the digests of the next minutes need; return how many texts."""
        if not self.writing.writers:
            return 0
        wishes = await self._wishes()
        papers = await self.store.papers.get(list(dict.fromkeys(each.paper for each in wishes)))
        # Workers that take the next one each: the order is kept, and few are open at once.
        left = iter(wishes)

        async def work() -> None:
            for wish in left:
                await self._write(papers.get(wish.paper), wish)

        await asyncio.gather(*(work() for _ in range(self.writing.at_once)))
        return len(wishes)

    async def _wishes(self) -> list[_Wish]:
        """List the texts that are wanted soon, those that most channels want first."""
        until, _ = await self.store.arrivals.newest()
        found: dict[tuple[PaperId, Order], _Wish] = {}
        for channel in await self.store.channels.due(self.clock() + self.ahead):
            state = (channel.next_due, until)
            if self._looked.get(channel.id) == state:
                continue
            self._looked[channel.id] = state
            if timing.is_paused(channel.settings.schedule, channel.next_due or self.clock()):
                continue
            payer = Payer(channel.channel)
            if not await self.writing.modelled(payer):
                continue
            for paper, order in await self._wanted(channel, until):
                wish = found.setdefault((paper, order), _Wish(paper, order, payer))
                wish.channels += 1
        return sorted(found.values(), key=lambda wish: -wish.channels)

    async def _wanted(self, channel: KnownChannel, until: int) -> list[tuple[PaperId, Order]]:
        edition = await self.choosing.arrived(channel, until)
        shown = edition.picks[: edition.shown]
        # The list says a line of each paper, its cards as much as the channel chose.
        details = dict.fromkeys((Detail.HEADLINE, channel.settings.detail))
        languages = channel.settings.languages
        orders = [each for detail in details for each in self.writing.orders(detail, languages)]
        return [(pick.paper, order) for pick in shown for order in orders]

    async def _write(self, paper: Paper | None, wish: _Wish) -> None:
        if paper is None:
            return
        said = await self.writing.summarise(paper, wish.order, wish.payer)
        if said.fallback:
            log.info("No text of %s for %s channels was written", paper.id, wish.channels)
