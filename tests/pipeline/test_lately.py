import asyncio

import pytest

from bot.app import topic_reader
from bot.pipeline.lately import Lately
from bot.store import Store
from bot.store.database import Database
from tests.store.samples import new, paper
from tests.world import spare_migrations

READ = topic_reader()


@pytest.fixture
async def store(tmp_path):
    await spare_migrations(tmp_path)
    async with Database.open(str(tmp_path / "paperboy.db")) as database:
        yield Store(database)


async def test_what_arrives_is_counted_at_once(store):
    lately = Lately(store)
    assert (await lately.preview(READ("cats"))).count == 0
    await store.arrivals.add(new(paper(1), paper(2)))
    title = paper(1).title
    assert (await lately.preview(READ(f'ti:"{title}"'))).count >= 1
    assert (await lately.recent()).days == 1


async def test_however_many_ask_the_days_are_indexed_once_until_more_arrives(store):
    await store.arrivals.add(new(paper(1)))
    lately = Lately(store)
    first, second = await asyncio.gather(lately.recent(), lately.recent())
    assert first is second
    topic = READ("cats")
    assert await lately.preview(topic) is await lately.preview(READ("CATS"))
    await store.arrivals.add(new(paper(2)))
    assert await lately.recent() is not first
