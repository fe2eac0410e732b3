import re
from collections import defaultdict
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.catalogue import Catalogue
from bot.domain import timing, wishes, zones
from bot.domain.channels import EVERY_DAY, WITHOUT_END, Schedule
from bot.domain.chat import Value
from bot.domain.errors import UserError
from bot.domain.timing import (
    describe,
    earliest_fresh,
    next_due,
    rescheduled,
    slot,
    slot_at,
    wanted,
)
from bot.domain.wishes import read_pause, read_when

LOCALES = Path(__file__).parents[2] / "config" / "locales"
CATALOGUE = Catalogue.read(LOCALES)
WEEKDAYS = frozenset(range(5))
MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)

# The hours at which clocks are changed, so that the search looks there often.
CHANGING = (0, 1, 2, 3, 23)
schedules = st.builds(
    Schedule,
    at=st.builds(time, st.integers(0, 23) | st.sampled_from(CHANGING), st.integers(0, 59)),
    zone=st.sampled_from(sorted(available_timezones() - {"Factory", "localtime"})),
    days=st.frozensets(st.integers(0, 6), min_size=1),
)
# From 2007 on: Samoa then skipped a whole day, and St John's moved its clocks at 00:01.
moments = st.datetimes(datetime(2007, 1, 1), datetime(2034, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def dues(schedule: Schedule, after: datetime, until: datetime) -> list[datetime]:
    found: list[datetime] = []
    while (due := next_due(schedule, found[-1] if found else after)) and due <= until:
        found.append(due)
    return found


def wall(moment: datetime, zone: str) -> datetime:
    return moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None)


# --- when it is due -----------------------------------------------------------------------------


@given(schedules, moments)
@settings(max_examples=60, deadline=None)
def test_two_years_of_any_schedule_rise_and_never_repeat_a_slot(schedule, start):
    found = dues(schedule, start, start + 730 * DAY)
    assert all(start < a < b for a, b in pairwise(found))
    assert len({slot(schedule, due) for due in found}) == len(found)


@given(schedules, moments)
@settings(max_examples=60, deadline=None)
def test_no_wanted_day_of_two_years_is_skipped_and_no_other_is_served(schedule, start):
    end = start + 730 * DAY
    by_date = defaultdict(list)
    for due in dues(schedule, start, end):
        by_date[wall(due, schedule.zone).date()].append(due)
    first, last = wall(start, schedule.zone).date(), wall(end, schedule.zone).date()
    served = set()
    for day in (first + n * DAY for n in range(-1, (last - first).days + 1)):
        if day.weekday() not in schedule.days:
            continue
        # By definition: the clock shows this time or later, and did not the minute before.
        at = datetime.combine(day, schedule.at)
        its = {
            due
            for due in by_date[day] + by_date[day + DAY]
            if wall(due - MINUTE, schedule.zone) < at <= wall(due, schedule.zone)
        }
        assert len(its) == 1 or not (its or first < day < last)
        served |= its
    assert served == {due for found in by_date.values() for due in found}
    assert not any(due.astimezone(ZoneInfo(schedule.zone)).fold for due in served)


@given(schedules, moments)
def test_asking_at_any_moment_gives_the_same_next_one(schedule, start):
    due = next_due(schedule, start)
    assert due is not None
    assert next_due(schedule, due - timedelta(microseconds=1)) == due
    assert next_due(schedule, start + (due - start) / 2) == due


@pytest.mark.parametrize("named", ["2025-11-05T18:00", "now:2025-11-05T09:00:00+00:00"])
def test_when_a_digest_was_due_or_asked_for_is_read_by_the_clock_of_its_channel(named):
    tokyo = Schedule(zone="Asia/Tokyo")
    assert f"{slot_at(tokyo, named):%Y-%m-%d %H:%M}" == "2025-11-05 18:00"


def test_it_is_due_strictly_after():
    nine = Schedule(at=time(9), zone="Europe/Berlin")
    assert next_due(nine, utc("2025-11-05T07:59:59")) == utc("2025-11-05T08:00")
    assert next_due(nine, utc("2025-11-05T08:00")) == utc("2025-11-06T08:00")


def test_a_time_that_summer_time_skips_is_taken_when_the_clock_moves_on():
    early = Schedule(at=time(2, 30), zone="America/New_York")
    due = next_due(early, utc("2025-03-09T05:00"))
    assert due == utc("2025-03-09T07:00")
    assert slot(early, due) == "2025-03-09T03:00"
    assert next_due(early, due) == utc("2025-03-10T06:30")


def test_a_time_that_comes_twice_is_due_the_first_time_only():
    early = Schedule(at=time(1, 30), zone="America/New_York")
    due = next_due(early, utc("2025-11-02T04:00"))
    assert due == utc("2025-11-02T05:30")
    assert next_due(early, due) == utc("2025-11-03T06:30")


def test_a_gap_that_reaches_midnight_is_over_on_the_next_day():
    late = Schedule(at=time(23, 30), zone="America/Nuuk", days=frozenset({5}))
    due = next_due(late, utc("2025-03-29T12:00"))
    assert due is not None
    assert slot(late, due) == "2025-03-30T00:00"
    assert slot(late, next_due(late, due)) == "2025-04-05T23:30"


def test_clocks_moved_back_over_midnight_do_not_hide_the_next_week():
    midnight = Schedule(at=time(0), zone="America/St_Johns", days=frozenset({6}))
    saturday_again = utc("2009-11-01T03:00")
    assert slot(midnight, saturday_again) == "2009-10-31T23:30"
    assert slot(midnight, next_due(midnight, saturday_again)) == "2009-11-08T00:00"


def test_a_day_that_a_zone_left_out_is_not_served_twice():
    midnight = Schedule(at=time(0), zone="Pacific/Apia")
    found = dues(midnight, utc("2011-12-29T10:00"), utc("2012-01-01T12:00"))
    assert [slot(midnight, due) for due in found] == [
        "2011-12-31T00:00", "2012-01-01T00:00", "2012-01-02T00:00",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("zone", "changes"),
    [
        ("America/New_York", (date(2025, 3, 9), date(2025, 11, 2))),
        ("America/St_Johns", (date(2025, 3, 9), date(2025, 11, 2))),
        ("Europe/Berlin", (date(2025, 3, 30), date(2025, 10, 26))),
        ("Europe/London", (date(2025, 3, 30), date(2025, 10, 26))),
        ("Australia/Sydney", (date(2025, 10, 5), date(2025, 4, 6))),
        # By half an hour only.
        ("Australia/Lord_Howe", (date(2025, 10, 5), date(2025, 4, 6))),
        # By two hours.
        ("Antarctica/Troll", (date(2025, 3, 30), date(2025, 10, 26))),
        # At midnight, and at 22:00 the evening before.
        ("America/Santiago", (date(2025, 9, 7), date(2025, 4, 6))),
        ("America/Nuuk", (date(2025, 3, 29), date(2025, 10, 25))),
    ],
)
@pytest.mark.parametrize("at", [time(0), time(1, 30), time(2), time(2, 30), time(3)])
def test_a_time_of_the_night_comes_once_on_both_days_on_which_clocks_change(zone, changes, at):
    schedule = Schedule(at=at, zone=zone)
    for change in changes:
        start = datetime.combine(change - 3 * DAY, time(12), UTC)
        found = dues(schedule, start, start + 6 * DAY)
        shown = [wall(due, zone) for due in found]
        assert [each.date() for each in shown] == [change + n * DAY for n in range(-2, 4)]
        assert {each.time() for each in shown if each.date() != change} == {at}
        assert len({slot(schedule, due) for due in found}) == 6


# Nearly as far apart as people live; several change their clocks, some never.
CITIES = (
    "America/Los_Angeles", "America/New_York", "America/Santiago", "America/St_Johns",
    "Asia/Kathmandu", "Asia/Tokyo", "Australia/Sydney", "Europe/Berlin", "Pacific/Honolulu", "UTC",
)  # fmt: skip


def days_served(schedule: Schedule, start: datetime, moves: list[tuple[timedelta, str]]):
    """The local days a channel gets digests for while its zone is changed again and again."""
    now, due = start, next_due(schedule, start)
    slots: list[str] = []

    def serve(until: datetime):
        nonlocal now, due
        while due and due <= until:
            slots.append(slot(schedule, due))
            now = max(now, due)
            due = next_due(schedule, now)
        now = until

    for after, zone in moves:
        serve(now + after)
        there = replace(schedule, zone=zone)
        schedule, due = there, rescheduled(schedule, there, due, now)
        serve(now)
    serve(now + 9 * DAY)
    assert len(set(slots)) == len(slots)
    return [datetime.fromisoformat(each).date() for each in slots]


@given(
    st.builds(
        Schedule,
        at=st.builds(time, st.integers(0, 22) | st.sampled_from(CHANGING[:4]), st.integers(0, 59)),
        zone=st.sampled_from(CITIES),
        days=st.frozensets(st.integers(0, 6), min_size=1),
    ),
    moments,
    st.lists(st.tuples(st.timedeltas(timedelta(0), 3 * DAY), st.sampled_from(CITIES)), max_size=12),
)
@settings(max_examples=300, deadline=None)
def test_another_zone_never_doubles_or_drops_a_day(schedule, start, moves):
    served = days_served(schedule, start, moves)
    between = ((served[-1] - served[0]).days + 1) if served else 0
    wanted_days = [served[0] + n * DAY for n in range(between)]
    assert served == [day for day in wanted_days if day.weekday() in schedule.days]
    assert served


def test_a_weekly_digest_outlives_a_move_to_where_its_hour_is_over():
    berlin = Schedule(time(9), "Europe/Berlin", frozenset({2}))
    tokyo = replace(berlin, zone="Asia/Tokyo")
    now, due = utc("2025-11-05T07:30"), utc("2025-11-05T08:00")
    assert next_due(tokyo, now) == utc("2025-11-12T00:00"), "a week would be lost"
    at_once = rescheduled(berlin, tokyo, due, now)
    assert at_once == utc("2025-11-05T00:00")
    assert slot(tokyo, at_once) == slot(berlin, due)


def test_a_move_westwards_waits_for_the_hour_there_and_gives_no_second_digest():
    tokyo = Schedule(time(9), "Asia/Tokyo")
    honolulu = replace(tokyo, zone="Pacific/Honolulu")
    # Wednesday's has been given; where they went it is still Tuesday.
    now, due = utc("2025-11-05T01:00"), utc("2025-11-06T00:00")
    assert slot(honolulu, next_due(honolulu, now)) == "2025-11-05T09:00"
    moved = rescheduled(tokyo, honolulu, due, now)
    assert slot(honolulu, moved) == "2025-11-06T09:00"


def test_a_move_after_a_skipped_time_gives_that_day_no_second_digest():
    new_york = Schedule(time(2, 30), "America/New_York")
    due = next_due(new_york, utc("2025-03-09T05:00"))
    assert slot(new_york, due) == "2025-03-09T03:00"
    honolulu = replace(new_york, zone="Pacific/Honolulu")
    moved = rescheduled(new_york, honolulu, next_due(new_york, due), due + MINUTE)
    assert slot(honolulu, moved) == "2025-03-10T02:30"


def test_the_day_of_a_digest_that_clocks_put_off_past_midnight_moves_with_it():
    nuuk = Schedule(time(23, 30), "America/Nuuk")
    due = next_due(nuuk, utc("2025-03-29T12:00"))
    assert slot(nuuk, due) == "2025-03-30T00:00"
    berlin = replace(nuuk, zone="Europe/Berlin")
    assert slot(berlin, rescheduled(nuuk, berlin, due, due - MINUTE)) == "2025-03-29T23:30"


@pytest.mark.parametrize(
    ("before", "after", "due"),
    [
        (Schedule(time(9)), Schedule(time(10)), "2025-11-05T09:00"),
        (Schedule(time(9)), Schedule(time(10), "Asia/Tokyo"), "2025-11-05T09:00"),
        (Schedule(time(9)), Schedule(time(9), days=WEEKDAYS), "2025-11-05T09:00"),
        (Schedule(time(9)), Schedule(time(9), days=frozenset({5})), "2025-11-05T09:00"),
        (
            Schedule(time(9)),
            Schedule(time(9), "Asia/Tokyo", paused_until=date(2025, 12, 1)),
            "2025-11-05T09:00",
        ),
        (Schedule(time(9)), Schedule(), "2025-11-05T09:00"),
        (Schedule(), Schedule(time(9)), None),
        # Nothing was due: it was paused.
        (Schedule(time(9)), Schedule(time(9), "Asia/Tokyo"), None),
        # What was due was no moment of its schedule: a half-posted digest goes on at once.
        (Schedule(time(9)), Schedule(time(9), "Asia/Tokyo"), "2025-11-05T08:17"),
    ],
)
def test_any_other_schedule_begins_with_its_next_time(before, after, due):
    now = utc("2025-11-05T08:17")
    assert rescheduled(before, after, utc(due) if due else None, now) == next_due(after, now)


@given(schedules, moments)
def test_the_first_digest_comes_on_the_first_wanted_day_whose_hour_is_not_over(schedule, start):
    due = next_due(schedule, start)
    assert start < due
    assert not dues(schedule, start, due - MINUTE)
    # A week at most, the shifts of clocks aside, and never more than a day where all are wanted.
    assert due - start <= 9 * DAY
    daily = next_due(replace(schedule, days=EVERY_DAY), start)
    assert daily - start <= 2 * DAY


def test_a_new_channel_waits_for_its_hour_and_its_weekday():
    weekdays = Schedule(time(9), "Europe/Berlin", WEEKDAYS)
    assert next_due(weekdays, utc("2025-11-07T07:00")) == utc("2025-11-07T08:00")
    assert next_due(weekdays, utc("2025-11-07T08:01")) == utc("2025-11-10T08:00")


def test_the_same_local_time_in_another_zone_is_the_same_slot():
    berlin = Schedule(at=time(9), zone="Europe/Berlin")
    tokyo = replace(berlin, zone="Asia/Tokyo")
    assert slot(berlin, utc("2025-11-05T08:00")) == "2025-11-05T09:00"
    assert slot(tokyo, utc("2025-11-05T00:00")) == "2025-11-05T09:00"


def test_the_announcement_has_no_moment_of_its_own():
    assert next_due(Schedule(), utc("2025-11-05T08:00")) is None


def test_without_days_nothing_is_ever_due():
    assert next_due(Schedule(at=time(9), days=frozenset()), utc("2025-11-05T08:00")) is None


def test_a_pause_ends_on_the_day_it_names():
    paused = Schedule(at=time(9), days=WEEKDAYS, paused_until=date(2026, 1, 5))
    assert next_due(paused, utc("2025-11-05T08:00")) == utc("2026-01-05T09:00")
    on_a_saturday = replace(paused, paused_until=date(2026, 1, 3))
    assert next_due(on_a_saturday, utc("2025-11-05T08:00")) == utc("2026-01-05T09:00")
    over = replace(paused, paused_until=date(2025, 11, 1))
    assert next_due(over, utc("2025-11-05T08:00")) == utc("2025-11-05T09:00")


def test_a_pause_without_end_makes_nothing_due():
    paused = Schedule(at=time(9), paused_until=WITHOUT_END)
    assert next_due(paused, utc("2025-11-05T08:00")) is None
    assert not wanted(paused, date(2035, 1, 1))


def test_an_announced_channel_wants_its_weekdays_once_it_resumes():
    schedule = Schedule(days=frozenset({0, 4}), paused_until=date(2025, 11, 7))
    assert [day for day in range(1, 15) if wanted(schedule, date(2025, 11, day))] == [7, 10, 14]


# --- when arXiv is fresh ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("zone", "on", "shown"),
    [
        ("Europe/Berlin", date(2025, 11, 5), time(6, 30)),
        ("Europe/Berlin", date(2025, 7, 2), time(6, 30)),
        # The weeks in which only one side of the Atlantic has summer time.
        ("Europe/Berlin", date(2025, 3, 12), time(5, 30)),
        ("Europe/Berlin", date(2025, 10, 28), time(5, 30)),
        ("UTC", date(2025, 11, 5), time(5, 30)),
        ("UTC", date(2025, 7, 2), time(4, 30)),
        ("Asia/Tokyo", date(2025, 7, 2), time(13, 30)),
        ("Asia/Tokyo", date(2025, 11, 5), time(14, 30)),
        ("Asia/Kathmandu", date(2025, 7, 2), time(10, 15)),
        ("America/New_York", date(2025, 11, 5), time(0, 30)),
        ("America/Los_Angeles", date(2025, 11, 5), time(21, 30)),
        # The night after the Sunday on which New York's clocks change.
        ("Europe/London", date(2025, 3, 10), time(4, 30)),
        ("Europe/London", date(2025, 11, 3), time(5, 30)),
        # The clocks change two hours after midnight: this list came by the old time.
        ("Australia/Sydney", date(2025, 11, 2), time(15, 30)),
    ],
)
def test_a_digest_has_the_list_of_the_day_half_an_hour_after_midnight_in_new_york(zone, on, shown):
    assert earliest_fresh(zone, on) == shown


