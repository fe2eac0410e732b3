from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.app import announcements
from bot.domain.bulletins import Record
from bot.domain.inference import Known, Window, tell
from bot.domain.papers import ArrivalKind
from tests.newsroom import sent

CALENDAR = announcements()
MONDAY = date(2025, 11, 3)
WEEK = Window(began=date(2025, 9, 1), since=MONDAY, until=MONDAY + timedelta(days=4))
COLD = Window(began=MONDAY, since=MONDAY, until=MONDAY + timedelta(days=4))
THURSDAY = date(2025, 11, 6)


def told(record: Record, known: Known | None = None, window: Window = WEEK, **ours: object):
    found = tell(record, known or Known(), window, CALENDAR, **ours)
    assert all(each.inferred for each in found)
    return {each.kind.value: f"{each.day:%d}" for each in found}


def record(*arguments: object, stamp: date = THURSDAY, withdrawn: bool = False, **facts: object):
    return Record(sent(*arguments, **facts), stamp, withdrawn)


@pytest.mark.parametrize(
    ("sent_at", "day"),
    [
        ("2025-10-31T12:00", "03"),
        ("2025-10-31T19:00", "04"),
        ("2025-11-03T18:59", "04"),
        ("2025-11-03T19:00", "05"),
        ("2025-11-05T12:00", "06"),
    ],
)
def test_a_paper_nobody_announced_to_us_is_new_on_the_first_list_it_could_be_on(sent_at, day):
    assert told(record(1, sent_at)) == {"new": day}


def test_a_paper_that_was_held_is_new_about_when_its_record_changed():
    assert told(record(1, "2025-10-20T12:00")) == {"new": "06"}


def test_a_paper_we_should_have_known_before_the_window_is_new_all_the_same():
    """Its id is of a month that was over; somebody must have missed it, and nobody shall again."""
    assert told(record(1, "2025-09-10T12:00", id="2509.00001")) == {"new": "03"}


def test_where_nothing_older_is_known_only_a_hold_explains_an_older_paper():
    assert told(record(1, "2025-10-24T12:00"), window=COLD) == {"new": "06"}
    tuesday = replace(COLD, began=MONDAY + timedelta(days=1), since=MONDAY + timedelta(days=1))
    assert told(record(1, "2025-10-24T12:00", id="2510.00001"), window=tuesday) == {}
    assert told(record(1, "2025-06-01T12:00", id="2506.00001"), window=COLD) == {}


def test_a_list_that_was_closed_on_a_friday_has_ids_of_that_month_on_monday_too():
    held = record(1, "2025-10-20T12:00", id="2510.27690", stamp=MONDAY - timedelta(days=1))
    assert told(held, window=COLD) == {"new": "03"}


def test_a_paper_that_was_announced_is_not_new_again():
    paper = sent(1, "2025-11-03T12:00")
    assert told(Record(paper, THURSDAY), Known(paper, {ArrivalKind.NEW})) == {}
    guest = {"is_ours": lambda archive: archive != "cs"}
    assert told(Record(paper, THURSDAY), Known(paper, {ArrivalKind.CROSS}), **guest) == {}


def test_a_paper_that_only_the_list_of_another_archive_showed_is_new_in_its_own():
    paper = sent(1, "2025-11-03T12:00")
    assert told(Record(paper, THURSDAY), Known(paper, {ArrivalKind.CROSS})) == {"new": "04"}
    old = sent(1, "2025-10-20T12:00")
    assert told(Record(old, THURSDAY), Known(old, {ArrivalKind.CROSS}), COLD) == {}


def test_a_paper_that_was_only_imported_is_news_when_it_is_announced():
    paper = sent(1, "2025-11-03T12:00")
    assert told(Record(paper, THURSDAY), Known(paper)) == {"new": "04"}


def test_a_guest_from_an_archive_that_is_not_followed_is_cross_listed():
    guest = record(1, "2025-11-03T12:00", "math.CO", "cs.DM")
    assert told(guest, is_ours={"cs"}.__contains__) == {"cross": "04"}
    assert told(guest, is_ours={"hep-th"}.__contains__) == {}


def test_new_categories_of_a_known_paper_are_a_cross_list():
    old = sent(1, "2025-10-01T12:00", "cs.CV")
    now = record(1, "2025-10-01T12:00", "cs.CV", "cs.LG")
    assert told(now, Known(old, {ArrivalKind.NEW})) == {"cross": "06"}


def test_another_version_is_a_replacement_once():
    old = sent(1, "2025-10-01T12:00")
    now = record(1, "2025-10-01T12:00", versions=["2025-11-04T12:00"])
    assert told(now, Known(old, {ArrivalKind.NEW})) == {"replaced": "05"}
    assert told(now, Known(now.paper, {ArrivalKind.NEW, ArrivalKind.REPLACED})) == {}


def test_a_journal_reference_of_an_old_paper_is_no_news():
    old = record(1, "2020-01-05T12:00", "cs.CV", "cs.LG", id="2001.00001")
    published = replace(old, paper=replace(old.paper, journal_ref="J. 1"))
    assert told(published, window=COLD) == {}
    assert told(old, window=COLD) == {"cross": "06"}


def test_a_withdrawal_is_told_once_and_only_if_it_is_recent():
    now = record(1, "2025-10-01T12:00", versions=["2025-11-04T12:00"], withdrawn=True)
    known = Known(sent(1, "2025-10-01T12:00"), {ArrivalKind.NEW})
    assert told(now, known) == {"replaced": "05", "withdrawn": "05"}
    assert told(now, Known(now.paper, {ArrivalKind.NEW, ArrivalKind.WITHDRAWN})) == {}
    long_ago = record(1, "2020-01-01T12:00", versions=["2020-02-04T12:00"], withdrawn=True)
    assert "withdrawn" not in told(long_ago)


def test_a_comment_is_news_only_to_a_paper_that_had_none():
    now = record(1, "2025-10-01T12:00", comment="12 pages")
    without, new = sent(1, "2025-10-01T12:00"), {ArrivalKind.NEW}
    assert told(now, Known(without, new)) == {"comment": "06"}
    assert told(now, Known(now.paper, new)) == {}


moments = st.datetimes(datetime(2025, 1, 1), datetime(2025, 11, 7, 12), timezones=st.just(UTC))  # noqa: DTZ001


@given(moments, st.dates(MONDAY, WEEK.until), st.booleans())
def test_whatever_is_told_lies_in_the_window_and_nothing_is_told_twice(moment, stamp, withdrawn):
    paper = sent(1, f"{moment:%Y-%m-%dT%H:%M}", "cs.CV", "cs.LG", id=f"{moment:%y%m}.00001")
    found = tell(Record(paper, stamp, withdrawn), Known(), WEEK, CALENDAR)
    assert all(WEEK.since <= each.day <= WEEK.until for each in found)
    known = Known(paper, {each.kind for each in found})
    if known.kinds & {ArrivalKind.NEW, ArrivalKind.CROSS}:
        assert tell(Record(paper, stamp, withdrawn), known, WEEK, CALENDAR) == []
