"""Text from right to left beside text from left to right."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import direction

FSI, PDI = "\u2068", "\u2069"
MIXED = st.text(alphabet=f"a1 ש{FSI}{PDI}\u202e", max_size=30)


def is_balanced(text):
    depth = 0
    for each in text:
        depth += (each == FSI) - (each == PDI)
        if depth < 0:
            return False
    return depth == 0


@pytest.mark.parametrize("text", ["", "12 papers", "é 深度学习", f"{FSI}שלום{PDI}"])
def test_what_turns_nothing_round_or_is_isolated_stays_as_it_is(text):
    assert direction.isolated(text) == text


@pytest.mark.parametrize("text", ["שלום", "3 عربي", f"{FSI}שלום{PDI} and {FSI}שלום{PDI}"])
def test_what_would_turn_its_surroundings_is_isolated(text):
    assert direction.isolated(text) == f"{FSI}{text}{PDI}"


def test_marks_that_a_foreign_text_brings_along_count_for_nothing():
    assert direction.foreign(f"{PDI}a\u202eb{FSI}") == "ab"
    assert direction.foreign(f"ש{PDI}{PDI}x") == f"{FSI}שx{PDI}"


@given(MIXED)
def test_whatever_is_closed_is_closed_and_says_the_same(text):
    closed = direction.closed(text)
    assert is_balanced(closed)
    assert direction.closed(closed) == closed
    assert direction.plain(closed) == direction.plain(text)
    assert f"{FSI}{PDI}" not in closed
