"""`paperboy doctor`: is everything in order, and what to do about what is not."""

import os
import sys
import tempfile
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from bot import commands
from bot.app import catalogue, chat_platforms, clock, gate_turnstile, open_store, topic_reader
from bot.cli import terminal
from bot.cli.failures import refused
from bot.cli.logs import open_log
from bot.domain.errors import BotError
from bot.settings import Settings, load
from bot.store.lock import FolderLock


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at.

    Attributes:
        text: What was found; where something is wrong, also what to do.
    """

    what: str
    good: bool
    text: str


async def examine() -> None:
    """Look at everything, print a line for each, and end with 1 where something is wrong.

    Raises:
        SettingsError: The settings themselves are wrong; the text names all that is.
    """
    settings = load(os.environ)
    with suppress(OSError):  # a line below says what is wrong with the data folder
        open_log(settings, quiet=True)
    findings = [Finding("settings", good=True, text="all can be read")]
    checks: tuple[tuple[str, Callable[[Settings], Awaitable[str]]], ...] = (
        ("data folder", _data_folder),
        ("database", _database),
        ("sentences", _sentences),
        ("running", _running),
        ("arXiv", _arxiv),
        ("summaries", _summaries),
        ("platforms", _platforms),
    )
    for what, check in checks:
        try:
            findings.append(Finding(what, good=True, text=await check(settings)))
        except OSError as error:
            findings.append(Finding(what, good=False, text=refused(error)))
        except BotError as error:
            findings.append(Finding(what, good=False, text=str(error)))
    screen = terminal.console()
    widest = max(len(finding.what) for finding in findings)
    for finding in findings:
        mark, style = ("ok  ", "green") if finding.good else ("BAD ", "bold red")
        screen.print(mark, style=style, end="")
        screen.print(f"{finding.what.ljust(widest)}  {finding.text}", soft_wrap=True)
    if not all(finding.good for finding in findings):
        sys.exit(1)


async def _data_folder(settings: Settings) -> str:
    return _written(settings.data_dir)


def _written(folder: Path) -> str:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise OSError(
            f"{folder} cannot be written ({error.strerror}). "
            "Set PAPERBOY_DATA_DIR to a folder that can."
        ) from error
    return f"{folder} can be written"


async def _database(settings: Settings) -> str:
    async with open_store(settings) as store:
        papers = await store.papers.count()
        channels = await store.channels.all()
        day = await store.arrivals.last_day()
    announced = f"last announcement {day}" if day else "no announcement yet: paperboy collect"
    return f"{settings.database.shown}: {papers:,} papers, {len(channels)} channels, {announced}"


async def _sentences(settings: Settings) -> str:
    catalogue(settings)
    topic_reader()
    return f"language {settings.language}"


async def _running(settings: Settings) -> str:
    holder = FolderLock(settings.data_dir).holder()
    return f"by {holder}" if holder else "no bot is running on this data folder"


async def _arxiv(settings: Settings) -> str:
    async with open_store(settings) as store:
        until = await gate_turnstile(settings, store).closed_until()
    waiting = f"; asked us to wait until {until:%H:%M} UTC" if until and until > clock() else ""
    contact = "" if settings.arxiv.contact else "; set PAPERBOY_ARXIV__CONTACT to your address"
    every = f"one request in {settings.arxiv.delay_s:g} s, {len(settings.arxiv.archives)} archives"
    return every + contact + waiting


async def _summaries(settings: Settings) -> str:
    chosen = settings.openai
    if chosen.api_key is None and chosen.base_url is None:
        return "in the authors' own words (OPENAI_API_KEY or OPENAI_BASE_URL turn a model on)"
    return f"by {chosen.model}"


async def _platforms(settings: Settings) -> str:
    specs = [command.spec for command in commands.ALL]
    served = [each.name for each in chat_platforms(settings, specs, catalogue(settings))]
    return f"{' and '.join(served) or 'none has a token yet'}; paperboy run --console chats here"