# --- reading a schedule -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "schedule"),
    [
        ("announced", Schedule()),
        ("when arXiv announces", Schedule()),
        ("announced weekdays", Schedule(days=WEEKDAYS)),
        ("09:00", Schedule(at=time(9))),
        ("9:00", Schedule(at=time(9))),
        ("9am", Schedule(at=time(9))),
        ("9 p.m.", Schedule(at=time(21))),
        ("at 9.30 PM", Schedule(at=time(21, 30))),
        ("12am", Schedule(at=time(0))),
        ("12:15pm", Schedule(at=time(12, 15))),
        ("９：００", Schedule(at=time(9))),
        ("09:00 Europe/Berlin mon-fri", Schedule(time(9), "Europe/Berlin", WEEKDAYS)),
        ("Mon – Fri, 9:00 (europe/berlin)", Schedule(time(9), "Europe/Berlin", WEEKDAYS)),
        ("Europe/Berlin - Monday to Friday - 9am", Schedule(time(9), "Europe/Berlin", WEEKDAYS)),
        ("9:00 America/New York", Schedule(time(9), "America/New_York")),
        ("9:00 america/port-au-prince", Schedule(time(9), "America/Port-au-Prince")),
        ("8:00 utc mon,thu", Schedule(time(8), "UTC", frozenset({0, 3}))),
        ("mondays and thurs. 8:00", Schedule(time(8), days=frozenset({0, 3}))),
        ("fri-mon 8:00", Schedule(time(8), days=frozenset({4, 5, 6, 0}))),
        ("weekly on friday", Schedule(days=frozenset({4}))),
        ("every day at 10:00", Schedule(at=time(10))),
        ("weekends 10:00", Schedule(time(10), days=frozenset({5, 6}))),
    ],
)  # fmt: skip
def test_a_schedule_is_read_from_its_parts_in_any_order(text, schedule):
    assert read_when(text) == schedule


