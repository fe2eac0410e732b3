"""Claim, post, confirm: every message of ours goes this way, and stands in a channel once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.domain.chat import Channel, Message, MessageRef
from bot.domain.errors import DeliveryError
from bot.ports import ChatPlatform
from bot.store import Store
from bot.store.posts import Claim, ClaimState


@dataclass(frozen=True, slots=True)
class Posting:
    """Posts messages.

    Attributes:
        platforms: By name.
        clock: Says what time it is (UTC).
        run: The id of this run of the program; a claim of another run was left by a crash.
    """

    store: Store
    platforms: Mapping[str, ChatPlatform]
    clock: Callable[[], datetime]
    run: str
    _sending: set[int] = field(default_factory=set)

    async def post(
        self,
        channel: Channel,
        digest: int | None,
        part: str,
        message: Message,
        under: MessageRef | None = None,
    ) -> MessageRef:
        """Post a message unless it stands already.

        Args:
            digest: The digest it is a part of; None for a message of its own.
            part: Which message of the digest it is, or a name unique in the channel.
            under: The message whose thread it belongs in.

        Raises:
            DeliveryError: The platform refused, or another task is sending this very message.
        """
        claim = await self.store.posts.claim(channel, digest, part, self.run, self.clock())
        if claim.state is ClaimState.DONE and claim.ref:
            return claim.ref
        if claim.id in self._sending:
            raise DeliveryError(f"{part} is being sent by another task", permanent=False)
        self._sending.add(claim.id)
        try:
            keyed = replace(message, key=str(claim.id))
            ref = await self._found(channel, keyed.key, claim)
            ref = ref or await self._send(channel, keyed, claim, under)
            await self.store.posts.confirm(claim.id, ref, message.papers)
        finally:
            self._sending.discard(claim.id)
        return ref

    async def _found(self, channel: Channel, key: str, claim: Claim) -> MessageRef | None:
        """Look for a message that an earlier try may have sent, before anything is sent again."""
        if claim.state is ClaimState.MINE:
            return None
        found = await self.platforms[channel.platform].look_up(channel, key, claim.at)
        if claim.state is ClaimState.EARLIER and not await self.store.posts.take_over(
            claim.id, self.run, self.clock()
        ):
            raise DeliveryError("another task was faster", permanent=False)
        return found

    async def _send(
        self, channel: Channel, message: Message, claim: Claim, under: MessageRef | None
    ) -> MessageRef:
        try:
            return await self.platforms[channel.platform].post(channel, message, under=under)
        except DeliveryError:
            await self.store.posts.release(claim.id)
            raise
        except BaseException:
            # It may or may not have arrived: the next try must look before it sends.
            await self.store.posts.abandon(claim.id)
            raise
