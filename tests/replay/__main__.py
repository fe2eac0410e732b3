"""Plays arXiv back to the bot: a year that is made up, or weeks that were; see `tests.replay`."""

import argparse
import asyncio
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from tests.replay.played import Outcome, play, weeks, year
from tests.replay.year import Plan


async def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line says; 1 when a paper is lost, repeated, or arXiv asked in haste."""
    parser = argparse.ArgumentParser(prog="python -m tests.replay", description=__doc__)
    parser.add_argument("--papers", type=int, default=250_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--days", type=int, default=Plan.days)
    parser.add_argument("--history", type=Path, help="folder of real weeks to play back instead")
    parser.add_argument("--keep", type=Path, help="folder for the bot's data; it must be empty")
    given = parser.parse_args(arguments)
    screen = Console(width=None if sys.stdout.isatty() else 120)
    shown = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TimeElapsedColumn(),
        console=Console(stderr=True),
        disable=not sys.stderr.isatty(),
        transient=True,
    )
    with shown, TemporaryDirectory(prefix="paperboy-replay-") as spare:
        task = shown.add_task("making it up", total=None)

        def tell(what: str, share: float) -> None:
            shown.update(task, description=what, completed=share, total=1)

        folder = given.keep or Path(spare)
        folder.mkdir(parents=True, exist_ok=True)
        if given.history:
            stage = weeks(given.history)
        else:
            stage = year(Plan(given.papers, given.seed, days=given.days))
        outcome = await play(stage, folder, tell)
    _show(outcome, screen)
    return 0 if outcome.is_good else 1


def _show(outcome: Outcome, screen: Console) -> None:
    for table in outcome.tables():
        screen.print(table)
    for line in outcome.misses():
        screen.print(line, style="bold red", markup=False)


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
