"""The command as a process of its own, without a second of imports for each of them.

A process that has imported all of the bot waits and does nothing else: no setting is read, no file
is opened. Whenever a test starts the command, it bears a copy of itself that becomes the command.
What the test has in its hand is the `launcher`, a process that costs a fiftieth of a second: it
hands over its streams, arguments and environment, passes signals on, and ends as the command ends.
How long a start takes, how much memory it needs and under which number it runs is to be asked of a
real start.
"""

import subprocess
import sys
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Self

_ROOT = Path(__file__).parents[2]
_LAUNCHER = Path(__file__).with_name("launcher.py")


class Nursery:
    """Starts the process that has imported everything when it is first needed; ends it at last."""

    def __init__(self) -> None:
        self._folder = TemporaryDirectory(prefix="nursery-")
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._process:
            # It ends when nobody has the other end of its input, after all it has borne.
            self._process.communicate()
        self._folder.cleanup()

    def line(self, *arguments: object, module: str = "bot") -> list[str]:
        """Return what to start for `python -m` a module, `paperboy` by itself.

        Args:
            arguments: What is typed after it.
        """
        # Isolated and without site-packages: it needs nothing but sockets.
        python = [sys.executable, "-I", "-S", str(_LAUNCHER)]
        return [*python, self._address, module, *map(str, arguments)]

    @cached_property
    def _address(self) -> str:
        address = str(Path(self._folder.name) / "socket")
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.nursery", address],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=_ROOT,
            env={"PYTHONUTF8": "1"},
            # Ctrl-C is for us.
            start_new_session=True,
        )
        assert self._process.stdout
        assert self._process.stdout.readline() == b"ready\n"
        return address
