"""The gate to arXiv when the clock jumps: never too soon, and never silent for nothing."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.domain.errors import Throttled
from bot.gate import FileTurnstile, Gate

DELAY = timedelta(seconds=3)
LEASE = timedelta(minutes=2)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


@dataclass
class Jumpy:
    """A clock on the wall that somebody sets, and one that only runs.

    Attributes:
        now: What the wall shows (UTC).
        ran: Seconds that have really passed.
        at_sleep: How far the clock on the wall jumps during the next waits.
    """

    now: datetime = datetime(2025, 11, 5, 6, tzinfo=UTC)
    ran: float = 1000.0
    at_sleep: list[timedelta] = field(default_factory=list)

    def __call__(self) -> datetime:
        return self.now

    def ticks(self) -> float:
        return self.ran

    def jump(self, span: timedelta) -> None:
        self.now += span

    async def sleep(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)
        self.ran += seconds
        if self.at_sleep:
            self.jump(self.at_sleep.pop())


@pytest.fixture
def clock() -> Jumpy:
    return Jumpy()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "arxiv.json"


@pytest.fixture(params=[True, False], ids=["steady", "wall"])
def steady(request: pytest.FixtureRequest) -> bool:
    """Whether there is a clock that never jumps."""
    return bool(request.param)


def gate(path: Path, clock: Jumpy, *, steady: bool) -> Gate:
    return Gate(
        FileTurnstile(path, clock=clock, ticks=clock.ticks if steady else None),
        clock=clock,
        sleep=clock.sleep,
        delay=DELAY,
        random=lambda: 0,
        lease=LEASE,
    )


async def answered(gate: Gate) -> None:
    async with gate.turn():
        gate.judge(200, None, 1000)


async def refused(gate: Gate, seconds: int = 600) -> datetime:
    with pytest.raises(Throttled) as caught:
        async with gate.turn():
            gate.judge(429, str(seconds), 14)
    return caught.value.until


@pytest.mark.parametrize("restarted", [False, True])
@pytest.mark.parametrize("back", [timedelta(seconds=2), timedelta(minutes=1), HOUR, 400 * DAY])
async def test_a_clock_set_back_keeps_the_distance_and_no_more(
    path, clock, steady, back, restarted
):
    ours = gate(path, clock, steady=steady)
    await answered(ours)
    left = clock.ran
    clock.jump(-back)
    await answered(gate(path, clock, steady=steady) if restarted else ours)
    assert 3 <= clock.ran - left <= 5


async def test_a_clock_set_back_while_somebody_waits_keeps_the_distance(path, clock, steady):
    ours = gate(path, clock, steady=steady)
    await answered(ours)
    left = clock.ran
    clock.at_sleep = [-HOUR]
    await answered(ours)
    assert 3 <= clock.ran - left <= 6


async def test_a_clock_set_back_while_somebody_asks_keeps_the_distance(path, clock, steady):
    ours = gate(path, clock, steady=steady)
    async with ours.turn():
        clock.jump(-HOUR)
    left = clock.ran
    await answered(gate(path, clock, steady=steady))
    assert clock.ran - left == 3


@pytest.mark.parametrize("ahead", [timedelta(seconds=2), HOUR, DAY])
async def test_a_clock_set_ahead_keeps_the_distance_by_the_one_that_never_jumps(path, clock, ahead):
    await answered(gate(path, clock, steady=True))
    left = clock.ran
    clock.jump(ahead)
    await answered(gate(path, clock, steady=True))
    assert 3 <= clock.ran - left <= 3.5


@pytest.mark.parametrize("by", [-DAY, -HOUR, HOUR, DAY])
async def test_a_cool_down_lasts_as_long_as_it_was_wished_whatever_the_clock_does(path, clock, by):
    ours = gate(path, clock, steady=True)
    await refused(ours)
    await clock.sleep(240)
    clock.jump(by)
    until = await refused(ours)
    assert until - clock() == timedelta(minutes=6)
    await clock.sleep(350)
    assert await refused(ours) == until
    await clock.sleep(10)
    await answered(ours)


async def test_without_a_steady_clock_a_cool_down_lasts_at_most_once_more(path, clock):
    ours = gate(path, clock, steady=False)
    await refused(ours)
    await clock.sleep(240)
    clock.jump(-HOUR)
    assert await refused(ours) - clock() == timedelta(minutes=10)
    await clock.sleep(600)
    await answered(ours)


async def test_one_who_only_looks_is_told_the_right_moment_after_a_jump(path, clock, steady):
    await refused(gate(path, clock, steady=steady))
    clock.jump(-HOUR)
    onlooker = FileTurnstile(path, clock=clock, ticks=clock.ticks if steady else None)
    assert await onlooker.closed_until() == clock() + timedelta(minutes=10)


async def test_a_holder_that_died_is_waited_for_no_longer_because_the_clock_went_back(
    path, clock, steady
):
    await FileTurnstile(path, clock=clock, ticks=clock.ticks).enter(clock(), LEASE)
    begun = clock.ran
    clock.jump(-HOUR)
    await answered(gate(path, clock, steady=steady))
    assert clock.ran - begun == LEASE.total_seconds()


async def test_a_turn_that_outlived_a_jump_is_given_back(path, clock, steady):
    theirs = FileTurnstile(path, clock=clock, ticks=clock.ticks if steady else None)
    ours = FileTurnstile(path, clock=clock, ticks=clock.ticks if steady else None)
    await theirs.enter(clock(), LEASE)
    clock.jump(-HOUR)
    # Asking moves the moments along; the turn is theirs all the same.
    assert await ours.enter(clock(), LEASE) == clock() + LEASE
    await theirs.leave(clock())
    assert await ours.enter(clock(), LEASE) is None


async def test_after_a_new_start_of_the_machine_the_clock_on_the_wall_counts(path, clock):
    await refused(gate(path, clock, steady=True))
    await clock.sleep(240)
    clock.ran = 5.0
    assert await refused(gate(path, clock, steady=True)) == clock() + timedelta(minutes=6)
    await clock.sleep(360)
    await answered(gate(path, clock, steady=True))


async def test_a_cool_down_from_before_there_was_more_than_two_moments_in_the_file_holds(
    path, clock
):
    until = clock() + timedelta(minutes=10)
    path.write_text(f'{{"held_until": null, "next_at": "{until.isoformat()}"}}')
    assert await refused(gate(path, clock, steady=True)) == until
