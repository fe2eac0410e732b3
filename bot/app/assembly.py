"""Puts a bot together from its parts."""

import logging
import random
import secrets
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from functools import partial

from bot import commands
from bot.app.bot import Bot
from bot.app.models import open_answerers, open_writers
from bot.app.outside import (
    announcements,
    blog_flavour,
    channel_defaults,
    clock,
    cool_down,
    new_id,
    open_arxiv,
    open_store,
    purse,
    question_words,
    topic_reader,
    vocabulary,
)
from bot.app.work import Work
from bot.commands.command import Services
from bot.commands.dispatch import Dispatcher
from bot.commands.turns import AskedAside
from bot.domain import jobs, key_figure
from bot.domain.calls import Call, Reply
from bot.domain.chat import SayIn
from bot.domain.languages import Languages
from bot.domain.wording import Look
from bot.exporters import overview
from bot.exporters.package import note_file, post_file
from bot.pipeline import Pipeline
from bot.pipeline.amending import Amending
from bot.pipeline.announced import Announced, Remarks
from bot.pipeline.asking import Asking
from bot.pipeline.choosing import Choosing
from bot.pipeline.collecting import Collecting
from bot.pipeline.documenting import Documenting
from bot.pipeline.drawing import Drawing
from bot.pipeline.due import Due
from bot.pipeline.following_up import FollowingUp
from bot.pipeline.illustrating import Illustrating
from bot.pipeline.indexed import Indexed
from bot.pipeline.lately import Lately
from bot.pipeline.moving import Moving
from bot.pipeline.pausing import Pausing
from bot.pipeline.posting import Posting
from bot.pipeline.preparing import Preparing
from bot.pipeline.reporting import Reporting
from bot.pipeline.rereading import Rereading
from bot.pipeline.ruling import Ruling
from bot.pipeline.saving import Saving
from bot.pipeline.searching import Searching
from bot.pipeline.silence import Hinting
from bot.pipeline.spending import Spending
from bot.pipeline.writing import Writing
from bot.ports import (
    Answerer,
    ChatPlatform,
    FullTexts,
    PaperLookup,
    PaperSource,
    RecordSource,
    Summariser,
    Turnstile,
)
from bot.runner import Runner
from bot.scheduler import Scheduler
from bot.search import SearchIndex
from bot.settings import Settings
from bot.store import Store
from bot.summarisers.answering_quotes import Quoting
from bot.summarisers.extractive import Extractive

log = logging.getLogger(__name__)

_AT_ONCE = 64
"""Digests on their way on one platform. A channel takes about a message a second, and Discord takes
fifty a second in all: with fewer, a thousand channels would wait for each other."""


