"""Where Slack delivers what happens by HTTP: one address for events, commands and clicks.

Everything is acknowledged at once and handled afterwards, as with the socket. Slack delivers an
event again that it had no answer to; the inbox knows it by its id.
"""

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime

from aiohttp import web
from slack_sdk.signature import Clock, SignatureVerifier
from typing_extensions import override

from bot.domain.errors import SettingsError
from bot.platforms.slack.codes import Refused
from bot.platforms.slack.door import Take
from bot.platforms.slack.heard import Payload
from bot.platforms.slack.installing import Installing
from bot.platforms.slack.manifest import EVENTS_PATH
from bot.platforms.slack.payloads import read_body

log = logging.getLogger(__name__)

_LARGEST = 2**20
"""Bytes of a request; what Slack sends is far smaller."""
_ANSWERING_S = 2.5
"""Slack waits three seconds for what it asks in a request itself."""
_CLOSING_S = 3.0
_HEALTH_PATH = "/healthz"


class HttpDoor:
    """A server to which Slack delivers events.

    Args:
        take: As for the socket's door.
        installing: The pages through which workspaces install the app, if there can be several.
        reading_s: Longest that a request may take to come in whole.
    """

    def __init__(
        self,
        *,
        signing_secret: str,
        host: str,
        port: int,
        take: Take,
        clock: Callable[[], datetime],
        installing: Installing | None,
        reading_s: float = 10.0,
    ) -> None:
        self._reading_s = reading_s
        self._verifier = SignatureVerifier(signing_secret, _Now(clock))
        self._host = host
        self._port = port
        self._take = take
        self._warned = False
        app = web.Application(client_max_size=_LARGEST)
        app.router.add_post(EVENTS_PATH, self._deliver)
        app.router.add_get(_HEALTH_PATH, self._healthy)
        if installing:
            installing.add_to(app)
        # An access log would hold the codes of those who install the app.
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=_CLOSING_S)

    async def open(self) -> None:
        """Begin to listen.

        Raises:
            SettingsError: Somebody else listens there, or we may not.
        """
        await self._runner.setup()
        try:
            await web.TCPSite(self._runner, self._host, self._port).start()
        except OSError as error:
            await self._runner.cleanup()
            raise SettingsError(
                f"Slack cannot be listened to at {self._host}:{self._port} ({error.strerror}). "
                "Set PAPERBOY_SLACK__LISTEN_HOST and PAPERBOY_SLACK__LISTEN_PORT to what is free."
            ) from error

    async def broken(self) -> Refused:
        """Wait for ever: a server that listens goes on doing so."""
        never: asyncio.Future[Refused] = asyncio.get_running_loop().create_future()
        return await never

    async def close(self) -> None:
        """Take nothing more."""
        await self._runner.cleanup()

    async def _healthy(self, request: web.Request) -> web.Response:
        return web.Response(text="ok\n")

    async def _deliver(self, request: web.Request) -> web.Response:
        try:
            async with asyncio.timeout(self._reading_s):
                raw = await request.read()
        except (TimeoutError, web.RequestPayloadError):
            # Whoever it was: Slack sends all at once. Nobody can fill our log with it.
            return web.Response(status=408)
        if not self._is_slacks(raw, request):
            if not self._warned:
                self._warned = True
                log.warning(
                    "What came was not signed by Slack as PAPERBOY_SLACK__SIGNING_SECRET says, or "
                    "not within five minutes; more of it is refused silently"
                )
            return web.Response(status=401)
        try:
            payload = read_body(raw)
        except ValueError:
            return web.Response(status=400)
        if payload.get("type") == "url_verification":
            return web.json_response({"challenge": payload.get("challenge")})
        return await self._taken(payload)

    async def _taken(self, payload: Payload) -> web.Response:
        asked = self._take(payload)
        if asked is None:
            return web.Response(status=200)
        try:
            async with asyncio.timeout(_ANSWERING_S):
                return web.json_response(dict(await asked))
        except TimeoutError:
            log.warning("What Slack asked for took too long")
            return web.Response(status=200)

    def _is_slacks(self, raw: bytes, request: web.Request) -> bool:
        signed = request.headers.get("X-Slack-Signature")
        stamp = request.headers.get("X-Slack-Request-Timestamp")
        try:
            return self._verifier.is_valid(raw, stamp, signed)
        except (OverflowError, TypeError, ValueError):
            # A time that is no number or none of this world, a body or a signature that is no text.
            return False


class _Now(Clock):
    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock

    @override
    def now(self) -> float:
        """Return the seconds since 1970."""
        return self._clock().timestamp()
