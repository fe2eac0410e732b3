"""Whether each channel was told of every paper it follows, once: counted from what it was told.

What arXiv announced is known from the lives of the papers alone. What a channel was told is what
its digests hold, the list behind [All n] included, and what stands on the pinboard.
"""

import json
import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import chain
from pathlib import Path
from statistics import median

from bot.domain.chat import Card, Listing
from tests.replay.almanac import moment
from tests.replay.followers import Truth
from tests.replay.lives import EASTERN
from tests.replay.pinboard import Pinned

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Verdict:
    """How one channel fared.

    Attributes:
        announced: Papers it had to be told of.
        told: So many of them it was told of.
        lost: Announced, and not told.
        repeated: Told more than once, be they to be told or not.
        guessed: Told, because their record changed and nobody knows why.
        unasked: Told, though nothing announced them.
        digests: So many it got…
        at_weekend: …and so many of them when it was Saturday or Sunday in New York.
        delay: From the midnight at which feeds switch to a paper until the channel has it; half of
            the papers come sooner.
    """

    name: str
    announced: int
    told: int
    lost: tuple[str, ...]
    repeated: tuple[str, ...]
    guessed: tuple[str, ...]
    unasked: tuple[str, ...]
    digests: int
    at_weekend: int
    delay: timedelta


@dataclass(frozen=True, slots=True)
class _Digest:
    """A digest as it is kept: when it was picked, and what it holds and shows."""

    at: datetime
    papers: tuple[str, ...]
    shown: frozenset[str]


def judge(
    name: str,
    expected: Truth,
    folder: Path,
    pinned: Sequence[Pinned],
    days: Mapping[str, date],
) -> Verdict:
    """Compare what a channel was told with what it should have been.

    Args:
        pinned: What stands in it.
        days: Of the papers' lists.
    """
    digests = list(_digests(folder, name))
    listed, carded = _posted(pinned, Listing), _posted(pinned, Card)
    counted = Counter(chain.from_iterable(each.papers for each in digests))
    twice = {id for each in (counted, listed, carded) for id, n in each.items() if n > 1}
    noted = _noted(folder, name)
    hidden = {id for each in digests for id in each.papers if id not in each.shown}
    # In a list that stands in the channel, or behind its [All n].
    told = (hidden | set(listed)) & set(counted) & noted
    unasked = (set(counted) | set(listed) | set(carded) | noted) - expected.allowed
    waits = [
        each.at - moment(days[id], time())
        for each in digests
        for id in each.papers
        if id in expected.announced
    ]
    return Verdict(
        name,
        announced=len(expected.announced),
        told=len(expected.announced & told),
        lost=tuple(sorted(expected.announced - told)),
        repeated=tuple(sorted(twice)),
        guessed=tuple(sorted(unasked & expected.old)),
        unasked=tuple(sorted(unasked - expected.old)),
        digests=len(digests),
        at_weekend=sum(each.at.astimezone(EASTERN).weekday() >= _SATURDAY for each in digests),
        delay=median(waits) if waits else timedelta(),
    )


def _posted(pinned: Sequence[Pinned], block: type[Listing] | type[Card]) -> Counter[str]:
    """Count the papers that stand in lists, or on cards."""
    return Counter(
        id
        for each in pinned
        if any(isinstance(one, block) for one in each.message.blocks)
        for _, id in each.message.papers
    )


def _digests(folder: Path, channel: str) -> Iterator[_Digest]:
    """Return the digests of a channel that told it of anything, all of them posted to the end."""
    rows = _rows(
        folder,
        "select digest.at, digest.body, digest.shown from digest"
        " join channel on channel.id = digest.channel"
        " where channel.native = ? and digest.total > 0 and digest.finished_at is not null",
        channel,
    )
    for at, body, shown in rows:
        papers = tuple(each["paper"] for each in json.loads(body))
        moment_of = _EPOCH + timedelta(microseconds=at)
        yield _Digest(moment_of, papers, frozenset(papers[:shown]))


def _noted(folder: Path, channel: str) -> set[str]:
    rows = _rows(
        folder,
        "select told.paper from told join channel on channel.id = told.channel"
        " where channel.native = ?",
        channel,
    )
    return {id for (id,) in rows}


@dataclass(frozen=True, slots=True)
class Dates:
    """How well the days are known of papers that were new.

    Attributes:
        listed: Their day was read in a list.
        listed_right: Of these, so many have the right one.
        inferred: Their day was computed.
        inferred_right: Of these, so many have the right one.
    """

    listed: int = 0
    listed_right: int = 0
    inferred: int = 0
    inferred_right: int = 0


def dates(folder: Path, days: Mapping[str, date]) -> Dates:
    """Compare the days that the bot noted with the real ones."""
    counted: Counter[tuple[bool, bool]] = Counter()
    for id, day, inferred in _rows(
        folder, "select paper, day, inferred from arrival where kind = ?", "new"
    ):
        if id in days:
            counted[bool(inferred), days[id].isoformat() == day] += 1
    return Dates(
        counted[False, True] + counted[False, False],
        counted[False, True],
        counted[True, True] + counted[True, False],
        counted[True, True],
    )


def quiet(folder: Path) -> set[date]:
    """Return the days that the bot knows to have no list, in any archive."""
    states: dict[str, set[str]] = {}
    for day, state in _rows(folder, "select day, state from batch"):
        states.setdefault(day, set()).add(state)
    return {date.fromisoformat(day) for day, found in states.items() if found == {"quiet"}}


def _rows(folder: Path, query: str, *values: str) -> Iterator[tuple]:
    with closing(sqlite3.connect(folder / "paperboy.db")) as database:
        yield from database.execute(query, values)
