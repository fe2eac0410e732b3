"""Puts the bot together: the one place that names concrete classes and asks what time it is."""

import asyncio
import logging
import random
import secrets
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import lru_cache, partial

import httpx2

from bot import __version__, commands
from bot.catalogue import Catalogue
from bot.commands.dispatch import Dispatcher, ReadTopic, Services
from bot.domain import jobs, timing, topics
from bot.domain.channels import ChannelSettings, KnownChannel, Schedule
from bot.domain.chat import Say
from bot.domain.wording import Look
from bot.exporters import overview
from bot.gate import FileTurnstile, Gate, manners
from bot.pipeline import Pipeline
from bot.pipeline.batches import Batches
from bot.pipeline.due import Due
from bot.pipeline.posting import Posting
from bot.pipeline.writing import Writing
from bot.ports import ChatPlatform, PaperLookup, PaperSource, Summariser, Turnstile
from bot.runner import Handlers, Runner
from bot.scheduler import Scheduler
from bot.settings import Settings, config_dir
from bot.sources.arxiv_api import ArxivApi
from bot.sources.arxiv_rss import ArxivRss
from bot.store import Store
from bot.store.database import Database
from bot.store.turnstile import RowTurnstile
from bot.summarisers.extractive import Extractive

log = logging.getLogger(__name__)

_EVENTS_KEPT = timedelta(days=1)
_DRAIN_S = 20.0
_WORTH_SAYING = timedelta(seconds=10)
"""A shorter wait at arXiv's gate is just the distance between two requests."""


def clock() -> datetime:
    """Return the present moment (UTC)."""
    return datetime.now(UTC)


def new_id() -> str:
    """Make an id that people can read to each other."""
    return secrets.token_hex(4)


def catalogue(settings: Settings) -> Catalogue:
    """Read the sentences of the chosen language."""
    return Catalogue.read(config_dir() / "locales", settings.language)


def topic_reader() -> ReadTopic:
    """Return what reads a topic; each text is parsed once."""
    folder = config_dir()
    vocabulary = topics.Vocabulary.read(
        (folder / "categories.tsv").read_text(encoding="utf-8"),
        (folder / "glossary.toml").read_text(encoding="utf-8"),
    )
    return lru_cache(maxsize=50_000)(partial(topics.read, vocabulary=vocabulary))


def channel_defaults(settings: Settings) -> ChannelSettings:
    """Return what a channel has that has chosen nothing."""
    return ChannelSettings(schedule=Schedule(zone=settings.digest.zone), most=settings.digest.most)


@asynccontextmanager
async def open_store(settings: Settings) -> AsyncIterator[Store]:
    """Open the database, bring it up to date, and close it at the end."""
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    async with Database.open(settings.database.url.get_secret_value()) as database:
        yield Store(database)


@dataclass(frozen=True, slots=True)
class Arxiv:
    """The ways to arXiv, all behind one gate."""

    gate: Gate
    turnstile: Turnstile
    sources: tuple[PaperSource, ...]
    api: ArxivApi


def gate_turnstile(settings: Settings, store: Store) -> Turnstile:
    """Return what makes every process of this deployment take turns at arXiv."""
    if store.database.is_postgresql:
        return RowTurnstile(store.database)
    return FileTurnstile(settings.data_dir / "arxiv-gate.json")


@asynccontextmanager
async def open_arxiv(settings: Settings, store: Store) -> AsyncIterator[Arxiv]:
    """Open the gate to arXiv and everything that goes through it."""

    chosen = settings.arxiv
    turnstile = gate_turnstile(settings, store)
    gate = Gate(
        turnstile,
        clock=clock,
        sleep=asyncio.sleep,
        delay=timedelta(seconds=chosen.delay_s),
        random=random.random,
    )
    headers = manners(__version__, chosen.contact)
    timeout = timedelta(seconds=chosen.timeout_s)
    api = ArxivApi(gate, chosen.api_url, headers=headers, timeout=timeout)
    one = httpx2.Limits(max_connections=1)
    async with httpx2.AsyncClient(headers=headers, timeout=chosen.timeout_s, limits=one) as client:
        sources = tuple(ArxivRss(client, gate, chosen.rss_url, each) for each in chosen.archives)
        yield Arxiv(gate, turnstile, sources, api)


@asynccontextmanager
async def open_writer(settings: Settings) -> AsyncIterator[Summariser]:
    """Open the model that writes summaries, or let the authors speak where none is set."""
    chosen = settings.openai
    if chosen.api_key is None and chosen.base_url is None:
        yield Extractive()
        return
    # Half a second of import that nobody without a key should wait for.
    from openai import AsyncOpenAI

    from bot.summarisers.openai import OpenAISummariser

    key = chosen.api_key.get_secret_value() if chosen.api_key else "none"
    async with AsyncOpenAI(
        api_key=key,
        base_url=chosen.base_url,
        timeout=chosen.timeout_s,
        max_retries=chosen.max_retries,
    ) as client:
        yield OpenAISummariser(client, chosen.model, config_dir() / "prompts")


