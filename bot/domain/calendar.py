"""When arXiv announces: which days have a list, when it comes out, and why there is none.

A day here is the day of a list: the date in New York at whose midnight the feeds switch to it,
Monday to Friday. It is announced on the evening before, so that what comes out on Sunday at 20:00
is Monday's list (https://info.arxiv.org/help/availability.html, and `rss.html`, `oa/index.html`).

The calendar only says what to expect. What was seen is told to it by `observed` and counts for
more: arXiv puts lists off for reasons of its own, and does not say exactly what a holiday changes.
"""

import tomllib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Self
from zoneinfo import ZoneInfo

_EASTERN = ZoneInfo("America/New_York")
_DAY = timedelta(days=1)
_MONDAY, _SATURDAY = 0, 5

_CUT_OFF = time(14)
_ANNOUNCED = time(20)
_RECORDED = time(22, 30)
_MIDNIGHT = time()

_PATIENCE = timedelta(hours=2)
"""Publishing takes about an hour and a half, and begins four hours before the feeds switch; so
a list that is not there two hours after that was not held up by the ordinary course of things."""


class Quiet(StrEnum):
    """Why a day has no list."""

    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    DEFERRED = "deferred"


@dataclass(frozen=True, slots=True)
class Holiday:
    """A day off for arXiv's staff.

    Attributes:
        published: arXiv has named it; otherwise it is expected by the rule of other years.
    """

    day: date
    name: str
    published: bool


@dataclass(frozen=True, slots=True)
class Calendar:
    """Which days have a list of arXiv's, as far as can be known beforehand or has been seen.

    Attributes:
        holidays: By their dates.
        deferred: Days that were seen to have no list.
        listed: Days that were seen to have one.
    """

    holidays: Mapping[date, Holiday]
    deferred: frozenset[date] = frozenset()
    listed: frozenset[date] = frozenset()

    @classmethod
    def read(cls, text: str) -> Self:
        """Read `config/holidays.toml`, given as text.

        Raises:
            ValueError: It is no such table, or names a date twice.
        """
        table = tomllib.loads(text)
        rows = table.pop("holiday", [])
        if table or not isinstance(rows, list):
            raise ValueError("holidays: it has [[holiday]] tables, and nothing else")
        holidays: dict[date, Holiday] = {}
        for holiday in map(_holiday, rows):
            if holiday.day in holidays:
                raise ValueError(f"holiday: {holiday.day} stands there twice")
            holidays[holiday.day] = holiday
        return cls(holidays)

    def observed(self, deferred: Collection[date], listed: Collection[date] = ()) -> Self:
        """Return this calendar with what was seen: days without a list, and days with one."""
        return replace(
            self,
            deferred=self.deferred | frozenset(deferred),
            listed=(self.listed - frozenset(deferred)) | frozenset(listed),
        )

    # --- why a day has no list ------------------------------------------------------------------

    def quiet(self, day: date) -> Quiet | None:
        """Say why a day has no list; None for a day of announcement.

        On a holiday the announcement of its own evening is put off: the list of the day after is
        missing, and its papers stand on the next one.
        """
        if day.weekday() >= _SATURDAY:
            return Quiet.WEEKEND
        if day in self.listed:
            return None
        if day - _DAY in self.holidays:
            return Quiet.HOLIDAY
        if day in self.deferred:
            return Quiet.DEFERRED if self.holiday(day) is None else Quiet.HOLIDAY
        return None

    def is_doubtful(self, day: date) -> bool:
        """Tell whether a list that does not come on this day is no reason to call arXiv late.

        That is the list dated to a holiday itself, and Monday's after a holiday at the weekend or
        on the Friday before it. Where a day was observed, there is no doubt.
        """
        if day.weekday() >= _SATURDAY or day in self.listed or day in self.deferred:
            return False
        return day in self.holidays or any(each in self.holidays for each in _weekend(day))

    def holiday(self, day: date) -> Holiday | None:
        """Return the holiday that explains, or would explain, why a day has no list."""
        for each in (day - _DAY, day, *_weekend(day)):
            if each in self.holidays:
                return self.holidays[each]
        return None

    # --- when a list comes out ------------------------------------------------------------------

    @staticmethod
    def out_at(day: date) -> datetime:
        """Return when the list of a day is announced (UTC): at 20:00 on the evening before."""
        return _moment(day - _DAY, _ANNOUNCED)

    @staticmethod
    def recorded_at(day: date) -> datetime:
        """Return when arXiv's records (OAI-PMH) know all of a day's list (UTC): about 22:30."""
        return _moment(day - _DAY, _RECORDED)

    @staticmethod
    def listed_at(day: date) -> datetime:
        """Return when the feeds switch to the list of a day (UTC): at midnight."""
        return _moment(day, _MIDNIGHT)

    @staticmethod
    def late_at(day: date) -> datetime:
        """Return from when on a list that has not come is late (UTC): two hours after midnight."""
        return Calendar.listed_at(day) + _PATIENCE

    @staticmethod
    def today(now: datetime) -> date:
        """Return the date in New York.

        Raises:
            ValueError: `now` has no time zone. So say all that take a moment.
        """
        return _eastern(now).date()

    # --- which days have a list -----------------------------------------------------------------

    def newest(self, now: datetime) -> date:
        """Return the newest day whose list should stand in the feeds by now."""
        today = self.today(now)
        return today if self.quiet(today) is None else self.before(today)

    def next_after(self, day: date) -> date:
        """Return the first day after this one that has a list."""
        return next(self._walk(day, _DAY))

    def before(self, day: date, count: int = 1) -> date:
        """Return the day of the list that came so many lists before this day.

        Raises:
            ValueError: `count` is not positive.
        """
        if count < 1:
            raise ValueError(f"before: {count} lists")
        for _, found in zip(range(count), self._walk(day, -_DAY), strict=False):
            day = found
        return day

    def days(self, first: date, last: date) -> list[date]:
        """Return the days that have a list, from `first` to `last` inclusive."""
        each = (first + n * _DAY for n in range((last - first).days + 1))
        return [day for day in each if self.quiet(day) is None]

    def announced_on(self, submitted: datetime) -> date:
        """Return the first day on whose list a paper can stand that was submitted at this moment.

        What comes in before 14:00 stands on the list of the next evening, on weekdays; moderators
        may hold it for days or weeks, so it can be any list from there on, and none before.
        """
        local = _eastern(submitted)
        cut_off = local.date() + (_DAY if local.time() >= _CUT_OFF else timedelta())
        while cut_off.weekday() >= _SATURDAY:
            cut_off += _DAY
        return self.next_after(cut_off)

    def _walk(self, day: date, step: timedelta) -> Iterator[date]:
        while True:
            day += step
            if self.quiet(day) is None:
                yield day


def _holiday(row: object) -> Holiday:
    match row:
        case {"date": date() as day, "name": str(name), "published": bool(published), **rest}:
            # A moment is a date too, to Python.
            if not rest and not isinstance(day, datetime):
                return Holiday(day, name, published)
    raise ValueError(f"holiday: it has a date, a name and `published`, not {row}")


def _weekend(monday: date) -> tuple[date, ...]:
    """Return the Friday and Saturday before a Monday, and nothing before any other day."""
    return (monday - 3 * _DAY, monday - 2 * _DAY) if monday.weekday() == _MONDAY else ()


def _moment(day: date, at: time) -> datetime:
    return datetime.combine(day, at, _EASTERN).astimezone(UTC)


def _eastern(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        # Python would take it for the machine's own time.
        raise ValueError(f"{moment} has no time zone")
    return moment.astimezone(_EASTERN)
