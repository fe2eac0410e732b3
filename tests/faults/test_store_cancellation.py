import asyncio
from random import Random

import pytest
from sqlalchemy import event as happening
from sqlalchemy import insert, select

from bot.domain.errors import StoreError
from bot.store.database import Database
from bot.store.tables import event
from tests.store.samples import NOW

CALLERS = 60
ROUNDS = 12


def pair(name: str):
    """Write two rows that belong together, with room for a cancellation between them."""

    async def work(connection):
        for half in ("a", "b"):
            row = {"platform": "p", "space": half, "event_id": name, "at": NOW}
            await connection.execute(insert(event).values(row))
            await asyncio.sleep(0)

    return work


async def halves(connection):
    found: dict[str, set[str]] = {}
    for row in await connection.execute(select(event)):
        found.setdefault(row.event_id, set()).add(row.space)
    return found


async def cancel_at_random(database: Database, round: int) -> set[str]:
    """Cancel one caller in four at a random moment; return the names of the others."""
    random = Random(round)  # noqa: S311
    names = [f"{round}-{number}" for number in range(CALLERS)]
    tasks = {name: asyncio.create_task(database.write(pair(name))) for name in names}
    readers = [asyncio.create_task(database.read(halves)) for _ in range(CALLERS // 4)]
    doomed = [*random.sample(list(tasks.values()), CALLERS // 4), *readers[::2]]
    for task in doomed:
        for _ in range(random.randrange(40)):
            await asyncio.sleep(0)
        task.cancel()
    await asyncio.gather(*tasks.values(), *readers, return_exceptions=True)
    return {name for name, task in tasks.items() if task not in doomed}


async def test_cancelled_callers_tear_nothing_and_lock_nobody_out(address):
    made = []
    async with asyncio.timeout(30), Database.open(address) as database:
        writer = database.writer.engine.sync_engine
        happening.listen(writer, "connect", lambda *_: made.append(1))
        wanted: set[str] = set()
        for round in range(ROUNDS):
            wanted |= await cancel_at_random(database, round)
        await database.write(pair("after"))
        found = await database.read(halves)
    assert wanted | {"after"} <= found.keys()
    assert all(both == {"a", "b"} for both in found.values())
    # A connection that a cancellation broke would have been replaced.
    assert len(made) == 1 if writer.dialect.name == "sqlite" else 1 <= len(made) <= 4


async def test_work_of_a_cancelled_caller_is_finished_before_the_database_closes(address):
    begun = asyncio.Event()

    async def work(connection):
        begun.set()
        await pair("left")(connection)

    async with asyncio.timeout(10), Database.open(address) as database:
        caller = asyncio.create_task(database.write(work))
        await begun.wait()
        caller.cancel()
        with pytest.raises(asyncio.CancelledError):
            await caller
    async with Database.open(address) as database:
        assert await database.read(halves) == {"left": {"a", "b"}}


async def test_what_fails_after_its_caller_has_gone_is_logged(address, caplog):
    begun = asyncio.Event()

    async def work(connection):
        begun.set()
        await asyncio.sleep(0)
        raise StoreError("the disk is full")

    async with asyncio.timeout(10), Database.open(address) as database:
        caller = asyncio.create_task(database.write(work))
        await begun.wait()
        caller.cancel()
        await asyncio.wait({caller})
    assert "the disk is full" in caplog.text
