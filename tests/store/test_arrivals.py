from datetime import timedelta

from bot.domain.papers import Announcement, ArrivalKind

from .samples import MONDAY, new, paper

TUESDAY = MONDAY + timedelta(days=1)
NEW, CROSS, REPLACED = ArrivalKind.NEW, ArrivalKind.CROSS, ArrivalKind.REPLACED


async def kept(store):
    arrivals = await store.arrivals.between(0, await store.arrivals.last())
    return [(each.seq, each.paper.id[-1], each.kind, each.day) for each in arrivals]


async def test_there_is_nothing_at_first(store):
    assert await store.arrivals.last() == 0
    assert await store.arrivals.last_day() is None
    assert await store.arrivals.recent(5) == []


async def test_arrivals_are_numbered_without_gaps_and_keep_their_papers(store):
    assert await store.arrivals.add(new(paper(1), paper(2))) == 2
    assert await store.arrivals.add(new(paper(3), day=TUESDAY)) == 1
    assert await kept(store) == [
        (1, "1", NEW, MONDAY),
        (2, "2", NEW, MONDAY),
        (3, "3", NEW, TUESDAY),
    ]
    assert await store.arrivals.last_day() == TUESDAY
    assert [each.seq for each in await store.arrivals.between(1, 2)] == [2]
    assert (await store.papers.one(paper(3).id)).announced == TUESDAY


async def test_a_paper_is_new_once_even_if_a_list_is_repeated(store):
    assert await store.arrivals.add(new(paper(1), paper(1))) == 1
    assert await store.arrivals.add(new(paper(1), day=TUESDAY)) == 0
    assert (await store.papers.one(paper(1).id)).announced == MONDAY


async def test_other_kinds_count_once_a_day(store):
    def replaced(day):
        return Announcement(paper(1, version=2), REPLACED, day)

    assert await store.arrivals.add([replaced(MONDAY), replaced(MONDAY)]) == 1
    assert await store.arrivals.add([replaced(MONDAY), replaced(TUESDAY)]) == 1
    assert (await store.papers.one(paper(1).id)).announced is None


async def test_a_paper_both_new_and_cross_listed_is_new(store):
    cross = Announcement(paper(1), CROSS, MONDAY)
    assert await store.arrivals.add([cross, *new(paper(1))]) == 1
    assert await store.arrivals.add([cross]) == 0
    assert await kept(store) == [(1, "1", NEW, MONDAY)]
    assert await store.arrivals.add([Announcement(paper(1), CROSS, TUESDAY)]) == 1
    assert [each.kind for each in await store.arrivals.of(paper(1).id)] == [NEW, CROSS]


async def test_kinds_can_be_chosen(store):
    await store.arrivals.add([*new(paper(1)), Announcement(paper(2), REPLACED, MONDAY)])
    chosen = await store.arrivals.between(0, 2, (REPLACED,))
    assert [each.paper.id for each in chosen] == [paper(2).id]


async def test_recent_days_are_days_with_announcements(store):
    days = [MONDAY, TUESDAY, MONDAY + timedelta(days=7)]
    for number, day in enumerate(days, 1):
        await store.arrivals.add(new(paper(number), day=day))
    await store.arrivals.add([Announcement(paper(1), REPLACED, days[-1])])
    assert [each.paper.id[-1] for each in await store.arrivals.recent(2)] == ["2", "3"]
