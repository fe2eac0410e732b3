"""What members of a server may do and see there, and the roles there are.

Without the privileged intent discord.py knows no members, so each is asked for by one request.
"""

from collections.abc import Collection, Mapping, Sequence

import discord

from bot.domain.chat import Channel, Person, Place
from bot.platforms.discord import codes, inbound
from bot.platforms.discord.inbound import PLATFORM


async def of(client: discord.Client, person: Person, channel: Channel) -> Person | None:
    """Return a member as they are in a channel now; None where they are none, or it is gone.

    Raises:
        DeliveryError: Discord would not say, for a reason that passes.
    """
    if channel.kind is Place.DIRECT:
        return person
    member = await _member(client, person, channel)
    rights = _rights(client, channel, member) if member else None
    if member is None or rights is None:
        return None
    return Person(
        PLATFORM,
        "",
        str(member.id),
        member.display_name,
        manager=rights.manage_channels or rights.administrator,
        admin=rights.manage_guild or rights.administrator,
        roles=inbound.roles(member),
    )


async def visible(
    client: discord.Client, person: Person, channels: Sequence[Channel]
) -> Sequence[Channel]:
    """Return those of some channels of one server that a member may see."""
    if not channels:
        return ()
    member = await _member(client, person, channels[0])
    if member is None:
        return ()
    rights = [(each, _rights(client, each, member)) for each in channels]
    return [each for each, found in rights if found and found.view_channel]


def spaces(client: discord.Client) -> Collection[str] | None:
    """Return every server we are in; None while Discord still tells us of them."""
    return {str(each.id) for each in client.guilds} if client.is_ready() else None


def roles(client: discord.Client, channel: Channel) -> Mapping[str, str]:
    """Return the roles of a server that can be given to people."""
    guild = client.get_guild(int(channel.space)) if channel.space else None
    given = guild.roles if guild else ()
    return {str(each.id): each.name for each in given if not (each.is_default() or each.managed)}


def _rights(
    client: discord.Client, channel: Channel, member: discord.Member
) -> discord.Permissions | None:
    """Return what a member may do in a channel; None where that is gone."""
    guild = client.get_guild(int(channel.space)) if channel.space else None
    found = guild.get_channel_or_thread(int(channel.native)) if guild else None
    try:
        return found.permissions_for(member) if found else None
    except discord.ClientException:
        return None  # a thread whose channel is not known


async def _member(
    client: discord.Client, person: Person, channel: Channel
) -> discord.Member | None:
    guild = client.get_guild(int(channel.space)) if channel.space else None
    if guild is None or not person.native.isdecimal():
        return None
    try:
        return await guild.fetch_member(int(person.native))
    except discord.NotFound:
        return None
    except codes.FAILURES as error:
        raise codes.delivery_error(error, sent=False) from error
