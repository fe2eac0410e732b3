from datetime import timedelta

import pytest

from .samples import DAILY, HOUR, LAB, NOW


@pytest.fixture
async def channel(store):
    return (await store.channels.open(LAB, DAILY, NOW)).id


async def test_a_step_is_kept_for_its_own_channel_alone(store, channel):
    number = await store.drafts.keep(channel, {"words": "猫"}, NOW)
    assert await store.drafts.get(channel, number) == {"words": "猫"}
    assert await store.drafts.get(channel + 1, number) is None
    assert await store.drafts.get(channel, number + 1) is None


async def test_steps_that_follow_each_other_go_together(store, channel):
    first = await store.drafts.keep(channel, {"n": "1"}, NOW)
    second = await store.drafts.keep(channel, {"n": "2"}, NOW, after=first)
    third = await store.drafts.keep(channel, {"n": "3"}, NOW, after=second)
    other = await store.drafts.keep(channel, {"n": "4"}, NOW)
    await store.drafts.drop(channel, third)
    assert [await store.drafts.get(channel, each) for each in (first, second, third)] == [None] * 3
    assert await store.drafts.get(channel, other) == {"n": "4"}
    await store.drafts.drop(channel + 1, other)
    await store.drafts.drop(channel, first)
    assert await store.drafts.count() == 1


async def test_a_step_is_forgotten_after_a_day_and_its_number_never_given_again(store, channel):
    old = await store.drafts.keep(channel, {"n": "1"}, NOW)
    later = await store.drafts.keep(channel, {"n": "2"}, NOW + timedelta(days=1), after=old)
    assert await store.drafts.get(channel, old)
    newest = await store.drafts.keep(channel, {}, NOW + timedelta(days=1) + HOUR)
    assert await store.drafts.get(channel, old) is None
    assert await store.drafts.get(channel, later)
    await store.drafts.drop(channel, newest)
    assert await store.drafts.keep(channel, {}, NOW + timedelta(days=1) + HOUR) > newest
