"""What stands in the terminal: noted in the transcript first, then drawn."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime

from rich.console import Console
from rich.text import Text

from bot.domain.chat import Attachment, Message, Say, SayIn, Style, Words, line, words
from bot.platforms.console.labels import Labels
from bot.platforms.console.render import actions_of, clean, draw, numbers_of
from bot.platforms.console.screen import Screen
from bot.platforms.console.transcript import Posted, Transcript

_HISTORY = 3


class Board:
    """The screen, the transcript behind it, and the labels that can be typed.

    Attributes:
        screen: Where it is drawn.
        transcript: What was posted.
        labels: The buttons that are shown.
        say: Says words in the language that is spoken there now.
    """

    def __init__(
        self,
        *,
        console: Console,
        transcript: Transcript,
        say_in: SayIn,
        clock: Callable[[], datetime],
        keep_file: Callable[[Attachment], str],
    ) -> None:
        self._say_in = say_in
        self.say = say_in("")
        self.screen = Screen(console, self.say)
        self.transcript = transcript
        self.labels = Labels()
        self._clock = clock
        self._keep_file = keep_file

    def speak(self, language: str) -> Say:
        """Say from here on everything in a language: that of the one channel."""
        self.say = self.screen.say = self._say_in(language)
        return self.say

    def note(
        self,
        channel: str,
        message: Message,
        thread: str | None = None,
        number: int | None = None,
    ) -> tuple[Text, Posted]:
        """Draw a message and note it in the transcript, its files before it.

        Raises:
            OSError: The disk refused.
        """
        say = self.speak(message.language)
        text = self._drawn(_marked(message), say)
        posted = self.transcript.append(
            channel, message.key, thread, self._clock(), text.plain, _typed(message, say), number
        )
        return text, posted

    def change(self, posted: Posted, message: Message) -> Text:
        """Note what a message says from now on; return it drawn.

        Raises:
            OSError: The disk refused; it stays as it was.
        """
        say = self.speak(message.language)
        text = self._drawn(_marked(message), say)
        self.transcript.edit(posted, self._clock(), text.plain, _typed(message, say))
        return text

    def show(self, text: Text, posted: Posted, heading: str) -> None:
        """Show what was noted, and let its labels be typed."""
        self.screen.show(text, heading)
        self.labels.offer(posted)

    def tell(self, rows: Iterable[Words], *, private: bool = False) -> None:
        """Show lines that nobody will look up."""
        text = Text("\n").join(Text(clean(self.say(each))) for each in rows)
        self.screen.show(text, self.say(words("console-only-you")) if private else "")

    def remark(self, said: Words) -> None:
        """Show a line of small print."""
        self.screen.show(Text(self.say(said), style="dim"))

    def redraw(self, channel: str) -> None:
        """Show where the channel stood, as a chat client does when it is opened again."""
        for posted in self.transcript.last(channel, _HISTORY):
            self.screen.kept(posted, style="dim")
            self.labels.offer(posted)

    def _drawn(self, message: Message, say: Say) -> Text:
        files = [
            Text(clean(say(words("console-file", path=self._keep_file(file)))), style="dim")
            for file in message.files
        ]
        return Text("\n").join([draw(message, say, self.screen.width), *files])


def _typed(message: Message, say: Say) -> tuple[tuple[str, str], ...]:
    """Return what can be typed: labels of buttons, numbers of choices."""
    labelled = tuple((each.id, say(each.label)) for each in actions_of(message))
    return (*labelled, *numbers_of(message))


def _marked(message: Message) -> Message:
    """Say of a message that may stand already that it may."""
    if not message.again:
        return message
    small = line(words("post-again"), style=Style.SMALL)
    return replace(message, blocks=(*message.blocks, small))
