"""What the server or workspace of a channel has chosen."""

from dataclasses import dataclass

from bot.domain.channels import ChannelSettings
from bot.domain.chat import Channel, Place
from bot.domain.rules import Modelled, Rules
from bot.domain.spend import Payer
from bot.store import Store

_UNCHOSEN = Rules()


@dataclass(frozen=True, slots=True)
class Ruling:
    """Looks up what holds somewhere. It is read each time: another process may have changed it."""

    store: Store

    async def of(self, channel: Channel | None) -> Rules:
        """Return the rules of the space of a channel; direct messages may belong to none."""
        if channel is None or (channel.kind is Place.DIRECT and not channel.space):
            return _UNCHOSEN
        return await self.store.spaces.rules((channel.platform, channel.space))

    async def starting(self, channel: Channel, own: ChannelSettings) -> ChannelSettings:
        """Return what a channel begins with that is new.

        Args:
            own: What it begins with where nobody has chosen.
        """
        return (await self.of(channel)).starting(own)

    async def summarised(self, payer: Payer) -> bool:
        """Say whether a model may write about papers for somebody."""
        return (await self.of(payer.channel)).model is not Modelled.OFF

    async def answered(self, payer: Payer) -> bool:
        """Say whether a model may answer somebody's questions."""
        return (await self.of(payer.channel)).model is Modelled.ALL
