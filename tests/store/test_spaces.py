"""Servers and workspaces, requests and paces, on both databases."""

import asyncio
from dataclasses import replace
from datetime import timedelta

from bot.domain.chat import Channel
from bot.domain.limits import Limit, Limits
from bot.domain.rules import Rules
from bot.store.requests import Kind

from .samples import ANA, DAILY, HOUR, LAB, NOW, new, paper

LABS = ("discord", "77")
PAPERS = Channel("discord", "77", "5", "#papers")
ELSEWHERE = Channel("discord", "78", "5", "#papers")
LIMITS = Limits(Limit(2, timedelta(minutes=1)), Limit(3, timedelta(minutes=1)))


async def follow(store, place):
    channel = await store.channels.open(place, DAILY, NOW)
    await store.subscriptions.add(channel.id, "cats", "cats", "cat", "Ana", NOW)
    await store.channels.change(channel.id, lambda known: replace(known, next_due=NOW))
    return channel


class TestRules:
    async def test_hold_for_one_space_of_one_platform(self, store):
        await store.spaces.change(LABS, lambda rules: replace(rules, sharing=False), NOW)
        assert not (await store.spaces.rules(LABS)).sharing
        for other in (("discord", "78"), ("slack", "77")):
            assert await store.spaces.rules(other) == Rules()

    async def test_of_many_changes_at_once_none_is_lost(self, store):
        def more(rules):
            return replace(rules, most=(rules.most or 0) + 1)

        changed = [store.spaces.change(LABS, more, NOW) for _ in range(10)]
        numbers = [number for _, number in await asyncio.gather(*changed)]
        assert sorted(numbers) == list(range(1, 11))
        assert (await store.spaces.rules(LABS)).most == 10

    async def test_the_last_change_can_be_undone_and_that_too_and_no_earlier_one(self, store):
        _, first = await store.spaces.change(LABS, lambda r: replace(r, most=1), NOW)
        _, second = await store.spaces.change(LABS, lambda r: replace(r, most=2), NOW)
        assert await store.spaces.undo(LABS, first) is None
        rules, third = await store.spaces.undo(LABS, second)
        assert rules.most == 1
        assert await store.spaces.undo(LABS, second) is None, "pressed twice, it is undone once"
        assert (await store.spaces.undo(LABS, third))[0].most == 2
        assert await store.spaces.undo(("slack", "1"), 1) is None


class TestComingAndGoing:
    async def test_nothing_is_due_where_we_are_gone_and_all_is_when_we_come_back(self, store):
        gone, here = await follow(store, PAPERS), await follow(store, ELSEWHERE)
        await store.spaces.left(LABS, NOW)
        assert [each.id for each in await store.channels.due(NOW)] == [here.id]
        assert (await store.digests.standing(gone.id))[0] is None
        assert (await store.digests.standing(here.id))[0]
        assert gone.id not in {each.channel for each in await store.silences.all()}
        assert await store.spaces.joined(LABS, None, NOW + HOUR)
        assert [each.id for each in await store.channels.due(NOW)] == [gone.id, here.id]
        assert (await store.digests.standing(gone.id))[0]

    async def test_news_wake_nobody_where_we_are_gone(self, store):
        for place in (PAPERS, ELSEWHERE):
            channel = await follow(store, place)
            await store.channels.change(channel.id, lambda known: replace(known, next_due=None))
        await store.spaces.left(LABS, NOW)
        await store.arrivals.add(new(paper(1)))
        assert await store.channels.wake(NOW) == 1

    async def test_who_let_us_in_is_kept_until_somebody_else_does(self, store):
        ana = await store.people.of(ANA)
        assert not await store.spaces.joined(LABS, ana, NOW)
        assert not await store.spaces.joined(LABS, None, NOW)
        assert (await store.spaces.find(LABS)).person == ana
        assert await store.spaces.find(("slack", "1")) is None

    async def test_somebody_is_greeted_once(self, store):
        await store.spaces.joined(LABS, None, NOW)
        greeted = await asyncio.gather(*(store.spaces.greet(LABS, NOW) for _ in range(5)))
        assert sorted(greeted) == [False] * 4 + [True]

    async def test_all_of_a_space_is_forgotten_and_what_people_saved_stays(self, store):
        await store.arrivals.add(new(paper(1)))
        ana = await store.people.of(ANA)
        channel, other = await follow(store, PAPERS), await follow(store, ELSEWHERE)
        await store.saved.add(ana, paper(1), "button", NOW)
        await store.requests.add(channel.id, ana, "Ana", "x", NOW)
        await store.paces.take(ana, channel.id, LIMITS, NOW)
        await store.spaces.left(LABS, NOW)
        assert not await store.spaces.purge(LABS, NOW - HOUR), "it left another time"
        assert await store.spaces.purge(LABS, NOW)
        assert await store.channels.find(PAPERS) is None
        assert await store.subscriptions.of(channel.id) == []
        assert await store.spaces.find(LABS) is None
        assert [each.id for each in await store.channels.all()] == [other.id]
        assert len(await store.saved.of(ana)) == 1

    async def test_who_lets_us_in_again_just_then_loses_nothing(self, store):
        await follow(store, PAPERS)
        await store.spaces.left(LABS, NOW)
        await store.spaces.joined(LABS, None, NOW + HOUR)
        assert not await store.spaces.purge(LABS, NOW)
        assert await store.channels.find(PAPERS)

    async def test_that_we_left_first_counts(self, store):
        await store.spaces.left(LABS, NOW)
        await store.spaces.left(LABS, NOW + HOUR)
        assert [each.left for each in await store.spaces.gone()] == [NOW]

    async def test_where_we_are_and_were_is_known_and_what_people_have_for_themselves_is_none(
        self, store
    ):
        await follow(store, PAPERS)
        await follow(store, ELSEWHERE)
        await follow(store, Channel("discord", "", "9"))
        await store.spaces.joined(("discord", "79"), None, NOW)
        await store.spaces.joined(("slack", "T1"), None, NOW)
        await store.spaces.left(LABS, NOW)
        assert await store.spaces.known("discord") == {"77": False, "78": True, "79": True}


