"""The passages of a paper that answer a question, in its own words, or none.

No words stand for others here: what a question says in words that the paper does not use is not
found, and whoever asks hears that the paper does not say it.
"""

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from bot.domain.fulltext import Section
from bot.domain.prose import runs

_WORD: Final = re.compile(r"[぀-ヿ㐀-鿿]|[^\W_぀-ヿ㐀-鿿]+")
_ROOT: Final = 6  # letters that tell words apart once their endings are off
_ENDING: Final = re.compile(r"(?<=\w{3})(?:ings?|edly|ed|ers?|ors?|ies|es|e|ly|y|(?<!s)s)$")

_GREEK: Final = {
    code: unicodedata.name(chr(code)).removeprefix("GREEK SMALL LETTER ").lower()
    for code in range(ord("α"), ord("ω") + 1)
}
_ASKING: Final = (
    "a an the of in on at for with to from by into than as is are was were be been being can could "
    "may might should would will shall that which who whom whose when where whether how why what "
    "not no and or but if then so such this these those it its they their them we our us there "
    "here also more most much many very via between over under both each any all some other same "
    "own only just about do does did has have had i me my you your paper papers authors author "
    "work article study please tell say says said explain describe give use used using uses "
    "actually really exactly kind type sort"
)
_GENERAL: Final = (
    "last compare evaluate test achieve get mean happen report show need help improve perform "
    "define call choose handle address make work propose present introduce method approach main "
    "idea key problem find obtain require apply support consider long large big often model system "
    "matter affect influence depend important role better best fast good well"
)
_COUNTED: Final = re.compile(
    r"\bhow (?:many|much|large|big|long|fast|often|far|well|small|high|low|old|accurate)\b|"
    r"\bwhen\b|\bwhat (?:percentage|share|year|number|size|rate|value)\b|多少|几|何时",
    re.IGNORECASE,
)
_POINTER: Final = re.compile(
    r"\b(?:fig(?:ure|s|ures)?|tab(?:le|les)?|sec(?:tion|tions|s)?|eqs?|equations?|appendix|chapter|"
    r"step|theorem|lemma|algorithm)\b\.? ?\(?\w?\d[\d.]*",
    re.IGNORECASE,
)
_POINTING: Final = re.compile(
    r"(?:it|its|they|their|both|this|these|those|such|here|however|moreover|then|thus|also|"
    r"hence)\b",
    re.IGNORECASE,
)

_ENOUGH: Final = 0.62  # share of what is asked that a passage has to speak of
_HALF: Final = 0.3  # … and of what is asked beside names
_AROUND: Final = (
    0.6  # how much a word counts that stands in the headings above or a sentence beside
)
_NAME: Final = 2.0  # how much more a name counts than another word
_VAGUE: Final = 0.35  # … and how much less a word that fits most questions
_STEEP, _LENGTH = 1.2, 0.4  # BM25's k1 and b
_BEGINS, _TITLED = 2.0, 0.5  # times that a word in a heading counts for, at its start and below
_UNCOUNTED: Final = 0.7  # a sentence without a number, where one is asked for
_AGAIN: Final = 0.7  # of the shorter one's words: two passages that share more say the same


@dataclass(frozen=True, slots=True)
class Passage:
    """Sentences that stand behind each other in a paper.

    Attributes:
        section: Its number and title, as printed; '' for the abstract.
        page: Of the PDF, on which the section begins; None where that is not known.
        sentences: As printed, without marks of citation.
        score: From 0 to 1: how much of the question they speak of, and how closely.
    """

    section: str
    page: int | None
    sentences: tuple[str, ...]
    score: float


@dataclass(frozen=True, slots=True)
class _Line:
    """A sentence and what is around it.

    Attributes:
        place: Of its section and, within that, of the run of sentences that it stands in.
        heading: Words of the heading of its section.
        above: Words of that heading and those above it.
        first: Whether its section begins with it.
    """

    text: str
    words: Counter[str]
    place: tuple[int, int]
    heading: frozenset[str] = frozenset()
    above: frozenset[str] = frozenset()
    first: bool = False

    @property
    def numbered(self) -> bool:
        """Whether it gives a number that is not a figure's or a section's."""
        return re.search(r"\d", _POINTER.sub("", self.text)) is not None


@dataclass(frozen=True, slots=True)
class _Question:
    """What is asked.

    Attributes:
        worths: Of each word that tells something, how much; rare ones and names more.
        names: Those that are names.
        said: Those that are neither names nor fit most questions.
        counted: Whether the answer is a number.
    """

    worths: dict[str, float]
    names: frozenset[str]
    said: frozenset[str]
    counted: bool

    def share(self, words: Iterable[str], among: Container[str]) -> float:
        """Return how much of the words `among` those asked is in `words`, by worth."""
        whole = sum(worth for word, worth in self.worths.items() if word in among)
        found = sum(self.worths[word] for word in words if word in among)
        return found / whole if whole else 1.0


