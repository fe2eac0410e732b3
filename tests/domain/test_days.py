from datetime import date

import pytest

from bot.domain.days import read_day, read_range
from bot.domain.errors import UserError

TODAY = date(2025, 11, 5)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2025-11-01", date(2025, 11, 1)),
        ("today", TODAY),
        ("Yesterday", date(2025, 11, 4)),
        ("7d", date(2025, 10, 29)),
    ],
)
def test_days_people_type(typed, day):
    assert read_day(typed, TODAY) == day


@pytest.mark.parametrize("typed", ["", "soon", "2025-13-01", "d", "99999d"])
def test_what_is_no_day_is_refused_with_an_example(typed):
    with pytest.raises(UserError) as caught:
        read_day(typed, TODAY)
    assert caught.value.words.key == "day-unreadable"


@pytest.mark.parametrize("typed", ["0001-01-01", "1989-12-31", "2101-01-01", "9999-12-31"])
def test_a_day_far_from_every_paper_is_refused_with_the_years_there_are(typed):
    with pytest.raises(UserError) as caught:
        read_day(typed, TODAY)
    said = caught.value.words
    assert said.key == "day-outside"
    assert dict(said.values) == {"typed": typed, "first": "1990", "last": "2100"}


def test_the_first_and_the_last_day_there_are_can_be_asked_for():
    first, last = date(1990, 1, 1), date(2100, 12, 31)
    assert read_range("1990-01-01", "2100-12-31", TODAY) == (first, last)


def test_a_range_is_open_where_no_day_is_given_and_never_reversed():
    assert read_range("", "", TODAY) == (None, None)
    assert read_range("7d", "today", TODAY) == (date(2025, 10, 29), TODAY)
    with pytest.raises(UserError) as caught:
        read_range("today", "yesterday", TODAY)
    assert caught.value.words.key == "range-reversed"
