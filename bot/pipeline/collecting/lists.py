"""Reads the lists of the day: what is new, exactly."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256

from bot.domain.batches import SETTLED, Feed
from bot.domain.bulletins import Bulletin
from bot.domain.calendar import Calendar, Quiet
from bot.domain.errors import SourceError
from bot.domain.papers import ArrivalKind
from bot.pipeline.collecting.round import Round
from bot.ports import PaperSource
from bot.store import Store

log = logging.getLogger(__name__)

_PROBES = 2
"""Feeds that are asked while a list is late; when they have it, so have the others."""


@dataclass(frozen=True, slots=True)
class Lists:
    """The lists of the day.

    Attributes:
        sources: One for each archive.
    """

    store: Store
    sources: Sequence[PaperSource]

    async def read(
        self, this: Round, calendar: Calendar, asked: Callable[[str], None], *, every: bool
    ) -> None:
        """Read each list of the newest day that is not known yet.

        While none has it only two are asked, those that were not asked for the longest: one that
        is broken or empty hides no other for long.

        Args:
            every: Read all of them again, also while the first ones show that arXiv is late.
        """
        feeds = await self.store.batches.feeds()
        known = await self.store.batches.between(this.newest, this.newest)
        seen = {each.archive for each in known if each.seen or each.state in SETTLED}
        in_vain = 0
        by_turns = sorted(self.sources, key=lambda each: _asked(feeds.get(each.archive)))
        for source in self.sources if every or seen else by_turns:
            waiting = in_vain >= _PROBES and not seen
            if not every and (source.archive in seen or waiting):
                continue
            if await self._read(this, source, feeds.get(source.archive), calendar):
                seen.add(source.archive)
            else:
                in_vain += 1
            asked(source.name)
        this.all_listed = all(each.archive in seen for each in self.sources)

    async def keep_tags(self, this: Round) -> None:
        """Note what the lists held, once all of it is kept: what is lost is asked for again."""
        for each in this.bulletins:
            held = f"{_fingerprint(each)} {each.day}"
            await self.store.batches.heard(Feed(each.archive, each.tag, held, this.now, this.now))

    async def _read(
        self, this: Round, source: PaperSource, before: Feed | None, calendar: Calendar
    ) -> bool:
        """Read one list; say whether it is that of the newest day."""
        feed = replace(before or Feed(source.archive), asked=this.now)
        try:
            bulletin = await source.today(feed.tag)
        except SourceError as error:
            log.warning("%s could not be read: %s", source.name, error)
            this.failed.append((source.name, str(error)))
            await self.store.batches.heard(replace(feed, failed=str(error)))
            return False
        if bulletin and bulletin.day:
            bulletin = _of_a_weekday(bulletin, calendar)
        if bulletin is None or bulletin.day is None or await self._is_stale(bulletin, feed):
            # One that is empty is asked for anew each time, and what the last one held is not
            # forgotten over it.
            tag = feed.tag if bulletin is None else bulletin.tag if bulletin.day else ""
            await self.store.batches.heard(replace(feed, tag=tag, answered=this.now, failed=""))
            this.in_vain.add(source.archive)
            if bulletin and bulletin.day is None:
                this.empty.add(source.archive)
            return False
        here = [replace(each, archive=source.archive) for each in bulletin.announcements]
        this.listed(replace(bulletin, archive=source.archive, announcements=tuple(here)))
        if bulletin.day < this.newest:
            this.in_vain.add(source.archive)
            return False
        return True

    async def _is_stale(self, bulletin: Bulletin, feed: Feed) -> bool:
        """Say whether a list is an earlier one, whatever its date: arXiv has been seen to do that.

        Either it holds exactly what the last one held, or all that it calls new was new before.
        """
        held, _, day = feed.held.partition(" ")
        if held == _fingerprint(bulletin):
            return day != f"{bulletin.day}"
        new = [each for each in bulletin.announcements if each.kind is ArrivalKind.NEW]
        if not new:
            return False
        before = await self.store.arrivals.listed_on([each.paper.id for each in new])
        stale = all(before.get(each.paper.id, each.day) < each.day for each in new)
        if stale:
            log.info("The list of %s for %s is an earlier one", feed.archive, bulletin.day)
        return stale


def _asked(feed: Feed | None) -> float:
    return feed.asked.timestamp() if feed and feed.asked else 0.0


def _of_a_weekday(bulletin: Bulletin, calendar: Calendar) -> Bulletin:
    """Date a list of a weekend back: nothing comes out then, so it is the one before, repeated."""
    listed = tuple(
        replace(each, day=_weekday(each.day, calendar)) for each in bulletin.announcements
    )
    day = bulletin.day and _weekday(bulletin.day, calendar)
    return replace(bulletin, day=day, announcements=listed)


def _weekday(day: date, calendar: Calendar) -> date:
    return calendar.before(day) if calendar.quiet(day) is Quiet.WEEKEND else day


def _fingerprint(bulletin: Bulletin) -> str:
    """Return what tells a list from any other, whatever its date."""
    every = bulletin.announcements
    held = sorted(f"{each.paper.id} {each.paper.version} {each.kind}" for each in every)
    return sha256("\n".join(held).encode()).hexdigest()[:32]
