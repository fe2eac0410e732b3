"""Asks arXiv what it has announced, until nothing can be missing.

`lists` says exactly what is new today; `harvest` reads the records, which prove that nothing is
missing and tell of the days on which nobody asked; `settling` judges each day. Both are read before
anything of today is kept, so that what a list says counts before what a record lets us guess.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.domain.batches import SETTLED, BatchState
from bot.domain.calendar import Calendar
from bot.domain.inference import crossed_too
from bot.domain.papers import Announcement, ArrivalKind
from bot.pipeline.collecting.harvest import Records
from bot.pipeline.collecting.lists import Lists
from bot.pipeline.collecting.round import Round
from bot.pipeline.collecting.settling import Settling
from bot.ports import PaperLookup, PaperSource, RecordSource
from bot.store import Store

_LONGEST_WAIT = timedelta(minutes=30)
"""So long digests wait for what was missed; weeks of it take a few minutes."""

_REMEMBERED = timedelta(days=60)
"""So far back the days count on which arXiv was seen to announce nothing."""


@dataclass(frozen=True, slots=True)
class Collected:
    """What one round of asking brought.

    Attributes:
        new: Arrivals that were not known.
        failed: Sources that could not be read, with the reason.
        ready: Whether what has arrived may be delivered now.
    """

    new: int
    failed: tuple[tuple[str, str], ...] = ()
    ready: bool = True


class Collecting:
    """Reads the lists of the day and the records behind them.

    Args:
        sources: The lists, one for each archive.
        records: What proves that nothing is missing; None where there is nothing to ask.
        lookup: Where single papers are asked about; None when offline.
        calendar: Says which days have lists.
        clock: Says what time it is (UTC).

    Attributes:
        is_ready: Whether what has arrived may be delivered, as the last round left it.
        rounds: How often arXiv has been asked; what is known of its lists changes by that alone.
    """

    def __init__(
        self,
        store: Store,
        sources: Sequence[PaperSource],
        records: RecordSource | None,
        lookup: PaperLookup | None,
        calendar: Calendar,
        clock: Callable[[], datetime],
    ) -> None:
        self.archives = frozenset(source.archive for source in sources)
        self.sources = tuple(sources)
        self.is_ready = True
        self.rounds = 0
        self._behind_since: datetime | None = None
        self._observed: tuple[date, Calendar] | None = None
        self._store = store
        self._calendar = calendar
        self._clock = clock
        self._lists = Lists(store, sources)
        self._records = Records(store, records, self.archives) if records else None
        self._settling = Settling(store, self.archives, lookup, needs_records=records is not None)

    async def wanted(self) -> bool:
        """Say whether there is anything to ask for: a list, or records of days that are open."""
        now = self._clock()
        newest = self._calendar.newest(now)
        batches = await self._store.batches.between(newest, newest)
        if self.archives - {each.archive for each in batches if each.seen or each.state in SETTLED}:
            return True
        if self._records is None:
            return False
        harvest = await self._records.begun(newest, self._calendar)
        if self._records.is_fresh(now, harvest, all_listed=True):
            return False
        return await self._records.gap(newest, harvest, self._calendar) is not None

    async def collect(
        self, asked: Callable[[str], None] = lambda source: None, *, every: bool = True
    ) -> Collected:
        """Ask, and keep what is announced; whatever fails is asked again next time.

        Args:
            asked: Told the name of each source that has been read, for progress.
            every: Ask for every list, also while the first ones show that arXiv is late.
        """
        now = self._clock()
        calendar = await self.calendar()
        newest = calendar.newest(now)
        this = Round(now, newest, newest)
        try:
            await self._lists.read(this, calendar, asked, every=every)
            await self._read_records(this, calendar, asked, every=every)
        finally:
            # Also when we are told to stop or one source is broken: what the others said is kept.
            self.catching_up = False
            if this.exact:
                told = [*this.exact.values(), *await self._crossed_too(this)]
                this.new += await self._store.arrivals.add(told, this.records.values())
        await self._settling.settle(this, calendar)
        # Last: a list whose tag is kept is not sent again, so by now all of it must be known.
        await self._lists.keep_tags(this)
        self._observed = None
        self.rounds += 1
        self.is_ready = await self._settling.is_ready(this, calendar)
        return Collected(this.new, tuple(this.failed), self.is_ready)

    async def _crossed_too(self, this: Round) -> list[Announcement]:
        changed = [each for each in this.exact.values() if each.kind is ArrivalKind.REPLACED]
        known = await self._store.papers.get([each.paper.id for each in changed])
        found = (crossed_too(each, known.get(each.paper.id)) for each in changed)
        return [each for each in found if each]

    @property
    def catching_up(self) -> bool:
        """Whether digests should wait, since what was missed is being read; never for long."""
        since = self._behind_since
        return since is not None and self._clock() < since + _LONGEST_WAIT

    @catching_up.setter
    def catching_up(self, behind: bool) -> None:
        self._behind_since = (self._behind_since or self._clock()) if behind else None

    async def calendar(self) -> Calendar:
        """Return the calendar, with the days that were seen to have a list, or to have none."""
        today = self._calendar.today(self._clock())
        if self._observed and self._observed[0] == today:
            return self._observed[1]
        batches = await self._store.batches.between(today - _REMEMBERED, today)
        listed = {each.day for each in batches if each.state is not BatchState.QUIET}
        quiet = {each.day for each in batches} - listed
        seen = {each.day for each in batches if each.seen}
        self._observed = (today, self._calendar.observed(quiet, seen))
        return self._observed[1]

    async def _read_records(
        self, this: Round, calendar: Calendar, asked: Callable[[str], None], *, every: bool
    ) -> None:
        if self._records is None:
            return
        harvest = await self._records.begun(this.newest, calendar)
        fresh = self._records.is_fresh(this.now, harvest, all_listed=this.all_listed)
        if fresh and not this.exact and not every:
            return
        since = await self._records.gap(this.last, harvest, calendar)
        if since is None:
            return
        this.since = since
        self.catching_up = since < this.newest
        await self._records.read(this, calendar, harvest, asked)
