"""Words with an opposite: a text says one, its source only the other."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, Generic, Self, TypeVar

from bot.domain.grounding.claims import Finding, Kind
from bot.domain.grounding.opposites import AXES, FAULTS, OF_ART, VIRTUES
from bot.domain.grounding.plain import chinese
from bot.domain.grounding.vocabulary import Hit, Vocabulary

NEGATED: Final = re.compile(
    r"(?:\b(?:not|no|never|without|cannot|neither|nor|non|fail\w* to|unable to|rather than|"
    r"instead of|avoid\w*|prevent\w*|n't)(?!\W+only)[\s-]+(?:[\w-]+\s+){0,2}"
    r"|(?:不|未|无需?|没有?|并非|不会|不需要?|避免|防止|难以|无法|而非|而不是)(?![仅只但同断])[^，。；,的]{0,2})$"
)
"""Stands directly before a word whose meaning it turns round."""
OF_OTHERS: Final = re.compile(
    r"现有|传统|以往|已有|当前|过去|先前|此前|常规|挑战|问题(?!引导|驱动|生成|求解|回答|分解)|困难|瓶颈|局限|尽管|虽然|但|然而|忽视|缺乏|缺陷|"
    r"受限|不足|难以|导致|往往|通常|容易"
    r"|\b(?:existing|prior|previous|conventional|traditional|current|recent|challeng\w*|problem\w*|issue\w*|"
    r"limitation\w*|although|despite|but|however|suffer\w*|often|typically|lack\w*)\b",
    re.IGNORECASE,
)
"""What is said after this is said of earlier work or of the problem, and in many words."""
_COMPARED: Final = re.compile(
    r"相比|相较|比|于|超越|不如|than|compared|relative|over|against|perform|surpass|beat|exceed",
    re.IGNORECASE,
)
_OF_THIS: Final = re.compile(
    r"提出|引入|设计|开发|构建|采用|通过|利用|结合|实验|结果|本文|我们|该方法|实现|成功|显著|证明|支持|"
    r"首次|验证|"
    r"\b(?:we|our|propos\w+|introduc\w+|present\w*|develop\w*|experiments?|results?)\b",
    re.IGNORECASE,
)
SOLVED = re.compile(r"(?:解决|避免|消除|缓解|克服|应对|处理|防止|减少|抑制|address\w*|avoid\w*|"
r"mitigat\w*|"
                     r"overcom\w*|reduc\w*|eliminat\w*|tackl\w*|"
                     r"prevent\w*)[^，。；,.;、（）()]{0,14}$", re.I)  # fmt: skip

PROBLEM = re.compile(r"[^，。；,.;]{0,10}(?:问题|挑战|困难|problem|issue|challenge)")
_MEANS: Final = re.compile(
    r"提出|引入|设计|开发|构建|采用|通过|利用|结合|旨在|该方法|我们的方法|能够|成功|首个|首次"
    r"|\b(?:we|propos\w+|introduc\w+|present\w*|develop\w*|by|using|via)\b",
    re.IGNORECASE,
)
_ABLE: Final = re.compile(r"(?:能够|可以|可|能|实现了?|从而|旨在)(?:更|更加|显著)?$")
_OURS: Final = re.compile(
    r"\b(?:we|our|this (?:paper|work|study|article)|propos\w+|introduc\w+|present\w*)\b",
    re.IGNORECASE,
)
_END: Final = re.compile(r"[;!?\n]|\.(?=\s)")
Key = TypeVar("Key")


def of_others(text: str, place: int) -> bool:
    """Whether what stands at `place` is said of earlier work, or of the problem to be solved."""
    start = max(
        text.rfind(stop, max(0, place - 600), place) for stop in (". ", "。", "? ", "! ", "\n")
    )
    before = text[start + 1 : place]
    own = max((each.end() for each in _OF_THIS.finditer(before)), default=0)
    return any(
        not _COMPARED.search(before[max(0, each.start() - 14) : each.end() + 10])
        for each in OF_OTHERS.finditer(before, own)
    )


def of_means(text: str, place: int) -> bool:
    """Whether what stands at `place` is what the paper's own means are for, or bring about."""
    start = max(text.rfind(stop, 0, place) for stop in (". ", "。", "? ", "! ", "\n"))
    return bool(_MEANS.search(text, start + 1, place)) and not of_others(text, place)


