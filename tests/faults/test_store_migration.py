import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, inspect, select, text

from bot.domain.chat import MessageRef
from bot.domain.errors import StoreError
from bot.domain.summaries import Detail, Summary
from bot.store import Store
from bot.store.database import Database
from bot.store.migrations import TODAY
from bot.store.tables import metadata
from bot.store.turnstile import RowTurnstile
from tests.store.samples import ANA, DAILY, FULL, LAB, NOW, new, paper

STEP = '''
"""A step of the future."""
from alembic import op
from sqlalchemy import Column, Text

revision = "future"
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


@pytest.fixture
def steps(tmp_path):
    """Today's steps in a folder of their own, and how to add one to them."""
    folder = tmp_path / "steps"
    shutil.copytree(TODAY, folder, ignore=shutil.ignore_patterns("__pycache__"))

    def add(more: str = "") -> Path:
        newest = max(folder.glob("versions/r*.py")).name[1:5]
        step = STEP.replace("NEWEST", newest) + more
        (folder / "versions" / "future.py").write_text(step)
        return folder

    return add


async def fill(store: Store) -> None:
    """Put something into every table."""
    await store.papers.add([FULL])
    channel = await store.channels.open(LAB, DAILY, NOW)
    await store.arrivals.add(new(*(paper(number) for number in range(1, 6))))
    await store.subscriptions.add(channel.id, "cats", "cats", "cat", "Ana", NOW)
    ids = [paper(number).id for number in range(1, 6)]
    digest = await store.digests.begin(
        channel.id,
        "s",
        body=[{"paper": id} for id in ids],
        shown=2,
        carded=ids[:2],
        listed=ids[2:],
        after=0,
        until=5,
        now=NOW,
    )
    claim = await store.posts.claim(LAB, digest.id, "heading", "run", NOW)
    await store.posts.confirm(claim.id, MessageRef(LAB, "m"), list(enumerate(ids, 1)))
    ana = await store.people.of(ANA)
    await store.saved.add(ana, FULL, "button", NOW)
    await store.summaries.put(Summary(FULL.id, 2, Detail.TLDR, "…", "m"), "en", "abstract", NOW)
    await store.events.first("console", "", "e", NOW)
    await store.imports.advance("a.jsonl", "f", 1, [])
    await RowTurnstile(store.database).enter(NOW, timedelta(minutes=1))


async def counted(database: Database) -> dict[str, int]:
    """Count the rows of every table."""

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
        tables = found.get_table_names()
        return {name: {each["name"] for each in found.get_columns(name)} for name in tables}

    async def work(connection):
        return await connection.run_sync(of_all)

    return await database.read(work)


@pytest.fixture
async def filled(address):
    """The rows and columns of a database with something in every table, now closed."""
    async with Database.open(address) as database:
        await fill(Store(database))
        rows = await counted(database)
        assert all(rows.values()), rows
        return rows, await columns(database)


async def test_a_filled_database_opens_again_with_every_row(address, filled):
    async with Database.open(address) as database:
        assert (await counted(database), await columns(database)) == filled


async def test_altering_parents_keeps_every_row_of_their_children(address, filled, steps):
    async with Database.open(address, steps()) as database:
        assert await counted(database) == filled[0]
        made = await columns(database)
    assert "more" in made["channel"]
    assert "license" not in made["paper"]


async def test_a_step_that_throws_half_way_leaves_the_old_database(address, filled, steps):
    broken = steps("    op.execute('DELETE FROM subscription')\n    raise ZeroDivisionError\n")
    with pytest.raises(ZeroDivisionError):
        async with Database.open(address, broken):
            pass
    async with Database.open(address) as database:
        assert (await counted(database), await columns(database)) == filled


async def test_a_step_that_leaves_orphans_is_refused_and_undone(tmp_path, steps):
    address = str(tmp_path / "paperboy.db")
    async with Database.open(address) as database:
        await fill(Store(database))
        rows = await counted(database)
    with pytest.raises(StoreError, match="without their parents"):
        async with Database.open(address, steps("    op.execute('DELETE FROM channel')\n")):
            pass
    async with Database.open(address) as database:
        assert await counted(database) == rows


async def test_a_database_from_before_subscribers_were_noted_keeps_what_it_follows(
    address, tmp_path
):
    first = tmp_path / "first"
    shutil.copytree(TODAY, first, ignore=shutil.ignore_patterns("__pycache__", "r0002*"))

    async def follow(connection):
        channel = (
            "INSERT INTO channel (id, platform, space, native, kind, name, since, zone, days, "
            "layout, most, include, emoji, served_to) VALUES "
            "(1, 'console', '', 'lab', 'channel', '#lab', 0, 'UTC', '0123456', 'auto', 10, "
            "'cross', '🔖', 0)"
        )
        await connection.execute(text(channel))
        subscription = (
            'INSERT INTO subscription (id, channel, name, text, key, began, "by", since) '
            "VALUES (1, 1, 'cats', 'cats', 'cat', 0, 'Ana', 0)"
        )
        await connection.execute(text(subscription))

    async with Database.open(address, first) as database:
        await database.write(follow)
    async with Database.open(address) as database:
        store = Store(database)
        assert [each.name for each in await store.subscriptions.of(1)] == ["cats"]
        assert await store.subscriptions.setters(1, "console") == []
