"""On which days arXiv really has lists, when each comes out, and what goes wrong with it.

It follows https://info.arxiv.org/help/availability.html by itself, not through the calendar under
test, and knows what nobody can know beforehand: lists put off, lists that come on a holiday.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from enum import Enum
from functools import cached_property

from bot.settings import config_dir
from tests.replay.lives import EASTERN

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
_FREEZE = time(14)
_OUT = time(20)
_RECORDED = 2.5 * HOUR
_SATURDAY = 5


class Shown(Enum):
    """What a feed shows while its list is not there."""

    NOTHING = "nothing"
    BEFORE = "the list before, under its own date"
    DISGUISED = "the list before, under today's date"


@dataclass(frozen=True, slots=True)
class Weather:
    """What goes wrong on a day.

    Attributes:
        late: So much later than usual the list is announced.
        held_up: By archive, so much later still its feed switches.
        instead: What feeds show before that, and on a day without a list.
        lag: So much later than usual the records tell of some papers…
        lagging: …of this share of them.
        indexed: So many days later than usual the API knows the papers.
    """

    late: timedelta = timedelta()
    held_up: Mapping[str, timedelta] = field(default_factory=dict)
    instead: Shown = Shown.NOTHING
    lag: timedelta = timedelta()
    lagging: float = 0
    indexed: int = 0


FINE = Weather()


@dataclass(frozen=True)
class Almanac:
    """The lists of a stretch of time.

    Attributes:
        first: Before this day there is nothing.
        last: After this day neither.
        put_off: Days on which arXiv has no list for a reason of its own.
        all_the_same: Days that have a list although a holiday should have put it off.
        weather: By day; on the others all is fine.
    """

    first: date
    last: date
    put_off: frozenset[date] = frozenset()
    all_the_same: frozenset[date] = frozenset()
    weather: Mapping[date, Weather] = field(default_factory=dict)

    @cached_property
    def days(self) -> tuple[date, ...]:
        """The days that have a list, in order."""
        off = {each + DAY for each in holidays()} - self.all_the_same | self.put_off
        count = (self.last - self.first).days + 1
        every = (self.first + n * DAY for n in range(count))
        return tuple(day for day in every if day.weekday() < _SATURDAY and day not in off)

    def day_of(self, ready: datetime) -> date | None:
        """Return the day whose list has a paper that was ready at a moment; None after the end."""
        local = ready.astimezone(EASTERN)
        frozen = local.date() + (DAY if local.time() >= _FREEZE else timedelta())
        while frozen.weekday() >= _SATURDAY:
            frozen += DAY
        return self.next_after(frozen)

    def next_after(self, day: date) -> date | None:
        """Return the first day with a list after a day; None after the end."""
        known = self._following
        while day <= self.last:
            day += DAY
            if day in known:
                return day
        return None

    def before(self, day: date) -> date | None:
        """Return the last day with a list before a day; None where there is none."""
        known = self._following
        while day > self.first:
            day -= DAY
            if day in known:
                return day
        return None

    def has_list(self, day: date) -> bool:
        """Say whether there is a list of a day."""
        return day in self._following

    def at(self, day: date) -> Weather:
        """Return what goes wrong on a day."""
        return self.weather.get(day, FINE)

    def out(self, day: date) -> datetime:
        """Return when the list of a day is announced (UTC)."""
        return moment(day - DAY, _OUT) + self.at(day).late

    def recorded(self, day: date) -> datetime:
        """Return when the records tell of the list of a day, where nothing lags (UTC)."""
        return self.out(day) + _RECORDED

    def switched(self, day: date, archive: str) -> datetime:
        """Return when the feed of an archive shows the list of a day (UTC)."""
        weather = self.at(day)
        return moment(day, time()) + weather.late + weather.held_up.get(archive, timedelta())

    @cached_property
    def _following(self) -> frozenset[date]:
        return frozenset(self.days)


def holidays() -> frozenset[date]:
    """Return the holidays that the bot knows too."""
    table = tomllib.loads((config_dir() / "holidays.toml").read_text(encoding="utf-8"))
    return frozenset(each["date"] for each in table["holiday"])


def moment(day: date, at: time) -> datetime:
    """Return a moment in New York (UTC)."""
    return datetime.combine(day, at, EASTERN).astimezone(UTC)


def month_of_ids(day: date) -> str:
    """Return how the ids of a list begin: with the month in which its papers were frozen.

    The list of Mon 2025-11-03 was frozen on Fri 2025-10-31, and has ids that begin with 2510.
    """
    frozen = day - DAY
    while frozen.weekday() >= _SATURDAY:
        frozen -= DAY
    return f"{frozen:%y%m}"
