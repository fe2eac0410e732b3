"""Slack as a chat service: connects, posts, looks up."""

import asyncio
import logging
import time
from collections.abc import (
    AsyncGenerator,
    AsyncIterator,
    Awaitable,
    Callable,
    Iterable,
    Mapping,
    Sequence,
)
from datetime import datetime

from typing_extensions import override

from bot.domain.calls import CommandSpec, Reaction
from bot.domain.chat import Channel, Message, MessageRef, Person, SayIn, Thread, Words
from bot.domain.errors import DeliveryError
from bot.platforms.slack import standing
from bot.platforms.slack.directory import PLATFORM
from bot.platforms.slack.http import Http
from bot.platforms.slack.pacing import Pacing
from bot.platforms.slack.service import Service
from bot.platforms.slack.workspace import Furniture, Workspace
from bot.platforms.slack.workspaces import Workspaces
from bot.ports import ChatPlatform, Inbox

log = logging.getLogger(__name__)


class SlackPlatform(ChatPlatform):
    """The bot on Slack.

    Args:
        bot_token: Posts and reads (xoxb-…); '' where several workspaces install the app.
        app_token: Connects (xapp-…); '' where Slack reaches us by HTTP.
        http: How it does; None where we connect.
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
        opening_s: Seconds in which a form can be opened: Slack takes it for three after the click,
            and some of them it takes to get here.
        finishing_s: Longest wait for answers that are under way when it is stopped.
    """

    name = PLATFORM
    flat_up_to = 0
    reread_days = None

    def __init__(
        self,
        *,
        bot_token: str = "",
        app_token: str = "",
        http: Http | None = None,
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
        opening_s: float = 2.5,
        finishing_s: float = 5.0,
    ) -> None:
        def pacing() -> Pacing:
            return Pacing(per_minute=per_minute, gap_s=gap_s, ticks=ticks, sleep=sleep)

        self._service = Service(
            bot_token=bot_token,
            app_token=app_token,
            http=http,
            api_url=api_url,
            furniture=Furniture(tuple(specs), say_in, clock, command, working_s, opening_s),
            ping_s=ping_s,
            pacing=pacing,
            finishing_s=finishing_s,
        )
        self._in_flight = in_flight
        self._connected = False

    @property
    @override
    def in_flight(self) -> int | None:
        """Most messages of one space on their way at once; None where each can be looked up."""
        now = self._service.workspaces
        looked_up = now is not None and now.can_look_everywhere
        return None if looked_up else self._in_flight

    @property
    @override
    def connected(self) -> bool:
        return self._connected

    @override
    async def run(self, inbox: Inbox, on_connected: Callable[[], None]) -> None:
        """Stay connected until cancelled; tokens are tried first.

        Slack's own client would retry a refused app token for ever.
        """

        def on_open() -> None:
            # The socket is made anew every few hours; messages could be posted all the while.
            if self._connected:
                return
            log.info("Connected to Slack")
            self._connected = True
            on_connected()

        try:
            await self._service.run(inbox, on_open)
        finally:
            self._connected = False

    @override
    async def ready(self, channel: Channel) -> None:
        """Wait until a message may be posted there without being refused for haste.

        Called before a message is claimed, so that none waits for others in between. The next
        message that is posted there goes at once.

        Raises:
            DeliveryError: Nothing can be posted anywhere now.
        """
        await self._at(channel).web.pacing.turns.reserve(channel.native)

    @override
    async def post(
        self, channel: Channel, message: Message, *, under: Thread | None = None
    ) -> MessageRef:
        """Post a message; in a thread that is gone, it stands in the channel instead."""
        return await self._at(channel).posts.post(channel, message, under)

    @override
    async def look_up(
        self, channel: Channel, key: str, since: datetime, *, under: Thread | None = None
    ) -> MessageRef | None:
        """Find our own message by its metadata, where the app was given the right to read."""
        return await self._at(channel).lookup.find(channel, key, since, under)

    @override
    async def edit(self, ref: MessageRef, message: Message) -> bool:
        """Change a message of ours in place; Slack does not mark it as edited."""
        try:
            return await self._at(ref.channel).posts.edit(ref, message)
        except DeliveryError as error:
            if error.permanent:
                return False
            raise

    @override
    async def reactions(self, refs: Sequence[MessageRef]) -> AsyncIterator[Reaction]:
        """Yield the reactions that people have on messages, twenty messages a minute."""
        for ref in refs:
            try:
                rereading = self._at(ref.channel).rereading
            except DeliveryError as error:
                if error.permanent:
                    continue
                raise
            async for reaction in rereading.reactions([ref]):
                yield reaction

    @override
    async def examine(self) -> Sequence[Words]:
        """Try the tokens without connecting; say who we are and what happens after a crash."""
        return await self._service.examine(self._in_flight)

    @override
    async def inspect(
        self, channels: Sequence[Channel]
    ) -> AsyncGenerator[tuple[Channel | None, Sequence[Words]], None]:
        """Look at the scopes, and at each channel; with many channels Slack makes us wait."""
        async for place, found in self._service.inspect(channels):
            yield place, found

    @override
    async def troubles(self, channel: Channel) -> Sequence[Words]:
        """Say what keeps us from posting; a public channel is joined only by posting there."""
        try:
            return await self._at(channel).posts.troubles(channel)
        except Exception as error:
            if isinstance(error, DeliveryError) and error.words:
                return [error.words]
            log.warning("Nobody says how things stand in %s: %s", channel.native, error)
            return []

    @override
    async def direct(self, person: Person) -> Channel:
        """Open the conversation of a person and us."""
        return await self._now().direct(person)

    @override
    async def standing(self, person: Person, channel: Channel) -> Person | None:
        """Return a member as Slack sees them."""
        return await standing.of(self._at(channel).directory, person, channel)

    @override
    async def visible(self, person: Person, channels: Sequence[Channel]) -> Sequence[Channel]:
        """Return the public ones."""
        seen: list[Channel] = []
        for channel in channels:
            seen += await standing.visible(self._at(channel).directory, [channel])
        return seen

    @override
    async def roles(self, channel: Channel) -> Mapping[str, str]:
        """Slack has no roles that a bot could ask for."""
        return {}

    def _at(self, channel: Channel) -> Workspace:
        return self._now().of(channel)

    def _now(self) -> Workspaces:
        if self._service.workspaces is None:
            raise DeliveryError("not connected to Slack", permanent=False)
        return self._service.workspaces
