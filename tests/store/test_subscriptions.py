import asyncio
from dataclasses import replace

import pytest

from .samples import DAILY, LAB, NOW, OTHER, new, paper


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


async def test_of_two_who_make_a_topic_the_same_at_once_one_is_told_that_it_stands(store, channel):
    topics = store.subscriptions
    for number in range(5):
        key = f"pet{number}"
        made = [
            (await topics.add(channel, f"{word}{number}", word, f"{word}{number}", "Ana", NOW))[0]
            for word in ("cats", "dogs")
        ]
        ended, _ = await topics.add(channel, key, key, key, "Ana", NOW)
        await topics.remove(channel, ended.id, NOW)
        done = await asyncio.gather(
            *(topics.change(channel, each.id, "pets", "pets", key, NOW) for each in made),
            topics.restore(channel, ended.id),
        )
        assert [each for each in done if each], "one of them is there first"
        assert len([each for each in await topics.of(channel) if each.key == key]) == 1


async def test_what_many_channels_follow_is_read_at_once(store, channel):
    other = (await store.channels.open(OTHER, DAILY, NOW)).id
    for number, key in ((channel, "cat"), (channel, "dog"), (other, "fish")):
        await store.subscriptions.add(number, key, key, key, "Ana", NOW)
    ended, _ = await store.subscriptions.add(other, "frog", "frog", "frog", "Ana", NOW)
    await store.subscriptions.remove(other, ended.id, NOW)
    found = await store.subscriptions.of_all([channel, other, 99])
    assert found == {each: await store.subscriptions.of(each) for each in (channel, other)}
