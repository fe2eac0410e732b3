"""Collecting in earnest: real sources, a real store and the loopback arXiv, on one simulated clock.

    async with newsroom(tmp_path) as room:
        room.announce(MONDAY, new=[paper(1)])
        await room.collect()
        assert room.clock.now ...

A day is announced as the real one does it: the records at 22:30 in New York, the lists at midnight.
"""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import httpx2

from bot.app import announcements
from bot.domain.batches import Batch as KnownBatch
from bot.domain.batches import DayState
from bot.domain.calendar import Calendar
from bot.domain.papers import Arrival, Paper, Version, described
from bot.gate import FileTurnstile, Gate, manners
from bot.pipeline.announced import Announced
from bot.pipeline.collecting import Collected, Collecting
from bot.sources.arxiv_api import ArxivApi
from bot.sources.arxiv_oai import ArxivOai
from bot.sources.arxiv_rss import ArxivRss
from bot.store import Store
from bot.store.database import Database
from tests.servers.arxiv import Arxiv
from tests.servers.arxiv_feeds import Batch
from tests.servers.arxiv_oai import OaiRecord
from tests.servers.clock import Clock
from tests.world import spare_migrations

MONDAY = date(2025, 11, 3)
DAY = timedelta(days=1)
# When papers are sent in that stand on the list of a day, and on none before.
FOR_MONDAY = "2025-10-31T12:00"
FOR_TUESDAY = "2025-11-03T12:00"
FOR_WEDNESDAY = "2025-11-04T12:00"


def sent(
    number: int,
    at: str = "2025-11-01T12:00",
    *categories: str,
    versions: Sequence[str] = (),
    comment: str | None = None,
    id: str = "",
    title: str = "",
) -> Paper:
    """Make a paper that was sent in at a moment (UTC), and perhaps again later."""
    moments = [datetime.fromisoformat(each).replace(tzinfo=UTC) for each in (at, *versions)]
    known = tuple(Version(count, moment) for count, moment in enumerate(moments, 1))
    listed = categories or ("cs.CV",)
    return described(
        id=id or f"2511.{number:05}",
        title=title or f"Diffusion {number}",
        abstract="We study it. We find that it works.",
        authors=("Ada Lovelace",),
        categories=listed,
        primary=listed[0],
        version=len(known),
        versions=known,
        submitted=moments[0],
        updated=moments[-1],
        comment=comment,
    )


@dataclass
class Newsroom:
    """What collects, and everything a test may turn."""

    arxiv: Arxiv
    store: Store
    collecting: Collecting
    calendar: Calendar
    clock: Clock

    def announce(
        self,
        day: date,
        new: Sequence[Paper] = (),
        crossed: Sequence[Paper] = (),
        replaced: Sequence[Paper] = (),
    ) -> None:
        """Let the lists hold a day and nothing else; the records keep what they had."""
        self.arxiv.announce(Batch(day, new, crossed, replaced))

    def announce_in(
        self,
        archive: str,
        day: date,
        new: Sequence[Paper] = (),
        crossed: Sequence[Paper] = (),
        replaced: Sequence[Paper] = (),
    ) -> None:
        """Let the list of one archive hold something else than what was announced to all."""
        self.arxiv.batches[archive] = Batch(day, new, crossed, replaced)
        self.record(*new, *crossed, *replaced, stamp=day)

    def record(self, *papers: Paper, stamp: date, withdrawn: bool = False) -> None:
        """Let the records know papers that stand in no list any more."""
        self.arxiv.record(*(OaiRecord(each, stamp, withdrawn) for each in papers))

    def in_time_for(self, day: date) -> str:
        """Return when (UTC) a paper was sent in that stands on the list of a day."""
        moment = self.calendar.out_at(day) - timedelta(hours=12)
        while self.calendar.announced_on(moment) != day:
            moment -= timedelta(hours=12)
        return f"{moment:%Y-%m-%dT%H:%M}"

    def wait_until(self, day: date, hour: int = 6) -> None:
        """Let the clock go to a day, a full hour of it (UTC)."""
        self.clock.now = datetime(day.year, day.month, day.day, hour, tzinfo=UTC)

    async def collect(self, *, every: bool = False) -> Collected:
        """Ask, as the running bot does."""
        return await self.collecting.collect(every=every)

    async def arrivals(self) -> list[Arrival]:
        """Return everything that has arrived, in order."""
        return await self.store.arrivals.between(0, await self.store.arrivals.last())

    async def told(self) -> list[tuple[str, str, str, bool]]:
        """Return what has arrived: number of the paper, kind, day, whether that is inferred."""
        return [
            (each.paper.id[-2:], each.kind.value, f"{each.day:%d}", each.inferred)
            for each in await self.arrivals()
        ]

    async def kinds(self) -> list[tuple[str, str]]:
        """Return what has arrived: number of the paper, and kind."""
        return [told[:2] for told in await self.told()]

    async def numbers(self) -> list[str]:
        """Return which papers have arrived."""
        return [told[0] for told in await self.told()]

    async def batches(self) -> dict[tuple[str, str], KnownBatch]:
        """Return every batch by archive and day."""
        known = await self.store.batches.between(date(2000, 1, 1), date(2100, 1, 1))
        return {(each.archive, f"{each.day:%d}"): each for each in known}

    async def day(self, day: date) -> DayState:
        """Return what people are told of a day."""
        [known] = await Announced(self.store, self.collecting, self.clock).days(day, day)
        return known


@asynccontextmanager
async def newsroom(
    folder: Path, *archives: str, now: datetime = datetime(2025, 11, 3, 6, tzinfo=UTC)
) -> AsyncIterator[Newsroom]:
    """Open a newsroom that follows some archives; opening it again on a folder is a restart."""
    clock = Clock(now)
    await spare_migrations(folder)
    with Arxiv(clock=clock) as arxiv:
        headers = manners("test", "ana@lab.example")
        async with (
            Database.open(str(folder / "paperboy.db")) as database,
            httpx2.AsyncClient(headers=headers) as client,
        ):
            gate = Gate(
                FileTurnstile(folder / "gate.json"),
                clock=clock,
                sleep=clock.sleep,
                delay=timedelta(seconds=3),
                random=lambda: 0.0,
            )
            store, calendar = Store(database), announcements()
            collecting = Collecting(
                store,
                [ArxivRss(client, gate, arxiv.rss_url, each) for each in archives or ("cs",)],
                ArxivOai(client, gate, arxiv.oai_url),
                ArxivApi(gate, arxiv.api_url, headers=headers, timeout=timedelta(seconds=5)),
                calendar,
                clock,
            )
            yield Newsroom(arxiv, store, collecting, calendar, clock)
            assert arxiv.early == [], "two requests within three seconds, or at once"
