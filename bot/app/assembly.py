"""Puts a bot together from its parts."""

import logging
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from functools import partial

from bot import commands
from bot.app.bot import Bot
from bot.app.outside import (
    channel_defaults,
    clock,
    new_id,
    open_arxiv,
    open_store,
    open_writer,
    topic_reader,
    vocabulary,
)
from bot.commands.command import Services
from bot.commands.dispatch import Dispatcher
from bot.domain import jobs
from bot.domain.chat import Say
from bot.domain.errors import DeliveryError
from bot.domain.wording import Look
from bot.exporters import overview
from bot.pipeline import Pipeline
from bot.pipeline.batches import Batches
from bot.pipeline.due import Due
from bot.pipeline.lately import Lately
from bot.pipeline.pausing import Pausing
from bot.pipeline.posting import Posting
from bot.pipeline.writing import Writing
from bot.ports import ChatPlatform, PaperLookup, PaperSource, Summariser, Turnstile
from bot.runner import Handlers, Runner
from bot.scheduler import Scheduler
from bot.settings import Settings
from bot.store import Store
from bot.summarisers.extractive import Extractive

log = logging.getLogger(__name__)

_EVENTS_KEPT = timedelta(days=1)
_WORTH_SAYING = timedelta(seconds=10)
"""A shorter wait at arXiv's gate is just the distance between two requests."""


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
    known = vocabulary()
    read = topic_reader(known)
    export = partial(overview.export, say=say, site=settings.arxiv.site_url)
    due = Due(store, clock)
    posting = Posting(store, {each.name: each for each in platforms}, clock, new_id())
    pipeline = Pipeline(
        store=store,
        sources=tuple(sources),
        batches=Batches(store),
        due=due,
        writing=Writing(store, writer, Extractive(), clock),
        posting=posting,
        pausing=Pausing(store, due, posting, clock),
        look=Look(settings.arxiv.site_url),
        read=read,
        export=export,
        clock=clock,
    )

    async def busy_until() -> datetime | None:
        until = await turnstile.closed_until() if turnstile else None
        return until if until and until > clock() + _WORTH_SAYING else None

    runner = Runner(_handlers(pipeline), log=log, new_id=new_id)
    services = Services(
        store=store,
        pipeline=pipeline,
        lookup=lookup,
        read=read,
        export=export,
        defaults=channel_defaults(settings),
        busy_until=busy_until,
        lately=Lately(store),
        submit=runner.submit,
        taxonomy=known.taxonomy,
        specs=tuple(command.spec for command in commands.ALL),
    )

    async def served() -> list[jobs.Deliver]:
        """Return the deliveries that are due where messages can be posted now."""
        names = {each.name for each in platforms if each.connected}
        return [
            jobs.Deliver(each.id, each.channel.platform)
            for each in await store.channels.due(clock())
            if each.channel.platform in names
        ]

    return Bot(
        pipeline=pipeline,
        services=services,
        inbox=Dispatcher(services, commands.ALL, new_id=new_id, contact=settings.contact),
        runner=runner,
        scheduler=Scheduler(
            runner.submit,
            served,
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
        try:
            await pipeline.deliver(job.channel)
        except DeliveryError as error:
            log.warning("The digest of channel %s waits for the next tick: %s", job.channel, error)

    async def housekeep(job: jobs.Housekeep) -> None:
        await pipeline.store.events.purge(pipeline.clock() - _EVENTS_KEPT)

    return {jobs.Collect: collect, jobs.Deliver: deliver, jobs.Housekeep: housekeep}
