import asyncio
from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from pydantic import TypeAdapter

from bot.domain.papers import Paper
from bot.store.saved import SavedPaper, Told, facts_to, on_day, paper_of, told_of

from .samples import ANA, FULL, HOUR, NOW, new, paper


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


async def test_a_save_knows_what_had_arrived_by_then_and_what_was_told_since(store):
    await store.arrivals.add(new(paper(1), paper(2)))
    ana = await store.people.of(ANA)
    await store.saved.add(ana, FULL, "command", NOW)
    await store.arrivals.add(new(paper(3)))
    await store.saved.add(ana, FULL, "button", NOW)
    copy, told = (await store.saved.known(ana, [FULL.id, paper(1).id]))[FULL.id]
    assert copy == FULL
    assert told == Told(after=2)


async def test_a_save_from_before_anything_but_the_paper_was_kept_can_be_read(store):
    whole = replace(FULL, comment=None)
    facts = TypeAdapter(Paper).dump_json(whole).decode()
    assert (paper_of(facts), told_of(facts)) == (whole, Told())
    later = replace(whole, version=9, title='"before":{')
    again = facts_to(whole, Told(5, later, whole))
    assert (paper_of(again), told_of(again)) == (whole, Told(5, later, whole))


async def test_a_person_is_reached_by_their_accounts(store):
    ana = await store.people.of(ANA)
    assert await store.people.accounts(ana) == [ANA]
    assert await store.people.wants_notices(ana)


async def test_a_save_keeps_the_tags_it_was_given_last(store):
    ana = await store.people.of(ANA)
    for given, kept in (
        ((), ()),
        (("birds", "_3D"), ("birds", "_3D")),
        ((), ("birds", "_3D")),
        (("fish",), ("fish",)),
    ):
        await store.saved.add(ana, FULL, "command", NOW, tags=given)
        assert [each.tags for each in await store.saved.of(ana)] == [kept]
    assert await store.saved.add(ana, paper(1), "command", NOW, tags=("new",))
    assert {each.tags for each in await store.saved.of(ana)} == {("fish",), ("new",)}


async def test_somebody_is_looked_up_without_being_made_known(store):
    assert await store.people.known(ANA) is None
    number = await store.people.of(ANA)
    assert await store.people.known(ANA) == number
    assert await store.people.known(replace(ANA, native="nobody")) is None


def test_a_day_begins_and_ends_where_its_person_lives():
    late = SavedPaper(FULL, datetime(2025, 11, 4, 23, 30, tzinfo=UTC), ())
    assert on_day([late], date(2025, 11, 4), UTC) == [late]
    assert on_day([late], date(2025, 11, 4), ZoneInfo("Europe/Berlin")) == []
    assert on_day([late], date(2025, 11, 5), ZoneInfo("Europe/Berlin")) == [late]


async def test_the_newest_alone_come_with_all_their_reasons(store):
    person = await store.people.of(ANA)
    for number in range(4):
        its, now = paper(number), NOW + number * HOUR
        for why in ("command", "button"):
            await store.saved.add(person, its, why, now, tags=(f"tag{number}",))
    every = await store.saved.of(person)
    assert await store.saved.of(person, most=2) == every[:2]
    assert every[0].reasons == ("button", "command")
    assert await store.saved.of(person, most=9) == every
