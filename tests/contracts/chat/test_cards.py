"""A card: saved and let go in its place, as long as the menu says, asked, folded open."""

import pytest

from tests.contracts.chat.digests import digest, in_place
from tests.stage import BEN
from tests.world import paper

pytestmark = pytest.mark.usefixtures("bot")

ONE, TWO = "Diffusion for birds 01", "Diffusion for birds 02"


@pytest.fixture
async def cards(stage, bot):
    """The cards of a digest of two papers."""
    drawn = "We find that it works. The model is trained on 40 thousand drawings."
    _, cards = await digest(stage, paper(89, ONE), paper(88, TWO, drawn))
    return cards


async def opened(stage, card):
    """Open the private card of one that stands in the channel."""
    return await stage.press(card, "Summary", BEN)


async def test_save_turns_into_saved_on_the_private_card_and_back(stage, cards):
    posted = stage.everything()
    private = await opened(stage, cards[0])
    assert private.private
    assert "Save" in private.buttons
    saved = await stage.press(private, "Save", BEN)
    assert ONE in saved.text
    assert "Saved ✓" in saved.buttons
    assert "Save" not in saved.buttons
    assert in_place(private, saved)
    assert ONE in await stage.saved(BEN)
    again = await stage.press(saved, "Saved ✓", BEN)
    assert "Save" in again.buttons
    assert in_place(saved, again)
    assert "saved nothing yet" in await stage.saved(BEN)
    assert stage.everything() == posted, "nobody else sees anything of it"


async def test_a_private_card_knows_what_was_saved_elsewhere_and_lets_go_of_all_of_it(stage, cards):
    await stage.react(cards[1], "🔖", BEN)
    private = await opened(stage, cards[1])
    assert "Saved ✓" in private.buttons
    await stage.press(private, "Saved ✓", BEN)
    assert "saved nothing yet" in await stage.saved(BEN)


async def test_the_menu_offers_every_length_and_keeps_what_the_buttons_know(stage, cards):
    private = await opened(stage, cards[0])
    lengths = "One line", "Short", "Key points", "Full analysis"
    offered = " ".join(private.menu)
    assert all(each in offered for each in lengths)
    await stage.press(private, "Save", BEN)
    longer = await stage.choose(private, "detail", "2511.00089 takeaways - 1", who=BEN)
    assert longer.private
    assert ONE in longer.text
    assert in_place(private, longer)
    assert "Saved ✓" in longer.buttons
    short = await stage.choose(longer, "detail", "2511.00089 headline - 1", who=BEN)
    assert "“We find that it works”" in short.text


async def test_ask_stands_on_both_cards_and_asks_about_that_paper(stage, cards):
    asked = await stage.fill(cards[1], "Ask", {"question": "which drawings is it trained on?"}, BEN)
    assert asked.private
    assert TWO in asked.text
    private = await opened(stage, cards[1])
    asked = await stage.fill(private, "Ask", {"question": "which drawings is it trained on?"}, BEN)
    assert TWO in asked.text
    assert "“The model is trained on 40 thousand drawings.” · abstract" in asked.text


async def test_why_is_folded_away_on_both_cards(stage, cards):
    why = await stage.press(cards[1], "Why", BEN)
    assert why.private
    assert TWO in why.text
    assert "“diffusion” in the title" in why.text
    assert TWO in (await stage.press(await opened(stage, cards[1]), "Why", BEN)).text
