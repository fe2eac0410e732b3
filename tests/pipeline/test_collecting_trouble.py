"""What arXiv, the hour or a stop of ours can do to collecting, and what must not come of it."""

import asyncio
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.domain.batches import SETTLED, BatchState
from tests.newsroom import (
    DAY,
    FOR_MONDAY,
    FOR_TUESDAY,
    FOR_WEDNESDAY,
    MONDAY,
    Newsroom,
    newsroom,
    sent,
)
from tests.servers.arxiv import DROPPED
from tests.servers.arxiv_faults import refusal

TUESDAY, WEDNESDAY = MONDAY + DAY, MONDAY + 2 * DAY
SATURDAY = date(2025, 11, 8)
MONDAY_EVENING = datetime(2025, 11, 4, 3, 45, tzinfo=UTC)
"""22:45 in New York: the records know Tuesday's list, which comes out at midnight."""


async def stop_after(room: Newsroom, lists: int) -> None:
    """Be told to stop in the middle of a round, as soon as so many lists have been read."""
    read: list[str] = []

    def asked(source: str) -> None:
        read.append(source)
        if len(read) == lists:
            task.cancel()

    task = asyncio.create_task(room.collecting.collect(asked, every=False))
    with pytest.raises(asyncio.CancelledError):
        await task


def asked_for(room: Newsroom) -> set[str]:
    """Return the paths that arXiv was asked for."""
    return {request.path for request in room.arxiv.requests}


async def list_without_records(room: Newsroom) -> None:
    """Read a list of which neither the records nor the look-up know a paper, and wait all day."""
    room.announce(TUESDAY, new=[sent(2, FOR_TUESDAY)])
    room.arxiv.records.clear()
    room.arxiv.papers.clear()
    await room.collect()
    assert (await room.batches())["cs", "04"].state is BatchState.PARTIAL
    room.clock.now += timedelta(hours=20)


# -------------------------------------------------------------------------- stops, broken feeds


async def test_after_a_stop_between_two_lists_all_that_any_of_them_says_arrives(tmp_path):
    archives = {"astro-ph": "astro-ph.CO", "cond-mat": "cond-mat.soft", "cs": "cs.CV"}
    new = [sent(number, FOR_TUESDAY, each) for number, each in enumerate(archives.values(), 11)]
    # That this old paper is listed in cs now is said by that list alone.
    old = sent(77, "2020-01-01T00:00", "econ.EM", "cs.CV", versions=["2021-01-01T00:00"])
    async with newsroom(tmp_path, *archives) as room:
        room.announce(MONDAY, new=[sent(1, FOR_MONDAY, *archives.values())])
        await room.collect()
        room.wait_until(TUESDAY)
        room.announce(TUESDAY, new=new, crossed=[old])
        await stop_after(room, 2)
        assert await room.numbers() == ["01", "11", "12"], "what was read before the stop is kept"
    async with newsroom(tmp_path, *archives, now=datetime(2025, 11, 4, 7, tzinfo=UTC)) as room:
        room.announce(TUESDAY, new=new, crossed=[old])
        await room.collect()
        assert "/rss/cs" in asked_for(room), "it was not read before the stop"
        assert sorted(await room.numbers()) == ["01", "11", "12", "13", "77"]
        assert not await room.collecting.wanted()


async def test_two_feeds_that_are_broken_all_day_hide_no_third_one(tmp_path):
    async with newsroom(tmp_path, "astro-ph", "cond-mat", "cs") as room:
        room.announce(MONDAY, new=[sent(1, FOR_MONDAY)])
        for hour in (6, 8):
            room.wait_until(MONDAY, hour)
            room.arxiv.fail(refusal(500, on="/rss/astro-ph"), refusal(500, on="/rss/cond-mat"))
            await room.collect()
        assert ("01", "new", "03", False) in await room.told(), "as the list of cs says"


async def test_two_feeds_that_hold_nothing_hide_no_third_one_and_are_settled_with_it(tmp_path):
    async with newsroom(tmp_path, "econ", "q-fin", "cs") as room:
        room.announce(MONDAY, new=[sent(1, FOR_MONDAY)])
        for hour in (6, 8):
            room.wait_until(MONDAY, hour)
            await room.collect()
        assert ("01", "new", "03", False) in await room.told(), "as the list of cs says"
        assert {batch.state for batch in (await room.batches()).values()} <= SETTLED
        assert not await room.collecting.wanted()


