"""The order in which a PDF's lines are read, without what is printed on every page."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from itertools import pairwise

from bot.fulltext.pdf_glyphs import Line, PageText
from bot.fulltext.wording import is_prose

_EDGE = 0.1
"""Share of a page's height at its top and bottom where running heads and page numbers stand."""

_NUMBER = re.compile(r"\W*(?:page\s*)?(?:\d{1,4}|[ivxlc]{1,6})(?:\s*(?:of|/)\s*\d{1,4})?\W*", re.I)

_ENTRIES = 40
"""Points above and below the entries with dots in which a table of contents may have others."""

_DOTS = re.compile(r"(?:\.\s?){5,}")


class Column(IntEnum):
    """Where on a page a line stands; in a page of one column all are across."""

    LEFT = 0
    RIGHT = 1
    ACROSS = 2


@dataclass(slots=True)
class Placed:
    """A line in its column.

    Attributes:
        edge: The left edge of the column, in points.
        end: The right edge of the column, in points.
    """

    line: Line
    column: Column
    edge: float
    end: float

    @property
    def share(self) -> float:
        """How much of the width of its column the line fills."""
        return self.line.width / max(self.end - self.edge, 1.0)


def in_order(pages: Sequence[PageText]) -> list[Placed]:
    """Return the lines of all pages as they are read, column after column, without their heads."""
    kept = [_without_contents(lines) for lines in _without_heads(pages)]
    left, right = _margins(line for lines in kept for line in lines)
    return [placed for lines in kept for placed in _page(lines, left, right)]


def _without_heads(pages: Sequence[PageText]) -> list[list[Line]]:
    """Leave out page numbers, and what stands at the edge of several pages but for its numbers."""
    seen: dict[str, set[int]] = defaultdict(set)
    for page in pages:
        for line in page.lines:
            if _at_edge(line, page):
                seen[_shape(line.text)].add(page.number)
    often = 2 if len(pages) < 5 else 3
    return [
        [
            line
            for line in page.lines
            if not (
                _at_edge(line, page)
                and (len(seen[_shape(line.text)]) >= often or _NUMBER.fullmatch(line.text))
            )
        ]
        for page in pages
    ]


def _without_contents(lines: list[Line]) -> list[Line]:
    """Leave out a table of contents."""
    dotted = [line.y for line in lines if _DOTS.search(line.text)]
    if len(dotted) < 4:
        return lines
    low, high = min(dotted) - _ENTRIES, max(dotted) + _ENTRIES
    return [line for line in lines if not low < line.y < high or is_prose(line.text)]


def _at_edge(line: Line, page: PageText) -> bool:
    return not _EDGE * page.height < line.y < (1 - _EDGE) * page.height


def _shape(text: str) -> str:
    return re.sub(r"\d+", "#", text).casefold()


def _margins(lines: Iterable[Line]) -> tuple[float, float]:
    """Return where most of the text of a document begins and ends from left to right."""
    starts, ends = Counter[int](), Counter[int]()
    for line in lines:
        starts[round(line.left)] += len(line.text)
        ends[round(line.right)] += len(line.text)
    return _outer(starts, reverse=False), _outer(ends, reverse=True)


def _outer(places: Counter[int], *, reverse: bool) -> float:
    """Return the outermost place, but for the two in a hundred characters that stick out."""
    spare = 0.02 * sum(places.values())
    for place in sorted(places, reverse=reverse):
        spare -= places[place]
        if spare <= 0:
            return place
    return 0.0


def _page(lines: Sequence[Line], left: float, right: float) -> Iterator[Placed]:
    middle = (left + right) / 2
    columns = {id(line): _column(line, middle) for line in lines}
    columns |= dict.fromkeys(_wide_rows(lines, middle, 0.3 * (right - left)), Column.ACROSS)
    _end_paragraphs(lines, columns)
    weight = Counter[Column]()
    for line in lines:
        if line.width > 0.3 * (right - left):
            weight[columns[id(line)]] += len(line.text)
    whole = sum(weight.values()) or 1
    if min(weight[Column.LEFT], weight[Column.RIGHT]) < 0.12 * whole:
        joined = _joined(lines)
        yield from (Placed(line, Column.ACROSS, left, right) for line in joined)
        return
    yield from _two_columns(lines, columns, (left, middle, right))


