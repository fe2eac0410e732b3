"""Discord as a chat service: connects, posts, looks up, changes, reads reactions again."""

import asyncio
import logging
import re
from collections.abc import (
    AsyncGenerator,
    AsyncIterator,
    Awaitable,
    Callable,
    Collection,
    Iterable,
    Mapping,
    Sequence,
)
from datetime import datetime

import discord
from typing_extensions import override

from bot.domain.calls import CommandSpec, Reaction
from bot.domain.chat import Channel, Message, MessageRef, Person, SayIn, Thread, Words, words
from bot.domain.errors import DeliveryError, Disconnected, SettingsError
from bot.platforms.discord import (
    codes,
    commands,
    endings,
    history,
    inbound,
    inspection,
    places,
    render,
    reread,
    standing,
)
from bot.platforms.discord.answers import OPENING_S, Answers
from bot.platforms.discord.client import Connection, aim
from bot.platforms.discord.delivery import Delivery
from bot.platforms.discord.inbound import PLATFORM
from bot.platforms.discord.introduction import introduce
from bot.platforms.discord.places import Places
from bot.platforms.discord.reports import Reports
from bot.platforms.discord.sending import change, seed
from bot.platforms.discord.starts import Starts
from bot.platforms.discord.threads import Threads
from bot.platforms.discord.traffic import Traffic, posting
from bot.ports import ChatPlatform, Inbox

log = logging.getLogger(__name__)

_TOKEN = re.compile(r"[!-~]+")
_CLOSE_S = 1.0
_EXAMINE_S = 15.0
_TOKEN_S = 14 * 60.0
"""Of the fifteen minutes in which an answer may come by an interaction's token, one is left to send
it in (https://docs.discord.com/developers/interactions/receiving-and-responding)."""


