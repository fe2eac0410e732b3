"""A terminal as a chat service with one channel and one person.

The transcript is what "arrived" means here: a message is noted there before it is drawn, and after
a crash it is looked up there.
"""

from collections.abc import AsyncIterator, Callable, Iterable, Mapping, Sequence
from datetime import datetime

from rich.console import Console
from typing_extensions import override

from bot.domain.calls import CommandSpec, Reaction
from bot.domain.chat import (
    Attachment,
    Card,
    Channel,
    Message,
    MessageRef,
    Person,
    SayIn,
    Thread,
    Words,
    words,
)
from bot.domain.errors import DeliveryError
from bot.platforms.console import codes
from bot.platforms.console.board import Board
from bot.platforms.console.desk import Desk
from bot.platforms.console.transcript import Transcript
from bot.ports import ChatPlatform, Inbox

PLATFORM = "console"


class ConsolePlatform(ChatPlatform):
    """The bot in a terminal.

    Args:
        console: Where to draw; decides about colours and width, and raises where nobody reads.
        transcript: What was posted, kept across restarts.
        lines: Opens what the person types, line by line; ends when they close it.
        specs: The commands there are.
        person: Who types.
        say_in: Gives what turns words into sentences of a language.
        keep_file: Stores a file that comes with a message and says where it is.
    """

    name = PLATFORM
    flat_up_to = 4
    in_flight = None
    connected = True
    reread_days = 0

    def __init__(
        self,
        *,
        console: Console,
        transcript: Transcript,
        lines: Callable[[], AsyncIterator[str]],
        specs: Iterable[CommandSpec],
        channel: Channel,
        person: Person,
        say_in: SayIn,
        clock: Callable[[], datetime],
        keep_file: Callable[[Attachment], str],
    ) -> None:
        self._board = Board(
            console=console,
            transcript=transcript,
            say_in=say_in,
            clock=clock,
            keep_file=keep_file,
        )
        self._lines = lines
        self._specs = tuple(specs)
        self._channel = channel
        self._person = person
        self._clock = clock

    @override
    async def run(self, inbox: Inbox, on_connected: Callable[[], None]) -> None:
        """Answer what is typed until the person leaves."""
        desk = Desk(
            inbox,
            self._board,
            specs=self._specs,
            channel=self._channel,
            person=self._person,
            clock=self._clock,
        )
        self._board.redraw(self._channel.native)
        on_connected()
        async for typed in self._lines():
            if not await desk.take(typed):
                return

    @override
    async def post(
        self, channel: Channel, message: Message, *, under: Thread | None = None
    ) -> MessageRef:
        """Post a message; one in a thread is kept folded until the person opens it."""
        thread = under.top.native if under else None
        cards = [block.entry for block in message.blocks if isinstance(block, Card)]
        number = cards[0].position if cards else None
        board = self._board
        try:
            text, posted = board.note(channel.native, message, thread, number)
        except OSError as error:
            raise DeliveryError(str(error), permanent=codes.is_permanent(error)) from error
        # It stands in the transcript: whatever happens to the screen now, it was posted.
        if thread is None:
            if message.menu:
                board.labels.take_cards_away()
            board.show(text, posted, board.say(words("console-from", channel=channel.name)))
        elif len(board.transcript.thread(thread)) == 1:
            board.remark(words("console-thread"))
        return MessageRef(channel, str(posted.id), thread)

    @override
    async def look_up(
        self, channel: Channel, key: str, since: datetime, *, under: Thread | None = None
    ) -> MessageRef | None:
        """Find our own message in the transcript."""
        found = self._board.transcript.find(channel.native, key, since)
        return MessageRef(channel, str(found.id), found.under) if found else None

    @override
    async def edit(self, ref: MessageRef, message: Message) -> bool:
        """Note what a message says from now on, and say on the screen only that it was edited."""
        posted = self._board.transcript.get(ref.channel.native, ref.native)
        if posted is None:
            return False
        try:
            text = self._board.change(posted, message)
        except OSError as error:
            raise DeliveryError(str(error), permanent=codes.is_permanent(error)) from error
        self._board.remark(words("console-edited", title=text.plain.splitlines()[0]))
        return True

    @override
    async def reactions(self, refs: Sequence[MessageRef]) -> AsyncIterator[Reaction]:
        """Yield nothing: an emoji is typed here while the bot runs, or not at all."""
        nobodys: tuple[Reaction, ...] = ()
        for each in nobodys:
            yield each

    @override
    async def ready(self, channel: Channel) -> None:
        """Return at once: nobody here refuses what comes too fast."""

    @override
    async def examine(self) -> Sequence[Words]:
        """Say where it is, and that the transcript knows what stands."""
        return (words("console-examined", channel=self._channel.name),)

    @override
    async def troubles(self, channel: Channel) -> Sequence[Words]:
        """Nothing can be missing at one's own terminal."""
        return ()

    @override
    async def direct(self, person: Person) -> Channel:
        """Return the one channel there is: nobody else reads it."""
        return self._channel

    @override
    async def standing(self, person: Person, channel: Channel) -> Person | None:
        """Return the one person there is, and nobody else."""
        return self._person if person.native == self._person.native else None

    @override
    async def visible(self, person: Person, channels: Sequence[Channel]) -> Sequence[Channel]:
        """Hide nothing: it is one's own terminal."""
        return channels

    @override
    async def roles(self, channel: Channel) -> Mapping[str, str]:
        """Nobody has a role at one's own terminal."""
        return {}
