"""Asks Discord who we are, without connecting."""

import asyncio

import discord

from bot.domain.chat import Words, words
from bot.platforms.discord import codes
from bot.platforms.discord.traffic import Traffic


async def introduce(token: str, traffic: Traffic, patience_s: float) -> tuple[Words, ...]:
    """Say whose token it is, and which promise holds.

    Args:
        patience_s: Longest it may take.

    Raises:
        discord.LoginFailure: The token is refused.
        DeliveryError: Discord cannot be reached.
    """
    http = discord.http.HTTPClient(asyncio.get_running_loop(), http_trace=traffic.trace())
    try:
        async with asyncio.timeout(patience_s):
            found = await http.static_login(token)
    except codes.FAILURES as error:
        raise codes.delivery_error(error, sent=False) from error
    finally:
        await http.close()
    who = words("discord-identity", name=found["username"], id=found["id"])
    return who, words("discord-promise")
