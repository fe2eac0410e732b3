"""The pieces of an abstract that could stand for it, best first."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bot.domain.sentences import LINK, join, split
from bot.domain.summaries import LIMITS, Detail
from bot.summarisers.clauses import versions
from bot.summarisers.ranking import Model, Piece, Read, promise

_PAIRED: Final = 4  # sentences that are tried in pairs
_BOTH: Final = 45  # words that a pair has at most
_WITHDRAWN: Final = re.compile(r"\bwithdrawn\b.*\b(?:author|paper|due|error|because|arxiv)", re.I)


@dataclass(frozen=True, slots=True)
class Ranked:
    """An abstract whose pieces were weighed.

    Attributes:
        chances: Of every word, how likely a summary holds it.
        pieces: Each with its worth, best first; none where there is no text without a link.
    """

    text: Read
    chances: Mapping[str, float]
    pieces: Sequence[tuple[float, Piece]]


def rank(model: Model, title: str, abstract: str) -> Ranked:
    """Weigh all pieces of an abstract that could be its summary."""
    text = Read(title, split(abstract))
    chances = model.chances(text)
    weighed = [(model.worth(text.shape(piece, chances)), piece) for piece in pieces(text, chances)]
    weighed.sort(key=lambda each: -each[0])
    return Ranked(text, chances, weighed)


def pieces(text: Read, chances: Mapping[str, float]) -> list[Piece]:
    """List single sentences, shortened ones and pairs; none has a link or is the title."""
    fit = [
        place
        for place, sentence in enumerate(text.sentences)
        if text.words[place] and not LINK.search(sentence)
    ]
    fit = [place for place in fit if _WITHDRAWN.search(text.sentences[place])] or fit
    fit = [place for place in fit if not text.title.issuperset(text.words[place])] or fit
    every = [
        Piece(version.text, (place,), version.start, version.cut)
        for place in fit
        for version in versions(text.sentences[place])
    ]
    every += _pairs(text, chances, fit)
    most = LIMITS[Detail.TLDR]
    return [piece for piece in every if len(piece.text) <= most] or every


def _pairs(text: Read, chances: Mapping[str, float], places: Sequence[int]) -> list[Piece]:
    """Put each two of the most promising sentences together."""
    best = sorted(places, key=lambda place: -promise(text.words[place], chances))[:_PAIRED]
    return [
        Piece(_together(text.sentences, one, other), (one, other))
        for one in best
        for other in best
        if one < other and len(text.words[one]) + len(text.words[other]) <= _BOTH
    ]


def _together(sentences: Sequence[str], one: int, other: int) -> str:
    """Join two sentences; an ellipsis stands for what is left out between them."""
    if other == one + 1:
        return join((sentences[one], sentences[other]))
    return f"{sentences[one]} … {sentences[other]}"
