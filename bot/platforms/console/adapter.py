"""A terminal as a chat service with one channel and one person.

The transcript is what "arrived" means here: a message is noted there before it is drawn, and after
a crash it is looked up there.
"""

from collections.abc import AsyncIterator, Callable, Iterable
from datetime import datetime

from rich.console import Console
from rich.text import Text
from typing_extensions import override

from bot.domain.chat import (
    Attachment,
    Call,
    Channel,
    CommandSpec,
    Message,
    MessageRef,
    Person,
    Press,
    Reaction,
    Reply,
    Say,
    words,
)
from bot.domain.errors import DeliveryError
from bot.platforms.console import codes, inbound
from bot.platforms.console.render import draw
from bot.platforms.console.transcript import Posted, Transcript
from bot.ports import ChatPlatform, Inbox

PLATFORM = "console"
_HISTORY = 3
_WIDEST = 96


class ConsolePlatform(ChatPlatform):
    """The bot in a terminal.

    Args:
        console: Where to draw; decides about colours and width.
        transcript: What was posted, kept across restarts.
        lines: Opens what the person types, line by line; ends when they close it.
        specs: The commands there are.
        person: Who types.
        keep_file: Stores a file that comes with a message and says where it is.
    """

    name = PLATFORM
    flat_up_to = 4

    def __init__(
        self,
        *,
        console: Console,
        transcript: Transcript,
        lines: Callable[[], AsyncIterator[str]],
        specs: Iterable[CommandSpec],
        channel: Channel,
        person: Person,
        say: Say,
        clock: Callable[[], datetime],
        keep_file: Callable[[Attachment], str],
    ) -> None:
        self._console = console
        self._transcript = transcript
        self._lines = lines
        self._specs = tuple(specs)
        self._channel = channel
        self._person = person
        self._say = say
        self._clock = clock
        self._keep_file = keep_file
        self._buttons: list[tuple[str, str]] = []
        self._events = 0

    @override
    async def run(self, inbox: Inbox) -> None:
        """Answer what is typed until the person leaves."""
        self._redraw()
        async for typed in self._lines():
            act = inbound.read(typed, self._person, self._channel, self._specs, self._buttons)
            match act:
                case None:
                    continue
                case inbound.Leave():
                    return
                case inbound.OpenThread():
                    self._open_thread()
                case inbound.React():
                    await self._react(act, inbox)
                case Call():
                    await self._answer(await inbox.on_call(act), inbox)
                case Press():
                    await self._answer(await inbox.on_press(act), inbox)

    @override
    async def post(
        self, channel: Channel, message: Message, *, under: MessageRef | None = None
    ) -> MessageRef:
        """Post a message; one in a thread is kept folded until the person opens it."""
        text = self._drawn(message)
        actions = tuple((action.id, self._say(action.label)) for action in message.actions)
        thread = under.native if under else None
        try:
            posted = self._transcript.append(
                channel.native, message.key, thread, self._clock(), text.plain, actions
            )
            if thread is None:
                self._show(text, self._say(words("console-from", channel=channel.name)))
                self._buttons = [*actions, *self._buttons]
            elif len(self._transcript.thread(thread)) == 1:
                self._show(Text(self._say(words("console-thread")), style="dim"))
        except OSError as error:
            raise DeliveryError(str(error), permanent=codes.is_permanent(error)) from error
        return MessageRef(channel, str(posted.id), thread)

    @override
    async def look_up(self, channel: Channel, key: str, since: datetime) -> MessageRef | None:
        """Find our own message in the transcript."""
        found = self._transcript.find(channel.native, key, since)
        return MessageRef(channel, str(found.id), found.under) if found else None

    @property
    def _width(self) -> int:
        return min(self._console.width, _WIDEST) - 2

    async def _answer(self, reply: Reply, inbox: Inbox) -> None:
        """Show an answer; it has a number like every message, but nobody will look it up."""
        text = self._drawn(reply.message)
        actions = tuple((each.id, self._say(each.label)) for each in reply.message.actions)
        where = self._channel.native
        posted = self._transcript.append(where, "", None, self._clock(), text.plain, actions)
        heading = "console-only-you" if reply.private else "console-from"
        self._show(text, self._say(words(heading, channel=self._channel.name)))
        self._buttons = [*actions, *self._buttons]
        await inbox.on_answered(reply, self._channel, MessageRef(self._channel, str(posted.id)))

    async def _react(self, act: inbound.React, inbox: Inbox) -> None:
        """Put the emoji on the card with that number under the newest digest, as people do."""
        message = self._card(act.number)
        if message is None:
            self._show(Text(self._say(words("console-no-card", number=act.number))))
            return
        self._events += 1
        ref = MessageRef(self._channel, str(message.id))
        event = f"{self._clock().isoformat()}-{self._events}"
        await inbox.on_reaction(Reaction(self._person, ref, act.emoji, act.added, event))
        key = "console-reacted" if act.added else "console-unreacted"
        title = message.text.splitlines()[0].removeprefix(f"{act.number}. ")
        said = words(key, emoji=act.emoji, title=title)
        self._show(Text(self._say(said), style="dim"))

    def _card(self, number: int) -> Posted | None:
        """Return the newest card whose drawn title begins with this number."""
        mark = f"{number}. "
        for posted in reversed(self._transcript.all(self._channel.native)):
            if posted.text.startswith(mark):
                return posted
        return None

    def _open_thread(self) -> None:
        for heading in reversed(self._transcript.last(self._channel.native, 50)):
            if cards := self._transcript.thread(str(heading.id)):
                for card in cards:
                    self._show(Text(card.text))
                return
        self._show(Text(self._say(words("console-no-thread"))))

    def _redraw(self) -> None:
        """Show where the channel stood, as a chat client does when it is opened again."""
        for posted in self._transcript.last(self._channel.native, _HISTORY):
            self._show(Text(posted.text, style="dim"))
            self._buttons = [*posted.actions, *self._buttons]

    def _show(self, text: Text, heading: str = "") -> None:
        self._console.print()
        if heading:
            self._console.print(Text(heading, style="bold magenta"))
        for row in text.split("\n", allow_blank=True):
            self._console.print(Text("  ").append_text(row), soft_wrap=True)

    def _drawn(self, message: Message) -> Text:
        files = [
            Text(self._say(words("console-file", path=self._keep_file(file))), style="dim")
            for file in message.files
        ]
        return Text("\n").join([draw(message, self._say, self._width), *files])
