"""The kill test in full: 300 kills on every service and both databases.

    python -m tests.faults.kill
    python -m tests.faults.kill --kills 50 --platform slack --platform slack-blind --seed 7

Exits with 1 if anything was lost or repeated.
"""

import argparse
import asyncio
import sys
from collections.abc import Callable
from contextlib import ExitStack

from rich.console import Console
from rich.status import Status
from rich.table import Table

from tests.faults.kill.databases import POSTGRES, SQLITE, database, server
from tests.faults.kill.plan import Plan
from tests.faults.kill.run import Outcome, play
from tests.faults.kill.trial import SERVICES
from tests.faults.kill.zygote import warm_up


def main() -> int:
    """Run what the command line asks for, and say what came of it."""
    asked = _asked()
    what = Plan(
        channels=asked.channels,
        days=asked.days,
        papers=asked.papers,
        kills=asked.kills,
        seed=asked.seed,
    )
    # In a file there is room for every column.
    screen = Console(width=None if sys.stdout.isatty() else _WIDE)
    outcomes: dict[tuple[str, str], Outcome] = {}
    with ExitStack() as stack:
        zygote = stack.enter_context(warm_up())
        postgres = stack.enter_context(server()) if POSTGRES in asked.database else ""
        for kind in asked.database:
            for name in asked.platform:
                with ExitStack() as one:
                    address = one.enter_context(database(postgres)) if kind == POSTGRES else None
                    tell = _progress(
                        one.enter_context(screen.status("")), f"{name} on {kind}", what
                    )
                    outcome = asyncio.run(play(zygote, what, name, address, tell))
                outcomes[name, kind] = outcome
                screen.print(_line(name, kind, outcome))
    screen.print(_table(outcomes))
    for (name, kind), outcome in outcomes.items():
        if not outcome.verdict.good:
            screen.print(f"{name} on {kind}: {outcome.verdict}", style="red")
    return not all(outcome.verdict.good for outcome in outcomes.values())


def _asked() -> argparse.Namespace:
    told = argparse.ArgumentParser(prog="python -m tests.faults.kill", description=__doc__)
    told.formatter_class = argparse.RawDescriptionHelpFormatter
    told.add_argument("--kills", type=int, default=Plan().kills)
    told.add_argument("--channels", type=int, default=Plan().channels)
    told.add_argument("--days", type=int, default=Plan().days, choices=range(1, 10))
    told.add_argument("--papers", type=int, default=Plan().papers, help="announced each day")
    told.add_argument("--seed", type=int, default=Plan().seed)
    told.add_argument("--platform", action="append", choices=SERVICES)
    told.add_argument("--database", action="append", choices=(SQLITE, POSTGRES))
    asked = told.parse_args()
    asked.platform = asked.platform or list(SERVICES)
    asked.database = asked.database or [SQLITE, POSTGRES]
    return asked


def _progress(status: Status, where: str, what: Plan) -> Callable[[int, int], None]:
    def tell(kills: int, stage: int) -> None:
        stages = f"stage {stage + 1} of {what.stages}"
        status.update(f"{where}: {kills} of {what.kills} kills, {stages}")

    return tell


def _line(name: str, kind: str, outcome: Outcome) -> str:
    verdict = outcome.verdict
    wrong = f"{len(verdict.lost)} lost, {len(verdict.repeated)} repeated"
    deaths = f"{outcome.kills} kills in {outcome.seconds:.0f} s"
    marked = f"{verdict.by_kill} marked repeats by kills"
    return f"{name} on {kind}: {deaths}; {verdict.pairs} papers, {wrong}, {marked}"


def _table(outcomes: dict[tuple[str, str], Outcome]) -> Table:
    table = Table("Service", "Database", "Result")
    for title in _COLUMNS:
        table.add_column(title, justify="right")
    for (name, kind), outcome in outcomes.items():
        verdict = outcome.verdict
        numbers = (
            outcome.kills,
            outcome.lives,
            f"{outcome.seconds:.0f}",
            f"{outcome.kills / outcome.seconds:.1f}",
            sum(outcome.struck.values()),
            verdict.messages,
            verdict.pairs,
            len(verdict.lost),
            len(verdict.repeated),
            len(verdict.strays) + verdict.unexplained,
            verdict.marked,
            verdict.by_kill,
            verdict.by_answer,
        )
        result = "well" if verdict.good else "WRONG"
        table.add_row(name, kind, result, *(f"{number}" for number in numbers))
    return table


_WIDE = 160
_COLUMNS = (
    "Kills",
    "Lives",
    "Seconds",
    "Kills/s",
    "Bad answers",
    "Messages",
    "Papers",
    "Lost",
    "Repeated",
    "Strays",
    "Marked",
    "Repeats by kills",
    "by lost answers",
)


if __name__ == "__main__":
    sys.exit(main())
