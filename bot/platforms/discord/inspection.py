"""Looks at the application and at its rights in channels, without connecting."""

import asyncio
from collections.abc import AsyncGenerator, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

import discord

from bot.domain.chat import Channel, Words, words
from bot.domain.errors import SettingsError
from bot.platforms.discord import codes, commands
from bot.platforms.discord.client import commands_there
from bot.platforms.discord.places import lacking
from bot.platforms.discord.traffic import Traffic

_GONE = words("discord-gone")


@dataclass(frozen=True, slots=True)
class Asked:
    """How Discord is asked.

    Attributes:
        tree: The commands that it should have.
        patience_s: Longest that it may take about the application, or about a server.
        refused: Makes the error of a token that it refuses.
    """

    token: str
    tree: Sequence[commands.Payload]
    patience_s: float
    refused: Callable[[], SettingsError]


async def inspect(
    asked: Asked, traffic: Traffic, channels: Sequence[Channel]
) -> AsyncGenerator[tuple[Channel | None, Sequence[Words]], None]:
    """Yield what is wrong with the application (None), then with each channel.

    Raises:
        SettingsError: The token is refused.
        DeliveryError: Discord cannot be reached.
    """
    client = discord.Client(intents=discord.Intents(guilds=True), http_trace=traffic.trace())
    placed = sorted((each for each in channels if each.space), key=lambda each: int(each.space))
    try:
        async with client:
            async with asyncio.timeout(asked.patience_s):
                await client.login(asked.token)
                ours = await _application(client, client.application, asked.tree)
            yield None, ours
            for space, here in groupby(placed, key=lambda each: int(each.space)):
                async with asyncio.timeout(asked.patience_s):
                    looked = await _server(client, space, tuple(here))
                for each in looked:
                    yield each
    except discord.LoginFailure:
        refused = asked.refused()
    except codes.FAILURES as error:
        raise codes.delivery_error(error, sent=False) from error
    else:
        for channel in channels:
            if not channel.space:
                yield channel, ()
        return
    # Out here, so that nothing is chained that may hold the token.
    raise refused


async def _application(
    client: discord.Client, about: discord.AppInfo | None, tree: Iterable[commands.Payload]
) -> list[Words]:
    found = []
    if about and about.interactions_endpoint_url:
        found.append(words("discord-endpoint"))
    there = await commands_there(client)
    # None at all: it has never been run, and brings them when it is.
    if there and not commands.same(tree, there):
        found.append(words("discord-commands-old"))
    return found


async def _server(
    client: discord.Client, space: int, channels: Sequence[Channel]
) -> list[tuple[Channel, Sequence[Words]]]:
    try:
        guild = await client.fetch_guild(space, with_counts=False)
        us = await guild.fetch_member(client.user.id if client.user else 0)
        known = {each.id: each for each in await guild.fetch_channels()}
    except (discord.NotFound, discord.Forbidden):
        return [(each, (_GONE,)) for each in channels]
    return [(each, await _channel(guild, us, known, each)) for each in channels]


async def _channel(
    guild: discord.Guild,
    us: discord.Member,
    known: Mapping[int, discord.abc.GuildChannel],
    channel: Channel,
) -> Sequence[Words]:
    place = known.get(int(channel.native))
    if place is None:
        try:
            thread = await guild.fetch_channel(int(channel.native))
        except discord.Forbidden:
            return (words("discord-missing-view"),)
        except discord.NotFound:
            return (_GONE,)
        # A thread has the rights of its channel.
        place = known.get(getattr(thread, "parent_id", 0) or 0)
    if place is None:
        return ()
    everybody = place.permissions_for(guild.default_role)
    return tuple(lacking(place.permissions_for(us), reacting=everybody.add_reactions))
