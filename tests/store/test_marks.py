from dataclasses import replace

import pytest

from bot.store.marks import Mark

from .samples import ANA, DAILY, FULL, LAB, NOW, OTHER


@pytest.fixture
async def mark(store):
    await store.channels.open(LAB, DAILY, NOW)
    return Mark(await store.people.of(ANA), LAB, "card", "🔖")


async def test_a_reaction_is_noted_once_and_by_everything_it_is(store, mark):
    assert await store.marks.add(mark)
    assert not await store.marks.add(mark)
    assert await store.marks.has(mark)
    ben = await store.people.of(replace(ANA, native="ben"))
    others = [{"person": ben}, {"place": OTHER}, {"native": "other"}, {"emoji": "👍"}]
    assert not any([await store.marks.has(replace(mark, **other)) for other in others])


async def test_a_reaction_is_noted_with_its_save_and_forgotten_with_it(store, mark):
    await store.saved.add(mark.person, FULL, "message", NOW, mark)
    assert await store.marks.has(mark)
    assert await store.saved.drop(mark.person, FULL.id, "message", mark)
    assert not await store.marks.has(mark)


async def test_an_old_reaction_saves_only_if_it_was_not_noted(store, mark):
    assert await store.saved.add(mark.person, FULL, "message", NOW, mark, again=True)
    assert await store.saved.drop(mark.person, FULL.id)
    assert not await store.saved.add(mark.person, FULL, "message", NOW, mark, again=True)
    assert await store.saved.of(mark.person) == []
    assert await store.saved.add(mark.person, FULL, "message", NOW, mark)


async def test_nothing_is_noted_of_a_channel_nobody_opened(store, mark):
    with pytest.raises(LookupError, match="never opened"):
        await store.marks.add(replace(mark, place=OTHER))
