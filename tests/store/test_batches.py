"""What became of each batch, and how far arXiv has been read."""

from dataclasses import replace
from datetime import date, timedelta

from bot.domain.batches import Batch, BatchState, Feed, Harvest
from bot.domain.papers import Announcement, ArrivalKind

from .samples import HOUR, MONDAY, NOW, new, paper

TUESDAY = MONDAY + timedelta(days=1)
NEW, CROSS, REPLACED = ArrivalKind.NEW, ArrivalKind.CROSS, ArrivalKind.REPLACED


async def test_a_batch_is_kept_by_archive_and_day_and_the_last_word_counts(store):
    first = Batch("cs", MONDAY, BatchState.EXPECTED, awaited=NOW)
    other = Batch("math", MONDAY, BatchState.QUIET)
    later = Batch("cs", TUESDAY, BatchState.LATE)
    await store.batches.put([later, other, first])
    settled = replace(
        first, state=BatchState.COMPLETE, new=8, crossed=3, replaced=4, seen=NOW, settled=NOW + HOUR
    )
    await store.batches.put([settled])
    assert await store.batches.between(MONDAY, TUESDAY) == [settled, other, later]
    assert await store.batches.between(TUESDAY, TUESDAY) == [later]
    assert await store.batches.between(date(2025, 1, 1), date(2025, 1, 2)) == []
    await store.batches.put([])


async def test_how_a_feed_answered_last_is_known_by_archive(store):
    assert await store.batches.feeds() == {}
    answered = Feed("cs", tag='"1"', held="abc 2025-11-03", asked=NOW, answered=NOW)
    await store.batches.heard(answered)
    await store.batches.heard(Feed("math", asked=NOW, failed="HTTP 500"))
    failed = replace(answered, asked=NOW + HOUR, failed="no answer")
    await store.batches.heard(failed)
    feeds = await store.batches.feeds()
    assert feeds["cs"] == failed
    assert feeds["math"].failed == "HTTP 500"


async def test_how_far_the_records_are_known_is_one_row(store):
    assert await store.batches.harvest() is None
    await store.batches.harvested(Harvest(MONDAY, TUESDAY, MONDAY))
    further = Harvest(MONDAY, TUESDAY, TUESDAY, NOW, "no answer")
    await store.batches.harvested(further)
    assert await store.batches.harvest() == further


async def test_announcements_are_counted_by_day_archive_and_kind(store):
    one, two = paper(1), paper(2)
    await store.arrivals.add(
        [
            Announcement(one, NEW, MONDAY, archive="cs"),
            Announcement(two, NEW, MONDAY, archive="cs"),
            Announcement(paper(3), CROSS, MONDAY, archive="math"),
            Announcement(paper(4), REPLACED, TUESDAY),
        ]
    )
    assert await store.batches.counts([MONDAY]) == {
        (MONDAY, "cs", NEW): 2,
        (MONDAY, "math", CROSS): 1,
    }
    assert await store.batches.counts([TUESDAY]) == {(TUESDAY, None, REPLACED): 1}
    assert await store.batches.counts([]) == {}


async def test_what_a_list_called_new_is_told_from_what_a_record_let_guess(store):
    await store.arrivals.add(new(paper(1)))
    await store.arrivals.add([Announcement(paper(2), NEW, MONDAY, inferred=True)])
    await store.arrivals.add([Announcement(paper(3), CROSS, MONDAY)])
    assert await store.batches.listed_new(MONDAY) == {paper(1).id}
    assert await store.batches.listed_new(TUESDAY) == set()
