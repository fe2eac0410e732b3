import shutil
from pathlib import Path

import pytest
from sqlalchemy import Column, MetaData, Table, delete, func, insert, inspect, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.errors import StoreError
from bot.store import Store
from bot.store.columns import Day
from bot.store.database import Database
from bot.store.migrations import TODAY
from bot.store.tables import metadata
from tests.store.samples import MONDAY

STEP = '''
"""A step of the future."""
from alembic import op
from sqlalchemy import Column, Text

revision = "9998"
down_revision = "NEWEST"


def upgrade():
    op.create_table("extra", Column("id", Text(), primary_key=True))
    for name in ("paper", "channel", "person", "saved", "digest"):
        with op.batch_alter_table(name) as batch:
            batch.add_column(Column("more", Text()))
            if name in ("channel", "digest"):
                column = "name" if name == "channel" else "slot"
                batch.alter_column(column, existing_type=Text(), nullable=True)
            elif name == "saved":
                batch.alter_column("facts", existing_type=Text(), nullable=True)
            elif name == "paper":
                batch.drop_column("license")
'''
REVISIONS = sorted(path.name[1:5] for path in TODAY.glob("versions/r*.py"))
"""Every schema there has ever been, oldest first."""
REAL = {
    "body": "[]",
    "days": "0123456",
    "detail": "headline",
    "facts": "{}",
    "include": "cross",
    "kind": "channel",
    "layout": "auto",
    "platform": "console",
    "zone": "UTC",
}
"""What columns hold that the code reads; of others any text will do."""
EMPTY = {"at", "ended", "finished_at", "paused_until", "run"}
"""Where something only stands now and then."""
ROWS = 3

Rows = dict[str, list[dict[str, object]]]


def taken(folder: Path, last: str = "9999") -> Path:
    """Copy the steps up to one revision into a folder of their own."""
    shutil.copytree(TODAY, folder, ignore=shutil.ignore_patterns("__pycache__"))
    for step in folder.glob("versions/r*.py"):
        if step.name[1:5] > last:
            step.unlink()
    return folder


@pytest.fixture
def steps(tmp_path):
    """Say how to add a step to today's."""

    def add(more: str = "") -> Path:
        folder = taken(tmp_path / "steps")
        step = STEP.replace("NEWEST", REVISIONS[-1]) + more
        (folder / "versions" / "r9998_future.py").write_text(step)
        return folder

    return add


def value(column: Column, number: int) -> object:
    """Make what a row holds: rows of the same number belong together, by whatever key."""
    if column.name in EMPTY and column.nullable:
        return None
    if issubclass(column.type.python_type, int):
        return number
    known = metadata.tables.get(column.table.name)
    if known is not None and isinstance(known.c.get(column.name, column).type, Day):
        return MONDAY.isoformat()
    return REAL.get(column.name, str(number))


async def tables(connection: AsyncConnection) -> list[Table]:
    """Return every table of ours, as the database itself describes it."""
    found = MetaData()
    await connection.run_sync(found.reflect)
    return [table for table in found.sorted_tables if table.name != "alembic_version"]


async def fill(connection: AsyncConnection) -> None:
    """Put rows into every table, whatever tables there are, and nothing else."""
    there = await tables(connection)
    for table in reversed(there):
        await connection.execute(delete(table))
    for table in there:
        rows = [
            {column.name: value(column, number) for column in table.c}
            for number in range(1, ROWS + 1)
        ]
        await connection.execute(insert(table), rows)


async def rows(database: Database) -> Rows:
    """Return all that stands in every table, in order."""

    async def work(connection: AsyncConnection) -> Rows:
        found = {}
        for table in await tables(connection):
            all_of = await connection.execute(select(table).order_by(*table.primary_key))
            found[table.name] = [dict(row) for row in all_of.mappings()]
        return found

    return await database.read(work)


async def counted(database: Database) -> dict[str, int]:
    """Count the rows of every table that the code knows."""

    async def work(connection):
        return {
            name: await connection.scalar(select(func.count()).select_from(table))
            for name, table in metadata.tables.items()
        }

    return await database.read(work)


async def columns(database: Database) -> dict[str, set[str]]:
    """List the columns of every table there is."""

    def of_all(connection):
        found = inspect(connection)
        names = found.get_table_names()
        return {name: {each["name"] for each in found.get_columns(name)} for name in names}

    async def work(connection):
        return await connection.run_sync(of_all)

    return await database.read(work)


@pytest.fixture
async def filled(address):
    """The rows and columns of a database with something in every table, now closed."""
    async with Database.open(address) as database:
        await database.write(fill)
        assert set((await counted(database)).values()) == {ROWS}
        return await rows(database), await columns(database)


async def test_a_filled_database_opens_again_with_every_row(address, filled):
    async with Database.open(address) as database:
        assert (await rows(database), await columns(database)) == filled


@pytest.mark.parametrize("revision", REVISIONS)
async def test_a_filled_database_of_every_release_is_brought_up_to_date_with_every_row(
    address, tmp_path, revision
):
    async with Database.open(address, taken(tmp_path / "then", revision)) as database:
        await database.write(fill)
        then = await rows(database)
        assert {name: len(each) for name, each in then.items()} == dict.fromkeys(then, ROWS)
    async with Database.open(address) as database:
        now = await rows(database)
        assert now.keys() == metadata.tables.keys()
        for name, before in then.items():
            kept = [{key: row[key] for key in before[0]} for row in now[name]]
            assert kept == before, name
        store = Store(database)
        assert [each.settings.schedule.zone for each in await store.channels.all()] == ["UTC"] * 3
        assert [each.name for each in await store.subscriptions.of(1)] == ["1"]
        assert await store.papers.count() == ROWS
        assert await store.digests.unfinished(1)


async def test_altering_parents_keeps_every_row_of_their_children(address, filled, steps):
    async with Database.open(address, steps()) as database:
        assert set((await counted(database)).values()) == {ROWS}
        made = await columns(database)
    assert "more" in made["channel"]
    assert "license" not in made["paper"]


async def test_a_step_that_throws_half_way_leaves_the_old_database(address, filled, steps):
    broken = steps("    op.execute('DELETE FROM subscription')\n    raise ZeroDivisionError\n")
    with pytest.raises(ZeroDivisionError):
        async with Database.open(address, broken):
            pass
    async with Database.open(address) as database:
        assert (await rows(database), await columns(database)) == filled


async def test_a_step_that_leaves_orphans_is_refused_and_undone(tmp_path, steps):
    address = str(tmp_path / "paperboy.db")
    async with Database.open(address) as database:
        await database.write(fill)
        before = await rows(database)
    with pytest.raises(StoreError, match="without their parents"):
        async with Database.open(address, steps("    op.execute('DELETE FROM channel')\n")):
            pass
    async with Database.open(address) as database:
        assert await rows(database) == before


async def test_a_database_from_before_subscribers_were_noted_keeps_what_it_follows(
    address, tmp_path
):
    async with Database.open(address, taken(tmp_path / "first", "0001")) as database:
        await database.write(fill)
    async with Database.open(address) as database:
        store = Store(database)
        assert [each.name for each in await store.subscriptions.of(1)] == ["1"]
        assert await store.subscriptions.setters(1, "console") == []
