"""Runs the bot until it is told to stop."""

import asyncio
import getpass
import logging
import os
import signal
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from rich.console import Console

from bot import __version__, commands
from bot.app import catalogue, chat_platforms, clock, open_bot
from bot.cli import memory, terminal
from bot.cli.logs import open_log
from bot.domain.chat import Attachment, Channel, Person, SayIn
from bot.domain.errors import SettingsError
from bot.platforms.console.adapter import PLATFORM, ConsolePlatform
from bot.platforms.console.transcript import Transcript
from bot.settings import load
from bot.store.lock import FolderLock

log = logging.getLogger(__name__)

CHANNEL = Channel(PLATFORM, "", "papers", "#papers")


_SIGNALS = (signal.SIGINT, signal.SIGTERM)
_NOWHERE = """No chat service has a token, so there is nowhere to post. Set one of these:
  Discord  PAPERBOY_DISCORD__TOKEN
           discord.com/developers/applications, your application: Bot, Reset Token
  Slack    PAPERBOY_SLACK__BOT_TOKEN and PAPERBOY_SLACK__APP_TOKEN
           api.slack.com/apps, your app: OAuth & Permissions; Basic Information, App-Level Tokens
           (for HTTP, or several workspaces: [slack] in config/paperboy.toml)
The README shows every step. To chat with the bot in this terminal: paperboy run --console"""


async def serve(*, console: bool) -> None:
    """Run the bot until the system asks it to stop, or the person at the console leaves.

    Args:
        console: Make this terminal one of the chat services.

    Raises:
        SettingsError: There is no chat service to serve, or one refuses its token.
    """
    settings = load(os.environ)
    # Where a chat is drawn, nothing else may be.
    open_log(settings, quiet=console)
    sentences = catalogue(settings)
    say_in = sentences.say_in
    specs = [command.spec for command in commands.ALL]
    platforms = chat_platforms(settings, specs, sentences)
    screen = terminal.console()
    if console:
        prompt = "› " if terminal.is_interactive() else ""
        platforms.append(
            console_platform(
                settings.data_dir, say_in, lambda: terminal.typed_lines(prompt), screen
            )
        )
    if not platforms:
        raise SettingsError(_NOWHERE)

    def tell(text: str, style: str = "") -> None:
        log.info(text)
        if not console:
            screen.print(text, style=style)

    async def run() -> None:
        async with open_bot(settings, say_in, platforms) as bot:
            memory.settle()
            await bot.run(lambda platform: tell(f"{platform}: connected", "green"))

    def stopping() -> None:
        tell("Stopping when what was begun is finished; Ctrl-C again stops at once.")

    with FolderLock(settings.data_dir).held(clock(), os.getpid()):
        names = " and ".join(each.name for each in platforms)
        tell(f"Paperboy {__version__} on {names}; Ctrl-C stops it.")
        await until_told_to_stop(run(), stopping)
    tell("Stopped; everything that was begun is finished or kept.")


def console_platform(
    folder: Path,
    say_in: SayIn,
    lines: Callable[[], AsyncIterator[str]],
    screen: Console,
    clock: Callable[[], datetime] = clock,
) -> ConsolePlatform:
    """Make the terminal a chat service whose memory lives in `folder`."""

    def keep_file(file: Attachment) -> str:
        path = folder / "files" / file.name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.content)
        return str(path)

    return ConsolePlatform(
        console=screen,
        transcript=Transcript(folder / "console.jsonl"),
        lines=lines,
        specs=[command.spec for command in commands.ALL],
        channel=CHANNEL,
        person=Person(PLATFORM, "", "you", _user(), manager=True, admin=True),
        say_in=say_in,
        clock=clock,
        keep_file=keep_file,
    )


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        # A container may run under a number that has no name.
        return str(os.getuid())


async def until_told_to_stop(
    work: Coroutine[Any, Any, None], on_stop: Callable[[], None] = lambda: None
) -> None:
    """Let it run; Ctrl-C and SIGTERM end it as the person's `quit` does, the second one at once.

    Args:
        on_stop: Called when the first one has come.
    """
    running = asyncio.create_task(work)
    loop = asyncio.get_running_loop()

    def stop() -> None:
        running.cancel()
        for each in _SIGNALS:
            loop.remove_signal_handler(each)
            # Python's own way would wait for every task to clean up, and show where it stood.
            signal.signal(each, _leave_at_once)
        on_stop()

    for each in _SIGNALS:
        loop.add_signal_handler(each, stop)
    with suppress(asyncio.CancelledError):
        await running


def _leave_at_once(number: int, _: object) -> None:
    # As a shell says it of a program that a signal ended. What was on its way is looked for at the
    # next start, as after a crash.
    os._exit(128 + number)
