"""How often a model is asked for the texts of many channels: `python -m tests.benchmarks.texts`.

Channels want the same papers in several languages, while fifty people ask for the summary of one of
them; the program is killed in the middle and started again. Every request is counted on the model's
side. A text may cost one call, two where the first answer had to be repaired, and one more where
the program died while it was on its way.
"""

import argparse
import asyncio
import json
import sys
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console
from rich.table import Table
from typing_extensions import override

from bot.store import Store
from bot.store.database import Database
from tests.benchmarks.child import started
from tests.benchmarks.texts_program import LANGUAGES, papers
from tests.progress import Tell, progress
from tests.servers.openai import OpenAIServer
from tests.world import spare_migrations

_TRAPPED = 20
"""Of every so many papers the first answer about one is wrong."""

_WRONG = "It wins by 97 points."
_HELD = 20
"""So many requests before the kill, answers stop."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the model was asked.

    Attributes:
        wanted: Texts that somebody wants.
        texts: Texts that it was asked for, each counted once.
        doubled: First requests beyond one for each text.
        repairs: Requests for a better answer.
        wrong: Of those, beyond the one that a wrong answer may cost.
        in_flight: Requests that had no answer when the program was killed.
        wishes: Of all channels together, in the last run.
        seconds: That it all took.
    """

    wanted: int
    texts: int
    doubled: int
    repairs: int
    wrong: int
    in_flight: int
    wishes: int
    seconds: float

    @property
    def is_well(self) -> bool:
        """Say whether every text was asked for, and none more often than it may be."""
        return self.texts == self.wanted and not self.wrong and self.doubled <= self.in_flight


class Model(OpenAIServer):
    """A model that is wrong about some papers at first, and counts what it has answered."""

    def __init__(self) -> None:
        super().__init__()
        self.answered = 0

    @override
    def said(self, body: dict) -> tuple[str, str]:
        self.answered += 1
        if is_trapped(_title(body)) and not _is_repair(body):
            return _WRONG, json.dumps({"text": _WRONG})
        return super().said(body)


def is_trapped(title: str) -> bool:
    """Say whether the model is wrong about a paper at first."""
    return int(title.rsplit(" ", 1)[1]) % _TRAPPED == 0


async def measure(
    count: int, channels: int, *, kill: bool, folder: Path, tell: Tell = lambda *_: None
) -> Asked:
    """Let a program get every text, killed in the middle once, and count.

    Args:
        count: Papers, each wanted in every language.
        channels: That want some of them each.
        kill: Whether it is killed.
        folder: Where its database is made.
    """
    await spare_migrations(folder)
    address = str(folder / "paperboy.db")
    async with Database.open(address) as database:
        await Store(database).papers.add(papers(count))
    wanted, in_flight, began = count * len(LANGUAGES) + 1, 0, time.monotonic()
    async with Model() as model:
        arguments = (address, model.url, str(count), str(channels))
        dies_at = wanted // 2 if kill else 0

        def arrived(number: int) -> None:
            nonlocal in_flight
            tell("asking", number / wanted)
            if number == dies_at - _HELD:
                model.answering.clear()
            if number == dies_at:
                in_flight = number - model.answered
                program.process.kill()
                model.answering.set()

        model.arrived = arrived
        for _ in range(2 if kill else 1):
            async with started("tests.benchmarks.texts_program", *arguments, environ={}) as program:
                if dies_at > len(model.requests):
                    await program.process.wait()
                else:
                    wishes = (await program.says("wishes"))["wishes"]
        return _counted(model.requests, wanted, in_flight, wishes, time.monotonic() - began)


def _counted(
    requests: list[dict], wanted: int, in_flight: int, wishes: int, seconds: float
) -> Asked:
    first: Counter[tuple[str, str]] = Counter()
    again: Counter[tuple[str, str]] = Counter()
    for body in requests:
        # What a text is, in which language and of which detail, only its instructions say.
        text = (_title(body), body["messages"][0]["content"])
        (again if _is_repair(body) else first)[text] += 1
    return Asked(
        wanted=wanted,
        texts=len(first),
        doubled=first.total() - len(first),
        repairs=again.total(),
        wrong=sum(
            times - (first[text] if is_trapped(text[0]) else 0)
            for text, times in again.items()
            if not is_trapped(text[0]) or times > first[text]
        ),
        in_flight=in_flight,
        wishes=wishes,
        seconds=seconds,
    )


def _title(body: dict) -> str:
    title: str = json.loads(body["messages"][1]["content"])["title"]
    return title


def _is_repair(body: dict) -> bool:
    return len(body["messages"]) > 2


def main() -> int:
    """Run the whole and show what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--papers", type=int, default=2000)
    parser.add_argument("--channels", type=int, default=500)
    parser.add_argument("--no-kill", action="store_true", help="let it live")
    wish = parser.parse_args()
    with TemporaryDirectory() as folder, progress("texts") as tell:
        found = asyncio.run(
            measure(
                wish.papers, wish.channels, kill=not wish.no_kill, folder=Path(folder), tell=tell
            )
        )
    table = Table(show_header=False)
    for name, value in (
        ("wishes", f"{found.wishes:,} of {wish.channels} channels and 50 people"),
        ("texts", f"{found.texts:,} of {found.wanted:,} wanted"),
        ("asked for twice", f"{found.doubled}; {found.in_flight} in flight at the kill"),
        ("repairs", f"{found.repairs}, {found.wrong} of them more than may be"),
        ("seconds", f"{found.seconds:.0f}"),
    ):
        table.add_row(name, value)
    Console().print(table)
    return 0 if found.is_well else 1


if __name__ == "__main__":
    sys.exit(main())
