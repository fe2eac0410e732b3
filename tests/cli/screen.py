"""A terminal for a program: it sees what a person would type, we see what it draws."""

import os
import pty
import re
import select
import signal
import subprocess
from typing import Self

_PATIENCE_S = 20
_PRESSES = 10
_UNSEEN = re.compile(r"\x1b\[[0-9;?]*[a-zA-Z]|\x1b\]8;.*?\x1b\\")
"""Colours, movements of the cursor, and the addresses under links."""


class Screen:
    """A program that runs in a terminal of its own.

    Attributes:
        seen: What was drawn and not read yet.
        drawn: All that was ever drawn, colours included.

    Args:
        line: The program and its arguments.
        around: Where and in what environment it runs.
    """

    def __init__(self, line: list[str], around: dict[str, object]) -> None:
        self._ours, theirs = pty.openpty()
        self.program = subprocess.Popen(line, stdin=theirs, stdout=theirs, stderr=theirs, **around)
        os.close(theirs)
        self.seen = self.drawn = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.program.kill()
        self.program.wait()
        os.close(self._ours)

    def type(self, text: str) -> None:
        """Type a line."""
        os.write(self._ours, f"{text}\n".encode())

    def wait_for(self, text: str) -> str:
        """Read until `text` is drawn after what was read before, and return all up to there."""
        while text not in self.seen:
            assert self._read(), f"{text!r} never came; there was:\n{self.seen}"
        before, _, self.seen = self.seen.partition(text)
        return before

    def interrupt(self, text: str) -> None:
        """Press Ctrl-C until `text` is drawn.

        Python does not notice one that comes just before it waits for a line: people press again.
        """
        for _ in range(_PRESSES):
            os.kill(self.program.pid, signal.SIGINT)
            if select.select([self._ours], [], [], _PATIENCE_S / _PRESSES)[0]:
                break
        self.wait_for(text)

    def end(self) -> int:
        """Read until the program ends, and return its exit code."""
        while self._read():
            pass
        return self.program.wait(_PATIENCE_S)

    def _read(self) -> bool:
        ready, _, _ = select.select([self._ours], [], [], _PATIENCE_S)
        try:
            drawn = os.read(self._ours, 65_536) if ready else b""
        except OSError:  # what Linux says when nobody has the other end any more
            drawn = b""
        self.drawn += drawn.decode(errors="replace")
        # A terminal ends lines with a carriage return too.
        self.seen = _UNSEEN.sub("", self.seen + drawn.decode(errors="replace").replace("\r", ""))
        return bool(drawn)
