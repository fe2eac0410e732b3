"""Who follows what: attributed, announced in one quiet line, and undone."""

import pytest

from tests.stage import BEN

pytestmark = pytest.mark.usefixtures("bot")


async def test_a_new_topic_is_told_in_one_quiet_line_with_undo(stage):
    answer = await stage.type("subscribe Diffusion -video name=Images")
    assert "diffusion NOT video" in answer.text
    said = stage.channel()[-1]
    assert "#papers now follows “Images”, set by" in said.text
    assert said.buttons == ("Undo",)
    assert not (said.notifies and stage.name == "discord")
    assert "Images" in (await stage.type("topics")).text


async def test_undo_takes_it_back_and_says_who_did(stage):
    await stage.type("subscribe diffusion")
    assert "Done" in (await stage.press(stage.channel()[-1], "Undo")).text
    assert "no longer" in stage.channel()[-1].text or "Undone" in stage.channel()[-1].text
    assert "follows nothing" in (await stage.type("topics")).text


async def test_a_setting_is_told_and_undone(stage):
    await stage.type("subscribe diffusion")
    await stage.type("settings most 15")
    said = stage.channel()[-1]
    assert "Papers in the list at most: now 15" in said.text
    await stage.press(said, "Undo")
    assert "Papers in the list at most: 10" in (await stage.type("settings")).text


async def test_the_end_of_a_topic_is_undone_too(stage):
    await stage.type("subscribe diffusion")
    await stage.type("unsubscribe 1")
    await stage.press(stage.channel()[-1], "Undo")
    assert "diffusion" in (await stage.type("topics")).text


async def test_a_member_may_do_what_the_service_lets_members_do(stage):
    await stage.type("subscribe diffusion")
    undo = stage.channel()[-1]
    if stage.name != "discord":
        assert "Done" in (await stage.press(undo, "Undo", BEN)).text
        return
    refused = await stage.press(undo, "Undo", BEN)
    assert "Only people who manage this channel" in refused.text
    assert "diffusion" in (await stage.type("topics", BEN)).text
