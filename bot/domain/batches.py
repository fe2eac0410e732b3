"""Announcement batches: what became of one archive's list of one day.

A batch is *expected* from its announcement on, *partial* once its list has been read, and
*complete* once the records show that nothing of it is missing. It is *quiet* where arXiv announces
nothing, *late* where it should be there and is not, and *failed* where we could not find out.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.domain.calendar import Calendar


class BatchState(StrEnum):
    """What is known of a batch."""

    EXPECTED = "expected"
    PARTIAL = "partial"
    COMPLETE = "complete"
    QUIET = "quiet"
    LATE = "late"
    FAILED = "failed"


SETTLED = frozenset({BatchState.COMPLETE, BatchState.QUIET})
"""Nothing more is to be found out about these."""

_LISTED = SETTLED | {BatchState.PARTIAL}


@dataclass(frozen=True, slots=True)
class Batch:
    """One archive's list of one day.

    Attributes:
        day: US/Eastern, as the list is dated; what was announced the evening before.
        new: Papers filed first in this archive.
        crossed: Papers of other archives that were listed here too.
        awaited: When it was first asked for in vain although it was due (UTC).
        seen: When its list was first read (UTC); None where only the records told of it.
        settled: When it was known that nothing is missing (UTC).
    """

    archive: str
    day: date
    state: BatchState
    new: int = 0
    crossed: int = 0
    replaced: int = 0
    awaited: datetime | None = None
    seen: datetime | None = None
    settled: datetime | None = None


@dataclass(frozen=True, slots=True)
class Feed:
    """How the feed of an archive answered last.

    Attributes:
        tag: Sent along, so that an unchanged list is not sent again.
        held: What its last list held, to know it again under another date.
        failed: Why the last request failed; '' where it did not.
    """

    archive: str
    tag: str = ""
    held: str = ""
    asked: datetime | None = None
    answered: datetime | None = None
    failed: str = ""


@dataclass(frozen=True, slots=True)
class Harvest:
    """How far arXiv's records have been read.

    Attributes:
        began: The first day (US/Eastern) of which everything is known.
        news_from: Records of days before this one were read to have something to count by, and
            are no news.
        stamp: Every change before this day (UTC) is known.
        answered: When arXiv last answered whole (UTC).
        failed: Why the last harvest failed; '' where it did not.
    """

    began: date
    news_from: date
    stamp: date
    answered: datetime | None = None
    failed: str = ""


@dataclass(frozen=True, slots=True)
class DayState:
    """What is known of all the lists of one day together.

    Attributes:
        late: The list came so late that people should be told.
        away: Nobody was there to read the list; only the records told of it, so that it is about
            this day and about so many.
        seen: When the first of its lists was read (UTC).
        settled: When it was known that nothing at all is missing (UTC); None until then.
    """

    day: date
    state: BatchState
    new: int = 0
    crossed: int = 0
    replaced: int = 0
    late: bool = False
    away: bool = False
    seen: datetime | None = None
    settled: datetime | None = None


def day_state(
    day: date,
    batches: Iterable[Batch],
    calendar: Calendar,
    now: datetime,
    failed: Mapping[str, str],
    archives: Collection[str],
) -> DayState:
    """Sum a day up.

    Args:
        batches: Those of the day that are known.
        now: Decides whether a list that is not there is late (UTC).
        failed: Why an archive's feed could not be read, by archive.
        archives: Those whose lists are read.
    """
    known = [each for each in batches if each.day == day and each.archive in archives]
    seen = [each.seen for each in known if each.seen]
    awaited = [each.awaited for each in known if each.awaited]
    listed = [each for each in known if each.state in _LISTED]
    late = calendar.late_at(day)
    state = _state(day, listed, calendar, now, failed, archives)
    settled = [each.settled for each in listed if each.settled]
    return DayState(
        day,
        state,
        new=sum(each.new for each in known),
        crossed=sum(each.crossed for each in known),
        replaced=sum(each.replaced for each in known),
        # We asked in time and in vain, and nobody's list was there sooner.
        late=bool(seen and awaited) and min(seen) > late and min(awaited) < min(seen),
        away=bool(listed) and not seen and {each.state for each in listed} != {BatchState.QUIET},
        seen=min(seen, default=None),
        settled=max(settled, default=None) if state is BatchState.COMPLETE else None,
    )


def _state(
    day: date,
    listed: Collection[Batch],
    calendar: Calendar,
    now: datetime,
    failed: Mapping[str, str],
    archives: Collection[str],
) -> BatchState:
    states = {each.state for each in listed}
    if states == {BatchState.QUIET}:
        return BatchState.QUIET
    if (
        len({each.archive for each in listed} & set(archives)) >= len(archives)
        and states <= SETTLED
    ):
        return BatchState.COMPLETE
    if listed:
        return BatchState.PARTIAL
    if calendar.quiet(day):
        return BatchState.QUIET
    if any(failed.get(each) for each in archives):
        return BatchState.FAILED
    overdue = now >= calendar.late_at(day) and not calendar.is_doubtful(day)
    return BatchState.LATE if overdue else BatchState.EXPECTED
