"""A loopback arXiv: its query API, RSS feeds and OAI-PMH service, its manners, and its bad days.

It answers on a thread of its own, so that clients on any loop, thread or process can ask it. A
request that comes too soon after the last one, or while that is being answered, gets 429 and is
remembered in `early`: a test can assert that there was none.

What it knows stands in `papers`, `batch`, `batches` and `records`. A test with papers by the
hundred thousand replaces `paper_of`, `batch_of` and `changed` by functions of its own instead.
"""

import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Self
from urllib.parse import parse_qs, unquote, urlsplit

from bot.domain.papers import Paper
from tests.servers import arxiv_feeds, arxiv_results
from tests.servers.arxiv_faults import (
    DROPPED,
    EMPTY,
    EMPTY_PAGE,
    HTML,
    MORE_RESULTS,
    SLOW,
    TOKEN_EXPIRED,
    TOKEN_REPEATED,
    TRUNCATED,
    TWICE,
    Fault,
    refusal,
)
from tests.servers.arxiv_feeds import FEED_CAP, Batch, Entry
from tests.servers.arxiv_oai import OaiRecord, OaiService

__all__ = [
    "ARCHIVES",
    "DROPPED",
    "EMPTY",
    "EMPTY_PAGE",
    "HTML",
    "MORE_RESULTS",
    "SLOW",
    "TOKEN_EXPIRED",
    "TOKEN_REPEATED",
    "TRUNCATED",
    "TWICE",
    "Arxiv",
    "Batch",
    "Fault",
    "OaiRecord",
    "Request",
    "refusal",
]

ARCHIVES = {
    *("astro-ph", "cond-mat", "cs", "econ", "eess", "gr-qc", "hep-ex", "hep-lat", "hep-ph"),
    *("hep-th", "math", "math-ph", "nlin", "nucl-ex", "nucl-th", "physics", "q-bio", "q-fin"),
    *("quant-ph", "stat"),
}


@dataclass(frozen=True, slots=True)
class Request:
    """What a client asked, and when."""

    path: str
    query: dict[str, str]
    headers: dict[str, str]
    at: datetime


@dataclass(frozen=True, slots=True)
class _Reply:
    status: int
    body: bytes
    tag: str = ""


