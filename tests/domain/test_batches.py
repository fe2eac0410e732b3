"""What is known of a day, summed up from its lists."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.app.outside import announcements
from bot.domain.batches import Batch, BatchState, day_state

CALENDAR = announcements()
TUESDAY = date(2025, 11, 4)
SATURDAY = date(2025, 11, 8)
LISTED = CALENDAR.listed_at(TUESDAY)
ARCHIVES = ("cs", "math")
COMPLETE, PARTIAL, QUIET = BatchState.COMPLETE, BatchState.PARTIAL, BatchState.QUIET
EXPECTED, LATE, FAILED = BatchState.EXPECTED, BatchState.LATE, BatchState.FAILED


def batch(archive="cs", state=COMPLETE, day=TUESDAY, **facts):
    return Batch(archive, day, state, **facts)


def known(
    *batches, day=TUESDAY, now=LISTED + timedelta(minutes=30), failed=None, calendar=CALENDAR
):
    return day_state(day, batches, calendar, now, failed or {}, ARCHIVES)


@pytest.mark.parametrize(
    ("batches", "state"),
    [
        ([], EXPECTED),
        ([batch(state=EXPECTED), batch("math", EXPECTED)], EXPECTED),
        ([batch(state=PARTIAL)], PARTIAL),
        ([batch()], PARTIAL),
        ([batch(), batch("math", PARTIAL)], PARTIAL),
        ([batch(), batch("math", LATE)], PARTIAL),
        ([batch(), batch("math")], COMPLETE),
        ([batch(), batch("math", QUIET)], COMPLETE),
        ([batch(state=QUIET), batch("math", QUIET)], QUIET),
        ([batch(), batch("econ")], PARTIAL),
        ([batch(), batch("math", day=SATURDAY)], PARTIAL),
    ],
)
def test_a_day_is_complete_once_every_list_is(batches, state):
    assert known(*batches).state is state


def test_a_list_that_does_not_come_is_expected_then_late_and_failed_where_it_cannot_be_read():
    assert known(now=LISTED + timedelta(minutes=119)).state is EXPECTED
    assert known(now=LISTED + timedelta(minutes=120)).state is LATE
    assert known(failed={"math": "HTTP 500"}).state is FAILED
    assert known(failed={"econ": "HTTP 500"}).state is EXPECTED
    assert known(batch(), failed={"math": "HTTP 500"}).state is PARTIAL


def test_a_day_without_a_list_is_quiet_and_one_in_doubt_is_never_late():
    assert known(day=SATURDAY, now=LISTED + timedelta(days=9)).state is QUIET
    put_off = CALENDAR.observed({TUESDAY})
    assert known(now=LISTED + timedelta(days=1), calendar=put_off).state is QUIET
    labor_day = date(2026, 9, 7)
    long_after = CALENDAR.listed_at(labor_day) + timedelta(hours=9)
    assert known(day=labor_day, now=long_after).state is EXPECTED


def test_the_counts_are_those_of_all_lists_together():
    day = known(
        batch(new=8, crossed=3, replaced=4), batch("math", new=1, crossed=2), batch("econ", new=99)
    )
    assert (day.new, day.crossed, day.replaced) == (9, 5, 4)


def test_it_was_late_only_where_it_was_waited_for_in_vain():
    late = LISTED + timedelta(hours=3)
    waited = batch(awaited=LISTED, seen=late, settled=late)
    assert known(waited, batch("math", seen=late)).late
    assert not known(replace(waited, awaited=None)).late, "we were not there"
    in_time = batch("math", awaited=LISTED, seen=LISTED + timedelta(hours=1))
    assert not known(waited, in_time).late


def test_it_is_about_where_nobody_was_there_to_read_a_list():
    assert known(batch(), batch("math")).away
    assert not known(batch(seen=LISTED), batch("math")).away
    assert not known(batch(state=QUIET), batch("math", QUIET)).away
    assert not known().away


def test_it_is_read_when_its_first_list_is_and_settled_when_its_last_one_is():
    first, last = LISTED + timedelta(minutes=5), LISTED + timedelta(minutes=9)
    whole = known(batch(seen=first, settled=first), batch("math", seen=last, settled=last))
    assert (whole.seen, whole.settled) == (first, last)
    half = known(batch(seen=first, settled=first), batch("math", PARTIAL, seen=last))
    assert (half.seen, half.settled) == (first, None)
    assert known().seen is None
    assert datetime(2025, 11, 4, 5, tzinfo=UTC) == LISTED
