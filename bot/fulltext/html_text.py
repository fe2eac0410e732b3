"""Elements of LaTeXML's HTML as text that people and models can read."""

import re
from collections.abc import Iterator

from lxml import etree

from bot.domain import latex

_HIDDEN = frozenset({"script", "style", "template", "noscript", "nav", "button", "svg"})
_SKIPPED = frozenset(
    {"ltx_rdf", "ltx_page_footer", "ltx_page_logo", "ltx_tag_note", "ltx_note_mark"}
)
_RAISED = str.maketrans("0123456789+-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻")
_LONGEST_FORMULA = 1_900
_BEFORE = 300
_STARTS_A_LINE = frozenset({"p", "div", "li", "tr", "br", "dt", "dd", "figure", "section", "table"})


def classes(element: etree._Element) -> frozenset[str]:
    """Return the classes of an element."""
    return frozenset((element.get("class") or "").split())


class Reader:
    """Reads elements, and keeps what it met on its way.

    Attributes:
        mentions: Every address that was linked, with the text before it.
        notes: Footnotes, in order; take them when a paragraph ends.
    """

    def __init__(self) -> None:
        self.mentions: list[tuple[str, str]] = []
        self.notes: list[str] = []

    def text(self, element: etree._Element, *, without: frozenset[str] = frozenset()) -> str:
        """Return what an element says, on one line.

        Args:
            without: Classes of elements inside it that are left out.
        """
        said: list[str] = []
        self._say(element, said, without)
        return _tidy("".join(said))

    def lines(self, element: etree._Element) -> list[str]:
        """Return what an element says, line by line as it was set."""
        said: list[str] = []
        self._say(element, said, frozenset(), "\n")
        texts = (_tidy(line) for line in "".join(said).split("\n"))
        return [text for text in texts if text]

    def rows(self, table: etree._Element) -> str:
        """Return the rows of a table, a line each, its cells apart."""
        found = []
        for row in table.iter("tr"):
            cells = [self.text(cell) for cell in row if cell.tag in ("td", "th")]
            if any(cells):
                found.append(" | ".join(cells))
        return "\n".join(found)

    def _say(
        self, element: etree._Element, said: list[str], without: frozenset[str], line: str = " "
    ) -> None:
        named = classes(element)
        formula = _formula(element, named)
        if formula is not None:
            said.append(formula)
        elif _hidden(element) or named & (_SKIPPED | without):
            pass
        elif "ltx_note" in named:
            self._note(element, said)
        else:
            self._inside(element, said, without, line)
        # A browser's parser leaves a comment's tail to it too.

    def _inside(
        self, element: etree._Element, said: list[str], without: frozenset[str], line: str
    ) -> None:
        href = element.get("href") or ""
        if element.tag == "a" and href.startswith(("http://", "https://")):
            self.mentions.append((_tidy("".join(said[-60:]))[-_BEFORE:], href))
        if element.tag in _STARTS_A_LINE:
            said.append(line)
        start = len(said)
        said.append(element.text or "")
        for child in element:
            if isinstance(child.tag, str):
                self._say(child, said, without, line)
            said.append(child.tail or "")
        if element.tag in ("sup", "sub") and not len(element):
            said[start:] = [_script(element.tag, "".join(said[start:]))]
        if element.tag in ("td", "th", *_STARTS_A_LINE):
            said.append(line if element.tag in _STARTS_A_LINE else " ")

    def _note(self, element: etree._Element, said: list[str]) -> None:
        for content in element.iter("span"):
            if "ltx_note_content" in classes(content):
                note: list[str] = [*said[-20:], " "]
                start = len(note)
                self._inside(content, note, frozenset(), " ")
                if text := _tidy("".join(note[start:])):
                    self.notes.append(text)
                return


def _hidden(element: etree._Element) -> bool:
    style = (element.get("style") or "").replace(" ", "")
    return element.tag in _HIDDEN or element.get("hidden") is not None or "display:none" in style


def _formula(element: etree._Element, named: frozenset[str]) -> str | None:
    """Return a formula in readable letters, or None where an element is none."""
    if element.tag == "math":
        return _read(element.get("alttext") or _annotation(element)) or _plain(element)
    if "mjx-math" in named:
        return _read(element.get("aria-label") or "")
    return None


def _annotation(element: etree._Element) -> str:
    for each in element.iter("annotation"):
        if each.get("encoding") == "application/x-tex":
            return each.text or ""
    return ""


def _plain(element: etree._Element) -> str:
    leaves = (each for each in element.iter("mi", "mn", "mo", "mtext"))
    return "".join("".join(_texts(leaf)) for leaf in leaves)


def _texts(element: etree._Element) -> Iterator[str]:
    for text in element.itertext():
        yield str(text)


def _read(tex: str) -> str:
    """Read TeX as LaTeXML keeps it: with a comment's sign at the end of each of its lines."""
    tex = re.sub(r"(?<!\\)%\s*\n", "", tex).strip()[:_LONGEST_FORMULA]
    return latex.readable(f"\\({tex}\\)") if tex else ""


def _script(tag: str, text: str) -> str:
    raised = tag == "sup" and re.fullmatch(r"\s*[+\-−]?\d+\s*", text)
    return text.translate(_RAISED) if raised else text


def _tidy(text: str) -> str:
    text = "".join(char if char.isprintable() else " " for char in text)
    return re.sub(r" ([,.;:)\]])(?=\s|$)", r"\1", " ".join(text.split()))
