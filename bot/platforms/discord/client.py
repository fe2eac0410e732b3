"""discord.py's client, with the least it may see, handing on what people do."""

import asyncio
import logging
from collections.abc import Awaitable, Iterator
from contextlib import contextmanager
from typing import Any, Protocol

import discord
from typing_extensions import override
from yarl import URL

from bot.platforms.discord import codes, commands
from bot.platforms.discord.components import Click
from bot.platforms.discord.inbound import AnyInteraction
from bot.platforms.discord.traffic import Traffic

log = logging.getLogger(__name__)

_LONGEST_WAIT_S = 60.0
"""A limit that takes longer to pass is an error: the message is tried again later."""
_SYNC_S = 30.0
_TELLING = ("discord.gateway", "discord.http", "discord.webhook.async_")
"""Loggers that write whole payloads and addresses when asked for everything: tokens are in them."""


class Events(Protocol):
    """What a client reports; each is a task of its own."""

    def connected(self) -> None:
        """Messages can be posted from now on."""

    def lost(self) -> None:
        """The connection is gone; discord.py tries to get it back."""

    async def command(self, interaction: AnyInteraction) -> None:
        """Somebody called a command."""

    async def click(self, interaction: AnyInteraction) -> None:
        """Somebody clicked on a button or picked from a menu."""

    async def sent(self, interaction: AnyInteraction) -> None:
        """Somebody sent off a form."""

    async def typing(self, interaction: AnyInteraction) -> None:
        """Somebody is filling in a command."""

    async def reaction(self, client: discord.Client, event: discord.RawReactionActionEvent) -> None:
        """Somebody put an emoji on a message or took it off."""

    async def direct_message(self, client: discord.Client, message: discord.Message) -> None:
        """Somebody wrote to us."""


class Connection(discord.Client):
    """One life of a client.

    Args:
        tree: The commands that Discord should offer.
        traffic: Gives its requests their turn.
        ready_s: Wait for so long after the last server that Discord tells us of.
    """

    def __init__(
        self, events: Events, tree: list[commands.Payload], *, traffic: Traffic, ready_s: float
    ) -> None:
        super().__init__(
            intents=discord.Intents(
                guilds=True, guild_reactions=True, dm_messages=True, dm_reactions=True
            ),
            max_messages=None,
            member_cache_flags=discord.MemberCacheFlags.none(),
            allowed_mentions=discord.AllowedMentions.none(),
            guild_ready_timeout=ready_s,
            max_ratelimit_timeout=_LONGEST_WAIT_S,
            http_trace=traffic.trace(),
        )
        self._events = events
        self._tree = tree
        self._under_way: set[asyncio.Task[Any]] = set()
        self._stopping = False

    @override
    async def setup_hook(self) -> None:
        self.add_dynamic_items(Click)
        try:
            async with asyncio.timeout(_SYNC_S):
                await self._sync()
        except codes.FAILURES as error:
            # The commands of the last start are there, and everything else works.
            if not self._stopping:
                log.warning("The commands could not be brought up to date: %s", codes.reason(error))

    @override
    def dispatch(self, event: str, /, *args: Any, **kwargs: Any) -> None:
        # A client that is closed has no loop any more on which to tell anybody.
        if not self.is_closed():
            super().dispatch(event, *args, **kwargs)

    def start_task(self, work: Awaitable[None]) -> None:
        """Do something beside the rest, to be finished before the end."""
        task = asyncio.ensure_future(work)
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)

    async def drain(self, longest_s: float) -> None:
        """Take nothing new, and wait for what is under way."""
        self._stopping = True
        if left := {*self._under_way}:
            _, late = await asyncio.wait(left, timeout=longest_s)
            for task in late:
                log.warning("Something was not finished in time and is given up")
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    async def on_ready(self) -> None:
        """Hand on that a session has begun."""
        self._events.connected()

    async def on_resumed(self) -> None:
        """Hand on that the session goes on."""
        self._events.connected()

    async def on_disconnect(self) -> None:
        """Hand on that the connection is gone."""
        self._events.lost()

    async def on_interaction(self, interaction: AnyInteraction) -> None:
        """Hand on a command, the filling in of one, or a form; clicks come by `on_click`."""
        with self._noted() as taken:
            if taken and interaction.type is discord.InteractionType.application_command:
                await self._events.command(interaction)
            elif taken and interaction.type is discord.InteractionType.autocomplete:
                await self._events.typing(interaction)
            elif taken and interaction.type is discord.InteractionType.modal_submit:
                await self._events.sent(interaction)

    async def on_click(self, interaction: AnyInteraction) -> None:
        """Hand on a click."""
        with self._noted() as taken:
            if taken:
                await self._events.click(interaction)

    async def on_raw_reaction_add(self, event: discord.RawReactionActionEvent) -> None:
        """Hand on an emoji."""
        with self._noted() as taken:
            if taken:
                await self._events.reaction(self, event)

    async def on_raw_reaction_remove(self, event: discord.RawReactionActionEvent) -> None:
        """Hand on an emoji that was taken off by whoever had put it there."""
        await self.on_raw_reaction_add(event)

    async def on_message(self, message: discord.Message) -> None:
        """Hand on what a person writes to us."""
        if message.guild is not None or message.author.bot:
            return
        with self._noted() as taken:
            if taken:
                await self._events.direct_message(self, message)

    @contextmanager
    def _noted(self) -> Iterator[bool]:
        """Count the running task as under way; False when nothing new is taken any more."""
        task = asyncio.current_task()
        if self._stopping or task is None:
            yield False
            return
        self._under_way.add(task)
        try:
            yield True
        finally:
            self._under_way.discard(task)

    async def _sync(self) -> None:
        """Bring Discord's commands up to date, if they are not: each change counts there."""
        application = self.application_id or 0
        there: list[Any] = list(await self.http.get_global_commands(application))
        if not commands.same(self._tree, there):
            await self.http.bulk_upsert_global_commands(application, self._tree)


def aim(api_url: str, gateway_url: str) -> None:
    """Tell discord.py where Discord is, to keep tokens out of the log, and that we do not speak."""
    discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False
    discord.http.Route.BASE = api_url.rstrip("/")
    discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = URL(gateway_url)
    for name in _TELLING:
        logger = logging.getLogger(name)
        logger.setLevel(max(logger.getEffectiveLevel(), logging.INFO))
