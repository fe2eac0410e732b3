"""Whose words a text is, from what, and in which parts it is shown."""

from dataclasses import replace

import pytest

from bot.domain import paper_card, paper_facts, telling
from bot.domain.cards import Look
from bot.domain.chat import Card, Passage, Shape
from bot.domain.digest import Pick
from bot.domain.emphasis import emphasised
from bot.domain.fulltext import Affiliation, Lack
from bot.domain.summaries import Aspect, Basis, Detail, Part, Summary
from tests.long_texts import FULL, PAPER, analysis, both, quoted
from tests.world import sentences

SAY = sentences("en").say
LOOK = Look("https://arxiv.org")
TLDR = Summary(PAPER.id, 1, Detail.TLDR, "Four steps are enough.")


def written(passages):
    return [
        [SAY(each.heading) if each.heading else None, *map(SAY, each.lines)] for each in passages
    ]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, "Authors’ own words, from the abstract"),
        ({"writer": "tiny"}, "AI summary (tiny) of the abstract"),
        (
            {"writer": "tiny", "basis": Basis.FULL, "pages": 14, "pages_read": 14},
            "AI summary (tiny) of the full text, 14 pages",
        ),
        (
            {"writer": "tiny", "basis": Basis.FULL, "pages": 300, "pages_read": 150},
            "AI summary (tiny) of the first 150 of 300 pages",
        ),
        ({"writer": "tiny", "basis": Basis.FULL}, "AI summary (tiny) of the full text"),
        ({"basis": Basis.FULL, "pages": 1}, "Authors’ own words, from the full text, 1 page"),
        (
            {"writer": "tiny", "lack": Lack.SCANNED},
            "AI summary (tiny) of the abstract only: The paper’s PDF holds pictures, and no text "
            "that can be read.",
        ),
        (
            {"fallback": True},
            "Authors’ own words (the AI summary failed), from the abstract",
        ),
        (
            {"fallback": True, "limit": "all-day"},
            "Authors’ own words (today’s limit for AI summaries is reached), from the abstract",
        ),
        (
            {"fallback": True, "limit": "reported"},
            "Authors’ own words (the AI summary was reported as wrong and taken down), from the "
            "abstract",
        ),
        ({"text": ""}, "No abstract is known"),
    ],
)
def test_every_text_names_its_writer_and_what_was_read(changes, said):
    assert SAY(telling.writer(replace(TLDR, **changes))) == said


def test_a_long_text_is_told_part_by_part_under_its_headings():
    passages = telling.passages(analysis())
    assert written(passages) == [
        [None, "Four steps are enough to draw a bird."],
        ["Keywords", "birds, diffusion, few steps"],
        ["Background", "Drawing birds by diffusion takes 50 steps."],
        ["Method", "Draw the beak.", "Add feathers.", "Stop after four steps."],
        ["Results", "FID falls from 12.1 to 7.3 on CUB-200.", "It is 12 times as fast."],
        ["Do the results support the aim?", "Yes: it is both better and faster."],
    ]
    assert [each.shape for each in passages][3:5] == [Shape.STEPS, Shape.POINTS]
    assert passages[4].strong == ("FID falls from 12.1 to 7.3", "12 times")


def test_a_translated_title_comes_first_and_the_languages_come_below_each_other():
    told = written(telling.passages(both()))
    assert told[0] == [None, "一羽一羽：用很少的步数画鸟"]
    assert told[1] == [None, "四步就能画好一只鸟。"]
    assert told.index([None, "Four steps are enough to draw a bird."]) > told.index(
        ["Method", "先画喙。", "再加羽毛。"]
    )
    assert [SAY(each) for each in telling.writers(both())] == [
        "AI summary (tiny) of the full text, 14 pages"
    ]


def test_what_the_authors_say_stands_in_quotation_marks_also_in_points():
    assert written(telling.passages(quoted())) == [
        [None, "“Drawing birds takes long.”"],
        ["Key takeaways", "“Four steps are enough.”", "“Feathers come last.”"],
    ]


def test_in_a_list_two_languages_stand_beside_each_other():
    said = replace(TLDR, writer="tiny", text="四步足矣。", others=(TLDR,))
    assert SAY(telling.quote(said)) == "四步足矣。 · “Four steps are enough.”"
    assert [SAY(each) for each in telling.writers(said)] == [
        "AI summary (tiny) of the abstract",
        "Authors’ own words, from the abstract",
    ]


def test_the_score_counts_the_figures_of_all_languages():
    mixed = replace(both(), others=(replace(analysis(), figures=(3, 4)),))
    assert [SAY(each) for each in telling.found(mixed)] == ["15 of 16 numbers found in the paper"]
    assert telling.found(TLDR) == ()


def card(said, **rest):
    return paper_card.card(PAPER, None, said, LOOK, position=None, **rest)


def small(message):
    rows = [each for block in message.blocks if isinstance(block, Card) for each in block.details]
    rows += [each for each in message.blocks if hasattr(each, "parts")]
    return [" · ".join(map(SAY, each.parts)) for each in rows]


