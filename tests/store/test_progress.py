import shutil

from sqlalchemy import text

from bot.store import Store
from bot.store.database import Database
from bot.store.migrations import TODAY

from .samples import new, paper


async def test_how_far_somebody_has_got_is_kept_for_each(store):
    assert await store.progress.of("a") == 0
    await store.progress.reach("a", 7)
    await store.progress.reach("a", 9)
    assert [await store.progress.of(name) for name in ("a", "b")] == [9, 0]


async def test_what_arrived_before_anybody_went_through_it_is_news_to_nobody(address, tmp_path):
    old = tmp_path / "old"
    later = shutil.ignore_patterns("__pycache__", "r000[3-9]*", "r00[1-9]*")
    shutil.copytree(TODAY, old, ignore=later)

    async def fill(connection):
        await connection.execute(text("INSERT INTO paper (id) VALUES ('2511.00001')"))
        arrival = (
            "INSERT INTO arrival (seq, paper, day, kind, inferred) "
            "VALUES (7, '2511.00001', '2025-11-03', 'new', 0)"
        )
        await connection.execute(text(arrival))

    async with Database.open(address, old) as database:
        await database.write(fill)
    async with Database.open(address) as database:
        store = Store(database)
        assert await store.progress.of("a") == 7
        await store.arrivals.add(new(paper(2)))
        assert await store.arrivals.last() == 8
