from dataclasses import replace

import pytest

from bot.store.digest_rows import How, Told

from .samples import DAILY, HOUR, LAB, NOW, OTHER, paper

IDS = [paper(number).id for number in range(1, 5)]
BODY = [{"paper": id, "because": ["topic", {"name": "扩散"}]} for id in IDS]


@pytest.fixture
async def channel(store):
    await store.papers.add([paper(number) for number in range(1, 5)])
    return (await store.channels.open(LAB, DAILY, NOW)).id


async def begin(store, channel, slot="2025-11-05T09:00", ids=IDS, until=4):
    return await store.digests.begin(
        channel,
        slot,
        body=BODY[: len(ids)],
        shown=len(ids[:1]),
        carded=ids[:1],
        listed=ids[1:],
        after=0,
        until=until,
        now=NOW,
    )


async def test_a_digest_is_written_down_whole_before_it_is_posted(store, channel):
    kept = await begin(store, channel)
    assert (kept.body, kept.shown, kept.total, kept.until) == (BODY, 1, 4, 4)
    assert (kept.at, kept.finished_at) == (NOW, None)
    assert kept == await store.digests.by_id(kept.id) == await store.digests.unfinished(channel)
    assert (await store.channels.by_id(channel)).served_to == 4
    assert await store.digests.told(channel, IDS[:2]) == {
        IDS[0]: Told(How.CARDED, kept.id, kept.slot),
        IDS[1]: Told(How.LISTED, kept.id, kept.slot),
    }


async def test_a_slot_has_one_digest_whoever_picks_again(store, channel):
    kept = await begin(store, channel)
    assert await begin(store, channel, ids=[], until=9) == kept
    assert (await store.channels.by_id(channel)).served_to == 4


async def test_a_channel_is_told_of_a_paper_once_and_never_served_backwards(store, channel):
    first = await begin(store, channel, ids=IDS[:2])
    second = await begin(store, channel, "now:1", until=2)
    told = await store.digests.told(channel, IDS)
    assert [told[id].digest for id in IDS] == [first.id, first.id, second.id, second.id]
    assert (await store.channels.by_id(channel)).served_to == 4
    other = await store.channels.open(OTHER, DAILY, NOW)
    assert await store.digests.told(other.id, IDS) == {}


async def test_a_finished_digest_is_no_longer_open(store, channel):
    kept = await begin(store, channel)
    await store.digests.finish(kept.id, NOW + HOUR)
    assert await store.digests.unfinished(channel) is None
    assert await store.digests.by_id(kept.id) == replace(kept, finished_at=NOW + HOUR)


async def test_numbers_mean_the_last_digest_that_had_papers(store, channel):
    assert await store.digests.last(channel) is None
    full = await begin(store, channel)
    empty = await begin(store, channel, "2025-11-06T09:00", ids=[])
    assert await store.digests.last(channel) == full
    assert await store.digests.last(channel, with_papers=False) == empty
    assert await store.digests.totals(channel, before=empty.id + 1) == [4]
    assert await store.digests.totals(channel, before=full.id) == []


async def test_papers_of_the_last_digest_are_named_in_its_order(store, channel):
    assert await store.digests.last_at(LAB) is None
    assert await store.digests.last_names(LAB) == []
    full = await begin(store, channel, ids=[*reversed(IDS)])
    await begin(store, channel, "2025-11-06T09:00", ids=[])
    assert await store.digests.last_at(LAB) == full
    assert await store.digests.last_at(OTHER) is None
    names = [(id, paper(number).title) for number, id in enumerate(IDS, start=1)]
    assert await store.digests.last_names(LAB) == names
