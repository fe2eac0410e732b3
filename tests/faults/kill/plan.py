"""What arXiv announces in the kill test, and which channel wants what of it. Pure."""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import combinations

from bot.domain.papers import Announcement, ArrivalKind, Paper, described

FIRST = date(2025, 11, 3)
"""A Monday."""
_BEFORE = FIRST - timedelta(days=3)
AT = time(9)
"""When channels with a time of their own are due (UTC)."""
_MORNING, _PARTS = 0, 2
ARCHIVES = ("cs", "stat")
"""The second one's list comes later in the day."""
TOPICS = ("diffusion", "robot", "speech", "planning", "agent", "video", "graph", "protein")
_SHOWN_AT = (time(8, 59), time(14))
_REPLACED = 4
_NEW = ArrivalKind.NEW
_TOKEN = re.compile(r"\bd\dn\d\d\b")


@dataclass(frozen=True, slots=True)
class Plan:
    """How much happens.

    Attributes:
        papers: Announced on each day, a quarter of them late in the day.
        kills: How often the bot is killed in all.
        rough: Share of the requests that go wrong in some way.
    """

    channels: int = 50
    days: int = 5
    papers: int = 16
    kills: int = 300
    seed: int = 1
    rough: float = 0.15

    @property
    def stages(self) -> int:
        """Two a day, and the morning after, when channels with a time get what came late."""
        return self.days * _PARTS + 1


def begins(stage: int) -> datetime:
    """Return when a stage begins (UTC), just before channels with a time of their own are due."""
    return datetime.combine(_day(stage // _PARTS), _SHOWN_AT[stage % _PARTS], UTC)


def listed(plan: Plan, archive: str, stage: int) -> tuple[date, list[Announcement]]:
    """Return the list that an archive shows in a stage, and its day."""
    number, part = divmod(stage, _PARTS)
    first = archive == ARCHIVES[0]
    if not first and part == _MORNING:
        number -= 1  # still that of the day before
    number = min(number, plan.days - 1)
    if number < 0:
        return _BEFORE, [Announcement(_paper("2510.00001", "Nobody", "stat.ML"), _NEW, _BEFORE)]
    day, papers = _day(number), _papers(plan, number)
    late = plan.papers // 4
    if not first:
        shown = [Announcement(each, _NEW, day) for each in papers[:late]]
        crossed = papers[late : late + _REPLACED]
        return day, shown + [Announcement(each, ArrivalKind.CROSS, day) for each in crossed]
    shown = [Announcement(each, _NEW, day) for each in papers[late:]]
    before = _papers(plan, number - 1)[-_REPLACED:] if number else []
    return day, shown + [Announcement(each, ArrivalKind.REPLACED, day) for each in before]


def follows(plan: Plan, channel: int) -> tuple[str, ...]:
    """Return the topics of a channel: one or two, so that some digests are small, some large."""
    few = [(topic,) for topic in TOPICS]
    chosen = (few, list(combinations(TOPICS, 2)))[channel % 2]
    return _chance(plan, f"channel {channel}").choice(chosen)


def has_time(channel: int) -> bool:
    """Say whether a channel is due at a time of its own, not when arXiv announces."""
    return channel % 3 == 2


def wanted(plan: Plan, channel: int) -> frozenset[str]:
    """Return the signs of the papers that must be in a channel at the end, once."""
    topics = follows(plan, channel)
    titles = [each.title or "" for number in range(plan.days) for each in _papers(plan, number)]
    return frozenset(signs(" ".join(t for t in titles if any(each in t for each in topics))))


def signs(text: str) -> Iterator[str]:
    """Find the signs of papers in whatever a service shows."""
    return (found[0] for found in _TOKEN.finditer(text))


def _papers(plan: Plan, number: int) -> list[Paper]:
    """Make the papers of a day, the same at every call; each has a sign in its title."""
    chance = _chance(plan, f"day {number}")
    return [
        _paper(
            f"2511.{number + 1}{nth:04}",
            "A {} for {} in d{}n{:02}".format(*chance.sample(TOPICS, 2), number, nth),
            ("cs.CV", "stat.ML")[nth < plan.papers // 4],
        )
        for nth in range(plan.papers)
    ]


def _paper(id: str, title: str, category: str) -> Paper:
    return described(
        id=id,
        title=title,
        abstract="We study what everybody wants to know. It works in each of ten cases.",
        authors=("Ada Lovelace", "Alan Turing"),
        categories=(category,),
        primary=category,
        version=1,
    )


def _day(number: int) -> date:
    return FIRST + timedelta(days=number)


def _chance(plan: Plan, about: str) -> random.Random:
    return random.Random(f"{plan.seed} {plan.papers} {about}")  # noqa: S311
