"""What is known of arXiv's lists, day by day, and what a digest of theirs is told."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.domain.batches import BatchState, Harvest
from tests.world import TUESDAY, open_world, paper

MONDAY, WEDNESDAY, THURSDAY = (TUESDAY + timedelta(days=n) for n in (-1, 1, 2))


@pytest.fixture
async def world(tmp_path):
    async with open_world(tmp_path) as opened:
        yield opened


def at(world, day, hour=9):
    world.clock.now = datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


async def said(world, *days):
    return [world.say(note) for note in await world.bot.services.announced.notes(days)]


async def test_days_before_anything_is_known_are_left_out(world):
    announced = world.bot.services.announced
    assert await announced.days(date(2025, 10, 1), TUESDAY) == []
    await world.arrive(paper(1, "Birds"))
    known = await announced.days(date(2025, 10, 1), WEDNESDAY)
    assert [(day.day, str(day.state)) for day in known] == [
        (TUESDAY, "complete"),
        (WEDNESDAY, "expected"),
    ]
    await world.store.batches.harvested(Harvest(MONDAY, MONDAY, TUESDAY))
    known = await announced.days(date(2025, 10, 1), TUESDAY)
    assert [day.day for day in known] == [MONDAY, TUESDAY]
    assert await announced.days(TUESDAY, TUESDAY, ["math"]) != known[1:]


async def test_papers_without_a_list_are_of_a_day_all_the_same(world):
    world.board.put([paper(1, "Birds")])
    await world.store.arrivals.add(world.board.up)
    outlook = await world.bot.services.announced.outlook()
    assert outlook.last.day == TUESDAY
    assert outlook.missing is None
    assert outlook.next == WEDNESDAY


async def test_a_late_list_is_noted_in_its_own_digest_only(world):
    await world.arrive(paper(1, "Birds"))
    at(world, WEDNESDAY, 6)
    await world.bot.pipeline.collect()
    at(world, WEDNESDAY, 11)
    await world.arrive(paper(2, "Fish"), day=WEDNESDAY)
    assert await said(world, TUESDAY) == []
    assert await said(world, WEDNESDAY) == ["arXiv was late"]
    assert await said(world, TUESDAY, WEDNESDAY) == ["arXiv was late"]
    assert await said(world) == []


async def test_days_that_nobody_was_there_for_are_counted(world):
    for day in (TUESDAY, WEDNESDAY, THURSDAY):
        at(world, day)
        await world.arrive(paper(day.day, "Birds"), day=day)
        world.board.up.clear()
    batches = await world.store.batches.between(TUESDAY, WEDNESDAY)
    await world.store.batches.put([replace(each, seen=None) for each in batches])
    assert await said(world, TUESDAY, WEDNESDAY, THURSDAY) == ["2 announcements while I was away"]
    assert await said(world, TUESDAY, THURSDAY) == ["1 announcement while I was away"]


async def test_what_failed_is_known_by_its_reason(world):
    await world.arrive(paper(1, "Birds"))
    assert (await world.bot.services.announced.outlook()).reason == ""
    await world.store.batches.harvested(Harvest(MONDAY, MONDAY, TUESDAY, failed="HTTP 503"))
    outlook = await world.bot.services.announced.outlook()
    assert outlook.reason == "HTTP 503"
    assert outlook.last.state is BatchState.COMPLETE
