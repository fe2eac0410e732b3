"""One's own list: in pages, searched, by tag; a paper taken off and put back."""

import pytest

from bot.domain.calls import Press
from tests.world import ANA, BEN, LAB, open_world, paper


@pytest.fixture
async def world(tmp_path):
    async with open_world(tmp_path) as opened:
        yield opened


@pytest.fixture
async def full(world):
    """Twenty-three papers, each a minute after the one before; every second one is tagged."""
    papers = [paper(n, f"Diffusion {n:02}", authors=("Ada Lovelace",)) for n in range(1, 24)]
    await world.arrive(*papers)
    for n, each in enumerate(papers, start=1):
        world.clock.pass_time(minutes=1)
        tags = " tags=even numbers" if n % 2 == 0 else ""
        await world.type(f"save {each.id}{tags}")


async def press(world, action, person=ANA, **fields):
    reply = await world.bot.inbox.on_press(Press(action, person, LAB, fields=fields))
    assert reply.private
    return reply


def shown(reply):
    return [int(id[-5:]) for _, id in reply.message.papers]


def ids(reply):
    return [each.id for each in reply.message.actions]


async def test_it_comes_in_pages_that_take_each_others_place(world, full):
    first = await world.type("saved")
    assert "23 saved papers · page 1 of 3" in world.drawn(first)
    assert shown(first) == list(range(23, 13, -1))
    assert ids(first) == ["p1:saved-page:2", "p1:saved-find:"]
    second = await press(world, ids(first)[0])
    assert shown(second) == list(range(13, 3, -1))
    assert ids(second) == ["p1:saved-page:1", "p1:saved-page:3", "p1:saved-find:"]
    assert shown(await press(world, "p1:saved-page:3")) == [3, 2, 1]
    assert shown(await press(world, "p1:saved-page:99")) == [3, 2, 1], "it was longer once"
    assert world.bot.inbox.changes_its_message("p1:saved-page:2")
    assert "saved nothing" in world.drawn(await press(world, "p1:saved-page:2", BEN))


async def test_words_and_tags_are_kept_from_page_to_page(world, full):
    found = await world.type("saved lovelace tag=EVEN_numbers")
    assert "11 saved papers · page 1 of 2" in world.drawn(found)
    assert "#even_numbers" in world.drawn(found)
    (turn, _) = ids(found)
    assert turn == "p1:saved-page:2 #EVEN_numbers lovelace"
    assert shown(await press(world, turn)) == [2]
    tags, _ = found.message.selects
    assert [(each.value, each.chosen) for each in tags.choices] == [("even_numbers", True)]
    assert len(shown(await press(world, "p1:saved-tag:even_numbers"))) == 10


async def test_what_is_too_long_for_a_button_says_how_much_is_left(world, full):
    long = "diffusion " * 8
    found = await world.type(f"saved {long}")
    assert ids(found) == ["p1:saved-find:"]
    assert "and 13 more" in world.drawn(found)


async def test_it_is_searched_with_a_form(world, full):
    form = await world.bot.inbox.on_opening(Press("p1:saved-find:", ANA, LAB))
    (field,) = form.fields
    assert shown(await press(world, form.action, **{field.name: "diffusion 07"})) == [7]
    none = await press(world, form.action, **{field.name: "oceans"})
    assert "None of your 23 saved papers has “oceans”" in world.drawn(none)
    assert ids(none) == ["p1:saved-find:"]


async def test_a_paper_is_taken_off_whatever_it_was_saved_by_and_put_back(world, full):
    await press(world, "p1:save:2511.00002")
    first = await world.type("saved diffusion 02")
    drop = next(each for each in first.message.selects if each.verb == "saved-drop")
    assert [each.value for each in drop.choices] == ["2511.00002"]
    gone = await press(world, "p1:saved-drop:2511.00002")
    assert "No longer saved: Diffusion 02" in world.drawn(gone)
    assert "None of your 22" in await world.ask("saved diffusion 02")
    assert "not on your list" in world.drawn(await press(world, "p1:saved-drop:2511.00002"))
    assert "not on your list" in world.drawn(await press(world, "p1:saved-drop:2511.00003", BEN))
    await press(world, ids(gone)[0])
    assert "#even_numbers" in await world.ask("saved diffusion 02")
