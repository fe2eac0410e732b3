"""Every request to a model is paid for in advance, and counted whatever becomes of it."""

import asyncio
import json
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from openai import AsyncOpenAI, OpenAIError

from bot.domain.errors import LimitReached
from bot.domain.prices import Price, Prices, Tokens, worst_case
from bot.domain.spend import NOBODY, Amount, Budget, Period, Scope, Unit
from bot.pipeline.spending import Spending
from bot.store import Store
from bot.store.database import Database
from bot.summarisers.charged import Charged
from tests.servers.openai import KEY, Fault, OpenAIServer
from tests.world import spare_migrations

NOW = datetime(2025, 11, 5, 6, 0, tzinfo=UTC)
MESSAGES = [
    {"role": "system", "content": "Say it briefly. 请用一句话说明。"},
    {"role": "user", "content": json.dumps({"title": "Purr", "abstract": "We sort 40 cats."})},
]
ANSWER = 500
PRICE = Price(Decimal(1), Decimal(2))
WORST = worst_case((json.dumps(each, ensure_ascii=False) for each in (*MESSAGES, {})), ANSWER)


@pytest.fixture
async def server():
    async with OpenAIServer() as server:
        yield server


@pytest.fixture
async def store(tmp_path):
    await spare_migrations(tmp_path)
    async with Database.open(str(tmp_path / "paperboy.db")) as database:
        yield Store(database)


@pytest.fixture
def charged(server, store):
    """Make a model that is paid for; its limit is in worst cases of the call above."""

    @asynccontextmanager
    async def charged(calls=1_000, *, retries=0, price=PRICE, **client):
        budget = Budget(Scope.ALL, Period.DAY, Amount(calls * WORST.all, Unit.TOKENS))
        prices = Prices((), NOW.date(), price)
        spending = Spending(store, prices, [budget], lambda: NOW, "run")
        settings = {"api_key": KEY, "base_url": server.url, "max_retries": retries} | client
        async with AsyncOpenAI(**settings) as opened:
            yield Charged(opened, "small-1", spending, ANSWER)

    return charged


async def spent(store):
    assert await store.spend.on_their_way() == 0
    rows = await store.spend.between(NOW.date(), NOW.date())
    return rows[0] if rows else None


def usage(**counts):
    return lambda _: counts


async def test_an_answer_is_charged_what_the_server_says_it_used(charged, server, store):
    server.bills = usage(prompt_tokens=70, completion_tokens=9, total_tokens=79)
    async with charged() as model:
        await model.ask(MESSAGES, NOBODY, {})
    row = await spent(store)
    assert (row.calls, row.lost, row.tokens) == (1, 0, Tokens(70, 9))
    assert row.cost == 70 * 1000 + 9 * 2000
    assert server.requests[0]["max_tokens"] == ANSWER


async def test_what_a_model_thought_to_itself_is_charged_too(charged, server, store):
    server.bills = usage(prompt_tokens=70, completion_tokens=9, total_tokens=579)
    async with charged() as model:
        await model.ask(MESSAGES, NOBODY, {})
    assert (await spent(store)).tokens == Tokens(70, 509)


@pytest.mark.parametrize(
    "reported",
    [
        lambda _: None,
        usage(prompt_tokens=None, completion_tokens=9, total_tokens=9),
        usage(prompt_tokens=-5, completion_tokens=9, total_tokens=4),
        usage(prompt_tokens="many", completion_tokens="few", total_tokens="some"),
    ],
)
async def test_an_answer_that_does_not_say_counts_at_its_most(charged, server, store, reported):
    server.bills = reported
    async with charged() as model:
        await model.ask(MESSAGES, NOBODY, {})
    row = await spent(store)
    assert (row.lost, row.tokens) == (1, WORST)


@pytest.mark.parametrize("fault", [Fault.RATE_LIMITED, Fault.QUOTA])
async def test_what_a_server_refuses_costs_nothing(charged, server, store, fault):
    server.faults.append(fault)
    async with charged() as model:
        with pytest.raises(OpenAIError):
            await model.ask(MESSAGES, NOBODY, {})
    assert await spent(store) is None


async def test_a_server_that_cannot_be_reached_costs_nothing(charged, store):
    async with charged(base_url="http://127.0.0.1:1/v1") as model:
        with pytest.raises(OpenAIError):
            await model.ask(MESSAGES, NOBODY, {})
    assert await spent(store) is None


