"""Decides, at the end of a round, which days nothing can be missing of any more."""

import logging
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot.domain.batches import SETTLED, Batch, BatchState
from bot.domain.calendar import Calendar
from bot.domain.errors import SourceError
from bot.domain.papers import ArrivalKind, PaperId
from bot.pipeline.collecting.round import Round
from bot.ports import PaperLookup
from bot.store import Store

log = logging.getLogger(__name__)

_PATIENCE = timedelta(minutes=45)
"""So long a list that was read waits for the records before it is delivered without their proof."""

_RECORDS_LAG = timedelta(hours=20)
"""After so long, papers that a list names and the records do not are asked about by name."""

_NAMES = 100
"""Papers in one look-up."""


@dataclass(frozen=True, slots=True)
class Settling:
    """Judges what became of each archive's list of each day.

    Attributes:
        archives: Whose lists are read.
        lookup: Where single papers are asked about; None when offline.
        needs_records: Whether a list counts only once the records agree.
    """

    store: Store
    archives: Collection[str]
    lookup: PaperLookup | None
    needs_records: bool

    async def settle(self, this: Round, calendar: Calendar) -> None:
        """Write down what is known now of every day that was not settled."""
        missing = await self._missing(this, calendar)
        today = calendar.today(this.now)
        first = min(this.since, this.newest, *this.days)
        days = sorted({this.newest, *this.days, *calendar.days(first, this.last)})
        kept = await self.store.batches.between(first, this.last)
        known = {(each.archive, each.day): each for each in kept}
        counts = await self.store.batches.counts(days)
        seen = {(list.archive, day) for list in this.bulletins for day in _days(list.archive, this)}
        judged: list[Batch] = []
        for day in days:
            proved = self._is_proved(day, this, calendar) and not (day == this.newest and missing)
            came = any(day == each for _, each in seen) or any(
                each.seen for each in kept if each.day == day
            )
            for archive in self.archives:
                before = known.get((archive, day)) or Batch(archive, day, BatchState.EXPECTED)
                batch = replace(
                    before,
                    new=counts.get((day, archive, ArrivalKind.NEW), 0),
                    crossed=counts.get((day, archive, ArrivalKind.CROSS), 0),
                    replaced=counts.get((day, archive, ArrivalKind.REPLACED), 0),
                    seen=before.seen or (this.now if (archive, day) in seen else None),
                )
                if before.state in SETTLED and batch.seen == before.seen:
                    # Settled is settled, whatever more is counted there.
                    judged.append(batch)
                else:
                    over = day < today or (came and archive in this.empty and not _holds(batch))
                    judged.append(_judged(batch, this, calendar, proved=proved, over=over))
        judged = _deferred(judged, today)
        changed = [each for each in judged if each != known.get((each.archive, each.day))]
        await self.store.batches.put(changed)
        if this.whole:
            await self.store.batches.harvested(this.whole)

    async def is_ready(self, this: Round, calendar: Calendar) -> bool:
        """Say whether what has arrived may be delivered: proved whole, or old enough.

        Records alone are not enough while the list may come any minute: it knows more.
        """
        if not self.needs_records:
            return True
        batches = await self.store.batches.between(this.newest, this.newest)
        seen = [each.seen for each in batches if each.seen]
        if all(each.state in SETTLED for each in batches) or (this.whole and seen):
            return True
        return min(seen, default=calendar.listed_at(this.newest)) + _PATIENCE <= this.now

    def _is_proved(self, day: date, this: Round, calendar: Calendar) -> bool:
        if not self.needs_records:
            return True
        answered = this.whole.answered if this.whole else None
        return answered is not None and answered >= calendar.recorded_at(day)

    async def _missing(self, this: Round, calendar: Calendar) -> set[PaperId]:
        """Return the papers that a list calls new and of which there is no record.

        They are delivered all the same. The day is not settled until there are records of them, or
        until they were asked about by name, whatever the answer: what a list says holds.
        """
        if this.whole is None:
            return set()
        missing = await self.store.batches.listed_new(this.newest) - this.recorded
        if not missing:
            return set()
        log.info("arXiv's records lack %s, which are listed on %s", sorted(missing), this.newest)
        waited = this.now - calendar.listed_at(this.newest)
        if waited < _RECORDS_LAG or self.lookup is None:
            return missing
        wanted = sorted(missing)
        try:
            for start in range(0, len(wanted), _NAMES):
                found = await self.lookup.by_ids(wanted[start : start + _NAMES])
                await self.store.papers.add(found)
        except SourceError as error:
            this.failed.append(("arXiv API", str(error)))
            return missing
        return set()


def _days(archive: str, this: Round) -> set[date]:
    """Return the days that the list of an archive is of."""
    lists = [each for each in this.bulletins if each.archive == archive]
    days = {each.day for list in lists for each in list.announcements}
    return days | {list.day for list in lists if list.day}


def _holds(batch: Batch) -> bool:
    """Say whether a record tells of anything in a list; not every cross-list stands in one."""
    return bool(batch.new or batch.replaced)


def _judged(batch: Batch, this: Round, calendar: Calendar, *, proved: bool, over: bool) -> Batch:
    """Give a batch the state that its facts say.

    Args:
        proved: The records tell of all of its papers.
        over: Its feed will not show it any more: the day has passed, also where no newer list has
            come, or the others have theirs and this one holds nothing.
    """
    if proved and (batch.seen or over):
        return replace(batch, state=BatchState.COMPLETE, settled=batch.settled or this.now)
    if batch.seen:
        return replace(batch, state=BatchState.PARTIAL)
    due = batch.day == calendar.today(this.now) and calendar.quiet(batch.day) is None
    # That we could not ask does not make arXiv late, nor that this feed comes after others.
    in_vain = due and bool(this.in_vain) and batch.day not in this.days
    awaited = batch.awaited or (this.now if in_vain else None)
    late = this.now >= calendar.late_at(batch.day) and not calendar.is_doubtful(batch.day)
    state = BatchState.LATE if late and awaited else BatchState.EXPECTED
    return replace(batch, awaited=awaited, state=state)


def _deferred(batches: Iterable[Batch], today: date) -> list[Batch]:
    """Call the days quiet on which lists were asked for, none came, and no record tells of any."""
    every = list(batches)
    came = {
        each.day
        for each in every
        if each.day >= today
        or each.state not in SETTLED
        or each.awaited is None
        or each.seen is not None
        or each.new > 0
    }
    return [each if each.day in came else replace(each, state=BatchState.QUIET) for each in every]
