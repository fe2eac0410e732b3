"""A paper as arXiv's query API describes it, in Atom.

The order of the elements and who declares their namespace has changed with 2026, their names have
not: info.arxiv.org/help/api/user-manual.html.
"""

import re
from datetime import UTC, datetime

from bot.domain import papers
from bot.domain.chat import Words, words
from bot.domain.papers import Paper, Version
from bot.sources.arxiv_xml import Fields

_CATEGORY = re.compile(r"[a-z-]+(\.[A-Za-z-]+)?")
"""The API lists ACM and MSC classes (`I.2.7`, `68T05`) among the categories."""


def read_entry(entry: Fields) -> Paper | Words:
    """Read a paper, or what is said in place of one.

    Raises:
        ValueError: A date is none.
    """
    name = entry.text("id") or ""
    if "/api/errors" in name:
        return words("record-refused", reason=entry.text("summary") or name)
    ref = papers.named(name)
    if ref is None:
        return words("record-id", id=name) if name else words("record-nameless")
    first, newest = _moment(entry.text("published")), _moment(entry.text("updated"))
    sent = {1: first} | ({ref.version: newest} if ref.version else {})
    listed = [each.get("term", "") for each in entry.each("category")]
    primary = next((each.get("term") for each in entry.each("primary_category")), None)
    authors = (Fields(each).text("name") for each in entry.each("author"))
    return papers.described(
        id=ref.id,
        title=entry.text("title"),
        abstract=entry.text("summary"),
        authors=filter(None, authors),
        comment=entry.text("comment"),
        categories=tuple(term for term in listed if _CATEGORY.fullmatch(term)),
        primary=primary or None,
        version=ref.version,
        versions=tuple(Version(number, at) for number, at in sorted(sent.items())),
        submitted=first,
        updated=newest,
        doi=entry.text("doi"),
        journal_ref=entry.text("journal_ref"),
    )


def _moment(text: str | None) -> datetime | None:
    if text is None:
        return None
    moment = datetime.fromisoformat(text)
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