@dataclass(frozen=True, slots=True)
class Bot:
    """Everything that runs; what is due stands in the store, what people do comes by platforms."""

    pipeline: Pipeline
    services: Services
    inbox: Dispatcher
    runner: Runner
    scheduler: Scheduler

    async def run(self) -> None:
        """Serve every platform until one ends or we are cancelled, then finish what was begun."""
        await _reschedule(self.pipeline)
        self.scheduler.start()
        await self.scheduler.tick()
        serving = [
            asyncio.create_task(platform.run(self.inbox), name=platform.name)
            for platform in self.pipeline.posting.platforms.values()
        ]
        try:
            done, _ = await asyncio.wait(serving, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                await task
        finally:
            for task in serving:
                task.cancel()
            await asyncio.gather(*serving, return_exceptions=True)
            await self.scheduler.stop()
            # A minute of asking arXiv is not worth waiting for; it keeps what it has.
            self.runner.cancel(jobs.Collect())
            if not await self.runner.drain(_DRAIN_S):
                log.warning(
                    "Some work did not end in %s s; the next start goes on with it", _DRAIN_S
                )
            await self.runner.close()


def assemble(
    settings: Settings,
    store: Store,
    *,
    platforms: Sequence[ChatPlatform],
    sources: Sequence[PaperSource],
    lookup: PaperLookup | None,
    writer: Summariser,
    say: Say,
    turnstile: Turnstile | None = None,
    clock: Callable[[], datetime] = clock,
) -> Bot:
    """Put a bot together.

    Args:
        sources: Asked for announcements, in this order.
        lookup: Asked about papers that are not in the store; None when offline.
        say: Turns words into sentences, for files.
        turnstile: Knows until when arXiv may not be asked; None when offline.
    """
    read = topic_reader()
    export = partial(overview.export, say=say, site=settings.arxiv.site_url)
    pipeline = Pipeline(
        store=store,
        sources=tuple(sources),
        batches=Batches(store),
        due=Due(store, clock),
        writing=Writing(store, writer, Extractive(), clock),
        posting=Posting(store, {each.name: each for each in platforms}, clock, new_id()),
        look=Look(settings.arxiv.site_url),
        read=read,
        export=export,
        clock=clock,
    )

    async def busy_until() -> datetime | None:
        until = await turnstile.closed_until() if turnstile else None
        return until if until and until > clock() + _WORTH_SAYING else None

    services = Services(
        store=store,
        pipeline=pipeline,
        lookup=lookup,
        read=read,
        export=export,
        defaults=channel_defaults(settings),
        busy_until=busy_until,
        specs=tuple(command.spec for command in commands.ALL),
    )
    runner = Runner(_handlers(pipeline), log=log, new_id=new_id)

    async def due() -> list[int]:
        return [channel.id for channel in await store.channels.due(clock())]

    return Bot(
        pipeline=pipeline,
        services=services,
        inbox=Dispatcher(services, commands.ALL, new_id=new_id, contact=settings.contact),
        runner=runner,
        scheduler=Scheduler(
            runner.submit,
            due,
            collect_every=timedelta(minutes=settings.schedule.collect_minutes),
        ),
    )


@asynccontextmanager
async def open_bot(
    settings: Settings, say: Say, platforms: Sequence[ChatPlatform] = ()
) -> AsyncIterator[Bot]:
    """Open the bot with everything it has in earnest: the store, arXiv, whoever writes."""
    async with (
        open_store(settings) as store,
        open_arxiv(settings, store) as arxiv,
        open_writer(settings) as writer,
    ):
        yield assemble(
            settings,
            store,
            platforms=platforms,
            sources=arxiv.sources,
            lookup=arxiv.api,
            writer=writer,
            say=say,
            turnstile=arxiv.turnstile,
        )


def _handlers(pipeline: Pipeline) -> Handlers:
    async def collect(job: jobs.Collect) -> None:
        await pipeline.collect()

    async def deliver(job: jobs.Deliver) -> None:
        await pipeline.deliver(job.channel)

    async def housekeep(job: jobs.Housekeep) -> None:
        await pipeline.store.events.purge(pipeline.clock() - _EVENTS_KEPT)

    return {jobs.Collect: collect, jobs.Deliver: deliver, jobs.Housekeep: housekeep}


async def _reschedule(pipeline: Pipeline) -> None:
    """Work out anew what is due later: the rules of a time zone may have changed since."""
    now = pipeline.clock()

    def anew(channel: KnownChannel) -> KnownChannel:
        if channel.next_due and channel.next_due <= now:
            return channel
        return replace(channel, next_due=timing.next_due(channel.settings.schedule, now))

    for channel in await pipeline.store.channels.all():
        if anew(channel) != channel:
            await pipeline.store.channels.change(channel.id, anew)
