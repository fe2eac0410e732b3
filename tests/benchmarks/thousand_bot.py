"""The bot of the test of a thousand channels, a process of its own: as `paperboy run` makes it.

What arXiv announces comes from a board. The settings are in the environment. On standard output it
says, a JSON object a line: `connected`; `due`, when every channel has become so; `served`, when all
have their digest, both in seconds since 1970. It is told on standard input to go, in any words.

    python -m tests.benchmarks.thousand_bot --papers 300
"""

import argparse
import asyncio
import json
import os
import sys
import time
from datetime import UTC, datetime

from bot import commands
from bot.app import Bot, assemble, catalogue, chat_platforms, open_store, open_writers
from bot.cli.logs import open_log
from bot.cli.memory import settle
from bot.cli.serve import until_told_to_stop
from bot.platforms.discord.adapter import DiscordPlatform
from bot.platforms.discord.traffic import PER_S, Traffic
from bot.platforms.slack.adapter import SlackPlatform
from bot.platforms.slack.pacing import Pacing
from bot.ports import ChatPlatform
from bot.settings import Settings, load
from tests.benchmarks.prepared import TODAY, batch
from tests.benchmarks.thousand_due import MORNING
from tests.world import Board

_BEGAN = datetime.now(UTC)


def clock() -> datetime:
    """Return a moment of the morning on which the papers were announced."""
    return MORNING + (datetime.now(UTC) - _BEGAN)


def tell(**what: object) -> None:
    """Say something to whoever started us."""
    print(json.dumps(what), flush=True)  # noqa: T201


def hurry(platform: ChatPlatform, settings: Settings, faster: float) -> None:
    """Let the clocks of a platform's limits go faster, as those of the service do."""

    def ticks() -> float:
        return time.monotonic() * faster

    async def sleep(seconds: float) -> None:
        await asyncio.sleep(seconds / faster)

    match platform:
        case DiscordPlatform():
            platform._traffic = Traffic(per_s=PER_S / faster)
        case SlackPlatform():
            slack = settings.slack
            platform._service._pacings[""] = Pacing(
                per_minute=slack.per_minute, gap_s=slack.gap_s, ticks=ticks, sleep=sleep
            )


async def serve(papers: int, faster: float) -> None:
    """Run the bot as `paperboy run` does."""
    settings = load(os.environ)
    open_log(settings)
    sentences = catalogue(settings)
    platforms = chat_platforms(settings, [each.spec for each in commands.ALL], sentences)
    if faster != 1:
        for platform in platforms:
            hurry(platform, settings, faster)
    board, ready, todays = Board(), asyncio.Event(), batch(TODAY, papers)
    async with open_store(settings) as store, open_writers(settings) as writers:
        bot = assemble(
            settings,
            store,
            platforms=platforms,
            sources=[board],
            lookup=None,
            writers=writers,
            say_in=sentences.say_in,
            clock=clock,
        )

        async def obey() -> None:
            await ready.wait()
            tell(connected=True)
            await asyncio.to_thread(sys.stdin.readline)
            board.up += todays
            await bot.pipeline.collect()
            tell(due=time.time())
            rounds = await digested(bot)
            tell(served=time.time(), rounds=rounds)

        async def run() -> None:
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(bot.run(lambda name: ready.set()))
                tasks.create_task(obey())

        settle()
        await until_told_to_stop(run())


async def digested(bot: Bot) -> int:
    """Let every channel that is due have its digest; return how often it was looked who is."""
    rounds = 0
    while await bot.pipeline.store.channels.due(clock()):
        rounds += 1
        await bot.scheduler.tick()
        while jobs := list(bot.runner._running.values()):
            await asyncio.wait(jobs)
    return rounds


if __name__ == "__main__":
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--papers", type=int, default=300)
    arguments.add_argument("--faster", type=float, default=1)
    given = arguments.parse_args()
    asyncio.run(serve(given.papers, given.faster))
