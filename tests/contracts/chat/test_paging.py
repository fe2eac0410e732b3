"""Long answers come in pages, turned over in their place, and no page ends in mid-sentence."""

import pytest

from tests.contracts.chat.digests import POINTS, Model, in_place, papers
from tests.stage import BEN

TITLES = tuple(f"Diffusion for birds {n:02}" for n in range(1, 26))


@pytest.fixture
async def bot(stage):
    """The bot, with a model that has much to say, and with papers."""
    stage.writers = [Model()]
    async with stage.bot() as running:
        await stage.arrive(*papers(25))
        yield running


async def turned(stage, page, label="Next"):
    """Turn over from the first page to the last; return them all."""
    pages = [page]
    while label in pages[-1].buttons:
        assert len(pages) < 30
        pages.append(await stage.press(pages[-1], label, BEN))
        assert pages[-1].private
        assert in_place(*pages[-2:])
    return pages


@pytest.mark.usefixtures("bot")
async def test_the_longest_analysis_has_every_sentence_whole_and_once(stage):
    pages = await turned(stage, await stage.type("summary 2511.00089 detail=analysis", BEN))
    assert len(pages) > 2
    for number, page in enumerate(pages, 1):
        assert f"Page {number} of {len(pages)}" in page.text
        assert "Diffusion for birds 01" in page.text
    whole = [[point in page.text for page in pages].count(True) for point in POINTS]
    assert set(whole) == {1}
    back = await turned(stage, pages[-1], "Back")
    assert [each.text for each in back] == [each.text for each in reversed(pages)]


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize("typed", ["search birds", "digest diffusion since=2025-11-04"])
async def test_a_long_list_has_every_paper_once_and_a_menu_for_those_it_shows(stage, typed):
    pages = await turned(stage, await stage.type(typed, BEN))
    assert len(pages) == 3
    listed = [{each for each in TITLES if each in page.text} for page in pages]
    assert [len(each) for each in listed] == [10, 10, 5]
    assert set().union(*listed) == set(TITLES)
    for page, titles in zip(pages, listed, strict=True):
        offered = " ".join(page.menu)
        assert {each for each in TITLES if each in offered} == titles
    saved = await stage.pick(pages[2], 1, BEN)
    assert any(each in saved.text for each in listed[2])


async def test_a_page_is_turned_after_a_restart(stage):
    if stage.name == "console":
        return  # a terminal that is closed takes along what one person alone saw there
    async with stage.bot():
        await stage.arrive(*papers(25))
        first = await stage.type("search birds", BEN)
    stage.clock.pass_time(days=8)
    async with stage.bot():
        assert "Page 2 of 3" in (await stage.press(first, "Next", BEN)).text


async def test_saved_papers_too(stage, bot):
    for each in papers(12):
        stage.clock.pass_time(minutes=1)
        await stage.type(f"save {each.id}", BEN)
    pages = await turned(stage, await stage.type("saved", BEN))
    assert len(pages) == 2
    assert "page 2 of 2" in pages[1].text
    everything = " ".join(each.text for each in pages)
    assert all(each in everything for each in TITLES[:12])