def test_what_is_not_named_stays_as_it_was():
    before = Schedule(time(9), "Europe/Berlin", WEEKDAYS, paused_until=date(2026, 1, 5))
    assert read_when("10:00", before) == replace(before, at=time(10))
    assert read_when("asia/tokyo", before) == replace(before, zone="Asia/Tokyo")
    assert read_when("daily", before) == replace(before, days=EVERY_DAY)
    assert read_when("announced", before) == replace(before, at=None)


def refusal(text: str) -> tuple[str, dict[str, Value]]:
    with pytest.raises(UserError) as caught:
        read_when(text)
    return caught.value.words.key, dict(caught.value.words.values)


@pytest.mark.parametrize("text", ["", "  ", "every", "-"])
def test_a_schedule_that_says_nothing_is_refused(text):
    assert refusal(text)[0] == "timing-when-empty"


@pytest.mark.parametrize(
    "text", ["25:00", "9:60", "9", "9:5", "24:00", "13pm", "0am", "9h", "٩:٠٠"]
)
def test_a_time_that_is_none_is_refused_in_its_own_words(text):
    assert refusal(f"{text} UTC") == ("timing-time-unreadable", {"text": text})


@pytest.mark.parametrize("text", ["9:00 10:00", "announced 9:00"])
def test_one_digest_has_one_time(text):
    assert refusal(text)[0] == "timing-two-times"


