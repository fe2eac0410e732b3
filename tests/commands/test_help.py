"""`help` tells what this channel has and what the person may do."""

from dataclasses import replace

import pytest

from bot import commands
from bot.domain.rules import Modelled
from tests.commands.acts import Writer, act
from tests.world import ANA, BEN, open_world


@pytest.fixture
async def world(tmp_path):
    async with open_world(tmp_path) as opened:
        yield opened


async def test_it_tells_what_this_channel_has(world):
    assert "Follows nothing yet." in await world.ask("help")
    for number in range(1, 8):
        await world.type(f"subscribe word{number}")
    seen = " ".join((await world.ask("help")).split())
    assert "#papers now" in seen
    assert "Follows word1, word2, word3, word4, word5 and 2 more" in seen
    assert "Next digest: when arXiv announces" in seen
    assert "the authors’ own words, no AI" in seen


async def test_it_names_the_model_that_writes(tmp_path):
    async with open_world(tmp_path, writers=[Writer()]) as world:
        assert "AI (gpt-5.4-nano)" in await world.ask("help")

        def off(rules):
            return replace(rules, model=Modelled.OFF)

        await world.store.spaces.change(("console", ""), off, world.clock())
        assert "the authors’ own words, no AI" in " ".join((await world.ask("help")).split())


async def test_everybody_sees_what_they_may_do_in_groups(world):
    seen = await world.ask("help")
    places = [seen.index(group) for group in ("\nRead\n", "\nKeep\n", "\nThis channel\n")]
    assert places == sorted(places)
    for spec in (command.spec for command in commands.ALL):
        assert f"\n“{spec.name}” –" in seen or not spec.name or spec.on_message
    member = await world.ask("help", person=BEN)
    assert "\n“subscribe” –" not in member
    assert "Who manages this channel can do more" in member
    assert "\n“save” –" in member


async def test_it_fits_a_phone(world):
    assert len((await world.ask("help")).splitlines()) <= 36


async def test_what_is_in_the_menu_of_a_message_is_told_in_one_line(world):
    assert any(each.on_message for each in world.bot.services.specs)
    seen = await world.ask("help")
    assert "On any message that names papers" in seen
    assert "save-papers" not in seen


async def test_one_command_is_told_with_its_options_and_an_example(world):
    seen = await world.ask("help settings")
    assert "settings [KEY] [VALUE]" in seen
    assert "key: when, zone, layout" in seen
    assert "Example:" in seen
    assert "There is no command “nonsense”" in await world.ask("help nonsense")
    assert await act(world, "p1:help:settings", ANA) == " ".join(seen.split())
