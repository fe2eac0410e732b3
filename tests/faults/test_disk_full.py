"""A full disk: a sentence that helps, nothing half-written, and on it goes when there is room."""

import asyncio
import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import event
from sqlalchemy.pool import Pool

from bot.domain.errors import StoreError
from bot.domain.jobs import Collect
from bot.platforms.console.transcript import Posted, Transcript
from bot.store.database import Database
from tests.faults.full_disk import full_disk
from tests.faults.test_store_migration import columns, fill, rows, taken
from tests.world import LAB, World, open_world, paper

TITLES = [f"Diffusion number {n}" for n in range(1, 7)]
PAPERS = [paper(n, title) for n, title in enumerate(TITLES, 1)]

NOWHERE = {f"PAPERBOY_ARXIV__{name}_URL": "http://127.0.0.1:9" for name in ("API", "RSS", "OAI")}
"""arXiv is not asked."""


async def prepare(world: World) -> int:
    """Have a digest due; return how many messages there are before it."""
    await world.type("subscribe diffusion")
    await world.type("settings layout thread")
    await world.arrive(*PAPERS)
    return len(posted(world.settings.data_dir))


def posted(folder: Path) -> list[Posted]:
    return Transcript(folder / "console.jsonl").all(LAB.native)


def assert_complete(folder: Path, before: int) -> None:
    """See that the digest stands there once: one heading, and each card under it."""
    new = posted(folder)[before:]
    headings = [each for each in new if each.under is None]
    assert len(headings) == 1
    cards = [each.text.splitlines()[0].partition(". ")[2] for each in new if each.under]
    assert sorted(cards) == TITLES
    assert {each.under for each in new if each.under} == {str(headings[0].id)}


async def tick(world: World) -> None:
    """Let a minute's tick do its work."""
    await world.bot.scheduler.tick()
    await world.settle()


@pytest.mark.parametrize("restarted", [False, True])
@pytest.mark.parametrize(
    "write",
    [
        "INSERT ON digest",
        "INSERT ON told",
        "INSERT ON post",
        "UPDATE OF native ON post",
        "INSERT ON message",
        "UPDATE OF finished_at ON digest",
        "UPDATE OF next_due ON channel",
    ],
)
async def test_a_digest_that_ran_out_of_disk_ends_complete_and_unrepeated(
    tmp_path, caplog, write, restarted
):
    async with open_world(tmp_path) as world:
        before = await prepare(world)
        async with full_disk(world.store.database, write):
            for _ in range(3):
                caplog.clear()
                await tick(world)
                assert "incident" in caplog.text
                assert f"The disk is full: {tmp_path / 'paperboy.db'} cannot grow." in caplog.text
                assert f"Free some space in {tmp_path} and try again" in caplog.text
        caplog.clear()
        if not restarted:
            await tick(world)
    if restarted:
        async with open_world(tmp_path) as world:
            await tick(world)
    assert "incident" not in caplog.text
    assert_complete(tmp_path, before)


async def test_arrivals_that_found_no_room_are_asked_for_again_whole(tmp_path, caplog):
    async with open_world(tmp_path) as world:
        await world.type("subscribe diffusion")
        await world.type("settings layout thread")
        before = len(posted(tmp_path))
        world.board.put(PAPERS)
        async with full_disk(world.store.database, "INSERT ON arrival WHEN new.seq = 4"):
            world.bot.runner.submit(Collect())
            await world.settle()
            assert "incident" in caplog.text
            assert f"Free some space in {tmp_path} and try again" in caplog.text
            assert await world.store.arrivals.last() == 0
            await tick(world)
            assert posted(tmp_path)[before:] == []
        world.bot.runner.submit(Collect())
        await world.settle()
        assert await world.store.arrivals.last() == len(PAPERS)
        await tick(world)
    assert_complete(tmp_path, before)


