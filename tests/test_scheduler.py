import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from apscheduler.events import EVENT_JOB_ERROR, EVENT_JOB_MAX_INSTANCES, EVENT_JOB_SUBMITTED

from bot.domain.jobs import Collect, Deliver, Housekeep, Prepare
from bot.scheduler import Scheduler


class Store:
    """Says who is due, when it is let."""

    def __init__(self, *channels):
        self.channels = [Deliver(channel) for channel in channels]
        self.asked = asyncio.Event()
        self.open = asyncio.Event()
        self.open.set()

    async def due(self):
        self.asked.set()
        await self.open.wait()
        return self.channels


@pytest.fixture
def submitted():
    return asyncio.Queue()


async def take(submitted, count):
    return [await submitted.get() for _ in range(count)]


@pytest.fixture
def store():
    return Store(3, 1)


@pytest.fixture
async def scheduler(submitted, store):
    scheduler = Scheduler(submitted.put_nowait, store.due, collect_every=timedelta(minutes=30))
    yield scheduler
    await scheduler.stop()


async def test_a_tick_submits_a_delivery_for_each_channel_that_is_due(scheduler, submitted):
    await scheduler.tick()
    assert await take(submitted, 3) == [Prepare(), Deliver(3), Deliver(1)]


async def test_there_are_three_jobs_and_none_is_ever_dropped_for_being_late(scheduler):
    scheduler.start()
    jobs = {job.id: job for job in scheduler.clock.get_jobs()}
    assert sorted(jobs) == ["collect", "housekeep", "tick"]
    for job in jobs.values():
        assert job.misfire_grace_time is None
        assert job.coalesce
        assert job.max_instances == 1
        assert job.trigger.timezone == UTC
        assert job.next_run_time.utcoffset() == timedelta(0)
    assert jobs["collect"].trigger.interval == timedelta(minutes=30)


async def test_it_ticks_on_the_minute_and_keeps_house_once_a_day(scheduler):
    scheduler.start()
    jobs = {job.id: job.trigger for job in scheduler.clock.get_jobs()}
    now = datetime(2025, 3, 30, 0, 59, 30, tzinfo=UTC)  # clocks change in Europe half a minute on
    first = jobs["tick"].get_next_fire_time(None, now)
    second = jobs["tick"].get_next_fire_time(first, first + timedelta(seconds=1))
    assert (first.isoformat(), second.isoformat()) == (
        "2025-03-30T01:00:00+00:00", "2025-03-30T01:01:00+00:00",
    )  # fmt: skip
    house = jobs["housekeep"].get_next_fire_time(None, now)
    again = jobs["housekeep"].get_next_fire_time(house, house + timedelta(seconds=1))
    assert again - house == timedelta(days=1)


async def test_it_collects_at_once_when_it_starts(scheduler, submitted):
    scheduler.start()
    assert await take(submitted, 1) == [Collect()]


async def test_what_wakes_up_submits_on_the_loop(scheduler, submitted, store):
    scheduler.start()
    await take(submitted, 1)
    loop = asyncio.get_running_loop()
    ran_on = []
    scheduler.clock.add_listener(lambda _: ran_on.append(asyncio.get_running_loop()))
    for job in scheduler.clock.get_jobs():
        job.modify(next_run_time=datetime.now(UTC) - timedelta(hours=5))
    assert set(await take(submitted, 5)) == {
        *(Collect(), Housekeep(), Prepare(), Deliver(3), Deliver(1))
    }
    assert set(ran_on) == {loop}


async def test_who_can_be_served_while_another_wakes_it_is_not_passed_over(
    scheduler, submitted, store, caplog
):
    scheduler.start()
    await take(submitted, 1)
    store.open.clear()
    scheduler.wake()
    await store.asked.wait()
    ran = asyncio.Event()
    scheduler.clock.add_listener(lambda _: ran.set(), EVENT_JOB_SUBMITTED | EVENT_JOB_MAX_INSTANCES)
    scheduler.wake()
    await ran.wait()
    assert not caplog.records, "it is not dropped"
    store.open.set()
    assert await take(submitted, 6) == [Prepare(), Deliver(3), Deliver(1)] * 2


async def test_stopping_waits_for_a_tick_that_has_begun(scheduler, submitted, store, caplog):
    store.open.clear()
    scheduler.start()
    scheduler.clock.modify_job("tick", next_run_time=datetime.now(UTC))
    await store.asked.wait()
    stopping = asyncio.create_task(scheduler.stop())
    for _ in range(5):
        await asyncio.sleep(0)
    assert not stopping.done()
    store.open.set()
    await stopping
    assert await take(submitted, 4) == [Collect(), Prepare(), Deliver(3), Deliver(1)]
    assert not scheduler.clock.running
    assert not caplog.records


async def test_a_tick_that_fails_is_logged_and_the_next_one_works(
    scheduler, submitted, store, caplog
):
    failed = asyncio.Event()
    scheduler.clock.add_listener(lambda _: failed.set(), EVENT_JOB_ERROR)
    del store.channels
    scheduler.start()
    await take(submitted, 1)
    scheduler.clock.modify_job("tick", next_run_time=datetime.now(UTC))
    await failed.wait()
    store.channels = [Deliver(1)]
    scheduler.clock.modify_job("tick", next_run_time=datetime.now(UTC))
    assert await take(submitted, 3) == [Prepare(), Prepare(), Deliver(1)]
    assert "has no attribute 'channels'" in caplog.text


async def test_stopping_twice_or_without_having_started_is_harmless(scheduler):
    await scheduler.stop()
    scheduler.start()
    await scheduler.stop()
    await scheduler.stop()
    assert not scheduler.clock.running
