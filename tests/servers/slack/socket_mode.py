"""Socket Mode: connections, envelopes, acknowledgements, and second deliveries.

An envelope goes to any one connection. Not acknowledged within `ack_within` seconds, an event is
sent again (at once, after a minute, after five); a command or a click is not, the person sees that
it failed (python-slack-sdk 1940). An event that finds no connection waits for the next one.
"""

import asyncio
import json
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from copy import deepcopy
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from aiohttp import WSMsgType, web

from tests.servers.slack.bell import Bell
from tests.servers.slack.refusal import Refused
from tests.servers.slack.workspace import APP, Message

ACK_WITHIN = 3.0
REDELIVERY = (0.0, 60.0, 300.0)
MOST_CONNECTIONS = 10
EVENT, COMMAND, CLICK = "events_api", "slash_commands", "interactive"

Spoiler = Callable[[dict[str, Any]], "dict[str, Any] | str | None"]
"""Changes an envelope in place, or returns what is sent instead of it."""


@dataclass(slots=True, eq=False)
class Sent:
    """Something sent to the app, and what became of it.

    Attributes:
        acknowledged: The seconds it took; awaiting it raises `Refused` when it was not in time,
            also if a later delivery of it was.
        reply: What the acknowledgement carried.
        failed: `operation_timeout` or `dispatch_failed` of a command or click, `timeout` of an
            event; None while all is well.
        deliveries: How often it was sent.
        acks: How often it was acknowledged, late ones too.
        answers: The messages it was answered with, private and public, in order.
        message: The message an event is about.
        trigger: Opens a view, for three seconds.
        url: Where answers can be posted.
    """

    kind: str
    payload: dict[str, Any]
    acknowledged: asyncio.Future[float]
    accepts_reply: bool = False
    reply: dict[str, Any] | None = None
    failed: str | None = None
    deliveries: int = 0
    acks: int = 0
    answers: list[Message] = field(default_factory=list)
    message: Message | None = None
    trigger: str = ""
    url: str = ""
    on_reply: Callable[[dict[str, Any]], None] | None = None
    sent_at: float = 0.0
    timer: asyncio.TimerHandle | None = None

    @property
    def event_id(self) -> str:
        """The id of the event; the same at every delivery."""
        return str(self.payload["event_id"])


@dataclass(slots=True, eq=False)
class Connection:
    """One open WebSocket."""

    request: web.BaseRequest
    socket: web.WebSocketResponse
    outbox: asyncio.Queue[str] = field(default_factory=asyncio.Queue)

    def abort(self) -> None:
        """Cut the line as a failing network does."""
        if self.request.transport:
            self.request.transport.abort()


