"""Top: what people saved most of what this channel was told, with nobody named."""

import pytest

from tests.contracts.chat.digests import digest, papers
from tests.stage import ANA, BEN
from tests.world import paper

pytestmark = pytest.mark.usefixtures("bot")

ONE, TWO = "Diffusion for birds 01", "Diffusion for birds 02"


async def top(stage, period="", who=BEN):
    return await stage.type(f"top{period}", who)


async def test_it_is_honest_where_nothing_of_this_channel_was_saved_here(stage):
    await digest(stage, *papers(2))
    assert "Nobody has saved a paper of this channel’s digests here" in (await top(stage)).text
    await stage.arrive(paper(1, "Graphs"))
    await stage.type("save 2511.00001", BEN)
    assert "Nobody has saved" in (await top(stage)).text, "what one types is one’s own matter"


async def test_the_most_saved_comes_first_unnamed_and_can_be_saved_and_opened(stage):
    heading, cards = await digest(stage, *papers(2))
    await stage.react(cards[1], "🔖", ANA)
    card = await stage.choose(heading, "card", "2511.00088 headline - 1", who=BEN)
    if "Save" in card.buttons:  # Ana and Ben are one person at a terminal
        await stage.press(card, "Save", BEN)
        await stage.react(cards[0], "🔖", BEN)
    shown = await top(stage)
    assert shown.private
    assert "Most saved here in the last seven days" in shown.text
    assert TWO in shown.text.partition(ONE)[0]
    assert not {"Ana", "Ben"} & set(shown.text.split())
    saved = await stage.pick(await top(stage, who=ANA), 1, ANA)
    assert TWO in saved.text
    assert "saved" in saved.text
    assert TWO in (await stage.choose(shown, "card", "2511.00088 headline - 1", who=BEN)).text


async def test_the_week_ends_and_the_month_after_it(stage):
    _, cards = await digest(stage, *papers(1))
    await stage.react(cards[0], "🔖", BEN)
    assert "saved by 1 person" in (await top(stage)).text
    stage.clock.pass_time(days=8)
    assert "Nobody has saved" in (await top(stage)).text
    assert ONE in (await top(stage, " month")).text
    stage.clock.pass_time(days=23)
    assert "Nobody has saved" in (await top(stage, " month")).text
