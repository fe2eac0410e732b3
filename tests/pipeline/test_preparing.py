"""Texts are written before the digests that want them, what most want first."""

import asyncio
from datetime import timedelta

import pytest

from bot.domain.chat import Channel
from bot.domain.jobs import Prepare
from bot.domain.summaries import Detail, Order
from tests.pipeline.pen import Pen
from tests.world import LAB, Hands, open_world, paper

BIRDS = paper(1, "Diffusion for birds", "We hear birds.")
FISH = paper(2, "Diffusion for fish", "We hear fish.")
CATS = paper(3, "Robots for cats", "We hear cats.")
HEADLINE = Order(Detail.HEADLINE)
OTHERS = [Channel("console", "", name, f"#{name}") for name in ("two", "three")]
SOON = timedelta(minutes=20)


@pytest.fixture
async def pen():
    return Pen()


@pytest.fixture
async def world(tmp_path, pen):
    async with open_world(tmp_path, clock=Hands(), writers=(pen,)) as world:
        yield world


async def follow(world, topic, channel, when):
    await world.type(f"subscribe {topic}", channel=channel)
    await world.type(f"settings when {when}", channel=channel)


async def prepare(world, pen):
    """Let the texts be written that are wanted soon; return how many that were."""
    before = pen.asked.total()
    world.bot.runner.submit(Prepare())
    await world.settle()
    return pen.asked.total() - before


async def test_what_most_channels_want_comes_first_and_a_channel_pays(world, pen):
    when = f"{(world.clock() + SOON).strftime('%H:%M')} UTC"
    await follow(world, "cats", LAB, when)
    for channel in OTHERS:
        await follow(world, "birds", channel, when)
    await world.arrive(CATS, FISH, BIRDS)
    assert await prepare(world, pen) == 2
    assert list(pen.asked) == [(BIRDS.id, HEADLINE), (CATS.id, HEADLINE)]
    assert [each.channel for each in pen.payers] == [OTHERS[0], LAB]
    assert await prepare(world, pen) == 0, "nothing new is wanted"


async def test_nothing_is_written_for_digests_that_are_far_off(world, pen):
    when = f"{(world.clock() + 2 * SOON).strftime('%H:%M')} UTC"
    await follow(world, "birds", LAB, when)
    await world.arrive(BIRDS)
    assert await prepare(world, pen) == 0
    world.clock.now += SOON
    assert await prepare(world, pen) == 1


async def test_a_digest_that_is_due_meanwhile_joins_the_call(world, pen):
    await world.type("subscribe birds")
    await world.arrive(BIRDS)
    pen.free.clear()
    world.bot.runner.submit(Prepare())
    await pen.began.wait()
    delivering = asyncio.create_task(world.deliver())
    for _ in range(20):
        await asyncio.sleep(0)
    pen.free.set()
    assert await delivering == 1
    await world.settle()
    assert pen.asked.total() == 1
    assert "pen on abstract" in world.posted()


async def test_nothing_is_written_while_what_was_missed_is_still_being_read(world, pen):
    await follow(world, "birds", LAB, f"{(world.clock() + SOON).strftime('%H:%M')} UTC")
    await world.arrive(BIRDS)
    collecting = world.bot.pipeline.collecting
    collecting.catching_up = True
    assert await prepare(world, pen) == 0
    collecting.catching_up = False
    assert await prepare(world, pen) == 1
