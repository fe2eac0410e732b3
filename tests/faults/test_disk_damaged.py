"""Files that are damaged, or not what they should be: said or mended, never written over."""

import json
import os
import subprocess
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import select

from bot.domain.errors import SourceError, StoreError, Throttled
from bot.gate import FileTurnstile, Gate
from bot.store.database import Database
from bot.store.tables import metadata
from tests.faults.test_store_migration import fill
from tests.servers.arxiv import Arxiv
from tests.servers.arxiv_feeds import Batch
from tests.servers.clock import Clock
from tests.world import paper

DELAY = timedelta(seconds=3)
LEASE = timedelta(minutes=2)
PAGE = 4096


# ------------------------------------------------------------------------------------ the database


@pytest.fixture
async def file(tmp_path: Path) -> Path:
    """A database with something in every table."""
    file = tmp_path / "paperboy.db"
    async with Database.open(str(file)) as database:
        await database.write(fill)
    return file


async def read_all(file: Path) -> None:
    """Read every row there is."""

    async def work(connection):
        for table in metadata.sorted_tables:
            (await connection.execute(select(table))).all()

    async with Database.open(str(file)) as database:
        await database.read(work)


def overwritten(body: bytes, page: int) -> bytes:
    """Return a file one page of which is garbage."""
    garbage = Random(page).randbytes(PAGE)  # noqa: S311
    return body[: page * PAGE] + garbage + body[(page + 1) * PAGE :]


@pytest.mark.parametrize("damage", ["header", "page", "end"])
async def test_a_damaged_database_is_named_with_what_to_do_and_left_as_it_is(file, damage):
    good = file.read_bytes()
    bad = {
        "header": b"garbage" * 100 + good[700:],
        "page": overwritten(good, 1),
        "end": good[: 3 * PAGE + 77],
    }[damage]
    file.write_bytes(bad)
    for _ in range(2):
        with pytest.raises(StoreError) as caught:
            await read_all(file)
        said = str(caught.value)
        assert said.startswith(f"{file} is damaged, or no database at all (")
        assert "put your last backup in its place" in said
        assert file.read_bytes() == bad
    file.write_bytes(good)
    await read_all(file)


