"""A database that another program has locked: waited for, then said; and on it goes after."""

import asyncio
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from bot.domain.errors import StoreError
from bot.store import dialects
from bot.store.database import Database
from bot.store.tables import event
from tests.faults.test_disk_full import assert_complete, posted, prepare, tick
from tests.store.samples import NOW
from tests.world import open_world

HOLDER = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN " + sys.argv[2])
print("held", flush=True)
sys.stdin.read()
"""


@contextmanager
def locked(file: Path, how: str = "IMMEDIATE") -> Iterator[None]:
    """Let another program hold a lock."""
    command = [sys.executable, "-c", HOLDER, str(file), how]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout
        assert holder.stdout.readline() == b"held\n"
        yield
        holder.kill()


async def hasten(database: Database) -> None:
    """Let SQLite wait for locks a twentieth of a second instead of five."""
    await database.write(lambda each: each.exec_driver_sql("PRAGMA busy_timeout=50"))


@pytest.fixture
def hasty(monkeypatch):
    """The same for a database that is being opened."""
    monkeypatch.setattr(dialects, "BUSY_MILLISECONDS", 50)


async def test_a_digest_waits_for_the_end_of_a_long_lock(tmp_path, caplog):
    async with open_world(tmp_path) as world:
        before = await prepare(world)
        await hasten(world.store.database)
        with locked(tmp_path / "paperboy.db"):
            await tick(world)
            assert "incident" in caplog.text
            assert f"{tmp_path / 'paperboy.db'} is locked by another program" in caplog.text
            assert "End that program" in caplog.text
            assert "could not be done now" in await world.ask("subscribe birds")
            # Whoever only reads is not held up.
            assert "1. diffusion" in await world.ask("topics")
            assert posted(tmp_path)[before:] == []
        await tick(world)
    assert_complete(tmp_path, before)


async def test_a_short_lock_is_waited_out(tmp_path):
    file = tmp_path / "paperboy.db"
    async with Database.open(str(file)) as database:

        async def work(connection):
            row = {"platform": "", "space": "", "event_id": "e", "at": NOW}
            return await dialects.add_new(connection, event, row)

        with closing(sqlite3.connect(file, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            writing = asyncio.create_task(database.write(work))
            done, _ = await asyncio.wait({writing}, timeout=0.2)
            assert not done
            other.execute("COMMIT")
        assert await writing


@pytest.mark.usefixtures("hasty")
@pytest.mark.parametrize("how", ["IMMEDIATE", "EXCLUSIVE"])
@pytest.mark.parametrize("journal", ["WAL", "DELETE"])
async def test_a_start_that_finds_it_locked_ends_soon_with_a_sentence(tmp_path, journal, how):
    file = tmp_path / "paperboy.db"
    async with Database.open(str(file)):
        pass
    with closing(sqlite3.connect(file)) as old:
        old.execute(f"PRAGMA journal_mode={journal}")
    with locked(file, how):
        async with asyncio.timeout(5):
            with pytest.raises(StoreError, match=r"is locked by another program .* try again"):
                async with Database.open(str(file)):
                    pass
    async with Database.open(str(file)):
        pass