def test_a_card_that_was_asked_for_tells_facts_and_score_and_no_other_card_does():
    asked = small(card(analysis(), asked=paper_facts.of(PAPER, FULL)))
    assert "Venue (authors’ comment): CVPR 2026 · 12 pages" in asked
    assert "First author: University of Birds (“1 University of Birds, Nest Street 4”)" in asked
    assert asked[-1].endswith("14 pages · 12 of 12 numbers found in the paper")
    plain = small(card(analysis()))
    assert plain[-1] == "AI summary (tiny) of the full text, 14 pages"
    assert not any("First author" in each or "numbers found" in each for each in plain)


def test_links_come_from_abstract_comment_and_full_text_each_once():
    paper = replace(PAPER, abstract="Code: https://github.com/ada/feather")
    message = paper_card.card(
        paper, None, analysis(), LOOK, position=None, asked=paper_facts.of(paper, FULL)
    )
    found = [(SAY(each.label), each.url) for each in message.blocks[0].entry.links]
    assert [label for label, _ in found] == ["Code", "PDF", "HTML"]
    assert found[0][1] == "https://github.com/ada/feather"


def ids(message):
    """Return the ids of all buttons, the folded ones last."""
    return [each.id for each in (*message.actions, *message.more.actions)]


@pytest.mark.parametrize(
    ("said", "verbs"),
    [
        (TLDR, ["save", "takeaways", "ask", "why", "less"]),
        (replace(TLDR, detail=Detail.HEADLINE), ["save", "summary", "ask", "why", "less"]),
        (replace(TLDR, writer="tiny"), ["save", "takeaways", "ask", "why", "less", "report-tldr"]),
        (quoted(), ["save", "analysis", "ask", "why", "less"]),
        (analysis(), ["save", "ask", "why", "less", "report-analysis"]),
        (
            replace(quoted(), others=(analysis(),)),
            ["save", "analysis", "ask", "why", "less", "report-takeaways"],
        ),
        (None, ["save", "summary", "ask", "why", "less"]),
    ],
)
def test_the_buttons_say_more_and_report_what_a_model_wrote(said, verbs):
    assert ids(card(said)) == [f"p1:{verb}:{PAPER.id}" for verb in verbs]


def test_a_withdrawn_paper_has_no_text_and_nothing_to_report():
    message = card(analysis(), withdrawn=True)
    assert not any(isinstance(each, Passage) for each in message.blocks)
    assert [each.split(":")[1] for each in ids(message)] == [
        *("save", "summary", "ask"),
        *("why", "less"),
    ]


def test_a_long_card_still_says_why_it_is_here():
    pick = Pick(PAPER.id, ("birds",), (telling.words("plain", text="“bird” in the title"),), None)
    message = paper_card.card(PAPER, pick, analysis(), LOOK, position=3)
    assert small(message)[-1].startswith("Because: “bird” in the title · AI summary (tiny)")
    assert message.papers == ((3, PAPER.id),)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_part_has_a_heading_in_both_languages(language):
    said = [sentences(language).say(telling.words(f"aspect-{each}")) for each in Aspect]
    assert len(set(said)) == len(Aspect)
    assert not any("⟨" in each for each in said)


@pytest.mark.parametrize(
    ("line", "strong", "bold"),
    [
        ("FID falls to 7.3 here", ("7.3",), ["7.3"]),
        ("a b a b", ("a b",), ["a b"]),
        ("one two three", ("two", "one two"), ["one two"]),
        ("nothing", ("none",), []),
        ("nothing", ("", " "), []),
        ("all", ("all",), ["all"]),
    ],
)
def test_strong_phrases_are_cut_out_of_a_line_that_stays_whole(line, strong, bold):
    pieces = emphasised(line, strong)
    assert "".join(piece for piece, _ in pieces) == line
    assert [piece for piece, is_bold in pieces if is_bold] == bold


def test_what_stands_above_all_parts_is_not_said_again_and_one_line_is_no_list():
    parts = (Part(Aspect.METHOD, ("Draw the beak.", "Add feathers.")),)
    text = replace(quoted(), text="Draw the beak.", parts=parts)
    _, method = telling.passages(text)
    assert (written([method]), method.shape) == ([["Method", "“Add feathers.”"]], Shape.RUNNING)
    only = replace(text, parts=(Part(Aspect.METHOD, ("Draw the beak.",)),))
    assert written(telling.passages(only)[1:]) == [["Method", "“Draw the beak.”"]]


def test_the_line_of_an_affiliation_that_is_its_name_is_shown_once():
    full = replace(FULL, affiliation=Affiliation("Nest Labs", "Nest Labs"))
    shown = small(card(analysis(), asked=paper_facts.of(PAPER, full, None)))
    assert "First author, as the paper has it: “Nest Labs”" in shown


def test_an_authors_comment_is_shown_as_it_is_or_as_facts_but_not_both():
    with_venue = small(card(analysis(), asked=paper_facts.of(PAPER, FULL, None)))
    assert "Venue (authors’ comment): CVPR 2026 · 12 pages" in with_venue
    assert not any("4 figures" in each for each in with_venue)
    paper = replace(PAPER, comment="12 pages, 4 figures. First two contributed equally")
    asked = paper_facts.of(paper, FULL, None)
    shown = small(paper_card.card(paper, None, analysis(), LOOK, position=None, asked=asked))
    (said,) = [each for each in shown if "12 pages" in each]
    assert "First two contributed equally" in said
