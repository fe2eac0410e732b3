import asyncio

import psycopg

from bot.store import Store
from bot.store.database import Database
from tests.store.samples import MONDAY, new, paper


async def waiting(connection: psycopg.AsyncConnection) -> int:
    """Count the statements that wait for a lock."""
    found = await connection.execute(
        "SELECT count(*) FROM pg_stat_activity"
        " WHERE wait_event_type = 'Lock' AND datname = current_database()"
    )
    [count] = await found.fetchone() or [0]
    return count


async def test_two_machines_number_arrivals_in_the_order_of_their_commits(postgres_address):
    slow, quick = paper(1, announced=MONDAY), paper(2, announced=MONDAY)
    async with (
        asyncio.timeout(20),
        Database.open(postgres_address) as one,
        Database.open(postgres_address) as other,
        await psycopg.AsyncConnection.connect(postgres_address) as holder,
        await psycopg.AsyncConnection.connect(postgres_address, autocommit=True) as watcher,
    ):
        store = Store(one)
        await store.papers.add([slow, quick])
        # Who locks the paper holds up the arrival that points to it: numbered, not yet committed.
        await holder.execute("SELECT * FROM paper WHERE id = %s FOR UPDATE", [slow.id])
        first = asyncio.create_task(store.arrivals.add(new(slow)))
        while await waiting(watcher) < 1:
            pass
        second = asyncio.create_task(Store(other).arrivals.add(new(quick)))
        while await waiting(watcher) < 2 and not second.done():
            pass
        assert await store.arrivals.last() == 0
        await holder.rollback()
        assert await asyncio.gather(first, second) == [1, 1]
        arrivals = await store.arrivals.between(0, 2)
    assert [(each.seq, each.paper.id) for each in arrivals] == [(1, slow.id), (2, quick.id)]


async def test_a_watermark_never_passes_over_an_arrival(postgres_address):
    async def announce(store: Store, numbers: range) -> None:
        for number in numbers:
            await store.arrivals.add(new(paper(number)))

    async with (
        asyncio.timeout(20),
        Database.open(postgres_address) as one,
        Database.open(postgres_address) as other,
    ):
        reader = Store(one)
        writers = [
            asyncio.create_task(announce(Store(database), numbers))
            for database, numbers in ((one, range(1, 40)), (other, range(40, 80)))
        ]
        served: list[int] = []
        working = True
        while working:
            working = not all(writer.done() for writer in writers)
            until = await reader.arrivals.last()
            served += [each.seq for each in await reader.arrivals.between(len(served), until)]
            assert len(served) == until
        await asyncio.gather(*writers)
    assert served == list(range(1, 80))
