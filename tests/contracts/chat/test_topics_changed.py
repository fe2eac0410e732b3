"""Topics changed where they are listed: looked at, renamed, put otherwise, removed, undone."""

import pytest

from tests.stage import ANA, BEN
from tests.world import paper

pytestmark = pytest.mark.usefixtures("bot")


async def one(stage):
    """Open the first topic from the list."""
    listed = await stage.type("topics")
    assert any("1. " in each for each in listed.menu)
    return await stage.choose(listed, "topic", "1")


async def test_a_topic_is_renamed_put_otherwise_and_made_again_what_it_was(stage):
    await stage.arrive(paper(1, "Diffusion for birds"), paper(2, "Video diffusion"))
    await stage.type("subscribe diffusion")
    topic = await one(stage)
    assert topic.private
    assert "Diffusion for birds" in topic.text
    await stage.fill(topic, "Edit", {"name": "Images"})
    renamed = stage.channel()[-1]
    assert "Images" in renamed.text
    assert renamed.buttons == ("Undo",)
    preview = await stage.fill(await one(stage), "Edit", {"words": "diffusion -video"})
    assert "NOT video takes away 1 paper" in preview.text
    assert stage.channel()[-1].text == renamed.text, "nothing is changed before the yes"
    await stage.press(preview, preview.buttons[0])
    changed = stage.channel()[-1]
    assert "NOT video" in (await stage.type("topics")).text
    await stage.press(changed, "Undo")
    assert "NOT video" not in (await stage.type("topics")).text
    assert "Images" in (await stage.type("topics")).text


async def test_a_topic_is_removed_and_comes_back(stage):
    await stage.type("subscribe diffusion name=Images")
    removed = await stage.press(await one(stage), "Remove")
    assert "Done" in removed.text
    told = stage.channel()[-1]
    assert "no longer follows “Images”" in told.text
    assert "follows nothing" in (await stage.type("topics")).text
    await stage.press(told, "Undo")
    assert "Images" in stage.channel()[-1].text
    assert "Images" in (await stage.type("topics")).text


async def test_a_member_sees_the_list_and_what_changes_it_where_they_may(stage):
    await stage.type("subscribe diffusion", ANA)
    listed = await stage.type("topics", BEN)
    assert "1. diffusion" in listed.text
    assert bool(listed.menu) is (stage.name != "discord"), "on Slack every full member may"