class DiscordPlatform(ChatPlatform):
    """The bot on Discord.

    Args:
        token: Of the bot.
        api_url: Address of the REST API, with its version.
        gateway_url: Address of the gateway.
        specs: The commands there are.
        say_in: Gives what turns words into sentences of a language.
        ready_s: Wait for so long after the last server that Discord tells us of.
        patience_s: Longest a message may be on its way, waiting for limits included.
        drain_s: Longest wait for answers that are under way when it is stopped.
        token_s: Seconds after which an answer no longer comes by its interaction.
        opening_s: Longest wait for what is to be known before a form can be opened.
        sleep: Waits that many seconds until Discord lets us in again.
    """

    name = PLATFORM
    flat_up_to = 4
    in_flight = None
    reread_days = 3

    def __init__(
        self,
        *,
        token: str,
        api_url: str,
        gateway_url: str,
        specs: Iterable[CommandSpec],
        say_in: SayIn,
        ready_s: float = 2.0,
        patience_s: float = 120.0,
        drain_s: float = 5.0,
        token_s: float = _TOKEN_S,
        opening_s: float = OPENING_S,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        self._token = token.strip()
        self._api_url = api_url
        self._gateway_url = gateway_url
        self._specs = tuple(specs)
        self._say_in = say_in
        self._ready_s = ready_s
        self._patience_s = patience_s
        self._drain_s = drain_s
        self._token_s = token_s
        self._opening_s = opening_s
        self._traffic = Traffic()
        self._starts = Starts(sleep)
        self._places = Places()
        self._threads = Threads(say_in, self._places)
        self._delivery = Delivery(say_in, self._threads, patience_s)
        self._client: Connection | None = None
        self._connected = False

    @property
    @override
    def connected(self) -> bool:
        return self._connected

    @property
    @override
    def spaces(self) -> Collection[str] | None:
        return standing.spaces(self._client) if self._client else None

    @override
    async def run(self, inbox: Inbox, on_connected: Callable[[], None]) -> None:
        """Stay connected until cancelled; the connection itself is resumed by discord.py."""
        self._aim()
        answers = Answers(
            inbox,
            specs=self._specs,
            say_in=self._say_in,
            places=self._places,
            direct=self.direct,
            token_s=self._token_s,
            opening_s=self._opening_s,
        )

        def on_change(connected: bool) -> None:
            self._connected = connected
            if connected:
                on_connected()

        reports = Reports(inbox, answers, self._places, on_change)
        # Each language takes a tenth of a second to read: while we log in, elsewhere.
        tree = asyncio.ensure_future(asyncio.to_thread(commands.tree, self._specs, self._say_in))
        client = self._client = Connection(
            reports, tree, traffic=self._traffic, starts=self._starts, ready_s=self._ready_s
        )
        life = asyncio.create_task(_live(client, self._token), name="discord")
        try:
            # Not awaited itself: while we are cancelled it goes on, for answers under way.
            await asyncio.wait({life})
        finally:
            self._connected = False
            await client.drain(self._drain_s)
            self._client = None
            await client.close()
            await asyncio.wait({life}, timeout=_CLOSE_S)
            life.cancel()
            (ended,) = await asyncio.gather(life, return_exceptions=True)
            tree.cancel()
            await client.hush()
        if endings.is_about_token(ended):
            raise self._refused()
        cause = ended if isinstance(ended, Exception) else None
        raise Disconnected(endings.why(ended)) from cause

    @override
    async def ready(self, channel: Channel) -> None:
        """Return at once: a request waits for its turn itself, and may wait under a claim."""

    @override
    async def post(
        self, channel: Channel, message: Message, *, under: Thread | None = None
    ) -> MessageRef:
        """Post a message: in the channel where a thread is refused, plainer where it is unfit."""
        client = self._client_now()
        with posting():
            native, thread = await self._delivery.deliver(client, channel, message, under)
            if message.seed and not places.members_may_react(client, channel):
                client.start_task(seed(client, thread or channel.native, native, message.seed))
        return MessageRef(channel, native, thread)

    @override
    async def look_up(
        self, channel: Channel, key: str, since: datetime, *, under: Thread | None = None
    ) -> MessageRef | None:
        """Find our own message by the key in its buttons or its text."""
        client = self._client_now()
        places.check_readable(client, channel)
        with posting():
            found = await history.look_up(client, channel, key, since, under)
        return MessageRef(channel, *found) if found else None

    @override
    async def edit(self, ref: MessageRef, message: Message) -> bool:
        """Change a message; not one in an archived thread, and old ones not too often."""
        client = self._client_now()
        place = ref.thread or ref.channel.native
        drawn = render.post(message, self._say_in(message.language))
        try:
            with posting():
                async with asyncio.timeout(self._patience_s):
                    await change(client, int(place), int(ref.native), drawn)
        except codes.FAILURES as error:
            if not codes.cannot_edit(error):
                raise codes.delivery_error(error, sent=False) from error
            log.info("Message %s stays as it is: %s", ref.native, codes.reason(error))
            return False
        return True

    @override
    async def reactions(self, refs: Sequence[MessageRef]) -> AsyncIterator[Reaction]:
        """Read reactions again, a page of messages at a time."""
        try:
            async for reaction in reread.reactions(self._client_now(), refs):
                yield reaction
        except codes.FAILURES as error:
            raise codes.delivery_error(error, sent=False) from error

    @override
    async def examine(self) -> Sequence[Words]:
        """Log in by one request and out again."""
        self._aim()
        try:
            return await introduce(self._token, self._traffic, _EXAMINE_S)
        except discord.LoginFailure:
            pass
        raise self._refused()

    @override
    async def inspect(
        self, channels: Sequence[Channel]
    ) -> AsyncGenerator[tuple[Channel | None, Sequence[Words]], None]:
        """Look at the application and at our rights by REST alone."""
        self._aim()
        tree = commands.tree(self._specs, self._say_in)
        asked = inspection.Asked(self._token, tree, _EXAMINE_S, self._refused)
        async for each in inspection.inspect(asked, self._traffic, channels):
            yield each

    @override
    async def troubles(self, channel: Channel) -> Sequence[Words]:
        """Say which rights are missing there, and why cards do not stand in threads."""
        if self._client is None:
            return ()
        found = list(places.missing(self._client, channel))
        if why := self._threads.trouble(channel):
            found.append(why)
        return tuple(dict.fromkeys(found))

    @override
    async def direct(self, person: Person) -> Channel:
        """Open the direct messages with somebody."""
        client = self._client_now()
        try:
            opened = await client.http.start_private_message(int(person.native))
        except codes.FAILURES as error:
            raise codes.delivery_error(error, sent=False) from error
        return inbound.direct(str(opened["id"]), person.name)

    @override
    async def standing(self, person: Person, channel: Channel) -> Person | None:
        return await standing.of(self._client_now(), person, channel)

    @override
    async def visible(self, person: Person, channels: Sequence[Channel]) -> Sequence[Channel]:
        return await standing.visible(self._client_now(), person, channels)

    @override
    async def roles(self, channel: Channel) -> Mapping[str, str]:
        return standing.roles(self._client_now(), channel)

    def _client_now(self) -> Connection:
        """Return the client, which can post even while the gateway is being resumed.

        Raises:
            DeliveryError: There is none just now, or it has not logged in.
        """
        if self._client is None or self._client.user is None:
            raise DeliveryError("Discord is not connected", permanent=False)
        return self._client

    def _aim(self) -> None:
        """Tell discord.py where Discord is.

        Raises:
            SettingsError: The token cannot be one.
        """
        if not _TOKEN.fullmatch(self._token):
            raise self._refused()
        aim(self._api_url, self._gateway_url)

    def _refused(self) -> SettingsError:
        return SettingsError(self._say_in("")(words("discord-token-refused")))


async def _live(client: Connection, token: str) -> None:
    await client.login(token)
    await client.connect()
