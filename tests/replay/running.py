"""The whole bot, run through weeks and months by a clock that jumps to whatever comes next.

Each ten minutes it looks whether arXiv has to be asked, as in life. Once it has not, nothing but a
new day in New York, or records that still lag after some hours, can change that; so all polls but
one in four hours are left out until midnight there. Between two requests the clock moves by what
the bot waits, and nobody else waits for anything.
"""

import asyncio
import random
from collections import deque
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta
from pathlib import Path

import httpx2

from bot.app import Bot, assemble, open_store, topic_reader
from bot.domain import jobs
from bot.domain.channels import ChannelSettings
from bot.domain.chat import Channel
from bot.gate import FileTurnstile, Gate, manners
from bot.settings import load
from bot.sources.arxiv_api import ArxivApi
from bot.sources.arxiv_oai import ArxivOai
from bot.sources.arxiv_rss import ArxivRss
from bot.store import Store
from tests.replay.almanac import DAY, moment
from tests.replay.lives import EASTERN
from tests.replay.pinboard import PLATFORM, Pinboard
from tests.servers.arxiv import Arxiv
from tests.servers.arxiv_faults import DROPPED, EMPTY, HTML, TRUNCATED, refusal
from tests.servers.clock import Clock
from tests.world import sentences, spare_migrations

_SELDOM = timedelta(hours=4)
_MINUTE = timedelta(minutes=1)

TROUBLES = (EMPTY, HTML, TRUNCATED, DROPPED, refusal(429), refusal(503, "120"), refusal(406))


@dataclass(frozen=True, slots=True)
class Wish:
    """A channel of the play: what it follows, and how."""

    name: str
    topics: tuple[str, ...]
    settings: ChannelSettings


