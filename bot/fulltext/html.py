"""The full text of a paper in HTML, as arXiv makes it from TeX with LaTeXML.

Runs in a process of its own, like everything that reads files of strangers. What the classes mean:
dlmf.nist.gov/LaTeXML/manual/ and what the pages look like at arxiv.org/html.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

from lxml import etree

from bot.domain import own_links
from bot.domain.fulltext import Figure, FigureKind, FullText, Lack, Section, SourceKind
from bot.fulltext.html_text import Reader, classes
from bot.fulltext.limits import NoText

_LEVELS = {
    "ltx_part": 1,
    "ltx_chapter": 1,
    "ltx_section": 1,
    "ltx_appendix": 1,
    "ltx_subsection": 2,
    "ltx_subsubsection": 3,
}
_PARTS = frozenset(_LEVELS)
_APART = frozenset({"ltx_bibliography", "ltx_index", "ltx_TOC", "ltx_page_footer", "ltx_rdf"})
_FRONT = frozenset(
    {"ltx_authors", "ltx_abstract", "ltx_dates", "ltx_date", "ltx_title_document"}
    | {"ltx_classification", "ltx_keywords"}
)
_INLINE = frozenset(
    f"ltx_title_{kind}" for kind in ("paragraph", "subparagraph", "theorem", "proof")
)
"""Titles that stand at the beginning of a paragraph."""

_STAMP = re.compile(r"arXiv:\S+?v(\d{1,2})\b")
_FAILED = b"Conversion to HTML had a Fatal error"
"""What arXiv writes above a page that its converter did not finish."""

_FEWEST_LETTERS = 200


@dataclass(slots=True)
class _Found:
    sections: list[Section] = field(default_factory=list)
    appendix: list[Section] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)


def read(file: bytes, url: str) -> FullText:
    """Read a page.

    Args:
        url: Of the page, from which the addresses of its pictures are made.

    Raises:
        NoText: It holds no paper, or only a part of one.
    """
    if not file.strip():
        raise NoText(Lack.EMPTY, f"{len(file)} bytes")
    if _FAILED in file:
        raise NoText(Lack.BROKEN, "its conversion failed")
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)
    try:
        page = etree.fromstring(file, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise NoText(Lack.NOT_A_PAPER, str(error)) from error
    article = None if page is None else _first(page, "ltx_document")
    if article is None:
        raise NoText(Lack.NOT_A_PAPER, "no LaTeXML document")
    return _Page(page, article, url).paper()


class _Page:
    def __init__(self, page: etree._Element, article: etree._Element, url: str) -> None:
        self._page = page
        self._article = article
        base = page.find(".//base")
        self._base = urljoin(url, (base.get("href") or "") if base is not None else "")
        self._host = urlsplit(url).netloc
        self._reader = Reader()
        self._found = _Found()

    def paper(self) -> FullText:
        title = self._said("ltx_title_document", without=frozenset({"ltx_tag"}))
        abstract = self._abstract()
        front = tuple(self._front())
        self._walk(self._article, appendix=False)
        found = self._found
        if found.sections and not found.sections[0].title and len(found.sections[0].text) < 200:
            # The name of a journal, a copyright: no letter is as short as that.
            front += tuple(found.sections.pop(0).text.split("\n\n"))
        letters = sum(char.isalpha() for section in found.sections for char in section.text)
        if letters < _FEWEST_LETTERS:
            raise NoText(Lack.NOT_A_PAPER, f"{letters} letters of text")
        return FullText(
            source=SourceKind.HTML,
            title=title,
            abstract=abstract,
            sections=tuple(found.sections),
            appendix=tuple(found.appendix),
            references=self._references(),
            figures=tuple(found.figures),
            front=front,
            links=own_links.own(self._reader.mentions, title),
            version=self._version(),
        )

    def _said(self, name: str, *, without: frozenset[str] = frozenset()) -> str:
        element = _first(self._article, name)
        return "" if element is None else self._reader.text(element, without=without)

    def _abstract(self) -> str:
        element = _first(self._article, "ltx_abstract")
        return "" if element is None else "\n\n".join(self._blocks(element))

    def _front(self) -> Iterator[str]:
        """Yield names, and each place below the name of whoever works there."""
        for creator in _all(self._article, "ltx_creator"):
            for part in ("ltx_personname", "ltx_contact"):
                for each in _all(creator, part):
                    yield from self._reader.lines(each)
        for part in ("ltx_keywords", "ltx_classification"):
            yield from map(self._reader.text, _all(self._article, part))
        self._reader.notes.clear()

    def _version(self) -> int | None:
        mark = self._page.find(".//*[@id='watermark-tr']")
        stamp = _STAMP.search(" ".join(map(str, mark.itertext()))) if mark is not None else None
        return int(stamp[1]) if stamp else None

    def _references(self) -> str:
        return "\n\n".join(self._reader.text(item) for item in _all(self._article, "ltx_bibitem"))

    def _walk(self, element: etree._Element, *, appendix: bool) -> None:
        """Read a section, and then those inside it."""
        named = classes(element)
        appendix = appendix or "ltx_appendix" in named
        title = next((each for each in element if "ltx_title" in classes(each)), None)
        number, heading = self._heading(title) if named & _PARTS else ("", "")
        text = "\n\n".join(self._blocks(element))
        where = self._found.appendix if appendix else self._found.sections
        quoted = "ltx_biblist" in {name for each in element.iter("ul") for name in classes(each)}
        if text or (heading and not quoted):
            level = next((_LEVELS[each] for each in named if each in _LEVELS), 1)
            where.append(Section(number, heading, level, text))
        for child in _below(element):
            if "ltx_acknowledgements" in classes(child):
                text = self._reader.text(child, without=frozenset({"ltx_title"}))
                where.append(Section("", "Acknowledgements", 1, text))
            else:
                self._walk(child, appendix=appendix)

    def _heading(self, title: etree._Element | None) -> tuple[str, str]:
        if title is None:
            return "", ""
        tag = _first(title, "ltx_tag")
        number = self._reader.text(tag) if tag is not None else ""
        number = re.sub(r"^(?:Appendix|Chapter|Part)\s+", "", number).rstrip(". ")
        return number, self._reader.text(title, without=frozenset({"ltx_tag"}))

    def _blocks(self, element: etree._Element) -> Iterator[str]:
        """Yield the paragraphs that stand in a section itself, each with its footnotes."""
        for child in element:
            if not isinstance(child.tag, str):
                continue
            named = classes(child)
            if named & (_PARTS | _APART | _FRONT) or "ltx_acknowledgements" in named:
                continue
            if "ltx_title" in named and not named & _INLINE:
                continue
            yield from self._block(child, named)

    def _block(self, child: etree._Element, named: frozenset[str]) -> Iterator[str]:
        if child.tag == "figure" or named & {"ltx_figure", "ltx_table"}:
            self._found.figures += self._figures(child)
            return
        if child.tag == "table" and "ltx_tabular" in named:
            yield self._reader.rows(child)
            return
        inner = [each for each in child.iter("figure", "p", "li") if each is not child]
        if child.tag in ("div", "section", "span", "article", "ul", "ol") and inner:
            yield from self._blocks(child)
            return
        text = self._reader.text(child, without=frozenset({"ltx_tag_listingline"}))
        notes, self._reader.notes = self._reader.notes, []
        if text:
            yield text
        yield from notes

    def _figures(self, element: etree._Element) -> Iterator[Figure]:
        """Yield a figure; where it has no caption of its own, those inside it."""
        caption = next((each for each in element if each.tag == "figcaption"), None)
        tag = _first(caption, "ltx_tag") if caption is not None else None
        if caption is None or tag is None:
            for child in element.iterdescendants("figure"):
                if not any(each.tag == "figure" for each in _between(child, element)):
                    yield from self._figures(child)
            return
        label = self._reader.text(tag).rstrip(":. ")
        kind = label.casefold()
        if not kind.startswith(("fig", "tab")):
            return
        text = self._reader.text(caption, without=frozenset({"ltx_tag_figure", "ltx_tag_table"}))
        tables = [each for each in element.iter("table") if "ltx_tabular" in classes(each)]
        yield Figure(
            FigureKind.TABLE if kind.startswith("tab") else FigureKind.FIGURE,
            label,
            text,
            images=tuple(self._images(element)),
            content="\n".join(filter(None, map(self._reader.rows, tables[:1]))),
        )

    def _images(self, element: etree._Element) -> Iterator[str]:
        """Yield the addresses of pictures that stand where the page stands."""
        for image in element.iter("img"):
            try:
                url = urljoin(self._base, image.get("src") or "")
                parts = urlsplit(url)
            except ValueError:
                continue
            if (
                image.get("src")
                and parts.scheme in ("http", "https")
                and parts.netloc == self._host
            ):
                yield url


def _first(element: etree._Element, name: str) -> etree._Element | None:
    return next(_all(element, name), None)


def _all(element: etree._Element, name: str) -> Iterator[etree._Element]:
    for each in element.iter():
        if isinstance(each.tag, str) and name in classes(each):
            yield each


def _below(element: etree._Element) -> Iterator[etree._Element]:
    """Yield the sections inside a section, however they are wrapped, but not those inside them."""
    for child in element:
        if not isinstance(child.tag, str):
            continue
        named = classes(child)
        if named & _PARTS or "ltx_acknowledgements" in named:
            yield child
        elif child.tag in ("div", "section") and not named & _APART:
            yield from _below(child)


def _between(child: etree._Element, above: etree._Element) -> Iterator[etree._Element]:
    parent = child.getparent()
    while parent is not None and parent is not above:
        yield parent
        parent = parent.getparent()
