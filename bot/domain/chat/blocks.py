"""What a message is made of: lines, lists of papers, cards, passages."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from bot.domain.chat.sentences import Words
from bot.domain.papers import PaperId


class Style(StrEnum):
    """How loud a line is."""

    PLAIN = "plain"
    STRONG = "strong"
    SMALL = "small"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of running text; its parts stand side by side, set apart by a middle dot."""

    parts: tuple[Words, ...]
    style: Style = Style.PLAIN


def line(*parts: Words, style: Style = Style.PLAIN) -> Line:
    """Write a line of one or more parts."""
    return Line(parts, style)


@dataclass(frozen=True, slots=True)
class Link:
    """A labelled address; we build the address or take it from the paper, never from a model."""

    label: Words
    url: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a list: a linked title and, if there is room, what the paper says.

    Attributes:
        position: The number people type, from 1; None where the list is not numbered.
        quote: The one-liner, already attributed (quotation marks mean the authors' own words).
        note: A few words behind the title, such as its id and date.
    """

    paper: PaperId
    title: str
    url: str
    position: int | None = None
    quote: Words | None = None
    links: tuple[Link, ...] = ()
    note: Words | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of papers; renderers cut one-liners before they ever drop a paper."""

    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """One paper, drawn whole: title, what it says, links, then small print."""

    entry: Entry
    details: tuple[Line, ...] = ()


class Shape(StrEnum):
    """How the lines of a passage stand below each other."""

    RUNNING = "running"
    POINTS = "points"
    STEPS = "steps"


@dataclass(frozen=True, slots=True)
class Passage:
    """What is said under one heading.

    Attributes:
        heading: None where it goes on from what stands above.
        strong: Phrases of its lines, just as they stand there, that catch the eye.
        first: Number of the first step.
    """

    heading: Words | None
    lines: tuple[Words, ...]
    shape: Shape = Shape.RUNNING
    strong: tuple[str, ...] = ()
    first: int = 1


Block: TypeAlias = Line | Listing | Card | Passage
