"""Searching the papers there are: the best first, pages of ten, each can be saved."""

import pytest

from tests.stage import BEN
from tests.world import paper

pytestmark = pytest.mark.usefixtures("bot")


async def test_papers_are_found_by_words_turned_over_and_saved(stage):
    await stage.arrive(*(paper(90 - n, f"Diffusion for birds {n:02}") for n in range(1, 14)))
    answer = await stage.type("search diffusing birds", BEN)
    assert answer.private
    assert "Papers on “diffusing birds”, the best first" in answer.text
    assert "in the title: diffusing, bird" in answer.text
    assert "Page 1 of 2" in answer.text
    if stage.name != "console":
        assert answer.menu[0].startswith("1. Diffusion for birds")
    page = await stage.press(answer, "Next", BEN)
    assert "Page 2 of 2" in page.text
    assert "Page 1 of 2" in (await stage.press(page, "Back", BEN)).text
    if stage.name != "console":
        assert "Saved: Diffusion for birds" in (await stage.pick(answer, 1, BEN)).text


async def test_nothing_found_says_what_to_try(stage):
    answer = await stage.type("search walrus", BEN)
    assert "Nothing was found for “walrus”" in answer.text
    assert "Try fewer or other words" in answer.text
