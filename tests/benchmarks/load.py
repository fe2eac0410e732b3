"""The load test: a whole bot, a crowd at it, and a digest for every channel in the middle.

The bot is a process of its own with the real client library; here are the service it talks to and
the people. They act by a schedule (200 things a second: every second one a slash command, the
others clicks, picks, forms, reactions and the filling in of commands), and who is late for it
hurries: nobody waits for an answer before the next one asks. A tenth into the time today's papers
arrive, are matched and go out to every channel, and a third process imports papers of earlier days.
Times are taken where the service is: from the moment something is sent until the acknowledgement is
read.

    python -m tests.benchmarks.load both --seconds 60 --rate 200 --channels 1000 --imports 5000
"""

import argparse
import asyncio
import sys
from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

from tests.benchmarks.crowd import Crowd
from tests.benchmarks.crowd_on_discord import DiscordCrowd
from tests.benchmarks.crowd_on_slack import SlackCrowd
from tests.benchmarks.measured import Limits, Measured
from tests.benchmarks.rush import Plan, rush
from tests.progress import progress

CROWDS: dict[str, type[Crowd]] = {each.name: each for each in (DiscordCrowd, SlackCrowd)}


async def run(platform: str, plan: Plan, limits: Limits, screen: Console) -> bool:
    """Load one platform, show what came of it, and say whether it was good enough."""
    with progress(platform) as tell:
        found = await rush(
            CROWDS[platform], plan, lambda what, share: tell(f"{platform}: {what}", share)
        )
    _show(platform, plan, found, screen)
    misses = limits.missed(found)
    for miss in misses:
        screen.print(f"{platform}: {miss}", style="bold red")
    return not misses


def _show(platform: str, plan: Plan, found: Measured, screen: Console) -> None:
    table = Table(title=f"{platform}: {plan}", title_justify="left", show_header=False)
    for name, value in found.rows():
        table.add_row(name, value)
    screen.print(table)
    for line in found.slowest:
        screen.print(f"  {line}", style="dim", highlight=False, markup=False)
    for line in found.complaints:
        screen.print(f"  {line}", style="yellow", highlight=False, markup=False)


async def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line says; 1 when a limit is missed."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.load", description=__doc__)
    parser.add_argument("platform", choices=(*CROWDS, "both"))
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--rate", type=float, default=200, help="things that people do a second")
    parser.add_argument("--channels", type=int, default=1000)
    parser.add_argument("--papers", type=int, default=300, help="on each of two days")
    parser.add_argument("--imports", type=int, default=5000, help="papers of earlier days")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args(arguments)
    plan = Plan(given.seconds, given.rate, given.channels, given.papers, given.imports, given.seed)
    chosen = CROWDS if given.platform == "both" else [given.platform]
    screen = Console(width=None if sys.stdout.isatty() else 120)
    return 0 if all([await run(each, plan, Limits(), screen) for each in chosen]) else 1


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
