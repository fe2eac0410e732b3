"""Slack as a chat service: connects, posts, looks up."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from typing_extensions import override

from bot.domain.calls import CommandSpec
from bot.domain.chat import Channel, Message, MessageRef, Person, Place, Say, Thread, Words
from bot.domain.errors import DeliveryError, Disconnected, SettingsError
from bot.platforms.slack.answers import Answers
from bot.platforms.slack.client import Identity, Web, asked, identity, open_web
from bot.platforms.slack.codes import Refused, Remedy
from bot.platforms.slack.desk import Desk
from bot.platforms.slack.directory import PLATFORM, Directory
from bot.platforms.slack.door import Door
from bot.platforms.slack.lookup import LookUp
from bot.platforms.slack.posts import Posts
from bot.ports import ChatPlatform, Inbox

log = logging.getLogger(__name__)

T = TypeVar("T")

_FINISHING_S = 5.0
_BOT_TOKEN = (
    "PAPERBOY_SLACK__BOT_TOKEN",
    "OAuth & Permissions, Bot User OAuth Token (xoxb-…); install the app if there is none",
)
_APP_TOKEN = (
    "PAPERBOY_SLACK__APP_TOKEN",
    "Basic Information, App-Level Tokens (xapp-…), with the scope connections:write",
)
"""A setting, and where on api.slack.com/apps its token is made."""


@dataclass(frozen=True, slots=True)
class _Life:
    """What there is while we are connected."""

    me: Identity
    directory: Directory
    posts: Posts
    lookup: LookUp


class SlackPlatform(ChatPlatform):
    """The bot on Slack.

    Args:
        bot_token: Posts and reads (xoxb-…).
        app_token: Connects (xapp-…).
        api_url: Where Slack's Web API is.
        command: The slash command.
        specs: The commands there are.
        clock: Says what time it is (UTC).
        in_flight: Most unconfirmed messages of a workspace at once; a crash may repeat so many
            where the app may not read what it posted.
        ping_s: Seconds between two signs of life on the socket.
    """

    name = PLATFORM
    flat_up_to = 0

    def __init__(
        self,
        *,
        bot_token: str,
        app_token: str,
        api_url: str,
        command: str = "/papers",
        specs: Iterable[CommandSpec],
        say: Say,
        clock: Callable[[], datetime],
        in_flight: int = 1,
        ping_s: float = 10.0,
    ) -> None:
        self._bot_token = bot_token
        self._app_token = app_token
        self._api_url = api_url
        self._command = command
        self._specs = tuple(specs)
        self._say = say
        self._clock = clock
        self._in_flight = in_flight
        self._ping_s = ping_s
        self._life: _Life | None = None
        self._connected = False

    @property
    @override
    def in_flight(self) -> int | None:
        return self._in_flight

    @property
    @override
    def connected(self) -> bool:
        return self._connected

    @override
    async def run(self, inbox: Inbox, on_connected: Callable[[], None]) -> None:
        """Stay connected until cancelled; both tokens are tried first.

        Slack's own client would retry a refused app token for ever.
        """
        refused: asyncio.Future[Refused] = asyncio.get_running_loop().create_future()

        def on_refused_token(error: Refused) -> None:
            if not refused.done():
                refused.set_result(error)

        def on_open() -> None:
            # The socket is made anew every few hours; messages could be posted all the while.
            if self._connected:
                return
            log.info("Connected to Slack")
            self._connected = True
            on_connected()

        async with open_web(self._bot_token, self._api_url, on_refused_token) as web:
            me = await _unless_refused(_BOT_TOKEN, identity(web))
            asking = asked(web.client.apps_connections_open, app_token=self._app_token)
            address = str((await _unless_refused(_APP_TOKEN, asking))["url"])
            life = self._begin(web, me)
            desk = Desk(
                inbox,
                me=me,
                directory=life.directory,
                answers=Answers(web, life.directory, life.posts, self._say),
                specs=self._specs,
                command=self._command,
            )
            door = Door(
                app_token=self._app_token,
                client=web.client,
                me=me,
                take=desk.take,
                on_open=on_open,
                ping_s=self._ping_s,
            )
            try:
                await door.open(address)
                setting, error = await _first(
                    (_BOT_TOKEN, refused), (_APP_TOKEN, asyncio.ensure_future(door.broken()))
                )
            finally:
                await door.close()
                await desk.finish(_FINISHING_S)
                self._connected = False
                self._life = None
        raise _end(setting, error)

    @override
    async def post(
        self, channel: Channel, message: Message, *, under: Thread | None = None
    ) -> MessageRef:
        """Post a message; in a thread that is gone, it stands in the channel instead."""
        return await self._now().posts.post(channel, message, under)

    @override
    async def look_up(
        self, channel: Channel, key: str, since: datetime, *, under: Thread | None = None
    ) -> MessageRef | None:
        """Find our own message by its metadata, where the app was given the right to read."""
        return await self._now().lookup.find(channel, key, since, under)

    @override
    async def troubles(self, channel: Channel) -> Sequence[Words]:
        """Say what keeps us from posting; a public channel is joined only by posting there."""
        try:
            return await self._now().posts.troubles(channel)
        except Exception as error:
            log.warning("Nobody says how things stand in %s: %s", channel.native, error)
            return []

    @override
    async def direct(self, person: Person) -> Channel:
        """Open the conversation of a person and us."""
        life = self._now()
        native = await life.directory.direct(person.native)
        return Channel(PLATFORM, life.me.space, native, person.name, Place.DIRECT)

    def _begin(self, web: Web, me: Identity) -> _Life:
        self._life = _Life(
            me, Directory(web, me, self._clock), Posts(web, me, self._say), LookUp(web, me)
        )
        return self._life

    def _now(self) -> _Life:
        if self._life is None:
            raise DeliveryError("not connected to Slack", permanent=False)
        return self._life


async def _unless_refused(setting: tuple[str, str], asking: Awaitable[T]) -> T:
    """Return Slack's answer to a token.

    Raises:
        SettingsError: Slack refuses it.
        Disconnected: There was no such answer.
    """
    try:
        return await asking
    except Refused as error:
        refused = error
    # Out here, so that nothing is chained that may hold the token.
    raise _end(setting, refused)


def _end(setting: tuple[str, str], error: Refused) -> SettingsError | Disconnected:
    """Return what ends the connection: a token that is refused, or anything that may pass."""
    if error.remedy is Remedy.TOKEN or error.error == "missing_scope":
        name, where = setting
        return SettingsError(
            f"Slack refuses the token in {name} ({error.error}). "
            f"Get a new one at api.slack.com/apps, your app: {where}."
        )
    return Disconnected(f"Slack: {error.error}")


async def _first(
    *waiting: tuple[tuple[str, str], asyncio.Future[Refused]],
) -> tuple[tuple[str, str], Refused]:
    """Wait for the first of several refusals, and leave the others."""
    futures = [future for _, future in waiting]
    try:
        done, _ = await asyncio.wait(futures, return_when=asyncio.FIRST_COMPLETED)
        return next((name, future.result()) for name, future in waiting if future in done)
    finally:
        for future in futures:
            future.cancel()
