"""The program that gets texts for many channels, as a process of its own that may be killed."""

import asyncio
import json
import os
import random
import sys
from datetime import UTC, datetime

from openai import AsyncOpenAI

from bot.domain.chat import Channel, Person
from bot.domain.languages import Languages
from bot.domain.papers import Paper
from bot.domain.spend import Payer
from bot.domain.summaries import Detail, Order
from bot.pipeline.writing import Writing
from bot.settings import config_dir
from bot.store import Store
from bot.store.database import Database
from bot.summarisers.extractive import Extractive
from bot.summarisers.openai import OpenAISummariser
from tests.servers.openai import KEY
from tests.world import paper

LANGUAGES = ("en", "zh", "de")
PEOPLE = 50
_EACH = 0.06
"""Of all papers a channel wants this share."""
_AT_ONCE = 64
"""Channels whose digests are on their way at once."""


def papers(count: int) -> list[Paper]:
    """Make papers that differ by a number."""
    return [
        paper(n, f"Diffusion number {n}", f"We introduce number {n} of many. It is of use.")
        for n in range(1, count + 1)
    ]


def plan(papers: int, channels: int) -> list[tuple[str, list[int]]]:
    """Say in which language each channel wants which papers; of each, all are wanted."""
    chance = random.Random(7)  # noqa: S311 - nothing secret is drawn
    most = max(round(papers * _EACH), 1)
    wanted = [
        (LANGUAGES[number % 3], chance.sample(range(papers), most)) for number in range(channels)
    ]
    for place, language in enumerate(LANGUAGES):
        seen = {each for spoken, some in wanted if spoken == language for each in some}
        wanted[place][1].extend(sorted(set(range(papers)) - seen))
    return wanted


async def run(address: str, url: str, papers_wanted: int, channels: int) -> None:
    """Get every text, and say how many were wished for."""
    listed = papers(papers_wanted)
    places, wishes = asyncio.Semaphore(_AT_ONCE), 0
    async with (
        Database.open(address) as database,
        AsyncOpenAI(api_key=KEY, base_url=url, max_retries=0) as client,
    ):
        writer = OpenAISummariser(client, "small-1", config_dir() / "prompts")
        writing = Writing(
            Store(database),
            (writer,),
            Extractive(),
            None,
            lambda: datetime.now(UTC),
            str(os.getpid()),
            Languages(("en",)),
            at_once=50,
        )
        await writing.give_up_left()

        async def digest(number: int, language: str, wanted: list[int]) -> None:
            nonlocal wishes
            payer = Payer(Channel("console", "", f"c{number}", f"#c{number}"))
            async with places:
                some = [listed[each] for each in wanted]
                said = await writing.all_of(some, Detail.HEADLINE, Languages((language,)), payer)
            assert not any(each.fallback for each in said.values())
            wishes += len(wanted)

        async def ask(number: int) -> None:
            who = Person("console", "", f"p{number}", f"Person {number}")
            said = await writing.summarise(listed[0], Order(Detail.TLDR), Payer(None, who))
            assert not said.fallback

        digests = [
            asyncio.create_task(digest(number, *each))
            for number, each in enumerate(plan(papers_wanted, channels))
        ]
        await asyncio.sleep(0)
        await asyncio.gather(*digests, *(ask(number) for number in range(PEOPLE)))
    sys.stdout.write(json.dumps({"wishes": wishes}) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    asyncio.run(run(sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])))
