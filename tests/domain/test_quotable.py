"""Words of a paper are found however they are written there, and nothing else is."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.domain.chat import words
from bot.domain.fulltext import Figure, FigureKind, FullText, Region, Section, SourceKind
from bot.domain.papers import Paper, PaperId
from bot.domain.quotable import Quotable, Spot, Where
from bot.domain.summaries import Material

PAPER = Paper(id=PaperId("2403.03206"), title="PurrSort", abstract="We sort 40 cats by purr.")
FULL = FullText(
    SourceKind.PDF,
    "PurrSort",
    "We sort 40 cats by purr.",
    (
        Section(
            "1", "Data", 1, "We ﬁne-tune trans-\nformers on “CatNet”,\na data\u00adset of cats.", 2
        ),
        Section("1.1", "Split", 2, "It has 1,500 im-\nages.\n\nNothing else is in it.", 2),
        Section("2", "Results", 1, "Naïve sorting is café-slow. 我们在猫网上训练模型。", 4),
    ),
    appendix=(Section("A", "Proof", 1, "The proof is left to the cat.", 8),),
    references="A. Cat. We sort dogs by bark. 2019.",
    figures=(
        Figure(
            FigureKind.TABLE,
            "Table 1",
            "Scores of all cats.",
            region=Region(5, 0, 0, 1, 1),
            content="Tom 9\nMog 8 points",
        ),
        Figure(FigureKind.FIGURE, "Figure 2", "A cat that purrs."),
    ),
    front=("Ada Lovelace", "University of Cats"),
    pages=9,
    pages_read=9,
)
QUOTABLE = Quotable.of(Material(PAPER, FULL))


@pytest.mark.parametrize(
    ("quote", "text", "where"),
    [
        ("We sort 40 cats by purr.", "We sort 40 cats by purr", Where(Spot.ABSTRACT)),
        (
            '"fine-tune transformers on CatNet"',
            "ﬁne-tune trans- formers on “CatNet",
            Where(Spot.SECTION, "1 Data", 2, 2),
        ),
        ("A dataset of cats", "a dataset of cats", Where(Spot.SECTION, "1 Data", 2, 2)),
        (
            "1,500 images. Nothing else is",
            "1,500 im- ages. Nothing else is",
            Where(Spot.SECTION, "1.1 Split", 2, 4),
        ),
        (
            "naive sorting is cafe slow",
            "Naïve sorting is café-slow",
            Where(Spot.SECTION, "2 Results", 4, 8),
        ),
        ("在猫网上训练模型", "在猫网上训练模型", Where(Spot.SECTION, "2 Results", 4, 8)),
        ("left to the cat", "left to the cat", Where(Spot.APPENDIX, "A Proof", 8, 9)),
        ("Mog 8 points", "Mog 8 points", Where(Spot.TABLE, "Table 1", 5)),
        ("A cat that purrs", "A cat that purrs", Where(Spot.FIGURE, "Figure 2")),
    ],
)
def test_a_quote_is_found_with_the_paper_s_own_words_and_its_place(quote, text, where):
    found = QUOTABLE.find(quote)
    assert not isinstance(found, str), found
    assert (found.text, found.where) == (text, where)


@pytest.mark.parametrize(
    ("quote", "wrong"),
    [
        ("We sort 41 cats by purr", "does not stand"),
        ("We sort cats by purr", "does not stand"),
        ("We sort dogs by bark", "does not stand"),
        ("sort 4", "too short"),
        ("", "too short"),
        ("…", "too short"),
        ("40 cats by pur", "does not stand"),
        ("Ada Lovelace University of Cats", "does not stand"),
        ("ine-tune transformers on", "does not stand"),
        ("训练模型", "too short"),
        ("1.1 Split It has", "does not stand"),
    ],
)
def test_other_words_pieces_of_words_and_references_are_no_quotes(quote, wrong):
    found = QUOTABLE.find(quote)
    assert isinstance(found, str)
    assert wrong in found


def test_a_long_quote_proves_too_much():
    paper = Paper(id=PaperId("2403.03206"), abstract="One cat purrs. " * 60)
    found = Quotable.of(Material(paper)).find("One cat purrs. " * 40)
    assert found == "is longer than 400 characters"


def test_what_is_no_evidence_is_not_quotable():
    quotable = Quotable.of(Material(PAPER), lambda text: text.replace("by purr", ""))
    assert isinstance(quotable.find("We sort 40 cats by purr"), str)


@given(st.integers(0, 3), st.data())
def test_whatever_whole_words_stand_in_a_text_are_found_again(at, data):
    text = QUOTABLE.texts[at].text.split()
    start = data.draw(st.integers(0, max(0, len(text) - 4)))
    quote = " ".join(text[start : start + 4])
    assume("-" not in (quote[-1], " ".join(text[:start])[-1:]))
    found = QUOTABLE.find(quote)
    assert found == "is too short to prove anything" or not isinstance(found, str)


def test_a_place_is_named_with_its_pages():
    assert Where(Spot.ABSTRACT).words == words("ask-in-abstract")
    named = words("ask-where-section", label="1 Data")
    assert Where(Spot.SECTION, "1 Data").words == named
    assert Where(Spot.SECTION, "1 Data", 2, 2).words == words(
        "ask-where-page", where=named, page="2"
    )
    pages = words("ask-where-pages", where=named, pages="2–4")
    assert Where(Spot.SECTION, "1 Data", 2, 4).words == pages
    assert len(dict(Where(Spot.SECTION, "x " * 200).words.values)["label"]) <= 80
