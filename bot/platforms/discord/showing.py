"""What can be done with an interaction: acknowledge it, then show an answer by its token."""

import logging
from dataclasses import dataclass

import discord

from bot.platforms.discord import codes, components
from bot.platforms.discord.codes import Meaning
from bot.platforms.discord.drawn import Drawn
from bot.platforms.discord.inbound import AnyInteraction

log = logging.getLogger(__name__)

_ACKNOWLEDGED_BEFORE = 40060


@dataclass(frozen=True, slots=True)
class Way:
    """How an interaction is acknowledged, which settles where its answer goes.

    Attributes:
        private: Only the person sees that we are thinking, and the answer that takes its place.
        changes: Nothing shows that we are thinking: the answer takes the place of the message
            that was acted on.
    """

    private: bool = True
    changes: bool = False


async def acknowledged(interaction: AnyInteraction, way: Way) -> bool:
    """Acknowledge, before anything else; False if it was too late."""
    try:
        if way.changes:
            await interaction.response.defer()
        else:
            await interaction.response.defer(thinking=True, ephemeral=way.private)
    except codes.FAILURES as error:
        late = codes.refusal(error).meaning is Meaning.LATE
        before = isinstance(error, discord.HTTPException) and error.code == _ACKNOWLEDGED_BEFORE
        log.warning("An acknowledgement was refused: %s", codes.reason(error))
        return before or not late
    return True


async def take_back(interaction: AnyInteraction, way: Way) -> None:
    """Remove what shows that we are thinking."""
    if way.changes:
        return  # that would be the message that was acted on
    try:
        await interaction.delete_original_response()
    except codes.FAILURES as error:
        log.info("An acknowledgement could not be taken back: %s", codes.reason(error))


async def apologise(interaction: AnyInteraction, way: Way, said: str) -> None:
    """Say why there is no answer to be seen, rather than think for ever."""
    try:
        if way.changes:
            await interaction.followup.send(said, ephemeral=True)
        else:
            await interaction.edit_original_response(content=said)
    except codes.FAILURES as error:
        log.warning("Nor could that be said: %s", codes.reason(error))


async def fill_in(interaction: AnyInteraction, part: Drawn) -> str:
    """Put a message where we were thinking, or over what was acted on; return its id."""
    message = await interaction.edit_original_response(
        content=part.content or None,
        embeds=components.embeds(part),
        attachments=components.files(part),
        view=components.view(part),
    )
    return str(message.id)


async def follow(interaction: AnyInteraction, part: Drawn, *, private: bool) -> str:
    """Send a further message and return its id."""
    view = components.view(part)
    message = await interaction.followup.send(
        part.content,
        embeds=components.embeds(part),
        files=components.files(part),
        view=view if view else discord.utils.MISSING,
        ephemeral=private,
        wait=True,
    )
    return str(message.id)
