"""JSON lines: one object a line, each a paper.

Understands plain records (`id`, `title`, `abstract`, `authors`, `categories`, dates) and arXiv's
snapshot on Kaggle (https://www.kaggle.com/datasets/Cornell-University/arxiv), where authors and
categories are one string and dates stand in `versions`. Whatever is missing stays unknown.
"""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from bot.domain import papers
from bot.domain.chat import words
from bot.domain.papers import Paper, Version, described
from bot.sources.entries import Entry
from bot.sources.files import DamagedFile, Unpacked

_AND = re.compile(r",\s+and\s+|\s+and\s+|,\s*")
_FOREIGN_CLASS = re.compile(r"\d\d[A-Z]\d\d|[A-K]\.\d")
"""ACM and MSC classes, which the API lists among the categories."""

_LONGEST = 8 * 2**20
"""Bytes of a line: a paper has some thousands; a packed file may unfold into one without end."""


def read_rows(file: Unpacked, after: int = 0) -> Iterator[Entry]:
    """Yield what stands in each line but blank ones, damage to the file as the last.

    Args:
        file: At its beginning.
        after: So many lines are passed over unread.
    """
    number = 0
    try:
        while row := file.line(_LONGEST):
            number += 1
            whole = len(row) < _LONGEST or row.endswith(b"\n")
            if not whole:
                _pass_over(file)
            if number <= after or not row.strip():
                continue
            yield read_row(number, row) if whole else Entry(number, problem=words("record-long"))
    except DamagedFile as error:
        if number >= after:
            yield Entry(number + 1, problem=error.words)


def _pass_over(file: Unpacked) -> None:
    while (rest := file.line(_LONGEST)) and not rest.endswith(b"\n"):
        pass


def read_row(number: int, row: bytes) -> Entry:
    """Read one line."""
    try:
        body = json.loads(row)
    except (ValueError, RecursionError):
        return Entry(number, problem=words("record-no-json"))
    if not isinstance(body, dict):
        return Entry(number, problem=words("record-no-object"))
    try:
        return _entry(number, body)
    except (TypeError, ValueError, LookupError) as error:
        return Entry(number, problem=words("record-field", reason=str(error)))


def _entry(number: int, body: Mapping[str, Any]) -> Entry:
    name, title = _text(body, "id"), _text(body, "title")
    if name is None:
        problem = None if title else words("record-nameless")
        return Entry(number, title=title, problem=problem)
    reference = papers.named(name)
    if reference is None:
        return Entry(number, problem=words("record-id", id=name))
    return Entry(number, paper=_paper(reference, body))


def _paper(reference: papers.PaperRef, body: Mapping[str, Any]) -> Paper:
    categories = _categories(body.get("categories"))
    versions = _versions(body.get("versions"))
    first = next((each.submitted for each in versions if each.number == 1), None)
    kaggle = isinstance(body.get("categories"), str)
    primary = _text(body, "primary_category") or (categories[0] if kaggle and categories else None)
    version = body.get("version") or reference.version
    return described(
        id=reference.id,
        title=_text(body, "title"),
        abstract=_text(body, "abstract"),
        authors=_authors(body),
        comment=_text(body, "comment") or _text(body, "comments"),
        categories=categories,
        primary=primary,
        version=_number(version) if version else max((v.number for v in versions), default=None),
        versions=versions,
        submitted=_moment(_text(body, "published")) or first,
        updated=_moment(_text(body, "updated") or _text(body, "update_date")),
        announced=_day(_text(body, "announced")),
        first_seen=_day(_text(body, "first_seen")),
        doi=_text(body, "doi"),
        journal_ref=_text(body, "journal_ref") or _text(body, "journal-ref"),
        license=_text(body, "license"),
    )


def _text(body: Mapping[str, Any], name: str) -> str | None:
    value = body.get(name)
    if value is None:
        return None
    if not isinstance(value, str):
        raise TypeError(f"{name} is not a text")
    return value.strip() or None


def _number(value: object) -> int:
    text = str(value).removeprefix("v")
    if not text.isdecimal() or not 0 < int(text) < 1000:
        raise ValueError(f"{value!r} is not a version")
    return int(text)


def _authors(body: Mapping[str, Any]) -> tuple[str, ...]:
    if parsed := body.get("authors_parsed"):
        # [last name, forenames, suffix]
        return tuple(" ".join(filter(None, (row[1], row[0], *row[2:3]))) for row in parsed)
    authors = body.get("authors") or ()
    if isinstance(authors, str):
        return tuple(name for name in _AND.split(" ".join(authors.split())) if name)
    return tuple(str(each) for each in authors)


def _categories(value: object) -> tuple[str, ...]:
    if value is None:
        return ()
    listed = value.split() if isinstance(value, str) else value
    if not isinstance(listed, list):
        raise TypeError("categories are not a list")
    return tuple(str(each) for each in listed if not _FOREIGN_CLASS.match(str(each)))


def _versions(value: object) -> tuple[Version, ...]:
    if value is None:
        return ()
    if not isinstance(value, list):
        raise TypeError("versions are not a list")
    return tuple(_version(row) for row in value)


def _version(row: object) -> Version:
    if not isinstance(row, dict):
        raise TypeError("a version is not an object")
    return Version(_number(row.get("version")), _moment(_text(row, "created")))


def _moment(text: str | None) -> datetime | None:
    """Read a moment in any of the forms that files of arXiv papers have; a day is its beginning."""
    if text is None:
        return None
    moment = parsedate_to_datetime(text) if text[:1].isalpha() else datetime.fromisoformat(text)
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text[:10]) if text else None
