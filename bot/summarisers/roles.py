"""What each sentence of a paper is there for, as far as its words and its place tell."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from bot.domain.summaries import Aspect
from bot.summarisers import cues
from bot.summarisers.clauses import FINDS, OFFERS
from bot.summarisers.points import contributions
from bot.summarisers.zones import Said, Zone

_LABELS: Final = {
    Zone.INTRODUCTION: Aspect.BACKGROUND,
    Zone.METHOD: Aspect.METHOD,
    Zone.RESULTS: Aspect.RESULTS,
    Zone.CONCLUSION: Aspect.SIGNIFICANCE,
}
_SHOWN: Final = re.compile(
    r"\b(?:show|reveal|indicate|demonstrate|suggest|confirm)s? that\b|\bit (?:was|has been) (?:\w+ "
    r")?(?:found|shown|observed|demonstrated|proved)|\bto the conclusion\b|\breveals?\b|"
    r"\b(?:analysis|results|findings|evaluations?|study) (?:\w+ )?(?:highlight|underscore|uncover|"
    r"expose)"
)
_TELLING: Final = 60  # characters of the first sentence of a paragraph that tells something
_OUTCOME: Final = (Zone.RESULTS, Zone.DISCUSSION, Zone.CONCLUSION)


def of_abstract(abstract: Sequence[Said]) -> tuple[Aspect | None, ...]:
    """Say of each sentence of an abstract under which heading it belongs; None where under none."""
    owns = [cues.OWN.search(said.low) is not None for said in abstract]
    offers = [_offers(said.low) for said in abstract]
    first = owns.index(True) if True in owns else len(abstract)
    main = offers.index(True) if True in offers else first
    found: list[Aspect | None] = []
    for at, said in enumerate(abstract):
        role: Aspect | None
        if at < first:
            role = _opening(said, at == 0)
        else:
            # Between a first word of its own and what it offers, a paper may speak of others.
            role = _between(said) if at < main and not owns[at] else None
            role = role or _own(said)
        if said.label and role in (None, Aspect.METHOD, Aspect.BACKGROUND, Aspect.RESULTS):
            role = _LABELS[said.label]
        if role is None:
            goes_on = found and found[-1] is Aspect.RESULTS
            role = Aspect.RESULTS if goes_on else Aspect.METHOD
        found.append(role)
    return tuple(found)


def _between(said: Said) -> Aspect | None:
    if cues.EARLIER.search(said.low):
        return Aspect.EARLIER
    motive = cues.MOTIVE.search(said.low) and not cues.measured(said.low)
    return Aspect.MOTIVATION if motive else None


def _opening(said: Said, begins: bool) -> Aspect | None:
    """Judge a sentence that stands before the paper speaks of itself."""
    if cues.EARLIER.search(said.low) and cues.LACKING.search(said.low):
        return Aspect.EARLIER
    # "However, they still lack …": what was spoken of before.
    if not begins and cues.points_back(said.low) and cues.FAILING.search(said.low):
        return Aspect.EARLIER
    if not begins and cues.MOTIVE.search(said.low):
        return Aspect.MOTIVATION
    return Aspect.BACKGROUND


def _own(said: Said) -> Aspect | None:
    """Judge a sentence in which the paper speaks of itself, or that follows one."""
    return next((aspect for aspect, holds in _RULES if holds(said.low)), None)


def _free(low: str) -> bool:
    free = cues.FREE.search(low) or cues.MACHINES.search(low)
    return free is not None and not _offers(low) and not cues.measured(low)


def _offers(low: str) -> bool:
    return OFFERS.search(low) is not None


def _in_numbers(low: str) -> bool:
    if _offers(low) or not cues.measured(low) or not cues.RESULT.search(low):
        return False
    return cues.OUTCOME.search(low) is not None or not cues.DOES.search(low)


def _limited(low: str) -> bool:
    others = cues.EARLIER.search(low) or cues.points_back(low) or FINDS.search(low)
    return cues.LIMITS_OWN.search(low) is not None and not others


# Of several signs in one sentence, the first here counts.
_RULES: Final[tuple[tuple[Aspect, Callable[[str], object]], ...]] = (
    (Aspect.WORKLOAD, _free),
    (Aspect.INNOVATION, cues.NEW.search),
    (
        Aspect.LIMITATIONS,
        lambda low: _limited(low) and cues.OWN.search(low) and not cues.AHEAD.search(low),
    ),
    (Aspect.RESULTS, _in_numbers),
    (Aspect.SUPPORT, cues.SUPPORTS.search),
    (Aspect.RESULTS, FINDS.search),
    (Aspect.RESULTS, _SHOWN.search),
    (Aspect.SIGNIFICANCE, lambda low: cues.WEIGHTY.search(low) and not _offers(low)),
    (Aspect.PERFORMANCE, lambda low: cues.BETTER.search(low) and not _offers(low)),
    (Aspect.METHOD, cues.DOES.search),
)


def of_body(body: Sequence[Said]) -> Iterator[tuple[Aspect, Said]]:
    """List what may stand under each heading of the full text's sentences."""
    listed = contributions(body)
    for said in listed:
        yield Aspect.CONTRIBUTIONS, said
    doing = _doing(body)
    for said in body:
        does = cues.DOES.search(said.low) or cues.OWN.search(said.low)
        if said.section in doing and does and not cues.points_back(said.low):
            yield Aspect.METHOD, said
        yield from ((aspect, said) for aspect in _may_be(said))


