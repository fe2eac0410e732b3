"""The distinct points that a paper makes, each quoted."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from bot.domain.sentences import balanced
from bot.summarisers.clauses import FINDS
from bot.summarisers.cues import (
    AHEAD,
    FREE,
    LIMITS_OWN,
    LISTS,
    OWN,
    POINTS_AWAY,
    measured,
    points_back,
)
from bot.summarisers.picking import Ranked
from bot.summarisers.quoting import ALIKE, Kept, quote
from bot.summarisers.ranking import promise, roots
from bot.summarisers.zones import Said, Zone

_FEW: Final = 5  # points that are wanted
_MOST: Final = 7
_SCANT: Final = 40  # characters of a point at least
_JOINT: Final = re.compile(r"(?:;|, and) (?=we |(?:\(?i+v?|\(?[1-9a-e])\) )|; (?=and we )")
_ANNOUNCED: Final = 80  # characters of a sentence that only says that contributions follow
_NEXT: Final = re.compile(
    r"\(?(?:first|second|third|fourth|fifth|last|final)(?:ly)?\b|\(?(?:[1-9]|i{1,3}|iv|v)[).]|"
    r"(?:moreover|furthermore|additionally|in addition|also|to th(?:is|at) end),? "
)
_WORTH: Final = 0.45  # of the best point's worth, below which another of the body is not worth it
_FOUND: Final = (Zone.RESULTS, Zone.DISCUSSION)
_AGAIN: Final = 0.65  # an abstract seldom says the same twice
_LISTED: Final = 0.3
_COUNTED: Final = 0.15  # how much more is hoped of a point with a measured number


@dataclass(frozen=True, slots=True)
class _Point:
    text: str
    order: tuple[int, int, int, int]  # where it stands in the paper
    worth: float
    own: bool


def points(
    abstract: Sequence[Said], body: Sequence[Said], ranked: Ranked, line: str
) -> tuple[str, ...]:
    """Quote up to seven points in the paper's order, no two of which say the same.

    What is said before the paper's own doing stands back while there are five others. Where an
    abstract has few sentences, those that do several things are taken apart; with the full text,
    what came out is told instead.

    Args:
        body: Of the full text; empty where only the abstract is known.
        line: What stands above the points, which none of them repeats.
    """
    told = list(_of_abstract(abstract, ranked, apart=False))
    own = [point for point in told if point.own]
    kept = Kept(seen=(line,))
    chosen = list(_chosen(own, kept, _MOST, _AGAIN))
    if body:
        chosen += _chosen(_worthy(body, ranked, chosen), kept, _MOST - len(chosen), ALIKE)
    if len(chosen) < _FEW:
        before = [point for point in told if not point.own]
        chosen += _chosen(before, kept, _FEW - len(chosen), _AGAIN)
    if len(chosen) < _FEW and body:
        chosen += _chosen(_of_outcome(body, ranked), kept, _FEW - len(chosen), ALIKE)
    if len(chosen) < _FEW and not body:
        kept = Kept(seen=(line,))
        chosen = list(_chosen(_of_abstract(abstract, ranked, apart=True), kept, _FEW, _AGAIN))
    return tuple(point.text for point in sorted(chosen, key=lambda each: each.order))


def _chosen(found: Iterable[_Point], kept: Kept, most: int, share: float) -> Iterator[_Point]:
    """Yield the best, none of which says what another does."""
    count = 0
    for point in sorted(found, key=lambda each: (not each.own, -each.worth)):
        if count < most and kept.takes(point.text, share):
            count += 1
            yield point


def _worthy(body: Sequence[Said], ranked: Ranked, before: Sequence[_Point]) -> list[_Point]:
    """List what the full text has to add, if it is worth a line beside what the abstract says."""
    least = _WORTH * max((point.worth for point in before), default=0.0)
    return [point for point in _of_body(body, ranked) if point.worth >= least]


def _of_abstract(abstract: Sequence[Said], ranked: Ranked, *, apart: bool) -> Iterator[_Point]:
    owns = [bool(OWN.search(said.low)) for said in abstract]
    first = owns.index(True) if True in owns else 0
    for at, said in enumerate(abstract):
        if FREE.search(said.low) and " available" in said.low:
            continue
        for nth, text in enumerate(_pieces(said.text) if apart else (said.text,)):
            worth = promise(roots(text), ranked.chances)
            yield _Point(quote(text, said.text), (0, at, nth, 0), worth, at >= first)


def _pieces(sentence: str) -> Iterable[str]:
    """Take a sentence apart where another one begins in it."""
    start = 0
    for joint in _JOINT.finditer(sentence):
        before, behind = sentence[start : joint.start()], sentence[joint.end() :]
        if min(len(before), len(behind)) >= _SCANT and balanced(before):
            yield before
            start = joint.end()
    yield sentence[start:]


def _of_body(body: Sequence[Said], ranked: Ranked) -> Iterator[_Point]:
    """Yield what the introduction lists and the conclusion says that could be a point."""
    for said in (*contributions(body), *(s for s in body if s.zone is Zone.CONCLUSION)):
        if _stands(said) and (OWN.search(said.low) or said.listed):
            yield _point(said, ranked)


def _of_outcome(body: Sequence[Said], ranked: Ranked) -> Iterator[_Point]:
    """Yield what came out, also where it is told without a word of who says it."""
    yield from _of_body(body, ranked)
    for said in body:
        ends = said.zone is Zone.CONCLUSION
        if _stands(said) and (ends or (said.zone in _FOUND and FINDS.search(said.low))):
            yield _point(said, ranked)


def _stands(said: Said) -> bool:
    """Whether a sentence is understood by itself, and is about what was done."""
    away = POINTS_AWAY.search(said.low) or points_back(said.low)
    return not (away or AHEAD.search(said.low) or LIMITS_OWN.search(said.low))


def _point(said: Said, ranked: Ranked) -> _Point:
    worth = promise(roots(said.text), ranked.chances)
    worth *= 1 + _LISTED * said.listed + _COUNTED * min(2, measured(said.low))
    return _Point(quote(said.text), (1, said.section, said.run, said.nth), worth, True)


def contributions(body: Sequence[Said]) -> list[Said]:
    """List what a paper says it contributes: the items of such a list, or who announces it."""
    found: list[Said] = []
    announced: tuple[int, int] | None = None
    for said in body:
        if said.zone not in (Zone.INTRODUCTION, Zone.BODY, Zone.CONCLUSION):
            continue
        here = (said.section, said.run)
        if said.listed and said.nth:
            continue
        if said.listed and (LISTS.search(said.lead) or announced == (here[0], here[1] - 1)):
            found.append(said)
            announced = here
        elif said.nth == 0 and LISTS.search(said.lead):
            announced = here
            found.append(said)
        elif not said.listed and LISTS.search(said.low):
            announced = here
            found += [said] if len(said.text) > _ANNOUNCED else []
        elif announced == here and _NEXT.match(said.low):
            found.append(said)
    return found
