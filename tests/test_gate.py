"""One request at a time, never too soon, over tasks and processes; silence when arXiv says so."""

import asyncio
import json
import signal
import subprocess
import sys
import textwrap
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from typing_extensions import override

from bot.domain.errors import SourceError, Throttled
from bot.gate import FileTurnstile, Gate, manners
from tests.servers.clock import Clock

DELAY = timedelta(seconds=3)
LEASE = timedelta(minutes=2)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "arxiv.json"


def gate(path: Path, clock: Clock, random: float = 0) -> Gate:
    return Gate(
        FileTurnstile(path),
        clock=clock,
        sleep=clock.sleep,
        delay=DELAY,
        random=lambda: random,
        lease=LEASE,
    )


def process(script: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(script)],
        cwd=Path(__file__).parents[1],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )


async def refused(gate: Gate, status: int = 429, retry_after: str | None = None) -> datetime:
    with pytest.raises(Throttled) as caught:
        async with gate.turn():
            gate.judge(status, retry_after, 14)
    return caught.value.until


async def answered(gate: Gate) -> None:
    async with gate.turn():
        gate.judge(200, None, 1000)


async def test_turns_are_at_least_the_delay_apart(path, clock):
    ours, starts = gate(path, clock), []

    async def ask() -> None:
        async with ours.turn():
            starts.append(clock())
            await asyncio.sleep(0)

    await asyncio.gather(*(ask() for _ in range(5)))
    assert [later - earlier for earlier, later in pairwise(starts)] == [DELAY] * 4


async def test_the_delay_counts_from_the_end_of_a_slow_request(path, clock):
    ours = gate(path, clock)
    async with ours.turn():
        clock.now += timedelta(seconds=40)
    await answered(ours)
    assert clock.slept == [3]


async def test_gates_of_several_processes_never_hold_a_turn_together(path, clock):
    inside = most = 0

    async def ask(ours: Gate) -> None:
        nonlocal inside, most
        async with ours.turn():
            inside += 1
            most = max(most, inside)
            await asyncio.sleep(0)
            inside -= 1

    await asyncio.gather(*(ask(gate(path, clock)) for _ in range(6)))
    assert most == 1


async def test_a_failed_request_gives_the_turn_back(path, clock):
    ours = gate(path, clock)
    with pytest.raises(SourceError):
        async with ours.turn():
            raise SourceError("connection lost")
    await answered(ours)
    assert clock.slept == [3]


@pytest.mark.parametrize("status", [403, 406, 429, 503])
async def test_a_refusal_closes_the_gate_for_everybody_at_once(path, clock, status):
    until = await refused(gate(path, clock), status, "600")
    assert until == clock() + timedelta(minutes=10)
    with pytest.raises(Throttled) as caught:
        await answered(gate(path, clock))
    assert caught.value.until == until
    assert clock.slept == []


async def test_a_success_without_a_body_is_a_refusal(path, clock):
    ours = gate(path, clock)
    with pytest.raises(Throttled, match="empty"):
        async with ours.turn():
            ours.judge(200, None, 0)


async def test_those_who_wait_in_line_are_told_when_a_cool_down_begins(path, clock):
    ours = gate(path, clock)
    first = asyncio.create_task(refused(ours, 429, "60"))
    others = [asyncio.create_task(refused(ours)) for _ in range(3)]
    assert {await first} == set(await asyncio.gather(*others))


async def test_the_gate_opens_after_the_cool_down(path, clock):
    ours = gate(path, clock)
    clock.now = await refused(ours, 429, "600")
    await answered(ours)


@pytest.mark.parametrize(
    ("retry_after", "wait"),
    [
        ("120", timedelta(seconds=120)),
        (" 120 ", timedelta(seconds=120)),
        ("Wed, 05 Nov 2025 06:30:00 GMT", timedelta(minutes=30)),
        ("Wed, 05 Nov 2025 06:30:00 -0000", timedelta(minutes=30)),
        ("0", DELAY),
        ("Wed, 05 Nov 2025 05:00:00 GMT", DELAY),
        ("9" * 400, timedelta(days=1)),
        ("Fri, 05 Nov 2125 05:00:00 GMT", timedelta(days=1)),
        ("soon", timedelta(minutes=1)),
        ("-5", timedelta(minutes=1)),
        ("", timedelta(minutes=1)),
        (None, timedelta(minutes=1)),
    ],
)
async def test_retry_after_is_honoured_within_reason(path, clock, retry_after, wait):
    assert await refused(gate(path, clock), 429, retry_after) == clock() + wait


async def test_pauses_double_up_to_an_hour_and_start_again_after_a_success(path, clock):
    ours, minutes = gate(path, clock), []
    for _ in range(14):
        until = await refused(ours)
        minutes.append((until - clock()) / timedelta(minutes=1))
        clock.now = until
    assert minutes[:8] == [1, 2, 4, 8, 16, 32, 60, 60]
    assert minutes[-1] == 60
    await answered(ours)
    clock.now += DELAY
    assert await refused(ours) == clock() + timedelta(minutes=1)


