"""What is announced, and how it is proved that nothing is missing."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.domain.batches import BatchState
from tests.newsroom import DAY, MONDAY, newsroom, sent
from tests.servers.arxiv import DROPPED, EMPTY, HTML, TRUNCATED
from tests.servers.arxiv_faults import Fault, refusal

TUESDAY, WEDNESDAY = MONDAY + DAY, MONDAY + 2 * DAY
BEFORE = "2025-11-03T12:00"
"""Sent in early enough for Tuesday's list."""


async def test_a_day_is_complete_once_list_and_records_agree(room):
    room.announce(
        TUESDAY,
        new=[sent(2, BEFORE), sent(3, BEFORE)],
        crossed=[sent(4, "2025-01-01T00:00", "math.CO", "cs.CV")],
    )
    collected = await room.collect()
    assert (collected.new, collected.failed, collected.ready) == (3, (), True)
    tuesday = (await room.batches())["cs", "04"]
    assert (tuesday.state, tuesday.new, tuesday.crossed) == (BatchState.COMPLETE, 2, 1)
    assert tuesday.seen == tuesday.settled == datetime(2025, 11, 4, 6, tzinfo=UTC)
    assert not await room.collecting.wanted()
    assert sorted((await room.told())[1:]) == [
        ("02", "new", "04", False),
        ("03", "new", "04", False),
        ("04", "cross", "04", False),
    ]


async def test_nothing_is_asked_while_nothing_can_be_missing(room):
    room.announce(TUESDAY, new=[sent(2, BEFORE)])
    await room.collect()
    asked = len(room.arxiv.requests)
    assert not await room.collecting.wanted()
    room.clock.now += timedelta(hours=20)
    assert not await room.collecting.wanted(), "Wednesday's list is due at midnight in New York"
    room.clock.now = datetime(2025, 11, 5, 5, 0, tzinfo=UTC)
    assert await room.collecting.wanted()
    assert len(room.arxiv.requests) == asked


async def test_a_list_without_records_is_kept_and_waits_a_while_for_their_proof(room):
    room.announce(TUESDAY, new=[sent(2, BEFORE)])
    room.arxiv.fail(Fault("/oai", drop=True))
    collected = await room.collect()
    assert (collected.new, collected.ready) == (1, False)
    assert (await room.batches())["cs", "04"].state is BatchState.PARTIAL
    room.clock.now += timedelta(minutes=10)
    collected = await room.collect()
    assert (collected.new, collected.ready) == (0, True)
    assert (await room.batches())["cs", "04"].state is BatchState.COMPLETE


async def test_where_the_records_stay_away_the_list_is_delivered_all_the_same(room):
    room.announce(TUESDAY, new=[sent(2, BEFORE)])
    for _ in range(2):
        room.arxiv.fail(Fault("/oai", drop=True))
        collected = await room.collect()
        room.clock.now += timedelta(hours=1)
    assert collected.ready


async def test_what_the_list_leaves_out_the_records_bring(room):
    room.announce(TUESDAY, new=[sent(2, BEFORE)])
    room.record(sent(3, BEFORE), stamp=TUESDAY)
    await room.collect()
    assert ("03", "new", "04", True) in await room.told()
    assert (await room.batches())["cs", "04"].new == 2


async def test_what_the_records_leave_out_keeps_the_day_open_until_somebody_confirms_it(room):
    here, gone = sent(2, BEFORE), sent(3, BEFORE)
    room.announce(TUESDAY, new=[here, gone])
    del room.arxiv.records[gone.id]
    assert (await room.collect()).new == 2
    assert (await room.batches())["cs", "04"].state is BatchState.PARTIAL
    room.clock.now += timedelta(hours=4)
    room.record(gone, stamp=TUESDAY)
    await room.collect()
    assert (await room.batches())["cs", "04"].state is BatchState.COMPLETE


async def test_what_the_records_leave_out_all_day_is_asked_about_by_name(room):
    here, gone = sent(2, BEFORE), sent(3, BEFORE)
    room.announce(TUESDAY, new=[here, gone])
    del room.arxiv.records[gone.id]
    await room.collect()
    room.clock.now += timedelta(hours=21)
    await room.collect()
    assert any(each.path == "/api/query" for each in room.arxiv.requests)
    assert (await room.batches())["cs", "04"].state is BatchState.COMPLETE


async def test_a_comment_that_only_the_records_have_comes_with_the_paper(room):
    paper = sent(2, BEFORE)
    room.announce(TUESDAY, new=[paper])
    room.record(sent(2, BEFORE, comment="Accepted at NeurIPS"), stamp=TUESDAY)
    await room.collect()
    assert (await room.arrivals())[-1].paper.comment == "Accepted at NeurIPS"
    assert [each.kind for each in await room.arrivals()] == ["new", "new"]


async def test_a_comment_that_comes_later_is_an_arrival_of_its_own(room):
    room.announce(TUESDAY, new=[sent(2, BEFORE)])
    await room.collect()
    room.record(sent(2, BEFORE, comment="Accepted at NeurIPS"), stamp=WEDNESDAY)
    room.wait_until(WEDNESDAY)
    room.announce(WEDNESDAY, new=[sent(5, "2025-11-04T12:00")])
    await room.collect()
    assert ("02", "comment", "05", True) in await room.told()


