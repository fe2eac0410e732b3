"""What a model is shown of a paper: as much as there is room for, the most telling first."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from bot.domain.fulltext import FullText
from bot.domain.sentences import split
from bot.domain.summaries import Material
from bot.summarisers.commands import without_commands
from bot.summarisers.tidying import visible

_PIECE: Final = 2_000
"""Characters after which a paragraph is taken apart, at the end of a sentence."""

_AROUND: Final = 40
_BETWEEN: Final = 4
_BESIDE_FIGURE: Final = 70
"""Characters of JSON around a section, between two of its pieces, and around a figure's at most;
its label included."""

_LABEL: Final = 30

# How gladly one does without a section, by its heading; the first that fits counts.
_BACK: Final = re.compile(
    r"acknowledg|funding|author contribution|competing|conflict of interest|data availab|ethic|"
    r"reproducib|supplement|impact statement",
    re.IGNORECASE,
)
_BESIDE: Final = re.compile(r"related|prior|previous|literature|preliminar", re.IGNORECASE)
_MEASURED: Final = re.compile(
    r"experiment|evaluat|result|ablation|implementation|set-?up|dataset|baseline|analys[ei]s|proof",
    re.IGNORECASE,
)
_TELLING: Final = re.compile(
    r"introduc|conclu|discuss|summary|limitation|contribution|abstract|future", re.IGNORECASE
)
_RANKS: Final = ((_BACK, 6.0), (_BESIDE, 5.0), (_TELLING, 0.0), (_MEASURED, 2.0))
_USUAL: Final = 1.0
_CAPTION: Final = 1.5
_TABLE: Final = 2.5
_MIDDLE: Final = 2.5
_TELLING_MIDDLE: Final = 0.5
"""How much less telling the very middle of a section is than its ends: of an introduction or a
conclusion hardly."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """What a model is shown of a paper.

    Attributes:
        document: All of it, as one JSON value: no text can end a JSON string from within.
        witness: The same as running text, for whoever looks claims up; without the sentences that
            speak to a model, for what somebody wants said is no evidence.
        characters: Of the paper's text that are shown, and that there are.
        pages_read: Of the PDF; None where it has none.
    """

    document: str
    witness: str
    characters: tuple[int, int]
    pages_read: int | None = None

    @property
    def whole(self) -> bool:
        """Whether nothing was left out."""
        return self.characters[0] == self.characters[1]


@dataclass(frozen=True, slots=True)
class _Piece:
    """A paragraph, or a part of one; `place` is that of its section or figure."""

    place: int
    text: str
    rank: float


def excerpt(material: Material, most: int) -> Excerpt:
    """Choose what a model is shown.

    Args:
        material: All there is.
        most: Characters of the document at most; what does not fit goes paragraph by paragraph,
            related work first, then the middle of long sections.
    """
    paper, full = material.paper, material.full
    title = visible(paper.title or (full.title if full else ""))
    abstract = visible(paper.abstract or (full.abstract if full else ""))
    head = {"title": title, "abstract": _first(abstract, most - len(json.dumps(title)) - _AROUND)}
    if full is None:
        sizes = (len(head["abstract"]), len(abstract))
        return Excerpt(_dumped(head), _witness(head.values()), sizes)
    every = [*_sections(full), *_figures(full)]
    titles = [visible(f"{each.number} {each.title}".strip()) for each in full.sections]
    # All headings are counted in, for those of what is left out are named.
    room = most - len(_dumped(head)) - sum(2 * len(each) + _AROUND for each in titles)
    kept = _chosen(every, room - 2 * _AROUND, len(full.sections))
    document = _document(head, full, titles, every, kept)
    names = [visible(each.title) for each in full.sections]
    shown = sum(len(each.text) for each in kept), sum(len(each.text) for each in every)
    return Excerpt(
        _dumped(document),
        _witness([*head.values(), *names, *(each.text for each in kept)]),
        shown,
        _pages(full, *shown),
    )


def _sections(full: FullText) -> Iterable[_Piece]:
    for place, section in enumerate(full.sections):
        rank = next((rank for sign, rank in _RANKS if sign.search(section.title)), _USUAL)
        pieces = list(_pieces(section.text))
        for number, text in enumerate(pieces):
            # 0 at both ends of the section, 1 in its middle.
            depth = 2 * min(number, len(pieces) - 1 - number) / len(pieces)
            yield _Piece(place, text, rank + (_MIDDLE if rank else _TELLING_MIDDLE) * depth)


def _figures(full: FullText) -> Iterable[_Piece]:
    """Yield captions and tables; their places follow those of the sections, two for each."""
    for number, figure in enumerate(full.figures):
        place = len(full.sections) + 2 * number
        for text in _pieces(figure.caption):
            yield _Piece(place, text, _CAPTION)
        if content := visible(figure.content, lines=True).strip():
            yield _Piece(place + 1, content, _TABLE)


def _pieces(text: str) -> Iterable[str]:
    for paragraph in re.split(r"\n\s*\n", text):
        piece = ""
        for sentence in split(visible(paragraph)):
            if piece and len(piece) + len(sentence) > _PIECE:
                yield piece
                piece = ""
            piece = f"{piece} {sentence}".strip()
        if piece:
            yield piece


def _chosen(every: Sequence[_Piece], room: int, sections: int) -> list[_Piece]:
    """Keep the most telling pieces that there is room for, in their order."""
    order = sorted(range(len(every)), key=lambda number: (every[number].rank, number))
    kept: set[int] = set()
    full: set[int] = set()
    for number in order:
        piece = every[number]
        around = _BETWEEN if piece.place < sections else _BESIDE_FIGURE
        size = len(_dumped(piece.text)) + around
        if size > room:
            # Of a section without its better parts no scrap is kept.
            full.add(piece.place)
        elif piece.place not in full:
            kept.add(number)
            room -= size
    return [every[number] for number in sorted(kept)]


def _document(
    head: dict[str, str],
    full: FullText,
    titles: Sequence[str],
    every: Sequence[_Piece],
    kept: Sequence[_Piece],
) -> dict[str, Any]:
    texts: dict[int, list[str]] = {}
    for piece in kept:
        texts.setdefault(piece.place, []).append(piece.text)
    sections = [
        {"section": title, "text": "\n\n".join(texts[place])}
        for place, title in enumerate(titles)
        if place in texts
    ]
    figures = []
    for number, figure in enumerate(full.figures):
        caption, table = (texts.get(len(titles) + 2 * number + each, []) for each in (0, 1))
        if caption or table:
            label = {"label": visible(figure.label)[:_LABEL], "caption": " ".join(caption)}
            figures.append(label | ({"table": table[0]} if table else {}))
    there = Counter(each.place for each in every)
    cut = {place for place, count in there.items() if len(texts.get(place, ())) < count}
    left_out = [title for place, title in enumerate(titles) if place in cut]
    found: dict[str, Any] = {**head, "sections": sections}
    return found | {
        name: value for name, value in (("figures", figures), ("left_out", left_out)) if value
    }


def _first(text: str, room: int) -> str:
    """Cut a text at the end of a sentence."""
    if len(text) <= room:
        return text
    kept = ""
    for sentence in split(text):
        if len(kept) + len(sentence) + 1 > room:
            break
        kept = f"{kept} {sentence}".strip()
    return kept


def _witness(texts: Iterable[str]) -> str:
    return "\n\n".join(without_commands(text) for text in texts if text)


def _pages(full: FullText, shown: int, there: int) -> int | None:
    """Say how many pages' worth was read, rounded down."""
    read = full.pages_read if full.pages_read is not None else full.pages
    if read is None or shown == there:
        return read
    return max(1, read * shown // max(there, 1))


def _dumped(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
