"""Report: a model's text that is wrong is taken down for everybody; authors' words have none."""

import pytest

from tests.contracts.chat.digests import Model, digest, papers
from tests.stage import BEN

ROBOT = "A robot says of 2511.00089"


@pytest.fixture
async def bot(stage):
    """The bot, with a model."""
    stage.writers = [Model()]
    async with stage.bot() as running:
        yield running


@pytest.mark.usefixtures("bot")
async def test_a_wrong_text_is_taken_down_wherever_it_stands(stage):
    _, cards = await digest(stage, *papers(2))
    assert ROBOT in cards[0].text
    assert ROBOT in " ".join(each.text for each in stage.channel())
    thanks = await stage.press(cards[0], "Report", BEN)
    assert thanks.private
    assert "taken down everywhere it was shown" in thanks.text
    await stage.settle()
    shown = " ".join(each.text for each in stage.everything())
    assert ROBOT not in shown
    assert "the AI summary was reported as wrong and taken down" in shown
    assert "A robot says of 2511.00088" in shown, "the other one stays"
    assert "“We find that it works”" in shown