async def test_a_list_of_yesterday_under_todays_date_is_no_list(room):
    room.announce(TUESDAY, new=[sent(1, "2025-10-31T12:00")])
    room.arxiv.records.clear()
    assert (await room.collect()).new == 0
    tuesday = (await room.batches())["cs", "04"]
    assert (tuesday.seen, tuesday.state) == (None, BatchState.EXPECTED)
    room.clock.now += timedelta(hours=2)
    await room.collect()
    assert (await room.batches())["cs", "04"].state is BatchState.LATE
    room.announce(TUESDAY, new=[sent(2, BEFORE)])
    room.clock.now += timedelta(hours=2)
    assert (await room.collect()).new == 1
    tuesday = (await room.batches())["cs", "04"]
    assert tuesday.state is BatchState.COMPLETE
    assert tuesday.awaited == datetime(2025, 11, 4, 6, tzinfo=UTC)


async def test_fridays_list_repeated_at_the_weekend_brings_nothing(tmp_path):
    async with newsroom(tmp_path, now=datetime(2025, 11, 7, 6, tzinfo=UTC)) as room:
        friday = date(2025, 11, 7)
        listed = {
            "new": [sent(1, "2025-11-06T12:00")],
            "crossed": [sent(2, "2025-01-01T00:00", "math.CO", "cs.CV")],
            "replaced": [sent(3, "2025-01-01T00:00", versions=["2025-11-06T12:00"])],
        }
        room.announce(friday, **listed)
        await room.collect()
        before = await room.told()
        for day in (friday + DAY, friday + 2 * DAY):
            room.wait_until(day)
            room.announce(day, **listed)
            assert not await room.collecting.wanted()
            assert (await room.collect(every=True)).new == 0
        assert await room.told() == before


@pytest.mark.parametrize(
    "fault",
    [HTML, EMPTY, TRUNCATED, DROPPED, refusal(429), refusal(406), refusal(503), refusal(403)],
    ids=["html", "empty", "truncated", "dropped", "429", "406", "503", "403"],
)
@pytest.mark.parametrize("which", ["/rss", "/oai"])
async def test_whatever_goes_wrong_is_noticed_and_tried_again(room, fault, which):
    room.announce(TUESDAY, new=[sent(2, BEFORE)])
    room.arxiv.fail(replace(fault, on=which))
    collected = await room.collect()
    assert collected.failed
    assert await room.collecting.wanted()
    room.clock.now += timedelta(hours=2)
    await room.collect()
    assert (await room.batches())["cs", "04"].state is BatchState.COMPLETE
    assert [each[0] for each in await room.told()] == ["01", "02"]


async def test_while_a_list_is_late_only_the_first_ones_are_asked_for(tmp_path):
    async with newsroom(tmp_path, "cs", "math", "stat", "econ") as room:
        room.announce(
            MONDAY, new=[sent(1, "2025-10-31T12:00", "cs.CV", "math.CO", "stat.ML", "econ.EM")]
        )
        await room.collect()
        room.wait_until(TUESDAY)
        before = len(room.arxiv.requests)
        await room.collect()
        asked = [each.path for each in room.arxiv.requests[before:]]
        assert asked == ["/rss/cs", "/rss/math", "/oai"]


# --------------------------------------------------------------------------------- catching up


async def test_an_empty_store_begins_with_five_days_that_are_no_news(tmp_path):
    async with newsroom(tmp_path, now=datetime(2025, 11, 7, 6, tzinfo=UTC)) as room:
        for day in range(3, 7):
            moment = f"2025-11-{day - 1:02}T12:00" if day > 3 else "2025-10-31T12:00"
            room.record(sent(day, moment), stamp=date(2025, 11, day))
        room.announce(date(2025, 11, 7), new=[sent(7, "2025-11-06T12:00")])
        await room.collect()
        assert [each[0::2] for each in await room.told()] == [
            ("03", "03"),
            ("04", "04"),
            ("05", "05"),
            ("06", "06"),
            ("07", "07"),
        ]
        assert (await room.store.batches.harvest()).news_from == date(2025, 11, 7)
        assert len(await room.store.arrivals.recent(5)) == 5


async def test_an_old_paper_whose_record_changed_is_no_news_to_an_empty_store(tmp_path):
    async with newsroom(tmp_path) as room:
        room.record(sent(1, "2020-01-05T12:00", id="2001.00001"), stamp=MONDAY)
        room.record(sent(2, "2020-01-05T12:00", "cs.CV", "cs.LG", id="2001.00002"), stamp=MONDAY)
        room.announce(MONDAY)
        await room.collect()
        assert await room.told() == [("02", "cross", "03", True)]


