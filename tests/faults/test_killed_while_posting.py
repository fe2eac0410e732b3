"""SIGKILL at every kind of moment of a digest on the console; the restart posts the rest, once."""

import asyncio
import os
import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from bot.platforms.console.transcript import Transcript
from tests.world import LAB, open_world, paper

PAPERS = 12


async def prepare(folder: Path) -> None:
    async with open_world(folder) as world:
        await world.type("subscribe diffusion")
        await world.type("settings layout thread")
        await world.arrive(*(paper(n, f"Diffusion number {n}") for n in range(1, PAPERS + 1)))


async def post_until_killed(folder: Path, message: int, *, written: bool) -> None:
    """Post the digest, and die at one of its messages before or after it is written down."""
    append, posted = Transcript.append, 0

    def dying(self: Transcript, *fields: object) -> object:
        nonlocal posted
        posted += 1
        if posted == message and not written:
            os.kill(os.getpid(), signal.SIGKILL)
        done = append(self, *fields)
        if posted == message:
            os.kill(os.getpid(), signal.SIGKILL)
        return done

    Transcript.append = dying
    async with open_world(folder) as world:
        await world.deliver()


@pytest.mark.parametrize(
    ("message", "written"),
    [(1, False), (1, True), (2, True), (7, False), (7, True), (PAPERS + 1, True)],
)
async def test_every_paper_once_however_the_program_dies(tmp_path, nursery, message, written):
    await prepare(tmp_path)
    before = len(Transcript(tmp_path / "console.jsonl").all(LAB.native))
    died = await asyncio.to_thread(
        subprocess.run,
        nursery.line(
            tmp_path, message, int(written), module="tests.faults.test_killed_while_posting"
        ),
        cwd=Path(__file__).parents[2],
        check=False,
    )
    assert died.returncode == -signal.SIGKILL

    async with open_world(tmp_path) as world:
        await world.deliver()
        assert await world.deliver() == 0

    posted = Transcript(tmp_path / "console.jsonl").all(LAB.native)[before:]
    headings = [each for each in posted if each.under is None]
    cards = Counter(each.text.splitlines()[0] for each in posted if each.under)
    assert len(headings) == 1
    assert sorted(cards.values()) == [1] * PAPERS
    assert {each.under for each in posted if each.under} == {str(headings[0].id)}


if __name__ == "__main__":
    asyncio.run(post_until_killed(Path(sys.argv[1]), int(sys.argv[2]), written=sys.argv[3] == "1"))
