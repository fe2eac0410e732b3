"""The full text of a PDF. Runs in a process of its own: PDFs are written by anybody.

PDFium reads the file: the library that browsers use on hostile files every day.
"""

import re
import unicodedata
from collections.abc import Iterator
from contextlib import closing, suppress

import pypdfium2 as pdfium

from bot.domain import own_links
from bot.domain.fulltext import FullText, Lack, SourceKind
from bot.fulltext import pdf_drawn, pdf_floats, pdf_headings, pdf_order, pdf_sections
from bot.fulltext.limits import NoText
from bot.fulltext.pdf_floats import Box
from bot.fulltext.pdf_glyphs import PageText, read_lines
from bot.fulltext.pdf_headings import Mark
from bot.fulltext.pdf_prose import Words

_STAMP = re.compile(r"arXiv:(?:\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})v(\d{1,2})\b")
_MOST_LETTERS_A_PAGE = 60_000
_FEWEST_LETTERS = 200
"""A file with less is a scan, a cover sheet or a trap."""

_MOST_MARKS = 2_000


def read(file: bytes, most_pages: int) -> FullText:
    """Read a PDF.

    Args:
        most_pages: The rest is left out.

    Raises:
        NoText: It has none that can be read.
    """
    if not file:
        raise NoText(Lack.EMPTY, "0 bytes")
    if b"%PDF-" not in file[:1024]:
        raise NoText(Lack.NOT_A_PAPER, f"begins with {file[:16]!r}")
    try:
        document = pdfium.PdfDocument(file)
    except pdfium.PdfiumError as error:
        locked = "password" in str(error).lower() or "security" in str(error).lower()
        raise NoText(Lack.ENCRYPTED if locked else Lack.BROKEN, str(error)) from error
    with closing(document):
        return _document(document, most_pages)


def _document(document: pdfium.PdfDocument, most_pages: int) -> FullText:
    pages: list[PageText] = []
    drawn: dict[int, list[Box]] = {}
    mentions: list[tuple[str, str]] = []
    images = False
    count = min(len(document), most_pages)
    for number in range(1, count + 1):
        try:
            page = document[number - 1]
        except pdfium.PdfiumError:
            # One damaged page costs one page.
            continue
        with closing(page):
            text = _lines(page, number)
            pages.append(text)
            images = images or pdf_drawn.has_picture(page)
            if not text.turned:
                drawn[number] = pdf_drawn.boxes(page)
            mentions += pdf_drawn.mentions(document, page, text.lines)
    if not any(page.lines for page in pages):
        raise NoText(Lack.SCANNED if images else Lack.NOT_A_PAPER, f"no letter on {count} pages")
    placed = pdf_order.in_order(pages)
    body = pdf_headings.body_size(placed)
    headings = pdf_headings.find(placed, body, list(_outline(document)))
    title, behind = pdf_sections.title(placed, headings, body)
    headings = {at: heading for at, heading in headings.items() if at >= behind}
    words = Words(each.line.text for each in placed)
    floats = pdf_floats.find(placed, set(headings), body, drawn, words)
    parts = pdf_sections.parts(placed, headings, floats.taken, words, body, behind)
    letters = sum(char.isalpha() for text in parts.paragraphs for char in text)
    if letters < _FEWEST_LETTERS:
        why = Lack.SCANNED if images else Lack.NOT_A_PAPER
        raise NoText(why, f"{letters} letters of text on {count} pages")
    mentions += pdf_drawn.written(parts.paragraphs)
    return FullText(
        source=SourceKind.PDF,
        title=title,
        abstract=parts.abstract,
        sections=tuple(parts.sections),
        appendix=tuple(parts.appendix),
        references=parts.references,
        figures=tuple(floats.figures),
        front=tuple(parts.front),
        links=own_links.own(mentions, title),
        pages=len(document),
        pages_read=count,
        version=_version(pages),
    )


def _lines(page: pdfium.PdfPage, number: int) -> PageText:
    width, height = page.get_size()
    if page.get_rotation() in (90, 270):
        width, height = height, width
    textpage = page.get_textpage()
    with closing(textpage):
        return read_lines(textpage.raw, number, width, height, _MOST_LETTERS_A_PAGE)


def _outline(document: pdfium.PdfDocument) -> Iterator[Mark]:
    for place, bookmark in enumerate(document.get_toc(max_depth=4)):
        if place >= _MOST_MARKS:
            return
        page = None
        with suppress(pdfium.PdfiumError):
            target = bookmark.get_dest()
            page = target.get_index() if target else None
        title = " ".join(unicodedata.normalize("NFC", bookmark.get_title()).split())
        if title:
            yield Mark(title, bookmark.level + 1, None if page is None else page + 1)


def _version(pages: list[PageText]) -> int | None:
    """Return the version that arXiv has stamped on the margin of the first page."""
    stamp = _STAMP.search(pages[0].sideways) if pages else None
    return int(stamp[1]) if stamp else None
