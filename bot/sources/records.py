"""Files of papers: one JSON object a line, plain or gzipped, read as a stream.

Understands plain records (`id`, `title`, `abstract`, `authors`, `categories`, dates) and arXiv's
snapshot on Kaggle (https://www.kaggle.com/datasets/Cornell-University/arxiv), where authors and
categories are one string and dates stand in `versions`. Whatever is missing stays unknown.
"""

import gzip
import json
import re
import zlib
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from itertools import islice
from pathlib import Path
from typing import Any

from typing_extensions import override

from bot.domain import papers
from bot.domain.chat import Words, words
from bot.domain.errors import SourceError
from bot.domain.papers import Announcement, ArrivalKind, Paper, Version, described
from bot.ports import PaperSource

_GZIP = b"\x1f\x8b"
_AND = re.compile(r",\s+and\s+|\s+and\s+|,\s*")
_FOREIGN_CLASS = re.compile(r"\d\d[A-Z]\d\d|[A-K]\.\d")
"""ACM and MSC classes, which the API lists among the categories."""


@dataclass(frozen=True, slots=True)
class Record:
    """One line of a file: a paper, or a title without an id, or a reason why it cannot be used.

    Attributes:
        number: Of the line, from 1.
        title: Of a record without an id.
    """

    number: int
    paper: Paper | None = None
    title: str | None = None
    problem: Words | None = None


class Records(Iterator[Record]):
    """The records of an open file; `position` is how many bytes of it have been read."""

    def __init__(self, file: Any, lines: Iterator[bytes]) -> None:  # noqa: ANN401 - two kinds
        self._file = file
        self._lines = lines
        self._number = 0

    @property
    def position(self) -> int:
        """How many bytes of the file on the disk have been read."""
        position: int = self._file.tell()
        return position

    def skip(self, lines: int) -> None:
        """Pass over some lines unread."""
        for _ in islice(self._lines, lines):
            self._number += 1

    @override
    def __next__(self) -> Record:
        while True:
            self._number += 1
            try:
                row = next(self._lines)
            except (EOFError, zlib.error, gzip.BadGzipFile):
                self._lines = iter(())
                return Record(self._number, problem=words("record-cut"))
            if row.strip():
                return read_record(self._number, row)


@contextmanager
def read_records(path: Path) -> Iterator[Records]:
    """Open a file of records.

    Raises:
        SourceError: It cannot be opened.
    """
    try:
        file = path.open("rb")
    except OSError as error:
        raise SourceError(f"{path} cannot be read: {error.strerror}") from error
    with file:
        zipped = file.read(2) == _GZIP
        file.seek(0)
        yield Records(file, iter(gzip.GzipFile(fileobj=file) if zipped else file))


def read_record(number: int, row: bytes) -> Record:
    """Read one line."""
    try:
        body = json.loads(row)
    except (ValueError, RecursionError):
        return Record(number, problem=words("record-no-json"))
    if not isinstance(body, dict):
        return Record(number, problem=words("record-no-object"))
    try:
        return _record(number, body)
    except (TypeError, ValueError, LookupError) as error:
        return Record(number, problem=words("record-field", reason=str(error)))


def _record(number: int, body: Mapping[str, Any]) -> Record:
    name, title = _text(body, "id"), _text(body, "title")
    if name is None:
        problem = None if title else words("record-nameless")
        return Record(number, title=title, problem=problem)
    reference = papers.named(name)
    if reference is None:
        return Record(number, problem=words("record-id", id=name))
    return Record(number, paper=_paper(reference, body))


class RecordSource(PaperSource):
    """A file whose records say when they were announced: what the demo has for an arXiv."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @property
    @override
    def name(self) -> str:
        return self._path.name

    @override
    async def announced(self) -> AsyncIterator[Announcement]:
        """Yield every record that has a day in `announced`."""
        with read_records(self._path) as records:
            for record in records:
                if record.problem:
                    raise SourceError(f"{self._path}:{record.number} cannot be used")
                if record.paper and record.paper.announced:
                    yield Announcement(record.paper, ArrivalKind.NEW, record.paper.announced)


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
