"""What is said of days that are quiet, late or not whole, and in the digest they came with."""

from datetime import UTC, date, datetime

import pytest

from bot.app.outside import announcements
from bot.domain import silence
from bot.domain.batches import BatchState, DayState
from bot.domain.digest import Edition, Pick
from bot.domain.papers import Arrival, ArrivalKind
from bot.domain.wording import Look, heading
from tests.world import TUESDAY, paper, sentences

SAY = sentences("en").say
CALENDAR = announcements()
DUE = datetime(2025, 11, 4, 6, tzinfo=UTC)


def said(some):
    return [SAY(each) for each in some]


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (date(2025, 11, 8), "weekend"),
        (date(2026, 9, 8), "US holiday: Labor Day"),
        (TUESDAY, "put off by arXiv"),
    ],
)
def test_a_quiet_day_has_its_reason(day, why):
    calendar = CALENDAR.observed({TUESDAY})
    assert SAY(silence.why_quiet(day, calendar)) == why
    assert SAY(silence.state(DayState(day, BatchState.QUIET), calendar)) == f"quiet ({why})"


@pytest.mark.parametrize("state", BatchState)
def test_every_state_has_its_word(state):
    assert "⟨" not in SAY(silence.state(DayState(TUESDAY, state), CALENDAR))


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (DayState(TUESDAY, BatchState.EXPECTED), "is expected; it is due Tue 06:00"),
        (DayState(TUESDAY, BatchState.LATE), "arXiv is late: its list of Tue 4 Nov was due"),
        (DayState(TUESDAY, BatchState.FAILED), "could not be read, and I keep asking: HTTP 500"),
        (
            DayState(date(2026, 9, 7), BatchState.EXPECTED),
            "may publish no list of Mon 7 Sep (Labor",
        ),
    ],
)
def test_what_is_missing_is_late_expected_unread_or_in_doubt(day, text):
    assert text in SAY(silence.missing(day, CALENDAR, DUE, "HTTP 500"))


def test_an_announcement_says_its_counts_and_what_is_not_sure_of_it():
    whole = DayState(TUESDAY, BatchState.COMPLETE, new=1200, crossed=300)
    assert said(silence.announcement(whole)) == [
        "Last announcement: Tue 4 Nov",
        "1,200 new, 300 cross-listed",
    ]
    part = DayState(TUESDAY, BatchState.PARTIAL, new=12, away=True)
    assert said(silence.announcement(part)) == [
        "Last announcement: about Tue 4 Nov",
        "12 new, 0 cross-listed",
        "not proved whole yet",
    ]
    assert said(silence.announcement(DayState(TUESDAY, BatchState.PARTIAL))) == [
        "Last announcement: Tue 4 Nov"
    ]


@pytest.mark.parametrize(
    ("kind", "archive", "inferred", "text"),
    [
        (ArrivalKind.NEW, "cs", False, "New in cs: Tue 4 Nov 2025"),
        (ArrivalKind.NEW, None, True, "New: about Tue 4 Nov 2025"),
        (ArrivalKind.NEW, "file", False, "New: Tue 4 Nov 2025"),
        (ArrivalKind.CROSS, "stat", False, "Cross-listed in stat: Tue 4 Nov 2025"),
        (ArrivalKind.REPLACED, "cs", False, "Another version: Tue 4 Nov 2025"),
    ],
)
def test_an_arrival_says_as_what_it_came_and_in_whose_list(kind, archive, inferred, text):
    filed = paper(1, "Birds", categories=("cs.CV", "stat.ML"))
    assert SAY(silence.told_as(Arrival(1, filed, kind, TUESDAY, inferred, archive))) == text


class TestNotes:
    late = DayState(TUESDAY, BatchState.COMPLETE, late=True)
    away = DayState(TUESDAY, BatchState.COMPLETE, away=True)
    usual = DayState(TUESDAY, BatchState.COMPLETE)

    @pytest.mark.parametrize(
        ("days", "notes"),
        [
            ([], []),
            ([usual], []),
            ([late], ["arXiv was late"]),
            ([late, usual], []),
            ([away], ["1 announcement while I was away"]),
            ([away, away, away], ["3 announcements while I was away"]),
            ([away, late], ["arXiv was late", "1 announcement while I was away"]),
        ],
    )
    def test_a_digest_is_told_only_what_is_unusual(self, days, notes):
        assert said(silence.notes(days)) == notes

    def test_they_stand_in_the_small_print_of_the_heading(self):
        one = paper(1, "Birds")
        edition = Edition((Pick(one.id, ("birds",), (), TUESDAY),), 1)

        def written(**notes):
            return heading(
                edition, {one.id: one}, {}, Look("https://x.org"), digest=1, usual=None, **notes
            )

        plain, noted = written(), written(notes=silence.notes([self.late]))
        assert said(noted.blocks[-1].parts) == ["arXiv was late", *said(plain.blocks[-1].parts)]
        assert noted.blocks[:-1] == plain.blocks[:-1]
        assert noted.push == plain.push
