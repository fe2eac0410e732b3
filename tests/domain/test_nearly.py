"""Nearest misses: which papers a topic only just does not take, and what keeps each out."""

import random
import time

import pytest

from bot.app import topic_reader
from bot.domain import nearly
from bot.domain.topics import Index
from tests.world import paper, sentences

READ = topic_reader()
SAY = sentences("en").say


def said(reasons):
    return [SAY(reason) for reason in reasons]


@pytest.mark.parametrize(
    ("topic", "facts", "reasons"),
    [
        ("diffusion birds", {"title": "Diffusion for fish"}, ["“birds” is not in it"]),
        (
            "diffusion NOT video",
            {"title": "Diffusion for video"},
            ["“video” is in it, which NOT keeps out"],
        ),
        (
            '"virtual try on"',
            {"title": "We try a virtual garment on"},
            ["the words of “virtual try on” are in it, but apart"],
        ),
        (
            "ti:diffusion",
            {"title": "Birds", "abstract": "By diffusion."},
            ["“diffusion” is in it, but not in the title"],
        ),
        (
            "abs:diffusion",
            {"title": "Diffusion"},
            ["“diffusion” is in the title, but not in the abstract"],
        ),
        (
            "co:neurips",
            {"title": "The neurips years"},
            ["“neurips” is in it, but not in its comment"],
        ),
        ("=LoRA birds", {"title": "Lora of birds"}, ["“LoRA” is in it, but not spelled like that"]),
        ("cs.CL birds", {"title": "Birds"}, ["it is not filed under cs.CL"]),
        (
            "primary:cs.LG birds",
            {"title": "Birds", "categories": ("cs.CV", "cs.LG")},
            ["it is filed under cs.LG, but not first"],
        ),
        ('au:"Kaiming He" birds', {"title": "Birds"}, ["Kaiming He is not among its authors"]),
        (
            "(fish OR birds) diffusion NOT video",
            {"title": "Birds on video"},
            ["“diffusion” is not in it", "“video” is in it, which NOT keeps out"],
        ),
    ],
)
def test_what_keeps_a_paper_out_is_said_by_the_fewest_things(topic, facts, reasons):
    title = facts.pop("title")
    found = nearly.miss(READ(topic), paper(1, title, **facts))
    assert said(found.reasons) == reasons


def test_of_two_ways_to_match_the_nearer_one_is_said():
    found = nearly.miss(READ("(diffusion video) OR (birds NOT diffusion)"), paper(1, "Diffusion"))
    assert said(found.reasons) == ["“video” is not in it"]


def test_a_paper_that_matches_is_no_miss():
    assert nearly.miss(READ("birds"), paper(1, "Birds")) is None
    assert nearly.nearest(READ("birds"), Index([paper(1, "Birds")]), 3) == []


def test_the_nearest_come_first_then_those_with_it_in_the_title_then_the_newest():
    papers = [
        paper(1, "Image synthesis", "With a generation of it."),
        paper(2, "Image of birds"),
        paper(3, "Oceans", "An image."),
        paper(4, "Image of fish"),
        paper(5, "Image generation on video"),
        paper(6, "Large oceans"),
        paper(7, "Image generation"),
    ]
    topic = READ('"image generation" NOT video')
    found = nearly.nearest(topic, Index(papers), 3)
    assert [each.paper.id[-1] for each in found] == ["1", "5"], "one word of a phrase is not near"
    topic = READ("image generation NOT video")
    found = nearly.nearest(topic, Index(papers), 4)
    assert [each.paper.id[-1] for each in found] == ["5", "4", "2", "3"]
    among = nearly.nearest(topic, Index(papers), 4, among=0b0001110)
    assert [each.paper.id[-1] for each in among] == ["4", "2", "3"]


def test_what_is_only_in_the_same_category_is_not_near():
    papers = [paper(1, "Oceans"), paper(2, "Birds", categories=("cs.CL",))]
    found = nearly.nearest(READ("cs.CV birds"), Index(papers), 3)
    assert [each.paper.id[-1] for each in found] == ["2"]
    assert nearly.nearest(READ("cs.RO"), Index(papers), 3) == []
    surveys = Index([paper(1, "A survey"), paper(2, "Survey", categories=("cs.CL",))])
    assert len(nearly.nearest(READ("cs.CV NOT survey"), surveys, 3)) == 1


def test_levels_and_reasons_agree_for_any_topic():
    vocabulary = ["diffusion", "video", "image", "generation", "birds", "fish"]
    picked = random.Random(4)  # noqa: S311
    papers = [
        paper(n, " ".join(picked.choices(vocabulary, k=3)), " ".join(picked.choices(vocabulary)))
        for n in range(1, 60)
    ]
    index = Index(papers)
    for text in (
        "diffusion birds NOT video",
        '"image generation" OR ti:fish',
        '(diffusion OR birds) "image generation" NOT ti:video NOT fish',
    ):
        topic = READ(text)
        weights = {each.id: nearly.miss(topic, each) for each in papers}
        levels = nearly._levels(topic.tree, index)
        for place, each in enumerate(papers):
            off = weights[each.id].weight if weights[each.id] else 0
            assert [level >> place & 1 for level in levels] == [off <= n for n in range(4)]


def test_a_busy_week_is_looked_through_in_no_time():
    picked = random.Random(5)  # noqa: S311
    known = [f"word{n}" for n in range(200)]
    papers = [
        paper(n, " ".join(picked.choices(known, k=9)), " ".join(picked.choices(known, k=120)))
        for n in range(1500)
    ]
    index = Index(papers)
    topic = READ('word1 "word2 word3" (word4 OR ti:word5) NOT word6')
    assert nearly.nearest(topic, index, 3)
    started = time.perf_counter()
    for _ in range(10):
        nearly.nearest(topic, index, 3)
    # Some milliseconds each; the bound leaves room for a machine that is busy with other tests.
    assert time.perf_counter() - started < 1