async def test_a_feed_that_holds_nothing_keeps_no_day_open_once_the_records_are_back(tmp_path):
    async with newsroom(tmp_path, "cs", "econ") as room:
        room.announce(MONDAY, new=[sent(1, FOR_MONDAY)])
        room.arxiv.fail(refusal(503, "60", on="/oai"))
        assert (await room.collect()).failed
        assert await room.collecting.wanted()
        room.wait_until(MONDAY, 7)
        await room.collect()
        assert not await room.collecting.wanted()


async def test_a_list_is_known_again_after_its_feed_was_empty_in_between(room):
    changed = sent(1, FOR_MONDAY, versions=[FOR_TUESDAY])
    room.announce(TUESDAY, replaced=[changed])
    await room.collect()
    room.wait_until(WEDNESDAY)
    room.announce(WEDNESDAY)
    await room.collect()
    room.clock.now += timedelta(minutes=10)
    room.announce(WEDNESDAY, replaced=[changed])
    await room.collect()
    wednesday = (await room.batches())["cs", "05"]
    assert wednesday.seen is None, "it is Tuesday's list under Wednesday's date"


# ------------------------------------------------------------------------------ days and hours


@pytest.mark.parametrize("fails", [True, False], ids=["records fail", "records answer"])
async def test_a_first_start_on_a_saturday_takes_the_list_for_fridays(tmp_path, fails):
    async with newsroom(tmp_path, now=datetime(2025, 11, 8, 15, tzinfo=UTC)) as room:
        room.announce(SATURDAY, new=[sent(1, "2025-11-06T12:00")])
        if fails:
            room.arxiv.fail(refusal(503, "60", on="/oai"))
        assert bool((await room.collect()).failed) is fails
        assert await room.told() == [("01", "new", "07", False)]
        assert ("cs", "08") not in await room.batches(), "nothing is announced on a Saturday"

        monday = SATURDAY + 2 * DAY
        room.wait_until(monday)
        room.announce(monday, new=[sent(2, room.in_time_for(monday))])
        await room.collect()
        assert {batch.state for batch in (await room.batches()).values()} == {BatchState.COMPLETE}
        assert not await room.collecting.wanted()


async def test_what_an_archive_announced_before_it_was_followed_is_no_news(tmp_path):
    later = MONDAY + 10 * DAY
    async with newsroom(tmp_path, "cs") as room:
        for number, day in enumerate(room.calendar.days(MONDAY, later - DAY), 1):
            room.wait_until(day)
            room.announce(day, new=[sent(number, room.in_time_for(day))])
            await room.collect()
    now = datetime(2025, 11, 13, 6, tzinfo=UTC)
    async with newsroom(tmp_path, "cs", "math", now=now) as room:
        moment = room.in_time_for(later)
        room.announce(later, new=[sent(50, moment), sent(51, moment, "math.CO")])
        # It stood on Tuesday's list of the week before; its record has changed for its DOI.
        room.record(sent(99, FOR_TUESDAY, "math.CO"), stamp=later)
        await room.collect()
        assert sorted((await room.numbers())[-2:]) == ["50", "51"]
        assert "99" not in await room.numbers()


async def test_a_paper_that_a_first_start_took_for_an_old_one_is_news_once_it_is_listed(tmp_path):
    async with newsroom(tmp_path, now=MONDAY_EVENING) as room:
        room.announce(MONDAY, new=[sent(1, FOR_MONDAY)])
        held = sent(7, "2025-10-29T12:00")
        room.record(held, sent(8, FOR_TUESDAY), stamp=TUESDAY)
        await room.collect()
        assert ("07", "new", "30", True) in await room.told(), "as its record lets us guess"
        passed = await room.store.arrivals.last()

        room.wait_until(TUESDAY)
        room.announce(TUESDAY, new=[held, sent(8, FOR_TUESDAY)])
        await room.collect()
        [again] = [each for each in await room.arrivals() if each.paper.id == held.id]
        assert (again.day, again.inferred) == (TUESDAY, False)
        assert again.seq > passed, "every channel was served up to there"


async def test_a_paper_of_before_a_first_start_stays_what_it_was_when_it_is_crossed(tmp_path):
    async with newsroom(tmp_path, "cs", "math") as room:
        old = sent(7, "2025-10-29T12:00", "cs.CV", "math.CO")
        room.record(old, stamp=date(2025, 10, 30))
        room.announce(MONDAY, new=[sent(1, FOR_MONDAY)])
        await room.collect()
        room.wait_until(TUESDAY)
        room.announce(TUESDAY, new=[sent(2, FOR_TUESDAY)])
        room.announce_in("math", TUESDAY, crossed=[old])
        await room.collect()
        assert {("07", "new", "30", True), ("07", "cross", "04", False)} <= {*await room.told()}


