"""Accounts find each other: one yes, in time, by the account that asked; nobody can guess."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import func, insert, select, update

from bot.domain.chat import Person
from bot.domain.linking import LIFE, TRIES, Outcome, hashed
from bot.domain.prices import Tokens
from bot.domain.spend import Bill
from bot.store.merging import people_in
from bot.store.tables import link, mark, metadata, person, reason, saved, spent

from .samples import DAILY, FULL, HOUR, LAB, MONDAY, NOW, paper

ANA = Person("discord", "", "1", "Ana")
HER = Person("slack", "T1", "U1", "Ana at work")
BO = Person("slack", "T1", "U2", "Bo")
CODE = hashed("ABCDE-23456")
MINUTE = timedelta(minutes=1)


@pytest.fixture
async def numbers(store):
    return [await store.people.of(each) for each in (ANA, HER, BO)]


async def ask(store, code=CODE, now=NOW):
    return await store.linking.ask(await store.people.of(ANA), ANA, code, now)


async def give(store, giving=HER, code=CODE, now=NOW):
    return await store.linking.give(await store.people.of(giving), giving, code, now)


async def link_them(store):
    await ask(store)
    _, found = await give(store)
    assert (await store.linking.confirm(found.id, ANA, NOW))[0] is Outcome.LINKED


async def same(store, *accounts):
    return len({await store.people.known(each) for each in accounts}) == 1


async def test_nothing_is_linked_before_the_first_account_says_yes(store, numbers):
    await ask(store)
    outcome, found = await give(store)
    assert (outcome, found.first.name, found.second.name) == (Outcome.ASKED, "Ana", "Ana at work")
    assert not await same(store, ANA, HER)
    assert await store.linking.waiting(ANA, NOW) == [found]
    assert await store.linking.waiting(HER, NOW) == []
    for other in (HER, BO):
        assert (await store.linking.confirm(found.id, other, NOW))[0] is Outcome.OVER
    assert not await same(store, ANA, HER)
    assert await store.linking.confirm(found.id, ANA, NOW) == (Outcome.LINKED, found)
    assert await same(store, ANA, HER)
    assert not await same(store, ANA, BO)
    assert [each.name for each in await store.people.accounts(numbers[0])] == ["Ana", "Ana at work"]
    assert (await store.linking.confirm(found.id, ANA, NOW))[0] is Outcome.OVER


async def test_a_code_is_good_once_and_for_ten_minutes(store, numbers):
    assert await ask(store) == NOW + LIFE
    assert (await give(store, now=NOW + LIFE))[0] is Outcome.WRONG
    outcome, found = await give(store, now=NOW + LIFE - MINUTE)
    assert outcome is Outcome.ASKED
    assert (await give(store, BO))[0] is Outcome.WRONG, "it was given already"
    late = NOW + 2 * LIFE
    assert (await store.linking.confirm(found.id, ANA, late))[0] is Outcome.OVER
    assert await store.linking.waiting(ANA, late) == []


async def test_a_new_code_takes_the_place_of_the_one_before(store, numbers):
    await ask(store)
    await ask(store, hashed("OTHER"))
    assert (await give(store))[0] is Outcome.WRONG
    assert (await give(store, code=hashed("OTHER")))[0] is Outcome.ASKED


async def test_a_code_is_for_another_account_that_is_not_linked_yet(store, numbers):
    await ask(store)
    assert (await give(store, ANA))[0] is Outcome.OWN
    await link_them(store)
    await ask(store)
    assert (await give(store, HER))[0] is Outcome.SAME


async def test_of_two_who_give_a_code_at_once_one_is_asked_about(store, numbers):
    await ask(store)
    outcomes = await asyncio.gather(give(store, HER), give(store, BO))
    assert sorted(each for each, _ in outcomes) == [Outcome.ASKED, Outcome.WRONG]


async def test_nobody_can_try_codes_until_one_fits(store, numbers):
    await ask(store)
    tried = await asyncio.gather(*(give(store, BO, hashed(f"no {n}")) for n in range(40)))
    assert [each for each, _ in tried].count(Outcome.WRONG) == TRIES, "tries at once count too"
    assert (await give(store, BO))[0] is Outcome.TOO_OFTEN, "not even the right one"
    assert (await give(store, HER, hashed("slip")))[0] is Outcome.WRONG, "others may"
    later = NOW + LIFE
    await ask(store, now=later)
    assert (await give(store, BO, now=later))[0] is Outcome.ASKED


async def test_only_its_two_accounts_can_say_no(store, numbers):
    for who in (ANA, HER):
        await ask(store)
        _, found = await give(store)
        assert not await store.linking.refuse(found.id, BO)
        assert await store.linking.refuse(found.id, who)
        assert (await store.linking.confirm(found.id, ANA, NOW))[0] is Outcome.OVER
    assert not await same(store, ANA, HER)


async def test_a_code_is_not_kept_as_it_is_typed(store, numbers):
    await ask(store)
    kept = await store.database.read(lambda each: each.scalar(select(link.c.code)))
    assert "ABCDE" not in kept
    assert kept == hashed(" abcde23456 "), "however it is typed"


async def test_saves_become_one_set_of_reasons_and_tags_and_the_first_save_counts(store, numbers):
    ana, her, _ = numbers
    await store.saved.add(ana, FULL, "command", NOW + HOUR, tags=("birds", "both"))
    await store.saved.add(her, FULL, "button", NOW, tags=("both", "fish"))
    await store.saved.add(her, FULL, "command", NOW)
    await store.saved.add(her, paper(1), "button", NOW, tags=("one",))
    await link_them(store)
    listed = await store.saved.of(await store.people.known(HER))
    assert [(each.paper.id, each.reasons, each.tags, each.at) for each in listed] == [
        (FULL.id, ("button", "command"), ("birds", "both", "fish"), NOW),
        (paper(1).id, ("button",), ("one",), NOW),
    ]
    assert await store.people.known(ANA) == ana


async def test_the_settings_of_the_older_stay_and_what_it_never_chose_comes_along(store, numbers):
    ana, her, _ = numbers
    await store.people.want_notices(ana, wanted=False)
    await store.people.speak(her, "zh")
    await link_them(store)
    assert not await store.people.wants_notices(ana)
    assert await store.people.language(ANA) == "zh"
    await store.people.speak(ana, "en")
    assert await store.people.language(HER) == "en"


async def test_what_was_spent_for_both_is_added_up(store, numbers):
    for number in numbers[:2]:
        for place in (None, LAB):
            made = await store.spend.reserve(
                "m", Bill(Tokens(1, 2), 3), (), place=place, person=number, run="r", day=MONDAY
            )
            await store.spend.settle(made, Bill(Tokens(10, 20), 30))
    await store.spend.reserve(
        "m", Bill(Tokens(1, 2), 3), (), place=None, person=numbers[1], run="r", day=MONDAY
    )
    before = await store.spend.between(MONDAY, MONDAY)
    await link_them(store)
    after = await store.spend.between(MONDAY, MONDAY)
    assert {each.person for each in after} == {numbers[0]}
    assert sum(each.cost for each in after) == sum(each.cost for each in before) == 120
    assert sum(each.calls for each in after) == 4


async def test_no_table_keeps_a_row_of_the_person_that_is_gone(store, numbers):
    """Rows that would stand twice stand once, in any table that has people in it."""
    ana, her, _ = numbers
    where = (await store.channels.open(LAB, DAILY, NOW)).id
    rows = [{"person": each, "channel": where, "native": "1", "emoji": "x"} for each in (ana, her)]

    async def fill(connection):
        await connection.execute(insert(mark), rows)

    await store.database.write(fill)
    await store.subscriptions.add(where, "n", "t", "k", "Her", NOW, person=her)
    await give(store, HER, hashed("no"))
    await link_them(store)

    async def left(connection):
        found = {}
        for table in metadata.sorted_tables:
            for column in people_in(table):
                theirs = select(func.count()).select_from(table).where(column == her)
                found[f"{column}"] = await connection.scalar(theirs)
        return found, await connection.scalar(select(func.count()).select_from(mark))

    counted, marks = await store.database.read(left)
    assert set(counted.values()) == {0}
    assert marks == 1
    assert await store.subscriptions.setters(where, "slack") == [HER]


async def test_an_account_that_is_unlinked_begins_anew_and_what_was_shared_stays(store, numbers):
    await link_them(store)
    ana = await store.people.known(ANA)
    await store.saved.add(ana, FULL, "command", NOW)
    await store.people.speak(ana, "zh")
    place = replace(LAB, platform="slack", native="D1", kind="direct")
    await store.channels.open(place, DAILY, NOW)
    await store.people.owns(HER, place)
    assert not await store.linking.unlink(ana, BO), "no account of theirs"
    assert await store.linking.unlink(ana, HER)
    assert not await store.linking.unlink(ana, ANA), "the only one"
    assert not await same(store, ANA, HER)
    assert await store.saved.of(await store.people.known(HER)) == []
    assert [each.paper for each in await store.saved.of(ana)] == [FULL]
    assert await store.people.language(HER) == "zh", "settings are taken along"
    kept = {each.kind: each.count for each in await store.belongings.of(ana)}
    assert kept["own"] == 0, "direct messages go with their account"


async def test_an_account_that_moved_meanwhile_is_found_where_it_is(store, numbers):
    await ask(store)
    _, found = await give(store)
    other = await store.people.of(Person("discord", "", "9"))

    async def move(connection):
        account = metadata.tables["account"]
        moved = update(account).where(account.c.native == HER.native).values(person=other)
        await connection.execute(moved)

    await store.database.write(move)
    await store.linking.confirm(found.id, ANA, NOW)
    assert await same(store, ANA, HER)


async def test_old_requests_and_tries_are_forgotten(store, numbers):
    await ask(store)
    await give(store, BO, hashed("no"))

    async def rows(connection):
        return [
            await connection.scalar(select(func.count()).select_from(metadata.tables[name]))
            for name in ("link", "link_try")
        ]

    await store.linking.purge(NOW)
    assert await store.database.read(rows) == [1, 1]
    await store.linking.purge(NOW + HOUR)
    assert await store.database.read(rows) == [0, 0]


def test_the_tables_that_are_put_together_by_hand_have_people_in_them():
    assert all(people_in(each) for each in (saved, reason, spent, mark))
    assert people_in(person) == []
