"""What the terminal gives: its lines, its width, whether it is one."""

import asyncio
import os
import sys
import threading
from collections.abc import AsyncIterator, Callable, Iterable

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeRemainingColumn
from typing_extensions import override

_CHUNK = 4096


class _Screen(Console):
    """Leaves it to `failures` what happens when nobody reads any more."""

    @override
    def on_broken_pipe(self) -> None:
        raise BrokenPipeError


def console(*, stderr: bool = False) -> Console:
    """Return the terminal: colours only where there is one, and no marks read in papers' text."""
    return _Screen(highlight=False, markup=False, emoji=False, stderr=stderr, soft_wrap=False)


def bar() -> Progress:
    """Return a progress bar; on anything but a terminal it draws nothing."""
    screen = console(stderr=True)
    return Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.percentage:>3.0f}%"),
        TimeRemainingColumn(),
        console=screen,
        disable=not screen.is_terminal,
    )


def is_interactive() -> bool:
    """Say whether somebody is there to type."""
    return sys.stdin.isatty() and sys.stdout.isatty()


async def typed_lines(prompt: str = "") -> AsyncIterator[str]:
    """Yield what is typed, line by line, until standard input ends.

    A thread reads, because a terminal, a pipe and a file are not all things an event loop can
    watch. It reads the descriptor itself: a thread that holds the lock of `sys.stdin` when the
    interpreter ends would bring it down.
    """
    loop = asyncio.get_running_loop()
    lines: asyncio.Queue[str | None] = asyncio.Queue()

    def hand_over(line: str | None) -> None:
        if not loop.is_closed():
            loop.call_soon_threadsafe(lines.put_nowait, line)

    threading.Thread(target=_read, args=(hand_over,), daemon=True, name="stdin").start()
    while True:
        if prompt:
            sys.stdout.write(prompt)
            sys.stdout.flush()
        line = await lines.get()
        if line is None:
            return
        yield line


async def told_lines(lines: Iterable[str]) -> AsyncIterator[str]:
    """Yield lines as if somebody typed them, showing each."""
    screen = console()
    for line in lines:
        screen.print()
        screen.print(f"› {line}", style="bold green")
        yield line


def _read(hand_over: Callable[[str | None], None]) -> None:
    rest = b""
    while True:
        try:
            chunk = os.read(0, _CHUNK)
        except OSError:
            chunk = b""
        if not chunk:
            break
        *whole, rest = (rest + chunk).split(b"\n")
        for line in whole:
            hand_over(line.decode(errors="replace"))
    if rest:
        hand_over(rest.decode(errors="replace"))
    hand_over(None)
