"""The authors' own words: what is new in a line, in points, or under headings, all quoted."""

import asyncio
from functools import lru_cache
from pathlib import Path
from typing import Final

from typing_extensions import override

from bot.domain.fulltext import FullText
from bot.domain.sentences import LINK
from bot.domain.spend import NOBODY, Payer
from bot.domain.summaries import (
    ASPECTS,
    LIMITS,
    Aspect,
    Detail,
    Material,
    Order,
    Part,
    Summary,
)
from bot.ports import Summariser
from bot.summarisers.analysis import parts
from bot.summarisers.clauses import spans
from bot.summarisers.keywords import keywords
from bot.summarisers.picking import Ranked, rank
from bot.summarisers.points import points
from bot.summarisers.ranking import Model, promise, roots
from bot.summarisers.strong import names, strong
from bot.summarisers.zones import of_abstract, of_sections

_FILE: Final = "sentences.tsv"
_ASKED: Final = 3  # sentences that a headline is sought in
_SHORT: Final = 12  # words of a headline
_GRAMMAR: Final = 2.0  # how much a good start and end of a headline count against its words
_LATER: Final = 1.0  # how much less is expected of each next sentence


class Extractive(Summariser):
    """Quotes the paper; never writes a word of its own, and needs no key."""

    @property
    @override
    def writer(self) -> str:
        return ""

    @property
    @override
    def prompt(self) -> str:
        return ""

    @override
    async def summarise(self, material: Material, order: Order, payer: Payer = NOBODY) -> Summary:
        """Quote the paper; the text is empty where there is neither abstract nor full text."""
        if material.full is None:
            return _quoted(material, order.detail)
        # A long text takes a moment; others need not wait for it.
        return await asyncio.to_thread(_quoted, material, order.detail)


def _quoted(material: Material, detail: Detail) -> Summary:
    paper, full = material.paper, material.full
    title = paper.title or (full.title if full else "")
    abstract = paper.abstract or (full.abstract if full else "")
    text = headline(title, abstract) if detail is Detail.HEADLINE else tldr(title, abstract)
    if len(text) > LIMITS[detail]:
        text = headline(title, abstract)
    return Summary(
        paper.id,
        paper.version,
        detail,
        text,
        parts=_parts(title, abstract, full, detail, text),
        basis=material.basis,
        pages=full.pages if full else None,
        pages_read=full.pages_read if full else None,
        lack=material.lack,
    )


def _parts(
    title: str, abstract: str, full: FullText | None, detail: Detail, line: str
) -> tuple[Part, ...]:
    if not ASPECTS[detail]:
        return ()
    said, ranked = of_abstract(abstract), _ranked(title, abstract)
    body = of_sections(full.sections) if full else ()
    named = names(title, ranked.text.sentences)
    if detail is Detail.ANALYSIS:
        return parts(said, body, ranked, keywords(title, abstract, full), named)
    made = points(said, body, ranked, line)
    return (Part(Aspect.POINTS, made, strong(Aspect.POINTS, made, named)),) if made else ()


@lru_cache(maxsize=1)
def shipped() -> Model:
    """Read the weights that come with the bot; a wheel carries them inside the package."""
    package = Path(__file__).parents[1]
    inside = package / "config" / _FILE
    return Model.read(inside if inside.exists() else package.parent / "config" / _FILE)


@lru_cache(maxsize=64)
def _ranked(title: str, abstract: str) -> Ranked:
    return rank(shipped(), title, abstract)


# A paper is in the digests of many channels at once.
@lru_cache(maxsize=1_024)
def tldr(title: str, abstract: str) -> str:
    """Quote the sentence or two that say best what is new.

    One alone may have been shortened; an ellipsis stands where something was left out.
    """
    ranked = _ranked(title, abstract)
    return ranked.pieces[0][1].text if ranked.pieces else ""


@lru_cache(maxsize=1_024)
def headline(title: str, abstract: str) -> str:
    """Quote the clause that says best what is new, in at most `LIMITS[HEADLINE]` characters.

    An ellipsis stands where the sentence goes on before or after.
    """
    ranked, most = _ranked(title, abstract), LIMITS[Detail.HEADLINE]
    asked = _asked(ranked)
    found = [
        (promise(roots(text), ranked.chances, _SHORT) + _GRAMMAR * gain - _LATER * later, text)
        for later, sentence in enumerate(asked)
        for gain, text in spans(sentence, most)
        if not ranked.text.title.issuperset(roots(text))
    ]
    if found:
        return max(found)[1]
    words = LINK.sub("", asked[0])[: most - 1] if asked else ""
    return f"{words[: words.rfind(' ')] if ' ' in words else words}…" if words else ""


def _asked(ranked: Ranked) -> list[str]:
    """List the sentences in which a headline is sought, best first."""
    places = dict.fromkeys(piece.places[0] for _, piece in ranked.pieces)
    sentences = [ranked.text.sentences[place] for place in places]
    return (sentences or list(ranked.text.sentences))[:_ASKED]
