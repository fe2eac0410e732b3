import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.sentences import LINK, balanced, cuts, split


@pytest.mark.parametrize(
    "sentences",
    [
        ["One is short.", "Two follows!", "Is three a question?", "Four ends"],
        ["It works, e.g. on Images.", "It fails, i.e. Text.", "See Fig. 3 and Eq. (2)."],
        ["We extend Smith et al. Their bound is loose."],
        ["This follows Smith et al.", "We improve it."],
        ["Elections in the U.S. Congress are studied.", "We sell in the U.S.", "The rest is ours."],
        ["Accuracy grows by 3.5 points.", "J. K. Doe proved it.", "Cats, dogs, etc.", "In all."],
        ["The gain is 0.3.", "95% of users agree."],
        [
            "It is 7.3 ± 1.2 (exp.) ± 1.5 (theor.) of J. K. Doe.",
            "Roses melt at 660 K.",
            "Trees no.",
        ],
        ["He said “it works.”", "“So what?” was asked (twice.)", "(Nobody knew.)"],
        ["See https://example.org/a.b for code.", "Dr. Who vs. Prof. No. 5 is resp. good."],
    ],
)
def test_sentences_end_where_a_reader_thinks(sentences):
    assert list(split(" ".join(sentences))) == sentences


@given(st.text(alphabet="ab AB.?!,()“” \n1e.g", max_size=60))
def test_splitting_loses_nothing_but_spaces(text):
    assert " ".join(split(text)) == " ".join(text.split())


def test_no_text_has_no_sentences():
    assert split(" \n ") == ()


def test_a_clause_is_a_better_place_to_cut_than_a_preposition():
    sentence = "We show a method for images, which helps readers (and others, too) by day."
    cost = {sentence[: cut.at]: cut.cost for cut in cuts(sentence)}
    clause = cost["We show a method for images"]
    assert cost[sentence.rstrip(".")] == 0 < clause < cost["We show a method"]


@given(st.text(alphabet="ab ,;:()[] that which for", max_size=80))
def test_no_cut_opens_a_bracket_that_it_does_not_close(text):
    *places, end = cuts(text)
    assert all(balanced(text[: cut.at]) for cut in places)
    assert end.at == len(text)


@pytest.mark.parametrize("text", ["https://a.b/c", "www.a.b", "dnact.github.io", "GitHub.com/x/y"])
def test_an_address_is_seen_with_and_without_its_scheme(text):
    assert LINK.search(f"Code: {text}.")


@pytest.mark.parametrize(
    "text", ["e.g. this", "3.5 points", "U.S. data", "end.Start", "vs. others"]
)
def test_ordinary_dots_are_no_address(text):
    assert not LINK.search(text)