class Arxiv:
    """The server; a context manager.

    Args:
        papers: What the API knows.
        clock: Says when a request came; the clients' own clock where time is simulated.
        spacing: From the start of one request to the start of the next.

    Attributes:
        batch: What the feeds hold.
        batches: By archive, what the feeds of some archives hold instead.
        records: What OAI-PMH knows, by id.
        files: Pages, PDFs and pictures, by path.
        oai_page: Most records of one answer.
        batch_of: Returns what the feed of an archive holds now.
        changed: Returns at least the records that changed on a day or later, in any order.
        paper_of: Returns the paper with an id, if there is one.
        requests: All of them, in order.
        early: Those that came too soon.
    """

    def __init__(
        self,
        papers: Iterable[Paper] = (),
        *,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        spacing: timedelta = timedelta(seconds=3),
        oai_page: int = 1000,
    ) -> None:
        self.papers = list(papers)
        self.batch: Batch | None = None
        self.batches: dict[str, Batch | None] = {}
        self.records: dict[str, OaiRecord] = {}
        self.files: dict[str, bytes] = {}
        self.oai_page = oai_page
        self.batch_of: Callable[[str], Batch | None] = self._batch_of
        self.changed: Callable[[date], Iterable[OaiRecord]] = self._changed
        self.paper_of: Callable[[str], Paper | None] = self._paper_of
        self.requests: list[Request] = []
        self.early: list[Request] = []
        self._faults: list[Fault] = []
        self._clock = clock
        self._spacing = spacing
        self._last: datetime | None = None
        self._busy = 0
        self._turn = threading.Lock()
        self._closing = threading.Event()

    def __enter__(self) -> Self:
        service = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            # Head and body in one piece: the second would wait for the receipt of the first.
            wbufsize = -1

            def do_GET(self) -> None:
                service._answer(self)

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._oai = OaiService(
            lambda since: self.changed(since), self.oai_page, self._clock, self.oai_url
        )
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._closing.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}"

    @property
    def api_url(self) -> str:
        return f"{self.url}/api/query"

    @property
    def rss_url(self) -> str:
        return f"{self.url}/rss"

    @property
    def oai_url(self) -> str:
        return f"{self.url}/oai"

    def announce(self, batch: Batch) -> None:
        """Let the feeds hold `batch` and nothing else; the API and OAI-PMH learn its papers too."""
        self.batch = batch
        fresh = {paper.id: paper for paper in (*batch.new, *batch.crossed, *batch.replaced)}
        self.papers = [paper for paper in self.papers if paper.id not in fresh]
        self.papers += fresh.values()
        self.record(*(OaiRecord(paper, batch.day) for paper in fresh.values()))

    def record(self, *records: OaiRecord) -> None:
        """Let OAI-PMH know these, each in place of what it knew of the paper."""
        self.records |= {each.paper.id: each for each in records}

    def fail(self, *faults: Fault) -> None:
        """Answer the next requests like this, each fault once, in order."""
        self._faults += faults

    def expire_tokens(self) -> None:
        """Accept no resumption token that was given so far."""
        self._oai.expire_tokens()

    def _batch_of(self, archive: str) -> Batch | None:
        return self.batches.get(archive, self.batch)

    def _changed(self, since: date) -> Sequence[OaiRecord]:
        return [each for each in self.records.values() if each.stamp >= since]

    def _paper_of(self, id: str) -> Paper | None:
        return next((paper for paper in self.papers if paper.id == id), None)

    def _answer(self, handler: BaseHTTPRequestHandler) -> None:
        parts = urlsplit(handler.path)
        query = {name: values[-1] for name, values in parse_qs(parts.query).items()}
        headers = {name.lower(): value for name, value in handler.headers.items()}
        request = Request(unquote(parts.path), query, headers, self._clock())
        refused, fault = self._admit(request)
        try:
            if refused:
                reply = _Reply(refused, b"Rate exceeded.")
            elif fault.body is not None:
                reply = _Reply(fault.status, fault.body)
            else:
                reply = self._serve(request, fault)
        finally:
            # Free before the client can read the answer and come back.
            with self._turn:
                self._busy -= 1
        if fault.hold:
            self._closing.wait()
        if fault.hold or fault.drop:
            handler.close_connection = True
            return
        body = reply.body[: int(len(reply.body) * fault.share)]
        handler.send_response(reply.status)
        tag = {"ETag": reply.tag} if reply.tag else {}
        for name, value in ({"Content-Type": "text/xml"} | tag | fault.headers).items():
            handler.send_header(name, value)
        if reply.status != 304:
            handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    def _admit(self, request: Request) -> tuple[int | None, Fault]:
        with self._turn:
            now = request.at
            early = self._busy > 0 or (self._last is not None and now - self._last < self._spacing)
            self._busy += 1
            self._last = now
            self.requests.append(request)
            if early:
                self.early.append(request)
                return 429, Fault()
            if "accept" not in request.headers or request.headers["accept"] == "*/*":
                return 406, Fault()
            for place, fault in enumerate(self._faults):
                if request.path.startswith(fault.on):
                    if fault.after:
                        self._faults[place] = replace(fault, after=fault.after - 1)
                        return None, Fault()
                    return None, self._faults.pop(place)
            return None, Fault()

    def _serve(self, request: Request, fault: Fault) -> _Reply:
        if request.path == "/api/query":
            return _Reply(*arxiv_results.answer(request.query, self.papers, self.paper_of, fault))
        if request.path == "/oai":
            self._oai.page = self.oai_page
            return _Reply(200, self._oai.answer(request.query, fault))
        if request.path.startswith("/rss/"):
            known = request.headers.get("if-none-match")
            return self._rss(request.path.removeprefix("/rss/"), known, fault)
        if request.path in self.files:
            return _Reply(200, self.files[request.path])
        return _Reply(404, b"<!DOCTYPE html><html><body>No such page</body></html>")

    def _rss(self, names: str, known: str | None, fault: Fault) -> _Reply:
        wanted = names.lower().split("+")
        now = self._clock()
        for name in wanted:
            if name.partition(".")[0] not in ARCHIVES:
                valid = ", ".join(sorted(ARCHIVES))
                why = f"Bad archive '{name}'. Valid archive names are: {valid}."
                title = f"Feed error for query: {self.rss_url}/{names}"
                return _Reply(400, arxiv_feeds.feed(title, why, now, []))
        listed = self._listed(set(wanted))
        tag = arxiv_feeds.tag(names, now, listed)
        if known == tag:
            return _Reply(304, b"", tag)
        if fault.twice:
            listed += listed[:1]
        title = f"{', '.join(names.split('+'))} updates on arXiv.org"
        about = f"{', '.join(names.split('+'))} updates on the arXiv.org e-print archive."
        return _Reply(200, arxiv_feeds.feed(title, about, now, listed), tag)

    def _listed(self, wanted: set[str]) -> list[Entry]:
        batches = {id(batch): batch for name in wanted if (batch := self.batch_of(name))}
        found = [each for batch in batches.values() for each in arxiv_feeds.entries(batch, wanted)]
        if len(batches) > 1:
            found = arxiv_feeds.in_order({each.paper.id: each for each in found}.values())
        return found[:FEED_CAP]
