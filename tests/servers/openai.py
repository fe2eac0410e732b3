"""A loopback server that speaks OpenAI's chat completions, and misbehaves on demand."""

import asyncio
import json
from collections import deque
from collections.abc import Callable
from typing import Self

from openai import AsyncOpenAI, DefaultAsyncHttpxClient

from tests.servers.openai_faults import BODIES, REFUSALS, Fault, error, spoiled

KEY = "sk-loopback-0123456789"
NINE = {"prompt_tokens": 9, "completion_tokens": 9, "total_tokens": 18}
"""What it reports of every request as used, unless a test wants something else."""
CHINESE = "本文介绍了一种新方法。"
"""What it says in Chinese unless a test wants something else."""
_REASONS = {200: "OK", 400: "Bad Request", 401: "Unauthorized", 404: "Not Found"}


class Raw(str):
    """The content of an answer, sent as it is."""

    __slots__ = ()


def client(server: "OpenAIServer", **settings: object) -> AsyncOpenAI:
    """Make a client of a server; one without certificates, which take longer to load than a test.

    Args:
        settings: What else it should be told, as its own class takes it.
    """
    chosen = {"api_key": KEY, "base_url": server.url, "max_retries": 0} | settings
    return AsyncOpenAI(http_client=DefaultAsyncHttpxClient(verify=False), **chosen)


class OpenAIServer:
    """Answers `POST /v1/chat/completions` with what `says` holds.

    Attributes:
        says: What it answers: a text, with which it fills every field that is asked for; whole
            fields; or content as it is. Of several, one each and the last for ever. None repeats
            the first sentence of the abstract, or says something in Chinese if that is asked for.
        room: Characters of all messages that it takes at most; more is a 400.
        formats: The kinds of `response_format` it takes; any other is a 400.
        limits: What it lets the most tokens of an answer be called; anything else is a 400.
        bills: Says what it reports of a request as used; None reports nothing.
        models: What it has, in the words of `GET /v1/models`; None is a server without that.
        faults: How the next answers go wrong, one each, None not at all; then all is well.
        answering: While it is not set, nothing is answered.
        arrived: Called with the number of every request that has arrived.
        requests: The bodies of all requests, in order.
    """

    def __init__(self) -> None:
        self.says: str | dict | Raw | list[str | dict | Raw] | None = None
        self.room = 10**9
        self.formats = {"json_schema", "json_object"}
        self.limits = {"max_completion_tokens", "max_tokens"}
        self.bills: Callable[[dict], dict | None] = lambda _: NINE
        self.models: list[str] | None = None
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

    def said(self, body: dict) -> tuple[str, str]:
        """Return the text of an answer to a request, and all of its content."""
        says = self.says
        if isinstance(says, list):
            says = says.pop(0) if len(says) > 1 else says[0]
        if isinstance(says, Raw):
            return says, says
        if isinstance(says, dict):
            return str(says.get("text")), json.dumps(says)
        system, user = (each["content"] for each in body["messages"][:2])
        if says is None:
            abstract = " ".join(json.loads(user)["abstract"].split())
            says = CHINESE if "中文" in system else abstract.split(". ")[0].rstrip(".") + "."
        return says, json.dumps(_filled(system, says))

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
        sent = await reader.readexactly(int(headers.get("content-length", 0)))
        body = json.loads(sent or "{}")
        if not head[0].startswith("POST /v1/chat/completions"):
            return self._elsewhere(writer, head[0], headers)
        if headers["authorization"] != f"bearer {KEY}":
            # Real servers repeat part of the key; a careless one all of it.
            return _send(writer, 401, error("invalid_api_key", headers["authorization"]))
        self.requests.append(body)
        fault = self.faults.popleft() if self.faults else None
        self.arrived(len(self.requests))
        await self.answering.wait()
        if fault is Fault.SILENT or fault is Fault.DRIPPING:
            await self._keep_waiting(writer, dripping=fault is Fault.DRIPPING)
        if fault is Fault.HUNG_UP:
            return False
        if fault is Fault.STALLED_BODY:
            self._send_faulty(writer, fault, body)
            await self._keep_waiting(writer, dripping=False)
        asked = body.get("response_format", {}).get("type")
        if asked and asked not in self.formats:
            return _send(writer, 400, error("invalid_request_error", f"no {asked} here"))
        if sum(len(each["content"]) for each in body["messages"]) > self.room:
            problem = error("context_length_exceeded", "This model's maximum context length is 9")
            return _send(writer, 400, problem)
        unknown = {"max_completion_tokens", "max_tokens"} & set(body) - self.limits
        if unknown:
            problem = error("unsupported_parameter", f"Unsupported parameter: {unknown.pop()}")
            return _send(writer, 400, problem)
        return self._send_faulty(writer, fault, body)

    def _elsewhere(self, writer: asyncio.StreamWriter, head: str, headers: dict[str, str]) -> bool:
        if self.models is None or not head.startswith("GET /v1/models "):
            return _send(writer, 404, error("not_found"))
        if headers["authorization"] != f"bearer {KEY}":
            return _send(writer, 401, error("invalid_api_key", headers["authorization"]))
        known = [{"id": each, "object": "model", "created": 1} for each in self.models]
        return _send(writer, 200, json.dumps({"object": "list", "data": known}))

    async def _keep_waiting(self, writer: asyncio.StreamWriter, *, dripping: bool) -> None:
        if dripping:
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n")
        while True:
            if dripping:
                writer.write(b"\n")
                await writer.drain()
            await asyncio.sleep(0.01 if dripping else 3600)

    def _send_faulty(self, writer: asyncio.StreamWriter, fault: Fault | None, body: dict) -> bool:
        if fault in (Fault.HALF_BODY, Fault.STALLED_BODY):
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n")
            writer.write(b'Content-Length: 900\r\n\r\n{"choices": [{"mess')
            return False
        if fault in REFUSALS:
            status, problem, headers = REFUSALS[fault]
            return _send(writer, status, problem, headers)
        if fault in BODIES:
            page = {"Content-Type": "text/html"} if fault is Fault.HTML else None
            return _send(writer, 200, BODIES[fault], page)
        return _send(writer, 200, self._completion(fault, body))

    def _completion(self, fault: Fault | None, body: dict) -> str:
        text, content = self.said(body)
        content, reason, more = spoiled(fault, text, content)
        message = {"role": "assistant", "content": content, "refusal": None, **more}
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


def _filled(system: str, text: str) -> dict:
    """Put a text into every field of the example at the end of what the model is told."""
    try:
        fields = json.loads(system.rsplit("\n", 1)[-1])
    except json.JSONDecodeError:
        return {"text": text}
    for name, value in fields.items():
        if isinstance(value, list):
            fields[name] = []
        else:
            fields[name] = text if isinstance(value, str) else {"lines": [text], "strong": []}
    return fields


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
