"""Several things are true of one paper, of which a list says one: none is lost."""

from datetime import timedelta

import pytest

from tests.newsroom import (
    DAY,
    FOR_MONDAY,
    FOR_TUESDAY,
    FOR_WEDNESDAY,
    MONDAY,
    newsroom,
    sent,
)
from tests.servers.arxiv_faults import Fault

TUESDAY, WEDNESDAY = MONDAY + DAY, MONDAY + 2 * DAY


async def test_a_paper_that_was_new_on_a_missed_day_and_is_replaced_today_is_both(room):
    room.wait_until(WEDNESDAY)
    changed = sent(2, FOR_TUESDAY, versions=[FOR_WEDNESDAY])
    room.announce(WEDNESDAY, new=[sent(5, FOR_WEDNESDAY)], replaced=[changed])
    await room.collect()
    assert {("02", "new", "04", True), ("02", "replaced", "05", False)} <= {*await room.told()}


async def test_a_paper_that_was_new_on_a_missed_day_and_is_crossed_today_is_both(tmp_path):
    async with newsroom(tmp_path, "cs", "math") as room:
        room.announce(MONDAY, new=[sent(1, FOR_MONDAY)])
        await room.collect()
        room.wait_until(WEDNESDAY)
        room.announce(WEDNESDAY, new=[sent(5, FOR_WEDNESDAY)])
        room.announce_in("math", WEDNESDAY, crossed=[sent(2, FOR_TUESDAY, "cs.CV", "math.CO")])
        await room.collect()
        assert {("02", "new", "04", True), ("02", "cross", "05", False)} <= {*await room.told()}


async def test_a_paper_that_is_replaced_and_crossed_on_one_day_is_both(tmp_path):
    async with newsroom(tmp_path, "cs", "math") as room:
        room.announce(MONDAY, new=[sent(1, FOR_MONDAY)])
        await room.collect()
        room.wait_until(TUESDAY)
        changed = sent(1, FOR_MONDAY, "cs.CV", "math.CO", versions=[FOR_TUESDAY])
        room.announce_in("cs", TUESDAY, new=[sent(2, FOR_TUESDAY)], replaced=[changed])
        room.announce_in("math", TUESDAY, crossed=[changed])
        await room.collect()
        assert {("01", "replaced"), ("01", "cross")} <= {*await room.kinds()}


@pytest.mark.parametrize("lost", [True, False], ids=["records late", "records in time"])
async def test_a_paper_that_is_replaced_and_crossed_within_its_archive_is_both(room, lost):
    changed = sent(1, FOR_MONDAY, "cs.CV", "cs.LG", versions=[FOR_TUESDAY])
    room.announce(TUESDAY, new=[sent(2, FOR_TUESDAY)], replaced=[changed])
    if lost:
        room.arxiv.fail(Fault("/oai", drop=True))
    await room.collect()
    room.clock.now += timedelta(hours=2)
    await room.collect()
    assert sorted(await room.kinds()) == [
        ("01", "cross"),
        ("01", "new"),
        ("01", "replaced"),
        ("02", "new"),
    ]


async def test_a_paper_that_is_replaced_and_filed_as_before_is_replaced_only(room):
    changed = sent(1, FOR_MONDAY, versions=[FOR_TUESDAY])
    room.announce(TUESDAY, new=[sent(2, FOR_TUESDAY)], replaced=[changed])
    await room.collect()
    assert ("01", "cross") not in await room.kinds()


async def test_a_comment_on_an_old_paper_is_no_cross_list(room):
    room.announce(TUESDAY, new=[sent(2, FOR_TUESDAY)])
    old = sent(9, "2020-01-05T12:00", "cs.CV", "cs.LG", id="2001.00009", comment="At CVPR 2020")
    room.record(old, stamp=TUESDAY)
    await room.collect()
    assert await room.numbers() == ["01", "02"]


async def test_a_comment_in_place_of_another_is_told(room):
    room.announce(TUESDAY, new=[sent(2, FOR_TUESDAY, comment="12 pages")])
    await room.collect()
    room.wait_until(WEDNESDAY)
    room.announce(WEDNESDAY, new=[sent(5, FOR_WEDNESDAY)])
    accepted = sent(2, FOR_TUESDAY, comment="12 pages. Accepted at NeurIPS")
    room.record(accepted, stamp=WEDNESDAY)
    await room.collect()
    assert ("02", "comment") in await room.kinds()
