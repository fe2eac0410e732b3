"""A session of the gateway and the connection it is heard over, which may be lost."""

import asyncio
import json
import zlib
from collections import deque
from typing import Any

from aiohttp import web

_KEPT, _SENDS, _WINDOW = 5_000, 120, 60.0
_GUILDS = ("GUILD_CREATE", "GUILD_DELETE", "GUILD_UPDATE")


class Link:
    """One connection."""

    def __init__(self, socket: web.WebSocketResponse, request: web.Request) -> None:
        self.socket = socket
        self.session: Session | None = None
        self._transport = request.transport
        self._deflate = zlib.compressobj() if "compress" in request.query else None
        self._queue: asyncio.Queue[str | int] = asyncio.Queue()
        self._frames: deque[float] = deque()
        self.writer = asyncio.get_running_loop().create_task(self._write())

    def send(self, op: int, data: Any = None) -> None:
        self.send_text(json.dumps({"op": op, "d": data, "s": None, "t": None}))

    def send_text(self, text: str) -> None:
        self._queue.put_nowait(text)

    def close(self, code: int) -> None:
        """Close once everything before is sent."""
        self._queue.put_nowait(code)

    def drop(self) -> None:
        if self._transport is not None:
            self._transport.abort()

    def too_fast(self, now: float) -> bool:
        """Count a frame of the client; more than 120 in a minute are too many."""
        self._frames.append(now)
        while now - self._frames[0] > _WINDOW:
            self._frames.popleft()
        return len(self._frames) > _SENDS

    async def _write(self) -> None:
        try:
            while isinstance(item := await self._queue.get(), str):
                if self._deflate is None:
                    await self.socket.send_str(item)
                else:
                    packed = self._deflate.compress(item.encode())
                    await self.socket.send_bytes(packed + self._deflate.flush(zlib.Z_SYNC_FLUSH))
            await self.socket.close(code=item)
        except ConnectionError:
            pass  # the client has gone; its session keeps what it missed


class Session:
    """What one IDENTIFY began.

    Attributes:
        intents: What the client wants to hear of.
        seq: Number of the last event.
        shard: Which one it is, of how many.
    """

    def __init__(
        self, name: str, intents: int, link: Link, shard: tuple[int, int] = (0, 1)
    ) -> None:
        self.id = name
        self.shard = shard
        self.intents = intents
        self.seq = 0
        self.link: Link | None = link
        self._sent: deque[tuple[int, str]] = deque(maxlen=_KEPT)

    def has(self, guild: int) -> bool:
        """Say whether a guild is of this shard."""
        number, count = self.shard
        return (guild >> 22) % count == number

    def hears(self, event: str, data: dict[str, Any]) -> bool:
        """Say whether an event is for this shard; what is of no guild is for the first."""
        about = data.get("id") if event in _GUILDS else data.get("guild_id")
        return self.has(int(about)) if about else self.shard[0] == 0

    def push(self, event: str, data: str) -> None:
        """Send an event, or keep it until the client is back."""
        self.seq += 1
        text = f'{{"op":0,"s":{self.seq},"t":"{event}","d":{data}}}'
        self._sent.append((self.seq, text))
        if self.link is not None:
            self.link.send_text(text)

    def push_json(self, event: str, data: dict[str, Any]) -> None:
        """Send an event to this session alone."""
        self.push(event, json.dumps(data))

    def replay(self, seq: int) -> bool:
        """Send everything after `seq` again; return False if it is no longer known."""
        if seq > self.seq or (self._sent and seq < self._sent[0][0] - 1):
            return False
        for number, text in self._sent:
            if number > seq:
                self.link.send_text(text)
        return True
