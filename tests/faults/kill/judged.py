"""What stands in the end, compared with what should: counted where it stands. Pure."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from tests.faults.kill.service import Stands
from tests.faults.kill.weather import Accepted

Pair = tuple[int, str]
"""A channel and the sign of a paper; the sign is '' where it is about something else."""


@dataclass(slots=True)
class Verdict:
    """What was found.

    Attributes:
        pairs: A channel and a paper that should be there, so many.
        messages: Headings and cards that stand.
        lost: Wanted, but without a card or not in any heading.
        repeated: Twice in a channel, without a word about it, or for no reason.
        strays: There, but not wanted; or not under the heading that lists it.
        marked: Messages that say they may stand twice.
        by_kill: Of those, really twice because of a kill.
        by_answer: Really twice because a service had lost its answer.
        unexplained: Repeats and marks for which there were not enough kills and lost answers.
    """

    pairs: int = 0
    messages: int = 0
    lost: list[Pair] = field(default_factory=list)
    repeated: list[Pair] = field(default_factory=list)
    strays: list[Pair] = field(default_factory=list)
    marked: int = 0
    by_kill: int = 0
    by_answer: int = 0
    unexplained: int = 0

    @property
    def good(self) -> bool:
        """Whether everything is there exactly once, but for what was marked with reason."""
        wrong = self.lost or self.repeated or self.strays or self.unexplained
        return self.messages > 0 and not wrong


def judge(
    wanted: Mapping[int, frozenset[str]],
    standing: Mapping[int, Sequence[Stands]],
    accepted: Mapping[str, Sequence[Accepted]],
    *,
    blind: bool,
    kills: int,
    doubts: int,
) -> Verdict:
    """Compare.

    Args:
        wanted: Signs of the papers each channel should have.
        standing: What stands in each channel, oldest first.
        accepted: What the service accepted, by key.
        blind: The bot could not look, so that repeats are right where they are marked.
        doubts: How often a service has left it unclear whether it accepted a message.
    """
    verdict = Verdict()
    for channel, stands in standing.items():
        verdict.pairs += len(wanted[channel])
        verdict.messages += len(stands)
        verdict.marked += sum(each.again for each in stands)
        _count(verdict, channel, wanted[channel], _once(verdict, channel, stands, blind=blind))
        verdict.strays += _strays(channel, wanted[channel], stands)
    _explain(verdict, [each for stands in standing.values() for each in stands], accepted)
    verdict.unexplained += max(0, verdict.marked - kills - doubts)
    return verdict


def _once(
    verdict: Verdict, channel: int, stands: Sequence[Stands], *, blind: bool
) -> Iterable[Stands]:
    """Leave out repeats that say so of what stands already; elsewhere nothing may say so."""
    seen: set[str] = set()
    for each in stands:
        if each.again and not blind:
            verdict.repeated += [(channel, sign) for sign in each.papers]
        if not (blind and each.again and each.key in seen):
            yield each
        seen.add(each.key)


def _count(
    verdict: Verdict, channel: int, wanted: frozenset[str], stands: Iterable[Stands]
) -> None:
    cards, lines = Counter[str](), Counter[str]()
    for each in stands:
        (lines if each.heading else cards).update(each.papers)
    for sign in sorted(wanted):
        if not (cards[sign] and lines[sign]):
            verdict.lost.append((channel, sign))
        if cards[sign] > 1 or lines[sign] > 1:
            verdict.repeated.append((channel, sign))


def _strays(channel: int, wanted: frozenset[str], stands: Sequence[Stands]) -> Iterable[Pair]:
    headings = {each.id: each.papers for each in stands if each.heading}
    for each in stands:
        yield from ((channel, sign) for sign in sorted(each.papers - wanted))
        if not each.papers:
            yield channel, ""
        if each.under is not None and not each.papers <= headings.get(each.under, frozenset()):
            yield from ((channel, sign) for sign in sorted(each.papers))


def _explain(
    verdict: Verdict,
    stands: Iterable[Stands],
    accepted: Mapping[str, Sequence[Accepted]],
) -> None:
    """Find out why each repeat was made: one kill explains one, a lost answer another."""
    copies: dict[str, int] = Counter(each.key for each in stands if each.key)
    explained: defaultdict[int, int] = defaultdict(int)
    for key, count in copies.items():
        for earlier in accepted[key][: count - 1]:
            if earlier.lost:
                verdict.by_answer += 1
            else:
                verdict.by_kill += 1
                explained[earlier.life] += 1
    verdict.unexplained = sum(count - 1 for count in explained.values())
