"""Reads papers from the store, a file or arXiv, and writes them to the terminal."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from bot.app import catalogue, open_bot, open_store, topic_reader
from bot.cli import terminal
from bot.cli.gathering import Wish, read_wish
from bot.cli.logs import open_log
from bot.cli.serve import CHANNEL
from bot.commands import sheets, summary
from bot.commands.naming import named_paper
from bot.domain import preview, wording
from bot.domain.chat import Block, Line, Listing, Message, Say, Style, line, words
from bot.domain.errors import StoreError, TopicError, UserError
from bot.domain.languages import CHOICES, Languages
from bot.domain.overview import Overview
from bot.domain.spend import NOBODY
from bot.domain.summaries import Detail, Material, Order
from bot.domain.topics import Index, Topic
from bot.exporters.overview import markdown
from bot.exporters.overview_json import dumps
from bot.platforms.console.render import draw
from bot.ports import Summariser
from bot.settings import load
from bot.store import Store
from bot.summarisers.extractive import Extractive

_SHOWN = 10
_CHUNK = 1000


async def write_digest(wish: Wish, form: str) -> None:
    """Write the digest to standard output.

    Raises:
        UserError: A topic or a day cannot be read.
        SourceError: arXiv was asked and did not answer.
    """
    settings = load(os.environ)
    say = catalogue(settings).say
    asked = read_wish(wish)
    if wish.source:
        await asked.fill(settings, None)
    else:
        open_log(settings, quiet=not wish.live)
        async with open_store(settings) as store:
            await asked.fill(settings, store)
    # A file may be long: its one-liners are the authors' own, which cost nothing.
    found = await _said(asked.overview, Extractive())
    if form == "markdown":
        sys.stdout.write(markdown(found, say, settings.arxiv.site_url))
    elif form == "json":
        sys.stdout.write(dumps(found, say, settings.arxiv.site_url) + "\n")
    else:
        show(_drawn(found, settings.arxiv.site_url), say)


async def write_summary(name: str, detail: str, language: str) -> None:
    """Draw one paper whole.

    Args:
        language: '' for the bot's own; a plus stands between two.

    Raises:
        UserError: There is no such paper, detail or language, or it cannot be asked for now.
    """
    _check("detail", detail, tuple(Detail))
    _check("language", language, ("", *summary.LANGUAGES))
    settings = load(os.environ)
    open_log(settings)
    sentences = catalogue(settings)
    async with open_bot(settings, sentences.say_in) as bot:
        paper = await named_paper(name, CHANNEL, bot.services)
        languages = Languages.parse(language)
        card = await sheets.card_of(
            paper, Detail(detail), languages, NOBODY, bot.services, figures=False
        )
        spoken = languages.first if languages.first in CHOICES else ""
        show(Message(card.blocks), sentences.say_in(spoken))


def _check(name: str, value: str, choices: tuple[str, ...]) -> None:
    if value not in choices:
        known = tuple(filter(None, choices))
        raise UserError(words("choice-unknown", name=name, value=value, choices=known))


async def check_topic(typed: str) -> None:
    """Read a topic back, and count in the store what it matches.

    Raises:
        UserError: It cannot be read, or may be meant otherwise; the place in it is shown.
    """
    settings = load(os.environ)
    sentences = catalogue(settings)
    say = sentences.say
    with _pointed_at(typed):
        # What cannot be read at all is refused before a data folder is made.
        topic = topic_reader()(typed)
        try:
            open_log(settings, quiet=True)
            async with open_bot(settings, sentences.say_in) as bot:
                topic = await bot.services.new_topic(typed)
                survey = await _survey(topic, bot.pipeline.store)
        except StoreError as error:
            sys.stdout.write(f"{topic.text}\nThe store cannot be read: {error}\n")
            return
    sys.stdout.write(f"{topic.text}\n")
    blocks: list[Block] = [Line((note,), Style.SMALL) for note in topic.notes]
    show(Message((*blocks, *_surveyed(survey, settings.arxiv.site_url))), say)


@contextmanager
def _pointed_at(typed: str) -> Iterator[None]:
    """Show the place in a topic that cannot be read."""
    try:
        yield
    except TopicError as error:
        sys.stderr.write(f"{typed}\n{' ' * error.at}^\n")
        raise


async def _survey(topic: Topic, store: Store) -> preview.Survey:
    survey = preview.Survey(topic, _SHOWN)
    async for papers in store.papers.chunks(size=_CHUNK):
        survey.add(Index(papers))
    return survey


def _surveyed(survey: preview.Survey, site: str) -> list[Block]:
    blocks: list[Block] = [line(words("check-count", count=survey.count, of=survey.looked))]
    look = wording.Look(site)
    for match, paper in survey.best:
        blocks.append(Listing((wording.entry(paper, look, note=wording.dated(paper)),)))
        blocks.append(line(words("because", reasons=match.reasons), style=Style.SMALL))
    if survey.count > _SHOWN:
        blocks.append(line(words("digest-more", more=survey.count - _SHOWN), style=Style.SMALL))
    for each in survey.removed:
        if each.count:
            blocks += preview.taken_away(each)
        else:
            blocks.append(line(words("check-hides-nothing", text=each.term.text())))
    return blocks


async def _said(found: Overview, writer: Summariser) -> Overview:
    said = [
        await writer.summarise(Material(item.paper), Order(Detail.HEADLINE)) for item in found.items
    ]
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


def show(message: Message, say: Say) -> None:
    """Draw a message in the terminal."""
    screen = terminal.console()
    screen.print(draw(message, say, min(screen.width, 100)))
