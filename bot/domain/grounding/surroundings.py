"""Words with an opposite, and what stands around each of them."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from bot.domain.grounding.degrees import ASIDE, PHRASE_END
from bot.domain.grounding.glossary import english
from bot.domain.grounding.opposing import of_others, turned
from bot.domain.grounding.opposites import (
    AXES,
    DOWN,
    LESS,
    MORE,
    OBJECTS,
    RELIEF,
    SOOTHING,
    UP,
    VIRTUES,
)
from bot.domain.grounding.plain import chinese
from bot.domain.grounding.stems import stem
from bot.domain.grounding.vocabulary import Hit, Vocabulary

MOVES: Final = 0
"""The pair of what rises and falls; then come the axes, the virtues, and with and without."""
WITHOUT: Final = 1 + len(AXES) + len(VIRTUES)
_SIDES: Final = Vocabulary(
    ((number, first), words)
    for number, pair in enumerate(
        (
            (f"{UP}|{MORE}", f"{DOWN}|{LESS}"),
            *((f"{word}|{han}", f"{other}|{no}") for word, other, han, no in (*AXES, *VIRTUES)),
            (
                "without|no need|无需|无须|毋需|不需要?",
                "with|requir\\w*|rely|relying|relies|(?<!不)(?<!无)需要",
            ),
        )
    )
    for first, words in zip((True, False), pair, strict=True)
)
_WORTH: Final = Vocabulary((worth, words) for worth, words in OBJECTS if worth)
_RELIEF: Final = Vocabulary([(None, RELIEF)])
_SOOTHING: Final = Vocabulary([(None, SOOTHING)])
_WORD: Final = re.compile(r"[A-Za-z]{2,}\d*|\d+(?:[.,]\d+)*")
_STOP: Final = re.compile(
    r"导致|使得?|从而|进而|因此|[,;:。，；：、!?！？()（）\n]|\.(?!\d)|\b(?:and|while|but|or)\b"
)
_END: Final = re.compile(r"[;。；!?！？\n]|\.(?=\s)")
_LITTLE: Final = frozenset(
    stem(word)
    for word in (
        "the", "a", "an", "of", "in", "on", "for", "with", "and", "or", "by", "as", "at", "that",
        "this", "these", "those", "it", "its", "their", "our", "we", "is", "are", "was", "were",
        "be", "been", "to", "from", "into", "than", "which", "can", "could", "may", "also",
        "such", "more", "most", "both", "using", "use", "based", "via", "through", "while",
        "when", "where", "how", "not", "no", "without", "them", "they", "has", "have", "had",
        "show", "shows", "propose", "proposed", "method", "approach", "model", "results", "novel",
        "new", "up", "over", "under", "between", "across", "only", "but", "then", "thus",
        "significantly", "substantially", "respectively", "compared", "achieve", "achieving",
    )
)  # fmt: skip
_REACH: Final = 60  # characters around a word that may speak of the same thing
_HAN_REACH: Final = 24
_KNOWN_BY: Final = 7  # letters of a stem by which a word is known: reduces, reduction
_BEYOND: Final = 0.6  # how near is what stands behind the next comma
_ANOTHER: Final = 0.3  # and what stands behind the next word of the same pair


@dataclass(frozen=True, slots=True)
class Place:
    """A word with an opposite where it stands in a text.

    Attributes:
        pair: The number of the two opposites.
        first: Whether it is the first of them; turned round by a negation.
        near: Stems around it, any of those that a word may be in English, and how near: 1 in
            the same clause.
        worth: 1 where more of what it is said of is good, -1 where it is bad; 0 for unknown.
        praise: Whether the word itself praises, as improve does.
        others: Whether it is said of earlier work, or of the problem.
    """

    pair: int
    first: bool
    word: str
    start: int
    near: tuple[tuple[tuple[str, ...], float], ...]
    worth: int
    praise: bool
    others: bool

    @property
    def good(self) -> bool | None:
        """Whether that is good news; None where one cannot say."""
        if self.pair == MOVES and self.worth:
            return self.first is (self.worth > 0)
        if self.pair == MOVES:
            soothes = not self.first and bool(_SOOTHING.find(self.word))
            return True if self.praise or soothes else None
        return self.first if self.pair > len(AXES) else None


def places(text: str, background: int = 0) -> Iterator[Place]:
    """Yield every word with an opposite.

    Args:
        text: A sentence, or a whole source.
        background: Where the paper's own work begins in it.
    """
    hits, words = _SIDES.find(text), sorted(_words(text), key=_second)
    starts = [place for _, place in words]
    ends = [0, *(found.end() for found in _END.finditer(text)), len(text)]
    reach = _HAN_REACH if chinese(text) else _REACH
    around = _neighbours(hits, len(text))
    for hit, (before, behind) in zip(hits, around, strict=True):
        negated = turned(text, hit.start)
        if negated and hit.key[0] == MOVES:
            continue
        left = max(ends[bisect_right(ends, hit.start) - 1], hit.start - reach)
        right = min(ends[bisect_left(ends, min(hit.end, len(text)))], hit.end + reach)
        near = tuple(
            (stems, _nearness(text, hit, place, before <= place < behind))
            for stems, place in words[bisect_left(starts, left) : bisect_left(starts, right)]
            if not hit.start <= place < hit.end
        )
        yield Place(
            hit.key[0],
            hit.key[1] is not negated,
            hit.text,
            hit.start,
            near,
            _worth(text[max(left, before) : hit.start], text[hit.end : min(right, behind)]),
            bool(_RELIEF.find(hit.text)),
            hit.start < background or of_others(text, hit.start),
        )


def words_of(text: str) -> Iterator[str]:
    """Yield the words of an English text as they are known in a place."""
    return (_known(word[0]) for word in _WORD.finditer(text))


def _neighbours(hits: list[Hit[tuple[int, bool]]], length: int) -> list[tuple[int, int]]:
    """Return where the last word of the same pair ends, and where the next begins."""
    before, behind = [0] * len(hits), [length] * len(hits)
    for number, hit in enumerate(hits):
        for other in range(number - 1, -1, -1):
            if hits[other].key[0] == hit.key[0] and hits[other].end <= hit.start:
                before[number], behind[other] = hits[other].end, min(behind[other], hit.start)
                break
    return list(zip(before, behind, strict=True))


def _nearness(text: str, hit: Hit[tuple[int, bool]], place: int, alone: bool) -> float:
    between = text[hit.end : place] if place >= hit.end else text[place : hit.start]
    return (1 if alone else _ANOTHER) * _BEYOND ** len(_STOP.findall(between))


def _worth(before: str, behind: str) -> int:
    """Return what more of the object of a verb is worth: the one behind it, else before it."""
    found = _WORTH.find(PHRASE_END.split(_STOP.split(behind)[0])[0])
    found = found or _WORTH.find(ASIDE.sub("", _STOP.split(before)[-1]))
    return found[-1].key if found else 0


def _words(text: str) -> Iterator[tuple[tuple[str, ...], int]]:
    for word in _WORD.finditer(text):
        known = _known(word[0])
        if known not in _LITTLE and stem(word[0]) not in _LITTLE:
            yield (known,), word.start()
    if chinese(text):
        for stems, place in english(text):
            yield tuple(each[:_KNOWN_BY] for each in stems), place


def _known(word: str) -> str:
    return word.replace(",", "") if word[0].isdigit() else stem(word)[:_KNOWN_BY]


def _second(pair: tuple[tuple[str, ...], int]) -> int:
    return pair[1]