def _doing(body: Sequence[Said]) -> frozenset[int]:
    """List the sections that say how it was done: also those without a telling name, before "
    "results."""
    zones = {said.section: said.zone for said in body}
    results = min(
        (at for at, zone in zones.items() if zone is Zone.RESULTS), default=len(zones) + 99
    )
    steps = frozenset(
        at
        for at, zone in zones.items()
        if zone is Zone.METHOD or (zone is Zone.BODY and at < results)
    )
    return steps or frozenset(at for at, zone in zones.items() if zone is Zone.SETUP)


def _may_be(said: Said) -> Iterator[Aspect]:
    zone, low = said.zone, said.low
    pointing = cues.points_back(low)
    if zone is Zone.RELATED:
        if said.nth == 0 and len(said.text) >= _TELLING and not pointing:
            yield Aspect.RELATED
        return
    if zone is Zone.INTRODUCTION:
        yield from _introducing(said, pointing)
    if zone in (*_OUTCOME, Zone.BODY):
        yield from _coming_out(said)
    if zone is Zone.LIMITATIONS and not pointing:
        yield Aspect.LIMITATIONS
    if zone is Zone.SIGNIFICANCE and not pointing:
        yield Aspect.SIGNIFICANCE
    elif not pointing and _weighs(said):
        yield Aspect.WORKLOAD


def _weighs(said: Said) -> bool:
    """Whether a sentence of the body says what it takes to do the same."""
    if cues.MACHINES.search(said.low):
        return said.zone not in (Zone.INTRODUCTION, Zone.SETTING)
    own = cues.OWN.search(said.low) is not None or said.zone is Zone.RESOURCES
    return own and cues.FREE.search(said.low) is not None


def _introducing(said: Said, pointing: bool) -> Iterator[Aspect]:
    low = said.low
    if cues.NEW.search(low):
        yield Aspect.INNOVATION
    if cues.OWN.search(low):
        if OFFERS.search(low) and not cues.POINTS_AWAY.search(low):
            yield Aspect.METHOD
        elif (cues.measured(low) and cues.RESULT.search(low)) or FINDS.search(low):
            yield Aspect.RESULTS
        return
    if pointing:
        return
    if cues.EARLIER.search(low) and cues.LACKING.search(low):
        yield Aspect.EARLIER
    elif cues.MOTIVE.search(low):
        yield Aspect.MOTIVATION
    elif said.run == 0 and said.nth < 2:
        yield Aspect.BACKGROUND


def _coming_out(said: Said) -> Iterator[Aspect]:
    low, ends = said.low, said.zone in (Zone.DISCUSSION, Zone.CONCLUSION)
    own = cues.OWN.search(low) is not None
    if ends and _limited(low):
        yield Aspect.LIMITATIONS
        return
    if own and cues.SUPPORTS.search(low):
        yield Aspect.SUPPORT
    if own and cues.NEW.search(low):
        yield Aspect.INNOVATION
    if ends and cues.WEIGHTY.search(low) and (own or not cues.points_back(low)):
        yield Aspect.SIGNIFICANCE
    if (cues.measured(low) and cues.OUTCOME.search(low)) or (ends and FINDS.search(low)):
        yield Aspect.RESULTS
    if own and cues.BETTER.search(low):
        yield Aspect.PERFORMANCE
