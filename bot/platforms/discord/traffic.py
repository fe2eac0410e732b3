"""Every request of ours to Discord's API, on its way out: in its turn, and never twice unasked.

All requests of a bot together may be fifty in a second; answers to commands and clicks do not
count (https://docs.discord.com/developers/topics/rate-limits#global-rate-limit). discord.py keeps
to the limits of each route by itself and knows nothing of this one. The seam is aiohttp's tracing:
it is asked after discord.py has waited for the route, so that who waits there takes nobody's turn.
"""

import asyncio
from collections import deque
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from types import SimpleNamespace

import aiohttp
import discord

MOST = 49
"""One less than Discord takes: another program of ours may look in, such as the doctor."""
PER_S = 1.0

_posting: ContextVar[bool] = ContextVar("posting", default=False)


@contextmanager
def posting() -> Iterator[None]:
    """Mark what is asked in here as about posts, which wait for what people are waiting for.

    What is posted in here and gets no clear answer is not sent again, as discord.py would do in
    the belief that Discord remembers its nonce: whoever posts looks first whether it stands.
    """
    token = _posting.set(True)
    try:
        yield
    finally:
        _posting.reset(token)


class Traffic:
    """Gives each request a turn.

    A turn is free again a while after its *answer*: however long requests are on their way,
    Discord never sees more of them in such a while than there are turns.

    Args:
        most: How many turns there are.
        per_s: How long a turn rests, in seconds.
    """

    def __init__(self, most: int = MOST, per_s: float = PER_S) -> None:
        self._free = most
        self._per_s = per_s
        self._people: deque[asyncio.Future[None]] = deque()
        self._posts: deque[asyncio.Future[None]] = deque()

    def trace(self) -> aiohttp.TraceConfig:
        """Make what a client is given so that its requests go this way."""
        made = aiohttp.TraceConfig()
        made.on_request_start.append(self._on_start)
        made.on_request_end.append(self._on_answer)
        made.on_request_exception.append(self._on_failure)
        return made

    async def _on_start(
        self,
        session: aiohttp.ClientSession,
        request: SimpleNamespace,
        params: aiohttp.TraceRequestStartParams,
    ) -> None:
        request.turn = _counts(params.headers)
        if request.turn:
            await self._take()

    async def _on_answer(
        self,
        session: aiohttp.ClientSession,
        request: SimpleNamespace,
        params: aiohttp.TraceRequestEndParams,
    ) -> None:
        self._give_back(request)
        if params.response.status >= 500 and _must_not_repeat(params.method, params.url.path):
            raise discord.DiscordServerError(params.response, await params.response.text())

    async def _on_failure(
        self,
        session: aiohttp.ClientSession,
        request: SimpleNamespace,
        params: aiohttp.TraceRequestExceptionParams,
    ) -> None:
        self._give_back(request)
        error = params.exception
        reset = isinstance(error, ConnectionResetError | aiohttp.ClientOSError)
        nobody_there = isinstance(error, aiohttp.ClientConnectorError)
        if reset and not nobody_there and _must_not_repeat(params.method, params.url.path):
            # On some systems discord.py takes an OSError for a reason to send again.
            raise aiohttp.ServerDisconnectedError from error

    async def _take(self) -> None:
        if self._free:
            self._free -= 1
            return
        turn = asyncio.get_running_loop().create_future()
        (self._posts if _posting.get() else self._people).append(turn)
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                self._hand_on()
            raise

    def _give_back(self, request: SimpleNamespace) -> None:
        if request.turn:
            request.turn = False
            asyncio.get_running_loop().call_later(self._per_s, self._hand_on)

    def _hand_on(self) -> None:
        for waiting in (self._people, self._posts):
            while waiting:
                turn = waiting.popleft()
                if not turn.done():
                    turn.set_result(None)
                    return
        self._free += 1


def _counts(headers: Mapping[str, str]) -> bool:
    """Say whether a request is bound to the limit: the gateway and answers carry no token."""
    return "Authorization" in headers


def _must_not_repeat(method: str, path: str) -> bool:
    # A post of a forum is a message too; a thread under a message is refused the second time.
    begins = path.endswith("/threads") and "/messages/" not in path
    return _posting.get() and method == "POST" and (path.endswith("/messages") or begins)