async def test_pauses_are_spread_by_chance(path, clock):
    until = await refused(gate(path, clock, random=0.5))
    assert until == clock() + timedelta(seconds=75)


async def test_a_cancelled_request_gives_the_turn_back(path, clock):
    ours, inside = gate(path, clock), asyncio.Event()

    async def ask() -> None:
        async with ours.turn():
            inside.set()
            await asyncio.Event().wait()

    asking = asyncio.create_task(ask())
    await inside.wait()
    asking.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asking
    await answered(ours)
    assert clock.slept == [3]


class SlowTurnstile(FileTurnstile):
    """Takes several turns of the loop before and after its work, as a database does."""

    @override
    async def enter(self, now: datetime, lease: timedelta) -> datetime | None:
        await self._wait()
        again = self._enter(now, lease)
        await self._wait()
        return again

    @override
    async def leave(self, next_at: datetime) -> None:
        await self._wait()
        self._leave(next_at)

    async def _wait(self) -> None:
        for _ in range(3):
            await asyncio.sleep(0)


async def test_a_cancellation_at_any_moment_loses_no_turn(path, clock):
    turnstile = SlowTurnstile(path)
    ours = Gate(
        turnstile, clock=clock, sleep=clock.sleep, delay=DELAY, random=lambda: 0, lease=LEASE
    )
    cancelled = 0
    for steps in range(60):
        asking = asyncio.create_task(answered(ours))
        for _ in range(steps):
            await asyncio.sleep(0)
        asking.cancel()
        await asyncio.wait([asking])
        cancelled += asking.cancelled()
        clock.now += DELAY
        # A turn that was lost is held until its lease ends.
        assert turnstile._enter(clock(), LEASE) is None
        turnstile._leave(clock())
    assert 10 < cancelled < 50


async def test_a_holder_that_died_is_waited_for_until_its_lease_ends(path, clock):
    script = f"""
        import asyncio, pathlib
        from datetime import datetime, timedelta
        from bot.gate import FileTurnstile
        turnstile = FileTurnstile(pathlib.Path({str(path)!r}))
        now = datetime.fromisoformat({clock().isoformat()!r})
        assert asyncio.run(turnstile.enter(now, timedelta(seconds={LEASE.total_seconds()}))) is None
        print("inside", flush=True)
        input()
    """
    with process(script) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"inside\n"
        holder.send_signal(signal.SIGKILL)
    begun = clock()
    await answered(gate(path, clock))
    assert clock() - begun == LEASE


async def test_a_turn_given_back_early_is_taken_soon(path, clock):
    theirs = FileTurnstile(path)
    await theirs.enter(clock(), LEASE)

    async def sleep(seconds: float) -> None:
        await clock.sleep(seconds)
        await theirs.leave(clock())

    ours = Gate(FileTurnstile(path), clock=clock, sleep=sleep, delay=DELAY, random=lambda: 0)
    await answered(ours)
    assert clock.slept == [0.25]


def test_processes_take_turns(tmp_path, path):
    script = f"""
        import asyncio, pathlib
        from datetime import UTC, datetime, timedelta
        from bot.gate import FileTurnstile, Gate
        gate = Gate(
            FileTurnstile(pathlib.Path({str(path)!r})),
            clock=lambda: datetime.now(UTC),
            sleep=asyncio.sleep,
            delay=timedelta(milliseconds=5),
            random=lambda: 0,
        )
        async def main():
            for _ in range(10):
                async with gate.turn():
                    marker = pathlib.Path({str(tmp_path / "inside")!r})
                    marker.touch(exist_ok=False)
                    await asyncio.sleep(0.001)
                    marker.unlink()
        asyncio.run(main())
    """
    crowd = [process(script) for _ in range(3)]
    for member in crowd:
        member.communicate(timeout=30)
    assert [member.returncode for member in crowd] == [0, 0, 0]


@pytest.mark.parametrize(
    "damage",
    [
        b"",
        b"{",
        b"\xff\xfe",
        b"[]",
        b"{}",
        b'{"held_until": 5, "next_at": null}',
        b'{"held_until": null, "next_at": "2099-01-01T00:00:00"}',
        b'{"held_until": null, "next_at": "soon"}',
    ],
)
async def test_a_damaged_file_counts_as_empty_and_is_mended(path, clock, damage):
    path.write_bytes(damage)
    await answered(gate(path, clock))
    assert json.loads(path.read_bytes())["next_at"] == (clock() + DELAY).isoformat()


async def test_a_cool_down_outlives_the_process(path, clock):
    until = await refused(gate(path, clock), 429, "3600")
    assert await FileTurnstile(path).closed_until() == until


def test_requests_say_who_asks_and_what_they_take():
    headers = manners("0.1.0", "mailto:lab@example.org")
    assert headers["User-Agent"] == "paperboy/0.1.0 (mailto:lab@example.org)"
    assert "application/atom+xml" in headers["Accept"]
    assert manners("0.1.0", None)["User-Agent"] == "paperboy/0.1.0"
