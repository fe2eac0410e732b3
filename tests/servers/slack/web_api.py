"""The HTTP side: `/api/<method>`, uploads, `response_url`s and the way into Socket Mode."""

from collections import Counter, deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from aiohttp import web
from aiohttp.web import BaseRequest, Response, StreamResponse

from tests.servers.slack.asked import Asked, Methods, bearer, read_arguments
from tests.servers.slack.chat import Chat
from tests.servers.slack.conversations import Conversations
from tests.servers.slack.faults import RESPONSE_URL, UPLOAD, Fault, Faults
from tests.servers.slack.limits import Limits
from tests.servers.slack.others import Others
from tests.servers.slack.reactions import Reactions
from tests.servers.slack.refusal import Refused
from tests.servers.slack.response_urls import ResponseUrls
from tests.servers.slack.service import Service
from tests.servers.slack.tokens import Token
from tests.servers.slack.unfurls import Unfurls

_REMEMBERED = 10_000
_NO_TOKEN = ("blocks.validate", "api.test")


@dataclass(frozen=True, slots=True)
class Request:
    """A request that came in; tokens are not kept."""

    method: str
    said: dict[str, Any]


class WebApi:
    """Answers requests.

    Attributes:
        requests: The last ones, in order.
        calls: How often each method was called.
        refused: How often each error was given.
    """

    def __init__(
        self, service: Service, urls: ResponseUrls, limits: Limits, faults: Faults
    ) -> None:
        self.requests: deque[Request] = deque(maxlen=_REMEMBERED)
        self.calls: Counter[str] = Counter()
        self.refused: Counter[str] = Counter()
        self._service = service
        self._urls = urls
        self._limits = limits
        self._faults = faults
        self._methods: Methods = {"api.test": lambda asked: {}}
        for part in (Chat, Conversations, Reactions, Others, Unfurls):
            self._methods |= part(service).methods()

    async def handle(self, request: BaseRequest) -> StreamResponse:
        """Answer one request."""
        _, first, rest = (request.path + "/").split("/", 2)
        rest = rest.rstrip("/")
        match first:
            case "api":
                return await self._method(request, rest)
            case "link":
                return await self._service.socket.serve(request, rest)
            case "commands" | "actions":
                return await self._response_url(request, f"{first}/{rest}")
            case "upload":
                return await self._upload(request, rest)
        return Response(status=404)

    async def _method(self, request: BaseRequest, method: str) -> Response:
        try:
            said = await read_arguments(request)
        except Refused as refused:
            return self._no(refused)
        value = bearer(request, said)
        self._note(Request(method, said))

        def work() -> Response:
            return self._carry_out(method, said, value)

        return await self._with_fault(request, method, work)

    async def _response_url(self, request: BaseRequest, key: str) -> Response:
        body = await request.read()
        self._note(Request(RESPONSE_URL, {"body": body.decode(errors="replace")}))

        def work() -> Response:
            try:
                self._urls.answer(key, body)
            except Refused as refused:
                return self._no(refused)
            return web.json_response({"ok": True})

        return await self._with_fault(request, RESPONSE_URL, work)

    async def _upload(self, request: BaseRequest, file_id: str) -> Response:
        content = await request.read()
        self._note(Request(UPLOAD, {"id": file_id}))

        def work() -> Response:
            file = self._service.workspace.files.get(file_id)
            if file is None:
                return Response(status=404)
            if len(content) != file.length:
                return Response(status=400, text="length mismatch")
            file.content = content
            return Response(text=f"OK - {len(content)}")

        return await self._with_fault(request, UPLOAD, work)

    def _carry_out(self, method: str, said: dict[str, Any], value: str | None) -> Response:
        headers: dict[str, str] = {}
        try:
            token = self._admit(method, said, value, headers)
            answer = self._methods[method](Asked(method, said, token))
        except Refused as refused:
            return self._no(refused, headers)
        finally:
            self._service.bell.ring()
        return web.json_response({"ok": True, **answer}, headers=headers)

    def _admit(
        self, method: str, said: dict[str, Any], value: str | None, headers: dict[str, str]
    ) -> Token:
        """Check the token and the limits; what they say goes into `headers`."""
        if method not in self._methods:
            raise Refused("unknown_method", req_method=method)
        if method in _NO_TOKEN:
            return self._service.tokens.bot
        token = self._service.tokens.check(value, method)
        headers["x-oauth-scopes"] = token.provided
        wait = self._limits.wait(method, str(said.get("channel", "")))
        if wait is not None:
            headers["Retry-After"] = str(wait)
            raise Refused("ratelimited", 429)
        return token

    async def _with_fault(
        self, request: BaseRequest, method: str, work: Callable[[], Response]
    ) -> Response:
        fault = self._faults.take(method)
        if fault is None:
            return work()
        done = work() if fault.carried_out else None
        await self._faults.hold(fault)
        if fault.reset:
            if request.transport:
                request.transport.abort()
            return Response()
        return self._bad(fault) or done or work()

    def _bad(self, fault: Fault) -> Response | None:
        if fault.error:
            return self._no(Refused(fault.error, fault.status or 200), fault.headers)
        if fault.status or fault.body:
            body = fault.body or "<html><body>upstream connect error</body></html>"
            kind = "text/html" if body.startswith("<") else "application/json"
            status = fault.status or 200
            return Response(status=status, text=body, content_type=kind, headers=fault.headers)
        return None

    def _no(self, refused: Refused, headers: dict[str, str] | None = None) -> Response:
        self.refused[refused.error] += 1
        return web.json_response(refused.answer, status=refused.status, headers=headers)

    def _note(self, request: Request) -> None:
        self.requests.append(request)
        self.calls[request.method] += 1