@pytest.mark.parametrize("fault", [Fault.DOWN, Fault.HUNG_UP, Fault.MALFORMED, Fault.HTML])
async def test_a_lost_answer_counts_at_its_most(charged, server, store, fault):
    server.faults.append(fault)
    async with charged() as model:
        with suppress(OpenAIError, ValueError):
            await model.ask(MESSAGES, NOBODY, {})
    row = await spent(store)
    assert (row.calls, row.lost, row.tokens) == (1, 1, WORST)


async def test_one_that_is_cancelled_counts_at_its_most(charged, server, store):
    arrived = asyncio.Event()
    server.arrived = lambda _: arrived.set()
    server.answering.clear()
    async with charged() as model:
        asking = asyncio.create_task(model.ask(MESSAGES, NOBODY, {}))
        await arrived.wait()
        asking.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asking
    row = await spent(store)
    assert (row.lost, row.tokens) == (1, WORST)


async def test_every_try_is_paid_for_and_none_is_made_that_cannot_be(charged, server, store):
    server.faults += [Fault.HUNG_UP] * 9
    async with charged(calls=1, retries=5) as model:
        with pytest.raises(LimitReached) as refused:
            await model.ask(MESSAGES, NOBODY, {})
    assert refused.value.limit == "all-day"
    assert len(server.requests) == 1
    assert (await spent(store)).tokens == WORST


async def test_what_passes_is_tried_again_as_often_as_is_set(charged, server, store):
    server.faults += [Fault.RATE_LIMITED] * 3
    async with charged(retries=2) as model:
        with pytest.raises(OpenAIError):
            await model.ask(MESSAGES, NOBODY, {})
        assert len(server.requests) == 3
        await model.ask(MESSAGES, NOBODY, {})
    assert len(server.requests) == 4
    assert (await spent(store)).calls == 1


async def test_a_server_that_is_too_busy_to_say_how_long_is_tried_again(charged, server):
    server.faults.append(Fault.RATE_LIMITED_UNTIMED)
    async with charged(retries=1) as model:
        await model.ask(MESSAGES, NOBODY, {})
    assert len(server.requests) == 2


async def test_where_the_quota_is_used_up_nobody_asks_again(charged, server):
    server.faults += [Fault.QUOTA] * 3
    async with charged(retries=2) as model:
        with pytest.raises(OpenAIError):
            await model.ask(MESSAGES, NOBODY, {})
    assert len(server.requests) == 1


@pytest.mark.parametrize("taken", ["max_tokens", "max_completion_tokens"])
async def test_what_a_server_calls_the_most_tokens_is_found_once(charged, server, taken):
    server.limits = {taken}
    async with charged() as model:
        for _ in range(2):
            await model.ask(MESSAGES, NOBODY, {})
    named = [
        ({"max_tokens", "max_completion_tokens"} & set(each)).pop() for each in server.requests
    ]
    assert named[-2:] == [taken, taken]
    assert len(named) == (2 if taken == "max_tokens" else 3)


async def test_a_server_that_takes_no_limit_at_all_is_not_asked_for_ever(charged, server, store):
    server.limits = set()
    async with charged() as model:
        with pytest.raises(OpenAIError):
            await model.ask(MESSAGES, NOBODY, {})
    assert len(server.requests) == 2
    assert await spent(store) is None


async def test_a_model_without_a_price_is_asked_and_its_tokens_are_counted(charged, store):
    async with charged(price=None) as model:
        await model.ask(MESSAGES, NOBODY, {})
    row = await spent(store)
    assert (row.unpriced, row.tokens, row.cost) == (1, Tokens(9, 9), 0)


async def test_who_is_stopped_while_it_is_set_aside_leaves_nothing_set_aside(server, store):
    setting = asyncio.Event()

    class Slow(Spending):
        async def reserve(self, *asked):
            held = await super().reserve(*asked)
            setting.set()
            await asyncio.sleep(0)
            return held

    paying = Slow(store, Prices((), NOW.date(), PRICE), [], lambda: NOW, "run")
    async with AsyncOpenAI(api_key=KEY, base_url=server.url) as opened:
        charged = Charged(opened, "small-1", paying, ANSWER)
        asking = asyncio.create_task(charged.ask(MESSAGES, NOBODY, {}))
        await setting.wait()
        asking.cancel()
        await asyncio.gather(asking, return_exceptions=True)
    assert asking.cancelled()
    assert await store.spend.on_their_way() == 0
    assert server.requests == []
