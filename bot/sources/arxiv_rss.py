"""What arXiv announces today, from its RSS feeds: the only place that says what is new.

A feed holds one announcement, changes at midnight US/Eastern, is empty at weekends and on holidays,
and is cut at 2,000 entries, replacements first (info.arxiv.org/help/rss_specifications.html).
"""

import asyncio
import logging
import re
from collections.abc import AsyncIterator
from datetime import date
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

import httpx2
from lxml import etree
from typing_extensions import override

from bot.domain import papers
from bot.domain.errors import SourceError
from bot.domain.papers import Announcement, ArrivalKind
from bot.gate import Gate
from bot.ports import PaperSource

_log = logging.getLogger(__name__)

_EASTERN = ZoneInfo("America/New_York")
_KINDS = {
    "new": ArrivalKind.NEW,
    "cross": ArrivalKind.CROSS,
    "replace": ArrivalKind.REPLACED,
    "replace-cross": ArrivalKind.REPLACED,
}
_NAMESPACES = {
    "arxiv": "http://arxiv.org/schemas/atom",
    "dc": "http://purl.org/dc/elements/1.1/",
}
_AUTHORS = re.compile(r",\s+(?!(?:[JS]r\b|I{2,3}\b|IV\b))")
"""Commas part authors, but not a name from its `Jr.`."""

_MOST_ENTRIES = 2000
_MOST_BYTES = 32 * 1024 * 1024
"""A full feed has 5 MB."""

_PATIENCE_S = 90
"""For a whole feed; less than the lease of a turn, however slowly the bytes come."""


class ArxivRss(PaperSource):
    """One archive's feed of today.

    Args:
        client: With the headers arXiv wants (`gate.manners`) and time limits of its own.
        gate: The one way to arXiv.
        url: Of the feeds, without the archive.
        archive: Such as `cs`, or several as `cs+stat`.
    """

    def __init__(self, client: httpx2.AsyncClient, gate: Gate, url: str, archive: str) -> None:
        self._client = client
        self._gate = gate
        self._url = f"{url.rstrip('/')}/{archive}"
        self._archive = archive

    @property
    @override
    def name(self) -> str:
        return f"arXiv RSS {self._archive}"

    @override
    async def announced(self) -> AsyncIterator[Announcement]:
        status, body = await self._fetch()
        try:
            batch = await asyncio.to_thread(_read, status, body)
        except SourceError as error:
            raise SourceError(f"{self.name}: {error}") from error
        if len(batch) >= _MOST_ENTRIES:
            _log.warning("%s is full: its last replacements are missing", self.name)
        for announcement in batch:
            yield announcement

    async def _fetch(self) -> tuple[int, bytes]:
        body = bytearray()
        try:
            async with (
                self._gate.turn(),
                asyncio.timeout(_PATIENCE_S),
                self._client.stream("GET", self._url) as answer,
            ):
                async for chunk in answer.aiter_bytes():
                    body += chunk
                    if len(body) > _MOST_BYTES:
                        raise SourceError(f"{self.name}: more than {_MOST_BYTES} bytes")
                self._gate.judge(answer.status_code, answer.headers.get("Retry-After"), len(body))
        except (httpx2.HTTPError, TimeoutError) as error:
            raise SourceError(f"{self.name}: no answer ({type(error).__name__})") from error
        return answer.status_code, bytes(body)


def _read(status: int, body: bytes) -> list[Announcement]:
    # A wrong archive is answered with status 400 and a feed that says why.
    if status not in (200, 400):
        raise SourceError(f"HTTP {status}")
    channel = _channel(body)
    if status != 200 or channel.findtext("title", "").startswith("Feed error"):
        raise SourceError(f"HTTP {status}: {channel.findtext('description')}")
    items = channel.findall("item")
    batch = [found for item in items if (found := _announcement(item)) is not None]
    if items and not batch:
        raise SourceError(f"none of {len(items)} entries can be read")
    return batch


def _channel(body: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(body, parser)
    except etree.XMLSyntaxError as error:
        raise SourceError(f"not XML, or cut short: {error}") from error
    channel = root.find("channel") if root.tag == "rss" else None
    if channel is None:
        raise SourceError(f"not a feed, but <{root.tag}>")
    return channel


def _announcement(item: etree._Element) -> Announcement | None:
    guid = item.findtext("guid", "").strip()
    ref = papers.named(guid.removeprefix("oai:arXiv.org:"))
    kind = _KINDS.get(_text(item, "arxiv:announce_type") or "")
    day = _day(item.findtext("pubDate"))
    if ref is None or kind is None or day is None:
        _log.warning("skipped an entry of the feed: guid %r, kind %s, day %s", guid, kind, day)
        return None
    # The lists of categories begin with the primary one; nothing else in a feed marks it.
    categories = tuple(listed.text or "" for listed in item.iterfind("category"))
    paper = papers.described(
        id=ref.id,
        title=item.findtext("title"),
        abstract=item.findtext("description", "").partition("Abstract:")[2] or None,
        authors=tuple(_AUTHORS.split(_text(item, "dc:creator") or "")),
        categories=categories,
        primary=categories[0] if categories else None,
        version=ref.version,
        announced=day if kind is ArrivalKind.NEW else None,
        doi=_text(item, "arxiv:DOI"),
        journal_ref=_text(item, "arxiv:journal_reference"),
        license=_text(item, "dc:rights"),
    )
    return Announcement(paper, kind, day)


def _day(published: str | None) -> date | None:
    """Return the day of the entry's own batch; the feed's dates move on even if the batch does not.

    Args:
        published: Midnight US/Eastern, as RFC 2822.
    """
    try:
        return parsedate_to_datetime(published or "").astimezone(_EASTERN).date()
    except ValueError:
        return None


def _text(item: etree._Element, path: str) -> str | None:
    return item.findtext(path, namespaces=_NAMESPACES)
