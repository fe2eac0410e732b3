"""The overview of a range of days: every paper some topics want, dated, explained, counted."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, timedelta
from enum import StrEnum

from bot.domain.chat import Words
from bot.domain.digest import Edition
from bot.domain.papers import DatedBy, Paper, PaperId, dated
from bot.domain.summaries import Summary
from bot.domain.topics import Index, Topic, explain


class By(StrEnum):
    """Which date of a paper a range is about."""

    ANNOUNCED = "announced"
    SUBMITTED = "submitted"


@dataclass(frozen=True, slots=True)
class Item:
    """A paper in an overview.

    Attributes:
        day: The date it counts under, and `dated_by` what kind of date that is.
        names: Names of the topics that wanted it; `because` says why, in words.
    """

    paper: Paper
    day: date
    dated_by: DatedBy
    names: tuple[str, ...]
    because: tuple[Words, ...]
    summary: Summary | None = None


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything some topics wanted in a range of days, newest first.

    Attributes:
        first: First day, inclusive; None where the range is open.
        last: Last day, inclusive.
        total: How many papers matched; more than the items where a limit cut them.
    """

    name: str
    by: By
    first: date | None
    last: date | None
    items: tuple[Item, ...]
    total: int

    @property
    def counts(self) -> tuple[tuple[date, int], ...]:
        """How many papers each day of the range has, quiet days too when the range is closed."""
        per_day: dict[date, int] = {}
        if self.first and self.last:
            span = (self.last - self.first).days
            per_day = {self.first + timedelta(days=n): 0 for n in range(min(span, 366) + 1)}
        for item in self.items:
            per_day[item.day] = per_day.get(item.day, 0) + 1
        return tuple(sorted(per_day.items()))

    def with_summaries(self, summaries: Mapping[PaperId, Summary]) -> "Overview":
        """Return the same overview with what is said about each paper."""
        items = (replace(item, summary=summaries.get(item.paper.id)) for item in self.items)
        return replace(self, items=tuple(items))


def of_edition(
    edition: Edition, papers: Mapping[PaperId, Paper], summaries: Mapping[PaperId, Summary]
) -> Overview:
    """Turn a picked digest into an overview of the days it covers, newest first."""
    items = [
        Item(
            papers[pick.paper],
            day,
            DatedBy.ANNOUNCED,
            pick.names,
            pick.because,
            summaries.get(pick.paper),
        )
        for pick in edition.picks
        if pick.paper in papers and (day := pick.day)
    ]
    items.sort(key=lambda item: (item.day, item.paper.id), reverse=True)
    name = ", ".join(dict.fromkeys(name for pick in edition.picks for name in pick.names))
    return Overview(name, By.ANNOUNCED, None, None, tuple(items), len(items))


def day_of(paper: Paper, by: By) -> tuple[date, DatedBy] | None:
    """Return the date of a paper that a range is about, and what kind of date it is."""
    if by is By.ANNOUNCED:
        return dated(paper)
    if paper.submitted is None:
        return None
    return paper.submitted.astimezone(UTC).date(), DatedBy.SUBMITTED


class Gathering:
    """What some topics want from papers that come in batches; only what matched is kept.

    Args:
        wanted: Topics and the names people know them by.
        by: Which date of a paper counts.
        first: First day, inclusive; None where the range is open.
        last: Last day, inclusive; None where the range is open.
    """

    def __init__(
        self,
        wanted: Iterable[tuple[str, Topic]],
        *,
        by: By,
        first: date | None,
        last: date | None,
    ) -> None:
        self._wanted = tuple(wanted)
        self._by = by
        self._first = first
        self._last = last
        self._found: dict[PaperId, _Found] = {}

    def add(self, papers: Iterable[Paper]) -> None:
        """Look through some more papers; of one that comes again the later description counts.

        Those outside the range or without a date are passed over.
        """
        described = {paper.id: paper for paper in papers}
        for id in described:
            self._found.pop(id, None)
        inside = [found for paper in described.values() if (found := self._dated(paper))]
        index = Index([found.paper for found in inside])
        for name, topic in self._wanted:
            for place in index.match(topic):
                found = inside[place]
                found.wanted.append((name, topic))
                self._found[found.paper.id] = found

    def overview(self, name: str, limit: int | None = None) -> Overview:
        """Return all that was found, newest first.

        Args:
            name: Heading of the overview.
            limit: Items at most; None for all.
        """
        newest = sorted(self._found.values(), key=lambda found: found.place, reverse=True)
        items = tuple(found.item() for found in newest[:limit])
        return Overview(name, self._by, self._first, self._last, items, len(newest))

    def _dated(self, paper: Paper) -> "_Found | None":
        """Return a paper of the range with its date."""
        known = day_of(paper, self._by)
        if known is None:
            return None
        day, dated_by = known
        begun = self._first is None or self._first <= day
        ended = self._last is not None and self._last < day
        return _Found(paper, day, dated_by) if begun and not ended else None


@dataclass(slots=True)
class _Found:
    """A paper and those that want it; why is worked out for those that are shown."""

    paper: Paper
    day: date
    dated_by: DatedBy
    wanted: list[tuple[str, Topic]] = field(default_factory=list)

    @property
    def place(self) -> tuple[date, PaperId]:
        return self.day, self.paper.id

    def item(self) -> Item:
        matches = (explain(topic, self.paper) for _, topic in self.wanted)
        reasons = (reason for match in matches if match for reason in match.reasons)
        names = tuple(name for name, _ in self.wanted)
        return Item(self.paper, self.day, self.dated_by, names, tuple(dict.fromkeys(reasons)))
