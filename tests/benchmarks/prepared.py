"""What a bot finds when it starts under load: channels that follow topics, and days of papers."""

import json
import random
from collections.abc import Iterable
from datetime import UTC, date, datetime
from itertools import product
from pathlib import Path

from bot.app import open_store, topic_reader
from bot.app.outside import channel_defaults
from bot.domain.chat import Channel
from bot.domain.papers import Announcement, ArrivalKind, described
from bot.settings import Settings

SAMPLE = Path(__file__).parents[2] / "config" / "sample.jsonl"
BEFORE, TODAY = date(2025, 11, 4), date(2025, 11, 5)
TOPICS = (
    "image generation",
    "reinforcement learning",
    "agent diffusion",
    "agent robot",
    "diffusion robot",
    '"image generation" agent',
    "personalization",
    "planning",
    "speech",
    "ti:diffusion -video",
    "ti:reasoning",
    "ti:video OR ti:speech",
)
"""Each wants between 16 and 57 of 300 papers."""


def batch(day: date, count: int) -> list[Announcement]:
    """Make a day's papers, the same at every call: real titles above real abstracts."""
    lines = SAMPLE.read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    pairs = list(product(rows, rows))
    random.Random(day.toordinal()).shuffle(pairs)  # noqa: S311
    return [
        Announcement(
            described(
                id=f"{day:%y%m}.{day.day:02}{number:03}",
                title=top["title"],
                abstract=body["abstract"],
                authors=top["authors"],
                categories=tuple(top["categories"]),
                primary=top["primary_category"],
                version=1,
                submitted=datetime(day.year, day.month, day.day, tzinfo=UTC),
            ),
            ArrivalKind.NEW,
            day,
        )
        for number, (top, body) in enumerate(pairs[:count])
    ]


def write_earlier(file: Path, count: int) -> None:
    """Write records of papers of earlier days into a file, as an operator has them."""
    made = batch(date(2025, 9, 1), count)
    rows = (
        {
            "id": f"25{9 - number // 5000:02}.{number % 5000:05}",
            "title": each.paper.title,
            "abstract": each.paper.abstract,
            "authors": list(each.paper.authors),
            "categories": list(each.paper.categories),
            "primary_category": each.paper.primary,
        }
        for number, each in enumerate(made)
    )
    file.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")


async def prepare(settings: Settings, channels: Iterable[Channel], papers: int, seed: int) -> None:
    """Let every channel follow up to three topics, then let a day's papers wait for them all."""
    chance, read, now = random.Random(seed), topic_reader(), datetime.now(UTC)  # noqa: S311
    async with open_store(settings) as store:
        for place in channels:
            known = await store.channels.open(place, channel_defaults(settings), now)
            for text in chance.sample(TOPICS, chance.randint(1, 3)):
                topic = read(text)
                await store.subscriptions.add(known.id, text, topic.text, topic.key, "Ana", now)
        await store.arrivals.add(batch(BEFORE, papers))
        await store.channels.wake(now)
