"""What a paper says in full: its sections, figures and front matter, and why there may be none."""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.chat import Words, words
from bot.domain.links import PaperLink


class SourceKind(StrEnum):
    """Which of arXiv's files a text was read from."""

    HTML = "html"
    PDF = "pdf"


class Lack(StrEnum):
    """Why a paper has no text that we can read."""

    MISSING = "missing"
    EMPTY = "empty"
    NOT_A_PAPER = "not-a-paper"
    BROKEN = "broken"
    ENCRYPTED = "encrypted"
    SCANNED = "scanned"
    TOO_BIG = "too-big"
    TOO_SLOW = "too-slow"
    TOO_HUNGRY = "too-hungry"
    NOT_NOW = "not-now"

    @property
    def words(self) -> Words:
        """The sentence for people."""
        return words(f"no-fulltext-{self.value}")


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a paper under one heading.

    Attributes:
        number: As printed, such as `3.1`, `IV` or `A`; '' where it has none.
        level: 1 for a section, 2 for its parts, and so on.
        text: Paragraphs, separated by an empty line; without the parts below it.
        page: Of the PDF, from 1, on which it begins; None in HTML.
    """

    number: str
    title: str
    level: int
    text: str
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Region:
    """A part of a page of a PDF.

    Attributes:
        page: From 1.
        left: In points (1/72 inch) from the left edge of the page, as its file counts them.
        bottom: In points, upwards.
        right: In points.
        top: In points, upwards.
    """

    page: int
    left: float
    bottom: float
    right: float
    top: float


class FigureKind(StrEnum):
    """What a caption belongs to."""

    FIGURE = "figure"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure or table.

    Attributes:
        label: As printed, such as `Figure 2`.
        images: Addresses of its pictures; only in HTML.
        region: Where it stands, without its caption; only in a PDF, where it was found.
        content: The rows of a table, a line each.
    """

    kind: FigureKind
    label: str
    caption: str
    images: tuple[str, ...] = ()
    region: Region | None = None
    content: str = ""


@dataclass(frozen=True, slots=True)
class Affiliation:
    """Where the first author works.

    Attributes:
        name: The institution, as printed.
        line: The line of the paper in which it stands, whole.
    """

    name: str
    line: str


@dataclass(frozen=True, slots=True)
class FullText:
    """All that a paper says.

    Attributes:
        title: As printed; '' where it was not found.
        abstract: '' where it was not found.
        sections: Of the body, in order.
        appendix: Sections behind the references or marked as appendix.
        references: The list of references, one paragraph each where they can be told apart.
        figures: Figures and tables, in order.
        front: Lines between the title and the abstract: names, places, addresses.
        links: The paper's own code, project page and data, as far as it says that they are its own.
        pages: Of the PDF; None in HTML.
        pages_read: Less than `pages` where the rest was over the limit.
        version: As stamped on the file; None where it bears no stamp.
        affiliation: Of the first author, where it was found.
    """

    source: SourceKind
    title: str
    abstract: str
    sections: tuple[Section, ...]
    appendix: tuple[Section, ...] = ()
    references: str = ""
    figures: tuple[Figure, ...] = ()
    front: tuple[str, ...] = ()
    links: tuple[PaperLink, ...] = ()
    pages: int | None = None
    pages_read: int | None = None
    version: int | None = None
    affiliation: Affiliation | None = None

    @property
    def body(self) -> str:
        """Everything but the front matter, appendix and references, for whoever looks words up."""
        parts = [self.title, self.abstract]
        for section in self.sections:
            parts += f"{section.number} {section.title}".strip(), section.text
        for figure in self.figures:
            parts += f"{figure.label}: {figure.caption}", figure.content
        return "\n\n".join(part for part in parts if part)
