"""Weeks that were, as public crawls have kept them.

A folder holds `announcements_dev.jsonl.gz`, rows of `[day, id, version, source, kind]`, and
`papers_dev.jsonl.gz`, what is known of the papers. A crawl of one category calls `new` what is new
there, which may be a paper that others had before; so a paper is new on the first day it stands in
a list, if its id is of those given out since the list before, and cross-listed otherwise. Nobody
kept the minute at which each was sent; where its day is not known, it was sent in time for its
list. Feeds repeat Friday's list on Saturday and Sunday.
"""

import gzip
import json
import random
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from bot.domain import filing
from tests.replay.almanac import DAY, Almanac, Shown, Weather, moment
from tests.replay.lives import PLANTED, Change, Fate, Life

_LONG_AGO = 400 * DAY


@dataclass(frozen=True, slots=True)
class Weeks:
    """What was announced from one day to another, both ends included."""

    almanac: Almanac
    lives: list[Life]
    first: date
    last: date

    @property
    def begin(self) -> datetime:
        """When the bot is set up (UTC): on the evening before the first list."""
        return moment(self.first - DAY, time(18))

    @property
    def end(self) -> datetime:
        """When the play is over (UTC): after the last weekend."""
        return moment(self.last + 2 * DAY, time(23))

    @property
    def by_hand(self) -> list[datetime]:
        """When somebody tells the bot to ask (UTC): at noon on every Saturday and Sunday."""
        days = (self.first + n * DAY for n in range((self.last - self.first).days + 3))
        return [moment(day, time(12)) for day in days if day.weekday() >= 5]


def read(folder: Path) -> Weeks:
    """Read the files of a folder."""
    papers = {each["id"]: each for each in _rows(folder / "papers_dev.jsonl.gz")}
    listed: defaultdict[str, set[tuple[date, str]]] = defaultdict(set)
    for day, id, _, _, kind in _rows(folder / "announcements_dev.jsonl.gz"):
        listed[id].add((date.fromisoformat(day), kind))
    days = sorted({day for each in listed.values() for day, _ in each})
    first, last = days[0], days[-1]
    # The bot reads records of some days before; they hold nothing here.
    begin = first - _LONG_AGO
    every = (begin + n * DAY for n in range((last - begin).days + 14))
    repeated = {
        day: Weather(instead=Shown.BEFORE if day.isocalendar()[1] % 2 else Shown.DISGUISED)
        for day in every
        if first < day and day.weekday() >= 5
    }
    almanac = Almanac(begin, last + 14 * DAY, weather=repeated)
    newest = _newest_ids(listed, days)
    chance = random.Random(1)  # noqa: S311
    lives = [
        _life(papers[id], sorted(rows), newest, almanac, chance)
        for id, rows in sorted(listed.items())
    ]
    return Weeks(almanac, lives, first, last)


def _rows(file: Path) -> Iterator[Any]:
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def _newest_ids(
    listed: Mapping[str, Iterable[tuple[date, str]]], days: Sequence[date]
) -> dict[date, str]:
    """Return the highest id that was given out before each list."""
    found: dict[date, str] = {}
    highest = _before_first(id for id, rows in listed.items() if (days[0], "new") in rows)
    for day in days:
        found[day] = highest
        here = (id for id, rows in listed.items() if any(each == day for each, _ in rows))
        highest = max(highest, *filter(_is_of_today, here))
    return found


def _before_first(new: Iterable[str]) -> str:
    """Return about the highest id before a list: far below those that most of its papers have."""
    ids = sorted(filter(_is_of_today, new))
    low, high = ids[len(ids) // 4], ids[len(ids) * 3 // 4]
    span = int(high[5:]) - int(low[5:])
    return f"{low[:4]}.{max(int(low[5:]) - 3 * span // 2, 0):05d}"


def _is_of_today(id: str) -> bool:
    """Tell `2511.01234` from `hep-th/9901001`."""
    return id[0].isdecimal()


def _life(
    known: Mapping[str, Any],
    rows: list[tuple[date, str]],
    newest: Mapping[date, str],
    almanac: Almanac,
    chance: random.Random,
) -> Life:
    """Tell the life of a paper from the lists it stood in."""
    by_day: dict[date, set[str]] = {}
    for day, kind in rows:
        by_day.setdefault(day, set()).add(kind)
    day = min(by_day)
    id = known["id"]
    is_new = _is_of_today(id) and id > newest[day] and by_day[day] != {"replaced"}
    announced = day if is_new else _some_day_before(known, day, almanac, chance)
    filed = known.get("categories") or ["cs.AI"]
    # Classes of other societies, such as `I.2.7`, stand among them; some other names do not.
    ours = (each for each in filed if each.partition(".")[0].islower())
    categories = tuple(name for each in filing.each_once(ours) for name in filing.names(each))
    life = Life(
        id,
        _sent(known if is_new else {}, announced, almanac, chance),
        categories,
        known.get("comment") or "",
        moment(announced, time()),
        told=(
            known["title"],
            f"{known['abstract']} {PLANTED}",
            tuple(known.get("authors") or ()),
        ),
    )
    life.changes.append(_announced(Fate.NEW, announced, almanac))
    for day, kinds in sorted(by_day.items()):
        if day == announced:
            continue
        if "replaced" in kinds:
            sent = _sent({}, day, almanac, chance)
            life.changes.append(_announced(Fate.REPLACED, day, almanac)._replace(sent=sent))
        elif len(life.categories) > 1:
            # It was filed under its last category only now.
            *life.categories, added = life.categories
            life.categories = tuple(life.categories)
            life.changes.append(_announced(Fate.CROSS, day, almanac, added))
    return life


def _announced(fate: Fate, day: date, almanac: Almanac, detail: str = "") -> Change:
    return Change(almanac.out(day), almanac.recorded(day), fate, day, detail)


def _some_day_before(
    known: Mapping[str, Any], day: date, almanac: Almanac, chance: random.Random
) -> date:
    """Return a day of a list in the month of a paper's id, or soon after that, before a day."""
    digits = known["id"].partition("/")[2] or known["id"]
    year, month = int(digits[:2]), int(digits[2:4])
    first = date(1900 + year if year > 90 else 2000 + year, month, 2)
    latest = almanac.before(min(first + chance.randrange(28) * DAY, day))
    return latest if latest and latest < day else almanac.first


def _sent(known: Mapping[str, Any], day: date, almanac: Almanac, chance: random.Random) -> datetime:
    """Return when a paper was sent that stood in the list of a day."""
    closed = _closed(day, almanac)
    opened = _closed(almanac.before(day) or day - 3 * DAY, almanac)
    latest = closed - chance.random() * (closed - opened)
    text = str(known.get("published") or "")
    if not text[:4].isdecimal():
        return latest
    told = datetime.fromisoformat(text.replace("Z", "+00:00"))
    told = told.astimezone(UTC) if told.tzinfo else told.replace(hour=12, tzinfo=UTC)
    return min(told, closed)


def _closed(day: date, almanac: Almanac) -> datetime:
    """Return when the list of a day was closed (UTC)."""
    frozen = almanac.out(day) - timedelta(hours=6)
    while frozen.weekday() >= 5:
        frozen -= DAY
    return frozen
