"""What a paper is, whatever place it came from, and every way to name one."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NewType, TypedDict

from typing_extensions import Unpack

from bot.domain import filing, latex

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
        categories: As listed, in order; by the names that `filing` keeps.
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
    """A source says: this paper, on this day, as this.

    Attributes:
        inferred: Day and kind are computed, not seen.
        archive: In whose list it stands, where that is known.
    """

    paper: Paper
    kind: ArrivalKind
    day: date
    inferred: bool = False
    archive: str | None = None


@dataclass(frozen=True, slots=True)
class Arrival:
    """An announcement as it was kept, numbered in commit order."""

    seq: int
    paper: Paper
    kind: ArrivalKind
    day: date
    inferred: bool = False
    archive: str | None = None


@dataclass(frozen=True, slots=True)
class PaperRef:
    """A paper as somebody named it; `version` only where they said one."""

    id: PaperId
    version: int | None = None


# Archives whose papers had ids such as `hep-th/9901001` until March 2007; https://arxiv.org/archive
_ARCHIVE = (
    "acc-phys|adap-org|alg-geom|ao-sci|astro-ph|atom-ph|bayes-an|chao-dyn|chem-ph|cmp-lg|comp-gas"
    "|cond-mat|cs|dg-ga|funct-an|gr-qc|hep-ex|hep-lat|hep-ph|hep-th|math-ph|math|mtrl-th|nlin"
    "|nucl-ex|nucl-th|patt-sol|physics|plasm-ph|q-alg|q-bio|quant-ph|solv-int|supr-con"
)
LEAD = (
    r"(?:https?://)?(?:[\w-]+\.)*"
    r"(?:arxiv\.org|xxx\.lanl\.gov|alphaxiv\.org|ar5iv\.org"
    r"|(?:huggingface|hf)\.co/papers|papers\.cool/arxiv)/(?:[a-z][\w-]*/)??"
    r"|(?:https?://(?:dx\.)?doi\.org/|doi:\s*)?10\.48550/arxiv\."
    r"|arxiv\s*:\s*"
)
"""What may stand before an id: an address, a DOI, a prefix."""

_MONTH = r"\d\d(?:0[1-9]|1[0-2])"
ID = (
    rf"(?:(?P<new>{_MONTH}\.\d{{4,5}})"
    rf"|(?P<archive>{_ARCHIVE})(?:\.[a-z-]{{2,8}})?(?:/|%2f)(?P<old>{_MONTH}\d{{3}}))"
    r"(?:v(?P<version>[1-9]\d{0,2}))?(?!\w|\.\d)"
)
"""An id, with or without its version."""

_NAME = re.compile(rf"(?:{LEAD})?{ID}", re.IGNORECASE | re.ASCII)
_CANONICAL = re.compile(
    rf"(?P<new>{_MONTH}\.\d{{4,5}})|(?:{_ARCHIVE})/(?P<old>{_MONTH}\d{{3}})", re.ASCII
)
_TAIL = re.compile(r"(?:\.pdf)?/?(?:[?#]\S*)?[.,;)>\]]?(?:\s*\[[\w.-]+\])?", re.IGNORECASE)
_UNSTORED = re.compile("[\0\ud800-\udfff]")
_OBEYED = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Signs that a terminal or a page obeys rather than shows: control and direction."""


def named(text: str) -> PaperRef | None:
    """Read a text that is one paper's name and nothing else.

    Understands both styles of id with or without version and subject class, arXiv's own addresses
    and mirrors, its DOIs, and pages about a paper on Hugging Face, alphaXiv, ar5iv and papers.cool.
    """
    text = text.strip().lstrip("<([")
    match = _NAME.match(text)
    if match is None or _TAIL.fullmatch(text, match.end()) is None:
        return None
    return reference(match)


def reference(match: re.Match[str]) -> PaperRef | None:
    """Return the paper that a match of `ID` names; None where no paper can have that id."""
    id = match["new"] or f"{match['archive']}/{match['old']}".lower()
    if month_of(id) is None:
        return None
    return PaperRef(PaperId(id), int(match["version"]) if match["version"] else None)


