"""The lines of a PDF's page as they were drawn: characters, where they stand and how large.

PDFium tells every character with its place; which of them make a line is worked out here, since
PDFium's own lines break at every superscript.
"""

import ctypes
import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

import pypdfium2.raw as pdfium

_WIDE = 1.6
"""Ems: a wider gap separates columns, the cells of a table, or names, and not words."""

_LIGATURES = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)}
_HYPHENS = dict.fromkeys((0x02, 0xAD, 0xFFFE, 0x2010), "-")
_PLAIN = _LIGATURES | _HYPHENS
_MARKS = {
    "¨": "\u0308", "´": "\u0301", "`": "\u0300", "˘": "\u0306", "ˇ": "\u030c", "ˆ": "\u0302",
    "˜": "\u0303", "¸": "\u0327", "˚": "\u030a", "¯": "\u0304", "˙": "\u0307", "˝": "\u030b",
}  # fmt: skip
_RAISED = str.maketrans("0123456789+−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")

_BOLD = re.compile(
    r"bold|(?:^|\+)(?:cmbx|sfbx|ecbx|cmb1|cmssbx|lmb)|(?:medi|-bd|-b|tb|black|heavy|demi)$",
    re.IGNORECASE,
)

_SHIFTS = ((0, 0), (0, 1), (1, 1), (1, 0))
"""By quarters turned: what brings a turned page back to where its lower left is nought."""


@dataclass(slots=True)
class Glyph:
    """One character; lengths in points, from the lower left of the page."""

    text: str
    x: float
    y: float
    end: float
    size: float
    bold: bool
    spaced: bool


@dataclass(slots=True)
class Line:
    """Characters on one baseline; lengths in points, from the lower left of the page.

    Attributes:
        page: From 1.
        y: Of the baseline.
        size: Of most of its characters.
        pieces: How many were joined across wide gaps, as the cells of a table are.
    """

    page: int
    text: str
    left: float
    right: float
    y: float
    size: float
    bold: bool
    pieces: int = 1

    @property
    def width(self) -> float:
        """From the first character to the last."""
        return self.right - self.left

    @property
    def top(self) -> float:
        """The height of a capital above the baseline."""
        return self.y + 0.75 * self.size


@dataclass(slots=True)
class PageText:
    """What is written on a page.

    Attributes:
        number: From 1.
        sideways: What is written from bottom to top, such as arXiv's stamp.
        turned: Its text runs another way than from left to right, and was turned upright; places
            are those of the turned page.
    """

    number: int
    width: float
    height: float
    lines: list[Line] = field(default_factory=list)
    sideways: str = ""
    turned: bool = False


def read_lines(textpage: object, number: int, width: float, height: float, most: int) -> PageText:
    """Read the lines of a page in the order in which they were drawn.

    Args:
        textpage: PDFium's handle.
        number: Of the page, from 1.
        width: Of the page, in points.
        height: Of the page, in points.
        most: Characters at most; the rest of the page is left out.
    """
    turns: dict[int, list[Glyph]] = {quarter: [] for quarter in range(4)}
    for glyph, quarter in _glyphs(textpage, min(pdfium.FPDFText_CountChars(textpage), most)):
        turns[quarter].append(glyph)
    main = max(turns, key=lambda quarter: len(turns[quarter]))
    page = PageText(number, *((width, height) if main % 2 == 0 else (height, width)))
    page.turned = main != 0
    page.sideways = "".join(
        f" {each.text}" if each.spaced else each.text for each in turns[(main + 1) % 4]
    )
    upright = turns[main]
    shift_x, shift_y = _SHIFTS[main]
    for glyph in upright:
        glyph.x += shift_x * page.width
        glyph.end += shift_x * page.width
        glyph.y += shift_y * page.height
    row: list[Glyph] = []
    for glyph in _composed(upright):
        if row and not _goes_on(row, glyph):
            page.lines.append(_line(row, number))
            row = []
        row.append(glyph)
    if row:
        page.lines.append(_line(row, number))
    return page