async def test_whatever_page_is_damaged_nothing_but_that_sentence_comes_of_it(file):
    good, said = file.read_bytes(), 0
    for page in range(1, len(good) // PAGE, 3):
        bad = overwritten(good, page)
        file.write_bytes(bad)
        try:
            await read_all(file)
        except StoreError as error:
            said += f"{file} is damaged" in str(error)
        assert file.read_bytes() == bad
    assert said > 5


# ------------------------------------------------------------------------------- the gate's memory


def gate(path: Path, clock: Clock) -> Gate:
    return Gate(
        FileTurnstile(path, clock=clock),
        clock=clock,
        sleep=clock.sleep,
        delay=DELAY,
        random=lambda: 0,
        lease=LEASE,
    )


async def answered(gate: Gate) -> None:
    async with gate.turn():
        gate.judge(200, None, 1000)


@pytest.mark.parametrize(
    "damage",
    [
        b"",
        b"garbage\x00\xff",
        b"[" * 100_000,
        b'{"held_until": null, "next_at": "2099-01-01T00:00:00+00:00", "turns": "many"}',
        b'{"held_until": null, "next_at": "9999-12-31T00:00:00+00:00"}',
        b'{"held_until": null, "next_at": "2099-01-01T00:00:00+00:00",'
        b' "at": "2025-11-05T06:00:00+00:00"}',
    ],
)
async def test_a_damaged_memory_of_the_gate_is_mended_by_the_next_turn(tmp_path, damage):
    path, clock = tmp_path / "arxiv.json", Clock()
    path.write_bytes(damage)
    await answered(gate(path, clock))
    assert json.loads(path.read_bytes())["next_at"] == (clock() + DELAY).isoformat()


async def test_a_memory_that_cannot_even_be_read_is_mended_too(tmp_path):
    path, clock = tmp_path / "arxiv.json", Clock()
    path.symlink_to(path)
    await answered(gate(path, clock))
    assert not path.is_symlink()


@pytest.mark.parametrize("name", ["arxiv.json", "arxiv.json.lock", "arxiv.json.new"])
async def test_where_nobody_can_take_turns_nobody_asks_arxiv(tmp_path, name):
    path, wrong = tmp_path / "arxiv.json", tmp_path / name
    ours = gate(path, Clock())
    (wrong / "inside").mkdir(parents=True)
    with pytest.raises(SourceError) as caught:
        await answered(ours)
    assert str(caught.value).startswith(
        f"arXiv cannot be asked in turn: {wrong} cannot be written (Is a directory). Remove it"
    )
    (wrong / "inside").rmdir()
    wrong.rmdir()
    await answered(ours)


async def test_a_full_disk_lets_nobody_in_and_says_where_to_make_room(tmp_path):
    path = tmp_path / "arxiv.json"
    path.with_name("arxiv.json.new").symlink_to("/dev/full")
    with pytest.raises(
        SourceError, match=f"No space left on device.*Free some space in {tmp_path}"
    ):
        await answered(gate(path, Clock()))


async def test_an_answer_is_not_lost_because_leaving_could_not_be_noted(tmp_path, caplog):
    path, clock = tmp_path / "arxiv.json", Clock()
    ours, blocked = gate(path, clock), path.with_name("arxiv.json.new")
    async with ours.turn():
        blocked.symlink_to("/dev/full")
    assert "Free some space" in caplog.text
    blocked.unlink()
    # Whoever cannot know waits until we must have left; we keep our distance as ever.
    await answered(ours)
    assert clock.slept == [3]


async def test_a_cool_down_that_could_not_be_noted_is_kept_to_and_told_as_soon_as_it_can(tmp_path):
    path, clock = tmp_path / "arxiv.json", Clock()
    ours, blocked = gate(path, clock), path.with_name("arxiv.json.new")
    until = clock() + timedelta(minutes=10)

    async def refused() -> None:
        async with ours.turn():
            blocked.symlink_to("/dev/full")
            ours.judge(429, "600", 9)

    with pytest.raises(Throttled):
        await refused()
    blocked.unlink()
    for turnstile in (ours, ours, gate(path, clock)):
        with pytest.raises(Throttled) as caught:
            await answered(turnstile)
        assert caught.value.until == until
    clock.now = until
    await answered(gate(path, clock))


def test_a_folder_in_place_of_the_memory_stops_collecting_with_a_sentence(tmp_path, nursery):
    wrong = tmp_path / "arxiv-gate.json"
    wrong.mkdir()

    def collect() -> subprocess.CompletedProcess:
        return subprocess.run(
            nursery.line("collect"),
            cwd=Path(__file__).parents[2],
            env=environ,
            capture_output=True,
            text=True,
            check=False,
        )

    with Arxiv(spacing=timedelta(0)) as server:
        server.announce(Batch(date(2025, 11, 4), new=[paper(1, "Birds", submitted=None)]))
        environ = {
            "PATH": os.environ["PATH"],
            # Or a long path would be broken over two lines.
            "COLUMNS": "1000",
            "PAPERBOY_DATA_DIR": str(tmp_path),
            "PAPERBOY_ARXIV__API_URL": server.api_url,
            "PAPERBOY_ARXIV__RSS_URL": server.rss_url,
            "PAPERBOY_ARXIV__OAI_URL": server.oai_url,
            "PAPERBOY_ARXIV__DELAY_S": "0",
            "PAPERBOY_ARXIV__ARCHIVES": "cs",
        }
        failed = collect()
        assert failed.returncode == 1
        assert f"{wrong} cannot be written (Is a directory). Remove it" in failed.stderr
        assert server.requests == []
        wrong.rmdir()
        assert "1 new" in collect().stdout


# ---------------------------------------------------------------------------------- the transcript


def test_a_folder_in_place_of_the_transcript_is_named(tmp_path, nursery):
    (tmp_path / "console.jsonl").mkdir()
    done = subprocess.run(
        nursery.line("run", "--console"),
        cwd=Path(__file__).parents[2],
        env={"PATH": os.environ["PATH"], "PAPERBOY_DATA_DIR": str(tmp_path)},
        capture_output=True,
        stdin=subprocess.DEVNULL,
        text=True,
        check=False,
    )
    said = f"{tmp_path / 'console.jsonl'} cannot be used: Is a directory. Move it out of the way.\n"
    assert (done.returncode, done.stderr) == (1, said)
