from dataclasses import replace
from datetime import timedelta

from bot.domain.papers import DatedBy, Paper, PaperId

from .samples import FULL, HOUR, MONDAY, NOW, paper


async def test_a_paper_comes_back_as_it_was_told(store):
    bare = Paper(id=PaperId("hep-th/9901001"))
    assert await store.papers.add([FULL, bare]) == 2
    assert await store.papers.get([FULL.id, bare.id, PaperId("2511.99999")]) == {
        FULL.id: FULL,
        bare.id: bare,
    }
    assert await store.papers.one(FULL.id) == FULL
    assert await store.papers.one(PaperId("2511.99999")) is None


async def test_a_paper_is_new_once_and_grows_with_what_is_told(store):
    seen = Paper(id=FULL.id, first_seen=FULL.first_seen)
    assert await store.papers.add([seen, seen]) == 1
    assert await store.papers.add([FULL, seen, paper(8)]) == 1
    assert await store.papers.add([]) == 0
    assert await store.papers.one(FULL.id) == FULL
    assert await store.papers.count() == 2


async def test_more_papers_than_one_statement_can_name(store):
    many = [paper(number) for number in range(1, 1202)]
    assert await store.papers.add(many) == 1201
    assert await store.papers.add(many) == 0
    assert await store.papers.get([each.id for each in many]) == {each.id: each for each in many}


async def test_a_title_finds_every_paper_that_has_it(store):
    long = "very " * 2000
    folded = replace(FULL.folded, title=long)
    await store.papers.add([paper(1), paper(2, folded=paper(1).folded), paper(3, folded=folded)])
    assert [each.id for each in await store.papers.by_title("paper 1")] == [
        "2511.00001",
        "2511.00002",
    ]
    assert [each.id for each in await store.papers.by_title(long)] == ["2511.00003"]
    assert await store.papers.by_title(long + "long") == []


async def between(store, first, last, by=DatedBy.ANNOUNCED):
    return [one async for some in store.papers.chunks(first, last, by) for one in some]


async def test_a_range_holds_both_its_ends_newest_first_then_the_higher_id(store):
    def on(number: int, days: int) -> Paper:
        return paper(number, announced=MONDAY + timedelta(days=days))

    await store.papers.add([on(1, -1), on(2, 0), on(4, 0), on(3, 2), on(5, 1), on(6, 3)])
    last = MONDAY + timedelta(days=2)
    found = await between(store, MONDAY, last)
    assert [int(each.id[5:]) for each in found] == [3, 5, 4, 2]


async def test_chunks_are_a_range_in_pieces_and_open_where_no_day_is_given(store):
    def on(number: int, days: int) -> Paper:
        return paper(number, submitted=NOW + timedelta(days=days))

    await store.papers.add([on(number, number % 3) for number in range(1, 8)] + [paper(9)])
    by, day = DatedBy.SUBMITTED, NOW.date()
    two = [day, day + timedelta(days=1)]
    for first, last in ((day, day), two, (two[1], two[1])):
        some = [each async for each in store.papers.chunks(first, last, by, 2)]
        assert [len(each) for each in some[:-1]] == [2] * (len(some) - 1)
        assert [one for each in some for one in each] == await between(store, first, last, by)
    every = [[one.id[-1] for one in each] async for each in store.papers.chunks(by=by, size=5)]
    assert every == [["5", "2", "7", "4", "1"], ["6", "3"]]
    later = [len(each) async for each in store.papers.chunks(first=two[1], by=by)]
    sooner = [len(each) async for each in store.papers.chunks(last=day, by=by)]
    assert (later, sooner) == ([5], [2])
    assert [len(each) async for each in store.papers.chunks()] == [8], "the id tells a month"
    assert [each async for each in store.papers.chunks(first=day + timedelta(days=90))] == []


async def test_a_paper_counts_by_the_best_date_it_has(store):
    submitted = NOW.replace(hour=23, minute=59)
    day = submitted.date()
    announced = day + timedelta(days=2)
    await store.papers.add(
        [
            paper(1, submitted=submitted),
            paper(2, submitted=submitted, announced=announced),
            paper(3, first_seen=day),
            paper(4, submitted=submitted + 2 * HOUR),
        ]
    )
    assert [each.id[-1] for each in await between(store, day, day)] == ["3", "1"]
    by = DatedBy.SUBMITTED
    assert [each.id[-1] for each in await between(store, day, day, by)] == ["2", "1"]
    # What is told later moves the paper to where it belongs.
    await store.papers.add([paper(1, announced=announced)])
    assert [each.id[-1] for each in await between(store, announced, announced)] == ["2", "1"]
