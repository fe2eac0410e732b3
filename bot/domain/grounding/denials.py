"""What is not so: negations, and words that stand only behind one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Self

from bot.domain.grounding.claims import Finding
from bot.domain.grounding.opposing import of_others, polarity
from bot.domain.grounding.plain import chinese

_NEGATOR = re.compile(
    r"\b(?:not|no|never|without|cannot|can't|neither|nor|fail(?:s|ed|ing)? to|unable to|hardly|"
    r"lacks?)\b",
    re.IGNORECASE,
)
SPARE = re.compile(
    r"\b(?:without|no|not|never|eliminat\w*|avoid\w*|remov\w*|obviat\w*|reduc\w*)\b[^.;]*$",
    re.IGNORECASE,
)
"""Stands before a need that is none."""
_NEEDED = re.compile(r"(?<!不)(?<!无)(?<!所)需要(?!性|一种|一个|更|开发|建立|探索|进一步|解决|新)")
_NEEDS = re.compile(r"\b(?:requir\w*|needs?|needed|necessitat\w*|must)\b", re.I)
_SPARES = re.compile(
    r"\bwithout\b|-free\b|\bno (?:need|additional|extra)\b|\bnot? (?:require|need|rely)", re.I
)
_HARDLY_EVER = re.compile(r"\s(?:only|just|merely|necessarily|limited to)\b", re.IGNORECASE)
_WORD = re.compile(r"[A-Za-z][A-Za-z-]*[A-Za-z]")
_LITTLE: Final = frozenset(
    [
        "the", "a", "an", "any", "be", "been", "is", "are", "was", "were", "to", "of", "in", "on",
        "for", "with", "and", "or", "by", "as", "at", "that", "this", "these", "those", "it", "its",
        "their", "our", "only", "do", "does", "did", "have", "has", "had", "can", "could", "may",
        "might", "will", "would", "also", "such", "more", "further", "additional", "extra",
        "explicit", "necessarily", "yet", "well", "longer", "need", "needs", "require", "requires",
        "rely", "relying", "using", "use", "uses", "used",
    ]
)  # fmt: skip
_DENIED = re.compile(r"(?:无法|未能|不能|并不|并未|并非|不会|没有|不是|不再)(?![仅只但])")
_DENIAL = re.compile(
    r"\b(?:not|no|never|without|cannot|neither|nor|fail\w*|unable|lack\w*|infeasib\w*|impossib\w*|"
    r"difficult\w*|struggl\w*|limit\w*|hard|hardly|insufficien\w*|in\w+able|un\w+able|ignor\w*|"
    r"overlook\w*|neglect\w*|rather than|instead of|absen\w*|little|few|rarely|\w+-free|missing|"
    r"incapab\w*|unlike|beyond|prevent\w*|non-?\w+|un\w+ed|in\w+ent|challeng\w*|poor\w*|gap|only)\b"
    r"|n't\b|[不未无没非]",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Denials:
    """What a source says is not so.

    Attributes:
        first: Stems of words that stand directly behind a negation, and where.
        denied: The same of all words that it may reach.
        plain: Stems of words that stand elsewhere, and where.
        denies: Whether the source denies anything at all.
        spares: Whether the work does without something, and is not said to need anything.
    """

    first: dict[str, int]
    denied: dict[str, int]
    plain: dict[str, int]
    denies: bool
    spares: bool

    @classmethod
    def read(cls, text: str) -> Self:
        """Tell what is denied from what is said plainly."""
        first, plain = _told(text, reach=1)
        denied, _ = _told(text, reach=3)
        needs = any(
            not SPARE.search(text[max(0, found.start() - 30) : found.start()])
            and not of_others(text, found.start())
            for found in _NEEDS.finditer(text)
        )
        spares = bool(_SPARES.search(text)) and not needs
        return cls(first, denied, plain, bool(_DENIAL.search(text)), spares)

    def findings(self, sentence: str) -> Iterator[Finding]:
        """Yield what is denied and is so, or is said and is denied."""
        if chinese(sentence):
            return self._in_chinese(sentence)
        return self._in_english(sentence)

    def _in_chinese(self, sentence: str) -> Iterator[Finding]:
        for pattern, wrong in ((_NEEDED, self.spares), (_DENIED, not self.denies)):
            for found in pattern.finditer(sentence) if wrong else ():
                if not of_others(sentence, found.start()):
                    yield polarity(found[0], found.start(), None)

    def _in_english(self, sentence: str) -> Iterator[Finding]:
        denied, plain = _told(sentence, reach=1)
        for stem, place in denied.items():
            if stem in self.denied or stem in self.plain:
                yield polarity(stem, place, self.denied.get(stem))
        for stem, place in plain.items():
            if len(stem) > 4 and stem in self.first and stem not in {*denied, *self.plain}:
                yield polarity(stem, place, None)


def _told(text: str, *, reach: int) -> tuple[dict[str, int], dict[str, int]]:
    """Return the stems that are denied, the first real words behind a negation, and all others."""
    denied: dict[str, int] = {}
    behind: set[int] = set()
    for negator in _NEGATOR.finditer(text):
        if not _HARDLY_EVER.match(text, negator.end()):
            for word in _behind(text, negator.end(), reach):
                behind.add(word.start())
                if word[0].lower() not in _LITTLE:
                    denied.setdefault(_stem(word[0]), word.start())
    plain: dict[str, int] = {}
    for word in _WORD.finditer(text):
        low = word[0].lower()
        if low.endswith(("-free", "-agnostic")):
            denied.setdefault(_stem(low.rpartition("-")[0]), word.start())
        elif word.start() not in behind and low not in _LITTLE:
            plain.setdefault(_stem(low), word.start())
    return denied, plain


def _behind(text: str, place: int, reach: int) -> Iterator[re.Match[str]]:
    """Yield the words behind a negation, as far as the real one that is number `reach`."""
    for word in _WORD.finditer(text, place, min(len(text), place + 60)):
        if not reach or re.search(r"[.;:,]", text[place : word.start()]):
            return
        yield word
        reach -= word[0].lower() not in _LITTLE


def _stem(word: str) -> str:
    low = word.lower()
    for ending in ("ations", "ation", "ments", "ment", "ings", "ing", "ies", "ed", "es", "s", "e"):
        if low.endswith(ending) and len(low) - len(ending) >= 4:
            return low[: -len(ending)]
    return low
