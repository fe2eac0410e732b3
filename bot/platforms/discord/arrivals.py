"""Being put into a server, and by whom."""

import logging

import discord

from bot.domain.calls import Joined
from bot.domain.chat import Person
from bot.platforms.discord import codes, inbound
from bot.platforms.discord.inbound import PLATFORM

log = logging.getLogger(__name__)

_ENTRIES = 10
"""Of the last programs that were added; ours is the newest, but for a race."""


async def joined(client: discord.Client, guild: discord.Guild) -> Joined:
    """Say that we were put into a server, and by whom where Discord lets us know."""
    us = guild.get_member(client.user.id) if client.user else None
    since = us.joined_at if us else None
    # Discord has no id for it, and may say it again.
    event = f"joined:{guild.id}:{int(since.timestamp())}" if since else ""
    return Joined(PLATFORM, str(guild.id), by=await _by(guild, us), event=event)


async def _by(guild: discord.Guild, us: discord.Member | None) -> Person | None:
    """Return who did it, from the server's own record; who may not read it does not guess."""
    if us is None or not us.guild_permissions.view_audit_log:
        return None
    added = discord.AuditLogAction.bot_add
    try:
        async for entry in guild.audit_logs(action=added, limit=_ENTRIES):
            ours = entry.target is not None and entry.target.id == us.id
            if ours and entry.user is not None:
                return inbound.user(str(entry.user.id), entry.user.display_name)
    except codes.FAILURES as error:
        log.info("Who put us into server %s is not said: %s", guild.id, codes.reason(error))
    return None
