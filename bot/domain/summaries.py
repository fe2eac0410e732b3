"""What is said about a paper, who says it, and whether the paper bears it out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from bot.domain.papers import PaperId
from bot.domain.sentences import LINK, split


class Detail(StrEnum):
    """How much is said."""

    HEADLINE = "headline"
    TLDR = "tldr"


LIMITS = MappingProxyType({Detail.HEADLINE: 100, Detail.TLDR: 400})
"""Characters at most; two lines on a phone, and a short paragraph. Quoted sentences stay whole."""


@dataclass(frozen=True, slots=True)
class Summary:
    """A text about one paper, and whose it is.

    Attributes:
        text: Plain text, no TeX, no links.
        writer: '' for the authors' own words, else the model's name.
        prompt: Version of the wording a model was given; '' for the authors.
        fallback: True when a model was wanted and failed, so the authors speak.
    """

    paper: PaperId
    version: int | None
    detail: Detail
    text: str
    writer: str = ""
    prompt: str = ""
    fallback: bool = False

    @property
    def authors_own(self) -> bool:
        """Whether this is quoted from the paper."""
        return not self.writer


_DOTTED = re.compile(r"\b[^\W_][\w-]*(?:\.[\w-]+)*\.[A-Za-z]{2,}\b")
"""What chat services take for an address; a name such as Node.js must stand in the source."""
_NUMBER = re.compile(
    r"(\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"(?: ?(thousand|million|billion|trillion|万|亿)|([kKMBT])(?![^\W_]))?"
)
_TIMES = {
    "k": 1e3, "K": 1e3, "M": 1e6, "B": 1e9, "T": 1e12, "万": 1e4, "亿": 1e8,
    "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12,
}  # fmt: skip
_COUNTS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_LABELLED = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_CITED = re.compile(r"\s*[¹²³⁴-⁹]*\[\^?[1-9]\d*(?:, ?[1-9]\d*)*\]")


def grounded(text: str, source: str) -> str:
    """Keep of a model's text what its source bears out; '' if that is nothing.

    Whole sentences go: those with a number that does not stand in the source, and those that give
    an address, since we build every link ourselves. Citation marks and unprintable characters go
    too; a labelled link leaves its label. Whether the words are true is not checked.

    Args:
        text: What the model wrote.
        source: All that the model was shown.
    """
    written = set(re.findall(r"[a-z]+", source.lower()))
    known = {*_numbers(source), *(n for n, word in enumerate(_COUNTS) if word in written)}
    plain = "".join(char if char.isprintable() else " " for char in text)
    plain = _CITED.sub("", _LABELLED.sub(r"\1", plain))
    shown = source.lower()
    return " ".join(
        sentence
        for sentence in split(plain)
        if not LINK.search(sentence)
        and all(host.lower() in shown for host in _DOTTED.findall(sentence))
        and known.issuperset(_numbers(sentence))
    )


def _numbers(text: str) -> Iterator[float]:
    """Yield every number by its value: 1,200, 1.2k and 1.2 thousand are one."""
    for digits, word, letter in _NUMBER.findall(text):
        yield round(float(digits.replace(",", "")) * _TIMES.get(word or letter, 1), 6)