def _glyphs(textpage: object, count: int) -> Iterator[tuple[Glyph, int]]:
    """Yield every character and by how many quarters of a circle it is turned to the left."""
    x, y = ctypes.c_double(), ctypes.c_double()
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    matrix = pdfium.FS_MATRIX()
    name = ctypes.create_string_buffer(128)
    flags = ctypes.c_int()
    spaced, bold, last_size = False, False, 0.0
    for place in range(count):
        code = pdfium.FPDFText_GetUnicode(textpage, place)
        text = _PLAIN.get(code) or chr(code) if code < 0x110000 else ""
        if not text.strip():
            spaced = True
            continue
        if not text.isprintable() or not pdfium.FPDFText_GetCharOrigin(textpage, place, x, y):
            continue
        pdfium.FPDFText_GetCharBox(textpage, place, left, right, bottom, top)
        pdfium.FPDFText_GetMatrix(textpage, place, matrix)
        size = pdfium.FPDFText_GetFontSize(textpage, place)
        quarter = round(math.atan2(matrix.b, matrix.a) / (math.pi / 2)) % 4
        # Across, letters may be stretched to fill a line; upwards they are not.
        size *= math.hypot(matrix.c, matrix.d) or 1.0
        # To ask for the font takes long; it changes between words, or with the size.
        if spaced or size != last_size:
            bold = _is_bold(textpage, place, name, flags)
            last_size = size
        across, up, end = (
            (x.value, y.value, right.value),
            (y.value, -x.value, top.value),
            (-x.value, -y.value, -left.value),
            (-y.value, x.value, -bottom.value),
        )[quarter]
        yield Glyph(text, across, up, end, size, bold, spaced), quarter
        spaced = False


def _is_bold(
    textpage: object, place: int, name: "ctypes.Array[ctypes.c_char]", flags: ctypes.c_int
) -> bool:
    """Tell by the name of a font, such as `ABCDEF+NimbusRomNo9L-Medi`."""
    length = pdfium.FPDFText_GetFontInfo(textpage, place, name, len(name), flags)
    if not 0 < length <= len(name):
        return False
    return _BOLD.search(name.value.decode("utf-8", "replace")) is not None


def _goes_on(row: list[Glyph], glyph: Glyph) -> bool:
    """Tell whether a glyph stands on the line of those before it."""
    last = row[-1]
    size = max(glyph.size, last.size, 1.0)
    base = max(row[-8:], key=lambda each: each.size)
    if glyph.x < last.end - 2 * size or glyph.x - last.end > _WIDE * size:
        return False
    rise = abs(glyph.y - base.y)
    if rise < 0.25 * size:
        return True
    # An exponent, an index, or the line they belong to.
    other = abs(glyph.size - base.size) > 0.12 * size
    return rise < (0.75 if other else 0.3) * max(glyph.size, base.size)


def _line(row: list[Glyph], page: int) -> Line:
    sizes = Counter[float]()
    bases = Counter[float]()
    bold = 0
    for glyph in row:
        sizes[round(glyph.size, 1)] += 1
        bases[round(glyph.y, 1)] += 1
        bold += glyph.bold
    size = max(sizes, key=lambda each: (sizes[each], each))
    base = max(bases, key=lambda each: bases[each])
    return Line(
        page,
        _text(row, size, base),
        min(glyph.x for glyph in row),
        max(glyph.end for glyph in row),
        base,
        size,
        bold > 0.6 * len(row),
    )


def _text(row: list[Glyph], size: float, base: float) -> str:
    parts: list[str] = []
    for place, glyph in enumerate(row):
        raised = glyph.size < 0.85 * size and glyph.y > base + 0.15 * size
        wide = 0.4 if raised else 0.25
        gap = glyph.x - row[place - 1].end if place else 0.0
        # PDFium puts a space before many an exponent and accent where there is none.
        if place and (gap > wide * size or (glyph.spaced and not raised and gap > 0.05 * size)):
            parts.append(" ")
        parts.append(glyph.text.translate(_RAISED) if raised else glyph.text)
    return " ".join("".join(parts).split())


def _composed(glyphs: list[Glyph]) -> list[Glyph]:
    """Put accents on their letters: TeX draws the two apart, and either may come first."""
    kept: list[Glyph] = []
    waiting: Glyph | None = None
    for glyph in glyphs:
        if glyph.text in _MARKS:
            under = next((each for each in reversed(kept[-200:]) if _wears(each, glyph)), None)
            if under:
                _put_on(under, glyph)
            else:
                waiting = glyph
            continue
        if waiting and _wears(glyph, waiting):
            _put_on(glyph, waiting)
            glyph.spaced |= waiting.spaced
        elif waiting:
            kept.append(waiting)
        waiting = None
        kept.append(glyph)
    return kept if waiting is None else [*kept, waiting]


def _wears(letter: Glyph, mark: Glyph) -> bool:
    middle = (mark.x + mark.end) / 2
    return (
        letter.text[-1:].isalpha()
        and letter.x - 0.5 < middle < letter.end + 0.5
        and abs(letter.y - mark.y) < 0.5 * letter.size
    )


def _put_on(letter: Glyph, mark: Glyph) -> None:
    plain = letter.text.replace("ı", "i").replace("ȷ", "j")
    letter.text = unicodedata.normalize("NFC", plain + _MARKS[mark.text])