def assemble(
    settings: Settings,
    store: Store,
    *,
    platforms: Sequence[ChatPlatform],
    sources: Sequence[PaperSource],
    records: RecordSource | None = None,
    lookup: PaperLookup | None,
    writers: Sequence[Summariser] = (),
    answerers: Sequence[Answerer] = (),
    full_texts: FullTexts | None = None,
    say_in: SayIn,
    turnstile: Turnstile | None = None,
    spending: Spending | None = None,
    clock: Callable[[], datetime] = clock,
) -> Bot:
    """Put a bot together.

    Args:
        sources: Asked for announcements, in this order.
        records: Proves that no announcement is missing; None when offline.
        lookup: Asked about papers that are not in the store; None when offline.
        writers: Models that say what papers are about; none where only their authors speak.
        answerers: Models that answer questions; none where only the authors' words do.
        full_texts: Where full texts come from; None when offline.
        say_in: Gives what turns words into sentences of a language, for files.
        turnstile: Knows until when arXiv may not be asked; None when offline.
        spending: Pays for what the writers cost.
    """
    known = vocabulary()
    read = topic_reader(known)
    export = partial(overview.export, say_in=say_in, site=settings.arxiv.site_url)
    defaults = channel_defaults(settings)
    posting = Posting(store, {each.name: each for each in platforms}, clock, new_id(), defaults)
    look = Look(settings.arxiv.site_url)
    spending = spending or purse(settings, store, clock)
    own = Languages((settings.language,))
    writing = Writing(
        store,
        writers,
        Extractive(),
        full_texts,
        clock,
        new_id(),
        own,
        settings.openai.at_once,
    )
    collecting = Collecting(store, sources, records, lookup, announcements(), clock)
    due = Due(store, clock, random.random, lambda: collecting.is_ready)
    announced = Announced(store, collecting, clock)
    drawing = Drawing(store, posting.platforms, look, Remarks(announced).between)
    amending = Amending(store, posting.platforms, writing, drawing, clock)
    saving = Saving(store, look.emoji, clock)
    rereading = Rereading(store, posting.platforms, saving, clock)
    choosing = Choosing(store, Indexed(store), read)
    ahead = timedelta(minutes=settings.digest.prepare_minutes)
    pipeline = Pipeline(
        store=store,
        collecting=collecting,
        choosing=choosing,
        due=due,
        writing=writing,
        posting=posting,
        pausing=Pausing(store, due, posting, clock),
        drawing=drawing,
        amending=amending,
        saving=saving,
        export=export,
        late_at_most=timedelta(hours=settings.digest.late_hours),
        clock=clock,
    )

    async def busy_until() -> datetime | None:
        return await cool_down(turnstile, clock()) if turnstile else None

    async def carry_out(call: Call) -> Reply:
        return await inbox.carry_out(call)

    def collected() -> None:
        scheduler.wake()
        runner.submit(jobs.Follow())

    searching = Searching(store, SearchIndex(settings.data_dir / "search"))
    lately = Lately(store)
    moving = Moving(store, posting, timedelta(days=settings.privacy.grace_days), clock)
    work = Work(
        pipeline,
        Preparing(store, choosing, writing, ahead, clock),
        FollowingUp(store, posting, look, clock),
        searching,
        rereading,
        Hinting(store, posting, lately, read, look),
        moving,
        clock,
        collected,
    )
    runner = Runner(work.handlers, log=log, new_id=new_id, at_once=_AT_ONCE)
    services = Services(
        store=store,
        pipeline=pipeline,
        lookup=AskedAside(lookup) if lookup else None,
        read=read,
        export=export,
        documents=Documenting(
            writing,
            Illustrating(full_texts, key_figure.may_show, settings.arxiv.site_url),
            settings.language,
            partial(post_file, say_in=say_in, site=settings.arxiv.site_url, flavour=blog_flavour()),
            partial(note_file, say_in=say_in, site=settings.arxiv.site_url),
        ),
        defaults=defaults,
        languages=own,
        busy_until=busy_until,
        asking=Asking(writing, answerers, Quoting(question_words())),
        lately=lately,
        spending=spending,
        reporting=Reporting(store, writing, clock, new_id),
        searching=searching,
        submit=runner.submit,
        taxonomy=known.taxonomy,
        reread_since=rereading.progress,
        ruling=Ruling(store),
        moving=moving,
        limits=settings.limits.limits,
        new_id=new_id,
        draw=secrets.choice,
        specs=tuple(command.spec for command in commands.ALL),
        carry_out=carry_out,
    )
    inbox = Dispatcher(services, commands.ALL, new_id=new_id, contact=settings.contact)

    every = timedelta(minutes=settings.schedule.collect_minutes)
    scheduler = Scheduler(runner.submit, work.due, collect_every=every)
    return Bot(
        pipeline=pipeline,
        services=services,
        inbox=inbox,
        runner=runner,
        scheduler=scheduler,
    )


@asynccontextmanager
async def open_bot(
    settings: Settings, say_in: SayIn, platforms: Sequence[ChatPlatform] = ()
) -> AsyncIterator[Bot]:
    """Open the bot with everything it has in earnest: the store, arXiv, whoever writes."""
    async with (
        open_store(settings) as store,
        open_arxiv(settings, store) as arxiv,
        open_writers(settings, spending := purse(settings, store)) as writers,
        open_answerers(settings, spending) as answerers,
    ):
        bot = assemble(
            settings,
            store,
            platforms=platforms,
            sources=arxiv.sources,
            records=arxiv.records,
            lookup=arxiv.api,
            writers=writers,
            answerers=answerers,
            full_texts=arxiv.full_texts,
            say_in=say_in,
            turnstile=arxiv.turnstile,
            spending=spending,
        )
        try:
            yield bot
        finally:
            await bot.pipeline.writing.close()
