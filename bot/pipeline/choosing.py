"""Which papers a channel is told of: what has arrived, or some days, for what it follows."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.domain import digest
from bot.domain.channels import KnownChannel
from bot.domain.digest import Candidate, Edition
from bot.domain.papers import PaperId
from bot.domain.ranking import Taste
from bot.domain.topics import Topic
from bot.pipeline.indexed import Indexed
from bot.store import Store


@dataclass(frozen=True, slots=True)
class Choosing:
    """Chooses what a digest tells; none of it was told to its channel before.

    Attributes:
        read: Reads the text of a stored topic.
    """

    store: Store
    indexed: Indexed
    read: Callable[[str], Topic]

    async def arrived(self, channel: KnownChannel, until: int) -> Edition:
        """Choose among what has arrived since a channel was served, up to an arrival's number."""
        followed = await self.store.subscriptions.of(channel.id)
        wanted = [(each, self.read(each.text)) for each in followed]
        began = min((each.began for each in followed), default=until)
        arrived = await self.indexed.between(max(channel.served_to, began), until)
        kinds = digest.wanted_kinds(channel.settings.include)
        harvest = await self.store.batches.harvest()
        news_from = harvest.news_from if harvest else date.min
        # In a thread: a wide topic on a busy day takes longer than an answer should wait.
        found = await asyncio.to_thread(digest.candidates, wanted, arrived, kinds, news_from)
        days = {arrival.paper.id: arrival.day for arrival in reversed(arrived.arrivals)}
        return await self._untold(channel, found, days)

    async def announced(self, channel: KnownChannel, first: date, last: date) -> Edition:
        """Choose among all that was announced from one day to another, both included."""
        pieces = self.store.papers.chunks(first, last)
        papers = [paper async for piece in pieces for paper in piece]
        followed = await self.store.subscriptions.of(channel.id)
        wanted = [(each, self.read(each.text)) for each in followed]
        found = await asyncio.to_thread(digest.matching, wanted, papers)
        return await self._untold(channel, found, {})

    async def _untold(
        self, channel: KnownChannel, found: Sequence[Candidate], days: Mapping[PaperId, date]
    ) -> Edition:
        told = await self.store.digests.told(channel.id, [each.paper.id for each in found])
        fresh = [each for each in found if each.paper.id not in told]
        most = channel.settings.most
        taste = Taste() if digest.fits(len(fresh), most) else await self._taste(channel)
        edition = await asyncio.to_thread(digest.pick, fresh, days, most=most, taste=taste)
        overview = digest.is_overview(channel.settings.layout, channel.settings.schedule)
        return digest.by_day(edition) if overview else edition

    async def _taste(self, channel: KnownChannel) -> Taste:
        """Return what the people of a channel keep, and of what they want less."""
        tastes, papers = self.store.tastes, self.store.papers
        unwanted = await papers.get(await tastes.unwanted(channel.id))
        kept = [each.paper for each in await tastes.kept(channel)]
        # Who wants less of what others keep is heard first: it is the rarer thing to say.
        liked = await papers.get([each for each in kept if each not in unwanted])
        return Taste(tuple(liked.values()), tuple(unwanted.values()))
