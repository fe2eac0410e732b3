"""The process of a bot that is measured."""

import asyncio
import json
import os
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
PATIENCE_S = 180.0
_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass
class Child:
    """The bot's process."""

    process: Process
    complaints: list[str] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)

    async def says(self, what: str, within: float = PATIENCE_S) -> dict[str, Any]:
        """Wait until it says something.

        Raises:
            TimeoutError: It does not.
            AssertionError: It has ended instead.
        """
        assert self.process.stdout
        async with asyncio.timeout(within):
            async for line in self.process.stdout:
                told: dict[str, Any] = json.loads(line)
                if "memory" in told:
                    self.memory.append(told["memory"])
                if what in told:
                    return told
            await self.process.wait()
        raise AssertionError(f"it ended before it was {what}: {self.complaints}")

    def is_told(self, line: str) -> None:
        """Say something to it."""
        assert self.process.stdin
        self.process.stdin.write(f"{line}\n".encode())

    def cpu(self) -> float:
        """Return the seconds of CPU it has used."""
        status = Path(f"/proc/{self.process.pid}/stat").read_text(encoding="ascii")
        user, system = status.rpartition(")")[2].split()[11:13]
        return (int(user) + int(system)) / _TICKS


@asynccontextmanager
async def started(module: str, *arguments: str, environ: Mapping[str, str]) -> AsyncIterator[Child]:
    """Start a program of ours; it is killed at the end, if it has not ended.

    Args:
        environ: All the settings it has.
    """
    ours = {name: value for name, value in os.environ.items() if "PAPERBOY" not in name}
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", module, *arguments),
        stdin=PIPE,
        stdout=PIPE,
        stderr=PIPE,
        cwd=ROOT,
        env={**ours, **environ},
    )
    child = Child(process)

    async def listen() -> None:
        assert process.stderr
        async for line in process.stderr:
            child.complaints.append(line.decode(errors="replace").rstrip())

    listening = asyncio.create_task(listen())
    try:
        yield child
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()
        await listening
