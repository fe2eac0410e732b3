"""What a client reports, to whoever deals with it."""

from typing import Protocol

import discord

from bot.platforms.discord.inbound import AnyInteraction


class Events(Protocol):
    """What a client reports; each is a task of its own."""

    def connected(self) -> None:
        """Messages can be posted from now on."""

    def lost(self) -> None:
        """The connection is gone; discord.py tries to get it back."""

    async def command(self, interaction: AnyInteraction) -> None:
        """Somebody called a command."""

    async def click(self, interaction: AnyInteraction) -> None:
        """Somebody clicked on a button or picked from a menu."""

    async def sent(self, interaction: AnyInteraction) -> None:
        """Somebody sent off a form."""

    async def typing(self, interaction: AnyInteraction) -> None:
        """Somebody is filling in a command."""

    async def reaction(self, client: discord.Client, event: discord.RawReactionActionEvent) -> None:
        """Somebody put an emoji on a message or took it off."""

    async def direct_message(self, client: discord.Client, message: discord.Message) -> None:
        """Somebody wrote to us."""

    async def joined(self, client: discord.Client, guild: discord.Guild) -> None:
        """We were put into a server."""

    async def left(self, guild: discord.Guild) -> None:
        """We were thrown out of a server, or it is no more."""
