"""Sends an answer without its interaction, when that no longer takes one."""

import logging
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import replace

import discord

from bot.domain.calls import Reply
from bot.domain.chat import Channel, MessageRef, Person, Place
from bot.domain.errors import DeliveryError
from bot.platforms.discord import codes, ids, inbound
from bot.platforms.discord.drawn import Drawn
from bot.platforms.discord.inbound import AnyInteraction, Spot
from bot.platforms.discord.sending import send

log = logging.getLogger(__name__)


class Apart:
    """Answers as messages of their own: in the channel, or to the person directly.

    Args:
        direct: Opens the direct messages with somebody.
    """

    def __init__(self, direct: Callable[[Person], Awaitable[Channel]]) -> None:
        self._direct = direct

    async def send(
        self, interaction: AnyInteraction, spot: Spot, reply: Reply, parts: tuple[Drawn, ...]
    ) -> tuple[MessageRef | None, bool]:
        """Send an answer, or what is left of it, without the interaction.

        Returns where it stands, if that is where it was asked for, and whether it went.
        """
        if reply.may_be_open or spot.channel.kind is Place.DIRECT:
            place = int(spot.thread or spot.channel.native)
            try:
                natives = [
                    await send(interaction.client, place, part, silent=True) for part in parts
                ]
            except codes.FAILURES as error:
                log.warning("An answer was refused in its channel: %s", codes.reason(error))
            else:
                return MessageRef(spot.channel, natives[0], spot.thread), True
        person = inbound.person(interaction, spot)
        if spot.channel.kind is not Place.DIRECT:
            parts = tuple(map(_for_elsewhere, parts))
        return None, await self._directly(interaction.client, person, parts)

    async def _directly(
        self, client: discord.Client, person: Person, parts: Iterable[Drawn]
    ) -> bool:
        try:
            channel = await self._direct(person)
            for part in parts:
                await send(client, int(channel.native), part, silent=False)
        except DeliveryError as error:
            log.warning("No direct message to %s: %s", person.native, error)
            return False
        except codes.FAILURES as error:
            log.warning("No direct message to %s: %s", person.native, codes.reason(error))
            return False
        return True


def _for_elsewhere(part: Drawn) -> Drawn:
    """Leave out the buttons that would not do the same in direct messages."""
    return replace(
        part, buttons=tuple(each for each in part.buttons if ids.is_about_paper(each.id))
    )
