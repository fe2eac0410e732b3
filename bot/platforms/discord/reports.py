"""What the client reports, handed to whoever deals with it."""

import logging
from collections.abc import Callable

import discord
from typing_extensions import override

from bot.domain.calls import Left
from bot.domain.memory import Memory
from bot.platforms.discord import arrivals, inbound
from bot.platforms.discord.answers import Answers
from bot.platforms.discord.events import Events
from bot.platforms.discord.inbound import PLATFORM, AnyInteraction
from bot.platforms.discord.places import Places
from bot.ports import Inbox

log = logging.getLogger(__name__)


class Reports(Events):
    """Deals with what happens during one life of a client.

    Args:
        connected: Told whether messages can be posted.
    """

    def __init__(
        self, inbox: Inbox, answers: Answers, places: Places, connected: Callable[[bool], None]
    ) -> None:
        self._inbox = inbox
        self._answers = answers
        self._places = places
        self._connected = connected
        self._bots: Memory[int, None] = Memory()

    @override
    def connected(self) -> None:
        self._connected(True)

    @override
    def lost(self) -> None:
        self._connected(False)

    @override
    async def command(self, interaction: AnyInteraction) -> None:
        await self._answers.command(interaction)

    @override
    async def click(self, interaction: AnyInteraction) -> None:
        await self._answers.click(interaction)

    @override
    async def sent(self, interaction: AnyInteraction) -> None:
        await self._answers.sent(interaction)

    @override
    async def typing(self, interaction: AnyInteraction) -> None:
        await self._answers.typing(interaction)

    @override
    async def direct_message(self, client: discord.Client, message: discord.Message) -> None:
        await self._answers.direct_message(client, message)

    @override
    async def reaction(self, client: discord.Client, event: discord.RawReactionActionEvent) -> None:
        if not event.emoji.name or self._is_bot(client, event):
            return
        spot = await self._places.spot(client, event.guild_id, event.channel_id)
        await self._inbox.on_reaction(inbound.reaction(event, spot))

    @override
    async def joined(self, client: discord.Client, guild: discord.Guild) -> None:
        await self._inbox.on_joined(await arrivals.joined(client, guild))

    @override
    async def left(self, guild: discord.Guild) -> None:
        await self._inbox.on_left(Left(PLATFORM, str(guild.id)))

    def _is_bot(self, client: discord.Client, event: discord.RawReactionActionEvent) -> bool:
        """Say whether it was a program: only where an emoji is put on does Discord say so."""
        if event.member is not None and event.member.bot:
            self._bots.remember(event.user_id, None)
        ours = client.user is not None and event.user_id == client.user.id
        return ours or event.user_id in self._bots