def _column(line: Line, middle: float) -> Column:
    slack = 0.5 * line.size
    if line.right <= middle + slack:
        return Column.LEFT
    return Column.RIGHT if line.left >= middle - slack else Column.ACROSS


def _wide_rows(lines: Sequence[Line], middle: float, wide: float) -> Iterator[int]:
    """Name the lines that are rows of a table across both columns."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda each: -each.y):
        if rows and rows[-1][0].y - line.y < 0.35 * line.size:
            rows[-1].append(line)
        else:
            rows.append([line])
    prose = [line.y for line in lines if line.width > wide]
    for row in rows:
        before = sum(line.right <= middle for line in row)
        behind = sum(line.left >= middle for line in row)
        alone = all(abs(y - row[0].y) > row[0].size for y in prose)
        if min(before, behind) > 1 and before + behind > 5 and alone:
            yield from map(id, row)


def _end_paragraphs(lines: Sequence[Line], columns: dict[int, Column]) -> None:
    """Let the short last line of a paragraph across both columns stand across them as well."""
    downwards = sorted(lines, key=lambda each: -each.y)
    for at, (above, below) in enumerate(pairwise(downwards), 1):
        beside = at + 1 < len(downwards) and below.y - downwards[at + 1].y < below.size
        if (
            columns[id(above)] is Column.ACROSS
            and columns[id(below)] is Column.LEFT
            and abs(above.left - below.left) < 2
            and abs(above.size - below.size) < 0.3
            and 0.5 * below.size < above.y - below.y < 1.45 * below.size
            and not beside
        ):
            columns[id(below)] = Column.ACROSS


def _two_columns(
    lines: Sequence[Line], columns: dict[int, Column], edges: tuple[float, float, float]
) -> Iterator[Placed]:
    """Yield bands from top to bottom; a line across both columns ends one and begins the next."""
    left, middle, right = edges
    sides: dict[Column, list[Line]] = {column: [] for column in Column}
    for line in lines:
        sides[columns[id(line)]].append(line)
    inner_left = max((line.right for line in sides[Column.LEFT]), default=middle)
    inner_right = min((line.left for line in sides[Column.RIGHT]), default=middle)
    bounds = {
        Column.LEFT: (left, min(inner_left, middle)),
        Column.RIGHT: (max(inner_right, middle), right),
        Column.ACROSS: (left, right),
    }
    rest = {column: _joined(each) for column, each in sides.items()}
    for across in [*rest[Column.ACROSS], None]:
        floor = across.y if across else float("-inf")
        for column in (Column.LEFT, Column.RIGHT):
            above = [line for line in rest[column] if line.y > floor]
            rest[column] = rest[column][len(above) :]
            yield from (Placed(line, column, *bounds[column]) for line in above)
        if across:
            yield Placed(across, Column.ACROSS, *bounds[Column.ACROSS])


def _joined(lines: Iterable[Line]) -> list[Line]:
    """Sort lines from top to bottom and join those that stand beside each other."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda each: -each.y):
        if rows and _beside(rows[-1], line):
            rows[-1].append(line)
        else:
            rows.append([line])
    return [_row(sorted(row, key=lambda each: each.left)) for row in rows]


def _beside(row: Sequence[Line], line: Line) -> bool:
    if row[0].y - line.y > 0.35 * min(row[0].size, line.size):
        return False
    return all(line.left > other.right - 2 or line.right < other.left + 2 for other in row)


def _row(row: Sequence[Line]) -> Line:
    if len(row) == 1:
        return row[0]
    main = max(row, key=lambda line: len(line.text))
    wide = sum(after.left - before.right > 1.2 * main.size for before, after in pairwise(row))
    return replace(
        main,
        text=" ".join(line.text for line in row),
        left=row[0].left,
        right=max(line.right for line in row),
        bold=all(line.bold for line in row),
        pieces=1 + wide,
    )
