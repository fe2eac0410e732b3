import asyncio
from dataclasses import replace
from datetime import date, time

import pytest

from bot.domain.channels import ChannelSettings, Include, Layout, Schedule

from .samples import DAILY, HOUR, LAB, NOW, OTHER, new, paper


async def follow(store, place=LAB, settings=DAILY):
    channel = await store.channels.open(place, settings, NOW)
    await store.subscriptions.add(channel.id, "cats", "cats", "cat", "Ana", NOW)
    return channel


async def test_a_channel_is_made_once_and_keeps_what_it_chose(store):
    chosen = ChannelSettings(
        Schedule(time(9, 30), "Asia/Kolkata", frozenset({0, 4}), date(2026, 1, 5)),
        Layout.OVERVIEW,
        20,
        Include.NEW,
        "⭐",
    )
    made = await store.channels.open(LAB, chosen, NOW)
    again = await store.channels.open(LAB, DAILY, NOW)
    assert again == made == await store.channels.find(LAB) == await store.channels.by_id(made.id)
    assert made.settings == chosen
    assert (made.channel, made.channel.name, made.next_due) == (LAB, "#papers", None)
    assert await store.channels.find(OTHER) is None


async def test_what_came_before_a_channel_is_not_news_to_it(store):
    await store.arrivals.add(new(paper(1)))
    assert (await store.channels.open(LAB, DAILY, NOW)).served_to == 1


async def test_settings_and_due_moments_change(store):
    channel = await store.channels.open(LAB, DAILY, NOW)
    chosen = replace(DAILY, most=3)
    changed = replace(channel, settings=chosen, next_due=NOW)
    assert await store.channels.change(channel.id, lambda _: changed) == changed
    assert await store.channels.all() == [changed]
    await store.channels.change(channel.id, lambda known: replace(known, next_due=None))
    assert (await store.channels.by_id(channel.id)).next_due is None
    with pytest.raises(LookupError):
        await store.channels.change(channel.id + 1, lambda known: known)


async def test_of_many_changes_at_once_none_is_lost(store):
    channel = await store.channels.open(LAB, DAILY, NOW)

    def one_more(known):
        return replace(known, settings=replace(known.settings, most=known.settings.most + 1))

    await asyncio.gather(*(store.channels.change(channel.id, one_more) for _ in range(10)))
    assert (await store.channels.by_id(channel.id)).settings.most == DAILY.most + 10


async def test_only_a_channel_that_follows_something_is_ever_due(store):
    channel = await follow(store)
    idle = await store.channels.open(OTHER, DAILY, NOW)
    for each in (channel, idle):
        await store.channels.change(each.id, lambda known: replace(known, next_due=NOW))
    assert await store.channels.due(NOW - HOUR) == []
    assert [each.id for each in await store.channels.due(NOW)] == [channel.id]
    [followed] = await store.subscriptions.of(channel.id)
    await store.subscriptions.remove(followed.channel, followed.id, NOW)
    assert await store.channels.due(NOW) == []


async def test_arrivals_wake_the_channels_that_wait_for_them(store):
    waiting = await follow(store)
    fixed = replace(DAILY, schedule=Schedule(at=time(9)))
    await follow(store, OTHER, fixed)
    await store.channels.open(replace(LAB, native="#idle"), DAILY, NOW)
    assert await store.channels.wake(NOW) == 0
    await store.arrivals.add(new(paper(1)))
    assert await store.channels.wake(NOW) == 1
    assert [each.id for each in await store.channels.due(NOW)] == [waiting.id]
    assert await store.channels.wake(NOW + HOUR) == 0
    assert (await store.channels.by_id(waiting.id)).next_due == NOW


async def test_a_channels_new_name_is_noted_and_an_unknown_one_is_not(store):
    await store.channels.open(replace(LAB, name=""), DAILY, NOW)
    await store.channels.open(replace(LAB, name="#lab"), DAILY, NOW)
    await store.channels.open(replace(LAB, name=""), DAILY, NOW)
    assert (await store.channels.find(LAB)).channel.name == "#lab"
