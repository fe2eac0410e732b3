"""A fortnight of announcements, posted to four channels and printed as people there saw it.

    python -m tests.diary [FOLDER]

FOLDER holds `papers_dev.jsonl.gz` and `announcements_dev.jsonl.gz`; without it the three days of
the demo are replayed.
"""

import asyncio
import gzip
import json
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from rich.console import Console

from bot.domain.chat import Channel
from bot.domain.papers import Announcement, ArrivalKind, Paper
from bot.settings import config_dir
from bot.sources.records import RecordFile, read_records
from tests.world import ANA, Hands, World, open_world

CHANNELS = {
    "#ai-firehose": (("cs.AI OR cs.CL OR cs.LG",), "announced"),
    "#try-on": (('"virtual try on" OR "garment"',), "announced"),
    "#lab": (
        ('"image generation" OR "text to image" OR diffusion', "agent LLM NOT medical"),
        "announced",
    ),
    "#robots-weekly": (("cs.RO manipulation",), "09:00 Europe/Berlin fri"),
}
_OUT = time(5, 30)
"""UTC; half past midnight in New York, when arXiv's feeds have switched."""


@dataclass
class Diary:
    """What every channel saw, in order."""

    entries: list[tuple[datetime, str]] = field(default_factory=list)
    told: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    announced: set[str] = field(default_factory=set)


def announcements(folder: Path | None) -> dict[date, list[Announcement]]:
    """Return what was announced on each day."""
    if folder is None:
        return _sample()
    papers = _papers(folder / "papers_dev.jsonl.gz")
    rows: dict[date, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    with gzip.open(folder / "announcements_dev.jsonl.gz", "rt") as file:
        for row in file:
            day, id, _, _, kind = json.loads(row)
            rows[date.fromisoformat(day)][id].add(kind)
    seen: set[str] = set()
    days: dict[date, list[Announcement]] = {}
    for day, listed in sorted(rows.items()):
        days[day] = [
            Announcement(papers[id], _kind(id, kinds, day, seen), day)
            for id, kinds in sorted(listed.items())
            if id in papers
        ]
        seen |= set(listed)
    return days


async def keep(folder: Path | None, data: Path) -> Diary:
    """Let the days pass and write the diary.

    At the weekend Friday's list is seen again, as live crawls have seen it.
    """
    diary = Diary()
    days = announcements(folder)
    first = min(days)
    clock = Hands(datetime.combine(first - timedelta(days=1), time(12), UTC))
    async with open_world(data, clock=clock) as world:
        for name, (topics, when) in CHANNELS.items():
            place = Channel("console", "", name.removeprefix("#"), name)
            for topic in topics:
                await world.type(f"subscribe {topic}", person=ANA, channel=place)
            await world.type(f"settings when {when}", person=ANA, channel=place)
        world.posted()
        for offset in range((max(days) - first).days + 1):
            day = first + timedelta(days=offset)
            world.board.up = days.get(day) or world.board.up
            if day in days:
                diary.announced |= {each.paper.id for each in days[day]}
            await _live(world, diary, datetime.combine(day, _OUT, UTC))
            await _live(world, diary, datetime.combine(day, time(8, 1), UTC), collect=False)
        for name in CHANNELS:
            place = Channel("console", "", name.removeprefix("#"), name)
            diary.told[name] = await _told(world, place, diary.announced)
    return diary


async def _live(world: World, diary: Diary, now: datetime, *, collect: bool = True) -> None:
    world.clock.now = now
    if collect:
        await world.bot.pipeline.collect()
    for channel in await world.store.channels.due(now):
        await world.bot.pipeline.deliver(channel.id)
        if seen := world.posted().strip():
            diary.entries.append((now, seen))


async def _told(world: World, place: Channel, ids: Iterable[str]) -> list[str]:
    channel = await world.store.channels.find(place)
    assert channel
    return sorted(await world.store.digests.told(channel.id, list(ids)))


def _papers(path: Path) -> dict[str, Paper]:
    with read_records(path) as records:
        return {record.paper.id: record.paper for record in records if record.paper}


def _sample() -> dict[date, list[Announcement]]:
    async def read() -> list[Announcement]:
        return list((await RecordFile(config_dir() / "sample.jsonl").today()).announcements)

    days: dict[date, list[Announcement]] = defaultdict(list)
    for each in asyncio.run(read()):
        days[each.day].append(each)
    return dict(days)


def _kind(id: str, kinds: set[str], day: date, seen: set[str]) -> ArrivalKind:
    """Say as what a paper was listed: the crawls do not always."""
    if "new" in kinds and id not in seen:
        return ArrivalKind.NEW
    if "replaced" in kinds:
        return ArrivalKind.REPLACED
    recent = id[:4] >= f"{day - timedelta(days=20):%y%m}"
    return ArrivalKind.NEW if recent and id not in seen else ArrivalKind.CROSS


def main() -> None:
    """Print the diary."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    with tempfile.TemporaryDirectory() as data:
        diary = asyncio.run(keep(folder, Path(data)))
    screen = Console(file=sys.stdout, markup=False, highlight=False, soft_wrap=True)
    day = None
    for moment, seen in diary.entries:
        if moment.date() != day:
            day = moment.date()
            screen.rule(f"{day:%A %d %B %Y}")
        screen.print(f"{seen}\n")


if __name__ == "__main__":
    main()
