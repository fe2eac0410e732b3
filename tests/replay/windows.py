"""What bots would have told that look at when papers were sent, on the same papers.

Once a day they ask the query API. Either they want what was sent within so many hours, or the
newest fifty; the API knows a paper when its index does. What they have told they never tell again.
"""

import heapq
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from tests.replay.almanac import DAY, HOUR
from tests.replay.lives import Fate, Life

CAP = 50


@dataclass(frozen=True, slots=True)
class Naive:
    """Such a bot, and the share of the announced papers that it would have told."""

    name: str
    share: float


def naive(lives: Iterable[Life], first: date, last: date, at: time = time(9)) -> list[Naive]:
    """Return what such bots would have told of the papers new after a day, up to another.

    Args:
        at: When they ask (UTC).
    """
    new = [each for each in lives if first < _day(each) <= last]
    if not new:
        return []
    found = [
        Naive(f"sent in the last {hours} h", _inside(new, hours * HOUR, at) / len(new))
        for hours in (24, 48, 72)
    ]
    named = {"the newest 50 of all": lambda life: "", "the newest 50 of each category": _primary}
    for name, group in named.items():
        groups = defaultdict(list)
        for life in new:
            groups[group(life)].append(life)
        told = sum(_newest(each, last, at) for each in groups.values())
        found.append(Naive(name, told / len(new)))
    return found


def _day(life: Life) -> date:
    return next(each.day for each in life.changes if each.fate is Fate.NEW)


def _primary(life: Life) -> str:
    return life.categories[0]


def _inside(new: Iterable[Life], window: timedelta, at: time) -> int:
    """Count the papers that are young enough when the API knows them and they are asked for."""
    return sum(life.sent > _asked(life.indexed, at) - window for life in new)


def _asked(since: datetime, at: time) -> datetime:
    """Return the first time at or after a moment at which such a bot asks."""
    asked = datetime.combine(since.date(), at, UTC)
    return asked if asked >= since else asked + DAY


def _newest(new: Sequence[Life], last: date, at: time) -> int:
    """Count the papers that are once among the newest when they are asked for."""
    told: set[str] = set()
    by_index = sorted(new, key=lambda life: life.indexed)
    known: list[tuple[datetime, str]] = []
    place = 0
    for asked in _days(by_index[0].indexed, last, at):
        while place < len(by_index) and by_index[place].indexed <= asked:
            # The newest fifty of all that is known: a heap with the oldest of them on top.
            heapq.heappush(known, (by_index[place].sent, by_index[place].id))
            if len(known) > CAP:
                heapq.heappop(known)
            place += 1
        told.update(id for _, id in known)
    return len(told)


def _days(first: datetime, last: date, at: time) -> Iterator[datetime]:
    asked = _asked(first, at)
    while asked.date() <= last + 14 * DAY:
        yield asked
        asked += DAY
