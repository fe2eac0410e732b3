"""Reactions made while the bot was down, read again from a platform that keeps them."""

import asyncio
from contextlib import suppress
from dataclasses import replace

import pytest

from bot.domain.calls import Reaction
from bot.domain.errors import DeliveryError
from bot.pipeline.rereading import Rereading
from bot.pipeline.saving import Saving
from tests.pipeline.desk import ANA, BEN, BIRDS, FISH, HALL, LAB, Desk


@pytest.fixture
async def desk(store):
    desk = Desk(store)
    await desk.announce(BIRDS, FISH)
    return desk


def begin(desk):
    """Start the part of the bot that is tested; again, for what a restart forgets."""
    saving = Saving(desk.store, "🔖", desk.clock)
    return saving, Rereading(desk.store, {"board": desk.board}, saving, desk.clock)


def react(ref, emoji="🔖", person=ANA, *, added=True):
    return Reaction(person, ref, emoji, added=added)


async def test_what_was_put_on_our_messages_while_we_were_away_is_saved(desk):
    heading, birds, _ = await desk.digest(BIRDS, FISH)
    desk.board.emoji = [
        (birds.native, ANA, "🔖"),
        (heading.native, BEN, "2️⃣"),
        (heading.native, BEN, "👍"),
        (birds.native, BEN, "🔖🏽"),
    ]
    _, rereading = begin(desk)
    assert await rereading.run("board") == 3
    assert await desk.saved(ANA) == {BIRDS.title}
    assert await desk.saved(BEN) == {BIRDS.title, FISH.title}
    assert await rereading.run("board") == 0


async def test_a_paper_let_go_of_by_other_means_is_not_saved_by_an_old_reaction(desk):
    _, birds, fish = await desk.digest(BIRDS, FISH)
    saving, rereading = begin(desk)
    assert await saving.save(react(birds))
    desk.board.emoji = [(birds.native, ANA, "🔖"), (fish.native, ANA, "🔖")]
    assert await rereading.run("board") == 1
    ana = await desk.store.people.of(ANA)
    for each in (BIRDS, FISH):
        assert await desk.store.saved.drop(ana, each.id)
    assert await begin(desk)[1].run("board") == 0
    assert await desk.saved(ANA) == set()


async def test_a_reaction_that_is_gone_un_saves_nobody(desk):
    _, birds, _ = await desk.digest(BIRDS, FISH)
    saving, rereading = begin(desk)
    await saving.save(react(birds))
    desk.board.emoji.clear()  # by a moderator, or by Ana herself while we were away
    assert await rereading.run("board") == 0
    assert await desk.saved(ANA) == {BIRDS.title}


async def test_a_reaction_that_was_taken_away_and_put_there_again_while_we_were_away_saves(desk):
    _, birds, _ = await desk.digest(BIRDS, FISH)
    saving, rereading = begin(desk)
    await saving.save(react(birds))
    await saving.save(react(birds, added=False))
    assert await desk.saved(ANA) == set()
    desk.board.emoji = [(birds.native, ANA, "🔖")]
    assert await rereading.run("board") == 1


async def test_an_emoji_that_saved_nothing_then_saves_nothing_when_it_is_read_again(desk):
    _, birds, fish = await desk.digest(BIRDS, FISH)
    saving, rereading = begin(desk)
    await saving.save(react(birds, "👍"))
    desk.board.emoji = [(birds.native, ANA, "👍"), (fish.native, ANA, "👍")]
    await rereading.run("board")
    channel = await desk.store.channels.find(LAB)

    def thumbs(known):
        return replace(known, settings=replace(known.settings, emoji="👍"))

    await desk.store.channels.change(channel.id, thumbs)
    assert await rereading.run("board") == 0
    assert await saving.save(react(birds, "👍", BEN))


