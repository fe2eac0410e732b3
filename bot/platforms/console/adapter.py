"""A terminal as a chat service with one channel and one person.

The transcript is what "arrived" means here: a message is noted there before it is drawn, and after
a crash it is looked up there.
"""

import logging
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from rich.console import Console
from rich.text import Text
from typing_extensions import override

from bot.domain.calls import Call, CommandSpec, Form, Press, Reaction, Reply
from bot.domain.chat import (
    Attachment,
    Card,
    Channel,
    Message,
    MessageRef,
    Person,
    Say,
    SayIn,
    Style,
    Thread,
    Words,
    line,
    words,
)
from bot.domain.errors import DeliveryError
from bot.platforms.console import codes, inbound
from bot.platforms.console.labels import Labels
from bot.platforms.console.render import clean, draw
from bot.platforms.console.screen import Screen
from bot.platforms.console.transcript import Posted, Transcript
from bot.ports import ChatPlatform, Inbox

log = logging.getLogger(__name__)

PLATFORM = "console"
_HISTORY = 3


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
        self._say_in = say_in
        self._say = say_in("")
        self._screen = Screen(console, self._say)
        self._transcript = transcript
        self._lines = lines
        self._specs = tuple(specs)
        self._channel = channel
        self._person = person
        self._clock = clock
        self._keep_file = keep_file
        self._labels = Labels()
        self._form: Form | None = None
        self._events = 0

    @override
    async def run(self, inbox: Inbox, on_connected: Callable[[], None]) -> None:
        """Answer what is typed until the person leaves."""
        self._redraw()
        on_connected()
        async for typed in self._lines():
            form, self._form = self._form, None
            act = inbound.read(
                typed, self._person, self._channel, self._specs, self._labels.shown, form
            )
            match act:
                case None:
                    continue
                case inbound.Leave():
                    return
                case inbound.OpenThread():
                    self._open_thread()
                case inbound.Ask():
                    self._ask(act)
                case inbound.React():
                    await self._react(act, inbox)
                case Call():
                    await self._answer(await inbox.on_call(act), inbox)
                case Press():
                    await self._press(act, inbox)

    @override
    async def post(
        self, channel: Channel, message: Message, *, under: Thread | None = None
    ) -> MessageRef:
        """Post a message; one in a thread is kept folded until the person opens it."""
        thread = under.top.native if under else None
        cards = [block.entry for block in message.blocks if isinstance(block, Card)]
        number = cards[0].position if cards else None
        try:
            text, posted = self._note(channel, message, thread, number)
        except OSError as error:
            raise DeliveryError(str(error), permanent=codes.is_permanent(error)) from error
        # It stands in the transcript: whatever happens to the screen now, it was posted.
        if thread is None:
            if message.menu:
                self._labels.take_cards_away()
            self._screen.show(text, self._say(words("console-from", channel=channel.name)))
            self._labels.offer(posted)
        elif len(self._transcript.thread(thread)) == 1:
            self._screen.show(Text(self._say(words("console-thread")), style="dim"))
        return MessageRef(channel, str(posted.id), thread)

    @override
    async def look_up(
        self, channel: Channel, key: str, since: datetime, *, under: Thread | None = None
    ) -> MessageRef | None:
        """Find our own message in the transcript."""
        found = self._transcript.find(channel.native, key, since)
        return MessageRef(channel, str(found.id), found.under) if found else None

    @override
    async def edit(self, ref: MessageRef, message: Message) -> bool:
        """Note what a message says from now on, and say on the screen only that it was edited."""
        posted = self._transcript.get(ref.channel.native, ref.native)
        if posted is None:
            return False
        say = self._speak(message)
        text = self._drawn(_marked(message), say)
        try:
            self._transcript.edit(posted, self._clock(), text.plain, _actions(message, say))
        except OSError as error:
            raise DeliveryError(str(error), permanent=codes.is_permanent(error)) from error
        said = words("console-edited", title=text.plain.splitlines()[0])
        self._screen.show(Text(say(said), style="dim"))
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

    async def _answer(self, reply: Reply | None, inbox: Inbox) -> None:
        """Show an answer; it has a number like every message, but nobody will look it up.

        What was asked for is done by now: if it cannot be shown, the person stays in the chat.
        """
        if reply is None:
            return
        ref = None
        try:
            text, posted = self._note(self._channel, reply.message)
        except Exception:
            log.exception("An answer could not be drawn or kept")
            self._screen.show(Text(self._say(words("console-no-answer"))))
        else:
            heading = "console-only-you" if reply.private else "console-from"
            self._screen.show(text, self._say(words(heading, channel=self._channel.name)))
            self._labels.offer(posted)
            ref = MessageRef(self._channel, str(posted.id))
        await inbox.on_answered(reply, self._channel, ref)

    def _note(
        self,
        channel: Channel,
        message: Message,
        thread: str | None = None,
        number: int | None = None,
    ) -> tuple[Text, Posted]:
        """Draw a message and note it in the transcript, its files before it."""
        say = self._speak(message)
        text = self._drawn(_marked(message), say)
        actions, now = _actions(message, say), self._clock()
        posted = self._transcript.append(
            channel.native, message.key, thread, now, text.plain, actions, number
        )
        return text, posted

    def _speak(self, message: Message) -> Say:
        """Say from here on everything in the language of a message: that of the one channel."""
        self._say = self._screen.say = self._say_in(message.language)
        return self._say

    def _ask(self, act: inbound.Ask) -> None:
        said = words("console-which", label=act.label, verb=act.verb, number=act.number)
        self._screen.show(Text(self._say(said)), self._say(words("console-only-you")))

    async def _press(self, act: Press, inbox: Inbox) -> None:
        if not act.fields and (form := await inbox.on_opening(act)):
            self._open(form)
        else:
            await self._answer(await inbox.on_press(act), inbox)

    def _open(self, form: Form) -> None:
        """Ask for the text of a form; the next line is it."""
        said = words("console-form", label=form.fields[0].label)
        self._screen.show(Text(self._say(said)), self._say(words("console-only-you")))
        self._form = form

    async def _react(self, act: inbound.React, inbox: Inbox) -> None:
        """Put the emoji on the card with that number under the newest digest, as people do."""
        message = self._card(act.number)
        if message is None:
            self._screen.show(Text(self._say(words("console-no-card", number=act.number))))
            return
        self._events += 1
        ref = MessageRef(self._channel, str(message.id))
        event = f"{self._clock().isoformat()}-{self._events}"
        await inbox.on_reaction(Reaction(self._person, ref, act.emoji, act.added, event))
        key = "console-reacted" if act.added else "console-unreacted"
        title = message.text.splitlines()[0].removeprefix(f"{act.number}. ")
        said = words(key, emoji=act.emoji, title=title)
        self._screen.show(Text(self._say(said), style="dim"))

    def _card(self, number: int) -> Posted | None:
        for posted in reversed(self._transcript.all(self._channel.native)):
            if posted.number == number:
                return posted
        return None

    def _open_thread(self) -> None:
        for heading in reversed(self._transcript.last(self._channel.native, 50)):
            if cards := self._transcript.thread(str(heading.id)):
                self._labels.take_cards_away()
                for card in cards:
                    self._screen.kept(card)
                    self._labels.offer(card)
                return
        self._screen.show(Text(self._say(words("console-no-thread"))))

    def _redraw(self) -> None:
        """Show where the channel stood, as a chat client does when it is opened again."""
        for posted in self._transcript.last(self._channel.native, _HISTORY):
            self._screen.kept(posted, style="dim")
            self._labels.offer(posted)

    def _drawn(self, message: Message, say: Say) -> Text:
        files = [
            Text(clean(say(words("console-file", path=self._keep_file(file)))), style="dim")
            for file in message.files
        ]
        return Text("\n").join([draw(message, say, self._screen.width), *files])


def _actions(message: Message, say: Say) -> tuple[tuple[str, str], ...]:
    return tuple((each.id, say(each.label)) for each in message.actions)


def _marked(message: Message) -> Message:
    """Say of a message that may stand already that it may."""
    if not message.again:
        return message
    small = line(words("post-again"), style=Style.SMALL)
    return replace(message, blocks=(*message.blocks, small))
