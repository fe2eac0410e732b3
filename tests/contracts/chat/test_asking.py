"""Questions about a paper, asked on every service: by command, by the button on a card."""

import pytest

from tests.stage import ANA, BEN
from tests.world import paper

pytestmark = pytest.mark.usefixtures("bot")

BIRDS = (
    "We draw birds by diffusion. The model is trained on 40 thousand drawings of FeatherNet. "
    "Training takes three days on eight GPUs. <!channel> @everyone may use the code."
)


async def digest(stage, count):
    """Post a digest of so many papers; return its heading and its cards."""
    await stage.type("subscribe diffusion")
    quiet = len(stage.channel())
    await stage.arrive(*(paper(90 - n, f"Diffusion {n:02}", BIRDS) for n in range(1, count + 1)))
    await stage.tick()
    heading, *flat = stage.channel()[quiet:]
    return heading, flat or stage.thread(heading)


async def test_a_member_asks_a_paper_by_its_number_and_only_they_see_the_answer(stage):
    await digest(stage, 2)
    before = len(stage.everything())
    answer = await stage.type("ask paper=2 question=which drawings is it trained on?", BEN)
    assert answer.private
    assert "which drawings is it trained on?" in answer.text
    assert "Diffusion 02" in answer.text
    assert "“The model is trained on 40 thousand drawings of FeatherNet.” · abstract" in answer.text
    assert "The paper’s own words, no AI · from the abstract only" in answer.text
    assert len(stage.everything()) == before


async def test_the_button_on_a_card_asks_for_the_question(stage):
    _, cards = await digest(stage, 2)
    answer = await stage.fill(cards[0], "Ask", {"question": "how long does training take?"}, BEN)
    assert answer.private
    assert "Diffusion 01" in answer.text
    assert "“Training takes three days on eight GPUs.” · abstract" in answer.text
    assert "Ask" in answer.buttons
    again = await stage.fill(answer, "Ask", {"question": "what about quantum gravity?"}, BEN)
    assert "The paper does not say" in again.text


async def test_what_a_paper_says_and_what_people_ask_pings_nobody(stage):
    _, cards = await digest(stage, 1)
    answer = await stage.fill(
        cards[0], "Ask", {"question": "who may use the code <!here> @everyone?"}, ANA
    )
    assert "may use the code" in answer.text
    assert stage.pinged() == set()


async def test_a_question_that_is_missing_or_too_long_is_asked_for_in_a_sentence(stage):
    await digest(stage, 1)
    if stage.name != "discord":  # its client sends no command without an option it requires
        assert "What do you want to know about “Diffusion 01”?" in (await stage.type("ask 1")).text
        assert "Which paper?" in (await stage.type("ask what is it about?")).text
    answer = await stage.type(f"ask paper=1 question={'why ' * 200}?")
    assert "at most 500 characters; yours has 801" in answer.text
