"""A digest that somebody asks for now, beside the one that is due: neither takes from the other."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.channels import KnownChannel
from bot.domain.chat import MessageRef
from bot.domain.errors import DeliveryError
from tests.world import LAB, TUESDAY, World, open_world, paper

MONDAY = TUESDAY - timedelta(days=1)


@pytest.fixture
async def world(tmp_path):
    """A bot whose channel follows a topic that Monday's paper, not told of yet, matches."""
    async with open_world(tmp_path) as world:
        await world.type("subscribe diffusion")
        old = replace(paper(2, "Diffusion for oceans"), announced=MONDAY)
        await world.store.papers.add([old])
        yield world


async def lab(world: World) -> KnownChannel:
    """Return the channel as it is now."""
    channel = await world.store.channels.find(LAB)
    assert channel
    return channel


async def ask_now(world: World) -> int:
    """Ask for what Monday brought; return how many papers that shows."""
    return await world.bot.pipeline.pick_now(await lab(world), MONDAY, MONDAY)


async def is_due(world: World) -> bool:
    """Tell whether the next tick serves the channel."""
    due = await world.store.channels.due(world.clock())
    return LAB in {each.channel for each in due}


async def test_a_digest_that_arxiv_made_due_comes_after_the_one_asked_for(world):
    await world.arrive(paper(1, "Diffusion for birds"))
    world.clock.pass_time(seconds=5)
    assert await ask_now(world) == 1

    world.posted()
    assert await world.deliver() == 1
    assert "Diffusion for birds" not in world.posted()
    assert await is_due(world)
    assert await world.deliver() == 1
    assert "Diffusion for birds" in world.posted()
    assert not await is_due(world)


async def test_a_digest_whose_hour_has_come_comes_after_the_one_asked_for(world):
    await world.type("settings when 09:30 UTC")
    await world.arrive(paper(1, "Diffusion for birds"))
    world.clock.pass_time(minutes=30, seconds=20)
    assert await ask_now(world) == 1

    assert await world.deliver() == 1
    assert await is_due(world)
    assert await world.deliver() == 1
    assert (await lab(world)).served_to == await world.store.arrivals.last()
    assert not await is_due(world), "today's is over"


async def test_a_digest_asked_for_before_the_hour_leaves_the_hour_as_it_was(world):
    await world.type("settings when 09:30 UTC")
    hour = (await lab(world)).next_due
    assert await ask_now(world) == 1
    assert await is_due(world)
    assert await world.deliver() == 1
    assert (await lab(world)).next_due == hour


async def test_a_digest_that_is_put_off_and_the_one_asked_for_meanwhile_both_come(world):
    await world.arrive(paper(1, "Diffusion for birds"))
    post = world.platform.post

    async def refuse(*args: object, **options: object) -> MessageRef:
        raise DeliveryError("busy", permanent=False)

    world.platform.post = refuse
    for _ in range(3):
        with pytest.raises(DeliveryError):
            await world.deliver()
    world.platform.post = post
    assert not await is_due(world), "it waits a while"

    assert await ask_now(world) == 1
    for _ in range(2):
        assert await is_due(world)
        assert await world.deliver() == 1
    assert await world.store.digests.unfinished((await lab(world)).id) is None


async def test_two_who_ask_at_once_are_told_of_a_paper_once(world):
    assert sorted(await asyncio.gather(ask_now(world), ask_now(world))) == [0, 1]
    assert await world.deliver() == 1
    assert await world.deliver() == 0


async def test_a_choice_of_its_own_wakes_no_channel_before_the_proof(world):
    await world.type("subscribe birds")
    world.board.put([paper(1, "Diffusion for birds")])
    world.bot.pipeline.collecting.is_ready = False
    await world.store.arrivals.add(world.board.up)
    await world.type("settings layout list")
    assert not await is_due(world)
    world.bot.pipeline.collecting.is_ready = True
    await world.bot.pipeline.wake()
    assert await is_due(world)


async def test_a_topic_of_another_channel_wakes_nobody_before_the_proof(world):
    world.board.put([paper(1, "Diffusion for birds")])
    # Kept, and not released: that is for the pipeline to say, once nothing can be missing.
    await world.bot.pipeline.collecting.collect()
    await world.type("subscribe birds", channel=replace(LAB, native="another"))
    assert not await is_due(world)
    await world.bot.pipeline.wake()
    assert await is_due(world)
