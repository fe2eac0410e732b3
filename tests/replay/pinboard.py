"""A chat service that keeps what is posted: every channel is a list of messages."""

from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from typing_extensions import override

from bot.domain.calls import Reaction
from bot.domain.chat import Channel, Message, MessageRef, Person, Place, Thread, Words
from bot.ports import ChatPlatform, Inbox

PLATFORM = "pinboard"


@dataclass(frozen=True, slots=True)
class Pinned:
    """A message, and when it was posted (UTC)."""

    message: Message
    at: datetime
    under: str | None = None


class Pinboard(ChatPlatform):
    """The service; it outlives the bot that posts to it."""

    name = PLATFORM
    flat_up_to = 4
    in_flight = None
    connected = True
    reread_days = 0

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self.pinned: defaultdict[str, list[Pinned]] = defaultdict(list)
        self._clock = clock

    @override
    async def run(self, inbox: Inbox, on_connected: Callable[[], None]) -> None:
        on_connected()

    @override
    async def ready(self, channel: Channel) -> None:
        """Wait for nothing: anybody may post at any time."""

    @override
    async def post(
        self, channel: Channel, message: Message, *, under: Thread | None = None
    ) -> MessageRef:
        there = self.pinned[channel.native]
        there.append(Pinned(message, self._clock(), under and under.top.native))
        return MessageRef(channel, str(len(there)), under and under.top.native)

    @override
    async def look_up(
        self, channel: Channel, key: str, since: datetime, *, under: Thread | None = None
    ) -> MessageRef | None:
        for number, each in enumerate(self.pinned[channel.native], start=1):
            if each.message.key == key and each.at >= since:
                return MessageRef(channel, str(number), each.under)
        return None

    @override
    async def edit(self, ref: MessageRef, message: Message) -> bool:
        return False

    @override
    async def reactions(self, refs: Sequence[MessageRef]) -> AsyncIterator[Reaction]:
        for none in ():
            yield none

    @override
    async def examine(self) -> Sequence[Words]:
        return ()

    @override
    async def troubles(self, channel: Channel) -> Sequence[Words]:
        return ()

    @override
    async def direct(self, person: Person) -> Channel:
        return Channel(PLATFORM, "", person.native, person.name, Place.DIRECT)
