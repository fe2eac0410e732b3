"""What a channel follows, shown and changed: pages, one topic, its form, Undo."""

from datetime import timedelta

import pytest

from bot.domain.calls import Press
from tests.commands.acts import act, form, reply_to, values
from tests.world import ANA, BEN, LAB, TUESDAY, open_world, paper


@pytest.fixture
async def world(tmp_path):
    async with open_world(tmp_path) as opened:
        await opened.type("subscribe diffusion name=Images")
        await opened.arrive(paper(1, "Diffusion for birds"), paper(2, "Oceans"))
        opened.posted()
        yield opened


def told(world):
    return " ".join(world.posted().split())


async def test_whoever_manages_chooses_a_topic_and_sees_what_can_be_done(world):
    reply = await world.type("topics")
    assert values(reply, "topic") == ["1"]
    seen = await act(world, "p1:topic:1")
    assert "Images" in seen
    assert "Diffusion for birds" in seen
    assert "[Edit] [Remove] [Topics]" in seen
    member = await world.type("topics", person=BEN)
    assert not member.message.selects
    assert not member.message.actions


async def test_a_new_name_holds_at_once_and_is_undone(world):
    fields = {each.name: each.value for each in (await form(world, "p1:edit:1")).fields}
    assert fields == {"words": "diffusion", "name": "Images"}
    assert "Done." in await act(world, "p1:edit:1", words="diffusion", name="Pictures")
    assert "“Images” is now “Pictures”: diffusion. Changed by Ana" in told(world)
    assert "Done." in await act(world, "p1:undo-edit:1:2")
    assert "Undone by Ana: “Images” is as it was before." in told(world)
    assert "1. Images" in await world.ask("topics")


async def test_another_expression_is_shown_first_and_keeps_history_and_place(world):
    assert await world.deliver() == 1
    told(world)
    seen = await act(world, "p1:edit:1", words="diffusion, oceans", name="Images")
    assert "Understood as: diffusion OR ocean" in seen
    assert "[Save the change] [Change] [Cancel]" in seen
    assert told(world) == "", "nobody is told before it is done"
    form_again = await form(world, "p1:setup:1")
    assert [each.name for each in form_again.fields] == ["words", "name"]
    await act(world, "p1:setup-follow:1")
    assert "“Images” is now “Images”: diffusion OR" in told(world)
    world.clock.pass_time(days=1)
    assert await world.deliver() == 0, "what came before is not looked at again"
    await world.arrive(paper(3, "More oceans"), day=TUESDAY + timedelta(days=1))
    assert await world.deliver() == 1
    assert "More oceans" in world.posted()
    assert "1. Images" in await world.ask("topics"), "it has the same place"


async def test_a_name_made_of_the_old_expression_follows_the_new_one(world):
    await world.type("subscribe oceans")
    await act(world, "p1:edit:2", words="rivers", name="oceans")
    await act(world, "p1:setup-follow:1")
    assert "2. rivers" in await world.ask("topics")


async def test_nothing_is_told_where_nothing_is_different(world):
    assert "Nothing is different" in await act(world, "p1:edit:1", words="diffusion", name="Images")
    assert "should be" in await act(world, "p1:edit:1")
    assert world.posted() == ""


async def test_a_topic_is_not_made_one_that_is_followed_already(world):
    await world.type("subscribe oceans")
    seen = await act(world, "p1:edit:2", words="Diffusion", name="oceans")
    assert "already follows that as “Images”" in seen
    assert "[Save the change]" not in seen


async def test_removing_is_told_with_undo(world):
    assert "Done." in await act(world, "p1:remove:1")
    assert "#papers no longer follows “Images”, removed by Ana" in told(world)
    for action in ("p1:remove:1", "p1:topic:1", "p1:edit:1"):
        assert "removed that already" in await act(world, action)
    assert await form(world, "p1:edit:1") is None
    assert "Not undone" in await act(world, "p1:undo-edit:1:9")
    await act(world, "p1:undo-unsubscribe:1")
    assert "1. Images" in await world.ask("topics")


async def test_the_whole_channel_pauses_and_goes_on_by_a_button(world):
    assert "[Pause all]" in await world.ask("topics")
    await act(world, "p1:settings:pause on")
    assert "[Resume]" in await world.ask("topics")
    await act(world, "p1:settings:resume ")
    assert "[Pause all]" in await world.ask("topics")


async def test_many_topics_come_in_pages(world):
    for number in range(2, 46):
        await world.type(f"subscribe word{number}")
    seen = await world.ask("topics")
    assert "20. word20" in seen
    assert "21." not in seen
    second = await reply_to(world, "p1:topics:2")
    assert "21. word21" in world.drawn(second)
    assert values(second, "topic") == [str(number) for number in range(21, 41)]
    assert [each.id for each in second.message.actions][-3:-1] == ["p1:topics:1", "p1:topics:3"]
    assert "45. word45" in await act(world, "p1:topics:99")
    assert "and 25 more" in await world.ask("")


async def test_the_panel_leads_everywhere_and_back(world):
    panel = await world.type("")
    assert [each.id for each in panel.message.actions] == [
        *("p1:setup:", "p1:topics:", "p1:settings:", "p1:help:"),
    ]
    for action in panel.message.actions[1:]:
        reply = await world.bot.inbox.on_press(Press(action.id, ANA, LAB))
        assert "p1:panel:" in [each.id for each in reply.message.actions]
        assert world.bot.inbox.changes_its_message(action.id)
    assert "Paperboy in #papers" in await act(world, "p1:panel:")