async def test_what_the_records_tell_in_the_evening_counts_for_the_day_after(room):
    room.announce(TUESDAY, new=[sent(2, FOR_TUESDAY)])
    room.arxiv.fail(refusal(503, "60", on="/oai"))
    await room.collect()
    room.clock.now = MONDAY_EVENING + DAY
    room.record(sent(5, FOR_WEDNESDAY), stamp=WEDNESDAY)
    await room.collect()
    assert ("05", "new", "05", True) in await room.told()
    assert (await room.batches())["cs", "04"].new == 1

    room.wait_until(WEDNESDAY)
    room.announce(WEDNESDAY, new=[sent(5, FOR_WEDNESDAY)])
    await room.collect()
    batches = await room.batches()
    assert [batches["cs", day].new for day in ("04", "05")] == [1, 1]


async def test_records_alone_are_not_delivered_while_the_list_may_come_any_minute(room):
    papers = [sent(2, FOR_TUESDAY), sent(3, FOR_TUESDAY)]
    room.clock.now = room.calendar.listed_at(TUESDAY) + timedelta(minutes=3)
    room.record(*papers, stamp=TUESDAY)
    early = await room.collect()
    assert (early.new, early.ready) == (2, False)

    room.clock.now += timedelta(minutes=10)
    guest = sent(4, "2025-01-01T00:00", "math.CO", "cs.CV", versions=["2025-02-01T00:00"])
    room.announce(TUESDAY, new=papers, crossed=[guest])
    listed = await room.collect()
    assert (listed.new, listed.ready) == (1, True)
    assert {inferred for *_, inferred in await room.told()} == {False}, "the list says exactly"


# --------------------------------------------------------------------------------- what is late


async def test_a_list_that_was_waited_for_in_vain_is_called_late(room):
    await room.collect()
    room.wait_until(TUESDAY, 12)
    room.announce(TUESDAY, new=[sent(2, FOR_TUESDAY)])
    await room.collect()
    assert (await room.day(TUESDAY)).late


async def test_a_list_that_we_were_late_to_ask_for_is_not_called_late(tmp_path):
    now = datetime(2025, 11, 3, 16, tzinfo=UTC)
    async with newsroom(tmp_path, "cs", "math", now=now) as room:
        room.announce(MONDAY, new=[sent(1, FOR_MONDAY), sent(3, FOR_MONDAY, "math.CO")])
        room.announce_in("math", MONDAY - 3 * DAY, new=[sent(9, "2025-10-30T12:00", "math.CO")])
        await room.collect()
        assert (await room.batches())["math", "03"].awaited is None, "it is math's that lags"
        room.clock.now += timedelta(hours=1)
        await room.collect()
        del room.arxiv.batches["math"]
        room.clock.now += timedelta(hours=1)
        await room.collect()
        monday = await room.day(MONDAY)
        assert monday.state is BatchState.COMPLETE
        assert not monday.late, "that of cs stood there when we first asked"


async def test_a_list_that_we_could_not_ask_for_is_not_called_late(room):
    room.announce(TUESDAY, new=[sent(2, FOR_TUESDAY)])
    room.arxiv.fail(replace(DROPPED, on="/rss"))
    assert (await room.collect()).failed
    room.wait_until(TUESDAY, 12)
    await room.collect()
    tuesday = await room.day(TUESDAY)
    assert tuesday.seen == room.clock() - timedelta(seconds=3)
    assert not tuesday.late


# ----------------------------------------------------------------------- look-up of missing ones


async def test_papers_that_nobody_knows_by_name_keep_no_day_open(room):
    await list_without_records(room)
    assert (await room.collect()).ready
    assert "/api/query" in asked_for(room)
    assert (await room.batches())["cs", "04"].state is BatchState.COMPLETE, "what a list says holds"


async def test_a_look_up_that_fails_keeps_the_day_open_until_the_next_one(room):
    await list_without_records(room)
    room.arxiv.fail(refusal(503, "60", on="/api"))
    assert [source for source, _ in (await room.collect()).failed] == ["arXiv API"]
    assert (await room.batches())["cs", "04"].state is BatchState.PARTIAL
    room.clock.now += timedelta(hours=2)
    await room.collect(every=True)
    assert [each.path for each in room.arxiv.requests].count("/api/query") == 2
    assert (await room.batches())["cs", "04"].state is BatchState.COMPLETE
