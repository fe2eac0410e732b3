"""Slack as a chat service: connects, posts, looks up."""

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime

from typing_extensions import override

from bot.domain.calls import CommandSpec, Reaction
from bot.domain.chat import Channel, Message, MessageRef, Person, Place, SayIn, Thread, Words
from bot.domain.errors import DeliveryError
from bot.platforms.slack import standing
from bot.platforms.slack.answers import Answers
from bot.platforms.slack.client import Identity, Web, open_web
from bot.platforms.slack.codes import Refused
from bot.platforms.slack.desk import Desk
from bot.platforms.slack.directory import PLATFORM, Directory
from bot.platforms.slack.door import Door
from bot.platforms.slack.lookup import LookUp
from bot.platforms.slack.pacing import Pacing
from bot.platforms.slack.posts import Posts
from bot.platforms.slack.rereading import Rereading
from bot.platforms.slack.tokens import (
    APP_TOKEN,
    BOT_TOKEN,
    can_look_everywhere,
    end,
    examined,
    tried,
)
from bot.ports import ChatPlatform, Inbox

log = logging.getLogger(__name__)

_FINISHING_S = 5.0


@dataclass(frozen=True, slots=True)
class _Life:
    """What there is while we are connected."""

    me: Identity
    directory: Directory
    posts: Posts
    lookup: LookUp
    rereading: Rereading


class SlackPlatform(ChatPlatform):
    """The bot on Slack.

    Args:
        bot_token: Posts and reads (xoxb-…).
        app_token: Connects (xapp-…).
        api_url: Where Slack's Web API is.
        command: The slash command.
        specs: The commands there are.
        say_in: Gives what turns words into sentences of a language.
        clock: Says what time it is (UTC).
        in_flight: Most unconfirmed messages of a workspace at once; a crash may repeat so many
            where the app may not read what it posted.
        ping_s: Seconds between two signs of life on the socket.
        per_minute: Messages a minute in a workspace. Slack allows "several hundred".
        gap_s: Seconds between two messages in a channel. Slack allows one a second, and not all
            take the same time to get there.
        ticks: Seconds on a clock that never goes back, by which messages are spread.
        sleep: Waits that many seconds.
        working_s: Seconds after which somebody who waits is told that we are at it.
    """

    name = PLATFORM
    flat_up_to = 0
    reread_days = None

    def __init__(
        self,
        *,
        bot_token: str,
        app_token: str,
        api_url: str,
        command: str = "/papers",
        specs: Iterable[CommandSpec],
        say_in: SayIn,
        clock: Callable[[], datetime],
        in_flight: int = 1,
        ping_s: float = 10.0,
        per_minute: int = 300,
        gap_s: float = 1.02,
        ticks: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        working_s: float = 2.0,
    ) -> None:
        self._bot_token = bot_token
        self._app_token = app_token
        self._api_url = api_url
        self._command = command
        self._specs = tuple(specs)
        self._say_in = say_in
        self._clock = clock
        self._in_flight = in_flight
        self._ping_s = ping_s
        self._working_s = working_s
        # It outlives a connection, as Slack's own counting does.
        self._pacing = Pacing(per_minute=per_minute, gap_s=gap_s, ticks=ticks, sleep=sleep)
        self._life: _Life | None = None
        self._connected = False

    @property
    @override
    def in_flight(self) -> int | None:
        """Most messages of one space on their way at once; None where each can be looked up."""
        looked_up = self._life is not None and can_look_everywhere(self._life.me)
        return None if looked_up else self._in_flight

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

        async with self._web(on_refused_token) as web:
            me, address = await tried(web, self._app_token)
            life = self._begin(web, me)
            desk = Desk(
                inbox,
                me=me,
                directory=life.directory,
                answers=Answers(web, life.directory, life.posts, self._say_in),
                specs=self._specs,
                command=self._command,
                working_s=self._working_s,
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
                    (BOT_TOKEN, refused), (APP_TOKEN, asyncio.ensure_future(door.broken()))
                )
            finally:
                await door.close()
                await desk.finish(_FINISHING_S)
                self._connected = False
                self._life = None
        raise end(setting, error)

    @override
    async def ready(self, channel: Channel) -> None:
        """Wait until a message may be posted there without being refused for haste.

        Called before a message is claimed, so that none waits for others in between. The next
        message that is posted there goes at once.

        Raises:
            DeliveryError: Nothing can be posted anywhere now.
        """
        self._now()
        await self._pacing.turns.reserve(channel.native)

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
    async def edit(self, ref: MessageRef, message: Message) -> bool:
        """Change a message of ours in place; Slack does not mark it as edited."""
        return await self._now().posts.edit(ref, message)

    @override
    async def reactions(self, refs: Sequence[MessageRef]) -> AsyncIterator[Reaction]:
        """Yield the reactions that people have on messages, twenty messages a minute."""
        async for reaction in self._now().rereading.reactions(refs):
            yield reaction

    @override
    async def examine(self) -> Sequence[Words]:
        """Try both tokens without connecting; say who we are and what happens after a crash."""
        async with self._web(lambda error: None) as web:
            return await examined(web, self._app_token, self._in_flight)

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
        native = await life.directory.direct(person.native, awaited=False)
        return Channel(PLATFORM, life.me.space, native, person.name, Place.DIRECT)

    @override
    async def standing(self, person: Person, channel: Channel) -> Person | None:
        """Return a member as Slack sees them."""
        return await standing.of(self._now().directory, person, channel)

    @override
    async def visible(self, person: Person, channels: Sequence[Channel]) -> Sequence[Channel]:
        """Return the public ones."""
        return await standing.visible(self._now().directory, channels)

    @override
    async def roles(self, channel: Channel) -> Mapping[str, str]:
        """Slack has no roles that a bot could ask for."""
        return {}

    def _web(self, on_refused_token: Callable[[Refused], None]) -> AbstractAsyncContextManager[Web]:
        return open_web(self._bot_token, self._api_url, on_refused_token, self._pacing)

    def _begin(self, web: Web, me: Identity) -> _Life:
        directory = Directory(web, me, self._clock)
        self._life = _Life(
            me,
            directory,
            Posts(web, me, self._say_in),
            LookUp(web, me),
            Rereading(web, me, directory),
        )
        return self._life

    def _now(self) -> _Life:
        if self._life is None:
            raise DeliveryError("not connected to Slack", permanent=False)
        return self._life


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