async def test_who_asks_is_told_that_nothing_was_lost_and_where_to_turn(tmp_path, caplog):
    async with open_world(tmp_path) as world:
        async with full_disk(world.store.database, "INSERT ON subscription"):
            answer = await world.ask("subscribe diffusion")
            assert "could not be done now, and nothing was lost" in answer
            incident = answer.partition("send ")[2].split()[0]
            assert f"incident {incident}" in caplog.text
            assert f"Free some space in {tmp_path} and try again" in caplog.text
        assert "Understood as: diffusion" in await world.ask("subscribe diffusion")


async def test_messages_that_found_no_room_are_posted_when_there_is(tmp_path, caplog):
    async with open_world(tmp_path) as world:
        before = await prepare(world)
        kept, file = tmp_path / "kept", tmp_path / "console.jsonl"
        file.rename(kept)
        file.symlink_to("/dev/full")
        await tick(world)
        assert "No space left on device" in caplog.text
        file.unlink()
        kept.rename(file)
        await tick(world)
    assert_complete(tmp_path, before)


async def test_a_new_release_that_finds_no_room_leaves_the_old_database(tmp_path):
    file = tmp_path / "paperboy.db"
    first = taken(tmp_path / "first", "0001")
    async with Database.open(str(file), first) as database:
        await database.write(fill)
        then = await rows(database), await columns(database)
    room = f"PRAGMA max_page_count={file.stat().st_size // 4096 + 2}"

    def no_room(connection, _):
        cursor = connection.cursor()
        cursor.execute(room)
        cursor.close()

    event.listen(Pool, "connect", no_room)
    try:
        with pytest.raises(StoreError) as caught:
            async with Database.open(str(file)):
                pass
    finally:
        event.remove(Pool, "connect", no_room)
    assert f"Nothing was changed. Free some space in {tmp_path} and" in str(caught.value)
    async with Database.open(str(file), first) as database:
        assert (await rows(database), await columns(database)) == then
    async with Database.open(str(file)) as database:
        assert set(then[0]["subscription"][0]) < set((await rows(database))["subscription"][0])


def test_a_disk_that_gives_way_page_by_page_gets_it_all_said_once(tmp_path, nursery):
    done = subprocess.run(
        nursery.line(tmp_path, module="tests.faults.test_disk_full"),
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    before, failed = map(int, done.stdout.split())
    assert failed > 20
    assert_complete(tmp_path, before)


async def squeeze(folder: Path) -> None:
    """Post a digest while no file may grow by more than a few pages at each try."""
    async with open_world(folder) as world:
        before = await prepare(world)
        room, failed = (folder / "paperboy.db-wal").stat().st_size, 0
        assert room > 10 * (folder / "console.jsonl").stat().st_size
        while True:
            resource.setrlimit(resource.RLIMIT_FSIZE, (room, resource.RLIM_INFINITY))
            try:
                await world.deliver()
                break
            except StoreError as error:
                if "See whether it is full, over a quota or broken" not in str(error):
                    raise
                failed, room = failed + 1, room + 8192
    sys.stdout.write(f"{before} {failed}")


@pytest.mark.parametrize("command", [["topics", "check", "diffusion"], ["slack-manifest"]])
def test_output_for_which_there_is_no_room_is_said_to_be_lost(tmp_path, nursery, command):
    environ = {"PATH": os.environ["PATH"], "PAPERBOY_DATA_DIR": str(tmp_path / "data")}
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            nursery.line(*command),
            cwd=Path(__file__).parents[2],
            env=environ,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    said = "This cannot be written: No space left on device. Free some space, then try again.\n"
    assert (done.returncode, done.stderr) == (1, said)


def test_a_log_for_which_there_is_no_room_is_left_out_and_not_drawn_over_the_chat(
    tmp_path, nursery
):
    (tmp_path / "paperboy.log").symlink_to("/dev/full")
    done = subprocess.run(
        nursery.line("run", "--console"),
        cwd=Path(__file__).parents[2],
        env={"PATH": os.environ["PATH"], "PAPERBOY_DATA_DIR": str(tmp_path)} | NOWHERE,
        input="topics\n",
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "follows nothing yet" in done.stdout


if __name__ == "__main__":
    asyncio.run(squeeze(Path(sys.argv[1])))
