"""discord.py's client, with the least it may see, handing on what people do."""

import asyncio
import logging
import threading
from collections.abc import Awaitable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

import discord
from typing_extensions import override
from yarl import URL

from bot.platforms.discord import codes, commands
from bot.platforms.discord.components import Click
from bot.platforms.discord.events import Events
from bot.platforms.discord.inbound import AnyInteraction
from bot.platforms.discord.starts import Limit, Starts
from bot.platforms.discord.traffic import Traffic

log = logging.getLogger(__name__)

_LONGEST_WAIT_S = 60.0
"""A limit that takes longer to pass is an error: the message is tried again later."""
_SYNC_S = 30.0
_HUSH_S = 1.0
_TELLING = ("discord.gateway", "discord.http", "discord.webhook.async_")
"""Loggers that write whole payloads and addresses when asked for everything: tokens are in them."""


class TooManyStartsError(Exception):
    """Another session may not be begun now: this life of the client has to end."""


class Connection(discord.AutoShardedClient):
    """One life of a client, with as many shards as Discord advises.

    Args:
        tree: The commands that Discord should offer.
        traffic: Gives its requests their turn.
        starts: Lets its sessions begin.
        ready_s: Wait for so long after the last server that Discord tells us of.
    """

    def __init__(
        self,
        events: Events,
        tree: Awaitable[list[commands.Payload]],
        *,
        traffic: Traffic,
        starts: Starts,
        ready_s: float,
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
        self._starts = starts
        self._together = 1
        self._paid: set[int] = set()
        self._lost: set[int] = set()
        self._up = False
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

    async def hush(self) -> None:
        """Close the connections that were just being made when this life ended.

        discord.py forgets them, and the heartbeat of each is a thread that goes on for ever.
        """
        kind = discord.gateway.KeepAliveHandler
        for beat in [each for each in threading.enumerate() if isinstance(each, kind)]:
            if beat.ws._connection is self._connection:
                beat.stop()
                with suppress(TimeoutError):
                    await asyncio.wait_for(beat.ws.socket.close(), _HUSH_S)

    @override
    async def launch_shards(self) -> None:
        """Begin a session for each shard, once that many may be begun."""
        shards, _, told = await self.http.get_bot_gateway()
        limit = Limit(
            shards,
            told["total"],
            told["remaining"],
            told["reset_after"] / 1000,
            max(1, told["max_concurrency"]),
        )
        await self._starts.wait(limit)
        self._paid = set(range(shards))
        self._together = limit.together
        self.shard_count = shards
        await super().launch_shards()

    @override
    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Begin sessions as many together as Discord allows, and none that is too many."""
        shard = shard_id or 0
        if shard in self._paid:
            self._paid.discard(shard)
            # One after the other, so only the first of each few that may be begun together waits.
            if shard % self._together == 0:
                await super().before_identify_hook(shard_id, initial=initial)
        elif self._starts.take():
            await super().before_identify_hook(shard_id, initial=initial)
        else:
            raise TooManyStartsError

    async def on_ready(self) -> None:
        """Hand on that every shard has a session."""
        self._found()

    async def on_shard_ready(self, shard: int) -> None:
        """Note that a shard has begun a new session."""
        self._lost.discard(shard)
        if self.is_ready():
            self._found()

    async def on_shard_resumed(self, shard: int) -> None:
        """Note that the session of a shard goes on."""
        self._lost.discard(shard)
        self._found()

    async def on_shard_disconnect(self, shard: int) -> None:
        """Hand on that the connection of a shard is gone."""
        self._lost.add(shard)
        self._up = False
        self._events.lost()

    def _found(self) -> None:
        if not (self._lost or self._up):
            self._up = True
            self._events.connected()

    async def on_guild_join(self, guild: discord.Guild) -> None:
        """Hand on that we were put into a server."""
        with self._noted() as taken:
            if taken:
                await self._events.joined(self, guild)

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """Hand on that we are gone from a server; one that is only away for now is not."""
        with self._noted() as taken:
            if taken:
                await self._events.left(guild)

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
        """Bring Discord's commands up to date, if they are not: each change counts there.

        What is there is asked for, by one request: a note of what was sent last would not know
        that somebody has changed it since, or that another program of ours has.
        """
        there, tree = await commands_there(self), await self._tree
        if not commands.same(tree, there):
            await self.http.bulk_upsert_global_commands(self.application_id or 0, tree)


async def commands_there(client: discord.Client) -> list[commands.Payload]:
    """Ask which commands Discord offers of ours, in every language."""
    path = "/applications/{application_id}/commands"
    route = discord.http.Route("GET", path, application_id=client.application_id or 0)
    # Without this Discord leaves out the languages, and there would always be a difference.
    return list(await client.http.request(route, params={"with_localizations": "true"}))


class _Resuming(discord.shard.Shard):
    """A shard that goes on with its session however often the connection fails in between.

    discord.py's begins a new one after the second failure: what happened meanwhile is then lost,
    and a session of the day's is used up.
    """

    @override
    async def reconnect(self) -> None:
        again = discord.gateway.ReconnectWebSocket(self.id, resume=self.ws.session_id is not None)
        await self.reidentify(again)


def aim(api_url: str, gateway_url: str) -> None:
    """Tell discord.py where Discord is, to keep tokens out of the log, and that we do not speak."""
    discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False
    discord.http.Route.BASE = api_url.rstrip("/")
    discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = URL(gateway_url)
    setattr(discord.shard, "Shard", _Resuming)  # noqa: B010
    for name in _TELLING:
        logger = logging.getLogger(name)
        logger.setLevel(max(logger.getEffectiveLevel(), logging.INFO))
