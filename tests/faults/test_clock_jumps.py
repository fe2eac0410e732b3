"""Digests when somebody sets the clock: no slot twice, none left out, nothing lost or repeated."""

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import pytest
from typing_extensions import override

from bot.domain.calls import Call
from bot.domain.chat import Channel
from bot.domain.errors import StoreError
from bot.domain.jobs import Collect, Housekeep
from bot.platforms.console.transcript import Transcript
from bot.store.lock import FolderLock, FolderTaken
from tests.faults.full_disk import full_disk
from tests.faults.test_disk_full import assert_complete, prepare
from tests.world import ANA, LAB, Hands, World, open_world, paper

BEGIN = datetime(2025, 11, 4, tzinfo=UTC)
FIXED = LAB
ANNOUNCED = Channel("console", "", "lists", "#lists")
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
DAYS = [date(2025, 11, day) for day in (4, 5, 6)]
STEP = HOUR
LISTED = timedelta(hours=5)
"""When the feeds have the list of a day (UTC): at midnight where arXiv is."""


class Life:
    """Some days of the bot, by a true clock that it does not see.

    Attributes:
        true: What time it really is (UTC).
        stood: When each title really came to stand in a channel, as often as it did.
    """

    def __init__(self, world: World) -> None:
        self.world = world
        self.true = BEGIN
        self.stood: dict[tuple[str, str], list[datetime]] = {}
        self._read = 0

    async def go_on(self, span: timedelta, wrong: timedelta = timedelta()) -> None:
        """Let time pass while the clock is wrong by so much; digests are due as it shows."""
        until = self.true + span
        while self.true < until:
            self.true += STEP
            self.world.clock.now = self.true + wrong
            midnight = datetime.combine(self.true.date(), datetime.min.time(), UTC)
            if self.true == midnight + LISTED:
                self.world.board.up.clear()
                number = self.true.day
                self.world.board.put([paper(number, f"Diffusion {number}")], self.true.date())
            self.world.bot.runner.submit(Collect())
            await self.world.settle()
            await self.world.bot.scheduler.tick()
            await self.world.settle()
            self._note()

    def _note(self) -> None:
        posted = Transcript(self.world.settings.data_dir / "console.jsonl")
        for channel in (FIXED, ANNOUNCED):
            every = [each.text for each in posted.all(channel.native)]
            for day in DAYS:
                title = f"Diffusion {day.day}"
                line = re.compile(rf"^\s*\d+\. {title}\b", re.MULTILINE)
                stands = sum(len(line.findall(text)) for text in every)
                known = self.stood.setdefault((channel.native, title), [])
                known += [self.true] * (stands - len(known))

    def latest(self, channel: Channel) -> dict[int, timedelta]:
        """Return by day how long after its list a paper came; none must have come twice."""
        found = {}
        for day in DAYS:
            times = self.stood[channel.native, f"Diffusion {day.day}"]
            assert len(times) == 1, (channel.native, day, times)
            listed = datetime.combine(day, datetime.min.time(), UTC) + LISTED
            found[day.day] = times[0] - listed
        return found


@pytest.fixture
async def life(tmp_path):
    async with open_world(tmp_path, clock=Hands(BEGIN)) as world:
        for channel in (FIXED, ANNOUNCED):
            await world.type("subscribe diffusion", channel=channel)
            await world.type("settings layout list", channel=channel)
        await world.type("settings when 09:00 UTC")
        yield Life(world)


async def test_right_clocks_first(life):
    await life.go_on(3 * DAY)
    assert set(life.latest(FIXED).values()) == {timedelta(hours=4)}
    assert set(life.latest(ANNOUNCED).values()) == {timedelta(0)}


@pytest.mark.parametrize("after", [timedelta(hours=h) for h in (4, 8, 15)])
async def test_a_clock_set_back_by_an_hour_for_good(life, after):
    await life.go_on(DAY + after)
    await life.go_on(2 * DAY, -HOUR)
    assert max(life.latest(FIXED).values()) <= timedelta(hours=5)
    assert max(life.latest(ANNOUNCED).values()) <= HOUR


