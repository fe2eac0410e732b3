"""Sharing: a private answer for all of the channel, attributed, silent, taken back in its place."""

import pytest

from tests.stage import ANA, BEN
from tests.world import paper

pytestmark = pytest.mark.usefixtures("bot")


async def test_an_answer_is_shared_by_name_without_ringing_and_taken_back(stage):
    await stage.arrive(paper(1, "Diffusion for birds"))
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


async def test_nobody_is_there_to_share_with_in_a_direct_message(stage):
    if stage.name == "console":
        return  # a terminal has one channel
    await stage.arrive(paper(1, "Diffusion for birds"))
    answer = await stage.type("summary 2511.00001", BEN, direct=True)
    assert "Diffusion for birds" in answer.text
    assert "Share" not in answer.buttons
