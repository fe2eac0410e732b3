"""Every paper whose record has changed, from arXiv's OAI-PMH service: nothing is missing there.

A list comes in pages, each with a token that asks for the next one and expires at midnight UTC. Its
datestamps are days, of the last change for whatever reason (info.arxiv.org/help/oa/index.html).
"""

import asyncio
from collections.abc import AsyncIterator
from datetime import date, timedelta
from http import HTTPStatus

import httpx2
from typing_extensions import override

from bot.domain.bulletins import Page
from bot.domain.errors import SourceError, Throttled
from bot.gate import Document, Gate, fetch
from bot.ports import RecordSource
from bot.sources.arxiv_records import RecordList, Refusal, read_records

_EARLIEST = date(2005, 9, 16)
"""Whatever changed before has this day too, and an earlier one is refused."""

_NAME = "arXiv OAI-PMH"
_LISTS = 3
"""How often a list is begun, since its token may expire while it is read."""

_TRIES = 2
_RESTS = 3
_LONGEST_REST = timedelta(minutes=5)
"""Being told to wait is how the protocol slows down those who read a long list
(openarchives.org/OAI/openarchivesprotocol.html, 3.1.2.2); giving up would mean to begin it anew."""


class ArxivOai(RecordSource):
    """The records of all archives.

    A page that fails is asked for once more, and a wish to be left alone for some minutes is waited
    out, but not at the first page: there nothing is lost by coming again later.

    Args:
        client: With the headers arXiv wants (`gate.manners`) and time limits of its own.
        gate: The one way to arXiv.
        url: Of the service.
    """

    def __init__(self, client: httpx2.AsyncClient, gate: Gate, url: str) -> None:
        self._client = client
        self._gate = gate
        self._url = url

    @override
    async def changed(self, since: date) -> AsyncIterator[Page]:
        for _ in range(_LISTS):
            asked = {"metadataPrefix": "arXivRaw", "from": max(since, _EARLIEST).isoformat()}
            seen: set[str] = set()
            try:
                while asked:
                    found = await self._ask(asked)
                    if found.answered is None:
                        raise SourceError(f"{_NAME}: an answer that does not say when it was given")
                    yield Page(found.records, found.answered)
                    if found.token in seen:
                        raise SourceError(f"{_NAME}: the same page over and over")
                    seen.add(found.token)
                    asked = {"resumptionToken": found.token} if found.token else {}
            except Refusal as refusal:
                if refusal.code != "badResumptionToken" or not seen:
                    raise
            else:
                return
        raise SourceError(f"{_NAME}: its tokens expire sooner than its lists can be read")

    async def _ask(self, asked: dict[str, str]) -> RecordList:
        if "resumptionToken" not in asked:
            return await self._ask_once(asked)
        failures = rests = 0
        while True:
            try:
                return await self._ask_once(asked)
            except Refusal:
                raise
            except Throttled as refusal:
                rests += 1
                if rests > _RESTS or not await self._gate.rest(refusal.until, _LONGEST_REST):
                    raise
            except SourceError:
                failures += 1
                if failures >= _TRIES:
                    raise

    async def _ask_once(self, asked: dict[str, str]) -> RecordList:
        params = {"verb": "ListRecords"} | asked
        try:
            # A token comes percent-encoded and is encoded once more, or arXiv does not know it.
            document = await fetch(self._client, self._gate, self._url, params=params)
            return await asyncio.to_thread(_read, document)
        except Throttled:
            raise
        except Refusal as error:
            raise Refusal(f"{_NAME}: {error}", code=error.code) from error
        except SourceError as error:
            raise SourceError(f"{_NAME}: {error}") from error


def _read(document: Document) -> RecordList:
    if document.status != HTTPStatus.OK:
        raise SourceError(f"HTTP {document.status}")
    return read_records(document.body)
