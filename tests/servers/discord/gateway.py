"""The gateway: what a bot hears, with sessions that survive a lost connection.

A session keeps what it was sent, so that a RESUME gets everything that was missed. Events go
through a queue for each connection: whoever causes one never waits for the socket.
"""

import asyncio
import itertools
import json
from collections.abc import Callable
from typing import Any

from aiohttp import WSMsgType, web

from tests.servers.discord.changes import Changes
from tests.servers.discord.sessions import Link, Session

DISPATCH, HEARTBEAT, IDENTIFY, PRESENCE, VOICE, RESUME, RECONNECT = 0, 1, 2, 3, 4, 6, 7
REQUEST_MEMBERS, INVALID_SESSION, HELLO, ACK = 8, 9, 10, 11
GUILDS, MEMBERS, PRESENCES, MESSAGES, REACTIONS = 1 << 0, 1 << 1, 1 << 8, 1 << 9, 1 << 10
DIRECT_MESSAGES, DIRECT_REACTIONS, CONTENT = 1 << 12, 1 << 13, 1 << 15
ALWAYS = 0
_PRIVILEGED = MEMBERS | PRESENCES | CONTENT
_KNOWN = (1 << 26) - 1
_INTERVAL = 41_250


class Gateway:
    """Accepts connections, and sends events to whoever asked for them.

    Args:
        token: The bot's.
        ready: Makes the payload of READY for a session.
        begin: Sends a new session what it must know first.
        members: Answers a request for members.

    Attributes:
        identifies: Sessions begun so far.
        resumes: Sessions gone on with so far.
        connections: Connections accepted so far.
        intents: Those of each IDENTIFY.
        privileged: Privileged intents switched on for this application.
        acks: Whether heartbeats are answered.
        shards: So many sessions a client is advised to begin.
        together: So many may be begun within five seconds.
        refused: So many connections to come are turned away.
        starts_left: So many may be begun before the token is taken away.
        starts_reset_s: Seconds until they are all there again, as clients are told.
    """

    def __init__(
        self,
        token: str,
        changes: Changes,
        *,
        ready: Callable[[Session], dict[str, Any]],
        begin: Callable[[Session], None],
        members: Callable[[dict[str, Any]], dict[str, Any]],
    ) -> None:
        self.identifies = 0
        self.resumes = 0
        self.connections = 0
        self.heartbeats = 0
        self.intents: list[int] = []
        self.privileged = 0
        self.acks = True
        self.shards = 1
        self.together = 1
        self.refused = 0
        self.starts_left = 1000
        self.starts_reset_s = 86_400.0
        self.closes: list[int] = []
        self._token = token
        self._changes = changes
        self._ready, self._begin, self._members = ready, begin, members
        self._sessions: dict[str, Session] = {}
        self._links: set[Link] = set()
        self._names = itertools.count(1)

    @property
    def listening(self) -> int:
        """How many sessions have a connection now."""
        return sum(session.link is not None for session in self._sessions.values())

    def dispatch(
        self, event: str, data: dict[str, Any], intent: int, bare: dict[str, Any] | None = None
    ) -> None:
        """Send an event to every session whose intents cover it.

        Args:
            intent: One bit; ALWAYS goes to everybody.
            bare: For those without the intent to read what people write.
        """
        full = stripped = ""
        for session in self._sessions.values():
            if (intent and not session.intents & intent) or not session.hears(event, data):
                continue
            if bare is not None and not session.intents & CONTENT:
                stripped = stripped or json.dumps(bare)
                session.push(event, stripped)
            else:
                full = full or json.dumps(data)
                session.push(event, full)
        self._changes.note()

    # What goes wrong on demand.

    def send_malformed(self, event: str = "MESSAGE_REACTION_ADD") -> None:
        """Send an event that has none of the keys it must have."""
        self.dispatch(event, {}, ALWAYS)

    def close(self, code: int = 4000) -> None:
        """Close every connection with a code; the sessions stay."""
        for link in self._detach():
            link.close(code)

    def drop(self) -> None:
        """Cut every connection off without a word; the sessions stay."""
        for link in self._detach():
            link.drop()

    def ask_to_reconnect(self) -> None:
        """Send op 7 to everybody."""
        for link in self._detach():
            link.send(RECONNECT)

    def invalidate(self, *, resumable: bool) -> None:
        """Send op 9 to everybody; if not resumable, their sessions are forgotten."""
        for link in self._detach():
            if not resumable and link.session is not None:
                self._sessions.pop(link.session.id, None)
            link.send(INVALID_SESSION, resumable)

    def forget_sessions(self) -> None:
        """Forget everything that could be resumed."""
        self._sessions = {
            name: session for name, session in self._sessions.items() if session.link is not None
        }

    def _detach(self) -> list[Link]:
        """Take the connections from their sessions: from now on events are kept for later."""
        links = [link for link in self._links if link.session is not None]
        for link in links:
            if link.session.link is link:
                link.session.link = None
        return links

    async def stop(self) -> None:
        """Cut everybody off."""
        for link in list(self._links):
            link.writer.cancel()
            link.drop()

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """Talk to one client until it leaves."""
        if self.refused:
            self.refused -= 1
            raise web.HTTPServiceUnavailable
        if request.query.get("compress", "zlib-stream") != "zlib-stream":
            raise web.HTTPBadRequest(text="only zlib-stream is spoken here")
        socket = web.WebSocketResponse(compress=False, max_msg_size=4096)
        await socket.prepare(request)
        link = Link(socket, request)
        self._links.add(link)
        self.connections += 1
        self._changes.note()
        if (request.query.get("v"), request.query.get("encoding")) != ("10", "json"):
            link.close(4012)
        else:
            link.send(HELLO, {"heartbeat_interval": _INTERVAL})
        try:
            async for message in socket:
                if code := self._hear(link, message):
                    link.close(code)
        finally:
            self._leave(link)
        return socket

    def _leave(self, link: Link) -> None:
        self._links.discard(link)
        link.writer.cancel()
        session = link.session
        code = link.socket.close_code or 1006
        self.closes.append(code)
        if session is not None and session.link is link:
            session.link = None
            if code in (1000, 1001):  # a client that says good-bye cannot come back to its session
                self._sessions.pop(session.id, None)
        self._changes.note()

    def _hear(self, link: Link, message: Any) -> int | None:
        """Do what a frame says, or return the code to close with."""
        if link.too_fast(asyncio.get_running_loop().time()):
            return 4008
        try:
            frame = json.loads(message.data) if message.type is WSMsgType.TEXT else None
            op, data = frame["op"], frame.get("d")
        except (ValueError, TypeError, KeyError, AttributeError):
            return 4002
        if op == HEARTBEAT:
            self.heartbeats += 1
            if self.acks:
                link.send(ACK)
            return None
        return self._obey(link, op, data)

    def _obey(self, link: Link, op: int, data: Any) -> int | None:
        if op not in (IDENTIFY, RESUME, PRESENCE, VOICE, REQUEST_MEMBERS):
            return 4001
        if not isinstance(data, dict):
            return 4002
        if op == IDENTIFY:
            return self._identify(link, data)
        if op == RESUME:
            return self._resume(link, data)
        if link.session is None:
            return 4003
        if op == REQUEST_MEMBERS:
            link.session.push_json("GUILD_MEMBERS_CHUNK", self._members(data))
        return None

    def _identify(self, link: Link, data: dict[str, Any]) -> int | None:
        if link.session is not None:
            return 4005
        intents = data.get("intents")
        if data.get("token") != self._token:
            return 4004
        if not isinstance(intents, int) or intents & ~_KNOWN:
            return 4013
        if intents & _PRIVILEGED & ~self.privileged:
            return 4014
        number, count = data.get("shard") or (0, 1)
        if not 0 <= number < count:
            return 4010
        self.starts_left -= 1
        if self.starts_left < 0:
            self._token = ""  # so it is: the token is reset, and nobody comes in with it again
            return 4004
        self.identifies += 1
        self.intents.append(intents)
        self.forget_sessions()  # whoever begins anew comes back to none of them
        session = Session(f"{next(self._names):032x}", intents, link, (number, count))
        link.session = self._sessions[session.id] = session
        session.push("READY", json.dumps(self._ready(session)))
        if intents & GUILDS:
            self._begin(session)
        self._changes.note()
        return None

    def _resume(self, link: Link, data: dict[str, Any]) -> int | None:
        if data.get("token") != self._token:
            return 4004
        session = self._sessions.get(str(data.get("session_id")))
        if session is None:
            link.send(INVALID_SESSION, False)
            return None
        if session.link is not None:
            session.link.close(4000)
        session.link = link
        if not session.replay(int(data.get("seq") or 0)):
            session.link = None
            del self._sessions[session.id]
            link.send(INVALID_SESSION, False)
            return None
        link.session = session
        self.resumes += 1
        session.push("RESUMED", "{}")
        self._changes.note()
        return None
