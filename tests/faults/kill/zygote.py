"""The parent's side of the process that bears the bots; see `child`."""

import asyncio
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from subprocess import PIPE
from tempfile import TemporaryFile
from typing import IO, Any

from tests.faults.kill.life import Order
from tests.faults.kill.moments import Moment, When
from tests.faults.kill.weather import Weather

_ROOT = Path(__file__).parents[3]
_PATIENCE_S = 60
_TOLD = 4_000


class LivedWronglyError(AssertionError):
    """A bot has ended in a way in which none may."""


@dataclass(slots=True)
class Life:
    """One life of the bot.

    Attributes:
        moment: When it is to end; None where it ends by itself.
    """

    moment: Moment | None
    pid: int = 0
    doomed: bool = False
    over: bool = False

    def kill(self) -> None:
        """End it, with no time for a last word; once it is born."""
        self.doomed = True
        if self.pid and not self.over:
            os.kill(self.pid, signal.SIGKILL)

    def begin(self, pid: int) -> None:
        """It is born."""
        self.pid = pid
        self.reach(When.BORN)
        if self.doomed:
            self.kill()

    def reach(self, when: When) -> None:
        """It has come so far: from here on its last seconds may be counted."""
        if self.moment and self.moment.when is when:
            asyncio.get_running_loop().call_later(self.moment.after_s, self.kill)


class Zygote:
    """The process that has imported everything; made by `warm_up`."""

    def __init__(self, process: "subprocess.Popen[bytes]", errors: IO[bytes]) -> None:
        self._process = process
        self._errors = errors
        self._heard = b""

    async def live(
        self, order: Order, weather: Weather, moment: Moment | None, on_minute: Callable[[], None]
    ) -> bool:
        """Let one bot live, until it ends or the moment has come; return whether it was killed.

        Args:
            on_minute: Called whenever it lets a minute pass.

        Raises:
            LivedWronglyError: It ended in any other way.
        """
        life = Life(moment)
        weather.begin(moment, life.kill)
        assert self._process.stdin
        self._process.stdin.write(order.line())
        try:
            while True:
                match await self._says():
                    case {"born": int(pid)}:
                        life.begin(pid)
                    case {"ready": True}:
                        life.reach(When.READY)
                    case {"minute": True}:
                        on_minute()
                    case {"died": signal.SIGKILL} if life.doomed:
                        return True
                    case {"ended": 0}:
                        return False
                    case {"died": _} | {"ended": _} as end:
                        raise LivedWronglyError(f"{end}\n{self._complaints()}")
        finally:
            life.over = True

    async def _says(self) -> dict[str, Any]:
        """Return the next thing it says."""
        while b"\n" not in self._heard:
            try:
                async with asyncio.timeout(_PATIENCE_S):
                    self._heard += await self._read()
            except TimeoutError:
                raise LivedWronglyError(f"not a word\n{self._complaints()}") from None
        line, _, self._heard = self._heard.partition(b"\n")
        said: dict[str, Any] = json.loads(line)
        return said

    async def _read(self) -> bytes:
        assert self._process.stdout
        loop, pipe = asyncio.get_running_loop(), self._process.stdout.fileno()
        readable: asyncio.Future[None] = loop.create_future()
        loop.add_reader(pipe, lambda: readable.done() or readable.set_result(None))
        try:
            await readable
        finally:
            loop.remove_reader(pipe)
        if new := os.read(pipe, 65536):
            return new
        raise LivedWronglyError(f"the zygote is gone\n{self._complaints()}")

    def _complaints(self) -> str:
        self._errors.seek(0)
        return self._errors.read().decode(errors="replace")[-_TOLD:]


@contextmanager
def warm_up() -> Iterator[Zygote]:
    """Start the process; whatever it has borne ends with it.

    It can be used by one event loop after the other.
    """
    ours = {name: value for name, value in os.environ.items() if "PAPERBOY" not in name}
    with TemporaryFile() as errors:
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.kill.child"],
            stdin=PIPE,
            stdout=PIPE,
            stderr=errors,
            cwd=_ROOT,
            env=ours,
            bufsize=0,
            # Ctrl-C is for us.
            start_new_session=True,
        )
        with process:
            try:
                yield Zygote(process, errors)
            finally:
                process.kill()