@pytest.mark.parametrize("text", ["weekly", "weekly 9:00", "weekly mon,fri"])
def test_weekly_needs_one_day(text):
    assert refusal(text)[0] == "timing-weekly"


@pytest.mark.parametrize(
    ("text", "offer"),
    [
        ("CET", "Europe/Berlin"), ("cest", "Europe/Paris"), ("PST", "America/Los_Angeles"),
        ("EST", "America/New_York"), ("CST", "Asia/Shanghai"), ("IST", "Asia/Kolkata"),
        ("EST5EDT", "America/New_York"), ("BST", "Europe/London"),
    ],
)  # fmt: skip
def test_an_abbreviation_is_refused_with_the_places_it_may_mean(text, offer):
    key, values = refusal(f"9:00 {text} mon-fri")
    assert (key, values["text"]) == ("timing-zone-short", text)
    assert offer in values["offers"]


@pytest.mark.parametrize(
    ("text", "offer"),
    [
        ("Europe/Berln", "Europe/Berlin"), ("Europ/Berlin", "Europe/Berlin"),
        ("Berlin", "Europe/Berlin"), ("new york", "America/New_York"), ("Tokio", "Asia/Tokyo"),
        ("America/Los Angelos", "America/Los_Angeles"),
    ],
)  # fmt: skip
def test_a_misspelt_zone_is_refused_with_the_nearest_first(text, offer):
    key, values = refusal(f"9:00 {text}")
    assert key == "timing-zone-unknown"
    assert values["offers"][0] == offer


