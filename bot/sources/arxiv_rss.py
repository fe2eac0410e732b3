"""What arXiv announces today, from its RSS feeds: the only place that says what is new.

A feed holds one announcement, changes at midnight US/Eastern, is empty at weekends and on holidays,
and is cut at 2,000 entries, replacements first (info.arxiv.org/help/rss_specifications.html).
"""

import asyncio
import logging

import httpx2
from typing_extensions import override

from bot.domain.bulletins import Bulletin
from bot.domain.errors import SourceError, Throttled
from bot.gate import Document, Gate, fetch
from bot.ports import PaperSource
from bot.sources.arxiv_feed import read_feed

_log = logging.getLogger(__name__)


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

    @property
    @override
    def archive(self) -> str:
        return self._archive

    @override
    async def today(self, tag: str = "") -> Bulletin | None:
        try:
            document = await fetch(self._client, self._gate, self._url, tag=tag)
            if tag and document.status == httpx2.codes.NOT_MODIFIED:
                return None
            bulletin = await asyncio.to_thread(_read, document, self._archive)
        except Throttled:
            raise
        except SourceError as error:
            raise SourceError(f"{self.name}: {error}") from error
        if bulletin.full:
            _log.warning("%s is full: its last replacements are missing", self.name)
        return bulletin


def _read(document: Document, archive: str) -> Bulletin:
    # A wrong archive is answered with status 400 and a feed that says why.
    if document.status not in (httpx2.codes.OK, httpx2.codes.BAD_REQUEST):
        raise SourceError(f"HTTP {document.status}")
    bulletin = read_feed(document.body, archive, document.tag)
    if document.status != httpx2.codes.OK:
        raise SourceError(f"HTTP {document.status}")
    return bulletin
