"""Saving: by the menu, a button, a reaction or a command; a save is a set of reasons."""

import pytest

from tests.stage import ANA, BEN
from tests.world import paper

pytestmark = pytest.mark.usefixtures("bot")

ONE, TWO = "Diffusion for birds", "Diffusion for fish"


@pytest.fixture
async def posted(stage, bot):
    """The heading and the cards of a digest of two papers."""
    await stage.type("subscribe diffusion")
    quiet = len(stage.channel())
    await stage.arrive(paper(2, ONE), paper(1, TWO))
    await stage.tick()
    heading, *flat = stage.channel()[quiet:]
    return heading, flat or stage.thread(heading)


async def test_the_menu_on_the_heading_saves(stage, posted):
    heading, _ = posted
    answer = await stage.pick(heading, 2, BEN)
    assert answer.private
    assert f"Saved: {TWO}" in answer.text
    saved = await stage.saved(BEN)
    assert TWO in saved
    assert ONE not in saved


async def test_the_button_on_a_card_saves_and_takes_back(stage, posted):
    _, cards = posted
    if stage.name == "console":
        # Its button is the command, which has Undo.
        answer = await stage.press(cards[0], "Save")
        await stage.press(answer, "Undo")
    else:
        assert f"Saved: {ONE}" in (await stage.press(cards[0], "Save", BEN)).text
        assert ONE in await stage.saved(BEN)
        await stage.press(cards[0], "Save", BEN)
    assert "saved nothing yet" in await stage.saved(BEN)


async def test_a_reaction_on_a_card_saves_and_taking_it_off_takes_back(stage, posted):
    _, cards = posted
    await stage.react(cards[1], "🔖", BEN)
    assert TWO in await stage.saved(BEN)
    await stage.react(cards[1], "🔖", BEN, on=False)
    assert "saved nothing yet" in await stage.saved(BEN)


async def test_a_save_stays_until_its_last_reason_goes(stage, posted):
    _, cards = posted
    await stage.react(cards[0], "🔖", BEN)
    await stage.type("save 1", BEN)
    await stage.react(cards[0], "🔖", BEN, on=False)
    assert ONE in await stage.saved(BEN)


async def test_another_emoji_saves_nothing(stage, posted):
    _, cards = posted
    await stage.react(cards[0], "👍", BEN)
    assert "saved nothing yet" in await stage.saved(BEN)


async def test_lists_are_personal(stage, posted):
    heading, _ = posted
    if stage.name == "console":
        return  # there is one person
    await stage.pick(heading, 1, BEN)
    assert "saved nothing yet" in await stage.saved(ANA)


async def test_another_emoji_may_be_chosen(stage, posted):
    _, cards = posted
    await stage.type("settings emoji ⭐")
    await stage.react(cards[0], "⭐", BEN)
    assert ONE in await stage.saved(BEN)
    await stage.react(cards[1], "🔖", BEN)
    assert TWO not in await stage.saved(BEN)
