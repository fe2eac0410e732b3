"""A paper as a row, back again, and what two descriptions of one paper make together."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import Row

from bot.domain.papers import Paper, PaperId, Text, Version, dated

KEY_LENGTH = 200
"""Characters of a folded title that are indexed: PostgreSQL takes 2,700 bytes at most."""

_FACTS = (
    "authors",
    "categories",
    "primary",
    "updated",
    "comment",
    "doi",
    "journal_ref",
    "license",
)
_T = TypeVar("_T", date, datetime)
_Id = TypeVar("_Id")


def batches(ids: Iterable[_Id], size: int = 500) -> Iterator[list[_Id]]:
    """Cut ids into lists that one statement can ask about."""
    left = iter(ids)
    while batch := list(islice(left, size)):
        yield batch


def grown_together(folded_title: str) -> str:
    """Return what two spellings of one title share: hyphens and spaces do not count."""
    return folded_title.replace("-", "").replace(" ", "")


def title_key(folded_title: str | None) -> str | None:
    """Return what a folded title is looked up by."""
    return folded_title and grown_together(folded_title)[:KEY_LENGTH]


def to_row(paper: Paper) -> dict[str, object]:
    """Return a paper as the columns of its row; versions are rows of their own."""
    known = dated(paper)
    return {
        "id": paper.id,
        "title": paper.title,
        "abstract": paper.abstract,
        "raw_title": paper.raw.title,
        "raw_abstract": paper.raw.abstract,
        "folded_title": paper.folded.title,
        "folded_abstract": paper.folded.abstract,
        "title_key": title_key(paper.folded.title),
        "authors": _packed(paper.authors),
        "categories": _packed(paper.categories),
        "primary_category": paper.primary,
        "version": paper.version,
        "submitted": paper.submitted,
        "updated": paper.updated,
        "announced": paper.announced,
        "first_seen": paper.first_seen,
        "day": known and known[0],
        "dated_by": known and known[1],
        "comment": paper.comment,
        "doi": paper.doi,
        "journal_ref": paper.journal_ref,
        "license": paper.license,
    }


def from_row(row: Row[Any], versions: Iterable[Version]) -> Paper:
    """Return the paper of a row, with its versions in order."""
    return Paper(
        id=PaperId(row.id),
        title=row.title,
        abstract=row.abstract,
        raw=Text(row.raw_title, row.raw_abstract),
        folded=Text(row.folded_title, row.folded_abstract),
        authors=_unpacked(row.authors),
        categories=_unpacked(row.categories),
        primary=row.primary_category,
        version=row.version,
        versions=tuple(versions),
        submitted=row.submitted,
        updated=row.updated,
        announced=row.announced,
        first_seen=row.first_seen,
        comment=row.comment,
        doi=row.doi,
        journal_ref=row.journal_ref,
        license=row.license,
    )


def merged(old: Paper, new: Paper) -> Paper:
    """Return what is known of a paper after somebody described it once more.

    What is unknown never replaces what is known. Text of an older version, or of an unknown one,
    never replaces the text we have; other facts give way to anything but an older version. Of two
    first dates the earlier holds.
    """
    older = None not in (new.version, old.version) and new.version < old.version  # type: ignore[operator]
    first, second = (old, new) if older else (new, old)
    facts = {name: getattr(first, name) or getattr(second, name) for name in _FACTS}
    return replace(
        _text(old, new),
        versions=_versions(old.versions, new.versions),
        submitted=_earlier(old.submitted, new.submitted),
        announced=_earlier(old.announced, new.announced),
        first_seen=_earlier(old.first_seen, new.first_seen),
        **facts,
    )


def _text(old: Paper, new: Paper) -> Paper:
    """Choose title, abstract and the version they are of; a gap is filled from the other paper."""
    replaces = _has_text(new) and (
        not _has_text(old)
        or old.version is None
        or (new.version is not None and new.version >= old.version)
    )
    first, second = (new, old) if replaces else (old, new)
    title = first if first.title else second
    abstract = first if first.abstract else second
    return replace(
        first,
        title=title.title,
        abstract=abstract.abstract,
        raw=Text(title.raw.title, abstract.raw.abstract),
        folded=Text(title.folded.title, abstract.folded.abstract),
        version=first.version or (None if _has_text(first) else second.version),
    )


def _has_text(paper: Paper) -> bool:
    return bool(paper.title or paper.abstract)


def _versions(old: Iterable[Version], new: Iterable[Version]) -> tuple[Version, ...]:
    known: dict[int, Version] = {}
    for version in (*old, *new):
        if version.submitted is not None or version.number not in known:
            known[version.number] = version
    return tuple(known[number] for number in sorted(known))


def _earlier(one: _T | None, other: _T | None) -> _T | None:
    return min((at for at in (one, other) if at is not None), default=None)


def _packed(names: tuple[str, ...]) -> str | None:
    return json.dumps(names, ensure_ascii=False) if names else None


def _unpacked(text: str | None) -> tuple[str, ...]:
    return tuple(json.loads(text)) if text else ()
