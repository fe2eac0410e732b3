"""Gathers the papers of a digest that somebody asks for: from the store, a file or arXiv."""

import sys
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path

from bot.app import clock, open_arxiv, topic_reader
from bot.domain.days import read_range
from bot.domain.overview import By, Gathering, Overview
from bot.domain.topics import Topic, default_name
from bot.settings import Settings
from bot.sources.arxiv_query import api_query
from bot.sources.records import read_records
from bot.store import Store

_CHUNK = 1000


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


@dataclass(frozen=True, slots=True)
class Asked:
    """A wish that was understood, and what was found for it so far."""

    wish: Wish
    topics: tuple[tuple[str, Topic], ...]
    first: date | None
    last: date | None
    gathering: Gathering

    @property
    def name(self) -> str:
        """What the digest is called."""
        return self.wish.name or ", ".join(name for name, _ in self.topics)

    @property
    def overview(self) -> Overview:
        """All that was found, newest first, up to the limit."""
        return self.gathering.overview(self.name, self.wish.limit)

    async def fill(self, settings: Settings, store: Store | None) -> None:
        """Look through the papers there are.

        Args:
            store: None where a file is read.

        Raises:
            SourceError: arXiv was asked and did not answer.
        """
        if self.wish.source:
            _read_file(self.gathering, self.wish.source)
        elif store and self.wish.live:
            await self._ask_arxiv(settings, store)
        elif store:
            await _read_store(self.gathering, self.first, self.last, self.wish.by, store)

    async def _ask_arxiv(self, settings: Settings, store: Store) -> None:
        last = self.last or clock().date()
        async with open_arxiv(settings, store) as arxiv:
            for _, topic in self.topics:
                found = await arxiv.api.search(api_query(topic), self.first or last, last)
                self.gathering.add(found)


def read_wish(wish: Wish) -> Asked:
    """Understand a wish, before anything is opened.

    Raises:
        UserError: A topic or a day cannot be read.
    """
    read = topic_reader()
    wanted = tuple((default_name(topic), topic) for topic in map(read, wish.topics))
    first, last = read_range(wish.since, wish.until, clock().date())
    return Asked(wish, wanted, first, last, Gathering(wanted, by=wish.by, first=first, last=last))


def _read_file(gathering: Gathering, path: Path) -> None:
    nameless = broken = 0
    with read_records(path) as records:
        while chunk := list(islice(records, _CHUNK)):
            gathering.add([record.paper for record in chunk if record.paper])
            nameless += sum(record.title is not None for record in chunk)
            broken += sum(record.problem is not None for record in chunk)
    counts = ((nameless, "without an id"), (broken, "broken"))
    if left_out := ", ".join(f"{count:,} {what}" for count, what in counts if count):
        sys.stderr.write(f"Records left out: {left_out}. `paperboy import` says which.\n")


async def _read_store(
    gathering: Gathering, first: date | None, last: date | None, by: By, store: Store
) -> None:
    async for papers in store.papers.chunks(first, last, by, _CHUNK):
        gathering.add(papers)
    if not await store.papers.count():
        sys.stderr.write(
            "The store is empty. `paperboy collect` asks arXiv for the papers of the day, "
            "`paperboy import` reads files, and --from FILE reads one for this digest alone.\n"
        )
