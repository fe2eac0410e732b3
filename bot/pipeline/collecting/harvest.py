"""Reads the records: proves that nothing is missing, and tells of days on which nobody asked."""

import logging
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot.domain.batches import SETTLED, Harvest
from bot.domain.bulletins import Page
from bot.domain.calendar import Calendar
from bot.domain.errors import SourceError
from bot.domain.inference import Known, Window, tell
from bot.domain.papers import Announcement, ArrivalKind, Paper
from bot.pipeline.collecting.round import Round
from bot.ports import RecordSource
from bot.store import Store
from bot.store.paper_rows import merged

log = logging.getLogger(__name__)

COLD_START_DAYS = 5
"""Announcement days that an empty store begins with: what a preview counts."""

_OVERLAP = timedelta(days=1)
"""Records are read again from the day before: nobody says in which zone arXiv stamps them."""

_LAG = timedelta(hours=28)
"""A record is told of up to a day after its date began to count. To be read by the ordinary harvest
at midnight in New York, that takes the day before; by one in the evening there, two days."""

_AGAIN = timedelta(hours=1)
_PROVED_AGAIN = timedelta(hours=4)
"""While a list is late, the records are read so often: each time it takes many pages. Where all
lists are there and only the records lag, everything is delivered and nothing is urgent."""


@dataclass(frozen=True, slots=True)
class Records:
    """arXiv's records.

    Attributes:
        archives: Whose lists are followed; records of other papers say nothing.
    """

    store: Store
    source: RecordSource
    archives: Collection[str]

    async def begun(self, newest: date, calendar: Calendar) -> Harvest:
        """Return how far the records are known; an empty store begins a few days back."""
        harvest = await self.store.batches.harvest()
        if harvest is None:
            first = calendar.before(newest, COLD_START_DAYS - 1)
            harvest = Harvest(first, newest, first)
            await self.store.batches.harvested(harvest)
        return harvest

    async def gap(self, newest: date, harvest: Harvest, calendar: Calendar) -> date | None:
        """Return the first day of which something may be missing; None where nothing can be."""
        batches = await self.store.batches.between(harvest.began, newest)
        ours = [each for each in batches if each.archive in self.archives]
        unsettled = [each.day for each in ours if each.state not in SETTLED]
        known = {each.day for each in ours}
        unknown = [day for day in calendar.days(harvest.stamp, newest) if day not in known]
        return min(unsettled + unknown, default=None)

    def is_fresh(self, now: datetime, harvest: Harvest, *, all_listed: bool) -> bool:
        """Say whether the records were read so lately that only a list is a reason to ask again."""
        again = _PROVED_AGAIN if all_listed else _AGAIN
        lately = harvest.answered is not None and now - harvest.answered < again
        return lately and not harvest.failed

    async def read(
        self, this: Round, calendar: Calendar, harvest: Harvest, asked: Callable[[str], None]
    ) -> None:
        """Read every record that has changed since, page by page; what was read is kept."""
        window = await self._window(this, calendar, harvest)
        if behind := len(calendar.days(this.since, this.newest)) - 1:
            log.info("Catching up: %s announcement days since %s", behind, this.since)
        answered: datetime | None = None
        try:
            async for page in self.source.changed(_first(this, harvest)):
                answered = answered or page.answered
                await self._read(this, page, window, calendar)
                read = f"{len(this.recorded):,}"
                log.info("%s of arXiv's records are read", read)
                asked(f"{read} records of arXiv")
        except SourceError as error:
            log.warning("arXiv's records could not be read: %s", error)
            this.failed.append(("arXiv records", str(error)))
            await self.store.batches.harvested(replace(harvest, failed=str(error)))
            return
        if answered:
            this.whole = replace(harvest, stamp=answered.date(), answered=answered, failed="")

    async def _window(self, this: Round, calendar: Calendar, harvest: Harvest) -> Window:
        last, tomorrow = this.last, calendar.next_after(this.newest)
        if this.now >= calendar.recorded_at(tomorrow):
            # The records know of a list that comes out at midnight.
            last = max(last, tomorrow)
        batches = await self.store.batches.between(this.since, last)
        read = {(each.archive, each.day) for each in batches if each.seen}
        read |= {(list.archive, list.day) for list in this.bulletins if list.day}
        # What did not fit into a list may be anything.
        read -= {(list.archive, list.day) for list in this.bulletins if list.day and list.full}
        began = await self.store.batches.began()
        return Window(harvest.began, this.since, last, frozenset(read), began)

    async def _read(self, this: Round, page: Page, window: Window, calendar: Calendar) -> None:
        ids = [record.paper.id for record in page.records]
        papers = await self.store.papers.get(ids)
        kinds = await self.store.arrivals.kinds(ids)
        found: list[Announcement] = []
        facts: list[Paper] = []
        for record in page.records:
            id = record.paper.id
            this.recorded.add(id)
            if id in this.exact:
                this.records[id] = record.paper
            exact = this.exact.get(id)
            called = kinds.get(id, set()) | ({exact.kind} if exact else set())
            known = Known(papers.get(id), called)
            told = [
                each
                for each in tell(record, known, window, calendar, self.archives.__contains__)
                if _adds(each, exact)
            ]
            found += told
            if id in papers and not told and merged(papers[id], record.paper) != papers[id]:
                facts.append(record.paper)
        await self.store.papers.add(facts)
        this.new += await self.store.arrivals.add(sorted(found, key=lambda one: one.day))


def _first(this: Round, harvest: Harvest) -> date:
    """Return the day from which on records are read."""
    first = min(this.since, harvest.stamp) - _OVERLAP
    return min(first, (harvest.answered - _LAG).date()) if harvest.answered else first


def _adds(told: Announcement, exact: Announcement | None) -> bool:
    """Say whether a record tells of something besides what a list says of its paper.

    No list tells of withdrawals and comments, nor of a cross-list within one archive, and each
    says one thing of a paper where several may be true. What is new comes with its comment.
    """
    if exact is None or told.kind is ArrivalKind.WITHDRAWN:
        return True
    if exact.kind is ArrivalKind.NEW or told.kind is exact.kind:
        return False
    # What was new on a day that was missed may be changed or listed elsewhere today.
    return told.kind is not ArrivalKind.NEW or told.day < exact.day
