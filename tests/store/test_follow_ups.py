from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.papers import Announcement, ArrivalKind

from .samples import ANA, HOUR, MONDAY, NOW, new, paper

DAY = timedelta(days=1)
BEN = replace(ANA, native="ben")
ONE, TWO = paper(1), paper(2)
HERE = ("console",)


@pytest.fixture
async def ana(store):
    """Ana, who has saved two papers."""
    await store.arrivals.add(new(ONE, TWO))
    ana = await store.people.of(ANA)
    for each in (ONE, TWO):
        await store.saved.add(ana, each, "command", NOW)
    return ana


def later(one, version, **facts):
    return replace(one, version=version, **facts)


async def arrive(store, one, kind=ArrivalKind.REPLACED, day=MONDAY + DAY):
    await store.arrivals.add([Announcement(one, kind, day)])
    return await store.arrivals.last()


async def begin(store, person, now, *arrived):
    papers = await store.papers.get([id for id, _ in arrived])
    await store.follow_ups.begin(person, arrived, papers, now)


async def test_what_arrives_of_saved_papers_is_pending_for_who_saved_them(store, ana):
    ben = await store.people.of(BEN)
    await store.saved.add(ben, TWO, "command", NOW)
    first = await arrive(store, later(ONE, 2))
    await arrive(store, ONE, ArrivalKind.COMMENT)
    second = await arrive(store, later(TWO, 2), ArrivalKind.WITHDRAWN)
    pending = await store.follow_ups.pending(0, second, HERE)
    assert [(each.person, each.paper, each.seq) for each in pending] == [
        (ana, ONE.id, first),
        (ana, TWO.id, second),
        (ben, TWO.id, second),
    ]
    assert pending[1].kind is ArrivalKind.WITHDRAWN
    assert pending[0].day == MONDAY + DAY
    assert [each.seq for each in await store.follow_ups.pending(0, first, HERE)] == [first]
    assert await store.follow_ups.pending(0, second, ("discord",)) == []


async def test_who_does_not_want_to_hear_of_it_has_nothing_pending(store, ana):
    until = await arrive(store, later(ONE, 2))
    await store.people.want_notices(ana, wanted=False)
    assert not await store.people.wants_notices(ana)
    assert await store.follow_ups.pending(0, until, HERE) == []
    await store.people.want_notices(ana, wanted=True)
    assert len(await store.follow_ups.pending(0, until, HERE)) == 1


async def test_a_batch_says_the_same_until_it_is_told_and_is_over_then(store, ana):
    first = await arrive(store, later(ONE, 2, title="New title"))
    await begin(store, ana, NOW, (ONE.id, first))
    await arrive(store, later(ONE, 3, title="Newest title"), day=MONDAY + 2 * DAY)
    for _ in range(2):
        (batch,) = await store.follow_ups.open(HERE, NOW - DAY)
        (change,) = batch.changes
        assert (batch.person, batch.key) == (ana, first)
        assert (change.before.version, change.now.version) == (1, 2)
        assert (change.now.title, change.day) == ("New title", MONDAY + DAY)
    assert await store.follow_ups.open(("discord",), NOW - DAY) == []
    assert await store.follow_ups.open(HERE, NOW + DAY) == []
    await store.follow_ups.finish(batch)
    assert await store.follow_ups.open(HERE, NOW - DAY) == []
    (kept,) = [each for each in await store.saved.of(ana) if each.paper.id == ONE.id]
    assert kept.paper == ONE, "the copy is what was saved"


async def test_the_next_batch_begins_with_what_was_told_last(store, ana):
    for number, version in enumerate((2, 3)):
        day = MONDAY + version * DAY
        seq = await arrive(store, later(ONE, version), day=day)
        await begin(store, ana, NOW + number * HOUR, (ONE.id, seq))
        (batch,) = await store.follow_ups.open(HERE, NOW - DAY)
        (change,) = batch.changes
        assert (change.before.version, change.now.version) == (version - 1, version)
        await store.follow_ups.finish(batch)
    assert await store.follow_ups.pending(0, seq, HERE) == []


async def test_what_is_let_go_of_meanwhile_is_not_told_and_changes_no_key(store, ana):
    first = await arrive(store, later(ONE, 2))
    second = await arrive(store, later(TWO, 2))
    await begin(store, ana, NOW, (ONE.id, first), (TWO.id, second))
    await store.saved.drop(ana, TWO.id)
    (batch,) = await store.follow_ups.open(HERE, NOW - DAY)
    assert [each.now.id for each in batch.changes] == [ONE.id]
    assert batch.key == second
    await store.follow_ups.finish(batch)
    assert await store.follow_ups.open(HERE, NOW - DAY) == []


async def test_whoever_was_warned_of_a_withdrawal_is_known(store, ana):
    first = await arrive(store, later(ONE, 2), ArrivalKind.WITHDRAWN)
    await begin(store, ana, NOW, (ONE.id, first))
    until = await arrive(store, later(ONE, 2), ArrivalKind.WITHDRAWN, MONDAY + 2 * DAY)
    await arrive(store, later(TWO, 2))
    pending = await store.follow_ups.pending(0, until + 1, HERE)
    assert [(each.paper, each.warned) for each in pending] == [(ONE.id, True), (TWO.id, False)]


async def test_a_text_that_looks_like_ours_is_no_batch(store):
    odd = paper(3, abstract='We write "before":{"a": 1} in it.')
    await store.arrivals.add(new(odd))
    ana = await store.people.of(ANA)
    await store.saved.add(ana, odd, "command", NOW)
    seq = await arrive(store, later(odd, 2))
    await begin(store, ana, NOW, (odd.id, seq))
    (batch,) = await store.follow_ups.open(HERE, NOW - DAY)
    await store.follow_ups.finish(batch)
    assert await store.follow_ups.open(HERE, NOW - DAY) == []


@pytest.mark.parametrize(
    ("after", "comment", "gone"),
    [(None, None, True), (0, None, True), (1, None, False), (1, "Withdrawn: wrong", True)],
)
async def test_a_paper_is_withdrawn_until_a_later_version_is_announced(store, after, comment, gone):
    await store.arrivals.add(new(replace(ONE, comment=comment), TWO))
    await arrive(store, ONE, ArrivalKind.WITHDRAWN)
    if after is not None:
        await arrive(store, ONE, day=MONDAY + (1 + after) * DAY)
    await arrive(store, TWO)
    assert await store.follow_ups.withdrawn([ONE.id, TWO.id]) == ({ONE.id} if gone else set())
