import asyncio
import sqlite3
from contextlib import closing
from itertools import count

import pytest
from sqlalchemy import func, insert, select, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from bot.domain.errors import StoreError
from bot.store.database import Database, urgently
from bot.store.dialects import add_new
from bot.store.tables import event

from .samples import NOW

ROW = {"platform": "console", "space": "", "event_id": "1", "at": NOW}


async def add(connection):
    await connection.execute(insert(event).values(ROW))


async def seen(connection):
    return len((await connection.execute(select(event))).all())


async def test_what_was_written_is_read_and_kept(address):
    async with Database.open(address) as database:
        await database.write(add)
        assert await database.read(seen) == 1
    async with Database.open(address) as database:
        assert await database.read(seen) == 1


async def test_work_that_throws_changes_nothing(database):
    async def work(connection):
        await add(connection)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await database.write(work)
    assert await database.read(seen) == 0


async def test_a_reader_cannot_write(database):
    with pytest.raises((StoreError, DBAPIError), match=r"read-?\s?only"):
        await database.read(add)


async def test_a_reader_sees_one_moment_for_all_it_asks(database):
    async def work(connection):
        before = await seen(connection)
        await database.write(add)
        return before, await seen(connection)

    assert await database.read(work) == (0, 0)
    assert await database.read(seen) == 1


async def test_what_is_urgent_waits_for_no_other_reader(database):
    go_on, one = asyncio.Event(), select(func.count()).select_from(event)

    async def slow(connection):
        await connection.scalar(one)
        await go_on.wait()

    async def quick(connection):
        return await connection.scalar(one)

    held = [asyncio.create_task(database.read(slow)) for _ in range(20)]
    behind = asyncio.create_task(database.read(quick))
    with urgently():
        assert await database.read(quick) == 0
    assert not behind.done()
    go_on.set()
    await asyncio.gather(*held, behind)


async def test_a_broken_rule_is_our_fault_and_not_the_operators(database):
    await database.write(add)
    with pytest.raises(IntegrityError):
        await database.write(add)


async def test_writers_wait_their_turn_however_many_there_are(database):
    async def one_more(connection):
        row = ROW | {"event_id": str(next(ids))}
        assert await add_new(connection, event, row)

    ids = count()
    await asyncio.gather(*(database.write(one_more) for _ in range(100)))
    assert await database.read(seen) == 100


async def test_a_deadlock_is_tried_again(postgres_database):
    has_one = {1: asyncio.Event(), 2: asyncio.Event()}
    tries = []

    async def cross(mine, other):
        async def work(connection):
            tries.append(mine)
            await connection.execute(select(func.pg_advisory_xact_lock(mine)))
            has_one[mine].set()
            await has_one[other].wait()
            await connection.execute(select(func.pg_advisory_xact_lock(other)))
            return mine

        return await postgres_database.write(work)

    assert await asyncio.gather(cross(1, 2), cross(2, 1)) == [1, 2]
    assert len(tries) == 3


async def test_a_closed_database_says_so_and_closes_again(address):
    async with Database.open(address) as database:
        await database.close()
        with pytest.raises(StoreError, match="closed"):
            await database.read(seen)
    await database.close()


@pytest.mark.parametrize(
    "wrong",
    [
        "mysql://x/y",
        "sqlite://",
        "sqlite:///:memory:",
        "://",
        "postgresql://nobody@/x?host=/nowhere",
    ],
)
async def test_an_address_that_leads_nowhere_is_the_operators(wrong):
    with pytest.raises(StoreError):
        async with Database.open(wrong):
            pass


async def test_a_plain_path_is_a_sqlite_file(tmp_path):
    async with Database.open(str(tmp_path / "100% mine.db")) as database:
        await database.write(add)
    assert (tmp_path / "100% mine.db").exists()


async def test_a_folder_that_is_not_there_is_the_operators(tmp_path):
    with pytest.raises(StoreError, match="unable to open database file"):
        async with Database.open(str(tmp_path / "nowhere" / "paperboy.db")):
            pass


async def test_a_damaged_file_is_the_operators(tmp_path):
    (tmp_path / "paperboy.db").write_bytes(b"This is no database. " * 500)
    with pytest.raises(StoreError, match="not a database"):
        async with Database.open(str(tmp_path / "paperboy.db")):
            pass


async def test_sqlite_is_set_up_as_measured(tmp_path):
    async with Database.open(str(tmp_path / "paperboy.db")) as database:

        async def settings(connection):
            names = ("journal_mode", "synchronous", "foreign_keys", "query_only", "busy_timeout")
            names = (*names, "wal_autocheckpoint")
            return [await connection.scalar(text(f"PRAGMA {name}")) for name in names]

        assert await database.write(settings) == ["wal", 1, 1, 0, 5000, 1000]
        assert (await database.read(settings))[3:] == [1, 5000, 0]


async def test_sqlite_keeps_another_writer_out_from_the_first_statement(tmp_path):
    path = tmp_path / "paperboy.db"
    async with Database.open(str(path)) as database:

        async def work(connection):
            await seen(connection)
            locked = pytest.raises(sqlite3.OperationalError, match="locked")
            with closing(sqlite3.connect(path, timeout=0)) as other, locked:
                other.execute("BEGIN IMMEDIATE")

        await database.write(work)