async def test_three_weeks_offline_are_caught_up_in_order_and_within_the_terms(room):
    room.announce(TUESDAY, new=[sent(2, BEFORE)])
    await room.collect()
    days = room.calendar.days(WEDNESDAY, WEDNESDAY + timedelta(days=21))
    number, expected = 10, []
    for day in days[:-1]:
        for _ in range(40):
            room.record(sent(number, room.in_time_for(day)), stamp=day)
            expected.append((f"{number:02}"[-2:], f"{day:%d}"))
            number += 1
    room.arxiv.oai_page = 100
    room.wait_until(days[-1])
    room.announce(
        days[-1],
        new=[sent(9, room.in_time_for(days[-1]))],
    )
    before = len(room.arxiv.requests)
    collected = await room.collect()
    assert (collected.new, collected.ready) == (len(expected) + 1, True)
    caught_up = (await room.told())[2:]
    assert [(id, day) for id, _, day, _ in caught_up] == [*expected, ("09", f"{days[-1]:%d}")]
    assert {inferred for *_, inferred in caught_up[:-1]} == {True}
    assert caught_up[-1][3] is False, "today's list says exactly"
    assert len(room.arxiv.requests) - before <= 2 + len(expected) // 100 + 1
    assert not await room.collecting.wanted()
    assert {each.state for each in (await room.batches()).values()} == {BatchState.COMPLETE}


async def test_a_pause_in_the_middle_of_catching_up_loses_nothing(room):
    days = room.calendar.days(WEDNESDAY, WEDNESDAY + timedelta(days=7))
    for number, day in enumerate(days, 10):
        room.record(sent(number, room.in_time_for(day)), stamp=day)
    room.arxiv.oai_page = 2
    room.wait_until(days[-1])
    room.announce(days[-1])
    room.arxiv.fail(refusal(503, "7200", on="/oai", after=2))
    assert (await room.collect()).failed
    room.clock.now += timedelta(hours=3)
    await room.collect()
    assert [each[0] for each in (await room.told())[1:]] == [
        f"{n}" for n in range(10, 10 + len(days))
    ]


async def test_a_paper_that_moderators_held_for_two_weeks_is_new_when_it_comes(room):
    held = sent(8, "2025-10-20T12:00")
    room.announce(TUESDAY, new=[sent(2, BEFORE)])
    room.record(held, stamp=TUESDAY)
    await room.collect()
    assert ("08", "new", "04", True) in await room.told()


async def test_a_second_version_is_never_new(room):
    first, second = "2025-10-31T12:00", "2025-11-04T12:00"
    room.announce(TUESDAY, new=[sent(2, BEFORE)])
    await room.collect()
    room.wait_until(WEDNESDAY)
    room.record(sent(1, first, versions=[second]), stamp=WEDNESDAY)
    room.announce(WEDNESDAY, new=[sent(5, second)])
    await room.collect()
    assert ("01", "replaced", "05", True) in await room.told()
    assert [each[0] for each in await room.told() if each[1] == "new"] == ["01", "02", "05"]


async def test_a_withdrawal_is_noticed_also_where_the_list_calls_it_a_replacement(room):
    withdrawn = sent(
        1, "2025-10-31T12:00", versions=["2025-11-03T12:00"], comment="Withdrawn: wrong"
    )
    room.announce(TUESDAY, replaced=[withdrawn])
    room.record(withdrawn, stamp=TUESDAY, withdrawn=True)
    await room.collect()
    assert {each[1] for each in (await room.told())[1:]} >= {"replaced", "withdrawn"}


async def test_a_cross_list_days_later_is_noticed_by_the_records_alone(room):
    room.announce(TUESDAY, new=[sent(2, BEFORE)])
    await room.collect()
    room.wait_until(WEDNESDAY + DAY)
    room.record(sent(1, "2025-10-31T12:00", "cs.CV", "cs.LG"), stamp=WEDNESDAY)
    room.announce(WEDNESDAY + DAY)
    await room.collect()
    assert ("01", "cross", "05", True) in await room.told()


async def test_a_list_that_was_put_off_makes_its_day_quiet_and_the_next_one_brings_it(room):
    paper = sent(2, BEFORE)
    await room.collect()
    assert (await room.batches())["cs", "04"].awaited is not None
    room.wait_until(WEDNESDAY)
    room.announce(WEDNESDAY, new=[paper])
    await room.collect()
    batches = await room.batches()
    assert batches["cs", "04"].state is BatchState.QUIET
    assert batches["cs", "05"].state is BatchState.COMPLETE
    assert (await room.told())[1:] == [("02", "new", "05", False)]


async def test_what_was_guessed_is_set_right_by_the_list(room):
    paper = sent(2, BEFORE)
    room.record(paper, stamp=TUESDAY)
    await room.collect()
    assert ("02", "new", "04", True) in await room.told()
    room.wait_until(WEDNESDAY)
    room.announce(WEDNESDAY, new=[paper], crossed=[sent(7, "2025-01-01T00:00", "math.CO", "cs.LG")])
    await room.collect()
    assert (await room.told())[1:] == [("02", "new", "05", False), ("07", "cross", "05", False)]
    assert (await room.store.papers.one(paper.id)).announced == WEDNESDAY
