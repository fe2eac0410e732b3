"""What is set aside and what is spent, on both databases."""

import asyncio
from datetime import timedelta

import pytest

from bot.domain.chat import Channel
from bot.domain.prices import Tokens
from bot.domain.spend import Amount, Bill, Budget, Period, Scope, Unit, Used

from .samples import ANA, DAILY, LAB, MONDAY, NOW, OTHER

GUILD = Channel("discord", "77", "5", "#papers")
NEXT_DOOR = Channel("discord", "77", "6", "#news")
ELSEWHERE = Channel("discord", "78", "5", "#papers")
CALL = Bill(Tokens(60, 40), 500)
DAY = timedelta(days=1)


def limit(most, unit=Unit.TOKENS, scope=Scope.ALL, period=Period.DAY):
    return Budget(scope, period, Amount(most, unit))


@pytest.fixture
def reserve(store):
    async def reserve(bill=CALL, *budgets, place=None, person=None, run="r1", day=MONDAY):
        return await store.spend.reserve(
            "small-1", bill, budgets, place=place, person=person, run=run, day=day
        )

    return reserve


async def used(store, since=MONDAY, scope=Scope.ALL, place=None):
    return await store.spend.used(scope, since, place=place)


async def test_what_is_set_aside_counts_until_what_was_used_takes_its_place(store, reserve):
    number = await reserve()
    assert await used(store) == Used(100, 500)
    await store.spend.settle(number, Bill(Tokens(30, 5), 90))
    assert await used(store) == Used(35, 90)
    (row,) = await store.spend.between(MONDAY, MONDAY)
    assert (row.calls, row.lost, row.unpriced) == (1, 0, 0)
    assert (row.tokens, row.cost) == (Tokens(30, 5), 90)


async def test_what_is_released_was_never_used(store, reserve):
    await store.spend.release(await reserve())
    assert await used(store) == Used()
    assert await store.spend.between(MONDAY, MONDAY) == []


async def test_a_lost_answer_counts_at_its_most(store, reserve):
    await store.spend.settle(await reserve(), None)
    (row,) = await store.spend.between(MONDAY, MONDAY)
    assert (row.calls, row.lost, row.cost) == (1, 1, 500)


async def test_settling_or_releasing_twice_changes_nothing(store, reserve):
    number = await reserve()
    await store.spend.settle(number, Bill(Tokens(30, 5), 90))
    await store.spend.settle(number, None)
    await store.spend.release(number)
    assert await used(store) == Used(35, 90)
    assert await reserve() > number, "a number is never given twice"


async def test_what_a_killed_run_has_set_aside_counts_at_its_most_and_ours_stays(store, reserve):
    await reserve(run="dead")
    mine = await reserve(run="r1")
    assert await store.spend.settle_left("r1") == 1
    assert await used(store) == Used(200, 1000)
    assert await store.spend.on_their_way() == 1
    await store.spend.settle(mine, Bill(Tokens(1, 1), 1))
    assert await used(store) == Used(102, 501)
    (row,) = await store.spend.between(MONDAY, MONDAY)
    assert (row.calls, row.lost) == (2, 1)


async def test_fifty_at_once_do_not_take_the_same_rest_twice(store, reserve):
    full = limit(1_000)
    answers = await asyncio.gather(*(reserve(CALL, full) for _ in range(50)))
    assert sum(isinstance(each, int) for each in answers) == 10
    assert {each for each in answers if isinstance(each, str)} == {"all-day"}
    assert await used(store) == Used(1_000, 5_000)


async def test_a_refusal_sets_nothing_aside_and_the_next_day_begins_anew(store, reserve):
    day, month = limit(100), limit(250, period=Period.MONTH)
    assert isinstance(await reserve(CALL, day, month), int)
    assert await reserve(CALL, day, month) == "all-day"
    assert await used(store) == Used(100, 500)
    assert isinstance(await reserve(CALL, day, month, day=MONDAY + DAY), int)
    assert await reserve(CALL, day, month, day=MONDAY + 2 * DAY) == "all-month"
    december = MONDAY.replace(month=12, day=1)
    assert isinstance(await reserve(CALL, day, month, day=december), int)


async def test_a_space_pays_for_all_its_channels_and_for_no_other_space(store, reserve):
    dear = limit(500, Unit.DOLLARS, Scope.SPACE)
    assert isinstance(await reserve(CALL, dear, place=GUILD), int)
    assert await reserve(CALL, dear, place=NEXT_DOOR) == "space-day"
    assert isinstance(await reserve(CALL, dear, place=ELSEWHERE), int)
    assert await used(store, scope=Scope.SPACE, place=NEXT_DOOR) == Used(100, 500)


async def test_a_channel_in_no_space_is_one_by_itself(store, reserve):
    for place in (LAB, OTHER):
        await store.channels.open(place, DAILY, NOW)
        await reserve(place=place)
    await reserve()
    assert await used(store, scope=Scope.SPACE, place=LAB) == Used(100, 500)


async def test_a_person_pays_wherever_they_ask(store, reserve):
    ana = await store.people.of(ANA)
    own = limit(150, scope=Scope.PERSON)
    assert isinstance(await reserve(CALL, own, place=GUILD, person=ana), int)
    assert await reserve(CALL, own, place=ELSEWHERE, person=ana) == "person-day"
    assert isinstance(await reserve(CALL, own, place=GUILD, person=ana + 1), int)


async def test_rows_say_which_day_model_channel_and_person(store, reserve):
    await store.channels.open(GUILD, DAILY, NOW)
    ana = await store.people.of(ANA)
    for _ in range(2):
        await store.spend.settle(await reserve(place=GUILD, person=ana), CALL)
    await store.spend.settle(await reserve(place=NEXT_DOOR, day=MONDAY + DAY), CALL)
    newest, oldest = await store.spend.between(MONDAY, MONDAY + DAY)
    assert (oldest.day, oldest.model, oldest.channel, oldest.person) == (
        MONDAY,
        "small-1",
        "#papers",
        ana,
    )
    assert (oldest.calls, oldest.tokens, oldest.cost) == (2, Tokens(120, 80), 1000)
    assert (newest.space, newest.channel, newest.person) == ("77", "", None), "never opened"
    assert await store.spend.between(MONDAY + 2 * DAY, MONDAY + 9 * DAY) == []


async def test_of_calls_without_a_price_only_tokens_are_counted(store, reserve):
    unpriced = Bill(Tokens(60, 40), None)
    await store.spend.settle(await reserve(unpriced), Bill(Tokens(3, 4), None))
    await store.spend.settle(await reserve(unpriced), None)
    (row,) = await store.spend.between(MONDAY, MONDAY)
    assert (row.calls, row.unpriced, row.lost, row.cost) == (2, 2, 1, 0)
    assert await used(store) == Used(107, 0)
