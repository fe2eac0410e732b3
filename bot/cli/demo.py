"""The demo: the whole path of a paper with bundled papers, in a data folder of its own."""

import os
import shutil
import tempfile
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

from bot.app import (
    Bot,
    assemble,
    catalogue,
    clock,
    open_answerers,
    open_arxiv,
    open_store,
    open_writers,
    purse,
)
from bot.cli import terminal
from bot.cli.logs import open_log
from bot.cli.serve import CHANNEL, console_platform, until_told_to_stop
from bot.settings import Settings, config_dir, load
from bot.sources.records import RecordFile
from bot.store.lock import FolderLock

_TOPICS = (
    '/papers subscribe "image generation" OR "text to image" OR diffusion name="image generation"',
    '/papers subscribe (agent OR agents) AND (LLM OR "language model") name="language agents"',
)
_TOUR = ("/papers why 2", "save 2", "/papers saved")
_TOUR_TIME = datetime(2025, 11, 6, 9, 5, tzinfo=UTC)
_RETOLD = (
    "The papers of this demo are real. Their abstracts are retold in our words: what is quoted "
    "below as the authors' is quoted from that."
)
_HINT = "Try: /papers · why 2 · save 2 · saved · thread · help · quit"


async def play(*, live: bool) -> None:
    """Play the tour in a folder that is gone afterwards; with bundled papers always the same."""

    async def script(bot: Bot) -> AsyncIterator[str]:
        async for line in _beginning(bot, live=live):
            yield line
        async for line in terminal.told_lines(_TOUR):
            yield line

    with tempfile.TemporaryDirectory(prefix="paperboy-demo-") as folder:
        time = clock if live else lambda: _TOUR_TIME
        async with _opened(_settings(Path(folder)), script, live=live, clock=time) as bot:
            await _chat(bot)
    terminal.console().print("\nThat was the tour. In a terminal, `paperboy demo` is a chat.")


async def visit(*, live: bool, fresh: bool) -> None:
    """Set the channel up the first time, then chat; the next visit goes on where this one ended."""
    folder = load(os.environ).data_dir / ("demo-live" if live else "demo")
    settings = _settings(folder)

    async def script(bot: Bot) -> AsyncIterator[str]:
        if await bot.pipeline.store.channels.find(CHANNEL) is None:
            async for line in _beginning(bot, live=live):
                yield line
        terminal.console().print(f"\n{_HINT}", style="dim")
        async for line in terminal.typed_lines("› "):
            yield line

    folder.mkdir(parents=True, exist_ok=True)
    with FolderLock(folder).held(clock(), os.getpid()):
        if fresh:
            _empty(folder)
        open_log(settings, quiet=True)
        async with _opened(settings, script, live=live, clock=clock) as bot:
            await until_told_to_stop(_chat(bot))


async def _chat(bot: Bot) -> None:
    for platform in bot.pipeline.posting.platforms.values():
        await platform.run(bot.inbox, lambda: None)


async def _beginning(bot: Bot, *, live: bool) -> AsyncIterator[str]:
    """Follow the topics with a few days already known, then let the newest day arrive."""
    store, screen = bot.pipeline.store, terminal.console()
    if not live:
        screen.print(_RETOLD, style="dim")
        known = list((await _sample().today()).announcements)
        newest = max(each.day for each in known)
        await store.arrivals.add([each for each in known if each.day < newest])
    async for line in terminal.told_lines(_TOPICS):
        yield line
    screen.print("\narXiv announces its papers of the day …", style="bold green")
    collected = await bot.pipeline.collect()
    for source, reason in collected.failed:
        screen.print(f"{source} could not be read: {reason}", style="red")
    if channel := await store.channels.find(CHANNEL):
        await bot.pipeline.deliver(channel.id)


@asynccontextmanager
async def _opened(
    settings: Settings,
    script: Callable[[Bot], AsyncIterator[str]],
    *,
    live: bool,
    clock: Callable[[], datetime],
) -> AsyncIterator[Bot]:
    say_in = catalogue(settings).say_in
    async with AsyncExitStack() as stack:
        store = await stack.enter_async_context(open_store(settings))
        arxiv = await stack.enter_async_context(open_arxiv(settings, store)) if live else None
        platform = console_platform(
            settings.data_dir, say_in, lambda: script(bot), terminal.console(), clock
        )
        paying = purse(settings, store)
        writers, answerers = open_writers(settings, paying), open_answerers(settings, paying)
        bot = assemble(
            settings,
            store,
            platforms=[platform],
            sources=arxiv.sources if arxiv else [_sample()],
            lookup=arxiv.api if arxiv else None,
            writers=await stack.enter_async_context(writers) if live else (),
            answerers=await stack.enter_async_context(answerers) if live else (),
            full_texts=arxiv.full_texts if arxiv else None,
            say_in=say_in,
            turnstile=arxiv.turnstile if arxiv else None,
            spending=paying,
            clock=clock,
        )
        stack.push_async_callback(bot.pipeline.writing.close)
        yield bot


def _empty(folder: Path) -> None:
    """Take everything out of a folder but the locks: one of them we hold."""
    for each in folder.iterdir():
        if each.is_dir():
            shutil.rmtree(each)
        elif each.suffix != ".lock":
            each.unlink()


def _sample() -> RecordFile:
    return RecordFile(config_dir() / "sample.jsonl")


def _settings(folder: Path) -> Settings:
    """Return the settings with a folder and a database of the demo's own."""
    own = {
        "PAPERBOY_DATA_DIR": str(folder),
        "PAPERBOY_DATABASE__URL": str(folder / "paperboy.db"),
    }
    return load({**os.environ, **own})
