"""With and without: what a method needs, and what it can do without."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Self

from bot.domain.grounding.claims import Finding
from bot.domain.grounding.denials import SPARE
from bot.domain.grounding.opposing import of_others, polarity
from bot.domain.grounding.opposites import SPARED
from bot.domain.grounding.plain import chinese
from bot.domain.grounding.vocabulary import Vocabulary

_GAP = r"(?:\s?[\w'-]+[\s,]+){0,3}?"
_FREE: Final = (
    r"(?:\b(?:without|no|not|free of|free from|eliminat\w*|avoid\w*|bypass\w*|remov\w*|obviat\w*|"
    r"neither|nor|zero|independent of|never|rather than|instead of|does not|do not|absence of)\b\s"
    + _GAP
    + r"(?:{0})|(?:{0})[- ](?:free|agnostic|independent)"
    r"|(?:无需|无须|毋需|不需要?|免|无|不依赖|不使用|不用|不借助|没有|不涉及|摆脱|避免)[^，。；,;]{0,8}?(?:{0}))"
)
_NEED: Final = (
    r"(?:\b(?:requir\w*|needs?|rel(?:y|ies|ying) on|demand\w*|depend\w* on|necessitat\w*)\b\s"
    + _GAP
    + r"(?:{0})|(?:{0})[- ](?:friendly|intensive|dependent|heavy|based|required)"
    r"|(?<!不)(?<!无)(?:需要|需|要求|依赖|依靠|必须)(?:经过|进行|使用|大量|额外|任何|重新|的)*(?:{0})|(?:{0})友好|(?:{0})依赖)"
)
_FRIENDLY = re.compile(r"友好|friendly", re.IGNORECASE)
_SENTENCE = re.compile(r"(?:[^.。\n]|\.(?!\s))+")
_TRIGGER = re.compile(
    r"\b(?:without|no|not|free|eliminat|avoid|bypass|remov|obviat|neither|nor|zero|independent|never|rather|"
    r"instead|absence|requir|need|rel(?:y|ies)|demand|depend|necessit|based|friendly|intensive|heavy|"
    r"agnostic)|[无需免不没依须]",
    re.I,
)


@dataclass(frozen=True, slots=True)
class _Thing:
    """What a source says of one thing a method may need; places, None for nowhere.

    Attributes:
        named: Whether it speaks of it.
        without: Where it does without.
        spared: Where a word says so by itself, such as unsupervised.
        needed: Where the paper's own work needs it.
        ever_needed: Where anything needs it.
    """

    named: bool
    without: int | None = None
    spared: int | None = None
    needed: int | None = None
    ever_needed: int | None = None


@dataclass(frozen=True, slots=True)
class Sparing:
    """What a source says of the things a method may need.

    Attributes:
        denies: Whether it denies anything at all.
    """

    text: str
    things: tuple[_Thing, ...]
    denies: bool

    @classmethod
    def read(cls, text: str, *, denies: bool) -> Self:
        """Look for each of the things."""
        return cls(text, _things(text), denies)

    def findings(self, sentence: str) -> Iterator[Finding]:
        """Yield what is claimed to be needed or spared."""
        seen: set[int] = set()
        for number, meant, found in _claims(sentence):
            if found.end() in seen or of_others(sentence, found.start()):
                continue
            # What is needed is asked of every Chinese word, not only of these: `denials` does.
            if not meant and chinese(sentence) and not _FRIENDLY.search(found[0]):
                continue
            seen.add(found.end())
            yield from self._spared(self.things[number], found, meant=meant)

    def _spared(self, thing: "_Thing", found: re.Match[str], *, meant: bool) -> Iterator[Finding]:
        if meant:
            same = thing.without if thing.without is not None else thing.spared
            wrong = thing.needed is not None or (thing.named and not self.denies)
        else:
            # A word that merely sounds like sparing, automatic say, denies no need.
            same = thing.needed if thing.without is not None else thing.ever_needed
            if _FRIENDLY.search(found[0]) and found[0].lower() not in self.text.lower():
                same = None
            wrong = thing.without is not None
        if same is not None or wrong:
            yield polarity(found[0], found.start(), same)


_THINGS: Final = Vocabulary(enumerate(words for words, _ in SPARED))
_BY_ITSELF: Final = Vocabulary(enumerate(spared for _, spared in SPARED))
_FREE_OF: Final = tuple(re.compile(_FREE.replace("{0}", words), re.I) for words, _ in SPARED)
_IN_NEED_OF: Final = tuple(re.compile(_NEED.replace("{0}", words), re.I) for words, _ in SPARED)


def _claims(sentence: str) -> Iterator[tuple[int, bool, re.Match[str]]]:
    """Yield what is said to be spared (True) or needed (False), each number among the things."""
    for number in sorted({hit.key for hit in _THINGS.find(sentence)}):
        for table, meant in ((_FREE_OF, True), (_IN_NEED_OF, False)):
            yield from ((number, meant, found) for found in table[number].finditer(sentence))


def _things(text: str) -> tuple[_Thing, ...]:
    said: dict[tuple[int, str], int] = {}
    for hit in _THINGS.find(text):
        said.setdefault((hit.key, "named"), hit.start)
    for hit in _BY_ITSELF.find(text):
        said.setdefault((hit.key, "spared"), hit.start)
    for line in _SENTENCE.finditer(text):
        if not _TRIGGER.search(line[0]):
            continue
        for number, meant, found in _claims(line[0]):
            place = line.start() + found.start()
            if meant:
                said.setdefault((number, "without"), place)
            elif not SPARE.search(line[0][max(0, found.start() - 30) : found.start()]):
                said.setdefault((number, "ever_needed"), place)
                if not of_others(text, place):
                    said.setdefault((number, "needed"), place)
    return tuple(
        _Thing(
            named=(number, "named") in said,
            without=said.get((number, "without")),
            spared=said.get((number, "spared")),
            needed=said.get((number, "needed")),
            ever_needed=said.get((number, "ever_needed")),
        )
        for number in range(len(SPARED))
    )
