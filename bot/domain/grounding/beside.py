"""Whether the source says a word or its opposite of the same things, in either language."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Self

from bot.domain.grounding.claims import Finding
from bot.domain.grounding.opposing import PROBLEM, SOLVED, background, polarity
from bot.domain.grounding.opposites import AXES
from bot.domain.grounding.plain import chinese
from bot.domain.grounding.surroundings import MOVES, WITHOUT, Place, places, words_of

_DENIED: Final = re.compile(
    r"(?:而非|并非|不会|未|没有|\b(?:not|without|never|cannot)\b)[^，。；,;]{0,30}$"
)
_BORNE: Final = 1.5  # words around it, nearly, that the source has around the same word
_MUCH: Final = 0.7  # of the score of the opposite: the source says both
_DOUBTED: Final = 0.5  # what others' bad news is worth as a witness of the paper's own


@dataclass(frozen=True, slots=True)
class Beside:
    """The words with an opposite of a source, and what stands around them.

    Attributes:
        said: Of each place, how near which stems are.
        holding: Which places have a stem around them, by the number of their pair.
        often: How often each word stands in the source.
    """

    places: tuple[Place, ...]
    said: tuple[Mapping[str, float], ...]
    holding: Mapping[tuple[int, str], tuple[int, ...]]
    often: Mapping[str, int]

    @classmethod
    def read(cls, text: str) -> Self:
        """Look for all of them."""
        found = tuple(places(text, background(text)))
        said: list[dict[str, float]] = []
        holding: defaultdict[tuple[int, str], list[int]] = defaultdict(list)
        for number, place in enumerate(found):
            near: dict[str, float] = {}
            for stems, nearness in place.near:
                for stem in stems:
                    near[stem] = max(nearness, near.get(stem, 0))
            said.append(near)
            for stem in near:
                holding[place.pair, stem].append(number)
        kept = {key: tuple(numbers) for key, numbers in holding.items()}
        return cls(found, tuple(said), kept, Counter(words_of(text)))

    def weigh(self, sentence: str) -> tuple[list[Finding], frozenset[int]]:
        """Return the words whose opposite the source says of the same, and where it agrees."""
        wrong, agreed = [], set()
        for claim in places(sentence):
            same, opposite = self._scores(claim)
            if same >= _BORNE and same > opposite:
                agreed.add(claim.start)
            turned = opposite >= _least(claim, sentence) and same < opposite * _MUCH
            if turned and _judged(claim, sentence):
                wrong.append(polarity(claim.word, claim.start, None))
        return wrong, frozenset(agreed)

    def _scores(self, claim: Place) -> tuple[float, float]:
        """Return how much of what stands around a word does so in the source, and its opposite."""
        same = opposite = 0.0
        stems = {stem for each, _ in claim.near for stem in each}
        for number in {n for stem in stems for n in self.holding.get((claim.pair, stem), ())}:
            place, score = self.places[number], self._alike(claim, number)
            agrees = claim.first is place.first
            if claim.pair == MOVES:
                # Less of what is bad is as good as more of what is good.
                if claim.worth and place.worth and claim.worth != place.worth:
                    agrees = not agrees
                elif (claim.praise or place.praise) and not (claim.worth or place.worth):
                    score *= 1 if agrees else _DOUBTED
            foreign = place.others and not claim.others
            if agrees:
                same = max(same, score * (_DOUBTED if foreign and claim.good is False else 1))
            elif not (foreign and claim.good):
                opposite = max(opposite, score)
        return same, opposite

    def _alike(self, claim: Place, number: int) -> float:
        there, seen, score = self.said[number], set(), 0.0
        for stems, near in claim.near:
            for stem in stems:
                if stem in there and stem not in seen:
                    seen.add(stem)
                    score += near * there[stem] * self._weight(stem)
                    break
        return score

    def _weight(self, word: str) -> float:
        """Return what a word tells: a figure most, one that stands everywhere least."""
        if word[0].isdigit():
            return 1.5 if len(word) > 1 else 0.7
        often = self.often.get(word, 0)
        return 1.0 if often <= 3 else 0.7 if often <= 6 else 0.4


def _judged(claim: Place, sentence: str) -> bool:
    """Whether a word may be wrong: praise in other words is not, nor is a problem so told."""
    before, behind = sentence[: claim.start], claim.start + len(claim.word)
    if claim.pair == WITHOUT and claim.first:
        return False
    if _DENIED.search(before) or (claim.pair != MOVES and claim.others):
        return False
    if claim.good and not claim.others:
        return False
    told = SOLVED.search(before) or PROBLEM.match(sentence, behind)
    return not (claim.good is False and told)


def _least(claim: Place, sentence: str) -> float:
    """Return the score from which an opposite tells; all measured on texts of models."""
    if claim.pair == MOVES:
        return 2.2 if claim.good else 1.2 if claim.good is None else 1.0
    if claim.pair == WITHOUT:
        return 1.0 if chinese(sentence) else 1.8
    return 1.0 if claim.pair > len(AXES) else 1.5