def background(text: str) -> int:
    """Return where the first sentence begins that speaks of the paper's own work; 0 for none."""
    begin = text.find("\n") + 1
    for end in [*(found.end() for found in _END.finditer(text, begin)), len(text)]:
        if _OURS.search(text, begin, end):
            return begin
        begin = end
    return 0


def turned(text: str, place: int) -> bool:
    """Whether the word at `place` is negated."""
    return bool(NEGATED.search(text[max(0, place - 28) : place]))


@dataclass(frozen=True, slots=True)
class Said(Generic[Key]):
    """Where a source first says each of several things.

    Attributes:
        background: Where the paper's own work begins; before it all is said of others.
        own: Of the paper's own work.
        others: Of earlier work, or of the problem.
    """

    background: int = 0
    own: dict[Key, int] = field(default_factory=dict)
    others: dict[Key, int] = field(default_factory=dict)

    def add(self, key: Key, text: str, place: int) -> None:
        """Note that `text` says `key` at `place`."""
        said = self.others if place < self.background or of_others(text, place) else self.own
        said.setdefault(key, place)

    def where(self, key: Key) -> int | None:
        """Return where it is first said, of anything."""
        return self.own.get(key, self.others.get(key))

    def sides(self, same: Key, other: Key) -> tuple[int | None, bool]:
        """Return where a claim is said, and whether its opposite is said instead.

        What is said of earlier work alone does not bear a claim out where the paper says the
        opposite of its own.
        """
        if same not in self.own and other in self.own:
            return None, True
        return self.where(same), same not in self.others and other in self.others


@dataclass(frozen=True, slots=True)
class Poles:
    """Which side of each pair of opposites a source takes.

    Attributes:
        taken: (pair, whether its first word).
    """

    taken: Said[tuple[int, bool]]

    @classmethod
    def read(cls, text: str) -> Self:
        """Look for both words of every pair."""
        taken: Said[tuple[int, bool]] = Said()
        for number, first, found in _pairs(text):
            taken.add((number, first), text, found.start)
        return cls(taken)

    def findings(self, sentence: str) -> Iterator[Finding]:
        """Yield every word whose opposite is all that the source says."""
        for number, first, found in _pairs(sentence):
            virtue, before = number >= len(AXES), sentence[: found.start]
            if virtue and first:
                continue
            # What the work can do it does not do badly, whatever else the sentence speaks of.
            able = virtue and not found.key[1] and _ABLE.search(before)
            if not able and (
                of_others(sentence, found.start)
                or SOLVED.search(before)
                or PROBLEM.match(sentence, found.end)
            ):
                continue
            same, opposed = self.taken.sides((number, first), (number, not first))
            fault = virtue and number < len(AXES) + FAULTS
            unheard = (number, first) in _OF_ART and chinese(sentence)
            if same is not None or opposed or fault or unheard:
                yield polarity(found.text, found.start, same)


def polarity(word: str, start: int, at: int | None) -> Finding:
    """Make a finding of a word whose opposite would be wrong."""
    return Finding(Kind.POLARITY, word, start, at is not None, "" if at is None else word, at)


_OF_ART: Final = frozenset(
    (number, first)
    for number, (word, opposite, _, _) in enumerate(AXES)
    for first, each in ((True, word), (False, opposite))
    if each in OF_ART
)
POLES: Final = Vocabulary(
    ((number, first), words)
    for number, (word, opposite, han, opposite_han) in enumerate((*AXES, *VIRTUES))
    for first, words in ((True, f"{word}|{han}"), (False, f"{opposite}|{opposite_han}"))
)


def _pairs(text: str) -> Iterator[tuple[int, bool, Hit[tuple[int, bool]]]]:
    for hit in POLES.find(text):
        number, first = hit.key
        yield number, first is not turned(text, hit.start), hit
