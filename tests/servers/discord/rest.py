"""The front door of the REST API: who asks, how often, in what form; and faults on demand."""

import json
import socket
import struct
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from aiohttp import BodyPartReader, web

from tests.servers.discord.changes import Changes
from tests.servers.discord.faults import Fault, Faults
from tests.servers.discord.limits import File
from tests.servers.discord.pace import Pace, refusal
from tests.servers.discord.refusals import Refused, invalid, refused

BASE = "/api/v10"
_MOST_BYTES = 25 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Request:
    """What a client asked, and what it got."""

    method: str
    path: str
    status: int
    body: Any = None


@dataclass(slots=True)
class Ask:
    """A request, read."""

    names: dict[str, str]
    query: dict[str, str]
    body: Any = None
    files: list[File] = field(default_factory=list)

    def id(self, name: str) -> int:
        """Return an id from the path."""
        return snowflake(name, self.names[name])

    def number(self, name: str, default: int) -> int:
        """Return a number from the query."""
        return snowflake(name, self.query.get(name, str(default)))

    @property
    def form(self) -> dict[str, Any]:
        """The body, which must be an object."""
        if not isinstance(self.body, dict):
            raise refused("not_json")
        return self.body


def snowflake(name: str, value: object) -> int:
    """Read an id.

    Raises:
        Refused: It is none.
    """
    if not str(value).isdecimal():
        invalid(name, "NUMBER_TYPE_COERCE", f'Value "{value}" is not snowflake.')
    return int(str(value))


Answer = tuple[int, Any]
Handler = Callable[[Ask], Answer]


class Rest:
    """Routes requests to handlers, which answer at once; all waiting is done here.

    Attributes:
        requests: What was asked, oldest first; the newest hundred thousand.
        crashes: What went wrong in the server itself; a test that causes one fails at its end.
        unwelcome: Answers of 401, 403 and 429; ten thousand in ten minutes get an address banned.
    """

    def __init__(self, token: str, pace: Pace, faults: Faults, changes: Changes) -> None:
        self.requests: deque[Request] = deque(maxlen=100_000)
        self.crashes: list[Exception] = []
        self.unwelcome = 0
        self.application = web.Application(client_max_size=_MOST_BYTES)
        self._token = token
        self._pace = pace
        self._faults = faults
        self._changes = changes

    def route(
        self, method: str, path: str, handler: Handler, *, route: str = "", public: bool = False
    ) -> None:
        """Answer a path with a handler.

        Args:
            route: What its rate limit is called.
            public: The token in the path is enough; such requests are not bound to the overall
                limit.
        """

        async def serve(request: web.Request) -> web.StreamResponse:
            return await self._serve(request, handler, route or f"{method} {path}", public)

        self.application.router.add_route(method, BASE + path, serve)

    def finish(self) -> None:
        """Refuse everything else, as the real service does."""

        async def serve(request: web.Request) -> web.StreamResponse:
            return await self._serve(request, _nowhere, "", public=True)

        self.application.router.add_route("*", "/{anything:.*}", serve)

    async def _serve(
        self, request: web.Request, handler: Handler, route: str, public: bool
    ) -> web.StreamResponse:
        fault = self._faults.pick(request.method, request.path.removeprefix(BASE))
        reply = _Reply()
        try:
            if not public:
                self._check_token(request)
            reply.ask = await _read(request)
            if fault and fault.stall and not fault.done:
                await fault.released.wait()
            self._carry_out(reply, fault, handler, route, public)
        except Refused as error:
            reply.status, reply.body = error.status, error.body
        except Exception as error:
            self.crashes.append(error)
            reply.status, reply.body = 503, {"message": "the loopback server is broken", "code": 0}
        if fault and fault.stall and fault.done:
            await fault.released.wait()
        return self._answer(request, fault, reply)

    def _check_token(self, request: web.Request) -> None:
        if request.headers.get("Authorization") != f"Bot {self._token}":
            raise refused("unauthorized")

    def _carry_out(
        self, reply: "_Reply", fault: Fault | None, handler: Handler, route: str, public: bool
    ) -> None:
        major = next(iter(reply.ask.names.values()), "")
        reply.headers, wait, overall = self._pace.ask(route, major, counts=not public)
        if wait is not None:
            message = "You are being rate limited."
            reply.status = 429
            reply.body = {"message": message, "retry_after": wait, "global": overall}
        elif not fault or fault.done or not (fault.status or fault.reset):
            reply.status, reply.body = handler(reply.ask)

    def _answer(
        self, request: web.Request, fault: Fault | None, reply: "_Reply"
    ) -> web.StreamResponse:
        if fault and fault.status:
            _spoil(reply, fault)
        if fault and fault.reset:
            reply.status = 0
        path, sent = request.path.removeprefix(BASE), reply.ask and reply.ask.body
        self.requests.append(Request(request.method, path, reply.status, sent))
        if reply.status in (401, 403, 429):
            self.unwelcome += 1
        self._changes.note()
        if fault and fault.reset:
            _reset(request)
            return web.Response(status=500)
        if fault and fault.html:
            page = b"<html><title>discord.com | Error</title></html>"
            return web.Response(status=reply.status, body=page, content_type="text/html")
        if reply.body is None:
            return web.Response(status=reply.status, headers=reply.headers)
        return web.Response(
            status=reply.status,
            body=json.dumps(reply.body).encode(),
            headers=reply.headers,
            content_type="application/json",
        )


@dataclass(slots=True)
class _Reply:
    """What is answered, while it is being found out."""

    status: int = 500
    body: Any = None
    headers: dict[str, str] = field(default_factory=dict)
    ask: Ask | None = None


def _spoil(reply: _Reply, fault: Fault) -> None:
    reply.status = fault.status
    reply.body = {"message": f"{fault.status}: on demand", "code": fault.code}
    if fault.retry_after is not None:
        reply.body |= {"retry_after": fault.retry_after, "global": False}
        reply.headers |= refusal(fault.retry_after, "user")


def _nowhere(_: Ask) -> Answer:
    raise refused("not_found")


async def _read(request: web.Request) -> Ask:
    ask = Ask(dict(request.match_info), dict(request.query))
    if not request.can_read_body:
        return ask
    try:
        if request.content_type == "multipart/form-data":
            await _read_parts(request, ask)
        elif data := await request.read():
            ask.body = json.loads(data)
    except web.HTTPRequestEntityTooLarge:
        raise refused("too_large") from None
    except ValueError:
        raise refused("not_json") from None
    return ask


async def _read_parts(request: web.Request, ask: Ask) -> None:
    size = 0
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader):
            raise refused("not_json")
        data = bytes(await part.read(decode=True))
        size += len(data)
        if size > _MOST_BYTES:
            raise refused("too_large")
        name = part.name or ""
        if name == "payload_json":
            ask.body = json.loads(data)
        elif name.startswith("files[") and name[6:-1].isdecimal():
            kind = part.headers.get("Content-Type", "application/octet-stream")
            ask.files.append(File(int(name[6:-1]), part.filename or "unknown", data, kind))


def _reset(request: web.Request) -> None:
    """Break the connection off as a crashed peer does: with a reset, not with a good-bye."""
    transport = request.transport
    if transport is None:
        return
    plug = transport.get_extra_info("socket")
    plug.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    transport.abort()
