"""Tags: what is saved is filed under one's own words, by command or form, and found by them."""

import pytest

from tests.stage import BEN
from tests.world import paper

pytestmark = pytest.mark.usefixtures("bot")

NOTHING = {"console": "-"}
"""What empties a field that holds something: at a terminal, Enter alone keeps it."""


@pytest.fixture
async def saved(stage, bot):
    """The answer that says a paper is saved; another is filed under two words already."""
    await stage.arrive(paper(1, "Diffusion for birds"), paper(2, "Diffusion for fish"))
    await stage.type("save 2511.00002 tags=ponds, image generation", BEN)
    return await stage.type("save 2511.00001", BEN)


async def test_a_form_files_it_and_the_list_shows_and_finds_it(stage, saved):
    filed = await stage.fill(saved, "Tags…", {"tags": "rivers, Lakes, #3D"}, BEN)
    assert filed.private
    assert "Tags: rivers, Lakes" in filed.text
    everything = await stage.saved(BEN)
    assert "#rivers, #Lakes" in everything
    assert "#image_generation" in everything
    of_ponds = (await stage.type("saved tag=ponds", BEN)).text
    assert "fish" in of_ponds
    assert "birds" not in of_ponds
    listed = await stage.type("saved", BEN)
    of_rivers = (await stage.choose(listed, "saved-tag", "rivers", who=BEN)).text
    assert "birds" in of_rivers.partition("rivers (1)")[0]
    assert "fish" not in of_rivers.partition("Only one tag")[0]


async def test_the_same_form_takes_them_away_again(stage, saved):
    filed = await stage.fill(saved, "Tags…", {"tags": "rivers"}, BEN)
    emptied = await stage.fill(filed, "Tags…", {"tags": NOTHING.get(stage.name, "")}, BEN)
    assert "“Diffusion for birds” has no tags now" in emptied.text
    assert "#rivers" not in await stage.saved(BEN)


async def test_what_is_saved_by_any_button_can_be_filed_too(stage, saved):
    found = await stage.type("search fish", BEN)
    answer = await stage.pick(found, 1, BEN)
    assert "Already saved: Diffusion for fish" in answer.text
    filed = await stage.fill(answer, "Tags…", {"tags": "rivers"}, BEN)
    assert "Tags: rivers" in filed.text


async def test_what_is_no_longer_saved_cannot_be_filed(stage, saved):
    await stage.press(saved, "Undo", BEN)
    answer = await stage.press(saved, "Tags…", BEN)
    assert "to file it" in answer.text
