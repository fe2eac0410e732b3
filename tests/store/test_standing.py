from datetime import timedelta

import pytest

from bot.domain.chat import MessageRef
from bot.domain.papers import Announcement, ArrivalKind

from .samples import DAILY, HOUR, LAB, MONDAY, NOW, OTHER, new, paper

ONE, TWO = paper(1).id, paper(2).id
DAY = timedelta(days=1)


class Desk:
    """Posts digests into a store."""

    def __init__(self, store):
        self.store = store

    async def digest(self, place, slot, at, *, confirmed=True):
        """Post a heading and a card for each of two papers."""
        known = await self.store.channels.open(place, DAILY, NOW)
        kept = await self.store.digests.begin(
            known.id,
            slot,
            body=[],
            shown=2,
            carded=[ONE, TWO],
            listed=[],
            after=0,
            until=await self.store.arrivals.last(),
            now=at,
        )
        named = {"heading": [(1, ONE), (2, TWO)], "card1": [(1, ONE)], "card2": [(2, TWO)]}
        for part, papers in named.items():
            claim = await self.store.posts.claim(place, kept.id, part, "run", at)
            if confirmed:
                ref = MessageRef(place, f"{slot}-{part}", None if part == "heading" else "t")
                await self.store.posts.confirm(claim.id, ref, papers)


@pytest.fixture
async def desk(store):
    await store.arrivals.add(new(paper(1), paper(2)))
    return Desk(store)


def natives(standing):
    return [each.ref.native for each in standing]


async def test_what_was_posted_lately_is_found_newest_first_with_its_place(store, desk):
    await desk.digest(LAB, "old", NOW - 4 * DAY)
    await desk.digest(LAB, "mon", NOW - 2 * DAY)
    await desk.digest(OTHER, "tue", NOW - DAY)
    await desk.digest(LAB, "wed", NOW, confirmed=False)
    standing = await store.standing.since("console", NOW - 3 * DAY)
    tue, mon = (["card2", "card1", "heading"] for _ in range(2))
    assert natives(standing) == [f"tue-{part}" for part in tue] + [f"mon-{part}" for part in mon]
    card = standing[0]
    assert (card.ref.channel, card.ref.thread, card.part) == (OTHER, "t", "card2")
    assert card.ref.channel.name == OTHER.name
    assert card.at == NOW - DAY
    assert await store.standing.since("discord", NOW - 3 * DAY) == []


async def test_a_note_and_a_message_without_a_paper_are_not_read_again(store, desk):
    await desk.digest(LAB, "mon", NOW)
    kept = (await store.standing.since("console", NOW - DAY))[0].digest
    for digest, part in ((None, "note"), (kept, "more")):
        claim = await store.posts.claim(LAB, digest, part, "run", NOW)
        named = [(1, ONE)] if digest is None else []
        await store.posts.confirm(claim.id, MessageRef(LAB, part), named)
    assert len(await store.standing.since("console", NOW - DAY)) == 3


async def test_of_each_channel_the_last_digest_that_stands_is_found(store, desk):
    await desk.digest(LAB, "mon", NOW - 40 * DAY)
    await desk.digest(OTHER, "old", NOW - 30 * DAY)
    await desk.digest(OTHER, "new", NOW - DAY)
    await desk.digest(LAB, "tue", NOW, confirmed=False)
    heads = [each for each in await store.standing.last("console") if each.part == "heading"]
    assert natives(heads) == ["new-heading", "mon-heading"]
    assert await store.standing.last("discord") == []


async def arrive(store, number, kind, day=MONDAY + DAY):
    await store.arrivals.add([Announcement(paper(number), kind, day)])
    return await store.arrivals.last()


async def test_late_facts_find_the_cards_and_a_withdrawal_the_heading_too(store, desk):
    await desk.digest(LAB, "mon", NOW)
    comment = await arrive(store, 1, ArrivalKind.COMMENT)
    withdrawn = await arrive(store, 2, ArrivalKind.WITHDRAWN)
    await arrive(store, 1, ArrivalKind.CROSS)
    until = await store.arrivals.last()
    late = await store.standing.late("console", 0, until, NOW - DAY)
    assert [(each.standing.part, each.paper, each.seq) for each in late] == [
        ("card1", ONE, comment),
        ("heading", TWO, withdrawn),
        ("card2", TWO, withdrawn),
    ]
    assert late[0].kind is ArrivalKind.COMMENT
    assert len(await store.standing.late("console", comment, until, NOW - DAY)) == 2
    assert await store.standing.late("console", 0, comment - 1, NOW - DAY) == []
    assert await store.standing.late("console", 0, until, NOW + HOUR) == []
    assert await store.standing.late("discord", 0, until, NOW - DAY) == []


async def test_what_a_digest_knew_when_it_was_picked_is_not_late(store, desk):
    await arrive(store, 1, ArrivalKind.COMMENT)
    await desk.digest(LAB, "mon", NOW)
    until = await store.arrivals.last()
    assert await store.standing.late("console", 0, until, NOW - DAY) == []


async def test_the_cards_of_a_paper_are_found_wherever_they_stand(store, desk):
    await desk.digest(LAB, "mon", NOW - 20 * DAY)
    await desk.digest(OTHER, "tue", NOW - DAY)
    await desk.digest(LAB, "wed", NOW)
    cards = await store.standing.cards(TWO, NOW - 14 * DAY)
    assert natives(cards) == ["wed-card2", "tue-card2"]
