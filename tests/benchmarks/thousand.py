"""A thousand channels due in the same minute, on services that enforce their real limits.

The whole bot is a process of its own with the real client library and its store in a file; here is
the service, which counts. Nothing may be answered 429, and the digests should take little longer
than they must: on Discord all messages and threads at 50 a second, or the longest channel at 5 in
5 seconds; on Slack all messages by the workspace's budget, or the longest channel at 1 a second.
How many times as long it took is the ratio.

    python -m tests.benchmarks.thousand both --layout both --channels 1000

On Slack a thousand headings take 200 seconds, and with ten cards each 37 minutes. `--faster 10`
lets the clocks of all limits, the service's and the bot's, go ten times as fast: ten times the
work in the same time, so it is honest for as long as the CPU keeps up.
"""

import argparse
import asyncio
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace

from rich.console import Console
from rich.table import Table

from tests.benchmarks.thousand_due import Measured, Plan, Service, measure
from tests.benchmarks.thousand_on_discord import ThousandOnDiscord
from tests.benchmarks.thousand_on_slack import ThousandOnSlack
from tests.progress import progress

SERVICES: dict[str, type[Service]] = {
    each.name: each for each in (ThousandOnDiscord, ThousandOnSlack)
}
MOST = 1.10
"""So many times the best possible is good enough."""


async def run(platform: str, plan: Plan, screen: Console) -> bool:
    """Measure one platform and layout, show what came of it, and say whether it is good enough."""
    with progress(platform) as tell:
        found = await measure(
            SERVICES[platform], plan, lambda what, share: tell(f"{platform}: {what}", share)
        )
    table = Table(title=f"{platform}: {plan}", title_justify="left", show_header=False)
    for name, value in rows(found):
        table.add_row(name, value)
    screen.print(table)
    for line in found.complaints:
        screen.print(f"  {line}", style="yellow", highlight=False, markup=False)
    misses = found.missed(MOST)
    for miss in misses:
        screen.print(f"{platform}: {miss}", style="bold red")
    return not misses


def rows(found: Measured) -> Iterator[tuple[str, str]]:
    """Say all of it."""
    kinds = ", ".join(f"{count} {what}" for what, count in found.counts.items())
    yield "messages", f"{found.counts.total()}: {kinds}"
    yield "requests besides", str(found.besides)
    yield "digests", f"{found.complete} of {found.channels} complete, in {found.rounds} rounds"
    yield "best", f"{found.best:.1f} s"
    yield "took", f"{found.took:.1f} s, the first after {found.first:.1f} s"
    yield "confirmed after", f"{found.settled:.1f} s"
    yield "ratio", f"{found.ratio:.3f}"
    refused = ", ".join(f"{count} {what}" for what, count in found.too_many.items())
    yield "answered 429", refused or "0"
    bot, service = found.bot_cpu / found.settled, found.service_cpu / found.settled
    yield "CPU", f"bot {bot:.0%} of a core ({found.bot_cpu:.1f} s), service {service:.0%}"
    yield "load of the machine", " → ".join(f"{each:.1f}" for each in found.load)


async def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line says; 1 when something is not good enough."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.thousand")
    parser.add_argument("platform", nargs="?", choices=(*SERVICES, "both"), default="both")
    parser.add_argument("--layout", choices=("list", "cards", "both"), default="both")
    parser.add_argument("--channels", type=int, default=1000)
    parser.add_argument("--cards", type=int, default=10, help="in each digest")
    parser.add_argument("--papers", type=int, default=300, help="announced that day")
    parser.add_argument("--faster", type=float, default=1, help="clocks of all limits")
    parser.add_argument("--per-minute", type=int, default=300, help="messages in a workspace")
    parser.add_argument("--no-history", action="store_true", help="Slack may not be read")
    given = parser.parse_args(arguments)
    plan = Plan(
        channels=given.channels,
        cards=given.cards,
        papers=given.papers,
        faster=given.faster,
        per_minute=given.per_minute,
        history=not given.no_history,
    )
    platforms = SERVICES if given.platform == "both" else [given.platform]
    layouts = ("list", "cards") if given.layout == "both" else [given.layout]
    screen = Console(width=None if sys.stdout.isatty() else 100)
    good = [
        await run(platform, replace(plan, listed=layout == "list"), screen)
        for platform in platforms
        for layout in layouts
    ]
    return 0 if all(good) else 1


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
