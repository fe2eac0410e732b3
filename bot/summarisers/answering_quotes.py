"""The authors answer: the passages of a paper that speak of what is asked, quoted."""

import asyncio
import re
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from typing_extensions import override

from bot.domain.answers import Answer, Said
from bot.domain.passages import Passage, passages
from bot.domain.quotable import Quotable, Spot, Where, shown
from bot.domain.spend import NOBODY, Payer
from bot.domain.summaries import Material
from bot.ports import Answerer

_MOST: Final = 3
_FOREIGN: Final = re.compile(r"[^\x00-\x7f]+")


class Quoting(Answerer):
    """Quotes; never writes a word of its own, and needs no key.

    Args:
        glossary: For a word in another script, those that papers use, the likeliest first.
    """

    def __init__(self, glossary: Mapping[str, Sequence[str]] = MappingProxyType({})) -> None:
        self._glossary = glossary

    @property
    @override
    def writer(self) -> str:
        return ""

    @override
    async def answer(
        self, material: Material, question: str, language: str = "en", payer: Payer = NOBODY
    ) -> Answer:
        """Quote what comes nearest; nothing where no passage speaks of what is asked."""
        # A long paper takes a good part of a second.
        return await asyncio.to_thread(_answer, material, question, self._glossary)


def _answer(material: Material, question: str, glossary: Mapping[str, Sequence[str]]) -> Answer:
    full = material.full
    sections = (*full.sections, *full.appendix) if full else ()
    abstract = material.paper.abstract or (full.abstract if full else "")
    quotable = Quotable.of(material)
    asked = (question, *_retold(question, glossary))
    found = (passages(each, sections, abstract, _MOST) for each in asked)
    said = tuple(_quoted(each, quotable) for each in next(filter(None, found), []))
    return Answer.of(material, question, said)


def _retold(question: str, glossary: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Say a question in the words of papers, first in the likeliest and then in others."""
    # The longest word that fits: a part of it may mean something else.
    known = sorted((each for each in glossary if each in question), key=len, reverse=True)
    if not known:
        return
    word = re.compile("|".join(map(re.escape, known)))
    for which in range(max(len(glossary[each]) for each in known)):

        def meant(found: re.Match[str], which: int = which) -> str:
            meanings = glossary[found[0]]
            return f" {meanings[min(which, len(meanings) - 1)]} "

        yield _FOREIGN.sub(" ", word.sub(meant, question))


def _quoted(passage: Passage, quotable: Quotable) -> Said:
    """Say where a passage stands, and quote it."""
    quote = shown(" ".join(passage.sentences))
    places = (each.where for each in quotable.texts)
    for where in places:
        titled = where.spot in (Spot.SECTION, Spot.APPENDIX) and where.label == passage.section
        if titled and where.first == passage.page:
            return Said("", quote, where)
    return Said("", quote, Where(Spot.ABSTRACT))
