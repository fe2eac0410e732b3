"""Reads papers from the store, a file or arXiv, and writes them to the terminal."""

import os
import sys
from collections.abc import Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bot.app import catalogue, clock, open_arxiv, open_bot, open_store, topic_reader
from bot.cli import terminal
from bot.cli.logs import open_log
from bot.cli.serve import CHANNEL
from bot.commands.naming import named_paper
from bot.domain import wording
from bot.domain.chat import Block, Line, Listing, Message, Say, Style, line, words
from bot.domain.days import read_range
from bot.domain.errors import BotError, TopicError
from bot.domain.overview import By, Overview, gather
from bot.domain.papers import Paper
from bot.domain.summaries import Detail
from bot.domain.topics import Index, Topic, default_name, explain, hidden_by_not
from bot.exporters.overview import markdown
from bot.exporters.overview_json import dumps
from bot.platforms.console.render import draw
from bot.ports import Summariser
from bot.settings import Settings, load
from bot.sources.arxiv_query import api_query
from bot.sources.records import read_records
from bot.store import Store
from bot.summarisers.extractive import Extractive

_SHOWN = 10
_FIRST, _LAST = date(1991, 1, 1), date(9999, 1, 1)
"""A range that holds every paper: arXiv began in 1991."""


@dataclass(frozen=True, slots=True)
class Wish:
    """A digest somebody asks for; the fields are the options of `paperboy digest`."""

    topics: tuple[str, ...]
    since: str
    until: str
    by: By
    source: Path | None
    live: bool
    name: str
    limit: int | None


async def write_digest(wish: Wish, form: str) -> None:
    """Write the digest to standard output.

    Raises:
        UserError: A topic or a day cannot be read.
        SourceError: arXiv was asked and did not answer.
    """
    settings = load(os.environ)
    say = catalogue(settings).say
    read = topic_reader()
    wanted = [(default_name(topic), topic) for topic in map(read, wish.topics)]
    first, last = read_range(wish.since, wish.until, clock().date())
    papers = await _papers(wish, wanted, first, last, settings)
    found = gather(
        papers,
        wanted,
        name=wish.name or ", ".join(name for name, _ in wanted),
        by=wish.by,
        first=first,
        last=last,
        limit=wish.limit,
    )
    # A file may be long: its one-liners are the authors' own, which cost nothing.
    found = await _said(found, Extractive())
    if form == "markdown":
        sys.stdout.write(markdown(found, say, settings.arxiv.site_url))
    elif form == "json":
        sys.stdout.write(dumps(found, say, settings.arxiv.site_url) + "\n")
    else:
        _show(_drawn(found, settings.arxiv.site_url), say)


async def write_summary(name: str) -> None:
    """Draw one paper whole.

    Raises:
        UserError: There is no such paper, or it cannot be asked for now.
    """
    settings = load(os.environ)
    open_log(settings)
    say = catalogue(settings).say
    async with open_bot(settings, say) as bot:
        paper = await named_paper(name, CHANNEL, bot.services)
        said = await bot.pipeline.writing.summarise(paper, Detail.TLDR)
        card = wording.card(paper, None, said, bot.pipeline.look, position=None)
        _show(Message(card.blocks), say)


async def check_topic(typed: str) -> None:
    """Read a topic back, and count in the store what it matches.

    Raises:
        UserError: It cannot be read; the place in it is shown.
    """
    settings = load(os.environ)
    say = catalogue(settings).say
    try:
        topic = topic_reader()(typed)
    except TopicError as error:
        sys.stderr.write(f"{typed}\n{' ' * error.at}^\n")
        raise
    sys.stdout.write(f"{topic.text}\n")
    try:
        async with open_store(settings) as store:
            papers = await store.papers.between(_FIRST, _LAST)
    except BotError as error:
        sys.stdout.write(f"The store cannot be read: {error}\n")
        return
    blocks: list[Block] = [Line((note,), Style.SMALL) for note in topic.notes]
    _show(Message((*blocks, *_checked(topic, papers, settings.arxiv.site_url))), say)


def _checked(topic: Topic, papers: Sequence[Paper], site: str) -> list[Block]:
    index = Index(papers)
    matched = [papers[place] for place in index.match(topic)]
    blocks: list[Block] = [line(words("check-count", count=len(matched), of=len(papers)))]
    look = wording.Look(site)
    for paper in matched[:_SHOWN]:
        blocks.append(Listing((wording.entry(paper, look, note=wording.dated(paper)),)))
        if match := explain(topic, paper):
            blocks.append(line(words("because", reasons=match.reasons), style=Style.SMALL))
    if len(matched) > _SHOWN:
        blocks.append(line(words("digest-more", more=len(matched) - _SHOWN), style=Style.SMALL))
    for each in hidden_by_not(topic, index):
        titles = tuple(papers[place].name for place in each.papers[:2])
        blocks.append(
            line(
                words("preview-hidden", text=each.text, count=len(each.papers), titles=titles)
                if titles
                else words("check-hides-nothing", text=each.text)
            )
        )
        if each.gentler:
            blocks.append(line(words("preview-gentler", gentler=each.gentler), style=Style.SMALL))
    return blocks


async def _papers(
    wish: Wish,
    wanted: Sequence[tuple[str, Topic]],
    first: date | None,
    last: date | None,
    settings: Settings,
) -> list[Paper]:
    if wish.source:
        with read_records(wish.source) as records:
            papers = {record.paper.id: record.paper for record in records if record.paper}
        return list(papers.values())
    async with AsyncExitStack() as stack:
        store: Store = await stack.enter_async_context(open_store(settings))
        if not wish.live:
            return await store.papers.between(first or _FIRST, last or _LAST, wish.by)
        open_log(settings)
        arxiv = await stack.enter_async_context(open_arxiv(settings, store))
        last = last or clock().date()
        found: dict[str, Paper] = {}
        for _, topic in wanted:
            for paper in await arxiv.api.search(api_query(topic), first or last, last):
                found[paper.id] = paper
        return list(found.values())


async def _said(found: Overview, writer: Summariser) -> Overview:
    said = [await writer.summarise(item.paper, Detail.HEADLINE) for item in found.items]
    return found.with_summaries({each.paper: each for each in said})


def _drawn(found: Overview, site: str) -> Message:
    look = wording.Look(site)
    if not found.items:
        return Message((line(words("overview-none")),))
    blocks: list[Block] = [
        line(
            words("digest-found", count=found.total),
            words("plain", text=found.name),
            *wording.span([day for day, count in found.counts if count]),
            style=Style.STRONG,
        )
    ]
    for day, count in found.counts:
        items = [item for item in found.items if item.day == day]
        if not items:
            continue
        blocks.append(line(words("day-count", day=day, count=count), style=Style.STRONG))
        blocks += [
            Listing(
                (
                    wording.entry(
                        item.paper, look, summary=item.summary, note=wording.dated(item.paper)
                    ),
                )
            )
            for item in items
        ]
    if found.total > len(found.items):
        more = words("digest-more", more=found.total - len(found.items))
        blocks.append(line(more, style=Style.SMALL))
    return Message(tuple(blocks))


def _show(message: Message, say: Say) -> None:
    screen = terminal.console()
    screen.print(draw(message, say, min(screen.width, 100)))