class TestRequests:
    async def test_the_same_is_asked_for_once_and_not_too_much_is(self, store):
        channel = (await store.channels.open(LAB, DAILY, NOW)).id
        ana = await store.people.of(ANA)
        first = await store.requests.add(channel, ana, "Ana", "a", NOW)
        assert await store.requests.add(channel, ana, "Ana", "a", NOW) is None
        for act in "bcde":
            assert await store.requests.add(channel, ana, "Ana", act, NOW)
        assert await store.requests.add(channel, ana, "Ana", "f", NOW) is None
        assert await store.requests.claim(first, "Ben", NOW)
        assert await store.requests.add(channel, ana, "Ana", "f", NOW)

    async def test_of_two_presses_at_once_one_asks(self, store):
        channel = (await store.channels.open(LAB, DAILY, NOW)).id
        ana = await store.people.of(ANA)
        for act in "abcd":
            asked = (store.requests.add(channel, ana, "Ana", act, NOW) for _ in range(4))
            assert (await asyncio.gather(*asked)).count(None) == 3

    async def test_it_is_done_once(self, store):
        channel = (await store.channels.open(LAB, DAILY, NOW)).id
        number = await store.requests.add(channel, await store.people.of(ANA), "Ana", "a", NOW)
        claims = [store.requests.claim(number, "Ben", NOW) for _ in range(5)]
        assert sorted(await asyncio.gather(*claims)) == [False] * 4 + [True]
        request = await store.requests.find(number)
        assert (request.act, request.by, request.done_by) == ("a", "Ana", "Ben")
        assert request.channel.channel == LAB
        await store.requests.release(number)
        assert await store.requests.claim(number, "Cy", NOW)

    async def test_of_drafts_the_last_one_is_kept(self, store):
        channel = (await store.channels.open(LAB, DAILY, NOW)).id
        ana = await store.people.of(ANA)
        first = await store.requests.draft(channel, ana, "Ana", Kind.DRAFT, "a", NOW)
        file = await store.requests.draft(channel, ana, "Ana", Kind.IMPORT, "a", NOW)
        second = await store.requests.draft(channel, ana, "Ana", Kind.DRAFT, "b", NOW)
        assert await store.requests.find(first) is None
        assert (await store.requests.find(second)).kind is Kind.DRAFT
        assert (await store.requests.find(file)).kind is Kind.IMPORT

    async def test_old_ones_are_forgotten(self, store):
        channel = (await store.channels.open(LAB, DAILY, NOW)).id
        number = await store.requests.add(channel, await store.people.of(ANA), "Ana", "a", NOW)
        assert await store.requests.purge(NOW) == 0
        assert await store.requests.purge(NOW + HOUR) == 1
        assert await store.requests.find(number) is None


class TestPaces:
    async def test_a_person_waits_and_so_does_everybody_in_a_busy_channel(self, store):
        channel = (await store.channels.open(LAB, DAILY, NOW)).id
        ana = await store.people.of(ANA)
        ben, cy = [await store.people.of(replace(ANA, native=each)) for each in ("ben", "cy")]
        assert await store.paces.take(ana, channel, LIMITS, NOW) is None
        assert await store.paces.take(ana, channel, LIMITS, NOW) is None
        assert await store.paces.take(ana, channel, LIMITS, NOW) == (
            "person",
            timedelta(seconds=30),
        )
        assert await store.paces.take(ben, channel, LIMITS, NOW) is None
        whose, wait = await store.paces.take(cy, channel, LIMITS, NOW)
        assert (whose, wait) == ("channel", timedelta(seconds=20))
        assert await store.paces.take(cy, channel, LIMITS, NOW + wait) is None

    async def test_of_fifty_at_once_no_more_go_ahead_than_may(self, store):
        channel = (await store.channels.open(LAB, DAILY, NOW)).id
        ana = await store.people.of(ANA)
        taken = [store.paces.take(ana, channel, LIMITS, NOW) for _ in range(50)]
        assert (await asyncio.gather(*taken)).count(None) == 2

    async def test_who_is_no_longer_busy_is_forgotten(self, store):
        channel = (await store.channels.open(LAB, DAILY, NOW)).id
        await store.paces.take(await store.people.of(ANA), channel, LIMITS, NOW)
        assert await store.paces.purge(NOW) == 0
        assert await store.paces.purge(NOW + HOUR) == 2
