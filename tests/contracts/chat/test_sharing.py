"""Sharing: a private answer for all of the channel, attributed, silent, taken back in its place."""

import pytest

from tests.contracts.chat.digests import in_charge
from tests.stage import ANA, BEN
from tests.world import paper

pytestmark = pytest.mark.usefixtures("bot")

BIRDS = paper(1, "Diffusion for birds", "The model is trained on forty drawings of birds.")
ANSWERS = {
    "summary 2511.00001": "Diffusion for birds",
    "ask paper=2511.00001 question=trained on which drawings?": "trained on which drawings?",
    "search birds": "Papers on “birds”, the best first",
    "digest diffusion since=2025-11-04": "1 paper",
    "why 2511.00001": "Diffusion for birds",
}


@pytest.fixture(autouse=True)
async def known(stage, bot):
    """A paper that is known."""
    await stage.arrive(BIRDS)


async def test_an_answer_is_shared_by_name_without_ringing_and_taken_back(stage):
    answer = await stage.type("summary 2511.00001", BEN)
    before = len(stage.channel())
    assert "everybody here sees it now" in (await stage.press(answer, "Share", BEN)).text
    [shared] = stage.channel()[before:]
    assert "Diffusion for birds" in shared.text
    assert "Shared by" in shared.text
    assert not shared.private
    assert not (shared.notifies and stage.name == "discord")
    assert "Undo" in shared.buttons
    assert "Done" in (await stage.press(shared, "Undo", ANA)).text
    [gone] = stage.channel()[before:]
    assert "Taken back by" in gone.text
    assert "Diffusion" not in gone.text
    assert gone.buttons == ()


async def test_every_answer_about_papers_can_be_shared_and_what_stands_there_can_be_used(stage):
    before = len(stage.channel())
    for typed, said in ANSWERS.items():
        stage.clock.pass_time(minutes=1)
        answer = await stage.type(typed, BEN)
        assert answer.private
        assert said in answer.text
        assert len(stage.channel()) == before
        await stage.press(answer, "Share", BEN)
        before += 1
        assert len(stage.channel()) == before
        shared = stage.channel()[-1]
        assert said in shared.text, typed
        assert "Shared by" in shared.text
        assert "Undo" in shared.buttons
    assert stage.pinged() == set()
    card, _, found, *_ = stage.channel()[-len(ANSWERS) :]
    assert "Saved: Diffusion for birds" in (await stage.press(card, "Save", ANA)).text
    assert "Diffusion for birds" in (await stage.pick(found, 1, ANA)).text


async def test_who_shared_it_may_take_it_back_and_another_member_may_not(stage):
    await stage.press(await stage.type("summary 2511.00001", BEN), "Share", BEN)
    shared = stage.channel()[-1]
    if stage.name == "discord":  # elsewhere every member manages a channel
        stage.people["Cal"] = stage.server.add_person("Cal")
        assert "Only who shared it" in (await stage.press(shared, "Undo", "Cal")).text
        assert "Diffusion for birds" in stage.channel()[-1].text
    await stage.press(shared, "Undo", BEN)
    assert "Taken back by" in stage.channel()[-1].text


async def test_whoever_is_in_charge_can_switch_it_off_and_on_again(stage):
    offered = await stage.type("summary 2511.00001", BEN)
    zoe = in_charge(stage)
    panel = await stage.press(await stage.type("server", zoe), "AI, limits, sharing", zoe)
    off = await stage.choose(panel, "server-share", "off", who=zoe)
    before = len(stage.channel())
    for typed in ANSWERS:
        assert "Share" not in (await stage.type(typed, BEN)).buttons
    refused = await stage.press(offered, "Share", BEN)
    assert "has switched it off" in refused.text
    assert len(stage.channel()) == before
    await stage.press(off, "Undo", zoe)
    await stage.press(offered, "Share", BEN)
    assert len(stage.channel()) == before + 1


async def test_nobody_is_there_to_share_with_in_a_direct_message(stage):
    if stage.name == "console":
        return  # a terminal has one channel
    answer = await stage.type("summary 2511.00001", BEN, direct=True)
    assert "Diffusion for birds" in answer.text
    assert "Share" not in answer.buttons
