"""A paper read part by part: under each heading the sentences in which its authors say it."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from bot.domain.summaries import ASPECTS, LINE_LIMIT, MOST_LINES, Aspect, Detail, Part
from bot.summarisers import cues, roles
from bot.summarisers.clauses import FINDS, OFFERS
from bot.summarisers.picking import Ranked
from bot.summarisers.quoting import ALIKE, Kept, quote
from bot.summarisers.ranking import promise, roots
from bot.summarisers.strong import strong
from bot.summarisers.zones import Said, Zone

_MOST: Final = 3  # lines of a part where nothing else is said
_FEWER: Final = {Aspect.SUPPORT: 2, Aspect.INNOVATION: 2, Aspect.PERFORMANCE: 2}

# Whose turn it is to take sentences of the full text; the surest signs come first.
_TURNS: Final = (
    Aspect.CONTRIBUTIONS,
    Aspect.LIMITATIONS,
    Aspect.RELATED,
    Aspect.WORKLOAD,
    Aspect.INNOVATION,
    Aspect.SUPPORT,
    Aspect.RESULTS,
    Aspect.PERFORMANCE,
    Aspect.SIGNIFICANCE,
    Aspect.METHOD,
    Aspect.EARLIER,
    Aspect.MOTIVATION,
    Aspect.BACKGROUND,
)
_LIKELY: Final = {Zone.CONCLUSION: 1.0, Zone.DISCUSSION: 0.3, Zone.LIMITATIONS: 2.0}
_FORMAL: Final = re.compile(r"[=∑∏∫√∈∀∃⊂⊆∂→↦⟨⟩⇒{}|^_∝]|(?<!\S)[^\W\d_aAI](?=[\s,.)])")
_ENOUGH: Final = 0.4  # of the best one's worth, that a further sentence needs
_AGAIN: Final = 0.8  # an abstract seldom says the same twice
_AWAY, _HANGING, _COUNTED, _SIGN = 1.0, 0.5, 0.5, 0.5  # in points of `promise`


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    place: tuple[int, int, int]


def parts(
    abstract: Sequence[Said],
    body: Sequence[Said],
    ranked: Ranked,
    keywords: Sequence[str],
    names: Sequence[str],
) -> tuple[Part, ...]:
    """Quote what the authors say under each heading; what they do not say is left out.

    Args:
        body: Of the full text; empty where only the abstract is known.
        keywords: The paper's own, or phrases of its title and abstract.
        names: What the paper calls what it offers.
    """
    found: dict[Aspect, list[_Line]] = defaultdict(list)
    kept = Kept()
    for said, aspect in zip(abstract, roles.of_abstract(abstract), strict=True):
        if aspect and len(found[aspect]) < _most(aspect) and kept.takes(said.text, _AGAIN):
            found[aspect].append(_line(said, aspect))
    candidates: dict[Aspect, list[Said]] = defaultdict(list)
    for aspect, said in roles.of_body(body):
        candidates[aspect].append(said)
    for aspect in _TURNS:
        # The paper's own list stands as it is, whatever the abstract has said before.
        listed = aspect is Aspect.CONTRIBUTIONS
        known = Kept() if listed else kept
        chosen = _best(aspect, candidates[aspect], ranked, known, len(found[aspect]))
        found[aspect] += chosen
        if listed:
            kept.learn(line.text for line in chosen)
    lines = {
        aspect: tuple(line.text for line in sorted(each, key=lambda line: line.place))
        for aspect, each in found.items()
    }
    lines[Aspect.KEYWORDS] = tuple(keywords)
    return tuple(
        Part(aspect, lines[aspect], strong(aspect, lines[aspect], names))
        for aspect in ASPECTS[Detail.ANALYSIS]
        if lines.get(aspect)
    )


def _best(
    aspect: Aspect, candidates: Sequence[Said], ranked: Ranked, kept: Kept, count: int
) -> list[_Line]:
    """Choose the best sentences for a heading, up to as many as it may have."""
    inherent = aspect in (Aspect.CONTRIBUTIONS, Aspect.RELATED, Aspect.BACKGROUND)
    order = candidates if inherent else sorted(candidates, key=lambda s: -_worth(s, aspect, ranked))
    least = 0.0
    chosen: list[_Line] = []
    told: set[int] = set()
    for said in order:
        if count + len(chosen) >= _most(aspect):
            break
        # Steps come from all parts of the method, not from one.
        if aspect is Aspect.METHOD and said.section in told:
            continue
        if not inherent and _worth(said, aspect, ranked) < least:
            break
        share = _AGAIN if aspect is Aspect.CONTRIBUTIONS else ALIKE
        if len(said.text) <= LINE_LIMIT and kept.takes(said.text, share):
            least = least or _ENOUGH * _worth(said, aspect, ranked)
            chosen.append(_line(said, aspect))
            told.add(said.section)
    return chosen


def _most(aspect: Aspect) -> int:
    return _FEWER.get(aspect, MOST_LINES.get(aspect, _MOST))


def _line(said: Said, aspect: Aspect) -> _Line:
    # "For the first time, …": there the lead is what counts.
    text = said.text if aspect is Aspect.INNOVATION else quote(said.text)
    return _Line(text, (said.section, said.run, said.nth))


def _worth(said: Said, aspect: Aspect, ranked: Ranked) -> float:
    """Say how well a sentence would stand under a heading, by itself."""
    low = said.low
    worth = promise(roots(said.text), ranked.chances)
    worth += _LIKELY.get(said.zone, 0.0) if aspect is not Aspect.METHOD else 0.0
    worth -= _AWAY * (cues.POINTS_AWAY.search(quote(said.text).lower()) is not None)
    worth -= _HANGING * cues.points_back(low)
    if aspect is Aspect.RESULTS:
        worth += _COUNTED * min(3, cues.measured(low))
        worth += _SIGN * (2 * bool(FINDS.search(low)) + 2 * bool(cues.BETTER.search(low)))
        worth -= _SIGN * 2 * bool(cues.DOES.search(low))
    elif aspect is Aspect.METHOD:
        worth += _SIGN * bool(cues.STEP.match(low))
        worth += _SIGN * 2 * (said.zone is Zone.INTRODUCTION and bool(OFFERS.search(low)))
    elif aspect is Aspect.LIMITATIONS:
        worth += _SIGN * (2 * bool(cues.LACKING.search(low)) + (said.nth == 0))
    return worth - _SIGN * min(4, len(_FORMAL.findall(said.text)))