def month_of(id: str) -> date | None:
    """Return the first day of the month in a version-less arXiv id, or None for what is none.

    The rules are https://info.arxiv.org/help/arxiv_identifier.html: archive and seven digits
    until March 2007, then four digits behind the dot, five since January 2015.
    """
    match = _CANONICAL.fullmatch(id)
    if match is None:
        return None
    digits = match["new"] or match["old"]
    old = match["old"] is not None
    first = date((1900 if old and digits >= "91" else 2000) + int(digits[:2]), int(digits[2:4]), 1)
    if old:
        return first if first < date(2007, 4, 1) else None
    long = len(digits) == len("2403.03206")
    return first if first >= date(2007, 4, 1) and long == (first.year >= 2015) else None


def title_key(title: str) -> str:
    """Return what two spellings of one title share: no case, punctuation, hyphens or TeX."""
    return latex.fold(latex.readable(title)).replace("-", "").replace(" ", "")


class DatedBy(StrEnum):
    """Which fact a paper's date rests on, best first."""

    ANNOUNCED = "announced"
    SUBMITTED = "submitted"
    FIRST_SEEN = "first_seen"
    ID_MONTH = "id_month"


def dated(paper: Paper) -> tuple[date, DatedBy] | None:
    """Return a paper's date and what it rests on; the first of the month where only that is known.

    None where nothing is known, not even from the id.
    """
    if paper.announced is not None:
        return paper.announced, DatedBy.ANNOUNCED
    if paper.submitted is not None:
        return paper.submitted.date(), DatedBy.SUBMITTED
    if paper.first_seen is not None:
        return paper.first_seen, DatedBy.FIRST_SEEN
    month = month_of(paper.id)
    return None if month is None else (month, DatedBy.ID_MONTH)


class Facts(TypedDict, total=False):
    """What a source may know about a paper besides its texts; see `Paper`."""

    categories: tuple[str, ...]
    primary: str | None
    version: int | None
    versions: tuple[Version, ...]
    submitted: datetime | None
    updated: datetime | None
    announced: date | None
    first_seen: date | None
    doi: str | None
    journal_ref: str | None
    license: str | None


def described(
    *,
    id: str,
    title: str | None,
    abstract: str | None,
    authors: Iterable[str] = (),
    comment: str | None = None,
    **facts: Unpack[Facts],
) -> Paper:
    """Make a paper of what a source wrote: texts made readable and folded, the raw ones kept.

    Readable texts hold no sign that a screen would obey rather than show.

    Args:
        id: Version-less.
        title: As the source wrote it, TeX and line breaks included; blank is unknown.
        abstract: The same.
        authors: Full names, forenames first, perhaps with TeX accents.
        comment: The authors' comment, perhaps with TeX.
        facts: Taken as they are, but categories go by one name each.
    """
    raw = Text(_known(title), _known(abstract))
    plain = Text(_readable(raw.title), _readable(raw.abstract))
    facts["categories"] = filing.each_once(facts.get("categories", ()))
    if primary := facts.get("primary"):
        facts["primary"] = filing.today(primary)
    return Paper(
        id=PaperId(id),
        title=plain.title,
        abstract=plain.abstract,
        raw=raw,
        folded=Text(_folded(plain.title), _folded(plain.abstract)),
        authors=tuple(filter(None, (_readable(_known(author)) for author in authors))),
        comment=_readable(_known(comment)),
        **facts,
    )


def _known(text: str | None) -> str | None:
    """Blank is unknown; U+0000 and lone surrogates are refused by databases and mean nothing."""
    if text and ("\0" in text or not text.isascii()):
        text = _UNSTORED.sub("", text)
    return (text and text.strip()) or None


def _readable(text: str | None) -> str | None:
    plain = latex.readable(text) if text else ""
    if not plain.isprintable():
        plain = " ".join(_OBEYED.sub("", plain).split())
    return plain or None


def _folded(text: str | None) -> str | None:
    return latex.fold(text) if text else None
