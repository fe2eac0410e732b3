"""The overview of a range of days: every paper some topics want, dated, explained, counted."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
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


def gather(
    papers: Sequence[Paper],
    wanted: Iterable[tuple[str, Topic]],
    *,
    name: str,
    by: By,
    first: date | None,
    last: date | None,
    limit: int | None = None,
) -> Overview:
    """Collect what the topics want from some papers.

    Args:
        papers: Where to look; those outside the range or without a date are passed over.
        wanted: Topics and the names people know them by.
        name: Heading of the overview.
        limit: Items at most; None for all.
    """
    found: dict[PaperId, Item] = {}
    inside = [paper for paper in papers if _inside(paper, by, first, last)]
    index = Index(inside)
    for topic_name, topic in wanted:
        for place in index.match(topic):
            paper = inside[place]
            match, day = explain(topic, paper), day_of(paper, by)
            if match is None or day is None:
                continue
            item = found.get(paper.id) or Item(paper, *day, (), ())
            found[paper.id] = replace(
                item,
                names=(*item.names, topic_name),
                because=tuple(dict.fromkeys((*item.because, *match.reasons))),
            )
    ordered = sorted(found.values(), key=lambda item: (item.day, item.paper.id), reverse=True)
    return Overview(name, by, first, last, tuple(ordered[:limit]), len(ordered))


def _inside(paper: Paper, by: By, first: date | None, last: date | None) -> bool:
    known = day_of(paper, by)
    if known is None:
        return False
    day, _ = known
    return (first is None or first <= day) and (last is None or day <= last)
