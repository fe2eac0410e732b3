"""[Share]: what one person was answered is shown to all, once more to nobody's cost, and undone."""

from dataclasses import dataclass, field, replace

import pytest

from bot.domain.calls import Press
from bot.domain.chat import Channel, Place
from bot.domain.spend import NOBODY
from bot.domain.summaries import Summary
from tests.world import ANA, BEN, LAB, open_world, paper

ZOE = replace(BEN, native="zoe", name="Zoe")


@dataclass
class Model:
    """A writer that counts."""

    writer: str = "tiny"
    prompt: str = "1"
    asked: list = field(default_factory=list)

    async def summarise(self, material, order, payer=NOBODY):
        self.asked.append(order)
        its = material.paper
        return Summary(its.id, its.version, order.detail, f"In short: {its.name}", "tiny", "1")


@pytest.fixture
def model():
    return Model()


@pytest.fixture
async def world(tmp_path, model):
    async with open_world(tmp_path, writers=[model]) as opened:
        birds = paper(1, "Diffusion for birds", "The model is trained on forty birds.")
        await opened.arrive(birds, paper(2, "Diffusion for fish"))
        opened.posted()
        yield opened


async def press(world, message, label, person=BEN, channel=LAB):
    (action,) = [each for each in message.actions if world.say(each.label) == label]
    reply = await world.bot.inbox.on_press(Press(action.id, person, channel))
    await world.bot.inbox.on_answered(reply, channel, None)
    return reply


ASKED = {
    "summary 2511.00001": "In short: Diffusion for birds",
    "ask 2511.00001 trained on which birds?": "trained on which birds?",
    "search diffusion": "Papers on “diffusion”",
    "digest diffusion since=2025-11-04": "2 papers",
    "why 2511.00001": "Tue 4 Nov 2025",
}


@pytest.mark.parametrize("typed", ASKED)
async def test_what_was_answered_stands_in_the_channel_and_says_who_shared_it(world, typed):
    reply = await world.type(typed, person=BEN)
    assert world.posted() == ""
    shared = await press(world, reply.message, "Share")
    assert "everybody here sees it now" in world.drawn(shared)
    posted = world.posted()
    assert ASKED[typed] in posted
    assert "Shared by Ben" in posted
    assert "[Undo]" in posted


async def test_no_text_is_written_twice(world, model):
    reply = await world.type("summary 2511.00001", person=BEN)
    once = len(model.asked)
    await press(world, reply.message, "Share")
    assert len(model.asked) == once == 1


async def undo(world, person):
    part = next(
        each
        for each in world.platform._board.transcript.all(LAB.native)
        if any("unshare" in action for action, _ in each.actions)
    )
    (action,) = [each for each, _ in part.actions if "unshare" in each]
    return world.drawn(await world.bot.inbox.on_press(Press(action, person, LAB)))


@pytest.mark.parametrize("person", [BEN, ANA], ids=["who shared it", "a manager"])
async def test_it_is_taken_back_in_its_place(world, person):
    reply = await world.type("summary 2511.00001", person=BEN)
    await press(world, reply.message, "Share")
    assert "Only who shared it" in await undo(world, ZOE)
    assert "Done" in await undo(world, person)
    texts = [each.text for each in world.platform._board.transcript.all(LAB.native) if each.key]
    assert texts == [f"Taken back by {person.name}."]


async def test_alone_or_where_it_is_switched_off_there_is_nothing_to_share(world):
    alone = Channel("console", "", "dm", kind=Place.DIRECT)
    reply = await world.type("summary 2511.00001", person=BEN, channel=alone)
    assert "Share" not in [world.say(each.label) for each in reply.message.actions]
    offered = await world.type("summary 2511.00001", person=BEN)

    def off(rules):
        return replace(rules, sharing=False)

    await world.store.spaces.change(("console", ""), off, world.clock())
    reply = await world.type("summary 2511.00001", person=BEN)
    assert "Share" not in [world.say(each.label) for each in reply.message.actions]
    refused = await press(world, offered.message, "Share")
    assert "switched it off" in world.drawn(refused)
    assert world.posted() == ""


async def test_an_answer_is_shared_after_a_restart_and_forgotten_after_a_month(tmp_path):
    async with open_world(tmp_path) as world:
        await world.arrive(paper(1, "Birds", "The model is trained on forty birds."))
        reply = await world.type("ask 2511.00001 trained on which birds?", person=BEN)
    async with open_world(tmp_path) as world:
        await press(world, reply.message, "Share")
        assert "forty birds" in world.posted()
        await world.store.answers.purge(world.clock())
        await press(world, reply.message, "Share")
        world.clock.pass_time(days=31)
        assert await world.store.answers.purge(world.clock()) == 1
        gone = await press(world, reply.message, "Share")
        assert "no longer kept" in world.drawn(gone)
