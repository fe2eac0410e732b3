"""What is one's own: the language, the digest, the list, and all that is kept, till it is gone."""

import pytest

from tests.stage import BEN
from tests.world import paper

pytestmark = pytest.mark.usefixtures("bot")


async def test_one_reads_chinese_where_the_others_read_english(stage):
    assert "私下我用中文和你交流" in (await stage.type("me language=zh", BEN)).text
    await stage.type("subscribe diffusion")
    assert "now follows" in stage.channel()[-1].text
    assert "本频道的订阅" in (await stage.type("topics", BEN)).text
    assert "跟随平台" not in (await stage.type("me language=auto", BEN)).text.partition("[")[0]
    assert "What this channel follows" in (await stage.type("topics", BEN)).text


async def test_everything_that_is_kept_is_shown_and_deleted_with_the_proof(stage):
    await stage.arrive(paper(1, "Diffusion for birds"))
    await stage.type("save 2511.00001", BEN)
    kept = await stage.type("me kept", BEN)
    assert kept.private
    assert "1 saved paper" in kept.text
    asked = await stage.press(kept, "Delete all", BEN)
    assert asked.private
    assert "1 saved paper" in (await stage.type("me kept", BEN)).text
    gone = await stage.press(asked, "Delete everything", BEN)
    assert "1 saved paper → 0" in gone.text
    again = await stage.press(gone, "Count again", BEN)
    assert "Nothing is kept about you" in again.text
    assert "saved nothing yet" in await stage.saved(BEN)


async def test_a_digest_of_ones_own_is_set_up_with_a_form(stage):
    panel = await stage.type("me digest", BEN)
    assert "follows nothing yet" in panel.text
    done = await stage.fill(panel, "Add a topic", {"topic": "diffusion"}, BEN)
    assert "Your own digest now follows" in done.text
    assert "1. diffusion" in (await stage.type("me digest", BEN)).text
    undone = await stage.press(done, "Undo", BEN)
    assert "1 topic is not followed" in undone.text


async def test_a_code_is_shown_to_whoever_asked_and_a_wrong_one_is_no_use(stage):
    asked = await stage.type("me link", BEN)
    assert asked.private
    assert "me code=" in asked.text or "code:" in asked.text
    assert "That code is not known" in (await stage.type("me code=AAAAA-BBBBB")).text


async def test_the_list_is_turned_page_by_page(stage):
    papers = [paper(n, f"Diffusion {n:02}") for n in range(1, 12)]
    await stage.arrive(*papers)
    for each in papers:
        stage.clock.pass_time(minutes=1)
        await stage.type(f"save {each.id}", BEN)
    first = await stage.type("saved", BEN)
    assert "page 1 of 2" in first.text
    assert "Diffusion 01" not in first.text.partition("Diffusion 02")[2].partition("[")[0]
    second = await stage.press(first, "Next", BEN)
    assert second.private
    assert "page 2 of 2" in second.text
    assert "Diffusion 01" in second.text