@dataclass
class Play:
    """One run of the bot through a stretch of time.

    Args:
        folder: Where it keeps what it knows.
        server: What it asks.
        clock: The time, which the server goes by too.
        wishes: The channels there are from the beginning.
        archives: Those whose lists it reads.
        by_hand: When somebody tells it to ask for everything (UTC), in order.
        poll: How often it looks whether arXiv has to be asked.
        troubles: Of all rounds of asking, this share meets with a bad answer…
        cut_short: …and this share is told to stop in the middle.
        tell: Told how far the play is, now and then.
    """

    folder: Path
    server: Arxiv
    clock: Clock
    wishes: Sequence[Wish]
    archives: Sequence[str]
    by_hand: Sequence[datetime] = ()
    poll: timedelta = timedelta(minutes=10)
    seed: int = 1
    troubles: float = 0.0
    cut_short: float = 0.0
    tell: Callable[[datetime], None] = lambda now: None
    pinboard: Pinboard = field(init=False)
    rounds: int = 0
    _sleeps_left: int | None = None
    _bot: Bot | None = None

    def __post_init__(self) -> None:
        self.pinboard = Pinboard(self.clock)
        self._chance = random.Random(f"{self.seed} troubles")  # noqa: S311
        self._to_ask = deque(self.by_hand)

    async def run(self, until: datetime, outages: Iterable[tuple[datetime, datetime]] = ()) -> None:
        """Run the bot until a moment, but not while it is out of order."""
        await spare_migrations(self.folder)
        first = True
        for down, up in (*outages, (until, until)):
            if down > self.clock.now:
                async with self._opened() as (bot, store):
                    await self._live(bot, store, down, first=first)
                    first = False
            self.clock.now = max(self.clock.now, up)

    @asynccontextmanager
    async def _opened(self) -> AsyncIterator[tuple[Bot, Store]]:
        settings = load(
            {
                "PAPERBOY_DATA_DIR": str(self.folder),
                "PAPERBOY_ARXIV__ARCHIVES": ",".join(self.archives),
            }
        )
        turnstile = FileTurnstile(self.folder / "arxiv-gate.json", clock=self.clock)
        gate = Gate(
            turnstile,
            clock=self.clock,
            sleep=self._sleep,
            delay=timedelta(seconds=settings.arxiv.delay_s),
            random=self._chance.random,
        )
        headers = manners("replay", None)
        one = httpx2.Limits(max_connections=1)
        async with (
            open_store(settings) as store,
            httpx2.AsyncClient(headers=headers, timeout=60, limits=one) as client,
        ):
            bot = assemble(
                settings,
                store,
                platforms=[self.pinboard],
                sources=[
                    ArxivRss(client, gate, self.server.rss_url, each)
                    for each in settings.arxiv.archives
                ],
                records=ArxivOai(client, gate, self.server.oai_url),
                lookup=ArxivApi(
                    gate, self.server.api_url, headers=headers, timeout=timedelta(seconds=60)
                ),
                say_in=sentences(settings.language).say_in,
                turnstile=turnstile,
                clock=self.clock,
            )
            try:
                yield bot, store
            finally:
                await bot.runner.close()

    async def _live(self, bot: Bot, store: Store, until: datetime, *, first: bool) -> None:
        """Do what `Bot.run` does, by a clock of our own."""
        await bot.pipeline.due.anew()
        bot.pipeline.collecting.catching_up = await bot.pipeline.collecting.wanted()
        poll = self.clock.now
        while self.clock.now < until:
            now = self.clock.now
            if poll <= now:
                asked = await self._ask(bot, safely=first)
                if first:
                    await self._set_up(bot, store)
                    first = False
                poll = self._next_poll(poll, asked=asked)
            if self._asks_by_hand(now):
                await bot.pipeline.collect()
            await bot.scheduler.tick()
            await _settled(bot)
            self.tell(self.clock.now)
            by_hand = self._to_ask[0] if self._to_ask else until
            due = [each.next_due for each in await store.channels.all() if each.next_due]
            soonest = min((_minute(each) for each in due if each > now), default=until)
            self.clock.now = max(self.clock.now, min(poll, soonest, by_hand, until))

    def _asks_by_hand(self, now: datetime) -> bool:
        """Say whether somebody tells the bot to ask; nobody does while it is out of order."""
        asks = bool(self._to_ask) and self._to_ask[0] <= now
        while self._to_ask and self._to_ask[0] <= now:
            self._to_ask.popleft()
        return asks

    def _next_poll(self, last: datetime, *, asked: bool) -> datetime:
        following = last + ((self.clock.now - last) // self.poll + 1) * self.poll
        if asked:
            return following
        tomorrow = moment(following.astimezone(EASTERN).date() + DAY, time())
        left_out = min(tomorrow - following, _SELDOM)
        return following + -(-left_out // self.poll) * self.poll

    async def _ask(self, bot: Bot, *, safely: bool) -> bool:
        """Look whether arXiv has to be asked, and ask; say whether it has to be again."""
        self.rounds += 1
        before = len(self.server.requests)
        if not safely and self._chance.random() < self.troubles:
            trouble = self._chance.choice(TROUBLES)
            on = self._chance.choice(("/rss", "/oai"))
            after = self._chance.randrange(20 if on == "/rss" else 3)
            self.server.fail(replace(trouble, on=on, after=after))
        if not safely and self._chance.random() < self.cut_short:
            self._sleeps_left = self._chance.randrange(25)
        self._bot = bot
        bot.runner.submit(jobs.Collect())
        await _settled(bot)
        self._sleeps_left = None
        return len(self.server.requests) > before or await bot.pipeline.collecting.wanted()

    async def _sleep(self, seconds: float) -> None:
        """Let time pass; now and then, be told to stop in the midst of asking."""
        if self._sleeps_left is not None and self._bot:
            self._sleeps_left -= 1
            if self._sleeps_left < 0:
                self._sleeps_left = None
                self._bot.runner.cancel(jobs.Collect())
                await asyncio.sleep(0)
        await self.clock.sleep(seconds)

    async def _set_up(self, bot: Bot, store: Store) -> None:
        read = topic_reader()
        for wish in self.wishes:
            place = Channel(PLATFORM, "", wish.name, wish.name)
            known = await store.channels.open(place, wish.settings, self.clock.now)
            for text in wish.topics:
                topic = read(text)
                await store.subscriptions.add(
                    known.id, text, topic.text, topic.key, "Ana", self.clock.now
                )
            await bot.pipeline.due.followed(known)


async def _settled(bot: Bot) -> None:
    """Wait until no job runs."""
    while jobs_left := list(bot.runner._running.values()):
        await asyncio.wait(jobs_left)


def _minute(moment: datetime) -> datetime:
    """Return the first tick at a moment or after it."""
    whole = moment.replace(second=0, microsecond=0)
    return whole if whole == moment else whole + _MINUTE
