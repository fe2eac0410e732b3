"""What a paper is, whatever place it came from, and every way to name one."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NewType

PaperId = NewType("PaperId", str)
"""Version-less: `2403.03206`, `hep-th/9901001`; another source will carry a prefix."""


class ArrivalKind(StrEnum):
    """As what a paper was announced."""

    NEW = "new"
    CROSS = "cross"
    COMMENT = "comment"
    REPLACED = "replaced"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Text:
    """A title and an abstract in one of their forms; either may be unknown."""

    title: str | None = None
    abstract: str | None = None


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a paper, numbered from 1."""

    number: int
    submitted: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """One paper as its source described it; whatever the source left out is None or empty.

    Attributes:
        title: Readable: no TeX, one line.
        abstract: Readable.
        raw: Title and abstract as the source wrote them.
        folded: Title and abstract as matching sees them (`latex.fold`).
        categories: As listed, in order; canonical names.
        primary: The category it was filed under first.
        version: The version that title and abstract are of.
        submitted: When version 1 was sent to arXiv (UTC); 6 to 78 hours before it is public.
        announced: The day (US/Eastern) it became public.
        first_seen: The day somebody first saw it listed; used when nothing better is known.
    """

    id: PaperId
    title: str | None = None
    abstract: str | None = None
    raw: Text = Text()
    folded: Text = Text()
    authors: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    primary: str | None = None
    version: int | None = None
    versions: tuple[Version, ...] = ()
    submitted: datetime | None = None
    updated: datetime | None = None
    announced: date | None = None
    first_seen: date | None = None
    comment: str | None = None
    doi: str | None = None
    journal_ref: str | None = None
    license: str | None = None

    @property
    def name(self) -> str:
        """The title, or the id of a paper whose title is not known."""
        return self.title or self.id


@dataclass(frozen=True, slots=True)
class Announcement:
    """A source says: this paper, on this day, as this."""

    paper: Paper
    kind: ArrivalKind
    day: date


@dataclass(frozen=True, slots=True)
class Arrival:
    """An announcement as it was kept, numbered in commit order."""

    seq: int
    paper: Paper
    kind: ArrivalKind
    day: date
