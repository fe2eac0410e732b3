"""Dates and numbers as a country writes them, in the sentences of its language."""

from datetime import UTC, date, datetime

import pytest

from bot.domain.chat import words
from tests.world import sentences

MOMENT = datetime(2024, 2, 21, 21, 5, tzinfo=UTC)
DAY = MOMENT.date()


@pytest.mark.parametrize(
    ("language", "day", "moment", "month", "whole", "time"),
    [
        ("", "Wed 21 Feb", "Wed 21 Feb 21:05", "19–21 Feb", "21 Feb 2024", "Wed 21:05"),
        ("en", "Wed 21 Feb", "Wed 21 Feb 21:05", "19–21 Feb", "21 Feb 2024", "Wed 21:05"),
        ("en-GB", "Wed 21 Feb", "Wed 21 Feb, 21:05", "19–21 Feb", "21 Feb 2024", "Wed, 21:05"),
        (
            *("en-US", "Wed, Feb 21", "Wed, Feb 21, 9:05 PM"),
            *("Feb 19 – 21", "Feb 21, 2024", "Wed, 9:05 PM"),
        ),
        ("en-XX", "Wed 21 Feb", "Wed 21 Feb 21:05", "19–21 Feb", "21 Feb 2024", "Wed 21:05"),
        ("zh", "2月21日周三", "2月21日周三 21:05", "2月19–21日", "2024年2月21日", "周三 21:05"),
    ],
)
def test_a_date_says_the_same_in_the_order_of_the_country(
    language, day, moment, month, whole, time
):
    say = sentences("en").say_in(language)
    assert say(words("day", day=DAY)) == day
    assert say(words("day", day=MOMENT)) == moment
    assert say(words("days-of-month", first=date(2024, 2, 19), last=DAY)) == month
    assert whole in say(words("kept-on", what="x", day=DAY))
    assert time in say(words("silence-expected", day=DAY, due=MOMENT))


def test_numbers_are_grouped_as_in_the_country():
    def grouped(language):
        return sentences("en").say_in(language)(words("suggest-number", number=1234567, title=""))

    assert [grouped(each)[:9].strip(". ") for each in ("en", "en-US", "en-IN")] == [
        "1,234,567",
        "1,234,567",
        "12,34,567",
    ]


def test_days_of_digits_stay_what_they_are():
    say = sentences("en").say_in("en-US")
    assert say(words("usage-day", day=DAY)) == "2024-02-21"
    assert say(words("batches-day", day=DAY)) == "2024-02-21 Wed"


def test_a_country_is_read_once_and_shares_the_sentences_of_its_language():
    every = sentences("en")
    assert every.of("en-AU") is every.of("en-AU")
    assert every.of("en-QQ") is every.of("en"), "nobody knows that one"