def passages(question: str, sections: Sequence[Section], abstract: str, most: int) -> list[Passage]:
    """Find the sentences that speak of what is asked, best first; none where none does.

    Args:
        sections: Of the full text; none where only the abstract is known.
        most: Passages at most.
    """
    lines = list(_lines(sections, abstract))
    asked = _read(question, lines)
    if not asked.worths:
        return []
    usual = sum(line.words.total() for line in lines) / len(lines)
    ranked = [
        (_score(asked, lines, at, usual), at)
        for at, line in enumerate(lines)
        if not asked.worths.keys().isdisjoint(line.words.keys() | line.heading)
    ]
    ranked = sorted((each for each in ranked if each[0]), key=lambda each: (-each[0], each[1]))
    return _chosen(ranked, lines, sections, most)


@lru_cache(maxsize=4_096)
def roots(text: str) -> tuple[str, ...]:
    """List the words of a text without their endings, so that `trained` is `training`."""
    words = _WORD.findall(text.lower().translate(_GREEK))
    return tuple(_ENDING.sub("", word)[:_ROOT] for word in words)


_NOT_ASKED: Final = frozenset(roots(_ASKING))
_FITS_ALL: Final = frozenset(roots(_GENERAL))


def _lines(sections: Sequence[Section], abstract: str) -> Iterator[_Line]:
    for at, run in enumerate(runs(abstract)):
        for text in run.sentences:
            yield _Line(text, Counter(roots(text)), (-1, at))
    titles: list[frozenset[str]] = []
    for number, section in enumerate(sections):
        heading = frozenset(roots(section.title))
        titles[max(0, section.level - 1) :] = [heading]
        above = frozenset[str]().union(*titles)
        for at, run in enumerate(runs(section.text)):
            for nth, text in enumerate(run.sentences):
                first = at == nth == 0
                yield _Line(text, Counter(roots(text)), (number, at), heading, above, first)


def _read(question: str, lines: Sequence[_Line]) -> _Question:
    asked = dict.fromkeys(word for word in roots(question) if word not in _NOT_ASKED)
    names = _names(question) & asked.keys()
    count = len(lines)
    worths = {}
    for word in asked if count else ():
        holding = sum(1 for line in lines if word in line.words)
        if not holding and word in _FITS_ALL:
            continue
        rare = math.log(1 + (count - holding + 0.5) / (holding + 0.5)) / math.log(1 + count)
        more = _NAME if word in names else _VAGUE if word in _FITS_ALL else 1.0
        worths[word] = (0.3 + 0.7 * min(1.0, rare)) * more
    said = frozenset(asked) - names - _FITS_ALL
    return _Question(worths, names, said, _COUNTED.search(question) is not None)


def _names(question: str) -> frozenset[str]:
    """List words that are written like names: a capital letter behind the first word, digits."""
    words = _WORD.findall(question)
    named = [word for at, word in enumerate(words) if not word[at == 0 :].islower()]
    return frozenset(root for word in named if word.isascii() for root in roots(word))


def _score(asked: _Question, lines: Sequence[_Line], at: int, usual: float) -> float:
    """Weigh a sentence; 0 where it and its surroundings speak of too little of what is asked."""
    line = lines[at]
    around = set(line.above)
    for other in (*lines[max(0, at - 1) : at], *lines[at + 1 : at + 2]):
        if other.place == line.place:
            around |= other.words.keys()
    here = asked.worths.keys() & (line.words.keys() | line.heading)
    spoken = here | (asked.worths.keys() & around)
    share = _AROUND * asked.share(spoken, asked.worths)
    share += (1 - _AROUND) * asked.share(here, asked.worths)
    if share < _ENOUGH or asked.share(spoken, asked.said) < _HALF:
        return 0.0
    length = _STEEP * (1 - _LENGTH + _LENGTH * line.words.total() / usual)
    close = 0.0
    for word in here:
        times = float(line.words[word])
        if word in line.heading:
            times += _BEGINS if line.first else _TITLED
        close += asked.worths[word] * times / (times + length)
    close /= sum(asked.worths.values())
    return (share + close) / 2 * (1.0 if line.numbered or not asked.counted else _UNCOUNTED)


def _chosen(
    ranked: Sequence[tuple[float, int]],
    lines: Sequence[_Line],
    sections: Sequence[Section],
    most: int,
) -> list[Passage]:
    """Take the best, each with the sentence that it leans on, no two that say the same."""
    found: list[Passage] = []
    taken: list[int] = []
    for score, at in ranked:
        if len(found) == most or score < ranked[0][0] / 2:
            break
        if any(at == other or _alike(lines[at], lines[other]) for other in taken):
            continue
        first = at
        if at and lines[at - 1].place == lines[at].place and _POINTING.match(lines[at].text):
            first = at - 1
        taken += range(first, at + 1)
        text = tuple(line.text for line in lines[first : at + 1])
        number = lines[at].place[0]
        section = sections[number] if number >= 0 else None
        label = f"{section.number} {section.title}".strip() if section else ""
        found.append(Passage(label, section.page if section else None, text, round(score, 3)))
    return found


def _alike(one: _Line, other: _Line) -> bool:
    left, right = one.words.keys() - _NOT_ASKED, other.words.keys() - _NOT_ASKED
    return len(left & right) > _AGAIN * max(1, min(len(left), len(right)))
