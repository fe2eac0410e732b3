from dataclasses import replace

import pytest

from .samples import DAILY, LAB, NOW, new, paper


@pytest.fixture
async def channel(store):
    return (await store.channels.open(LAB, DAILY, NOW)).id


async def test_a_topic_is_followed_from_the_next_arrival_on(store, channel):
    await store.arrivals.add(new(paper(1)))
    made, created = await store.subscriptions.add(channel, "猫", "cats", "cat", "Ana", NOW)
    assert created
    assert (made.name, made.text, made.key, made.by) == ("猫", "cats", "cat", "Ana")
    assert (made.began, made.since, made.channel) == (1, NOW, channel)


async def test_a_topic_is_followed_once_whatever_it_is_called(store, channel):
    first, _ = await store.subscriptions.add(channel, "cats", "cats", "cat", "Ana", NOW)
    assert await store.subscriptions.add(channel, "c", "cat", "cat", "Bo", NOW) == (first, False)
    second, _ = await store.subscriptions.add(channel, "dogs", "dogs", "dog", "Bo", NOW)
    assert await store.subscriptions.of(channel) == [first, second]


async def test_an_end_can_be_undone_and_nothing_is_lost(store, channel):
    made, _ = await store.subscriptions.add(channel, "cats", "cats", "cat", "Ana", NOW)
    await store.arrivals.add(new(paper(1)))
    assert await store.subscriptions.remove(made.channel, made.id, NOW) == made
    assert await store.subscriptions.remove(made.channel, made.id, NOW) is None
    assert await store.subscriptions.of(channel) == []
    assert await store.subscriptions.restore(made.channel, made.id) == made
    assert await store.subscriptions.restore(made.channel, made.id) is None
    assert await store.subscriptions.of(channel) == [made]


async def test_an_end_is_not_undone_when_the_topic_is_followed_anew(store, channel):
    old, _ = await store.subscriptions.add(channel, "cats", "cats", "cat", "Ana", NOW)
    await store.subscriptions.remove(old.channel, old.id, NOW)
    anew, created = await store.subscriptions.add(channel, "cats", "cats", "cat", "Bo", NOW)
    assert created
    assert anew.id != old.id
    assert await store.subscriptions.restore(old.channel, old.id) is None
    assert await store.subscriptions.of(channel) == [anew]


async def test_a_topic_that_is_changed_keeps_its_number_and_its_history(store, channel):
    await store.arrivals.add(new(paper(1)))
    made, _ = await store.subscriptions.add(channel, "cats", "cats", "cat", "Ana", NOW)
    change = await store.subscriptions.change(channel, made.id, "猫", "cats, lynx", "cat|lynx", NOW)
    assert change
    assert change.after == replace(made, name="猫", text="cats, lynx", key="cat|lynx")
    assert change.before == replace(made, id=change.before.id)
    assert await store.subscriptions.of(channel) == [change.after]

    back = await store.subscriptions.change_back(channel, made.id, change.before.id, NOW)
    assert back
    assert back.after == made
    assert await store.subscriptions.of(channel) == [made]


async def test_a_topic_is_not_changed_to_what_the_channel_follows_already(store, channel):
    cats, _ = await store.subscriptions.add(channel, "cats", "cats", "cat", "Ana", NOW)
    dogs, _ = await store.subscriptions.add(channel, "dogs", "dogs", "dog", "Ana", NOW)
    change = store.subscriptions.change
    assert await change(channel, dogs.id, "pets", "cats", "cat", NOW) is None
    assert await change(channel, 99, "pets", "pets", "pet", NOW) is None
    assert await change(channel + 1, dogs.id, "pets", "pets", "pet", NOW) is None
    assert await store.subscriptions.of(channel) == [cats, dogs]
    renamed = await change(channel, dogs.id, "hounds", "dogs", "dog", NOW)
    assert renamed
    assert renamed.after.name == "hounds", "its own text is no other's"
    await store.subscriptions.remove(channel, dogs.id, NOW)
    assert await store.subscriptions.change_back(channel, dogs.id, renamed.before.id, NOW) is None
    assert await store.subscriptions.change_back(channel, cats.id, dogs.id + 50, NOW) is None
