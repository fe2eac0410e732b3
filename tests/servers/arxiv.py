"""A loopback arXiv: its query API and RSS feeds, its manners, and its bad days.

It answers on a thread of its own, so that clients on any loop, thread or process can ask it. A
request that comes too soon after the last one, or while that is being answered, gets 429 and is
remembered in `early`: a test can assert that there was none.
"""

import re
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Self
from urllib.parse import parse_qs, unquote, urlsplit

from bot.domain.papers import Paper
from tests.servers.arxiv_feeds import Batch, entries, feed, refused_query, results, updated
from tests.servers.arxiv_query import QueryError, matches

ARCHIVES = {
    *("astro-ph", "cond-mat", "cs", "econ", "eess", "gr-qc", "hep-ex", "hep-lat", "hep-ph"),
    *("hep-th", "math", "math-ph", "nlin", "nucl-ex", "nucl-th", "physics", "q-bio", "q-fin"),
    *("quant-ph", "stat"),
}
FEED_CAP, SLICE_CAP, RESULT_CAP = 2000, 2000, 30_000


@dataclass(frozen=True, slots=True)
class Fault:
    """One bad answer.

    Attributes:
        on: Beginning of the paths it may strike.
        body: In place of the real one.
        share: How much of the body is there, 1 for all; the rest is cut off.
        empty_page: The API knows results, and gives none.
        drop: The connection ends without an answer.
        hold: Nothing is answered until the server closes.
    """

    on: str = "/"
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes | None = None
    share: float = 1
    empty_page: bool = False
    drop: bool = False
    hold: bool = False


HTML = Fault(body=b"<!DOCTYPE html><html><body><p>arXiv is busy.<br></body></html>")
EMPTY = Fault(body=b"")
EMPTY_PAGE = Fault(empty_page=True)
TRUNCATED = Fault(share=0.6)
DROPPED = Fault(drop=True)
SLOW = Fault(hold=True)


def refusal(status: int, retry_after: str | None = None) -> Fault:
    """Return the answer to those who ask too much."""
    headers = {} if retry_after is None else {"Retry-After": retry_after}
    return Fault(status=status, headers=headers, body=b"Rate exceeded.")


@dataclass(frozen=True, slots=True)
class Request:
    """What a client asked."""

    path: str
    query: dict[str, str]
    headers: dict[str, str]


