"""The sentence of the source that an English sentence retells, and whether it says the opposite."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Self

from bot.domain.grounding.claims import Finding
from bot.domain.grounding.opposing import polarity, turned
from bot.domain.grounding.opposites import AXES, BETTER, DOWN, THAN_OTHERS, UP, VIRTUES
from bot.domain.grounding.vocabulary import Hit, Vocabulary
from bot.domain.sentences import split

_WORD = re.compile(r"[a-z]{4,}|\d+(?:\.\d+)?")
_CLOSE: Final = 0.5  # share of a sentence's words that the source's has, for it to be retold
_LITERAL: Final = 0.65  # the same, for a "not" to be missed
_NOT = re.compile(
    r"\b(?:not|no|never|without|cannot|neither|nor|nothing|hardly|fail\w*|unable|lack\w*|avoid\w*|"
    r"rather than|instead of|un\w+|in\w+|non\w*|only|\w+-free|free|few|little|less|prevent\w*|"
    r"dis\w+)\b|n't\b",
    re.IGNORECASE,
)
_PLAIN_NOT = re.compile(
    r"\b(?:is|are|was|were|does|do|did|can|could|will|would)(?:n't| ?not)\b(?! only)", re.I
)
_SIDES: Final = Vocabulary(
    ((number, first), words)
    for number, pair in enumerate(
        (
            (f"{UP}|{BETTER}", f"{DOWN}|{THAN_OTHERS}"),
            *((word, opposite) for word, opposite, _, _ in (*AXES, *VIRTUES)),
            ("without|no", "with"),
            ("cannot|unable", "can|able"),
        )
    )
    for first, words in zip((True, False), pair, strict=True)
)


@dataclass(frozen=True, slots=True)
class Retold:
    """The sentences of a source, by their words."""

    sentences: tuple[tuple[str, frozenset[str]], ...]

    @classmethod
    def read(cls, text: str) -> Self:
        """Take a source to sentences."""
        every = (sentence for line in text.split("\n") for sentence in split(line))
        return cls(tuple((sentence, _words(sentence)) for sentence in every))

    def findings(self, sentence: str) -> Iterator[Finding]:
        """Yield words that turn round what the source says in nearly the same words."""
        words = _words(sentence)
        if len(words) < 4:
            return
        shared = [len(words & there) for _, there in self.sentences]
        most = max(shared, default=0)
        if most < _CLOSE * len(words):
            return
        # A claim may put two sentences in one.
        near = [
            text
            for (text, _), same in zip(self.sentences, shared, strict=True)
            if same >= 0.6 * most
        ]
        there = " ".join(near)
        claimed, told = _straight(sentence), _straight(there)
        for (number, first), hit in claimed.items():
            opposite = (number, not first)
            if opposite not in claimed and opposite in told and (number, first) not in told:
                yield polarity(hit.text, hit.start, None)
        denied = _PLAIN_NOT.search(sentence)
        if denied and most >= _LITERAL * len(words) and not _NOT.search(there):
            yield polarity(denied[0], denied.start(), None)


def _straight(text: str) -> dict[tuple[int, bool], Hit[tuple[int, bool]]]:
    """Return the first of each side that is said, and not denied."""
    hits = [hit for hit in _SIDES.find(text) if not turned(text, hit.start)]
    return {hit.key: hit for hit in reversed(hits)}


def _words(text: str) -> frozenset[str]:
    return frozenset(word[:7] for word in _WORD.findall(text.lower()))
