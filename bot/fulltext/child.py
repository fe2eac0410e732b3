"""Reads a file in a process of its own that is ended when it takes too much."""

import asyncio
import base64
import binascii
import json
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from bot.domain.fulltext import FullText, Lack, Region, SourceKind
from bot.fulltext import wire
from bot.fulltext.limits import Limits, NoText

_MOST_ANSWER = 24 * 1024 * 1024
"""Bytes. The longest theses have two million letters."""

_ROOT = Path(__file__).parents[2]
_HUNGRY = frozenset({signal.SIGABRT, signal.SIGILL, signal.SIGTRAP, signal.SIGKILL})
"""How a process ends that is refused memory: PDFium ends itself at once."""

_SLOW = signal.SIGXCPU if sys.platform != "win32" else None


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read, and what it took.

    Attributes:
        peak_mb: The most memory that the process held; 0 where the system does not say.
    """

    text: FullText
    peak_mb: float


class Child:
    """Reads one file at a time.

    Args:
        limits: The most that a file may take.
    """

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        # Two at once would take twice the memory that the operator allowed.
        self._turn = asyncio.Semaphore(1)

    async def read(self, kind: SourceKind, file: bytes, url: str) -> Reading:
        """Read a file.

        Args:
            url: Where it came from.

        Raises:
            NoText: It has none that can be read, or took too much.
        """
        answer = await self._ask(kind, file, {"url": url, "pages": self.limits.pages})
        try:
            return Reading(wire.from_data(answer["text"]), float(answer["peak_mb"]))
        except (KeyError, TypeError, ValueError) as error:
            raise NoText(Lack.BROKEN, "the answer made no sense") from error

    async def picture(self, file: bytes, region: Region, wide: int) -> bytes:
        """Cut a region out of a PDF, as a PNG.

        Args:
            wide: Pixels from left to right, at most.

        Raises:
            NoText: It cannot be drawn, or took too much.
        """
        options = {"region": asdict(region), "wide": wide}
        answer = await self._ask("picture", file, options)
        try:
            picture = base64.b64decode(answer["picture"], validate=True)
        except (KeyError, TypeError, binascii.Error) as error:
            raise NoText(Lack.BROKEN, "the answer made no sense") from error
        if not picture.startswith(b"\x89PNG\r\n\x1a\n"):
            raise NoText(Lack.BROKEN, "the answer is no picture")
        return picture

    async def _ask(self, task: str, file: bytes, options: dict[str, Any]) -> dict[str, Any]:
        if len(file) > self.limits.megabytes * 1_000_000:
            raise NoText(Lack.TOO_BIG, f"{len(file)} bytes")
        options |= {"seconds": self.limits.seconds, "memory_mb": self.limits.memory_mb}
        async with self._turn:
            said, code = await self._run(task, file, json.dumps(options))
        if code != 0:
            raise NoText(_why(code), f"the process ended with {code}")
        try:
            answer = json.loads(said)
        except ValueError as error:
            raise NoText(Lack.BROKEN, "the answer made no sense") from error
        if "lack" in answer:
            raise NoText(Lack(answer["lack"]), answer["detail"], answer["peak_mb"])
        return answer if isinstance(answer, dict) else {}

    async def _run(self, task: str, file: bytes, options: str) -> tuple[bytes, int]:
        process = await asyncio.create_subprocess_exec(
            # Never the folder it stands in: what lies there is no part of the bot.
            *(sys.executable, "-P", "-m", "bot.fulltext.inside", task, options),
            stdin=PIPE,
            stdout=PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            # It gets none of our keys to lose.
            env={"PYTHONPATH": str(_ROOT), "PATH": os.defpath, "PYTHONUTF8": "1"},
        )
        try:
            async with asyncio.timeout(self.limits.seconds):
                said, _ = await asyncio.gather(_heard(process), _fed(process, file))
                return said, await process.wait()
        except TimeoutError as error:
            raise NoText(Lack.TOO_SLOW, f"over {self.limits.seconds} seconds") from error
        finally:
            await _ended(process)


async def _fed(process: Process, file: bytes) -> None:
    if process.stdin is not None:
        with suppress(BrokenPipeError, ConnectionResetError):
            process.stdin.write(file)
            await process.stdin.drain()
        process.stdin.close()


async def _heard(process: Process) -> bytes:
    said = bytearray()
    while process.stdout is not None and (chunk := await process.stdout.read(1 << 16)):
        said += chunk
        if len(said) > _MOST_ANSWER:
            raise NoText(Lack.TOO_BIG, f"over {_MOST_ANSWER} bytes of text")
    return bytes(said)


async def _ended(process: Process) -> None:
    """End a process that still runs, also when whoever waited for it is gone."""
    if process.returncode is None:
        with suppress(ProcessLookupError):
            process.kill()
        await asyncio.shield(process.wait())


def _why(code: int) -> Lack:
    if -code == _SLOW:
        return Lack.TOO_SLOW
    return Lack.TOO_HUNGRY if -code in _HUNGRY else Lack.BROKEN
