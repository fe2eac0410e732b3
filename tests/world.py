"""The whole bot with only the outside world replaced: a clock, a screen, and papers of our own."""

import asyncio
import atexit
import io
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory

from rich.console import Console

from bot import commands
from bot.app import Bot, assemble, open_store
from bot.catalogue import Catalogues
from bot.cli.serve import CHANNEL, console_platform
from bot.domain.bulletins import Bulletin
from bot.domain.calls import Call, Reply
from bot.domain.chat import Channel, Person, SayIn, Words
from bot.domain.overview import Gathering, Overview
from bot.domain.papers import Announcement, ArrivalKind, Paper, described
from bot.domain.typed import read_call
from bot.platforms.console.adapter import ConsolePlatform
from bot.platforms.console.render import draw
from bot.ports import FullTexts, PaperSource, Summariser
from bot.settings import Settings, config_dir, load
from bot.store import Store
from bot.store.database import Database

TUESDAY = date(2025, 11, 4)
ANA = Person("console", "", "ana", "Ana", manager=True, admin=True)
BEN = Person("console", "", "ben", "Ben")
LAB = CHANNEL


def paper(
    number: int,
    title: str,
    abstract: str = "We study it. We find that it works.",
    *,
    categories: Sequence[str] = ("cs.CV",),
    authors: Sequence[str] = ("Ada Lovelace",),
    submitted: datetime | None = None,
) -> Paper:
    return described(
        id=f"2511.{number:05d}",
        title=title,
        abstract=abstract,
        authors=authors,
        categories=tuple(categories),
        primary=categories[0],
        version=1,
        submitted=submitted,
    )


def gather(papers, wanted, *, name, limit=None, **days) -> Overview:
    """Gather from papers that are all at hand."""
    gathering = Gathering(wanted, **days)
    gathering.add(papers)
    return gathering.overview(name, limit)


@dataclass
class Board(PaperSource):
    """A source that announces what a test puts up."""

    up: list[Announcement] = field(default_factory=list)
    name: str = "board"
    archive: str = "cs"

    async def today(self, tag: str = "") -> Bulletin:
        newest = max((each.day for each in self.up), default=None)
        return Bulletin(self.archive, newest, tuple(self.up))

    def put(
        self, papers: Iterable[Paper], day: date = TUESDAY, kind: ArrivalKind = ArrivalKind.NEW
    ) -> None:
        self.up += [Announcement(each, kind, day) for each in papers]


@dataclass
class Hands:
    """The clock of a test; it moves when it is told to."""

    now: datetime = datetime(2025, 11, 4, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def pass_time(self, **span: float) -> None:
        self.now += timedelta(**span)


@dataclass
class World:
    """The bot and everything a test may turn."""

    settings: Settings
    store: Store
    bot: Bot
    board: Board
    clock: Hands
    platform: ConsolePlatform
    screen: io.StringIO
    say_in: SayIn

    def say(self, words: Words) -> str:
        """Say something in the bot's own language."""
        return self.say_in("")(words)

    async def type(self, text: str, *, person: Person = ANA, channel: Channel = LAB) -> Reply:
        """Carry out a typed command."""
        verb, options = read_call(text, [command.spec for command in commands.ALL])
        reply = await self.bot.inbox.on_call(Call(verb, person, channel, options))
        assert reply
        await self.bot.inbox.on_answered(reply, channel, None)
        return reply

    def drawn(self, reply: Reply) -> str:
        """Return an answer as a terminal shows it."""
        return draw(reply.message, self.say_in(reply.message.language), 100).plain

    async def ask(self, text: str, **where: Person) -> str:
        """Carry out a typed command and return the answer as a terminal shows it."""
        return self.drawn(await self.type(text, **where))

    async def arrive(self, *papers: Paper, day: date = TUESDAY) -> None:
        """Let arXiv announce papers, and collect them."""
        self.board.put(papers, day)
        await self.bot.pipeline.collect()

    async def deliver(self, channel: Channel = LAB) -> int:
        """Post the digest that is due."""
        known = await self.store.channels.find(channel)
        assert known
        return await self.bot.pipeline.deliver(known.id)

    async def settle(self) -> None:
        """Wait until no job runs."""
        while jobs := list(self.bot.runner._running.values()):
            await asyncio.wait(jobs)

    def posted(self) -> str:
        """Return all that was drawn so far, and forget it."""
        text = self.screen.getvalue()
        self.screen.seek(0)
        self.screen.truncate()
        return text


@cache
def sentences(language: str) -> Catalogues:
    """Read the sentences, once for all tests: nothing of theirs changes."""
    return Catalogues(config_dir() / "locales", language)


async def spare_migrations(folder: Path) -> None:
    """Lay a new database into an empty folder; making one takes longer than most tests."""
    file = folder / "paperboy.db"
    if file.exists():
        return
    made = _made()
    if not made.exists():
        async with Database.open(str(made)):
            pass
    copyfile(made, file)


@cache
def _made() -> Path:
    folder = TemporaryDirectory(prefix="paperboy-made-")
    atexit.register(folder.cleanup)
    return Path(folder.name) / "paperboy.db"


@asynccontextmanager
async def open_world(
    folder: Path,
    *,
    clock: Hands | None = None,
    writers: Sequence[Summariser] = (),
    full_texts: FullTexts | None = None,
    **environ: str,
) -> AsyncIterator[World]:
    """Open a whole bot in a folder; opening it again is a restart."""
    clock = clock or Hands()
    settings = load({"PAPERBOY_DATA_DIR": str(folder)} | environ)
    board, screen = Board(), io.StringIO()

    async def silence() -> AsyncIterator[str]:
        for line in ():
            yield line

    say_in = sentences(settings.language).say_in
    console = Console(file=screen, width=100, color_system=None, highlight=False, markup=False)
    platform = console_platform(folder, say_in, silence, console, clock)
    if not environ:
        await spare_migrations(folder)
    async with open_store(settings) as store:
        bot = assemble(
            settings,
            store,
            platforms=[platform],
            sources=[board],
            lookup=None,
            writers=writers,
            full_texts=full_texts,
            say_in=say_in,
            clock=clock,
        )
        try:
            yield World(settings, store, bot, board, clock, platform, screen, say_in)
        finally:
            await bot.runner.close()