class Arxiv:
    """The server; a context manager.

    Args:
        papers: What the API knows.
        clock: Says when a request came; the clients' own clock where time is simulated.
        spacing: From the start of one request to the start of the next.

    Attributes:
        requests: All of them, in order.
        early: Those that came too soon.
    """

    def __init__(
        self,
        papers: Iterable[Paper] = (),
        *,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        spacing: timedelta = timedelta(seconds=3),
    ) -> None:
        self.papers = list(papers)
        self.batch: Batch | None = None
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

            def do_GET(self) -> None:
                service._answer(self)

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
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

    def announce(self, batch: Batch) -> None:
        """Let the feeds hold `batch` and nothing else; the API learns its papers too."""
        self.batch = batch
        fresh = {paper.id: paper for paper in (*batch.new, *batch.crossed, *batch.replaced)}
        self.papers = [paper for paper in self.papers if paper.id not in fresh]
        self.papers += fresh.values()

    def fail(self, *faults: Fault) -> None:
        """Answer the next requests like this, each fault once, in order."""
        self._faults += faults

    def _answer(self, handler: BaseHTTPRequestHandler) -> None:
        parts = urlsplit(handler.path)
        query = {name: values[-1] for name, values in parse_qs(parts.query).items()}
        headers = {name.lower(): value for name, value in handler.headers.items()}
        request = Request(unquote(parts.path), query, headers)
        refused, fault = self._admit(request)
        try:
            if refused:
                status, body = refused, b"Rate exceeded."
            elif fault.body is not None:
                status, body = fault.status, fault.body
            else:
                status, body = self._serve(request, fault)
        finally:
            # Free before the client can read the answer and come back.
            with self._turn:
                self._busy -= 1
        if fault.hold:
            self._closing.wait()
        if fault.hold or fault.drop:
            handler.close_connection = True
            return
        body = body[: int(len(body) * fault.share)]
        handler.send_response(status)
        for name, value in ({"Content-Type": "text/xml"} | fault.headers).items():
            handler.send_header(name, value)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    def _admit(self, request: Request) -> tuple[int | None, Fault]:
        with self._turn:
            now = self._clock()
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
                    return None, self._faults.pop(place)
            return None, Fault()

    def _serve(self, request: Request, fault: Fault) -> tuple[int, bytes]:
        if request.path == "/api/query":
            return self._api(request.query, fault)
        if request.path.startswith("/rss/"):
            return self._rss(request.path.removeprefix("/rss/"))
        return 404, b"<!DOCTYPE html><html><body>No such page</body></html>"

    def _api(self, query: dict[str, str], fault: Fault) -> tuple[int, bytes]:
        try:
            start, most = int(query.get("start", 0)), int(query.get("max_results", 10))
        except ValueError:
            return refused_query("start and max_results must be integers")
        if start < 0 or most < 0:
            return refused_query("start and max_results must be non-negative")
        if most > RESULT_CAP or start > RESULT_CAP:
            return refused_query(f"max_results may not exceed {RESULT_CAP}", status=400)
        try:
            found = self._listed(query.get("id_list", ""))
            if "search_query" in query:
                test = matches(query["search_query"])
                found = [paper for paper in found if test(paper)]
        except QueryError as error:
            return refused_query(str(error), status=400)
        except LookupError as error:
            return refused_query(f"incorrect id format for {error.args[0]}")
        found = _ordered(found, query.get("sortBy", "relevance"), query.get("sortOrder"))
        page = [] if fault.empty_page else found[start : start + min(most, SLICE_CAP)]
        return 200, results(page, len(found), start, most)

    def _listed(self, ids: str) -> list[Paper]:
        if not ids:
            return self.papers
        known = {paper.id: paper for paper in self.papers}
        found = []
        for name in ids.split(","):
            read = re.fullmatch(r"(\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})(?:v(\d+))?", name)
            if read is None:
                raise LookupError(name)
            paper = known.get(read[1])
            if paper is not None and (version := int(read[2] or 0)):
                paper = _at_version(paper, version)
            if paper is not None:
                found.append(paper)
        return found

    def _rss(self, names: str) -> tuple[int, bytes]:
        wanted = names.lower().split("+")
        now = self._clock()
        for name in wanted:
            if name.partition(".")[0] not in ARCHIVES:
                valid = ", ".join(sorted(ARCHIVES))
                why = f"Bad archive '{name}'. Valid archive names are: {valid}."
                return 400, feed(f"Feed error for query: {self.rss_url}/{names}", why, now, [])
        items = [] if self.batch is None else entries(self.batch, set(wanted))
        title = f"{', '.join(names.split('+'))} updates on arXiv.org"
        about = f"{', '.join(names.split('+'))} updates on the arXiv.org e-print archive."
        return 200, feed(title, about, now, items[:FEED_CAP])


def _at_version(paper: Paper, number: int) -> Paper | None:
    if number > (paper.version or 1):
        return None
    dates = {version.number: version.submitted for version in paper.versions}
    return replace(paper, version=number, updated=dates.get(number) or paper.updated)


def _ordered(found: list[Paper], by: str, order: str | None) -> list[Paper]:
    if by == "relevance":
        return found
    long_ago = datetime(1991, 8, 1, tzinfo=UTC)

    def moment(paper: Paper) -> datetime:
        return (paper.submitted if by == "submittedDate" else updated(paper)) or long_ago

    return sorted(found, key=moment, reverse=order != "ascending")
