"""Which channels have heard nothing for long, and which always get more than they can show."""

from datetime import date, timedelta

from bot.domain.chat import MessageRef
from bot.domain.papers import Announcement, ArrivalKind
from bot.store.silences import Flood, Silence

from .samples import DAILY, LAB, MONDAY, NOW, OTHER, new, paper

TUESDAY = MONDAY + timedelta(days=1)


async def opened(store, place=LAB, key="1:a"):
    channel = await store.channels.open(place, DAILY, NOW)
    return channel.id, await follow(store, channel.id, key)


async def follow(store, channel, key="1:a"):
    kept, _ = await store.subscriptions.add(channel, key, key, key, "Ana", NOW)
    return kept.id


async def serve(store, channel, until, *, papers=0, shown=None, slot=""):
    """Write down a digest that tells of so many papers, and shows so many of them."""
    every = [paper(1000 * until + n) for n in range(papers)]
    await store.papers.add(every)
    ids = [each.id for each in every]
    shown = papers if shown is None else shown
    kept = await store.digests.begin(
        channel,
        slot or f"2025-11-05T09:{until:02}",
        body=[],
        shown=shown,
        carded=ids[:shown],
        listed=ids[shown:],
        after=0,
        until=until,
        now=NOW,
    )
    return kept.id


class TestSilence:
    async def test_it_begins_with_the_topic_and_anew_with_each_match(self, store):
        await store.arrivals.add(new(paper(1), paper(2)))
        channel, _ = await opened(store)
        assert await store.silences.of(channel) == Silence(channel, 2, 2, None)
        await serve(store, channel, 5)
        assert await store.silences.of(channel) == Silence(channel, 2, 5, None)
        await serve(store, channel, 7, papers=1)
        await serve(store, channel, 9)
        assert await store.silences.of(channel) == Silence(channel, 7, 9, None)
        await serve(store, channel, 11, papers=1, slot="now:2025-11-05T12:00:00")
        assert (await store.silences.of(channel)).after == 7, "asked for, not matched"

    async def test_the_oldest_topic_counts_and_those_that_ended_do_not(self, store):
        channel, first = await opened(store)
        await store.arrivals.add(new(paper(1), paper(2)))
        await follow(store, channel, "1:b")
        assert (await store.silences.of(channel)).after == 0
        await store.subscriptions.remove(channel, first, NOW)
        assert (await store.silences.of(channel)).after == 2

    async def test_a_channel_that_follows_nothing_is_not_silent(self, store):
        channel, first = await opened(store)
        other, _ = await opened(store, OTHER)
        await store.subscriptions.remove(channel, first, NOW)
        assert await store.silences.of(channel) is None
        assert [each.channel for each in await store.silences.all()] == [other]

    async def test_up_to_which_day_somebody_was_told_is_kept(self, store):
        channel, _ = await opened(store)
        other, _ = await opened(store, OTHER)
        await store.silences.tell(channel, TUESDAY)
        assert [each.told for each in await store.silences.all()] == [TUESDAY, None]
        assert (await store.silences.of(other)).told is None

    async def test_the_days_are_those_on_which_lists_said_something(self, store):
        await store.arrivals.add(new(paper(1)))
        await store.arrivals.add(new(paper(2), paper(3), day=TUESDAY))
        later = TUESDAY + timedelta(days=1)
        await store.arrivals.add([Announcement(paper(1), ArrivalKind.REPLACED, later)])
        days = store.silences.days
        assert await days(0, 9, date.min) == [MONDAY, TUESDAY], "a replacement is no news"
        assert await days(1, 9, date.min) == [TUESDAY]
        assert await days(0, 1, date.min) == [MONDAY]
        before = TUESDAY - timedelta(days=9)
        guessed = Announcement(paper(5), ArrivalKind.NEW, before, inferred=True)
        await store.arrivals.add([guessed])
        assert await days(0, 9, MONDAY) == [MONDAY, TUESDAY]
        assert await days(0, 9, date.min) == [before, MONDAY, TUESDAY]


class TestFloods:
    async def test_digests_that_are_cut_one_after_the_other_are_counted_from_the_first(self, store):
        channel, _ = await opened(store)
        other, _ = await opened(store, OTHER)
        await serve(store, channel, 1, papers=3, shown=2)
        await serve(store, channel, 2, papers=3)
        first = await serve(store, channel, 3, papers=3, shown=2)
        await serve(store, other, 3, papers=3, shown=2)
        await serve(store, channel, 4, papers=3, shown=2)
        assert await store.silences.floods(2, 9) == [Flood(channel, first, 2)]
        await serve(store, channel, 5, papers=3, shown=2)
        assert await store.silences.floods(2, 9) == [Flood(channel, first, 3)]
        assert await store.silences.floods(4, 9) == []
        assert await store.silences.floods(1, 1) == [Flood(other, first + 1, 1)]

    async def test_one_that_is_empty_or_whole_ends_it_and_one_that_was_asked_for_does_not(
        self, store
    ):
        channel, _ = await opened(store)
        for number in (1, 2):
            await serve(store, channel, number, papers=3, shown=2)
        await serve(store, channel, 3, papers=1, slot="now:2025-11-05T12:00:00")
        assert [each.count for each in await store.silences.floods(2, 9)] == [2]
        await serve(store, channel, 4)
        assert await store.silences.floods(1, 9) == []


async def test_a_message_that_stands_anywhere_is_noted(store):
    await store.channels.open(LAB, DAILY, NOW)
    await store.channels.open(OTHER, DAILY, NOW)
    claim = await store.posts.claim(LAB, None, "flood:1:1", "run", NOW)
    await store.posts.claim(OTHER, None, "flood:1:2", "run", NOW)
    assert await store.silences.noted(["flood:1:1", "flood:1:2"]) == set()
    await store.posts.confirm(claim.id, MessageRef(LAB, "7"), [])
    assert await store.silences.noted(["flood:1:1", "flood:1:2"]) == {"flood:1:1"}
    assert await store.silences.noted([]) == set()
