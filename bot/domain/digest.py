"""What a digest holds: which papers, in what order, how many of them in the list.

Order: a hit in the title before one in the abstract before one in passing; the words as a phrase
before the words scattered; filed first under a wanted category before cross-listed; wanted by more
topics; then what the channel keeps or wants less of (`ranking`), where not all are shown; then the
newer id. Each topic gets its share of the list, so that a broad one cannot push a narrow one out.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from statistics import median

from bot.domain.channels import Include, Layout, Schedule, Subscription
from bot.domain.chat import Words
from bot.domain.papers import Arrival, ArrivalKind, Paper, PaperId
from bot.domain.ranking import Leaning, Taste, leanings
from bot.domain.topics import Index, Match, Topic, explain

_NO_TASTE = Taste()

ONE_LINERS = 10
"""Entries of a list that get a one-liner; later ones are titles only."""


@dataclass(frozen=True, slots=True)
class Arrived:
    """Arrivals and their index, side by side; many channels wait for the same ones."""

    arrivals: tuple[Arrival, ...]
    index: Index


@dataclass(frozen=True, slots=True)
class Candidate:
    """A paper that at least one topic wants, and how."""

    paper: Paper
    matches: tuple[tuple[Subscription, Match], ...]


@dataclass(frozen=True, slots=True)
class Pick:
    """A paper in a digest, in its place.

    Attributes:
        names: Names of the subscriptions that wanted it.
        because: Why, in words.
        day: The day it was announced.
        leaning: What moved it up or down among equals; None where nothing did.
    """

    paper: PaperId
    names: tuple[str, ...]
    because: tuple[Words, ...]
    day: date | None = None
    leaning: Leaning | None = None


@dataclass(frozen=True, slots=True)
class Edition:
    """One digest, picked: every paper in order, the first `shown` of them in the posted list."""

    picks: tuple[Pick, ...]
    shown: int

    @property
    def total(self) -> int:
        """How many papers matched."""
        return len(self.picks)


def wanted_kinds(include: Include) -> tuple[ArrivalKind, ...]:
    """Return the announcements a channel is told of; a replacement never is one."""
    if include is Include.NEW:
        return (ArrivalKind.NEW,)
    return (ArrivalKind.NEW, ArrivalKind.CROSS)


def candidates(
    wanted: Iterable[tuple[Subscription, Topic]],
    arrived: Arrived,
    kinds: Collection[ArrivalKind],
    news_from: date = date.min,
) -> list[Candidate]:
    """Find the papers among arrivals that a channel wants, each once, with all that wants it.

    A comment that comes later is news to topics that look into comments, and to no other.

    Args:
        wanted: What the channel follows; arrivals before a subscription began are not news to it.
        arrived: What has arrived.
        kinds: The announcements that count.
        news_from: What is known of earlier days by records alone is no news to anybody.
    """
    return _gathered(
        (subscription, topic, arrival.paper)
        for subscription, topic in wanted
        for arrival in (arrived.arrivals[place] for place in arrived.index.match(topic))
        if arrival.seq > subscription.began
        and (arrival.day >= news_from or not arrival.inferred)
        and (arrival.kind in kinds or (arrival.kind is ArrivalKind.COMMENT and topic.asks_comments))
    )


def matching(
    wanted: Iterable[tuple[Subscription, Topic]], papers: Sequence[Paper]
) -> list[Candidate]:
    """Find the papers that a channel wants, whenever they were announced, each once."""
    index = Index(papers)
    return _gathered(
        (subscription, topic, papers[place])
        for subscription, topic in wanted
        for place in index.match(topic)
    )


def pick(
    fresh: Iterable[Candidate], days: Mapping[PaperId, date], *, most: int, taste: Taste = _NO_TASTE
) -> Edition:
    """Order the papers and choose which of them the posted list holds.

    Args:
        fresh: Papers that match and were not told here before, each once.
        days: When each was announced.
        most: Papers at most in the list; half as many more are shown rather than "2 more".
        taste: Decides among papers that match as well as each other, where not all are shown.
    """
    ranked = sorted(fresh, key=lambda each: each.paper.id, reverse=True)
    ranked.sort(key=_rank)
    shown = len(ranked) if fits(len(ranked), most) else most
    moved: dict[PaperId, Leaning] = {}
    if shown < len(ranked):
        ranked, moved = _tasted(ranked, taste)
    first = _share(ranked, shown)
    chosen = {candidate.paper.id for candidate in first}
    rest = [candidate for candidate in ranked if candidate.paper.id not in chosen]
    picks = (_picked(each, days.get(each.paper.id)) for each in [*first, *rest])
    return Edition(tuple(replace(each, leaning=moved.get(each.paper)) for each in picks), shown)


def fits(papers: int, most: int) -> bool:
    """Say whether so many papers are all shown."""
    return papers <= most + most // 2


def is_flat(layout: Layout, shown: int, flat_up_to: int) -> bool:
    """Say whether the cards stand in the channel itself rather than in a thread.

    Args:
        flat_up_to: How many cards the platform's own habit puts in the channel.
    """
    if layout is Layout.AUTO:
        return shown <= flat_up_to
    return layout is Layout.FLAT


def is_overview(layout: Layout, schedule: Schedule) -> bool:
    """Say whether a channel gets the overview of several days rather than a daily list."""
    rare = len(schedule.days) <= 2
    return layout is Layout.OVERVIEW or (layout is Layout.AUTO and rare)


def by_day(edition: Edition) -> Edition:
    """Order the posted list by the day of the announcement, as an overview shows it."""
    listed = sorted(edition.picks[: edition.shown], key=lambda each: each.day or date.max)
    return replace(edition, picks=(*listed, *edition.picks[edition.shown :]))


def usual(totals: Sequence[int]) -> int | None:
    """Return how many papers a digest usually has, once there are three to go by."""
    return round(median(totals)) if len(totals) >= 3 else None


_SMALL_WORDS = frozenset(("a", "an", "and", "as", "at", "by", "for", "from", "in", "into")) | {
    *("of", "on", "or", "the", "to", "under", "via", "with")
}
"""A name does not end with one of these."""


def short_name(title: str) -> str:
    """Return what people call a paper: the name before the colon, else its first words."""
    name, colon, _ = title.partition(":")
    if colon and len(name) <= 40:
        return name.strip()
    every = title.split()
    taken = every[:5]
    while len(taken) < len(every) and len(taken) > 1 and taken[-1].casefold() in _SMALL_WORDS:
        taken.pop()
    return " ".join(taken) if len(taken) == len(every) else f"{' '.join(taken)} …"


def _gathered(hits: Iterable[tuple[Subscription, Topic, Paper]]) -> list[Candidate]:
    found: dict[PaperId, dict[int, tuple[Subscription, Match]]] = {}
    papers: dict[PaperId, Paper] = {}
    for subscription, topic, paper in hits:
        if match := explain(topic, paper):
            papers[paper.id] = paper
            found.setdefault(paper.id, {}).setdefault(subscription.id, (subscription, match))
    return [Candidate(papers[id], tuple(matches.values())) for id, matches in found.items()]


def _rank(candidate: Candidate) -> tuple[int, bool, bool, int]:
    best = min(
        (match.where.value, not match.phrase, not match.primary) for _, match in candidate.matches
    )
    return (*best, -len(candidate.matches))


def _tasted(
    ranked: Sequence[Candidate], taste: Taste
) -> tuple[list[Candidate], dict[PaperId, Leaning]]:
    """Order papers of the same rank by taste; say which of them that has moved."""
    leaning = leanings([each.paper for each in ranked], taste)
    sides = {id: each.side for id, each in leaning.items()}
    tasted = sorted(ranked, key=lambda each: (_rank(each), -sides.get(each.paper.id, 0)))
    before = {each.paper.id: place for place, each in enumerate(ranked)}
    return tasted, {
        each.paper.id: leaning[each.paper.id]
        for place, each in enumerate(tasted)
        if sides.get(each.paper.id, 0) * (before[each.paper.id] - place) > 0
    }


def _share(ranked: Sequence[Candidate], places: int) -> list[Candidate]:
    """Deal the places out: a fair share for each topic first, the rest by rank."""
    topics = {subscription.id for each in ranked for subscription, _ in each.matches}
    if len(ranked) <= places or len(topics) < 2:
        return list(ranked[:places])
    share = places // len(topics)
    chosen: set[PaperId] = set()
    for topic in sorted(topics):
        own = (each for each in ranked if any(one.id == topic for one, _ in each.matches))
        for candidate, _ in zip(own, range(share), strict=False):
            chosen.add(candidate.paper.id)
    for candidate in ranked:
        if len(chosen) >= places:
            break
        chosen.add(candidate.paper.id)
    return [each for each in ranked if each.paper.id in chosen]


def _picked(candidate: Candidate, day: date | None) -> Pick:
    reasons = dict.fromkeys(reason for _, match in candidate.matches for reason in match.reasons)
    names = tuple(dict.fromkeys(subscription.name for subscription, _ in candidate.matches))
    return Pick(candidate.paper.id, names, tuple(reasons), day or candidate.paper.announced)
