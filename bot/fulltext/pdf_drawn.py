"""What is drawn on a page of a PDF, and where its links lead."""

import ctypes
import re
from collections.abc import Iterable, Iterator, Sequence

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from bot.fulltext.pdf_floats import Box
from bot.fulltext.pdf_glyphs import Line

_MOST_OBJECTS = 5_000
_MOST_LINKS = 500
_DRAWN = frozenset(
    {raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_SHADING, raw.FPDF_PAGEOBJ_FORM}
)
_ADDRESS = re.compile(r"(?:https?://|www\.|(?:github|gitlab)\.com/|huggingface\.co/)[^\s)\]}>,;]+")


def boxes(page: pdfium.PdfPage) -> list[Box]:
    """Return the rectangles around what is drawn, but for rules and backgrounds."""
    width, height = page.get_size()
    found: list[Box] = []
    for thing in _objects(page):
        box = _bounds(thing) if raw.FPDFPageObj_GetType(thing) in _DRAWN else None
        if box is None:
            continue
        across, up = box.right - box.left, box.top - box.bottom
        rule = up < 1.5 and across > 20
        ground = across > 0.9 * width and up > 0.6 * height
        if not rule and not ground and (across > 1 or up > 1):
            found.append(box)
    return found


def has_picture(page: pdfium.PdfPage) -> bool:
    """Tell whether there is a picture on a page, as there is on a scanned one."""
    pictures = (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_FORM)
    return any(raw.FPDFPageObj_GetType(each) in pictures for each in _objects(page))


def mentions(
    document: pdfium.PdfDocument, page: pdfium.PdfPage, lines: Sequence[Line]
) -> list[tuple[str, str]]:
    """Return every address that a page links to, with the text before the link."""
    found: dict[str, str] = {}
    position = ctypes.c_int(0)
    link = raw.FPDF_LINK()
    for _ in range(_MOST_LINKS):
        if not raw.FPDFLink_Enumerate(page.raw, position, link):
            break
        url = _url(document, link)
        area = raw.FS_RECTF()
        if url and url not in found and raw.FPDFLink_GetAnnotRect(link, area):
            found[url] = _before(lines, area.left, (area.top + area.bottom) / 2)
    return [(before, url) for url, before in found.items()]


def written(paragraphs: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield every address that stands in a text, with the text before it."""
    for text in paragraphs:
        for match in _ADDRESS.finditer(text):
            yield text[max(match.start() - 300, 0) : match.start()], match[0]


def _objects(page: pdfium.PdfPage) -> Iterator[raw.FPDF_PAGEOBJECT]:
    for place in range(min(raw.FPDFPage_CountObjects(page.raw), _MOST_OBJECTS)):
        if thing := raw.FPDFPage_GetObject(page.raw, place):
            yield thing


def _bounds(thing: raw.FPDF_PAGEOBJECT) -> Box | None:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not raw.FPDFPageObj_GetBounds(thing, left, bottom, right, top):
        return None
    return Box(left.value, bottom.value, right.value, top.value)


def _url(document: pdfium.PdfDocument, link: raw.FPDF_LINK) -> str:
    action = raw.FPDFLink_GetAction(link)
    if not action or raw.FPDFAction_GetType(action) != raw.PDFACTION_URI:
        return ""
    size = raw.FPDFAction_GetURIPath(document.raw, action, None, 0)
    if not 0 < size <= 2_000:
        return ""
    buffer = ctypes.create_string_buffer(size)
    raw.FPDFAction_GetURIPath(document.raw, action, buffer, size)
    return buffer.value.decode("utf-8", "replace")


def _before(lines: Sequence[Line], left: float, y: float) -> str:
    """Return the text of a few lines up to a point."""
    for place, line in enumerate(lines):
        if line.y - 0.35 * line.size <= y <= line.top and line.left - 1 <= left <= line.right:
            share = (left - line.left) / max(line.width, 1.0)
            above = " ".join(each.text for each in lines[max(place - 2, 0) : place])
            return f"{above} {line.text[: int(share * len(line.text))]}".strip()
    return ""
