"""Without a model a paper answers in its own words, or does not."""

import pytest

from bot.domain.fulltext import FullText, Section, SourceKind
from bot.domain.papers import Paper, PaperId
from bot.domain.quotable import Spot, Where
from bot.domain.summaries import Basis, Material
from bot.summarisers.answering_quotes import Quoting

PAPER = Paper(
    id=PaperId("2403.03206"),
    title="PurrSort",
    abstract="We sort cats by their purr. No dog was harmed in any of our experiments.",
    version=2,
)
FULL = FullText(
    SourceKind.PDF,
    "PurrSort",
    "",
    (
        Section("1", "Introduction", 1, "Cats purr in many different ways and keys.", 1),
        Section("2", "Data", 1, "We train on the 1,500 recordings of the CatNet collection.", 3),
    ),
    appendix=(Section("A", "Hardware", 1, "All models were trained on eight A100 cards.", 7),),
    pages=9,
    pages_read=8,
)


async def answer(question, full=FULL):
    return await Quoting().answer(Material(PAPER, full), question)


@pytest.mark.parametrize(
    ("question", "quote", "where"),
    [
        ("Which recordings is it trained on?", "CatNet", Where(Spot.SECTION, "2 Data", 3, 7)),
        ("Was any dog harmed?", "No dog was harmed", Where(Spot.ABSTRACT)),
        ("Which A100 cards?", "eight A100 cards", Where(Spot.APPENDIX, "A Hardware", 7, 8)),
    ],
)
async def test_the_passage_that_speaks_of_what_is_asked_is_quoted_with_its_place(
    question, quote, where
):
    said = (await answer(question)).sentences[0]
    assert quote in said.quote
    assert (said.where, said.text) == (where, "")


async def test_a_paper_that_does_not_speak_of_it_says_nothing():
    assert (await answer("What about quantum gravity?")).sentences == ()


@pytest.mark.parametrize(
    ("question", "quote"),
    [
        ("用了哪些录音？", "CatNet"),
        ("训练用的显卡是A100吗？", "eight A100 cards"),
        ("量子引力是什么？", None),
        ("？", None),
    ],
)
async def test_a_question_in_another_script_is_asked_in_the_words_of_papers(question, quote):
    glossary = {"录音": ("tapes", "recordings"), "训练": ("trained",), "显卡": ("cards",)}
    answer = await Quoting(glossary).answer(Material(PAPER, FULL), question)
    assert (quote is None) == (answer.sentences == ())
    assert all(quote in each.quote for each in answer.sentences[:1])


async def test_what_was_read_is_said():
    whole, short = await answer("Which data?"), await answer("Was any dog harmed?", None)
    assert (whole.basis, whole.pages, whole.pages_read) == (Basis.FULL, 9, 8)
    assert (short.basis, short.pages) == (Basis.ABSTRACT, None)
    assert (short.paper, short.version, short.writer) == (PAPER.id, 2, "")
    assert short.sentences
