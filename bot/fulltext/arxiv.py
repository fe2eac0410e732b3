"""Full texts from arXiv: its HTML first, its PDF second; each file is read and let go."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from http import HTTPStatus
from urllib.parse import urljoin, urlsplit
from weakref import WeakValueDictionary

import httpx2
from typing_extensions import override

from bot.domain import pictures
from bot.domain.affiliation import affiliation
from bot.domain.errors import NoFullText, Oversized, SourceError, Throttled
from bot.domain.fulltext import Figure, FullText, Lack, SourceKind
from bot.domain.papers import Paper
from bot.fulltext.cache import Cache, Kept
from bot.fulltext.child import Child
from bot.fulltext.limits import NoText
from bot.gate import Document, Gate, fetch
from bot.ports import FullTexts

_ACCEPT = {
    SourceKind.HTML: "text/html, application/xhtml+xml",
    SourceKind.PDF: "application/pdf, application/octet-stream;q=0.5",
}
_MOST_PICTURE = 8_000_000
_WIDE = 1_600
"""Pixels from left to right of a picture that is cut out of a PDF."""

_HOPS = 3
_SILENCE_HOLDS = timedelta(minutes=1)
"""How long it is believed that a paper's files cannot be had: whoever wants several texts about it
need not wait for its turn at the gate in vain each time."""

_log = logging.getLogger(__name__)


class ArxivFullTexts(FullTexts):
    """arXiv's HTML and PDFs, behind the gate.

    Args:
        client: With the headers arXiv wants (`gate.manners`).
        html_url: In front of an id, without its slash, such as `https://arxiv.org/html`.
        pdf_url: In front of an id, without its slash.
        clock: Says what time it is (UTC).
    """

    def __init__(
        self,
        client: httpx2.AsyncClient,
        gate: Gate,
        child: Child,
        cache: Cache,
        *,
        html_url: str,
        pdf_url: str,
        clock: Callable[[], datetime],
    ) -> None:
        self._client = client
        self._gate = gate
        self._child = child
        self._cache = cache
        self._urls = {SourceKind.HTML: html_url, SourceKind.PDF: pdf_url}
        self._clock = clock
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self._silent: dict[str, tuple[datetime, str]] = {}

    @override
    async def read(self, paper: Paper) -> FullText:
        lock = self._locks.setdefault(paper.id, asyncio.Lock())
        # Whoever wants the same paper meanwhile waits for the first, and finds what it kept.
        async with lock:
            kept = await self._known(paper)
            if kept is None:
                kept = await self._heard(paper)
        if kept.text is None:
            lack = kept.lack or Lack.MISSING
            raise NoFullText(lack, paper.id)
        author = paper.authors[0] if paper.authors else ""
        return replace(kept.text, affiliation=affiliation(kept.text.front, author))

    @override
    async def picture(self, paper: Paper, figure: Figure) -> bytes:
        try:
            if figure.region is None:
                return await self._image(figure)
            file = await self._file(SourceKind.PDF, paper)
            if file is not None:
                return await self._child.picture(file[1], figure.region, _WIDE)
        except NoText as none:
            raise NoFullText(none.lack, f"{paper.id}: {none}") from none
        raise NoFullText(Lack.MISSING, f"{paper.id}: no PDF")

    async def _image(self, figure: Figure) -> bytes:
        if not figure.images or not self._ours(figure.images[0]):
            raise NoText(Lack.MISSING, "no picture at arXiv")
        try:
            image = await self._get(figure.images[0], "image/*", _MOST_PICTURE)
        except Oversized as error:
            raise NoText(Lack.TOO_BIG, str(error)) from error
        if image.status != HTTPStatus.OK or pictures.kind(image.body) is None:
            raise NoText(Lack.MISSING, f"HTTP {image.status}, no picture")
        return image.body

    async def _known(self, paper: Paper) -> Kept | None:
        if paper.version is None:
            return None
        now = self._clock()
        return await asyncio.to_thread(self._cache.get, paper.id, paper.version, now)

    async def _heard(self, paper: Paper) -> Kept:
        """Ask arXiv, unless it did not answer just now."""
        now = self._clock()
        recent = {id: each for id, each in self._silent.items() if now - each[0] < _SILENCE_HOLDS}
        self._silent = recent
        if paper.id in recent:
            raise SourceError(recent[paper.id][1])
        try:
            return await self._fetched(paper)
        except Throttled:
            raise
        except SourceError as error:
            self._silent[paper.id] = (self._clock(), str(error))
            raise

    async def _fetched(self, paper: Paper) -> Kept:
        """Ask arXiv, and keep what comes of it under the version that it is of."""
        kept = Kept(lack=Lack.MISSING)
        for kind in (SourceKind.HTML, SourceKind.PDF):
            try:
                text = await self._read(kind, paper)
            except NoText as none:
                _log.info("The %s of %s has no text: %s", kind, paper.id, none)
                kept = Kept(lack=none.lack)
                continue
            if text is not None:
                kept = Kept(text)
                break
        version = paper.version or (kept.text.version if kept.text else None)
        if version is not None:
            now = self._clock()
            await asyncio.to_thread(self._cache.put, paper.id, version, kept, now)
        return kept

    async def _read(self, kind: SourceKind, paper: Paper) -> FullText | None:
        """Return the text of one of a paper's files; None where there is no such file.

        Raises:
            NoText: The file holds none that can be read.
        """
        found = await self._file(kind, paper)
        if found is None:
            return None
        url, file = found
        reading = await self._child.read(kind, file, url)
        _log.info("Read the %s of %s, with %.0f MB", kind, paper.id, reading.peak_mb)
        return reading.text

    async def _file(self, kind: SourceKind, paper: Paper) -> tuple[str, bytes] | None:
        """Return a file with the address where it was; None where there is none."""
        version = f"v{paper.version}" if paper.version else ""
        url = f"{self._urls[kind]}/{paper.id}{version}"
        most = self._child.limits.megabytes * 1_000_000
        status = 0
        try:
            for _ in range(_HOPS):
                answer = await self._get(url, _ACCEPT[kind], most)
                status = answer.status
                if status in (HTTPStatus.NOT_FOUND, HTTPStatus.GONE):
                    return None
                if status == HTTPStatus.OK:
                    return url, answer.body
                there = urljoin(url, answer.location)
                if not answer.location or not self._ours(there):
                    break
                url = there
        except Oversized as error:
            raise NoText(Lack.TOO_BIG, str(error)) from error
        raise SourceError(f"arXiv {kind} of {paper.id}: HTTP {status}")

    async def _get(self, url: str, accept: str, most: int) -> Document:
        return await fetch(self._client, self._gate, url, accept=accept, most_bytes=most)

    def _ours(self, url: str) -> bool:
        """Tell whether an address is arXiv's, so that nobody sends us elsewhere."""
        parts = urlsplit(url)
        known = {(urlsplit(each).scheme, urlsplit(each).netloc) for each in self._urls.values()}
        return (parts.scheme, parts.netloc) in known
