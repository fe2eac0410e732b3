"""The real command, as a program of its own or, where only its words matter, in this process."""

import asyncio
import json
import logging
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import IO

import pytest
from click.testing import Result
from typer.testing import CliRunner

from bot.cli import app
from tests.nursery import Nursery
from tests.servers.arxiv import Arxiv
from tests.servers.arxiv_feeds import Batch
from tests.world import paper, spare_migrations

ROOT = Path(__file__).parents[2]
DAY = date(2025, 11, 4)
"""When the loopback arXiv announced last."""


@dataclass(frozen=True, slots=True)
class Paperboy:
    """The command with a folder and an environment of its own; nothing else of ours gets in."""

    folder: Path
    environ: dict[str, str]
    nursery: Nursery

    def ask(self, *arguments: object) -> Result:
        """Run it in this process."""
        runner = CliRunner(env=dict.fromkeys(os.environ) | self.environ)
        return runner.invoke(app, [str(each) for each in arguments], prog_name="paperboy")

    def run(
        self, *arguments: object, typed: str = "", from_cold: bool = False, **environ: str
    ) -> subprocess.CompletedProcess:
        """Run it as a program to its end."""
        return subprocess.run(
            self.line(*arguments, from_cold=from_cold),
            input=typed,
            capture_output=True,
            text=True,
            timeout=30,
            **self.around(**environ),
        )

    def start(
        self, *arguments: object, from_cold: bool = False, **streams: object
    ) -> subprocess.Popen:
        """Begin to run it as a program."""
        line = self.line(*arguments, from_cold=from_cold)
        return subprocess.Popen(line, **self.around(), **streams)

    def line(self, *arguments: object, from_cold: bool = False) -> list[str]:
        """Return the program and its arguments.

        Args:
            from_cold: Start as a person does, where the start, the memory or the number of the
                process is what a test is about; otherwise it has imported everything already.
        """
        if from_cold:
            return [sys.executable, "-m", "bot", *map(str, arguments)]
        return self.nursery.line(*arguments)

    def around(self, **environ: str) -> dict[str, object]:
        return {"cwd": ROOT, "env": self.environ | environ}


def read_until(stream: IO[str], text: str, within: int = 60) -> None:
    """Read lines up to the one that has `text`; what never comes is a failure, not a wait."""
    seen: list[str] = []

    def give_up(*_: object) -> None:
        raise AssertionError(f"{text!r} never came; there was:\n{''.join(seen)}")

    before = signal.signal(signal.SIGALRM, give_up)
    signal.alarm(within)
    try:
        for row in stream:
            seen.append(row)
            if text in row:
                return
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
    give_up()


@pytest.fixture(autouse=True)
def own_log() -> Iterator[None]:
    """Let a command set up the log of its process, and take that back."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    root.handlers.clear()
    yield
    for handler in root.handlers:
        handler.close()
    root.handlers[:] = handlers
    root.setLevel(level)


@pytest.fixture
def paperboy(tmp_path: Path, nursery: Nursery) -> Paperboy:
    """The command, with nothing set but where its things are."""
    folder = tmp_path / "data"
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    own = {"HOME": str(tmp_path), "USER": "ana", "COLUMNS": "100", "PYTHONUTF8": "1"}
    return Paperboy(folder, kept | own | {"PAPERBOY_DATA_DIR": str(folder)}, nursery)


@pytest.fixture
def arxiv(paperboy: Paperboy) -> Iterator[Arxiv]:
    """A loopback arXiv with two papers announced, which the command asks without a pause.

    The database is laid out already: to do that takes longer than most commands.
    """
    paperboy.folder.mkdir()
    asyncio.run(spare_migrations(paperboy.folder))
    papers = [
        paper(1, "Diffusion for birds", submitted=None),
        paper(2, "Large oceans", categories=["math.CO"]),
    ]
    with Arxiv(spacing=timedelta(0)) as server:
        server.announce(Batch(DAY, new=papers))
        paperboy.environ.update(
            PAPERBOY_ARXIV__API_URL=server.api_url,
            PAPERBOY_ARXIV__RSS_URL=server.rss_url,
            PAPERBOY_ARXIV__OAI_URL=server.oai_url,
            PAPERBOY_ARXIV__DELAY_S="0",
            PAPERBOY_ARXIV__ARCHIVES="cs,math",
        )
        yield server


@pytest.fixture
def write_records(tmp_path: Path) -> Callable[..., Path]:
    """Write records into a file, a line each; a text is written as it is."""

    def write(records: Iterable[dict | str], name: str = "papers.jsonl") -> Path:
        path = tmp_path / name
        rows = (each if isinstance(each, str) else json.dumps(each) for each in records)
        path.write_text("".join(f"{row}\n" for row in rows), encoding="utf-8")
        return path

    return write
