"""Where things are on Discord: the channel of a thread, what may be done there, what is missing."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import replace

import discord

from bot.domain.chat import Channel, Person, Place, Words, words
from bot.domain.errors import CannotLook, DeliveryError
from bot.domain.memory import Memory
from bot.platforms.discord import codes, inbound
from bot.platforms.discord.inbound import PLATFORM, Spot

log = logging.getLogger(__name__)

_POSTS_ONLY = (discord.ChannelType.forum, discord.ChannelType.media)
"""Channels that hold nothing but threads: each of those is a place of its own."""


class Places:
    """Finds places, in what discord.py knows or by asking once."""

    def __init__(self) -> None:
        self._homes: Memory[int, int] = Memory()
        self._asking = asyncio.Lock()

    async def spot(self, client: discord.Client, guild_id: int | None, channel_id: int) -> Spot:
        """Return the place with this id, which may be a thread."""
        if guild_id is None:
            return Spot(inbound.direct(str(channel_id)))
        guild = client.get_guild(guild_id)
        found = guild.get_channel_or_thread(channel_id) if guild else None
        if isinstance(found, discord.Thread):
            home = _home(found, client)
        elif found is not None:
            home = channel_id
        else:
            home = await self._ask(client, channel_id)
        return _spot(guild, guild_id, channel_id, home)

    def of(self, interaction: inbound.AnyInteraction) -> Spot:
        """Return the place of an interaction, which says itself where a thread belongs.

        Where we are no member, it comes from somebody who has us installed for themselves.
        """
        channel_id, guild_id = interaction.channel_id or 0, interaction.guild_id
        if guild_id is None:
            channel = inbound.direct(str(channel_id), interaction.user.display_name)
            return Spot(channel, away=interaction.context.private_channel)
        if interaction.client.get_guild(guild_id) is None:
            return Spot(inbound.direct(str(channel_id), interaction.user.display_name), away=True)
        home = channel_id
        if isinstance(interaction.channel, discord.Thread):
            home = _home(interaction.channel, interaction.client)
            self._homes.remember(channel_id, home)
        return _spot(interaction.client.get_guild(guild_id), guild_id, channel_id, home)

    def note(self, thread: int, home: int) -> None:
        """Remember which channel a thread belongs to."""
        self._homes.remember(thread, home)

    async def _ask(self, client: discord.Client, channel_id: int) -> int:
        """Ask Discord which channel an archived thread belongs to, once."""
        async with self._asking:
            if (home := self._homes.get(channel_id)) is not None:
                return home
            try:
                found = await client.fetch_channel(channel_id)
            except (*codes.FAILURES, discord.InvalidData) as error:
                log.info("Channel %s is not known: %s", channel_id, codes.reason(error))
                return channel_id
            home = _home(found, client) if isinstance(found, discord.Thread) else channel_id
            self._homes.remember(channel_id, home)
            return home


class Spots:
    """Finds where an interaction happened, as far as it matters for what is done about it.

    Args:
        direct: Opens the direct messages with somebody.
    """

    def __init__(self, places: Places, direct: Callable[[Person], Awaitable[Channel]]) -> None:
        self._places = places
        self._direct = direct
        self._own: Memory[int, Channel] = Memory()

    async def of(self, interaction: inbound.AnyInteraction) -> Spot:
        """Return the place; where we are no member, it is the person's own.

        Raises:
            DeliveryError: The person takes no messages from us.
        """
        spot, user = self._places.of(interaction), interaction.user
        if not spot.away:
            return spot
        if user.id not in self._own:
            person = inbound.user(str(user.id), user.display_name)
            self._own.remember(user.id, await self._direct(person))
        return replace(spot, channel=self._own[user.id])


def rights(client: discord.Client, channel: Channel) -> discord.Permissions | None:
    """Return what we may do in a channel, as far as Discord has told us."""
    guild = client.get_guild(int(channel.space)) if channel.space else None
    found = guild.get_channel_or_thread(int(channel.native)) if guild else None
    if guild is None or found is None or guild.me is None:
        return None
    try:
        return found.permissions_for(guild.me)
    except discord.ClientException:
        return None  # a thread whose channel is not known


def members_may_react(client: discord.Client, channel: Channel) -> bool:
    """Say whether everybody may begin a reaction there; True where that is not known."""
    guild = client.get_guild(int(channel.space)) if channel.space else None
    found = guild.get_channel(int(channel.native)) if guild else None
    if guild is None or found is None:
        return True
    return found.permissions_for(guild.default_role).add_reactions


def check_readable(client: discord.Client, channel: Channel) -> None:
    """Make sure that an empty history there means that nothing stands there.

    Raises:
        CannotLook: We may not read it: Discord would show it empty.
        DeliveryError: Discord has not told us yet, or we are no longer in that server.
    """
    if channel.kind is Place.DIRECT:
        return
    guild = client.get_guild(int(channel.space))
    if guild is None and client.is_ready():
        reason = f"Server {channel.space} is not one of ours any more"
        raise DeliveryError(reason, permanent=True, words=words("discord-gone"))
    if guild is None or guild.unavailable:
        raise DeliveryError(f"Server {channel.space} is not there now", permanent=False)
    found = rights(client, channel)
    if found is not None and not found.read_message_history:
        raise CannotLook(f"Read Message History is missing in {channel.native}")


def missing(client: discord.Client, channel: Channel) -> Iterator[Words]:
    """Say what we lack in a channel, the worst first."""
    found = rights(client, channel) if channel.kind is not Place.DIRECT else None
    if found is not None:
        yield from lacking(found, reacting=members_may_react(client, channel))


def lacking(found: discord.Permissions, *, reacting: bool) -> Iterator[Words]:
    """Say what we lack of the rights we need, the worst first.

    Args:
        found: What we may do.
        reacting: Everybody may begin a reaction there.
    """
    if not found.view_channel:
        yield words("discord-missing-view")
    if not found.send_messages:
        yield words("discord-missing-send")
    if not found.embed_links:
        yield words("discord-missing-embeds")
    if not (found.create_public_threads and found.send_messages_in_threads):
        yield words("discord-missing-threads")
    if not found.read_message_history:
        yield words("discord-missing-history")
    if not found.attach_files:
        yield words("discord-missing-files")
    if not (found.add_reactions or reacting):
        yield words("discord-missing-reactions")


def _home(thread: discord.Thread, client: discord.Client) -> int:
    """Return the channel to post in for what happens in a thread.

    A post of a forum is a place of its own, but for our own: there a digest of the forum stands.
    """
    parent = thread.parent
    ours = client.user is not None and thread.owner_id == client.user.id
    alone = parent is not None and parent.type in _POSTS_ONLY and not ours
    return thread.id if alone else thread.parent_id


def _spot(guild: discord.Guild | None, guild_id: int, channel_id: int, home: int) -> Spot:
    known = guild.get_channel_or_thread(home) if guild else None
    name = f"#{known.name}" if known else ""
    channel = Channel(PLATFORM, str(guild_id), str(home), name)
    return Spot(channel, str(channel_id) if channel_id != home else None)
