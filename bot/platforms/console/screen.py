"""Shows what is drawn, whatever the terminal can take."""

import logging
from contextlib import suppress

from rich.console import Console
from rich.text import Text

from bot.domain.chat import Say, words
from bot.platforms.console.transcript import Posted

log = logging.getLogger(__name__)

_WIDEST = 96


class Screen:
    """A terminal to draw on; one that refuses is logged and costs nothing else.

    Attributes:
        say: Turns words into sentences of the language that is spoken there now.
    """

    def __init__(self, console: Console, say: Say) -> None:
        self._console = console
        self.say = say

    @property
    def width(self) -> int:
        """Columns there are for a message."""
        return min(self._console.width, _WIDEST) - 2

    def show(self, text: Text, heading: str = "") -> None:
        """Draw something below what is there."""
        try:
            self._write(text, heading)
        except Exception:
            log.exception("The terminal refused what should be drawn")
            with suppress(Exception):
                self._write(Text(self.say(words("console-not-shown"))))

    def kept(self, posted: Posted, style: str = "") -> None:
        """Draw a message as it stands in the transcript."""
        rows = [Text(posted.text, style=style)]
        if posted.edited:
            rows.append(Text(self.say(words("console-was-edited")), style="dim"))
        self.show(Text("\n").join(rows))

    def _write(self, text: Text, heading: str = "") -> None:
        # In one piece and past rich's own buffer, which would keep for ever what once failed.
        with self._console.capture() as drawn:
            self._console.print()
            if heading:
                self._console.print(Text(heading, style="bold magenta"))
            for row in text.split("\n", allow_blank=True):
                self._console.print(Text("  ").append_text(row), soft_wrap=True)
        self._console.file.write(drawn.get())
        self._console.file.flush()