async def test_what_is_taken_away_while_it_is_read_is_not_saved_by_the_older_answer(desk):
    _, birds, _ = await desk.digest(BIRDS, FISH)
    saving, rereading = begin(desk)
    await saving.save(react(birds))
    desk.board.emoji = [(birds.native, ANA, "🔖")]
    others = []

    def takes_it_away(native):
        if native == birds.native:
            others.append(asyncio.ensure_future(saving.save(react(birds, added=False))))

    desk.board.answering = takes_it_away
    page = desk.board.reactions

    async def slow(refs):
        async for each in page(refs):
            await asyncio.gather(*others)
            yield each

    desk.board.reactions = slow
    assert await rereading.run("board") == 0
    assert await desk.saved(ANA) == set()
    desk.board.answering = lambda native: None
    others.clear()
    assert await rereading.run("board") == 1, "it is there still: put there again since"


async def test_only_what_was_posted_lately_is_read_and_the_newest_first(desk):
    old = await desk.digest(BIRDS)
    desk.clock.pass_time(days=2)
    middle = await desk.digest(FISH, place=HALL)
    desk.clock.pass_time(days=2)
    new = await desk.digest(FISH)
    _, rereading = begin(desk)
    await rereading.run("board")
    assert desk.board.read == [each.native for each in [*reversed(new), *reversed(middle)]]
    assert not {each.native for each in old} & {*desk.board.read}


async def test_where_days_cannot_be_read_the_last_digest_of_each_channel_is(desk):
    desk.board.reread_days = None
    first = await desk.digest(BIRDS, place=HALL)
    await desk.digest(BIRDS)
    desk.clock.pass_time(days=40)
    last = await desk.digest(FISH)
    _, rereading = begin(desk)
    await rereading.run("board")
    assert desk.board.read == [each.native for each in [*reversed(last), *reversed(first)]]


async def test_status_can_tell_how_far_back_all_is_read(desk):
    for _ in range(60):
        await desk.digest(BIRDS)
        desk.clock.pass_time(minutes=1)
    _, rereading = begin(desk)
    assert rereading.progress("board") is None
    seen = []
    desk.board.answering = lambda native: seen.append(rereading.progress("board"))
    await rereading.run("board")
    assert len(seen) == 120
    assert seen[0] == desk.clock.now
    assert sorted(set(seen), reverse=True) == list(dict.fromkeys(seen))
    assert len(set(seen)) > 2
    assert rereading.progress("board") is None


async def test_what_a_failure_that_passes_leaves_is_read_at_the_next_connection(desk):
    refs = [await desk.digest(BIRDS, FISH) for _ in range(30)]
    (_, newest, _), (_, oldest, _) = refs[-1], refs[0]
    desk.board.emoji = [(newest.native, ANA, "🔖"), (oldest.native, BEN, "🔖")]
    _, rereading = begin(desk)

    def fails(native):
        if len(desk.board.read) == 60:
            desk.board.failing.append(DeliveryError("500", permanent=False))

    desk.board.answering = fails
    assert await rereading.run("board") == 1
    assert rereading.progress("board") is not None
    assert await desk.saved(ANA) == {BIRDS.title}
    assert await desk.saved(BEN) == set()
    assert await rereading.run("board") == 1
    assert await desk.saved(BEN) == {BIRDS.title}
    assert rereading.progress("board") is None


async def test_a_stop_in_the_middle_loses_nothing(desk):
    refs = [(await desk.digest(BIRDS))[1] for _ in range(6)]
    people = {each.native: f"p{number}" for number, each in enumerate(refs)}
    desk.board.emoji = [
        (native, replace(ANA, native=name), "🔖") for native, name in people.items()
    ]
    for stopped in range(1, 7):
        _, rereading = begin(desk)
        task = asyncio.ensure_future(rereading.run("board"))
        count = 0

        def stop(native, task=task, stopped=stopped):
            nonlocal count
            count += native in people
            if count > stopped:
                task.cancel()

        desk.board.answering = stop
        with suppress(asyncio.CancelledError):
            await task
    for name in people.values():
        assert await desk.saved(replace(ANA, native=name)) == {BIRDS.title}


async def test_a_platform_without_a_message_is_asked_nothing(desk):
    _, rereading = begin(desk)
    assert await rereading.run("board") == 0
    assert desk.board.read == []
