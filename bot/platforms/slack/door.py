"""Where Slack delivers what happens: Socket Mode, through slack-bolt.

Everything is acknowledged at once and handled afterwards, in a task of its own.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Any, TypeAlias

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.middleware.async_middleware import AsyncMiddleware
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse
from typing_extensions import override

from bot.domain.errors import Disconnected
from bot.platforms.slack.client import QUIET, Identity, refusal
from bot.platforms.slack.codes import Refused
from bot.platforms.slack.heard import Payload

log = logging.getLogger(__name__)

Take: TypeAlias = Callable[[Payload], Awaitable[Payload] | None]

_OPENING_S = 30.0
_CLOSING_S = 3.0
_STALE = 6


class Door:
    """One life of the connection over which Slack delivers events.

    Args:
        client: Asks Slack for a new address whenever the connection has to be made anew.
        take: Takes a payload; must not wait for anything, for Slack hears of it afterwards. What
            it returns is waited for, where Slack asks for something in the acknowledgement itself.
        on_open: Called at each new connection, also where one follows another.
        ping_s: Seconds between two signs of life.
    """

    def __init__(
        self,
        *,
        app_token: str,
        client: AsyncWebClient,
        me: Identity,
        take: Take,
        on_open: Callable[[], None],
        ping_s: float,
    ) -> None:
        self._on_open = on_open
        self._ping_s = ping_s
        self._opened = asyncio.Event()
        addresses = _Addresses(client)
        self._failed = addresses.failed
        self._handler = AsyncSocketModeHandler(
            _app(client, me, take),
            app_token,
            logger=QUIET,
            web_client=addresses,
            ping_interval=ping_s,
        )
        self._handler.client.message_listeners.append(self._greeted)

    async def open(self, address: str) -> None:
        """Connect.

        Args:
            address: Where, as Slack has just told us.

        Raises:
            Disconnected: There was no connection in half a minute.
        """
        self._handler.client.wss_uri = address
        try:
            async with asyncio.timeout(_OPENING_S):
                await self._handler.client.connect()  # type: ignore[no-untyped-call]
                await self._opened.wait()
        except TimeoutError as error:
            raise Disconnected("Slack's socket does not open") from error

    async def broken(self) -> Refused:
        """Wait until the connection cannot be had any more; return why.

        The library makes a lost connection anew by itself, but tries for ever, and at the same
        address. So we look after it.
        """
        lost = 0
        while True:
            try:
                async with asyncio.timeout(self._ping_s):
                    return await asyncio.shield(self._failed)
            except TimeoutError:
                lost = 0 if await self._handler.client.is_connected() else lost + 1
            if lost >= _STALE:
                return Refused("connection lost")

    async def close(self) -> None:
        """Take nothing more."""
        client = self._handler.client
        tasks = (client.message_processor, client.current_session_monitor, client.message_receiver)
        try:
            async with asyncio.timeout(_CLOSING_S):
                await client.close()  # type: ignore[no-untyped-call]
        except TimeoutError:
            await client.aiohttp_client_session.close()
        under_way = [task for task in tasks if task is not None]
        for task in under_way:
            task.cancel()
        await asyncio.gather(*under_way, return_exceptions=True)
        self._failed.cancel()

    async def _greeted(
        self, _client: object, message: dict[str, Any], _raw: str | None = None
    ) -> None:
        if message.get("type") == "hello":
            self._opened.set()
            self._on_open()


class _Addresses(AsyncWebClient):
    """Asks for the socket's address, and tells when Slack gives none any more."""

    def __init__(self, client: AsyncWebClient) -> None:
        super().__init__(
            base_url=client.base_url,
            session=client.session,
            logger=QUIET,
            retry_handlers=client.retry_handlers,
        )
        self.failed: asyncio.Future[Refused] = asyncio.get_running_loop().create_future()

    @override
    async def apps_connections_open(self, *, app_token: str, **kwargs: Any) -> AsyncSlackResponse:
        """Ask for a new address of the socket."""
        try:
            return await super().apps_connections_open(app_token=app_token, **kwargs)
        except Exception as error:
            if not self.failed.done():
                self.failed.set_result(refusal(error))
            raise


class _TakeAll(AsyncMiddleware):
    """Acknowledges everything and hands it on.

    One door for all kinds: a listener for each would cost arguments made by introspection for
    every event, and what nobody listens to would be refused and delivered again.
    """

    def __init__(self, take: Take) -> None:
        self._take = take

    @override
    async def async_process(
        self,
        *,
        req: AsyncBoltRequest,
        resp: BoltResponse,
        next: Callable[[], Awaitable[BoltResponse]],
    ) -> BoltResponse | None:
        asked = self._take(req.body)
        return BoltResponse(status=200, body="" if asked is None else dict(await asked))


def _app(client: AsyncWebClient, me: Identity, take: Take) -> AsyncApp:
    who = AuthorizeResult(
        enterprise_id=me.enterprise,
        team_id=me.team,
        bot_user_id=me.user,
        bot_id=me.bot,
    )

    async def authorize() -> AuthorizeResult:
        # Known since the start: by itself the library asks Slack at the first event, before it
        # acknowledges that.
        return who

    app = AsyncApp(
        name="paperboy",
        logger=QUIET,
        # Without a token, for it makes a client for every event; we answer with our own.
        client=AsyncWebClient(base_url=client.base_url, session=client.session, logger=QUIET),
        authorize=authorize,
        # The socket is ours alone: nothing has to be verified, nothing else comes over it.
        request_verification_enabled=False,
        ssl_check_enabled=False,
        url_verification_enabled=False,
        attaching_function_token_enabled=False,
        attaching_conversation_kwargs_enabled=False,
    )
    app.use(_TakeAll(take))
    return app
