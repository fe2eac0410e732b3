"""Papers looked up by id, title or date of submission, from arXiv's query API.

The `arxiv` package pages and parses. It knows no time limit, sees neither Retry-After nor the
number of results, and takes an HTML page, an error or an empty page for "nothing found"; so the
session under it waits for the gate and looks at every page before the package does. What the API
speaks: info.arxiv.org/help/api/user-manual.html.
"""

import asyncio
import re
from collections.abc import Coroutine, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, TypeVar
from urllib.parse import parse_qs, urlsplit

import arxiv
import requests
from lxml import etree
from typing_extensions import override

from bot.domain import latex, papers
from bot.domain.errors import SourceError
from bot.domain.papers import Paper, PaperId, Version
from bot.domain.topics import Index, Topic
from bot.gate import Gate
from bot.ports import PaperLookup
from bot.sources.arxiv_query import api_query

_T = TypeVar("_T")

_PAGE = 100
_LONG_PAGE = 500
"""For searches: arXiv asks for slices well under 2,000."""

_PATIENCE_S = 900.0
"""For all pages of a search: an answer that drips for ever must not hold up everything else."""

_NAMESPACES = {
    "atom": "http://www.w3.org/2005/Atom",
    "opensearch": "http://a9.com/-/spec/opensearch/1.1/",
}
_CATEGORY = re.compile(r"[a-z-]+(\.[A-Za-z-]+)?")
"""The API lists ACM and MSC classes (`I.2.7`, `68T05`) among the categories."""


class ArxivApi(PaperLookup):
    """arXiv's query API.

    Args:
        gate: The one way to arXiv.
        url: Of the query endpoint.
        headers: As `gate.manners` makes them.
        timeout: For connecting, and for each wait for more bytes.
    """

    def __init__(
        self, gate: Gate, url: str, *, headers: Mapping[str, str], timeout: timedelta
    ) -> None:
        self._gate = gate
        self._url = url
        self._headers = headers
        self._timeout = timeout
        # One thread: many that wait for the gate would fill the pool in which its turnstile works.
        self._thread = asyncio.Lock()

    @override
    async def by_ids(self, ids: Sequence[PaperId]) -> list[Paper]:
        if not ids:
            return []
        wanted = list(dict.fromkeys(ids))
        return await self._ask(arxiv.Search(id_list=wanted, max_results=_PAGE), _PAGE)

    @override
    async def by_title(self, title: str) -> list[Paper]:
        # Phrases of plain letters: the API refuses others, and TeX stands in its titles as typed.
        runs = re.findall(r"[a-z0-9](?:[a-z0-9 ]*[a-z0-9])?", latex.fold(title).replace("-", " "))
        if not runs:
            return []
        query = " AND ".join(f'ti:"{run}"' for run in runs)
        found = await self._ask(arxiv.Search(query, max_results=_PAGE), _PAGE)
        key = papers.title_key(title)
        return [paper for paper in found if paper.title and papers.title_key(paper.title) == key]

    async def search(self, query: str, first: date, last: date) -> list[Paper]:
        """Return the papers submitted from `first` to `last` (UTC, both included), newest first.

        Args:
            query: In the API's language, such as `cat:cs.CL AND abs:"diffusion model"`; '' for all.

        Raises:
            SourceError: It cannot be reached or makes no sense.
            Throttled: It asked us to wait.
        """
        return await self._search(query, first, last, None)

    @override
    async def matching(self, topic: Topic, first: date, last: date) -> list[Paper]:
        found = await self._search(api_query(topic), first, last, _LONG_PAGE)
        index = await asyncio.to_thread(Index, found)
        return [found[place] for place in index.match(topic)]

    async def _search(self, query: str, first: date, last: date, most: int | None) -> list[Paper]:
        # One day more, since the manual does not say whether the end is included.
        days = f"submittedDate:[{first:%Y%m%d}0000 TO {last + timedelta(days=1):%Y%m%d}0000]"
        search = arxiv.Search(
            f"({query}) AND {days}" if query else days,
            max_results=most,
            sort_by=arxiv.SortCriterion.SubmittedDate,
        )
        found = await self._ask(search, _LONG_PAGE)
        return [
            paper
            for paper in found
            if paper.submitted is not None and first <= paper.submitted.date() <= last
        ]

    async def _ask(self, search: arxiv.Search, page: int) -> list[Paper]:
        session = _Session(self._gate, asyncio.get_running_loop(), self._headers, self._timeout)
        client = arxiv.Client(page_size=page, delay_seconds=0, num_retries=0)
        client.query_url_format = f"{self._url}?{{}}"
        client._session = session

        def fetch() -> list[arxiv.Result]:
            with session:
                return list(client.results(search))

        await self._thread.acquire()
        fetching = asyncio.ensure_future(asyncio.to_thread(fetch))
        # A thread cannot be cancelled: it ends on its own, after whoever waited for it.
        fetching.add_done_callback(lambda _: self._thread.release())
        try:
            async with asyncio.timeout(_PATIENCE_S):
                results = await asyncio.shield(fetching)
        except (asyncio.CancelledError, TimeoutError) as error:
            session.abandoned = True
            if isinstance(error, TimeoutError):
                raise SourceError(f"arXiv API: no end in {_PATIENCE_S:.0f} seconds") from error
            raise
        expected = min(session.total, search.max_results or session.total)
        found = {result.entry_id: result for result in results}
        if len(found) != expected:
            raise SourceError(f"arXiv API: {len(found)} papers of {expected} can be read")
        return [_paper(result) for result in found.values()]


