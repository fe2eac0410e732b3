"""Why a day is quiet, late or not whole: what is known of announcements, in words."""

from collections.abc import Sequence
from datetime import date, datetime

from bot.domain.batches import BatchState, DayState
from bot.domain.calendar import Calendar, Quiet
from bot.domain.chat import Words, words
from bot.domain.filing import archives
from bot.domain.papers import Arrival, ArrivalKind

_LISTED = frozenset((BatchState.PARTIAL, BatchState.COMPLETE))


def why_quiet(day: date, calendar: Calendar) -> Words:
    """Say why arXiv announces nothing on a day."""
    reason, holiday = calendar.quiet(day), calendar.holiday(day)
    if reason is Quiet.WEEKEND:
        return words("quiet-weekend")
    if reason is Quiet.HOLIDAY and holiday:
        return words("quiet-holiday", name=holiday.name)
    return words("quiet-deferred")


def state(day: DayState, calendar: Calendar) -> Words:
    """Say what is known of a day's lists, in a word or two."""
    if day.state is BatchState.QUIET:
        return words("quiet-day", why=why_quiet(day.day, calendar))
    return words(f"state-{day.state}")


def announcement(day: DayState) -> tuple[Words, ...]:
    """Say what a day's lists hold, how many of each, and whether that is all."""
    if not (day.new or day.crossed):
        return (words("status-announced", day=day.day),)
    key = "status-announced-about" if day.away else "status-announced"
    partial = (words("state-partial"),) if day.state is BatchState.PARTIAL else ()
    counts = words("status-counts", new=day.new, crossed=day.crossed)
    return (words(key, day=day.day), counts, *partial)


def missing(day: DayState, calendar: Calendar, due: datetime, reason: str) -> Words:
    """Say of a list that should be there, and is not, what is known.

    Args:
        due: When it should have come, by the clock of whoever reads this.
        reason: Why it could not be read, if it could not.
    """
    if day.state is BatchState.FAILED:
        return words("silence-failed", day=day.day, reason=reason)
    if day.state is BatchState.LATE:
        return words("silence-late", day=day.day, due=due)
    holiday = calendar.holiday(day.day)
    if calendar.is_doubtful(day.day) and holiday:
        return words("silence-doubtful", day=day.day, name=holiday.name)
    return words("silence-expected", day=day.day, due=due)


def notes(days: Sequence[DayState]) -> tuple[Words, ...]:
    """Say in a digest what is unusual about the announcements it holds, most often nothing.

    Args:
        days: Those it holds papers of, in order.
    """
    away = sum(day.away for day in days)
    said: list[Words] = []
    # A digest of several days is not late because the first of them was.
    if days and days[-1].late:
        said.append(words("note-late"))
    if away:
        said.append(words("note-away", count=away))
    return tuple(said)


def told_as(arrival: Arrival) -> Words:
    """Say when a paper was announced, and as what."""
    when = words("about-day" if arrival.inferred else "on-day", day=arrival.day)
    # What was read from a file stood in no archive's list.
    listed = arrival.archive in archives(arrival.paper.categories)
    if listed and arrival.archive and arrival.kind in (ArrivalKind.NEW, ArrivalKind.CROSS):
        return words(f"listed-{arrival.kind}", archive=arrival.archive, when=when)
    return words(f"arrived-{arrival.kind}", when=when)


def is_listed(day: DayState) -> bool:
    """Say whether there is a list of this day, be it not whole yet."""
    return day.state in _LISTED
