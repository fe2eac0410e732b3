"""From the heading alone: save, open and all that a card can, also when its thread is archived."""

import pytest

from tests.contracts.chat.digests import digest, papers
from tests.stage import ANA, BEN

pytestmark = pytest.mark.usefixtures("bot")

FIVE = "Diffusion for birds 05"
OPEN = "2511.00085 headline - 1"


@pytest.fixture
async def heading(stage, bot):
    """The heading of a digest of five papers, eight days old."""
    heading, cards = await digest(stage, *papers(5))
    assert len(cards) == 5
    stage.clock.pass_time(days=8)
    if stage.name == "discord":
        # Nobody can do anything there any more: neither react nor, in some clients, click.
        stage.server.archive(heading.raw.thread, locked=True)
    return heading


async def test_save_a_paper_saves_and_undo_takes_it_back(stage, heading):
    saved = await stage.pick(heading, 5, BEN)
    assert saved.private
    assert f"Saved: {FIVE}" in saved.text
    assert FIVE in await stage.saved(BEN)
    await stage.press(saved, "Undo", BEN)
    assert "saved nothing yet" in await stage.saved(BEN)


async def test_open_a_paper_brings_the_card_with_all_it_can(stage, heading):
    card = await stage.choose(heading, "card", OPEN, who=BEN)
    assert card.private
    assert FIVE in card.text
    assert "Full analysis" in " ".join(card.menu)
    assert {"Save", "Ask", "Share"} <= set(card.buttons)
    assert "Posted here" in (await stage.press(card, "Why", BEN)).text
    less = await stage.press(card, "Less like this", BEN)
    assert f"less like “{FIVE}”" in less.text
    asked = await stage.fill(card, "Ask", {"question": "what do we find?"}, BEN)
    assert FIVE in asked.text
    assert "Saved ✓" in (await stage.press(card, "Save", BEN)).buttons
    assert FIVE in await stage.saved(BEN)


async def test_a_keycap_saves_that_number_and_off_again(stage, heading):
    if stage.name == "console":
        return  # a terminal's reactions name their card already
    await stage.react(heading, "2️⃣", BEN)
    saved = await stage.saved(BEN)
    assert "Diffusion for birds 02" in saved
    assert "1 saved paper" in saved
    await stage.react(heading, "2️⃣", BEN, on=False)
    assert "saved nothing yet" in await stage.saved(BEN)


async def test_what_one_person_opens_and_saves_is_theirs_alone(stage, heading):
    if stage.name == "console":
        return  # there is one person
    before = stage.everything()
    await stage.press(await stage.choose(heading, "card", OPEN, who=BEN), "Save", BEN)
    assert "saved nothing yet" in await stage.saved(ANA)
    assert "Save" in (await stage.choose(heading, "card", OPEN, who=ANA)).buttons
    assert stage.everything() == before