@pytest.mark.parametrize("text", ["UTC+2", "gmt-5", "+02:00"])
def test_an_offset_is_refused_because_it_knows_no_summer_time(text):
    assert refusal(f"9:00 {text}")[0] == "timing-zone-offset"


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused(text):
    try:
        schedule = read_when(text)
    except UserError:
        return
    assert schedule.days
    ZoneInfo(schedule.zone)


# --- reading a pause ----------------------------------------------------------------------------

TODAY = date(2025, 11, 5)


@pytest.mark.parametrize(
    ("text", "until"),
    [
        ("", WITHOUT_END),
        (" On ", WITHOUT_END),
        ("2 weeks", date(2025, 11, 19)),
        ("for 10 days", date(2025, 11, 15)),
        ("a week", date(2025, 11, 12)),
        ("1day", date(2025, 11, 6)),
        ("until 2026-01-05", date(2026, 1, 5)),
        ("2026-01-05", date(2026, 1, 5)),
    ],
)
def test_a_pause_is_read_as_the_day_it_ends(text, until):
    assert read_pause(text, TODAY) == until


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("a while", "timing-pause-unreadable"),
        ("until 2026-02-30", "timing-pause-unreadable"),
        ("until 2025-11-05", "timing-pause-over"),
        ("0 days", "timing-pause-over"),
        ("9999 weeks", "timing-pause-long"),
        ("until 9999-12-30", "timing-pause-long"),
    ],
)
def test_a_pause_that_makes_no_sense_is_refused(text, key):
    with pytest.raises(UserError) as caught:
        read_pause(text, TODAY)
    assert caught.value.words.key == key


