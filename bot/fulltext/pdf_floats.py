"""Figures and tables of a PDF: their captions, what belongs to them, and where they stand."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.domain.fulltext import Figure, FigureKind, Region
from bot.fulltext.pdf_order import Placed
from bot.fulltext.pdf_prose import Words, joined
from bot.fulltext.wording import is_prose

_CAPTION = re.compile(
    r"(?P<kind>Figure|FIGURE|Fig\.?|FIG\.?|Table|TABLE|Tab\.)\s*"
    r"(?P<number>[A-Z]?\.?\d{1,3}(?:\.\d{1,2})?|[IVX]{1,6})(?P<stop>\s*[:.|—–]|(?=\s)|$)\s*(?P<rest>.*)"
)
_MARGIN = 3.0
"""Points around the drawings of a figure."""


@dataclass(frozen=True, slots=True)
class Box:
    """Something drawn, in points from the lower left of the page."""

    left: float
    bottom: float
    right: float
    top: float


@dataclass(slots=True)
class Floats:
    """The figures and tables of a document, and the places of all lines that are theirs."""

    figures: list[Figure] = field(default_factory=list)
    taken: set[int] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class _Caption:
    first: int
    last: int
    kind: FigureKind
    label: str
    text: str


def find(
    placed: Sequence[Placed],
    headings: set[int],
    body: float,
    drawn: dict[int, list[Box]],
    words: Words,
) -> Floats:
    """Find every caption, and what stands above or below it.

    Args:
        headings: Places of lines that are headings.
        body: The size of most letters, in points.
        drawn: By page, from 1, what is drawn there.
        words: Of the document.
    """
    found = Floats()
    captions = _captions(placed, headings, body, words)
    closed = {at for each in captions for at in range(each.first, each.last + 1)}
    found.taken |= closed
    for each in captions:
        if each.kind is FigureKind.TABLE:
            rows = _rows(placed, each, headings | found.taken, body)
            found.taken |= set(rows)
            content = "\n".join(placed[at].line.text for at in rows)
            found.figures.append(Figure(each.kind, each.label, each.text, content=content))
        else:
            page = placed[each.first].line.page
            region = _region(placed, each, drawn.get(page, []), headings | closed, body)
            found.figures.append(Figure(each.kind, each.label, each.text, region=region))
            if region:
                found.taken |= _inside(placed, region, headings)
    return found


def _captions(
    placed: Sequence[Placed], headings: set[int], body: float, words: Words
) -> list[_Caption]:
    found: dict[tuple[FigureKind, str], _Caption] = {}
    at = 0
    while at < len(placed):
        match = _CAPTION.fullmatch(placed[at].line.text) if at not in headings else None
        if not match or not _opens(placed, at, match, body):
            at += 1
            continue
        last = at
        while _continues(placed, at, last, headings):
            last += 1
        kind = FigureKind.TABLE if match["kind"][0] == "T" else FigureKind.FIGURE
        word = kind.value.capitalize()
        rest = (placed[i].line.text for i in range(at + 1, last + 1))
        text = joined([match["rest"], *rest], words)
        caption = _Caption(at, last, kind, f"{word} {match['number']}", text)
        # A caption is told once; a second line like it only points to it.
        found.setdefault((kind, match["number"]), caption)
        at = last + 1
    return list(found.values())


def _opens(placed: Sequence[Placed], at: int, match: re.Match[str], body: float) -> bool:
    """Tell a caption from a sentence that happens to begin its line with `Figure 3`."""
    each = placed[at]
    if each.line.text[0].islower():
        return False
    strange = abs(each.line.size - body) > 0.4 or each.line.bold
    if match["stop"].strip():
        return strange or _starts(placed, at)
    # Without a stop only what is set differently, such as `Table I` above its title.
    return strange and (not match["rest"] or match["rest"][0].isupper())


def _starts(placed: Sequence[Placed], at: int) -> bool:
    if at == 0:
        return True
    above, here = placed[at - 1], placed[at]
    if above.line.page != here.line.page or above.column != here.column:
        return True
    gap = above.line.y - here.line.y
    return gap > 1.35 * here.line.size or above.share < 0.8


def _continues(placed: Sequence[Placed], first: int, last: int, headings: set[int]) -> bool:
    if last + 1 >= len(placed) or last + 1 in headings or last - first > 40:
        return False
    start, above, below = placed[first], placed[last], placed[last + 1]
    if below.line.page != above.line.page or below.column != above.column:
        return False
    if abs(below.line.size - start.line.size) > 0.4 or below.line.pieces > 2:
        return False
    gap = above.line.y - below.line.y
    usual = placed[first].line.y - placed[first + 1].line.y if last > first else 1.4 * gap
    if not 0 < gap < min(1.5 * start.line.size, 1.2 * usual):
        return False
    ended = above.share < 0.7 and above.line.text.endswith(".")
    return not ended and not _CAPTION.fullmatch(below.line.text)


def _rows(placed: Sequence[Placed], caption: _Caption, closed: set[int], body: float) -> list[int]:
    """Return the rows of a table, which stands on the side of its caption that looks like one."""
    below = _run(placed, caption.last, 1, closed, body)
    above = _run(placed, caption.first, -1, closed, body)
    # A formula has a few lines, but no columns.
    return sorted(max(below, above, key=lambda run: sum(placed[at].line.pieces for at in run)))


def _run(
    placed: Sequence[Placed], start: int, step: int, closed: set[int], body: float
) -> list[int]:
    rows: list[int] = []
    at = start + step
    while 0 <= at < len(placed) and at not in closed:
        here, last = placed[at], placed[at - step]
        if here.line.page != last.line.page or not _is_row(here, body):
            break
        if abs(here.line.y - last.line.y) > 4.5 * max(here.line.size, last.line.size):
            break
        rows.append(at)
        at += step
    return rows


def _is_row(each: Placed, body: float) -> bool:
    text = each.line.text
    digits = sum(char.isdigit() for char in text)
    return (
        each.line.pieces > 1
        or digits > 0.25 * len(text)
        or (each.share < 0.6 and (each.line.size < body - 0.4 or text[-1] not in ".:"))
        or each.line.size < 0.93 * body
        or not is_prose(text)
    )


def _region(
    placed: Sequence[Placed],
    caption: _Caption,
    drawn: Sequence[Box],
    closed: set[int],
    body: float,
) -> Region | None:
    """Return the rectangle around what is drawn next to a caption, between it and the text."""
    first, last = placed[caption.first], placed[caption.last]
    prose: list[Placed] = []
    written: list[Box] = []
    for at, each in enumerate(placed):
        if each.line.page != first.line.page:
            continue
        if _beside(each, first) and (at in closed or _is_text(each, drawn, body)):
            prose.append(each)
        else:
            written.append(Box(each.line.left, each.line.y, each.line.right, each.line.top))
    for upwards in (True, False):
        start = first.line.top if upwards else last.line.y - 0.3 * last.line.size
        limit = _nearest(prose, start, upwards=upwards)
        low, high = (start, limit) if upwards else (limit, start)
        boxes = [box for box in drawn if _within(box, first, low, high)]
        labels = [box for box in written if _within(box, first, low, high)]
        if boxes and (around := _around([*boxes, *labels], first.line.page)):
            return around
    return None


def _within(box: Box, caption: Placed, low: float, high: float) -> bool:
    inside = min(box.right, caption.end) - max(box.left, caption.edge)
    wide = max(box.right - box.left, 1.0)
    return inside > 0.8 * wide and box.bottom >= low - 4 and box.top <= high + 4


def _beside(each: Placed, caption: Placed) -> bool:
    """Tell whether a line stands in the columns of a caption."""
    return each.line.right > caption.edge + 5 and each.line.left < caption.end - 5


def _is_text(each: Placed, drawn: Sequence[Box], body: float) -> bool:
    """Tell running text from what is written in a figure."""
    line = each.line
    framed = any(
        box.left < line.left and box.right > line.right and box.bottom < line.y and box.top > line.y
        for box in drawn
        if box.top - box.bottom > 3 * line.size
    )
    return line.size > body - 0.6 and line.pieces == 1 and is_prose(line.text) and not framed


def _nearest(prose: Sequence[Placed], start: float, *, upwards: bool) -> float:
    """Return where running text begins above or below a height."""
    if upwards:
        above = (each.line.y - 0.25 * each.line.size for each in prose if each.line.y > start)
        return min(above, default=float("inf"))
    return max((each.line.top for each in prose if each.line.top < start), default=float("-inf"))


def _around(boxes: Sequence[Box], page: int) -> Region | None:
    region = Region(
        page,
        round(min(box.left for box in boxes) - _MARGIN, 1),
        round(min(box.bottom for box in boxes) - _MARGIN, 1),
        round(max(box.right for box in boxes) + _MARGIN, 1),
        round(max(box.top for box in boxes) + _MARGIN, 1),
    )
    big = region.right - region.left > 40 and region.top - region.bottom > 30
    return region if big else None


def _inside(placed: Sequence[Placed], region: Region, headings: set[int]) -> set[int]:
    return {
        at
        for at, each in enumerate(placed)
        if each.line.page == region.page
        and at not in headings
        and each.line.left > region.left - 15
        and each.line.right < region.right + 15
        and region.bottom - 12 < each.line.y < region.top + 5
    }
