"""The honest preview of a topic: how much it brings, of what, and what its NOTs take away."""

from bisect import insort
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Self

from bot.domain.chat import Block, Entry, Listing, Style, Words, line, words
from bot.domain.papers import Arrival, Paper
from bot.domain.topics import Index, Match, Term, Topic, Where, explain, hidden_by_not
from bot.domain.topics.tree import AllOf, Field

_TITLES = 3
_NAMED = 2
_TOO_BROAD = 40
_JOINTS = frozenset(("to", "of"))
_HIGHEST = (Where.TITLE, False, False)


@dataclass(frozen=True, slots=True)
class Removed:
    """What one NOT takes away that everything else lets through.

    Attributes:
        count: How many papers that is, and `titles` names some of them.
        spared: How many of them would stay if the NOT looked only at titles.
    """

    term: Term
    count: int = 0
    spared: int = 0
    titles: tuple[str, ...] = ()

    @property
    def gentler(self) -> str | None:
        """A NOT that looks only at titles, where many of the papers have it elsewhere only."""
        # On 487 real diffusion papers `-video` hid 60, half of them with no video in the title.
        return f"-{self.term.in_title().text()}" if self.spared * 3 >= self.count > 0 else None


class Survey:
    """What a topic brings from papers that come in batches, of which only a few are kept.

    Args:
        topic: The topic.
        most: How many of the best to keep; of equals those that came first.

    Attributes:
        looked: How many papers were looked at.
        count: How many of them match.
    """

    def __init__(self, topic: Topic, most: int) -> None:
        self.looked = 0
        self.count = 0
        self._topic = topic
        self._most = most
        self._best: list[tuple[Match, Paper]] = []
        self._removed: dict[Term, Removed] = {}

    @property
    def best(self) -> tuple[tuple[Match, Paper], ...]:
        """The best matches, and why they are."""
        return tuple(self._best)

    @property
    def removed(self) -> tuple[Removed, ...]:
        """What each NOT of the topic takes away, be it nothing."""
        return tuple(self._removed.values())

    def add(self, index: Index) -> None:
        """Look at some more papers."""
        self.looked += len(index.papers)
        places = index.match(self._topic)
        self.count += len(places)
        self._keep_best(index.papers[place] for place in places)
        for each in hidden_by_not(self._topic, index):
            known = self._removed.get(each.term, Removed(each.term))
            titles = (index.papers[place].name for place in each.papers[:_NAMED])
            self._removed[each.term] = Removed(
                each.term,
                known.count + len(each.papers),
                known.spared + each.spared,
                (*known.titles, *titles)[:_NAMED],
            )

    def _keep_best(self, papers: Iterable[Paper]) -> None:
        for paper in papers:
            # Explaining is what takes long, and nothing could be better than these.
            if len(self._best) == self._most and _rank(self._best[-1]) == _HIGHEST:
                return
            if match := explain(self._topic, paper):
                insort(self._best, (match, paper), key=_rank)
                del self._best[self._most :]


def _rank(found: tuple[Match, Paper]) -> tuple[Where, bool, bool]:
    match, _ = found
    return match.where, not match.phrase, not match.primary


class Recent:
    """What arrived on the last few announcement days, read once for any number of topics.

    Args:
        arrivals: In order.

    Attributes:
        days: How many announcement days that were.
        index: The papers.
    """

    def __init__(self, arrivals: Sequence[Arrival]) -> None:
        self.days = len({arrival.day for arrival in arrivals})
        # Of several arrivals of a paper the last one counts.
        latest = {arrival.paper.id: arrival for arrival in arrivals}
        self.index = Index(tuple(arrival.paper for arrival in latest.values()))
        self._numbers = tuple(arrival.seq for arrival in latest.values())

    @classmethod
    def sent_in(cls, papers: Sequence[Paper], days: int) -> Self:
        """Take papers of which nobody knows when they were announced, for so many days."""
        recent = cls(())
        recent.days, recent.index = days, Index(papers)
        recent._numbers = (0,) * len(papers)
        return recent

    def after(self, number: int) -> int:
        """Return a bit for each paper that arrived under a higher number."""
        return sum(1 << place for place, each in enumerate(self._numbers) if each > number)


@dataclass(frozen=True, slots=True)
class Preview:
    """What a topic would have brought lately.

    Attributes:
        days: Announcement days that were counted.
        count: Papers that matched in all of them.
        best: A few of them, best first.
        removed: What each NOT takes away that takes anything away.
    """

    days: int
    count: int
    best: tuple[Paper, ...]
    removed: tuple[Removed, ...]


def words_of(topic: Topic) -> tuple[str, ...]:
    """Return the words of a topic that wants nothing but words, all of them; else ()."""
    if not isinstance(topic.tree, AllOf) or any(
        not isinstance(member, Term) or member.field is not Field.TEXT
        for member in topic.tree.members
    ):
        return ()
    spoken = (word for term in topic.terms for word in term.shown.split())
    return tuple(word for word in spoken if word not in _JOINTS)


def preview(topic: Topic, recent: Recent) -> Preview:
    """Count what a topic would have brought lately."""
    survey = Survey(topic, _TITLES)
    survey.add(recent.index)
    best = tuple(paper for _, paper in survey.best)
    removed = tuple(each for each in survey.removed if each.count)
    return Preview(recent.days, survey.count, best, removed)


def lines(shown: Preview, entries: Sequence[Entry]) -> list[Block]:
    """Say a preview; `entries` are its best papers, ready to show."""
    blocks: list[Block] = [line(words("preview-rate", rate=_counted(shown)))]
    if entries:
        blocks += [line(words("preview-such-as"), style=Style.SMALL), Listing(tuple(entries))]
    for each in shown.removed:
        blocks += taken_away(each)
    if shown.days and shown.count / shown.days > _TOO_BROAD:
        blocks.append(line(words("preview-broad"), style=Style.SMALL))
    return blocks


def taken_away(removed: Removed) -> list[Block]:
    """Say what a NOT takes away, and what would take away less."""
    text, count = removed.term.text(), removed.count
    titles = tuple(words("preview-title", title=each) for each in removed.titles)
    said: list[Block] = [line(words("preview-hidden", text=text, count=count, titles=titles))]
    if gentler := removed.gentler:
        said.append(line(words("preview-gentler", gentler=gentler), style=Style.SMALL))
    return said


def _counted(shown: Preview) -> Words:
    """Say how many papers a day, and from how many days that is counted."""
    if not shown.days or shown.count < shown.days:
        return rate(shown)
    return words("rate-counted", perday=round(shown.count / shown.days), days=shown.days)


def rate(shown: Preview) -> Words:
    """Say how many papers a day."""
    if not shown.days:
        return words("rate-unknown")
    if not shown.count:
        return words("rate-none", days=shown.days)
    if shown.count < shown.days:
        return words("rate-rare", count=shown.count, days=shown.days)
    return words("rate", perday=round(shown.count / shown.days))
