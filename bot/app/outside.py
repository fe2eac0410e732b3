"""Opens what lies outside the bot: the time, files, the database, arXiv, whoever writes, chats."""

import asyncio
import random
import secrets
import time
import tomllib
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache, partial
from typing import TYPE_CHECKING

import httpx2

from bot import __version__
from bot.app.slack import slack_platform
from bot.catalogue import Catalogues
from bot.commands.command import ReadTopic
from bot.domain import topics
from bot.domain.calendar import Calendar
from bot.domain.calls import CommandSpec
from bot.domain.channels import ChannelSettings, Schedule
from bot.domain.prices import Prices
from bot.exporters.blog_parts import Flavour
from bot.gate import FileTurnstile, Gate, manners
from bot.pipeline.spending import Spending
from bot.ports import ChatPlatform, PaperSource, Turnstile
from bot.settings import Settings, config_dir
from bot.sources.arxiv_oai import ArxivOai
from bot.sources.arxiv_rss import ArxivRss
from bot.store import Store
from bot.store.database import Database
from bot.store.turnstile import RowTurnstile

if TYPE_CHECKING:
    from bot.fulltext.arxiv import ArxivFullTexts
    from bot.sources.arxiv_api import ArxivApi

_WORTH_SAYING = timedelta(seconds=10)
"""A shorter wait at arXiv's gate is just the distance between two requests."""


def clock() -> datetime:
    """Return the present moment (UTC)."""
    return datetime.now(UTC)


def new_id() -> str:
    """Make an id that people can read to each other."""
    return secrets.token_hex(4)


def catalogue(settings: Settings) -> Catalogues:
    """Read the sentences of the chosen language; others are read when they are spoken."""
    return Catalogues(config_dir() / "locales", settings.language)


def vocabulary() -> topics.Vocabulary:
    """Read what topics are made of: categories, foreign words, venues."""
    folder = config_dir()
    return topics.Vocabulary.read(
        (folder / "categories.tsv").read_text(encoding="utf-8"),
        (folder / "glossary.toml").read_text(encoding="utf-8"),
    )


def question_words() -> dict[str, tuple[str, ...]]:
    """Read what words in other scripts mean in a question about a paper."""
    known = tomllib.loads((config_dir() / "glossary.toml").read_text(encoding="utf-8"))
    # Topics know categories besides, which no paper speaks of.
    topical = {
        word: tuple(each.strip('"') for each in meant if "." not in each)
        for word, meant in known["words"].items()
    }
    asking = {word: tuple(meant) for word, meant in known["asking"].items()}
    return {word: meant for word, meant in (topical | asking).items() if meant}


def announcements() -> Calendar:
    """Read on which days arXiv announces papers."""
    return Calendar.read((config_dir() / "holidays.toml").read_text(encoding="utf-8"))


def blog_flavour(name: str = "hexo") -> Flavour:
    """Read how posts of a kind of blog look.

    Raises:
        UserError: There is no such kind.
    """
    return Flavour.read(config_dir() / "templates" / "blog", name)


def topic_reader(known: topics.Vocabulary | None = None) -> ReadTopic:
    """Return what reads a topic; each text is parsed once."""
    return lru_cache(maxsize=50_000)(partial(topics.read, vocabulary=known or vocabulary()))


def channel_defaults(settings: Settings) -> ChannelSettings:
    """Return what a channel has that has chosen nothing."""
    return ChannelSettings(schedule=Schedule(zone=settings.digest.zone), most=settings.digest.most)


@asynccontextmanager
async def open_store(settings: Settings) -> AsyncIterator[Store]:
    """Open the database, bring it up to date, and close it at the end."""
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    async with Database.open(settings.database.url.get_secret_value()) as database:
        yield Store(database)


async def cool_down(turnstile: Turnstile, now: datetime) -> datetime | None:
    """Return until when (UTC) arXiv asked us to wait, or None where it did not."""
    until = await turnstile.closed_until()
    return until if until and until > now + _WORTH_SAYING else None


@dataclass(frozen=True, slots=True)
class Arxiv:
    """The ways to arXiv, all behind one gate."""

    gate: Gate
    turnstile: Turnstile
    sources: tuple[PaperSource, ...]
    records: ArxivOai
    api: "ArxivApi"
    full_texts: "ArxivFullTexts"


def gate_turnstile(settings: Settings, store: Store) -> Turnstile:
    """Return what makes every process of this deployment take turns at arXiv."""
    if store.database.is_postgresql:
        return RowTurnstile(store.database)
    path = settings.data_dir / "arxiv-gate.json"
    return FileTurnstile(path, clock=clock, ticks=time.monotonic)


@asynccontextmanager
async def open_arxiv(settings: Settings, store: Store) -> AsyncIterator[Arxiv]:
    """Open the gate to arXiv and everything that goes through it."""
    # A fifth of a second of import, for which who reads the store or a file need not wait.
    from bot.fulltext.arxiv import ArxivFullTexts
    from bot.fulltext.cache import Cache
    from bot.fulltext.child import Child
    from bot.fulltext.limits import Limits
    from bot.sources.arxiv_api import ArxivApi

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
        records = ArxivOai(client, gate, chosen.oai_url)
        limits, files = settings.fulltext, settings.data_dir / "fulltext"
        full_texts = ArxivFullTexts(
            client,
            gate,
            Child(Limits(limits.most_mb, limits.most_pages, limits.seconds, limits.memory_mb)),
            Cache(files, limits.cache_mb),
            html_url=chosen.html_url,
            pdf_url=chosen.pdf_url,
            clock=clock,
        )
        yield Arxiv(gate, turnstile, sources, records, api, full_texts)


def prices(settings: Settings) -> Prices:
    """Read what models cost."""
    listed = (config_dir() / "prices.toml").read_text(encoding="utf-8")
    return Prices.read(listed, settings.spend.price)


def purse(settings: Settings, store: Store, clock: Callable[[], datetime] = clock) -> Spending:
    """Return what calls to a model are paid from."""
    return Spending(store, prices(settings), settings.spend.budgets, clock, new_id())


def chat_platforms(
    settings: Settings, specs: Sequence[CommandSpec], sentences: Catalogues
) -> list[ChatPlatform]:
    """Make the bot's end of every chat service that has its tokens.

    Raises:
        SettingsError: Slack lacks a setting that goes with another.
    """
    found: list[ChatPlatform] = []
    # Their libraries take most of a second to import, and half of it is for nothing without tokens.
    if settings.discord.token:
        from bot.platforms.discord import spelling as discord_spelling
        from bot.platforms.discord.adapter import DiscordPlatform

        found.append(
            DiscordPlatform(
                token=settings.discord.token.get_secret_value(),
                api_url=settings.discord.api_url,
                gateway_url=settings.discord.gateway_url,
                specs=specs,
                say_in=sentences.speaking(discord_spelling.speller(specs)),
                ready_s=settings.discord.ready_s,
            )
        )
    opening = partial(open_store, settings)
    if slack := slack_platform(settings, specs, sentences, clock, opening):
        found.append(slack)
    return found
