import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.papers import Paper, PaperId
from bot.domain.sentences import LINK, split
from bot.domain.summaries import LIMITS, Detail, Material, Order
from bot.summarisers.extractive import Extractive, headline, shipped, tldr
from bot.summarisers.picking import rank
from tests.benchmarks.abstracts import SCITLDR, Told, told
from tests.benchmarks.rouge import rouge

MOST = LIMITS[Detail.HEADLINE]

CATS = (
    "Sorting cats has long been a challenging task. However, existing sorters, e.g. by U.S. vets, "
    "remain slow. In this paper, we propose PurrSort, a training-free sorting framework that ranks "
    "cats by their purr, which needs no labels, weights or any other supervision. Our method "
    "outperforms three baselines by 3.5 points on CatBench. Code is available at "
    "https://example.org/purr."
)
FORMULA = (
    "Let $G$ be a group, as in Fig. 2 of Doe et al. We prove that every finite quotient of $G$ is "
    "soluble. Examples are given."
)
NOISE = (
    "Rooms echo. We study how echoes fade in small rooms with hard walls. We find that they fade "
    "twice as fast as models say."
)


def quoted(quote, abstract):
    """Whether every part of a quotation, between its ellipses, stands in the abstract."""
    squeezed = " ".join(abstract.split())
    return all(part.strip() in squeezed for part in quote.split("…"))


@pytest.mark.parametrize(
    ("title", "abstract", "line"),
    [
        (
            "PurrSort",
            CATS,
            "…PurrSort, a training-free sorting framework that ranks cats by their purr…",
        ),
        ("Quotients", FORMULA, "We prove that every finite quotient of $G$ is soluble"),
        ("Echoes", NOISE, "We study how echoes fade in small rooms with hard walls"),
        ("One", "We present one sentence.", "We present one sentence"),
        ("None", "", ""),
        (
            "Gone",
            "We study rings. This paper has been withdrawn by the author due to an error in Eq. 3.",
            "This paper has been withdrawn by the author due to an error in Eq. 3",
        ),
        (
            "Linked",
            "We introduce Purr (https://example.org/purr), a very small language for cats.",
            "…a very small language for cats",
        ),
    ],
)
def test_a_headline_says_what_is_new_and_marks_what_it_leaves_out(title, abstract, line):
    assert headline(title, abstract) == line


@pytest.mark.parametrize(
    ("title", "abstract", "text"),
    [
        ("PurrSort", CATS, "…" + split(CATS)[2].removeprefix("In this paper, ")),
        (
            "Echoes",
            NOISE,
            "Rooms echo. We study how echoes fade in small rooms with hard walls.",
        ),
        ("None", " ", ""),
        ("One", "We present one sentence.", "We present one sentence."),
    ],
)
def test_a_tldr_is_one_or_two_sentences(title, abstract, text):
    assert tldr(title, abstract) == text


def test_sentences_apart_are_parted_by_an_ellipsis():
    abstract = "We propose a sorter. Cats vary. Our sorter outperforms others. Cats sleep."
    found = {piece.text for _, piece in rank(shipped(), "Sorter", abstract).pieces}
    assert "We propose a sorter. … Our sorter outperforms others." in found
    assert "We propose a sorter. Cats vary." in found


def test_a_text_without_any_clause_is_cut_between_words():
    endless = " ".join(f"word{number}" for number in range(60))
    assert headline("", endless) == endless[: endless.rfind(" ", 0, MOST - 1)] + "…"
    assert headline("", "x" * 300) == "x" * (MOST - 1) + "…"


PIECES = st.sampled_from(
    ["We propose ", "İt ", "a model", ", which ", "works", ". ", "(see ", ") ", "that ", "we show ",
     "https://a.io/b ", "; ", "… ", "by sorting ", "In this paper, ", "Fig. ", "3.5 ", "Code: "]
)  # fmt: skip


@given(st.lists(PIECES, max_size=40).map("".join))
def test_whatever_is_quoted_is_verbatim_short_and_without_links(abstract):
    line, text = headline("A model", abstract), tldr("A model", abstract)
    assert len(line) <= MOST
    assert not LINK.search(line)
    assert not LINK.search(text)
    if not LINK.search(abstract):
        assert quoted(line, abstract)
        assert quoted(text, abstract)


async def test_the_authors_are_the_writer_and_a_paper_without_abstract_says_nothing():
    paper = Paper(id=PaperId("2403.03206"), title="Untold", version=2)
    summary = await Extractive().summarise(Material(paper), Order(Detail.TLDR))
    assert summary.authors_own
    assert (summary.paper, summary.version, summary.text) == ("2403.03206", 2, "")


class TestAgainstTheAuthorsOwnOneLiners:
    """ROUGE-1 against the best of each paper's reference one-liners."""

    REFERENCES = (
        (
            "PurrSort",
            CATS,
            "We propose PurrSort, a training-free framework that ranks cats by their purr.",
        ),
        ("Quotients", FORMULA, "Every finite quotient of the group is proved to be soluble."),
        ("Echoes", NOISE, "Echoes in small hard rooms fade twice as fast as models say."),
    )

    GOAL, STAND_IN_GOAL = 0.42, 0.6

    def papers(self):
        if SCITLDR.exists():
            return told("dev"), self.GOAL
        return [Told(title, text, (line,)) for title, text, line in self.REFERENCES], (
            self.STAND_IN_GOAL
        )

    def test_the_chosen_sentences_say_more_than_the_first_one(self):
        papers, goal = self.papers()
        first, line, chosen = (
            sum(rouge(quote(paper), paper.lines).one for paper in papers) / len(papers)
            for quote in (
                lambda paper: split(paper.abstract)[0],
                lambda paper: headline(paper.title, paper.abstract),
                lambda paper: tldr(paper.title, paper.abstract),
            )
        )
        print(f"ROUGE-1: first {first:.3f}, headline {line:.3f}, tldr {chosen:.3f}")  # noqa: T201
        assert chosen >= goal
        assert line > first
