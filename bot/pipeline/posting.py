"""Claim, post, confirm: every message of ours goes this way, and stands in a channel once."""

import asyncio
from collections.abc import Callable, Mapping
from contextlib import AbstractAsyncContextManager, nullcontext
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from bot.domain.channels import ChannelSettings
from bot.domain.chat import Channel, Message, MessageRef, Person, Thread
from bot.domain.errors import CannotLook, DeliveryError
from bot.ports import ChatPlatform
from bot.store import Store
from bot.store.posts import Claim, ClaimState

_CLOCK_DOUBT = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Posting:
    """Posts messages.

    Attributes:
        platforms: By name.
        clock: Says what time it is (UTC).
        run: The id of this run of the program; a claim of another run was left by a crash.
        defaults: Settings of a channel in which we write to somebody for the first time.
    """

    store: Store
    platforms: Mapping[str, ChatPlatform]
    clock: Callable[[], datetime]
    run: str
    defaults: ChannelSettings = field(default_factory=ChannelSettings)
    _sending: set[int] = field(default_factory=set)
    _turns: dict[tuple[str, str], asyncio.Semaphore] = field(default_factory=dict)

    async def post(
        self,
        channel: Channel,
        digest: int | None,
        part: str,
        message: Message,
        under: Thread | None = None,
    ) -> MessageRef:
        """Post a message unless it stands already.

        Args:
            digest: The digest it is a part of; None for a message of its own.
            part: Which message of the digest it is, or a name unique in the channel.
            under: The thread it belongs in.

        Raises:
            DeliveryError: The platform refused, or another task is sending this very message. What
                is `unfit` is never sent again.
        """
        # Before it is claimed: a claim that waits may be one more to doubt after a crash.
        await self.platforms[channel.platform].ready(channel)
        async with self._turn(channel):
            claim = await self.store.posts.claim(channel, digest, part, self.run, self.clock())
            if claim.state is ClaimState.DONE and claim.ref:
                return claim.ref
            if claim.state is ClaimState.REFUSED:
                raise DeliveryError(f"{part} is refused in any form", permanent=False, unfit=True)
            if claim.id in self._sending:
                raise DeliveryError(f"{part} is being sent by another task", permanent=False)
            # What a place has chosen comes before the language in which it was meant for it.
            chosen = claim.languages.first
            if not chosen or message.language.startswith(f"{chosen}-"):
                chosen = message.language  # the same, with the country of whom it is for
            message = replace(message, language=chosen)
            under = replace(under, language=chosen) if under else None
            self._sending.add(claim.id)
            try:
                ref = await self._found_or_sent(channel, message, claim, under)
                await self.store.posts.confirm(claim.id, ref, message.papers)
            finally:
                self._sending.discard(claim.id)
            return ref

    async def tell(self, person: Person, part: str, message: Message) -> None:
        """Tell somebody something in private, in the language that they chose if they chose one.

        Args:
            part: The same for one occasion, however often it is tried.

        Raises:
            DeliveryError: They cannot be reached; and as for `post`.
        """
        direct = await self.platforms[person.platform].direct(person)
        await self.store.channels.open(direct, self.defaults, self.clock())
        await self.store.people.owns(person, direct)
        chosen = await self.store.people.language(person)
        await self.post(direct, None, part, replace(message, language=chosen or message.language))

    def _turn(self, channel: Channel) -> AbstractAsyncContextManager[object]:
        """Wait until so few messages of this space are unconfirmed that a crash may repeat them.

        Where a platform can be asked what stands, none is repeated, and nobody waits.
        """
        most = self.platforms[channel.platform].in_flight
        if most is None:
            return nullcontext()
        return self._turns.setdefault((channel.platform, channel.space), asyncio.Semaphore(most))

    async def _found_or_sent(
        self, channel: Channel, message: Message, claim: Claim, under: Thread | None
    ) -> MessageRef:
        """Look for a message that an earlier try may have sent, before anything is sent again."""
        keyed = replace(message, key=str(claim.id))
        if claim.state is not ClaimState.MINE:
            platform = self.platforms[channel.platform]
            try:
                found = await self._look(platform, channel, keyed.key, claim.at, under)
            except CannotLook:
                found, keyed = None, replace(keyed, again=True)
                await self.store.posts.doubt(claim.id)
            if claim.state is ClaimState.EARLIER and not await self.store.posts.take_over(
                claim.id, self.run, self.clock()
            ):
                raise DeliveryError("another task was faster", permanent=False)
            if found:
                return found
        return await self._send(channel, keyed, claim, under)

    async def _look(
        self,
        platform: ChatPlatform,
        channel: Channel,
        key: str,
        since: datetime,
        under: Thread | None,
    ) -> MessageRef | None:
        """Look for a message, twice if need be: our clock may have been wrong at the claim."""
        if found := await platform.look_up(channel, key, since, under=under):
            return found
        earlier = min(since, self.clock()) - _CLOCK_DOUBT
        try:
            return await platform.look_up(channel, key, earlier, under=under)
        except CannotLook:
            return None  # too much stands there by now, and where it should be it is not

    async def _send(
        self, channel: Channel, message: Message, claim: Claim, under: Thread | None
    ) -> MessageRef:
        try:
            return await self.platforms[channel.platform].post(channel, message, under=under)
        except BaseException as error:
            refused = isinstance(error, DeliveryError) and not error.unsure
            if isinstance(error, DeliveryError) and error.unfit and refused:
                await self.store.posts.refuse(claim.id)
            elif refused and not message.again:
                await self.store.posts.release(claim.id)
            else:
                # It may or may not have arrived, now or earlier: the next try must look first.
                await self.store.posts.abandon(claim.id)
            raise
