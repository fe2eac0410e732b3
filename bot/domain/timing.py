"""When a channel gets its digest: zones, summer time, weekdays, pauses.

A due moment is the first moment at which the wall clock of the channel's zone shows the wanted
time *or later*. So a time that summer time skips is taken as soon as the clock has moved on, and
one that comes twice is taken the first time. The slot names the moment as people there read it.
What people type about it is read in `wishes`.
"""

from bisect import bisect_left
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.domain.calendar import Calendar
from bot.domain.channels import EVERY_DAY, WITHOUT_END, Schedule
from bot.domain.chat import Words, words

_DAY = timedelta(days=1)
_WEEKDAYS = frozenset(range(5))

_COLLECTED = timedelta(minutes=30)
"""From the moment the feeds switch until all of them have been asked, one every three seconds and
each half an hour."""


def next_due(schedule: Schedule, after: datetime) -> datetime | None:
    """Return the first due moment (UTC) strictly after `after`.

    None for "when arXiv announces", which the arrival of a batch makes due, and for a pause
    without end.
    """
    if schedule.at is None or schedule.paused_until == WITHOUT_END:
        return None
    zone = ZoneInfo(schedule.zone)
    first = after.astimezone(zone).date()
    if schedule.paused_until is not None:
        first = max(first, schedule.paused_until)
    # A week, and a day more: where clocks went back over midnight, tomorrow's may be over already.
    for day in (first + n * _DAY for n in range(9)):
        if wanted(schedule, day) and (due := _moment(day, schedule.at, zone)) > after:
            return due
    return None


def rescheduled(
    before: Schedule, after: Schedule, due: datetime | None, now: datetime
) -> datetime | None:
    """Return when a channel is due next, now that it was given another schedule.

    With nothing changed but the zone, the digest that was to come next stays that of its day, so
    that no day gets two and none is left out. Where its time is over in the new zone, what is
    returned lies before `now`: it is due at once.

    Args:
        due: When it was due next by the schedule it had before (UTC).
    """
    if due is not None and after.at is not None and replace(before, zone=after.zone) == after:
        there = ZoneInfo(before.zone)
        local_day = due.astimezone(there).date()
        # A time that clocks skipped may have become due after midnight.
        for day in (local_day, local_day - _DAY):
            if _moment(day, after.at, there) == due:
                return _moment(day, after.at, ZoneInfo(after.zone))
    return next_due(after, now)


def wanted(schedule: Schedule, day: date) -> bool:
    """Tell whether the channel wants a digest on this local day."""
    paused = schedule.paused_until is not None and day < schedule.paused_until
    return day.weekday() in schedule.days and not paused


def is_paused(schedule: Schedule, now: datetime) -> bool:
    """Tell whether the channel wants nothing at all now."""
    until = schedule.paused_until
    return until is not None and local(schedule, now).date() < until


def slot_at(schedule: Schedule, slot: str) -> datetime:
    """Read back when a digest was due, or asked for, as the clocks of its channel show it."""
    at = datetime.fromisoformat(slot.removeprefix("now:"))
    # Whoever asks for one does so at a moment; what was due is named by the clock already.
    return local(schedule, at) if at.tzinfo else at


def slot(schedule: Schedule, due: datetime) -> str:
    """Name a due moment by the local date and time, such as `2025-11-05T09:00`."""
    local = due.astimezone(ZoneInfo(schedule.zone))
    return local.replace(tzinfo=None).isoformat(timespec="minutes")


def local(schedule: Schedule, moment: datetime) -> datetime:
    """Return a moment as the clock in the channel's zone shows it."""
    return moment.astimezone(ZoneInfo(schedule.zone))


def earliest_fresh(zone: str, on: date) -> time:
    """Return from what time on, by the clock in `zone`, a digest has the list dated `on`.

    It is announced four hours before the feeds switch to it, and only they say what is new; from
    there westwards the clock still shows the evening before.
    """
    return (Calendar.listed_at(on) + _COLLECTED).astimezone(ZoneInfo(zone)).time()


def describe(schedule: Schedule) -> Words:
    """Say when a channel gets its digest."""
    if schedule.at is None:
        when = words("timing-announced")
    else:
        when = words("timing-at", time=f"{schedule.at:%H:%M}", zone=schedule.zone)
    if schedule.at is not None or schedule.days != EVERY_DAY:
        when = words("timing-on-days", when=when, days=_describe_days(schedule.days))
    if schedule.paused_until == WITHOUT_END:
        return words("timing-paused", when=when)
    if schedule.paused_until is not None:
        return words("timing-paused-until", when=when, until=schedule.paused_until)
    return when


def _describe_days(days: frozenset[int]) -> Words:
    if days == EVERY_DAY:
        return words("timing-every-day")
    if days == _WEEKDAYS:
        return words("timing-weekdays")
    return words("timing-days", days=tuple(words("timing-day", day=day) for day in sorted(days)))


def _moment(day: date, at: time, zone: ZoneInfo) -> datetime:
    local = datetime.combine(day, at, zone)
    moment = local.astimezone(UTC)
    if moment.astimezone(zone).replace(tzinfo=None) == local.replace(tzinfo=None):
        return moment
    # Skipped by the clock, which moves on somewhere between these two (PEP 495).
    early = local.replace(fold=1).astimezone(UTC)
    ahead = moment.astimezone(zone).utcoffset()
    seconds = range(int((moment - early).total_seconds()))
    moved_on = bisect_left(
        seconds,
        True,
        key=lambda n: (early + timedelta(seconds=n)).astimezone(zone).utcoffset() == ahead,
    )
    return early + timedelta(seconds=moved_on)
