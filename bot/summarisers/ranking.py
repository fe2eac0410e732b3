"""How much of a summary a piece of an abstract would be, guessed from its words.

For every word of an abstract a chance is guessed that an author's own one-line summary holds it;
a piece is worth the F1 that these chances promise, mended a little by its shape. Both sets of
weights are learned, from papers with such lines, by `tests/benchmarks/train_sentences.py`.
"""

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final, Self

from bot.summarisers.clauses import FINDS, OFFERS, POINTING, STUDIES, lowered

_WORD: Final = re.compile(r"[぀-ヿ㐀-鿿]|[^\W_぀-ヿ㐀-鿿]+")
_ROOT: Final = 6  # letters that tell words apart: "propose" and "proposed" are one
_SIZES: Final = (12, 20, 32)  # words of a short, a usual and a long summary
_WORDS: Final = "word "
_SHAPE: Final = "shape "


@dataclass(frozen=True, slots=True)
class Model:
    """What was learned.

    Attributes:
        weights: By sign: `word …` of one word, `shape …` of a piece, others of a word's place.
        known: Roots of the words that have weights of their own.
    """

    weights: Mapping[str, float]
    known: frozenset[str]

    @classmethod
    def read(cls, file: Path) -> Self:
        """Read a file of lines `sign<tab>weight`; what begins with `#` is a comment."""
        lines = file.read_text(encoding="utf-8").splitlines()
        pairs = (line.split("\t") for line in lines if line and line[0] != "#")
        return cls.of({sign: float(weight) for sign, weight in pairs})

    @classmethod
    def of(cls, weights: Mapping[str, float]) -> Self:
        """Build one from its weights."""
        known = (sign.removeprefix(_WORDS) for sign in weights if sign.startswith(_WORDS))
        return cls(weights, frozenset(known))

    def chances(self, text: "Read") -> dict[str, float]:
        """Guess of every word how likely a summary holds it."""
        weights = self.weights
        return {
            word: 1 / (1 + math.exp(-sum(weights.get(sign, 0.0) for sign in signs)))
            for word, signs in text.signs(self.known)
        }

    def worth(self, shape: Mapping[str, float]) -> float:
        """Weigh a piece by its shape."""
        return sum(self.weights.get(_SHAPE + sign, 0.0) * value for sign, value in shape.items())


@lru_cache(maxsize=1_024)
def roots(text: str) -> tuple[str, ...]:
    """List the words of a text, each by its root."""
    return tuple(word[:_ROOT] for word in _WORD.findall(text.lower()))


COMMON: Final = frozenset(
    roots(
        "a an the of in on at for with to from by into than as is are was were be been being can "
        "may that which who whose when where whether how why not no and or but if then so such "
        "this these those it its they their them we our us there here also more most less very "
        "via between over under both each any all some many much other another same own only just "
        "while because since although however using used use based do does did has have had"
    )
)
"""Words without which a text says the same, each by its root."""


def promise(words: Sequence[str], chances: Mapping[str, float], size: int = 20) -> float:
    """Return ten times the share of words that a text is hoped to have in common with a summary.

    Args:
        size: Words of the summary.
    """
    return 20 * sum(chances.get(word, 0.0) for word in set(words)) / (len(words) + size)


@dataclass(frozen=True, slots=True)
class Piece:
    """A candidate for a summary.

    Attributes:
        places: Of its sentences, in order.
        start: Characters left out before.
        cut: Characters left out behind.
    """

    text: str
    places: tuple[int, ...]
    start: int = 0
    cut: int = 0


class Read:
    """A paper's title and sentences, looked at once."""

    def __init__(self, title: str, sentences: Sequence[str]) -> None:
        self.sentences = sentences
        self.words = [roots(sentence) for sentence in sentences]
        self.title = frozenset(roots(title))
        self.saying = [
            any(sign.search(low) for sign in (OFFERS, FINDS, STUDIES))
            for low in map(lowered, sentences)
        ]
        self.holding = Counter(word for words in self.words for word in set(words))

    def signs(self, known: frozenset[str]) -> Iterator[tuple[str, list[str]]]:
        """Yield every word with what is seen of it."""
        count = len(self.sentences)
        total = Counter(word for words in self.words for word in words)
        first: dict[str, int] = {}
        for place, words in enumerate(self.words):
            for word in words:
                first.setdefault(word, place)
        said = [set(words) for words, says in zip(self.words, self.saying, strict=True) if says]
        main, later = said[0] if said else set[str](), set[str]().union(*said[1:])
        last = set(self.words[-1]) if self.words else set[str]()
        capital = self._capitals()
        size = f"of {min(count, 10)}"
        for word, holding in self.holding.items():
            common = word in COMMON
            kind = "c" if common else "k" if word in known else "r"
            where = "m" if word in main else "l" if word in later else "-"
            titled = "t" if word in self.title else "-"
            key = kind + titled + where
            signs = [
                "any", size, key,
                f"{key} in {min(holding, 4)}",
                f"{kind} first {min(first[word], 5)}",
                f"{kind}{where} last {word in last:d}",
                f"capital {word in capital:d}{titled}",
                f"long {min(len(word), _ROOT)}",
                f"times {min(total[word], 6)}",
                f"{kind} share {4 * holding // count}",
            ]  # fmt: skip
            if word.isdigit():
                signs.append("digits")
            if word in known:
                signs += (_WORDS + word, f"{word}+{where}", f"{word}+{titled}")
            yield word, signs

    def _capitals(self) -> set[str]:
        """List words with a capital letter behind the first: names and abbreviations."""
        return {
            word[:_ROOT].lower()
            for sentence in self.sentences
            for word in _WORD.findall(sentence)
            if word[1:].lower() != word[1:]
        }

    def shape(self, piece: Piece, chances: Mapping[str, float]) -> dict[str, float]:
        """Describe a piece in numbers of about one."""
        words = roots(piece.text)
        each = set(words)
        hoped = sum(chances[word] for word in each if word in chances)
        telling = each - COMMON
        told = sum(chances[word] for word in telling if word in chances)
        whole = self.words[piece.places[0]]
        low = piece.text.lower()
        titled = len(each & self.title)
        return {
            **{f"promise {size}": 20 * hoped / (len(words) + size) for size in _SIZES},
            "whole": promise(whole, chances),
            "hoped": hoped / 5,
            "mean": 5 * hoped / (len(each) + 1),
            "told": 5 * told / (len(telling) + 1),
            "best": 3 * max((chances.get(word, 0.0) for word in each), default=0.0),
            "common": (hoped - told) / 3,
            "title": 3 * titled / (len(self.title) + 1),
            "titled": 3 * titled / (len(each) + 1),
            "repeated": 2 * sum(self.holding[word] for word in telling)
            / (len(telling) + 1) / len(self.sentences),
            "commas": low.count(",") / 2,
            "brackets": low.count("(") / 2,
            "started": float(piece.start > 0),
            "start": piece.start / 50,
            "cut": piece.cut / 50,
            "ended": float(piece.cut > 0),
            "pair": float(len(piece.places) > 1),
            "gap": (piece.places[-1] - piece.places[0]) / 3,
            "kept": 2 * len(words) / (len(whole) + 1),
            "saying": float(self.saying[piece.places[0]]),
            "before": sum(self.saying[: piece.places[0]]) / 2,
            "place": piece.places[0] / 4,
            "back": (len(self.sentences) - piece.places[-1]) / 4,
            "pointing": float(POINTING.match(low.lstrip("…")) is not None),
        }  # fmt: skip
