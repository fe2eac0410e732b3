from dataclasses import replace

import pytest

from bot.domain.chat import MessageRef
from bot.store.posts import ClaimState

from .samples import DAILY, HOUR, LAB, NOW, OTHER, paper

MINE, EARLIER, BUSY, DONE = (
    ClaimState.MINE,
    ClaimState.EARLIER,
    ClaimState.BUSY,
    ClaimState.DONE,
)


@pytest.fixture
async def digest(store):
    channel = await store.channels.open(LAB, DAILY, NOW)
    kept = await store.digests.begin(
        channel.id, "s", body=[], shown=0, carded=[], listed=[], after=0, until=0, now=NOW
    )
    return kept.id


async def test_a_message_is_claimed_by_one(store, digest):
    claim = await store.posts.claim(LAB, digest, "heading", "run1", NOW)
    assert (claim.state, claim.at, claim.attempts, claim.ref) == (MINE, NOW, 1, None)
    again = await store.posts.claim(LAB, digest, "heading", "run1", NOW + HOUR)
    assert again == replace(claim, state=BUSY)
    other = await store.posts.claim(LAB, digest, "card1", "run1", NOW)
    assert (other.state, other.id != claim.id) == (MINE, True)


async def test_what_stands_is_never_claimed_again(store, digest):
    claim = await store.posts.claim(LAB, digest, "heading", "run1", NOW)
    ref = MessageRef(LAB, "m1", thread="t1")
    await store.posts.confirm(claim.id, ref, [(1, paper(1).id), (2, paper(2).id)])
    for run in ("run1", "run2"):
        done = await store.posts.claim(LAB, digest, "heading", run, NOW + HOUR)
        assert (done.state, done.ref) == (DONE, ref)
    await store.posts.abandon(claim.id)
    await store.posts.release(claim.id)
    assert not await store.posts.take_over(claim.id, "run2", NOW)
    assert (await store.posts.claim(LAB, digest, "heading", "run2", NOW)).state is DONE
    assert await store.messages.paper_at(LAB, "m1", 2) == paper(2).id


async def test_a_claim_of_an_earlier_run_is_taken_over_by_one(store, digest):
    claim = await store.posts.claim(LAB, digest, "heading", "run1", NOW)
    left = await store.posts.claim(LAB, digest, "heading", "run2", NOW + HOUR)
    assert left == replace(claim, state=EARLIER)
    assert await store.posts.take_over(left.id, "run2", NOW + HOUR)
    assert not await store.posts.take_over(left.id, "run2", NOW + HOUR)
    busy = await store.posts.claim(LAB, digest, "heading", "run2", NOW + 2 * HOUR)
    # From the first claim on the message may stand: that is how far back to look.
    assert busy == replace(claim, state=BUSY, attempts=2)


async def test_after_a_refusal_it_is_as_if_nobody_had_tried(store, digest):
    claim = await store.posts.claim(LAB, digest, "heading", "run1", NOW)
    await store.posts.release(claim.id)
    again = await store.posts.claim(LAB, digest, "heading", "run1", NOW + HOUR)
    assert again == replace(claim, at=NOW + HOUR, attempts=2)


async def test_after_a_doubtful_end_the_same_run_has_to_look_too(store, digest):
    claim = await store.posts.claim(LAB, digest, "heading", "run1", NOW)
    await store.posts.abandon(claim.id)
    left = await store.posts.claim(LAB, digest, "heading", "run1", NOW + HOUR)
    assert left == replace(claim, state=EARLIER)
    assert await store.posts.take_over(left.id, "run1", NOW + HOUR)


async def test_a_message_of_no_digest_is_claimed_by_its_name_in_its_channel(store, digest):
    note = await store.posts.claim(LAB, None, "note:1", "run1", NOW)
    assert note.state is MINE
    assert (await store.posts.claim(LAB, None, "note:1", "run1", NOW)).id == note.id
    await store.channels.open(OTHER, DAILY, NOW)
    assert (await store.posts.claim(OTHER, None, "note:1", "run1", NOW)).state is MINE
    assert (await store.posts.claim(LAB, digest, "note:1", "run1", NOW)).state is MINE


async def test_nothing_is_claimed_in_a_channel_nobody_opened(store):
    with pytest.raises(LookupError, match="never opened"):
        await store.posts.claim(OTHER, None, "note:1", "run1", NOW)
