"""What people of a channel want less of, and what they save most, each known here alone."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.calls import Press
from bot.domain.chat import Channel
from tests.world import ANA, BEN, LAB, TUESDAY, open_world, paper

ZOE = replace(BEN, native="zoe", name="Zoe")
ELSEWHERE = Channel("console", "", "other", "#other")
SPLAT = "Gaussian splatting renders scenes from points with learned covariance."


@pytest.fixture
async def world(tmp_path):
    async with open_world(tmp_path) as opened:
        await opened.type("subscribe cs.CV")
        yield opened


async def press(world, action, person=BEN, channel=LAB):
    reply = await world.bot.inbox.on_press(Press(f"p1:{action}", person, channel))
    return " ".join(world.drawn(reply).split())


def papers(first):
    """Six papers on one thing, with the newest ids, and others on all sorts of things."""
    others = [
        paper(first + n, f"Matter {chr(97 + n) * 4}", f"On {chr(97 + n) * 6}.") for n in range(26)
    ]
    return [*others, *(paper(first + 50 + n, f"Gaussian splatting {n}", SPLAT) for n in range(6))]


async def listed(world):
    channel = await world.store.channels.find(LAB)
    last = await world.store.digests.last(channel.id)
    return [each["paper"] for each in last.body[: last.shown]]


async def test_a_vote_moves_papers_like_it_out_of_the_list_and_why_says_so(world):
    await world.arrive(*papers(100))
    await world.deliver()
    assert "2511.00155" in await listed(world)
    assert "Noted: less like “Gaussian splatting 5”" in await press(world, "less:2511.00155")
    assert "said so before" in await press(world, "less:2511.00155")
    world.clock.pass_time(days=1)
    await world.arrive(*papers(300), day=TUESDAY + timedelta(days=1))
    await world.deliver()
    assert not {f"2511.{n:05}" for n in range(350, 356)} & set(await listed(world))
    seen = " ".join((await world.ask("why 2511.00355")).split())
    assert "In the full list" in seen
    assert "Placed lower: like “Gaussian splatting 5”, of which less was wanted here." in seen
    assert "Placed lower" not in await world.ask("why 2511.00155")


async def test_a_vote_can_be_taken_back_and_counts_in_its_channel_alone(world):
    await world.arrive(*papers(100))
    await world.deliver()
    await press(world, "less:2511.00155", channel=ELSEWHERE)
    await press(world, "less:2511.00154")
    assert "Taken back" in await press(world, "undo-less:2511.00154")
    assert "had not asked" in await press(world, "undo-less:2511.00154")
    world.clock.pass_time(days=1)
    await world.arrive(*papers(300), day=TUESDAY + timedelta(days=1))
    await world.deliver()
    assert "2511.00355" in await listed(world)


class TestTop:
    @pytest.fixture
    async def posted(self, world):
        await world.arrive(*(paper(90 - n, f"Birds {n}") for n in range(1, 5)))
        await world.deliver()
        return world

    async def test_it_is_honest_where_nobody_has_saved_anything(self, posted):
        assert "Nobody has saved a paper" in await posted.ask("top")
        await posted.type("save 1", person=BEN)
        assert "Nobody has saved a paper" in await posted.ask("top month")

    async def test_most_people_first_and_nobody_is_named(self, posted):
        for person in (BEN, ZOE):
            await press(posted, "save:2511.00088", person)
        await press(posted, "save:2511.00087", ANA)
        seen = " ".join((await posted.ask("top", person=BEN)).split())
        assert seen.index("1. Birds 2") < seen.index("2. Birds 3")
        assert "saved by 2 people" in seen
        assert "saved by 1 person" in seen
        assert "Zoe" not in seen

    async def test_what_is_saved_elsewhere_is_nobodys_business(self, posted):
        await posted.type("subscribe cs.CV", channel=ELSEWHERE)
        await press(posted, "save:2511.00088", BEN, ELSEWHERE)
        assert "Nobody has saved" in await posted.ask("top")

    async def test_the_week_ends(self, posted):
        await press(posted, "save:2511.00088")
        posted.clock.pass_time(days=8)
        assert "Nobody has saved" in await posted.ask("top")
        assert "Birds 2" in await posted.ask("top month")
        posted.clock.pass_time(days=30)
        assert "Nobody has saved" in await posted.ask("top month")

    async def test_a_save_that_is_let_go_counts_no_more(self, posted):
        await press(posted, "save:2511.00088")
        await press(posted, "save:2511.00088")
        assert "Nobody has saved" in await posted.ask("top")


class TestTags:
    async def test_a_form_files_what_is_saved_and_knows_the_words_one_uses(self, world):
        await world.arrive(paper(1, "Birds"), paper(2, "Fish"))
        await world.type("save 2511.00001 tags=ponds, image generation", person=BEN)
        saved = await world.type("save 2511.00002", person=BEN)
        (tags,) = [each for each in saved.message.actions if ":tags:" in each.id]
        form = await world.bot.inbox.on_opening(Press(tags.id, BEN, LAB))
        (field,) = form.fields
        assert world.say(field.hint) == "Yours: ponds, image_generation"
        sent = Press(form.action, BEN, LAB, fields={"tags": "rivers, Lakes"})
        assert "rivers, Lakes" in world.drawn(await world.bot.inbox.on_press(sent))
        again = await world.bot.inbox.on_opening(Press(tags.id, BEN, LAB))
        assert again.fields[0].value == "rivers, Lakes"
        emptied = await world.bot.inbox.on_press(Press(form.action, BEN, LAB))
        assert "has no tags now" in world.drawn(emptied)

    async def test_what_is_not_saved_cannot_be_filed(self, world):
        await world.arrive(paper(1, "Birds"))
        assert await world.bot.inbox.on_opening(Press("p1:tags:2511.00001", BEN, LAB)) is None
        assert "tags=…" in await press(world, "tags:2511.00001")
        assert "not on your list" in await press(world, "tagged:2511.00001")
