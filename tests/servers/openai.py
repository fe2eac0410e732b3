"""A loopback server that speaks OpenAI's chat completions, and misbehaves on demand."""

import asyncio
import json
from collections import deque
from collections.abc import Callable
from enum import Enum, auto
from typing import Self

KEY = "sk-loopback-0123456789"
NINE = {"prompt_tokens": 9, "completion_tokens": 9, "total_tokens": 18}
"""What it reports of every request as used, unless a test wants something else."""
_REASONS = {200: "OK", 400: "Bad Request", 401: "Unauthorized", 404: "Not Found"}


class Fault(Enum):
    """How one answer goes wrong."""

    RATE_LIMITED = auto()
    QUOTA = auto()
    DOWN = auto()
    MALFORMED = auto()
    HTML = auto()
    NO_CHOICES = auto()
    NULL_CHOICE = auto()
    NOT_UTF8 = auto()
    FORMAT_IGNORED = auto()
    WRONG_SCHEMA = auto()
    PROSE_AROUND = auto()
    TRUNCATED = auto()
    FILTERED = auto()
    REFUSAL = auto()
    EMPTY = auto()
    SILENT = auto()
    DRIPPING = auto()
    HUNG_UP = auto()


class OpenAIServer:
    """Answers `POST /v1/chat/completions` with what `says` holds.

    Attributes:
        says: The text of its summaries, or several, one each and the last for ever; None repeats
            the first sentence of the abstract.
        formats: The kinds of `response_format` it takes; any other is a 400.
        limits: What it lets the most tokens of an answer be called; anything else is a 400.
        bills: Says what it reports of a request as used; None reports nothing.
        faults: How the next answers go wrong, one each, None not at all; then all is well.
        answering: While it is not set, nothing is answered.
        arrived: Called with the number of every request that has arrived.
        requests: The bodies of all requests, in order.
    """

    def __init__(self) -> None:
        self.says: str | list[str] | None = None
        self.formats = {"json_schema", "json_object"}
        self.limits = {"max_completion_tokens", "max_tokens"}
        self.bills: Callable[[dict], dict | None] = lambda _: NINE
        self.faults: deque[Fault | None] = deque()
        self.answering = asyncio.Event()
        self.answering.set()
        self.arrived: Callable[[int], object] = lambda _: None
        self.requests: list[dict] = []
        self._server: asyncio.Server | None = None
        self._open: set[asyncio.Task] = set()

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._accept, "127.0.0.1", 0)
        return self

    async def __aexit__(self, *_: object) -> None:
        self._server.close()
        for task in self._open:
            task.cancel()
        await asyncio.gather(*self._open, return_exceptions=True)
        await self._server.wait_closed()

    @property
    def url(self) -> str:
        """Base address for a client."""
        return f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}/v1/"

    def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        # Tasks of our own: the streams' own ones complain when they are cancelled.
        task = asyncio.ensure_future(self._serve(reader, writer))
        self._open.add(task)
        task.add_done_callback(self._open.discard)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while await self._answer(reader, writer):
                await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError):
            pass  # the client has gone
        finally:
            writer.close()

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        head = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
        headers = dict(line.lower().split(": ", 1) for line in head[1:] if line)
        body = json.loads(await reader.readexactly(int(headers["content-length"])))
        if not head[0].startswith("POST /v1/chat/completions"):
            return _send(writer, 404, _error("not_found"))
        if headers["authorization"] != f"bearer {KEY}":
            # Real servers repeat part of the key; a careless one all of it.
            return _send(writer, 401, _error("invalid_api_key", headers["authorization"]))
        self.requests.append(body)
        fault = self.faults.popleft() if self.faults else None
        self.arrived(len(self.requests))
        await self.answering.wait()
        if fault is Fault.SILENT or fault is Fault.DRIPPING:
            await self._keep_waiting(writer, dripping=fault is Fault.DRIPPING)
        if fault is Fault.HUNG_UP:
            return False
        asked = body.get("response_format", {}).get("type")
        if asked and asked not in self.formats:
            return _send(writer, 400, _error("invalid_request_error", f"no {asked} here"))
        unknown = {"max_completion_tokens", "max_tokens"} & set(body) - self.limits
        if unknown:
            error = _error("unsupported_parameter", f"Unsupported parameter: {unknown.pop()}")
            return _send(writer, 400, error)
        return self._send_faulty(writer, fault, body)

    async def _keep_waiting(self, writer: asyncio.StreamWriter, *, dripping: bool) -> None:
        if dripping:
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n")
        while True:
            if dripping:
                writer.write(b"\n")
                await writer.drain()
            await asyncio.sleep(0.01 if dripping else 3600)

    def _send_faulty(self, writer: asyncio.StreamWriter, fault: Fault | None, body: dict) -> bool:
        match fault:
            case Fault.RATE_LIMITED:
                error = _error("rate_limit_exceeded")
                return _send(writer, 429, error, {"Retry-After": "0.01"})
            case Fault.QUOTA:
                return _send(writer, 429, _error("insufficient_quota"))
            case Fault.DOWN:
                return _send(writer, 500, _error("server_error"))
            case Fault.MALFORMED:
                return _send(writer, 200, '{"choices": [{"mess')
            case Fault.HTML:
                page = "<html>Sign in</html>"
                return _send(writer, 200, page, {"Content-Type": "text/html"})
            case Fault.NO_CHOICES:
                return _send(writer, 200, json.dumps({"object": "chat.completion"}))
            case Fault.NULL_CHOICE:
                return _send(writer, 200, json.dumps({"choices": [None]}))
            case Fault.NOT_UTF8:
                return _send(writer, 200, b'{"text": "\xff\xfe"}')
        return _send(writer, 200, self._completion(fault, body))

    def _text(self, body: dict) -> str:
        if isinstance(self.says, list):
            return self.says.pop(0) if len(self.says) > 1 else self.says[0]
        if self.says is None:
            paper = json.loads(body["messages"][1]["content"])
            return " ".join(paper["abstract"].split()).split(". ")[0].rstrip(".") + "."
        return self.says

    def _completion(self, fault: Fault | None, body: dict) -> str:
        text = self._text(body)
        content = json.dumps({"text": text})
        reason, refusal = "stop", None
        match fault:
            case Fault.FORMAT_IGNORED:
                content = text
            case Fault.WRONG_SCHEMA:
                content = json.dumps({"summary": [text]})
            case Fault.PROSE_AROUND:
                content = f"Sure {{here}} it is:\n```json\n{content}\n```\nAnything else?"
            case Fault.TRUNCATED:
                content, reason = content[:12], "length"
            case Fault.FILTERED:
                content, reason = "", "content_filter"
            case Fault.REFUSAL:
                content, refusal = None, "I cannot help with that."
            case Fault.EMPTY:
                content = ""
        message = {"role": "assistant", "content": content, "refusal": refusal}
        return json.dumps(
            {
                "id": "chatcmpl-1",
                "object": "chat.completion",
                "created": 1,
                "model": body["model"],
                "choices": [{"index": 0, "message": message, "finish_reason": reason}],
            }
            | ({"usage": usage} if (usage := self.bills(body)) else {})
        )


def _error(code: str, message: str = "no") -> str:
    return json.dumps({"error": {"message": message, "type": code, "code": code, "param": None}})


def _send(
    writer: asyncio.StreamWriter,
    status: int,
    body: str | bytes,
    headers: dict[str, str] | None = None,
) -> bool:
    """Send an answer and keep the connection."""
    content = body.encode() if isinstance(body, str) else body
    lines = {"Content-Type": "application/json", "Content-Length": str(len(content))}
    head = "".join(f"{name}: {value}\r\n" for name, value in (lines | (headers or {})).items())
    reason = _REASONS.get(status, "Error")
    writer.write(f"HTTP/1.1 {status} {reason}\r\n{head}\r\n".encode() + content)
    return True
