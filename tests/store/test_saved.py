import asyncio
from dataclasses import replace

from bot.store.saved import SavedPaper

from .samples import ANA, FULL, HOUR, NOW, paper


async def test_a_person_has_one_number_and_an_account_one_person(store):
    numbers = await asyncio.gather(*(store.people.of(ANA) for _ in range(5)))
    assert len(set(numbers)) == 1
    assert await store.people.of(replace(ANA, native="bo")) != numbers[0]
    assert await store.people.of(replace(ANA, space="T2")) != numbers[0]


async def test_a_save_keeps_its_own_copy_newest_first(store):
    ana = await store.people.of(ANA)
    assert await store.saved.add(ana, FULL, "command", NOW)
    assert await store.saved.add(ana, paper(1), "button", NOW + HOUR)
    await store.papers.add([replace(FULL, version=3, title="Renamed")])
    assert await store.saved.of(ana) == [
        SavedPaper(paper(1), NOW + HOUR, ("button",)),
        SavedPaper(FULL, NOW, ("command",)),
    ]
    assert await store.saved.of(await store.people.of(replace(ANA, native="bo"))) == []


async def test_a_save_goes_with_its_last_reason(store):
    ana = await store.people.of(ANA)
    assert await store.saved.add(ana, FULL, "message:1", NOW)
    assert not await store.saved.add(ana, FULL, "button", NOW + HOUR)
    assert not await store.saved.add(ana, FULL, "button", NOW + HOUR)
    assert await store.saved.reasons(ana, FULL.id) == {"message:1", "button"}
    assert not await store.saved.drop(ana, FULL.id, "message:1")
    assert not await store.saved.drop(ana, FULL.id, "message:1")
    assert [each.at for each in await store.saved.of(ana)] == [NOW]
    assert await store.saved.drop(ana, FULL.id, "button")
    assert not await store.saved.drop(ana, FULL.id, "button")
    assert await store.saved.of(ana) == []


async def test_all_reasons_can_go_at_once(store):
    ana = await store.people.of(ANA)
    for reason in ("a", "b"):
        await store.saved.add(ana, FULL, reason, NOW)
    assert await store.saved.drop(ana, FULL.id)
    assert await store.saved.reasons(ana, FULL.id) == set()