@pytest.mark.parametrize("after", [timedelta(hours=h) for h in (4, 8, 15)])
async def test_a_clock_that_runs_a_day_ahead_for_two_hours(life, after):
    await life.go_on(DAY + after)
    await life.go_on(2 * HOUR, DAY)
    await life.go_on(2 * DAY)
    assert max(life.latest(FIXED).values()) <= timedelta(hours=6)
    assert max(life.latest(ANNOUNCED).values()) <= 2 * HOUR


async def test_a_dark_day_and_an_hour_leave_out_the_old_digest_and_not_the_one_just_due(life):
    await life.go_on(DAY + 8 * HOUR)
    life.true += DAY
    life.world.board.put([paper(6, "Diffusion 6")], date(2025, 11, 6))
    await life.go_on(3 * HOUR)
    # Wednesday's is a day late and left out; Thursday's is late by minutes, and has it all.
    for title in ("Diffusion 5", "Diffusion 6"):
        assert len(life.stood[FIXED.native, title]) == 1, title


@dataclass
class SetBack(Hands):
    """A clock that somebody sets back by an hour when it has been looked at so often."""

    looks: int = 0

    @override
    def __call__(self) -> datetime:
        self.looks -= 1
        if self.looks == 0:
            self.pass_time(hours=-1)
        return self.now


@pytest.mark.parametrize("looks", range(1, 13))
async def test_a_message_cut_off_while_the_clock_is_set_back_is_found_again(tmp_path, looks):
    clock = SetBack()
    async with open_world(tmp_path, clock=clock) as world:
        before = await prepare(world)
        async with full_disk(world.store.database, "UPDATE OF native ON post"):
            clock.looks = looks
            with suppress(StoreError):
                await world.deliver()
    async with open_world(tmp_path, clock=clock) as world:
        await world.deliver()
        clock.pass_time(hours=2)
        await world.deliver()
    assert_complete(tmp_path, before)


@pytest.mark.parametrize("later", [0, 0.5, 3])
async def test_a_message_sent_while_our_clock_was_ahead_is_found_by_the_clock_of_the_service(
    tmp_path, later
):
    right = Hands()
    async with open_world(tmp_path, clock=Hands(right.now + HOUR)) as world:
        world.platform._clock = right
        before = await prepare(world)
        async with full_disk(world.store.database, "UPDATE OF native ON post"):
            with pytest.raises(StoreError):
                await world.deliver()
    right.pass_time(hours=later)
    async with open_world(tmp_path, clock=Hands(right.now)) as world:
        await world.deliver()
    assert_complete(tmp_path, before)


async def test_an_event_told_again_after_the_clock_was_set_back_is_one(tmp_path):
    async with open_world(tmp_path) as world:
        save = Call("subscribe", ANA, LAB, {"topic": "birds"}, event="e1")
        assert await world.bot.inbox.on_call(save)
        world.clock.pass_time(hours=-1)
        assert await world.bot.inbox.on_call(save) is None
        world.bot.runner.submit(Housekeep())
        await world.settle()
        assert await world.bot.inbox.on_call(save) is None
        world.clock.pass_time(hours=27)
        world.bot.runner.submit(Housekeep())
        await world.settle()
        assert await world.store.events.purge(world.clock.now + DAY) == 0


def test_a_folder_is_held_whatever_the_clock_shows(tmp_path):
    first, second = FolderLock(tmp_path), FolderLock(tmp_path)
    first.acquire(BEGIN + 400 * DAY, 1)
    with pytest.raises(FolderTaken, match="since 2026-12-09T00:00:00"):
        second.acquire(BEGIN, 2)
    first.release()
    second.acquire(BEGIN, 2)
    second.release()