class _Session(requests.Session):
    """Asks politely, from a thread, and lets no page pass that is not what was asked for.

    Attributes:
        total: Results in all, as the last page said.
        abandoned: Nobody waits for the answer any more.
    """

    def __init__(
        self,
        gate: Gate,
        loop: asyncio.AbstractEventLoop,
        headers: Mapping[str, str],
        timeout: timedelta,
    ) -> None:
        super().__init__()
        self._gate = gate
        self._loop = loop
        self._manners = headers
        self._timeout_s = timeout.total_seconds()
        self.total = 0
        self.abandoned = False

    @override
    def get(self, url: str | bytes, **_options: object) -> requests.Response:
        turn = self._gate.turn()
        self._wait(turn.__aenter__())
        try:
            response = self._get(url)
        except BaseException as error:
            self._wait(turn.__aexit__(type(error), error, error.__traceback__))
            raise
        self._wait(turn.__aexit__(None, None, None))
        self.total = _checked(response)
        return response

    def _get(self, url: str | bytes) -> requests.Response:
        if self.abandoned:
            raise SourceError("arXiv API: nobody waits for the answer any more")
        try:
            response = super().get(
                url, headers=self._manners, timeout=self._timeout_s, allow_redirects=False
            )
        except requests.RequestException as error:
            raise SourceError(
                f"arXiv API: no answer ({type(error).__name__}); try again in a few minutes"
            ) from error
        self._gate.judge(
            response.status_code, response.headers.get("Retry-After"), len(response.content)
        )
        return response

    def _wait(self, work: Coroutine[Any, Any, _T]) -> _T:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result()


def _checked(response: requests.Response) -> int:
    """Return the number of results in all.

    Raises:
        SourceError: The page is an error, is not a whole feed, or lacks entries.
    """
    feed = _feed(response)
    for entry in feed.iterfind("atom:entry", _NAMESPACES):
        if "/api/errors" in entry.findtext("atom:id", "", _NAMESPACES):
            reason = entry.findtext("atom:summary", "", _NAMESPACES).strip()
            raise SourceError(f"arXiv API refused: {reason}")
    if response.status_code != requests.codes.ok:
        raise SourceError(f"arXiv API: HTTP {response.status_code}")
    told = feed.findtext("opensearch:totalResults", "", _NAMESPACES).strip()
    if not told.isdecimal():
        raise SourceError("arXiv API: a feed without a number of results")
    asked = parse_qs(urlsplit(response.url).query)
    left = max(int(told) - int(asked["start"][0]), 0)
    entries = len(feed.findall("atom:entry", _NAMESPACES))
    if entries != min(left, int(asked["max_results"][0])):
        raise SourceError(f"arXiv API: a page of {entries} where {left} results are left")
    return int(told)


def _feed(response: requests.Response) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    status = response.status_code
    try:
        feed = etree.fromstring(response.content, parser)
    except etree.XMLSyntaxError as error:
        raise SourceError(f"arXiv API: HTTP {status}, not XML or cut short: {error}") from error
    if feed.tag != f"{{{_NAMESPACES['atom']}}}feed":
        raise SourceError(f"arXiv API: HTTP {status}, not a feed, but <{feed.tag}>")
    return feed


def _paper(result: arxiv.Result) -> Paper:
    ref = papers.named(result.entry_id)
    if ref is None:
        raise SourceError(f"arXiv API: {result.entry_id!r} names no paper")
    sent = {1: result.published} | ({ref.version: result.updated} if ref.version else {})
    return papers.described(
        id=ref.id,
        title=result.title or None,
        abstract=result.summary or None,
        authors=tuple(author.name for author in result.authors),
        categories=tuple(term for term in result.categories if _CATEGORY.fullmatch(term)),
        primary=result.primary_category or None,
        version=ref.version,
        versions=tuple(Version(number, at) for number, at in sorted(sent.items())),
        submitted=result.published,
        updated=result.updated,
        comment=result.comment,
        doi=result.doi,
        journal_ref=result.journal_ref,
    )
