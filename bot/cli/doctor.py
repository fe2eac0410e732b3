"""`paperboy doctor`: is everything in order, and what to do about what is not."""

import os
import sys
import tempfile
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from bot import commands
from bot.app import (
    catalogue,
    chat_platforms,
    clock,
    cool_down,
    gate_turnstile,
    open_store,
    prices,
    topic_reader,
)
from bot.catalogue import Catalogues
from bot.cli import terminal
from bot.cli.failures import refused
from bot.cli.logs import open_log
from bot.cli.serve import console_platform
from bot.domain.chat import Say
from bot.domain.errors import BotError, DeliveryError, SettingsError, SourceError
from bot.domain.spend import can_be_kept
from bot.platforms.console.adapter import PLATFORM as CONSOLE
from bot.ports import ChatPlatform
from bot.settings import Settings, load
from bot.store.lock import FolderLock

_NAMED = 3
"""Feeds that are named where many failed; they most often fail for the same reason."""


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
        ("feeds", _feeds),
        ("summaries", _summaries),
    )
    for what, check in checks:
        findings.append(await _found(what, check(settings)))
    findings += await _platforms(settings)
    screen = terminal.console()
    widest = max(len(finding.what) for finding in findings)
    for finding in findings:
        mark, style = ("ok  ", "green") if finding.good else ("BAD ", "bold red")
        screen.print(mark, style=style, end="")
        screen.print(f"{finding.what.ljust(widest)}  {finding.text}", soft_wrap=True)
    if not all(finding.good for finding in findings):
        sys.exit(1)


async def _found(what: str, check: Awaitable[str]) -> Finding:
    try:
        return Finding(what, good=True, text=await check)
    except OSError as error:
        return Finding(what, good=False, text=refused(error))
    except BotError as error:
        return Finding(what, good=False, text=str(error))


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
        until = await cool_down(gate_turnstile(settings, store), clock())
    waiting = f"; asked us to wait until {until:%H:%M} UTC" if until else ""
    contact = "" if settings.arxiv.contact else "; set PAPERBOY_ARXIV__CONTACT to your address"
    every = f"one request in {settings.arxiv.delay_s:g} s, {len(settings.arxiv.archives)} archives"
    return every + contact + waiting


async def _feeds(settings: Settings) -> str:
    """Say what each list and the records answered when they were asked last.

    Raises:
        SourceError: Some of them could not be read.
    """
    async with open_store(settings) as store:
        feeds, harvest = await store.batches.feeds(), await store.batches.harvest()
    known = [feeds[name] for name in settings.arxiv.archives if name in feeds]
    failed = [f"{each.archive}: {each.failed}" for each in known if each.failed]
    if harvest and harvest.failed:
        failed.append(f"records: {harvest.failed}")
    if failed:
        raise SourceError(
            f"not everything could be read when it was asked last ({'; '.join(failed[:_NAMED])}"
            f"{f'; and {len(failed) - _NAMED} more' if len(failed) > _NAMED else ''}). "
            "Nothing is lost: the running bot asks again, and so does paperboy collect."
        )
    answered = max((each.answered for each in known if each.answered), default=None)
    if answered is None:
        return "none has been asked yet: paperboy collect"
    whole = f"; records known before {harvest.stamp}" if harvest else ""
    return f"{len(known)} answered, the last one {answered:%Y-%m-%d %H:%M} UTC{whole}"


async def _summaries(settings: Settings) -> str:
    chosen = settings.openai
    if not chosen.is_set:
        return "in the authors' own words (OPENAI_API_KEY or OPENAI_BASE_URL turn a model on)"
    if not can_be_kept(settings.spend.budgets, prices(settings).of(chosen.model)):
        raise SettingsError(
            f"{chosen.model} is not asked: there is a limit in USD, and no price of it is known. "
            "Set PAPERBOY_SPEND__PRICE_ASKED and PAPERBOY_SPEND__PRICE_ANSWERED to USD for a "
            "million tokens, 0 where the model is your own, or set limits in tokens."
        )
    return f"by {chosen.model}"


async def _platforms(settings: Settings) -> list[Finding]:
    """Ask each chat service that has a token who we are there, and what we may promise."""
    sentences = catalogue(settings)
    specs = [command.spec for command in commands.ALL]
    try:
        served = chat_platforms(settings, specs, sentences)
    except BotError as error:
        return [Finding("platforms", good=False, text=str(error))]
    findings = [await _found(each.name, _examined(each, sentences.say)) for each in served]
    if not findings:
        text = "none has a token yet; paperboy run --console chats here"
        findings.append(Finding("platforms", good=True, text=text))
    return [*findings, await _found(CONSOLE, _console(settings, sentences))]


async def _examined(platform: ChatPlatform, say: Say) -> str:
    try:
        return " ".join(map(say, await platform.examine()))
    except DeliveryError as error:
        why = say(error.words) if error.words else str(error)
        raise DeliveryError(
            f"{platform.name} cannot be reached ({why}). "
            "See whether this machine may reach it: the network, a proxy, a firewall.",
            permanent=False,
        ) from error


async def _console(settings: Settings, sentences: Catalogues) -> str:
    screen, lines = terminal.console(), terminal.typed_lines
    platform = console_platform(settings.data_dir, sentences.say_in, lines, screen)
    return await _examined(platform, sentences.say)
