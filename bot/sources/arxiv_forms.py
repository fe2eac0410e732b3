"""The forms in which arXiv writes down what it keeps of a paper.

`arXivRaw` alone has all versions and says which of them were withdrawn. `arXiv` parts the authors,
and `oai_dc` names no category but in the header. They are described at
info.arxiv.org/help/oa/index.html.
"""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from email.utils import parsedate_to_datetime
from typing import TypedDict

from lxml import etree
from typing_extensions import Unpack

from bot.domain import papers
from bot.domain.bulletins import Record
from bot.domain.papers import Paper, PaperRef, Version
from bot.sources.arxiv_authors import written_authors
from bot.sources.arxiv_xml import Fields, name_of

_PAPER = r"(?:paper|article|manuscript|submission|preprint|work|version|letter|note)"
_WITHDRAWN = re.compile(
    rf"\b(?:this|the)\s+(?:(?:present|current)\s+)?{_PAPER}(?:\s+and\s+\w+)?\s+"
    r"(?:(?:has|have|is|was|been|being|now|hereby)\s+)+withdrawn\b"
    rf"|^\W*(?:{_PAPER}\s+)?(?:(?:has|is|was|been|being)\s+)*withdrawn\b"
    r"|\bwithdrawn\s+by\s+(?:the\s+|its\s+)?(?:author|arxiv)",
    re.IGNORECASE,
)
_NEXT_DOI = re.compile(r"[\s,;]+(?=10\.)")
_NOT_CATEGORIES = frozenset({"physics", "cond-mat", "astro-ph", "nlin"})
"""Archives whose papers are filed deeper down."""


def read_form(header: etree._Element, form: etree._Element) -> Record | None:
    """Read a record, or return None where it makes no sense.

    Args:
        header: Says which paper it is of, and when it was changed.
        form: What is kept of the paper, in any of the forms.
    """
    about, fields = Fields(header), Fields(form)
    ref = papers.named((about.text("identifier") or "").removeprefix("oai:arXiv.org:"))
    stamp = _day(about.text("datestamp"))
    read = _FORMS.get(name_of(form))
    if ref is None or stamp is None or read is None or fields.text("title") is None:
        return None
    paper, gone = read(ref, fields, about)
    return Record(paper, stamp, gone or _WITHDRAWN.search(paper.comment or "") is not None)


def _raw(ref: PaperRef, fields: Fields, _: Fields) -> tuple[Paper, bool]:
    written = {_number(each.get("version")): Fields(each) for each in fields.each("version")}
    written.pop(0, None)
    versions = tuple(
        Version(number, _sent(written[number].text("date"))) for number in sorted(written)
    )
    newest = versions[-1] if versions else None
    paper = _paper(
        ref,
        fields,
        written_authors(fields.text("authors") or ""),
        version=newest.number if newest else None,
        versions=versions,
        submitted=next((each.submitted for each in versions if each.number == 1), None),
        updated=newest.submitted if newest else None,
    )
    return paper, newest is not None and _is_gone(written[newest.number])


def _is_gone(version: Fields) -> bool:
    """Say whether there is no text; its source is then of the kind to be ignored, `I`."""
    size, kind = version.text("size") or "", version.text("source_type") or ""
    return size.lower() in ("0", "0kb") or "I" in kind


def _parted(ref: PaperRef, fields: Fields, _: Fields) -> tuple[Paper, bool]:
    names = (Fields(each) for group in fields.each("authors") for each in group)
    authors = (
        " ".join(filter(None, (each.text("forenames"), each.text("keyname"), each.text("suffix"))))
        for each in names
    )
    sent = _first_sent(ref, _day(fields.text("created")))
    return _paper(
        ref, fields, tuple(each for each in authors if each != ":"), submitted=sent
    ), False


def _dublin(ref: PaperRef, fields: Fields, header: Fields) -> tuple[Paper, bool]:
    told = fields.texts("description")
    comments = [each[len("Comment:") :] for each in told if each.startswith("Comment:")]
    days = sorted(day for each in fields.texts("date") if (day := _day(each)))
    named = [each for each in fields.texts("identifier") if not each.startswith("http")]
    paper = papers.described(
        id=ref.id,
        title=fields.text("title"),
        abstract=next((each for each in told if not each.startswith("Comment:")), None),
        authors=(" ".join(reversed(each.split(", ", 1))) for each in fields.texts("creator")),
        comment=next(iter(comments), None),
        categories=tuple(name for each in header.texts("setSpec") if (name := _category(each))),
        submitted=_first_sent(ref, days[0]) if days else None,
        updated=_midnight(days[-1]) if days else None,
        doi=next((each[len("doi:") :] for each in named if each.startswith("doi:")), None),
        journal_ref=next((each for each in named if not each.startswith("doi:")), None),
        license=fields.text("rights"),
    )
    return paper, False


_FORMS: dict[str, Callable[[PaperRef, Fields, Fields], tuple[Paper, bool]]] = {
    "arXivRaw": _raw,
    "arXiv": _parted,
    "dc": _dublin,
}


class _Sent(TypedDict, total=False):
    version: int | None
    versions: tuple[Version, ...]
    submitted: datetime | None
    updated: datetime | None


def _paper(ref: PaperRef, fields: Fields, authors: tuple[str, ...], **sent: Unpack[_Sent]) -> Paper:
    """Make a paper of what both of arXiv's own forms have, and of what they have not."""
    categories = tuple((fields.text("categories") or "").split())
    doi = fields.text("doi")
    return papers.described(
        id=ref.id,
        title=fields.text("title"),
        abstract=fields.text("abstract"),
        authors=authors,
        comment=fields.text("comments"),
        categories=categories,
        primary=categories[0] if categories else None,
        # Some papers have several in one field; a DOI itself may hold commas and semicolons.
        doi=_NEXT_DOI.split(doi)[0] if doi else None,
        journal_ref=fields.text("journal-ref"),
        license=fields.text("license"),
        **sent,
    )


def _first_sent(ref: PaperRef, created: date | None) -> datetime | None:
    """Return when version 1 was sent, if that is what the day tells.

    Since 2025 arXiv writes the newest version's day there; but a paper was sent before it got the
    id that it has.
    """
    month = papers.month_of(ref.id)
    if created is None or month is None:
        return None
    named_by = (month + timedelta(days=31)).replace(day=1)
    return _midnight(created) if created < named_by else None


def _category(set_spec: str) -> str | None:
    """Return the category whose papers a set holds: `math:math:AG`, `physics:hep-th`."""
    match set_spec.split(":"):
        case [_, archive, subject]:
            return f"{archive}.{subject}"
        case ["physics", archive] if archive not in _NOT_CATEGORIES:
            return archive
        case _:
            return None


def _number(text: str | None) -> int:
    digits = (text or "").removeprefix("v")
    return int(digits) if digits.isdecimal() and len(digits) < 4 else 0


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat((text or "")[:10])
    except ValueError:
        return None


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def _sent(text: str | None) -> datetime | None:
    """Return when a version was sent; arXiv writes it as RFC 2822."""
    try:
        moment = parsedate_to_datetime(text or "")
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None
