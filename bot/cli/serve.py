"""Runs the bot until it is told to stop."""

import asyncio
import getpass
import os
import signal
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from rich.console import Console

from bot import commands
from bot.app import catalogue, clock, open_bot
from bot.cli import terminal
from bot.cli.logs import open_log
from bot.domain.chat import Attachment, Channel, Person, Say
from bot.platforms.console.adapter import PLATFORM, ConsolePlatform
from bot.platforms.console.transcript import Transcript
from bot.settings import load
from bot.store.lock import FolderLock

CHANNEL = Channel(PLATFORM, "", "papers", "#papers")


async def serve() -> None:
    """Run the bot in this terminal until the person leaves or the system asks it to stop."""
    settings = load(os.environ)
    open_log(settings, quiet=True)
    say = catalogue(settings).say
    with FolderLock(settings.data_dir).held(clock(), os.getpid()):
        prompt = "› " if terminal.is_interactive() else ""
        platform = console_platform(
            settings.data_dir, say, lambda: terminal.typed_lines(prompt), terminal.console()
        )
        async with open_bot(settings, say, [platform]) as bot:
            await until_told_to_stop(bot.run())


def console_platform(
    folder: Path,
    say: Say,
    lines: Callable[[], AsyncIterator[str]],
    screen: Console,
    clock: Callable[[], datetime] = clock,
) -> ConsolePlatform:
    """Make the terminal a chat service whose memory lives in `folder`."""

    def keep_file(file: Attachment) -> str:
        path = folder / "files" / file.name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(file.text, encoding="utf-8")
        return str(path)

    return ConsolePlatform(
        console=screen,
        transcript=Transcript(folder / "console.jsonl"),
        lines=lines,
        specs=[command.spec for command in commands.ALL],
        channel=CHANNEL,
        person=Person(PLATFORM, "", "you", _user(), manager=True),
        say=say,
        clock=clock,
        keep_file=keep_file,
    )


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        # A container may run under a number that has no name.
        return str(os.getuid())


async def until_told_to_stop(work: Coroutine[Any, Any, None]) -> None:
    """Let it run; Ctrl-C and SIGTERM end it as the person's `quit` does."""
    running = asyncio.create_task(work)
    loop = asyncio.get_running_loop()
    for each in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(each, running.cancel)
    with suppress(asyncio.CancelledError):
        await running
