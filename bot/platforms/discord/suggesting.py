"""Suggests what an option could be while somebody types: an answer with nothing before it."""

import logging

import discord

from bot.domain.chat import SayIn
from bot.domain.errors import DeliveryError
from bot.platforms.discord import codes, inbound
from bot.platforms.discord.drawn import OPTION, OPTIONS
from bot.platforms.discord.escape import plain, size
from bot.platforms.discord.inbound import AnyInteraction
from bot.platforms.discord.places import Spots
from bot.ports import Inbox

log = logging.getLogger(__name__)


async def suggest(interaction: AnyInteraction, spots: Spots, inbox: Inbox, say_in: SayIn) -> None:
    """Answer what is typed so far with what it could become; where nobody knows, with nothing."""
    try:
        spot = await spots.of(interaction)
    except DeliveryError as error:
        log.info("No suggestions: %s", error)
        return
    typing = inbound.typing(interaction, spot)
    found = await inbox.on_typing(typing) if typing else ()
    said = {each.value: say_in(each.language)(each.label) for each in found}
    choices = [
        discord.app_commands.Choice(name=plain(label, OPTION) or value, value=value)
        for value, label in said.items()
        if 0 < size(value) <= OPTION
    ]
    try:
        await interaction.response.autocomplete(choices[:OPTIONS])
    except codes.FAILURES as error:
        # Suggestions that come too late were for what is no longer typed.
        log.debug("Suggestions were not taken: %s", codes.reason(error))
