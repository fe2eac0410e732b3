"""“Summarise papers” and “Save papers” from any message."""

import pytest

from bot.domain.calls import Call, Press
from tests.world import BEN, LAB, open_world, paper

MESSAGE = "See https://arxiv.org/abs/2511.00001v2, huggingface.co/papers/2511.00002 and 2511.00003!"


@pytest.fixture
async def world(tmp_path):
    async with open_world(tmp_path) as opened:
        await opened.arrive(*(paper(n, f"Birds {n:02}") for n in range(1, 13)))
        yield opened


async def choose(world, verb, message):
    return await world.bot.inbox.on_call(Call(verb, BEN, LAB, {"message": message}))


async def press(world, reply, label):
    (action,) = [each for each in reply.message.actions if world.say(each.label) == label]
    return await world.bot.inbox.on_press(Press(action.id, BEN, LAB))


async def test_all_papers_of_a_message_come_as_private_cards_a_few_a_page(world):
    text = " ".join(f"arXiv:2511.{n:05}" for n in range(1, 13))
    reply = await choose(world, "summarise-papers", text)
    seen = world.drawn(reply)
    assert reply.private
    assert "10 papers of that message" in seen
    assert "2 more papers are named there; at most 10 come at once." in seen
    assert [at for at, _ in reply.message.papers] == [1, 2, 3]
    assert "Authors’ own words" in seen
    page = await press(world, reply, "Next")
    assert [at for at, _ in page.message.papers] == [4, 5, 6]
    assert [at for at, _ in (await press(world, page, "Back")).message.papers] == [1, 2, 3]


async def test_a_single_paper_comes_as_the_card_that_says_more(world):
    reply = await choose(world, "summarise-papers", "look at 2511.00004")
    assert reply.message.selects[0].verb == "detail"
    assert "Birds 04" in world.drawn(reply)


async def test_saving_says_what_is_new_and_what_was_there_and_undoes_only_that(world):
    await world.type("save 2511.00002", person=BEN)
    reply = await choose(world, "save-papers", MESSAGE + " arXiv:2511.99999")
    seen = world.drawn(reply)
    assert "Saved: Birds 01" in seen
    assert "Saved: Birds 03" in seen
    assert "Already saved: Birds 02" in seen
    assert "2511.99999" in seen
    undone = world.drawn(await press(world, reply, "Undo"))
    assert undone.startswith("2 papers are no longer saved; 1 stays, saved for another reason.")
    assert "1 saved paper" in await world.ask("saved", person=BEN)


async def test_a_message_without_papers_says_what_would_count(world):
    for verb in ("summarise-papers", "save-papers"):
        seen = " ".join(world.drawn(await choose(world, verb, "call 0912.3456")).split())
        assert "names no paper that I know by its link" in seen
        seen = world.drawn(await choose(world, verb, "arXiv:2511.99999"))
        assert "None of these papers is known here" in seen
