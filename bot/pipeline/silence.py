"""Tells whoever set a channel up, in private and once, what the channel itself must not hear.

That nothing has matched for long, or that every digest holds more than its list can show.
"""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime

from bot.domain import digest, hints, timing, wording
from bot.domain.channels import KnownChannel
from bot.domain.chat import Message
from bot.domain.errors import DeliveryError
from bot.domain.topics import Topic
from bot.pipeline.lately import DAYS, Lately
from bot.pipeline.posting import Posting
from bot.store import Store
from bot.store.silences import Flood, Silence

log = logging.getLogger(__name__)

_CUT_DAYS = 3
"""So many digests in a row have to be cut before anybody hears of it…"""
_TRIED_DAYS = 5
"""…and after so many nobody is told any more who could not be told."""


@dataclass(frozen=True, slots=True)
class Hinting:
    """Tells people, quietly, what would suit their channel better.

    Attributes:
        read: Reads the text of a stored topic.
    """

    store: Store
    posting: Posting
    lately: Lately
    read: Callable[[str], Topic]
    look: wording.Look

    async def tell(self, now: datetime) -> int:
        """Tell whoever is to be told now (UTC); return of how many channels somebody was told.

        Somebody who cannot be told just now is told the next time.
        """
        return await self._tell_of_silence(now) + await self._tell_of_floods(now)

    async def _tell_of_silence(self, now: datetime) -> int:
        harvest = await self.store.batches.harvest()
        news_from = harvest.news_from if harvest else date.min
        known: dict[tuple[int, int], list[date]] = {}
        told = 0
        for each in await self.store.silences.all():
            between = (each.after, each.until)
            if between not in known:
                # Most channels were served together, and have matched together.
                known[between] = await self.store.silences.days(*between, news_from)
            days = known[between]
            if len(days) < DAYS or (each.told and each.told >= days[0]):
                continue
            channel = await self._awake(each.channel, now)
            if channel is None:
                continue
            message = await self._silent(channel, each, len(days))
            if await self._tell(channel, f"silent:{channel.id}:{each.after}", message):
                await self.store.silences.tell(channel.id, days[-1])
                told += 1
        return told

    async def _tell_of_floods(self, now: datetime) -> int:
        floods = await self.store.silences.floods(_CUT_DAYS, _TRIED_DAYS)
        noted = await self.store.silences.noted([_part(each) for each in floods])
        told = 0
        for each in floods:
            channel = await self._awake(each.channel, now) if _part(each) not in noted else None
            if channel is None:
                continue
            settings = channel.settings
            if digest.is_overview(settings.layout, settings.schedule):
                continue
            wanted, recent = await self._followed(channel), await self.lately.recent()
            if wanted and recent.days:
                message = await asyncio.to_thread(
                    hints.flooded, channel.channel, wanted, recent, self.read
                )
                told += await self._tell(channel, _part(each), message)
        return told

    async def _silent(self, channel: KnownChannel, silence: Silence, days: int) -> Message:
        wanted, recent = await self._followed(channel), await self.lately.recent()
        return await asyncio.to_thread(
            hints.silent,
            channel.channel,
            days,
            wanted,
            recent,
            silence.after,
            self.read,
            self.look,
        )

    async def _followed(self, channel: KnownChannel) -> hints.Wanted:
        followed = await self.store.subscriptions.of(channel.id)
        return [(each, self.read(each.text)) for each in followed]

    async def _awake(self, channel_id: int, now: datetime) -> KnownChannel | None:
        """Return a channel whose platform is there, and which is not paused."""
        channel = await self.store.channels.by_id(channel_id)
        if channel is None or channel.channel.platform not in self.posting.platforms:
            return None
        return None if timing.is_paused(channel.settings.schedule, now) else channel

    async def _tell(self, channel: KnownChannel, part: str, message: Message) -> bool:
        """Tell everybody who set what a channel follows; False where somebody is to be told later.

        Args:
            part: The same for one occasion, however often it is tried.
        """
        message = replace(message, language=channel.settings.languages.first)
        people = await self.store.subscriptions.setters(channel.id, channel.channel.platform)
        done = bool(people)
        for person in people:
            try:
                await self.posting.tell(person, part, message)
            except DeliveryError as error:
                log.warning("%s could not be told about %s: %s", person, channel.channel, error)
                done &= error.permanent
        return done


def _part(flood: Flood) -> str:
    return f"flood:{flood.channel}:{flood.first}"