class Socket:
    """All connections of the app.

    Args:
        ticks: Seconds of a clock that only goes forward, by which acknowledgements are timed.

    Attributes:
        ack_within: Seconds an envelope may stay unacknowledged.
        redelivery: Seconds before each further delivery of an event, counted from the miss.
        most: Connections allowed at once.
        opened: How many connections there have been.
        strange_acks: Envelope ids acknowledged that were never sent.
        late: What was acknowledged when it no longer helped.
        deaf: Do not answer a PING.
    """

    def __init__(self, bell: Bell, ticks: Callable[[], float]) -> None:
        self.ack_within = ACK_WITHIN
        self.redelivery: Sequence[float] = REDELIVERY
        self.most = MOST_CONNECTIONS
        self.opened = 0
        self.strange_acks: list[str] = []
        self.late: list[Sent] = []
        self.deaf = False
        self.connections: list[Connection] = []
        self.spoilers: deque[Spoiler] = deque()
        self._bell = bell
        self._ticks = ticks
        self._numbers = count(1)
        self._tickets: set[str] = set()
        self._waiting: dict[str, Sent] = {}
        self._parked: list[Sent] = []
        self._next = 0

    def ticket(self) -> str:
        """Allow a connection; returns the last part of its address."""
        ticket = f"{next(self._numbers):08x}"
        self._tickets.add(ticket)
        return ticket

    async def serve(self, request: web.BaseRequest, ticket: str) -> web.StreamResponse:
        """Hold one connection until it ends."""
        if ticket not in self._tickets:
            return web.Response(status=404)
        socket = web.WebSocketResponse(autoping=False, compress=False, timeout=0.5)
        await socket.prepare(request)
        connection = Connection(request, socket)
        if len(self.connections) >= self.most:
            await socket.send_json(_goodbye("too_many_websockets"))
            await socket.close()
            return socket
        self.opened += 1
        self.connections.append(connection)
        connection.outbox.put_nowait(json.dumps(self._hello()))
        writer = asyncio.ensure_future(self._write(connection))
        parked, self._parked = self._parked, []
        for sent in parked:
            self._deliver(sent, "connection_failed")
        self._bell.ring()
        try:
            await self._listen(connection)
        finally:
            writer.cancel()
            self.connections.remove(connection)
            self._bell.ring()
        return socket

    def send(self, sent: Sent) -> Sent:
        """Send an envelope to any one connection."""
        sent.sent_at = self._ticks()
        if not self.connections and sent.kind != EVENT:
            self._fail(sent, "dispatch_failed")
        else:
            self._deliver(sent, "")
        return sent

    def new(self, kind: str, payload: dict[str, Any], *, accepts_reply: bool = False) -> Sent:
        """Make an envelope that can be sent."""
        future: asyncio.Future[float] = asyncio.get_running_loop().create_future()
        return Sent(kind, payload, future, accepts_reply)

    def redeliver(self, sent: Sent, reason: str = "timeout") -> None:
        """Send it once more, whatever became of it."""
        self._deliver(sent, reason)

    def send_raw(self, text: str) -> None:
        """Send a text that may be anything."""
        self._pick().outbox.put_nowait(text)

    def disconnect(self, reason: str = "refresh_requested") -> None:
        """Ask every client to connect anew."""
        for connection in self.connections:
            connection.outbox.put_nowait(json.dumps(_goodbye(reason)))

    def drop(self) -> None:
        """Cut all connections."""
        for connection in list(self.connections):
            connection.abort()

    async def close(self) -> None:
        """End all connections; nothing is sent again."""
        for sent in self._waiting.values():
            if sent.timer:
                sent.timer.cancel()
        for connection in list(self.connections):
            with suppress(ConnectionError):
                await connection.socket.close()

    def _hello(self) -> dict[str, Any]:
        return {
            "type": "hello",
            "num_connections": len(self.connections),
            "debug_info": {"host": "applink-1", "approximate_connection_time": 18060},
            "connection_info": {"app_id": APP},
        }

    async def _write(self, connection: Connection) -> None:
        with suppress(ConnectionError):
            while True:
                await connection.socket.send_str(await connection.outbox.get())

    async def _listen(self, connection: Connection) -> None:
        async for frame in connection.socket:
            if frame.type is WSMsgType.PING:
                if not self.deaf:
                    await connection.socket.pong(frame.data)
            elif frame.type is WSMsgType.TEXT:
                said = json.loads(frame.data)
                if "envelope_id" in said:
                    self._acknowledge(said["envelope_id"], said.get("payload"))

    def _pick(self) -> Connection:
        self._next += 1
        return self.connections[self._next % len(self.connections)]

    def _deliver(self, sent: Sent, reason: str) -> None:
        sent.deliveries += 1
        if not self.connections:
            self._parked.append(sent)
            return
        envelope: dict[str, Any] = {
            "envelope_id": f"{next(self._numbers):08x}-0000-4000-8000-000000000000",
            "type": sent.kind,
            "payload": sent.payload,
            "accepts_response_payload": sent.accepts_reply,
        }
        if sent.kind == EVENT:
            envelope |= {"retry_attempt": sent.deliveries - 1, "retry_reason": reason}
        self._waiting[envelope["envelope_id"]] = sent
        self._pick().outbox.put_nowait(self._spoiled(envelope))
        self._expect(sent)

    def _spoiled(self, envelope: dict[str, Any]) -> str:
        if not self.spoilers:
            return json.dumps(envelope)
        envelope = deepcopy(envelope)
        instead = self.spoilers.popleft()(envelope)
        if isinstance(instead, str):
            return instead
        return json.dumps(envelope if instead is None else instead)

    def _expect(self, sent: Sent) -> None:
        if sent.timer:
            sent.timer.cancel()
        loop = asyncio.get_running_loop()
        sent.timer = loop.call_later(self.ack_within, self._missed, sent)

    def _missed(self, sent: Sent) -> None:
        if sent.acks:
            return
        self._fail(sent, "timeout" if sent.kind == EVENT else "operation_timeout")
        again = sent.deliveries - 1
        if sent.kind == EVENT and again < len(self.redelivery):
            loop = asyncio.get_running_loop()
            sent.timer = loop.call_later(self.redelivery[again], self._deliver, sent, "timeout")

    def _fail(self, sent: Sent, reason: str) -> None:
        sent.failed = sent.failed or reason
        if not sent.acknowledged.done():
            sent.acknowledged.set_exception(Refused(reason))
            sent.acknowledged.exception()  # nobody has to ask
        self._bell.ring()

    def _acknowledge(self, envelope_id: str, payload: dict[str, Any] | None) -> None:
        sent = self._waiting.pop(envelope_id, None)
        if sent is None:
            self.strange_acks.append(envelope_id)
            return
        sent.acks += 1
        if sent.timer:
            sent.timer.cancel()
        seconds = self._ticks() - sent.sent_at
        if sent.kind != EVENT and seconds > self.ack_within:
            self._fail(sent, "operation_timeout")
        if sent.failed and sent.kind != EVENT:
            self.late.append(sent)
        elif not sent.acknowledged.done():
            sent.reply = payload if sent.accepts_reply else None
            sent.acknowledged.set_result(seconds)
            if sent.reply and sent.on_reply:
                sent.on_reply(sent.reply)
        self._bell.ring()


def _goodbye(reason: str) -> dict[str, Any]:
    return {"type": "disconnect", "reason": reason, "debug_info": {"host": "applink-1"}}
