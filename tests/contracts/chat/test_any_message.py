"""“Summarise papers” and “Save papers” in the menu of any message, whoever wrote it."""

import pytest

from tests.contracts.chat.digests import papers
from tests.stage import ANA, BEN

NOT_ON = {"console": "A terminal shows no message of anybody else, and no message there has a menu"}

pytestmark = pytest.mark.usefixtures("bot")

MESSAGE = (
    "Read https://arxiv.org/abs/2511.00089v2 and huggingface.co/papers/2511.00088, "
    "then doi.org/10.48550/arXiv.2511.00087! Call 0912.3456 if it takes until 10.11.2025."
)
SUMMARISE, SAVE = "Summarise papers", "Save papers"


@pytest.fixture(autouse=True)
async def known(stage, bot):
    """Papers that are known."""
    await stage.arrive(*papers(5))


async def test_its_papers_come_as_private_cards_to_save_and_to_open(stage):
    cards = await stage.choose_on(MESSAGE, SUMMARISE)
    assert cards.private
    assert "3 papers of that message" in cards.text
    for n in (1, 2, 3):
        assert f"Diffusion for birds 0{n}" in cards.text
        assert f"https://arxiv.org/abs/2511.{90 - n:05}" in cards.links
    assert "Authors’ own words" in cards.text
    assert "Saved: Diffusion for birds 02" in (await stage.pick(cards, 2, BEN)).text
    card = await stage.choose(cards, "card", "2511.00087 headline - 1", who=BEN)
    assert "Diffusion for birds 03" in card.text
    assert "Ask" in card.buttons


async def test_more_of_them_come_in_pages(stage):
    text = " ".join(f"arXiv:2511.{90 - n:05}" for n in range(1, 6))
    cards = await stage.choose_on(text, SUMMARISE)
    assert "Page 1 of 2" in cards.text
    assert "birds 04" not in cards.text
    cards = await stage.press(cards, "Next", BEN)
    assert "Page 2 of 2" in cards.text
    assert "birds 04" in cards.text


async def test_a_single_one_is_a_card_that_can_say_more(stage):
    card = await stage.choose_on("what about 2511.00089?", SUMMARISE)
    assert card.private
    assert "Full analysis" in card.menu
    assert {"Save", "Ask", "Share"} <= set(card.buttons)


async def test_all_are_saved_at_once_and_taken_back_at_once(stage):
    await stage.type("save 2511.00088", BEN)
    saved = await stage.choose_on(f"{MESSAGE} arXiv:2511.99999", SAVE)
    assert saved.private
    assert "Saved: Diffusion for birds 01" in saved.text
    assert "Already saved: Diffusion for birds 02" in saved.text
    assert "2511.99999" in saved.text
    assert "3 saved papers" in await stage.saved(BEN)
    assert "saved nothing yet" in await stage.saved(ANA), "who wrote it has saved nothing"
    undone = await stage.press(saved, "Undo", BEN)
    assert "2 papers are no longer saved; 1 stays" in undone.text
    assert "1 saved paper" in await stage.saved(BEN)


async def test_a_message_without_papers_is_told_what_counts_as_one(stage):
    for entry in (SUMMARISE, SAVE):
        answer = await stage.choose_on("call 0912.3456 <!channel> @everyone", entry)
        assert answer.private
        assert "names no paper that I know by its link" in answer.text
