"""The words of a paper that may be quoted, and where each of them stands."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from textwrap import shorten
from typing import Self

from bot.domain.chat import Words, words
from bot.domain.fulltext import FigureKind, FullText, Section
from bot.domain.summaries import Material

QUOTE_LIMIT = 400
"""Characters of a quote at most."""

_FEWEST_WORDS = 3
_FEWEST_SIGNS = 6  # of a script without spaces
_LONGEST_LABEL = 80
_AROUND = 2_500  # characters that are looked at on either side of a quote

_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−﹣"), "-")
_IGNORED = re.compile(
    r"[\s\u00ad\u0300-\u036f\u200b-\u200f\u2028-\u202e\u2032-\u2037\u2060-\u2069\ufeff"
    r"'\"`´‘’‚‛“”„‟«»「」『』〝〞]+"
)
"""Blanks, accents, quotation marks, and what nobody sees."""
_HYPHEN = re.compile(r"(?<=[^\W\d_])-+(?=[^\W\d_])")
_ENDS = " \t\r\n\"'.,;:…"
_SCRIPT = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


class Spot(StrEnum):
    """What sort of place in a paper something stands in."""

    ABSTRACT = "abstract"
    SECTION = "section"
    APPENDIX = "appendix"
    FIGURE = "figure"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Where:
    """A place in a paper.

    Attributes:
        label: As printed, such as `3.1 Data` or `Figure 2`; '' where it has none.
        first: Page of the PDF, from 1, on which the place begins; None where there are no pages.
        last: Page on which it ends at the latest.
    """

    spot: Spot
    label: str = ""
    first: int | None = None
    last: int | None = None

    @property
    def words(self) -> Words:
        """The place, for people."""
        label = shorten(self.label, _LONGEST_LABEL, placeholder=" …")
        key = f"ask-where-{self.spot.value}"
        named = Words(key, (("label", label),)) if label else words(f"ask-in-{self.spot.value}")
        if self.first is None:
            return named
        if self.last is None or self.last <= self.first:
            return words("ask-where-page", where=named, page=str(self.first))
        pages = f"{self.first}–{self.last}"
        return words("ask-where-pages", where=named, pages=pages)


@dataclass(frozen=True, slots=True)
class Text:
    """A text that may be quoted.

    Attributes:
        text: Paragraphs, separated by an empty line.
    """

    text: str
    where: Where


@dataclass(frozen=True, slots=True)
class Found:
    """A quote, found.

    Attributes:
        text: The words as the paper has them, on one line.
        around: The paragraphs that the words stand in.
    """

    text: str
    where: Where
    around: str


@dataclass(frozen=True, slots=True)
class Quotable:
    """All texts of a paper, in order.

    Attributes:
        keys: Each text as words are looked for in it.
    """

    texts: tuple[Text, ...]
    keys: tuple[str, ...]

    @classmethod
    def of(cls, material: Material, evidence: Callable[[str], str] = str) -> Self:
        """List what may be quoted of a paper: not its references, nor its front matter.

        Args:
            evidence: Returns of a text what can bear anything out.
        """
        cleaned = (Text(evidence(each.text), each.where) for each in _texts(material))
        texts = tuple(each for each in cleaned if each.text.strip())
        return cls(texts, tuple(_key(each.text) for each in texts))

    @property
    def abstract(self) -> str:
        """The abstract, as far as it can bear anything out."""
        return next((each.text for each in self.texts if each.where.spot is Spot.ABSTRACT), "")

    def find(self, quote: str) -> Found | str:
        """Find words in the paper; else say, in words for a model, what is wrong with them.

        Blanks, hyphens within words, ligatures, accents, case and quotation marks make no
        difference. Words that stand in several places are found in the first.
        """
        wanted = _key(quote.strip(_ENDS))
        if not _enough(quote, wanted):
            return "is too short to prove anything"
        for text, key in zip(self.texts, self.keys, strict=True):
            if wanted in key and (found := _found(text, wanted)):
                long = len(found.text) > QUOTE_LIMIT
                return f"is longer than {QUOTE_LIMIT} characters" if long else found
        return "does not stand in the paper"


def shown(text: str) -> str:
    """Return words of a paper on one line, without characters nobody sees."""
    seen = "".join(each if each.isprintable() else " " for each in text.replace("\u00ad", ""))
    return " ".join(seen.split())


def _texts(material: Material) -> Iterator[Text]:
    full = material.full
    abstract = material.paper.abstract or (full.abstract if full else "")
    yield Text(abstract, Where(Spot.ABSTRACT))
    if full is None:
        return
    yield from _sections(full)
    for figure in full.figures:
        page = figure.region.page if figure.region else None
        spot = Spot.TABLE if figure.kind is FigureKind.TABLE else Spot.FIGURE
        text = "\n\n".join(filter(None, (figure.caption, figure.content)))
        yield Text(text, Where(spot, figure.label, page))


def _sections(full: FullText) -> Iterator[Text]:
    every: Sequence[Section] = (*full.sections, *full.appendix)
    end = full.pages_read or full.pages
    for number, section in enumerate(every):
        following = next((each.page for each in every[number + 1 :] if each.page), end)
        spot = Spot.SECTION if number < len(full.sections) else Spot.APPENDIX
        last = following if section.page else None
        label = f"{section.number} {section.title}".strip()
        yield Text(section.text, Where(spot, label, section.page, last))


def _enough(quote: str, key: str) -> bool:
    if signs := len(_SCRIPT.findall(quote)):
        return signs >= _FEWEST_SIGNS
    return len(quote.split()) >= _FEWEST_WORDS and len(key) >= _FEWEST_SIGNS


def _key(text: str) -> str:
    """Write a text as it is compared."""
    return _HYPHEN.sub("", _spelled(text))


def _spelled(text: str) -> str:
    # Taken apart, every character is spelled alone as it is among others.
    apart = unicodedata.normalize("NFKD", text).casefold().translate(_DASHES)
    # A word that was parted at the end of a line has a blank behind its hyphen.
    return _IGNORED.sub("", apart)


def _found(there: Text, wanted: str) -> Found | None:
    """Return the words of a text whose key holds what is wanted, if they are whole words."""
    text = there.text
    signs, places = _signs(text)
    at = signs.find(wanted)
    while at >= 0:
        start, end = places[at], places[at + len(wanted) - 1] + 1
        whole = not (_inside_word(text, start) or _inside_word(text, end))
        # A ligature is one character and several letters.
        if whole and (not at or places[at - 1] < start):
            return Found(shown(text[start:end]), there.where, _around(text, start, end))
        at = signs.find(wanted, at + 1)
    return None


def _signs(text: str) -> tuple[str, list[int]]:
    """Write the key of a text, and from which of its characters each sign of it comes."""
    spelled = [(sign, place) for place, char in enumerate(text) for sign in _spelled(char)]
    plain = "".join(sign for sign, _ in spelled)
    gone = {at for hyphen in _HYPHEN.finditer(plain) for at in range(*hyphen.span())}
    kept = [each for at, each in enumerate(spelled) if at not in gone]
    return "".join(sign for sign, _ in kept), [place for _, place in kept]


def _inside_word(text: str, at: int) -> bool:
    """Whether a place parts a word, of a script that has spaces between words."""
    if not 0 < at < len(text):
        return False
    before, behind = text[at - 1], text[at]
    letters = before.isalnum() and behind.isalnum()
    return letters and not (_SCRIPT.match(before) or _SCRIPT.match(behind))


def _around(text: str, start: int, end: int) -> str:
    first = text.rfind("\n\n", 0, start)
    last = text.find("\n\n", end)
    first = max(first if first >= 0 else 0, start - _AROUND)
    last = min(last if last >= 0 else len(text), end + _AROUND)
    return text[first:last].strip()
