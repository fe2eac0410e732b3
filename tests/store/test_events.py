from .samples import HOUR, NOW


async def test_an_event_is_first_once(store):
    first = store.events.first
    assert await first("slack", "T1", "e1", NOW)
    assert not await first("slack", "T1", "e1", NOW + HOUR)
    assert await first("slack", "T2", "e1", NOW)
    assert await first("discord", "T1", "e1", NOW)


async def test_old_events_are_forgotten(store):
    await store.events.first("slack", "", "old", NOW)
    await store.events.first("slack", "", "young", NOW + HOUR)
    assert await store.events.purge(NOW + HOUR) == 1
    assert await store.events.first("slack", "", "old", NOW)
    assert not await store.events.first("slack", "", "young", NOW)