# --- saying it ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("schedule", "sentence"),
    [
        (Schedule(), "when arXiv announces"),
        (Schedule(days=WEEKDAYS), "when arXiv announces, Monday to Friday"),
        (Schedule(at=time(9)), "09:00 UTC, every day"),
        (
            Schedule(time(9, 5), "Europe/Berlin", frozenset({3, 0})),
            "09:05 Europe/Berlin, Monday, Thursday",
        ),
        (Schedule(paused_until=WITHOUT_END), "when arXiv announces (paused)"),
        (
            Schedule(time(9), paused_until=date(2026, 1, 5)),
            "09:00 UTC, every day (paused until Mon 5 Jan 2026)",
        ),
    ],
)
def test_a_schedule_is_said_in_words(schedule, sentence):
    assert CATALOGUE.say(describe(schedule)) == sentence


@given(schedules, st.booleans())
def test_what_is_said_can_be_typed_again(schedule, announced):
    # Zones such as EST are never chosen, as they cannot be typed.
    zone = schedule.zone if "/" in schedule.zone and not announced else "UTC"
    schedule = replace(schedule, at=None if announced else schedule.at, zone=zone)
    assert read_when(CATALOGUE.say(describe(schedule))) == schedule


def test_every_sentence_is_there_and_none_is_idle():
    code = "".join(Path(each.__file__).read_text("utf-8") for each in (timing, wishes))
    used = set(re.findall(r'words\(\s*"([a-z-]+)"', code))
    there = re.findall(r"^([a-z-]+) =", (LOCALES / "en" / "timing.ftl").read_text("utf-8"), re.M)
    assert used == set(there)


def test_every_zone_that_can_be_typed_is_known_at_once_and_names_a_place():
    assert zones.every() is zones.every(), "the files of the system are looked through once"
    assert not {"Factory", "localtime"}.intersection(zones.every())
    assert all(read_when(f"announced {zone}").zone == zone for zone in zones.every())
