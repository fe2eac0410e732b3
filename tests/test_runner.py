import asyncio
import logging

import pytest

from bot.domain.jobs import Collect, Deliver, Housekeep
from bot.runner import Runner

LOG = logging.getLogger("test.runner")


class Work:
    """Handlers that note what begins and ends, and hold a job until its gate is opened."""

    def __init__(self):
        self.began = []
        self.ended = []
        self.finished = asyncio.Queue()
        self.most_at_once = 0
        self.gates = {}

    async def do(self, job):
        self.began.append(job)
        self.most_at_once = max(self.most_at_once, len(self.began) - len(self.ended))
        try:
            await asyncio.sleep(0)
            if gate := self.gates.get(job):
                await gate.wait()
        finally:
            self.ended.append(job)
            self.finished.put_nowait(job)

    def hold(self, job):
        self.gates[job] = asyncio.Event()
        return self.gates[job]

    def runner(self, **how):
        handlers = {Collect: self.do, Deliver: self.do, Housekeep: self.do} | how.pop(
            "handlers", {}
        )
        return Runner(handlers, log=LOG, new_id=lambda: "ab12", **how)


@pytest.fixture
def work():
    return Work()


async def turn():
    """Let everything run that can."""
    for _ in range(50):
        await asyncio.sleep(0)


async def test_jobs_of_different_lanes_run_beside_each_other(work):
    runner = work.runner()
    gate = work.hold(Deliver(1))
    assert runner.submit(Deliver(1))
    assert runner.submit(Deliver(2))
    assert runner.submit(Collect())
    await turn()
    assert work.ended == [Deliver(2), Collect()]
    gate.set()
    assert await runner.drain(5)
    assert work.ended[-1] == Deliver(1)


async def test_a_second_job_with_the_key_of_a_waiting_one_is_dropped(work):
    runner = work.runner()
    gate = work.hold(Deliver(1))
    answers = [runner.submit(Deliver(1)) for _ in range(3)]
    # The first runs, the second waits for it, the third would be the second again.
    assert answers == [True, True, False]
    await turn()
    assert work.began == [Deliver(1)]
    gate.set()
    await turn()
    assert work.began == work.ended == [Deliver(1), Deliver(1)]
    assert runner.submit(Deliver(1))
    await runner.close()


async def test_a_lane_runs_one_job_at_a_time_and_no_more_lanes_than_allowed(work):
    runner = work.runner(at_once=3)
    jobs = [Deliver(n) for n in range(20)]
    gates = [work.hold(job) for job in jobs]
    for job in jobs:
        runner.submit(job)
    await turn()
    assert work.began == jobs[:3]
    for gate in gates:
        gate.set()
    await turn()
    assert work.ended == jobs
    assert work.most_at_once == 3


async def test_a_waiting_lane_does_not_hold_up_the_others(work):
    runner = work.runner(at_once=2)
    gate = work.hold(Deliver(1))
    for job in (Deliver(1), Deliver(1), Deliver(2)):
        runner.submit(job)
    await turn()
    assert work.ended == [Deliver(2)]
    gate.set()
    assert await runner.drain(5)


async def test_a_failing_job_is_logged_with_its_incident_and_the_lane_goes_on(work, caplog):
    async def fail(job):
        raise RuntimeError("the disk is full")

    runner = work.runner(handlers={Collect: fail}, at_once=1)
    runner.submit(Collect())
    runner.submit(Housekeep())
    await turn()
    assert work.ended == [Housekeep()]
    (record,) = caplog.records
    assert record.getMessage() == "job collect failed, incident ab12"
    assert "the disk is full" in str(record.exc_info)
    assert runner.submit(Collect())
    await turn()
    assert len(caplog.records) == 2


async def test_a_job_that_cancels_itself_frees_its_lane(work):
    async def give_up(job):
        raise asyncio.CancelledError

    runner = work.runner(handlers={Collect: give_up}, at_once=1)
    runner.submit(Collect())
    runner.submit(Housekeep())
    await turn()
    assert work.ended == [Housekeep()]


async def test_a_job_may_submit_another(work):
    async def lead_on(job):
        runner.submit(Deliver(1))

    runner = work.runner(handlers={Collect: lead_on}, at_once=1)
    runner.submit(Collect())
    await turn()
    assert work.ended == [Deliver(1)]


async def test_draining_waits_for_what_runs_and_forgets_what_waits(work):
    runner = work.runner()
    gate = work.hold(Deliver(1))
    runner.submit(Deliver(1))
    runner.submit(Deliver(1))
    draining = asyncio.create_task(runner.drain(5))
    await turn()
    assert not draining.done()
    assert not runner.submit(Deliver(2))
    gate.set()
    assert await draining
    assert work.ended == [Deliver(1)]


async def test_draining_gives_up_in_time_and_closing_cancels_the_rest(work):
    runner = work.runner()
    work.hold(Deliver(1))
    runner.submit(Deliver(1))
    await turn()
    assert not await runner.drain(0)
    assert work.ended == []
    await runner.close()
    assert work.ended == [Deliver(1)]
    assert await runner.drain(0)


async def test_closing_before_a_job_has_begun_leaves_nothing_behind(work):
    runner = work.runner()
    runner.submit(Deliver(1))
    await runner.close()
    assert work.began == []
    assert await runner.drain(0)
    assert not runner.submit(Deliver(1))


async def test_nine_o_clock_with_many_channels_does_not_clog(work):
    runner = work.runner()
    jobs = [Deliver(n) for n in range(5_000)]
    assert all(runner.submit(job) for job in jobs)
    assert [await work.finished.get() for _ in jobs] == jobs
    assert work.most_at_once == 8


async def test_a_platform_that_is_slow_holds_up_no_other(work):
    runner = work.runner(at_once=2)
    gates = [work.hold(Deliver(number, "slow")) for number in range(1, 6)]
    for number in range(1, 6):
        runner.submit(Deliver(number, "slow"))
    runner.submit(Deliver(9, "quick"))
    runner.submit(Collect())
    await turn()
    assert Deliver(9, "quick") in work.ended
    assert Collect() in work.ended
    assert len(work.began) - len(work.ended) == 2, "only so many of one pool"
    for gate in gates:
        gate.set()
    assert await runner.drain(5)
