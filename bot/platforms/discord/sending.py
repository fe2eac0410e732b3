"""Sends a drawn message to a channel or thread, or does something to one that stands there."""

import logging
from typing import Any

import discord

from bot.platforms.discord import codes, components
from bot.platforms.discord.drawn import Drawn

log = logging.getLogger(__name__)


async def send(
    client: discord.Client, place: int, drawn: Drawn, *, silent: bool, nonce: str | None = None
) -> str:
    """Send one message and return its id.

    Args:
        place: Id of the channel or thread.
        silent: Notify nobody; it can be said only when sending.
        nonce: Sent again with the same one within minutes, it stands once.

    Raises:
        discord.DiscordException: Discord refused.
        aiohttp.ClientError: Discord could not be reached.
    """
    message = await client.get_partial_messageable(place).send(
        **_fields(drawn, nonce), silent=silent
    )
    return str(message.id)


async def change(client: discord.Client, place: int, native: int, drawn: Drawn) -> None:
    """Make of a message of ours what is drawn; nothing of what it was before is left.

    Raises:
        discord.DiscordException: Discord refused.
        aiohttp.ClientError: Discord could not be reached.
    """
    message = client.get_partial_messageable(place).get_partial_message(native)
    await message.edit(
        content=drawn.content or None,
        embeds=components.embeds(drawn),
        attachments=components.files(drawn),
        view=components.view(drawn),
    )


def _fields(drawn: Drawn, nonce: str | None) -> dict[str, Any]:
    """Name what there is: discord.py takes nothing for what is left out, and only for that."""
    fields = {
        "content": drawn.content,
        "embeds": components.embeds(drawn),
        "files": components.files(drawn),
        "view": components.view(drawn),
        "nonce": nonce,
    }
    return {name: value for name, value in fields.items() if value}


async def seed(client: discord.Client, place: str, native: str, emoji: str) -> None:
    """Put an emoji on our message, where members may join one but not begin it."""
    try:
        await client.http.add_reaction(int(place), int(native), emoji)
    except codes.FAILURES as error:
        log.info("No %s on %s: %s", emoji, native, codes.reason(error))
