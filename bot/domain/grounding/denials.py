"""What is not so: negations, and words that stand only behind one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Self

from bot.domain.grounding.claims import Finding
from bot.domain.grounding.opposing import background, of_means, of_others, polarity
from bot.domain.grounding.plain import chinese
from bot.domain.grounding.stems import stem

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
_NEEDS = re.compile(r"\b(?:requir\w*|needs?|needed|necessitat\w*|must)\b(?! no)", re.I)
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
_REFUSAL = re.compile(
    r"\b(?:not|never|cannot|neither|nor|fail\w*|unable|lacks?|infeasib\w*|impossib\w*|"
    r"insufficien\w*|incapab\w*)\b|n't\b",
    re.IGNORECASE,
)
_VERBALLY = re.compile(
    r"\b(?:not|never|cannot|can't|fail(?:s|ed|ing)? to|unable to|hardly)\b|n't\b", re.IGNORECASE
)
_WITHOUT = re.compile(r"\b(?:without|no|nor|lacks?|free (?:of|from)|absence of)\b", re.IGNORECASE)
_WITH = re.compile(
    r"\b(?:with|using|requir(?:es?|ing)|needs?|needing|rel(?:ies|y|ying) on)\b(?! no\b)", re.I
)
_AIM = re.compile(r"(?:解决|针对|克服|应对|避免|缓解|当|若|如果)[^，。；]*$")
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
        spared: Stems of words behind a "without".
        had: Stems of words behind a "with", or a need.
        denied: Stems of words that a negation may reach, and where.
        plain: Stems of words that stand elsewhere, and where.
        denies: Whether the source denies anything at all.
        refuses: Whether it says of the paper's own work that something is not so.
        needs: Whether the paper's own work is said to need anything.
        spares: Whether the work does without something, and nothing is said to need anything.
    """

    spared: frozenset[str]
    had: frozenset[str]
    denied: dict[str, int]
    plain: dict[str, int]
    denies: bool
    refuses: bool
    needs: bool
    spares: bool

    @classmethod
    def read(cls, text: str) -> Self:
        """Tell what is denied from what is said plainly."""
        denied, plain = _told(text, reach=3)
        ours = background(text)
        needs = [
            found.start()
            for found in _NEEDS.finditer(text)
            if not SPARE.search(text[max(0, found.start() - 30) : found.start()])
            and not of_others(text, found.start())
        ]
        return cls(
            spared=_reached(text, _WITHOUT, 3),
            had=_reached(text, _WITH, 3),
            denied=denied,
            plain=plain,
            denies=bool(_DENIAL.search(text)),
            refuses=any(found.start() >= ours for found in _REFUSAL.finditer(text)),
            needs=any(place >= ours for place in needs),
            spares=bool(_SPARES.search(text)) and not needs,
        )

    def findings(self, sentence: str) -> Iterator[Finding]:
        """Yield what is denied and is so, or is said and is denied."""
        if chinese(sentence):
            return self._in_chinese(sentence)
        return self._in_english(sentence)

    def _in_chinese(self, sentence: str) -> Iterator[Finding]:
        for found in _NEEDED.finditer(sentence):
            if of_means(sentence, found.start()) and (self.spares or not self.needs):
                yield polarity(found[0], found.start(), None)
        for found in _DENIED.finditer(sentence):
            if not of_others(sentence, found.start()) and (
                not self.denies
                or (
                    not self.refuses
                    and of_means(sentence, found.start())
                    and not _AIM.search(sentence[: found.start()])
                )
            ):
                yield polarity(found[0], found.start(), None)

    def _in_english(self, sentence: str) -> Iterator[Finding]:
        for found in _VERBALLY.finditer(sentence):
            if _HARDLY_EVER.match(sentence, found.end()):
                continue
            words = list(_stems(sentence, found.end(), 3))
            plainly = any(word in self.plain for word in words)
            if plainly and not any(word in self.denied for word in words):
                yield polarity(found[0], found.start(), None)
        for found in _WITH.finditer(sentence):
            words = list(_stems(sentence, found.end(), 2))
            if any(word in self.spared for word in words) and not any(
                word in self.had for word in words
            ):
                yield polarity(found[0], found.start(), None)


def _stems(text: str, place: int, reach: int) -> Iterator[str]:
    """Yield the stems of so many real words behind a place."""
    for word in _behind(text, place, reach):
        if word[0].lower() not in _LITTLE:
            yield stem(word[0])


def _reached(text: str, before: re.Pattern[str], reach: int) -> frozenset[str]:
    """Return the stems behind the words of a pattern."""
    return frozenset(
        word for found in before.finditer(text) for word in _stems(text, found.end(), reach)
    )


def _told(text: str, *, reach: int) -> tuple[dict[str, int], dict[str, int]]:
    """Return the stems that are denied, the first real words behind a negation, and all others."""
    denied: dict[str, int] = {}
    behind: set[int] = set()
    for negator in _NEGATOR.finditer(text):
        if not _HARDLY_EVER.match(text, negator.end()):
            for word in _behind(text, negator.end(), reach):
                behind.add(word.start())
                if word[0].lower() not in _LITTLE:
                    denied.setdefault(stem(word[0]), word.start())
    plain: dict[str, int] = {}
    for word in _WORD.finditer(text):
        low = word[0].lower()
        if low.endswith(("-free", "-agnostic")):
            denied.setdefault(stem(low.rpartition("-")[0]), word.start())
        elif word.start() not in behind and low not in _LITTLE:
            plain.setdefault(stem(low), word.start())
    return denied, plain


def _behind(text: str, place: int, reach: int) -> Iterator[re.Match[str]]:
    """Yield the words behind a negation, as far as the real one that is number `reach`."""
    for word in _WORD.finditer(text, place, min(len(text), place + 60)):
        if not reach or re.search(r"[.;:,]", text[place : word.start()]):
            return
        yield word
        reach -= word[0].lower() not in _LITTLE
