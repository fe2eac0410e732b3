"""Searching the papers there are: by words, a sentence or a paper, filtered, the best first."""

import pytest

from tests.contracts.chat.digests import papers
from tests.stage import BEN
from tests.world import paper

pytestmark = pytest.mark.usefixtures("bot")

GEESE = paper(1, "Migrating birds", "We follow geese over wetlands.", categories=("q-bio.PE",))
DRAWN = paper(2, "Drawing geese", "Diffusion models draw birds from text.")
QUARKS = paper(3, "Quarks at rest", "Lattice results.", categories=("hep-lat",))


async def test_papers_are_found_by_words_and_saved_from_the_list(stage):
    await stage.arrive(*papers(13))
    answer = await stage.type("search diffusing birds", BEN)
    assert answer.private
    assert "Papers on “diffusing birds”, the best first" in answer.text
    assert "in the title: diffusing, bird" in answer.text
    assert "Page 1 of 2" in answer.text
    assert any("1. Diffusion for birds" in each for each in answer.menu)
    saved = await stage.pick(answer, 1, BEN)
    assert "Saved: Diffusion for birds" in saved.text
    assert "1 saved paper" in await stage.saved(BEN)
    assert stage.channel() == []


async def test_the_best_comes_first_whatever_form_its_words_have(stage):
    await stage.arrive(GEESE, DRAWN, QUARKS)
    seen = (await stage.type("search birds", BEN)).text
    assert "Drawing geese" not in seen.partition("Migrating birds")[0]
    assert "in the title: bird" in seen
    assert "in the abstract: bird" in seen
    assert "Quarks" not in seen
    sentence = await stage.type("search how can a model draw a goose by diffusing?", BEN)
    assert "Migrating" not in sentence.text.partition("Drawing geese")[0]


async def test_a_paper_stands_for_all_that_is_like_it_typed_or_picked(stage):
    await stage.arrive(GEESE, DRAWN, QUARKS)
    like = await stage.type("search https://arxiv.org/abs/2511.00001v3", BEN)
    assert "Papers like “Migrating birds”, the nearest first" in like.text
    assert "Drawing geese" in like.text
    found = await stage.type("search birds", BEN)
    like = await stage.choose(found, "similar", "2511.00002", who=BEN)
    assert like.private
    assert "Papers like “Drawing geese”" in like.text
    assert "Migrating birds" in like.text


async def test_a_paper_of_the_list_is_opened(stage):
    await stage.arrive(GEESE, DRAWN)
    found = await stage.type("search birds", BEN)
    card = await stage.choose(found, "card", "2511.00002 headline - 1", who=BEN)
    assert card.private
    assert "“Diffusion models draw birds from text”" in card.text
    assert {"Save", "Ask"} <= set(card.buttons)


async def test_days_and_categories_leave_papers_out_and_that_is_said(stage):
    await stage.arrive(GEESE, DRAWN)
    within = await stage.type("search birds category=q-bio", BEN)
    assert "in q-bio" in within.text
    assert "Drawing geese" not in within.text
    since = await stage.type("search birds since=2025-11-01", BEN)
    assert "Drawing geese" in since.text
    nothing = await stage.type("search birds since=2026-01-01", BEN)
    assert "Try it without since and category" in nothing.text
    unknown = await stage.type("search birds category=cs.ZZ", BEN)
    assert "arXiv has no category “cs.ZZ”. Did you mean one of" in unknown.text


async def test_nothing_found_says_what_to_try(stage):
    answer = await stage.type("search walrus", BEN)
    assert "Nothing was found for “walrus”" in answer.text
    assert "Try fewer or other words" in answer.text
    too_long = await stage.type(f"search {'walrus ' * 60}", BEN)
    assert "at most 400 characters" in too_long.text


async def test_looking_for_nothing_asks_what_for(stage):
    if stage.name == "discord":
        return  # its client sends no command without an option that is required
    assert "What do you look for?" in (await stage.type("search", BEN)).text
