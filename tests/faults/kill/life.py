"""One life of the bot: `paperboy run`, with a clock and papers of our own."""

import asyncio
import io
import json
import os
import time
from collections.abc import AsyncIterator, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta

from rich.console import Console
from sqlalchemy import func, select

from bot import commands
from bot.app import Bot, assemble, chat_platforms, open_store
from bot.cli.logs import open_log
from bot.cli.serve import console_platform
from bot.domain.bulletins import Bulletin
from bot.domain.jobs import Collect
from bot.platforms.slack.adapter import SlackPlatform
from bot.platforms.slack.spelling import speller
from bot.ports import ChatPlatform, PaperSource
from bot.settings import Settings, load
from bot.store.lock import FolderLock
from bot.store.tables import digest
from tests.faults.kill import plan
from tests.faults.kill.plan import Plan
from tests.servers.slack import APP_TOKEN, BOT_TOKEN
from tests.world import sentences

_ORPHANED = 3
_GLANCE_S = 0.005
_HASTE = 200
_PATIENCE = timedelta(hours=12)
_TOLD = 3_000


@dataclass(frozen=True, slots=True)
class Order:
    """Whom to bear.

    Attributes:
        platform: The one it serves.
        environ: Its settings.
        ahead_s: By how much its clock is ahead.
        stage: What is announced by now.
    """

    plan: Plan
    platform: str
    environ: Mapping[str, str]
    ahead_s: float
    stage: int

    def line(self) -> bytes:
        """Write it down."""
        return json.dumps(asdict(self)).encode() + b"\n"

    @classmethod
    def read(cls, line: bytes) -> "Order":
        """Read what `line` wrote."""
        said = json.loads(line)
        return cls(**said | {"plan": Plan(**said["plan"])})


@dataclass
class Clock:
    """The present moment, some days ahead."""

    ahead: timedelta

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.ahead


class Feed(PaperSource):
    """The list of an archive, as it stands in a stage."""

    name = "feed"
    archive = ""

    def __init__(self, archive: str, order: Order) -> None:
        self.archive = archive
        self._order = order

    async def today(self, tag: str = "") -> Bulletin:
        """Return the list."""
        day, shown = plan.listed(self._order.plan, self.archive, self._order.stage)
        return Bulletin(self.archive, day, tuple(shown))


def say(**what: object) -> None:
    """Say something in one piece: whoever dies has said all of a line or nothing."""
    os.write(1, json.dumps(what).encode() + b"\n")


async def live(order: Order) -> None:
    """Run the bot as `paperboy run` does, until everything that is announced stands."""
    # Nobody tells us anything: what can be read is the end of whoever bore us.
    asyncio.get_running_loop().add_reader(0, os._exit, _ORPHANED)
    settings = load(order.environ)
    open_log(settings, quiet=True)
    clock, ready = Clock(timedelta(seconds=order.ahead_s)), asyncio.Event()
    with FolderLock(settings.data_dir).held(clock(), os.getpid()):
        platform = _platform(order, settings, clock)
        async with open_store(settings) as store:
            bot = assemble(
                settings,
                store,
                platforms=[platform],
                sources=[Feed(each, order) for each in plan.ARCHIVES],
                lookup=None,
                say_in=sentences(settings.language).say_in,
                clock=clock,
            )
            running = asyncio.create_task(bot.run(lambda name: ready.set()))
            readying = asyncio.create_task(ready.wait())
            await asyncio.wait([running, readying], return_when=asyncio.FIRST_COMPLETED)
            if not running.done():
                say(ready=True)
                await _serve(bot, clock, platform, settings)
            running.cancel()
            readying.cancel()
            ended, _ = await asyncio.gather(running, readying, return_exceptions=True)
            if isinstance(ended, Exception):
                raise ended


async def _serve(bot: Bot, clock: Clock, platform: ChatPlatform, settings: Settings) -> None:
    """Let minutes pass until nothing is left to do, also after arXiv was asked once more."""
    asked_again, latest = False, clock() + _PATIENCE
    while clock() < latest:
        await bot.scheduler.tick()
        while jobs := list(bot.runner._running.values()):
            await asyncio.wait(jobs)
        # Just before the time at which some channels are due there is always something left.
        if clock().time() >= plan.AT and not await _left(bot, clock()):
            if asked_again:
                return
            asked_again = bot.runner.submit(Collect())
        elif platform.connected:
            say(minute=True)
            clock.ahead += timedelta(minutes=1)
        else:
            await asyncio.sleep(_GLANCE_S)
    log = settings.data_dir / "paperboy.log"
    raise TimeoutError(f"half a day, and something is left:\n{log.read_text('utf-8')[-_TOLD:]}")


async def _left(bot: Bot, now: datetime) -> bool:
    """Say whether something is due, or half posted."""
    store = bot.pipeline.store
    unfinished = select(func.count()).where(digest.c.finished_at.is_(None))
    if await store.database.read(lambda connection: connection.scalar(unfinished)):
        return True
    return bool(await store.channels.due(now))


def _platform(order: Order, settings: Settings, clock: Clock) -> ChatPlatform:
    specs = [each.spec for each in commands.ALL]
    said = sentences(settings.language)
    if order.platform == "console":
        screen = Console(file=io.StringIO(), width=98, color_system=None)
        return console_platform(settings.data_dir, said.say_in, _silence, screen, clock)
    if order.platform != "slack":
        return chat_platforms(settings, specs, said)[0]
    return SlackPlatform(
        bot_token=BOT_TOKEN,
        app_token=APP_TOKEN,
        api_url=settings.slack.api_url,
        specs=specs,
        say_in=said.speaking(speller(settings.slack.command)),
        clock=clock,
        # What is one message a second for people would be an hour for three hundred lives.
        ticks=lambda: time.monotonic() * _HASTE,
        sleep=lambda seconds: asyncio.sleep(seconds / _HASTE),
    )


async def _silence() -> AsyncIterator[str]:
    await asyncio.Event().wait()
    yield ""
