"""Many calls at once, killed in the middle: no more is ever spent than a limit allows.

What was spent is counted on the model's side: every request that has reached it, at the most that
it could bill for it.
"""

import asyncio
import os
import signal
import subprocess
import sys
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from openai import AsyncOpenAI

from bot.domain import wording
from bot.domain.languages import Languages
from bot.domain.prices import Price, Prices, Tokens
from bot.domain.spend import Amount, Budget, Payer, Period, Scope
from bot.domain.summaries import Detail, Order
from bot.pipeline.spending import Spending
from bot.pipeline.writing import Writing
from bot.settings import config_dir
from bot.store import Store
from bot.store.database import Database
from bot.summarisers.extractive import Extractive
from bot.summarisers.openai import OpenAISummariser
from tests.servers.openai import KEY, Fault, OpenAIServer
from tests.world import ANA, LAB, paper, sentences, spare_migrations

NOW = datetime(2025, 11, 4, 9, tzinfo=UTC)
PRICE = Price(Decimal("2.00"), Decimal("2.50"))
ANSWER = 1_000
"""Tokens that an answer may have."""
PAPERS = [paper(n, f"Diffusion number {n}") for n in range(1, 51)]
LIMIT = Amount.read("0.12 USD")
"""Fifteen calls or so fit into it at their worst."""
ASKED = Payer(LAB, ANA)
USED_UP = LIMIT.most * 3 // 5
REACHED = "Authors’ own words (today’s limit for AI summaries is reached), from the abstract"


def dearest(body: dict) -> dict:
    """Bill a request at the most it can be: a token for each byte, and all the answer may have."""
    asked = sum(len(each["content"].encode()) for each in body["messages"])
    asked += len(str(body.get("response_format", "")))
    most = body["max_tokens"]
    return {"prompt_tokens": asked, "completion_tokens": most, "total_tokens": asked + most}


def billed(server: OpenAIServer) -> int:
    """Return what all requests have cost, in nano-dollars, whether they were answered or not."""
    bills = map(dearest, server.requests)
    return sum(PRICE.of(Tokens(each["prompt_tokens"], each["completion_tokens"])) for each in bills)


@pytest.fixture
async def server():
    async with OpenAIServer() as server:
        server.bills = dearest
        yield server


@asynccontextmanager
async def writing(address: str, url: str, *, run: str):
    """Open what writes summaries; opening it again is a restart."""
    budget = Budget(Scope.ALL, Period.DAY, LIMIT)
    async with (
        Database.open(address) as database,
        AsyncOpenAI(api_key=KEY, base_url=url, max_retries=0) as client,
    ):
        store = Store(database)
        spending = Spending(store, Prices((), NOW.date(), PRICE), [budget], lambda: NOW, run)
        await spending.settle_left()
        writer = OpenAISummariser(
            client, "small-1", config_dir() / "prompts", purse=spending, answer_tokens=ANSWER
        )
        opened = Writing(store, (writer,), Extractive(), None, lambda: NOW, run, Languages(("en",)))
        await opened.give_up_left()
        yield opened


async def ask_all(opened: Writing) -> list:
    """Let every paper be summarised at once, for a person: they wait for no place."""
    await opened.store.papers.add(PAPERS)
    return await asyncio.gather(
        *(opened.summarise(each, Order(Detail.TLDR), ASKED) for each in PAPERS)
    )


@pytest.fixture
async def file(tmp_path):
    """The path of a database file that is laid out already."""
    await spare_migrations(tmp_path)
    return str(tmp_path / "paperboy.db")


@pytest.fixture
async def ready(address, file):
    """The address of a database of either kind."""
    return address


async def test_fifty_calls_in_flight_spend_no_more_than_the_limit(ready, server):
    server.answering.clear()  # all that may be asked is asked before anything is answered
    async with writing(ready, server.url, run="r1") as opened:
        asking = asyncio.create_task(ask_all(opened))
        while not 0 < len(server.requests) == len(opened._going_on):  # noqa: ASYNC110 - no event
            await asyncio.sleep(0)
        in_flight = len(server.requests)
        assert await opened.store.spend.on_their_way() == in_flight
        server.answering.set()
        summaries = await asking
    assert len(server.requests) == in_flight < 50
    assert USED_UP < billed(server) <= LIMIT.most
    written = [each for each in summaries if each.writer == "small-1"]
    refused = [each for each in summaries if each.limit]
    assert (len(written), len(refused)) == (in_flight, 50 - in_flight)
    say = sentences("en").say
    assert {say(wording.writer(each)) for each in refused} == {REACHED}
    assert all(each.text and each.authors_own for each in refused)


async def test_what_calls_did_not_use_is_there_for_others(file, server):
    server.bills = lambda body: {"prompt_tokens": 100, "completion_tokens": 10, "total_tokens": 110}
    async with writing(file, server.url, run="r1") as opened:
        rounds = [await ask_all(opened) for _ in range(5)]
    assert any(each.limit for each in rounds[0])
    assert not any(each.limit for each in rounds[-1])
    assert len(server.requests) == 50, "none was written twice"


async def test_a_kill_in_the_middle_loses_count_of_nothing(ready, server, nursery):
    answered, killed_at = 3, 9
    server.faults += [None] * answered + [Fault.SILENT] * 50
    child = None

    def kill(number: int) -> None:
        if number == killed_at:
            child.kill()

    server.arrived = kill
    async with Database.open(ready):
        pass
    child = subprocess.Popen(  # noqa: ASYNC220 - it is waited for in a thread
        nursery.line(ready, server.url, module="tests.faults.test_budget"),
        cwd=Path(__file__).parents[2],
    )
    assert await asyncio.to_thread(child.wait, 30) == -signal.SIGKILL
    died_with = len(server.requests)
    assert died_with >= killed_at

    server.faults.clear()
    server.arrived = lambda _: None
    async with writing(ready, server.url, run="r2") as opened:
        summaries = await ask_all(opened)
        rows = await opened.store.spend.between(NOW.date(), NOW.date())
        used = await opened.store.spend.used(Scope.ALL, NOW.date())
    assert USED_UP < billed(server) <= used.cost <= LIMIT.most
    assert len(server.requests) > died_with
    assert sum(each.lost for each in rows) >= died_with - answered
    assert {each.limit for each in summaries} == {"", "all-day"}


async def test_answers_that_are_lost_are_paid_for_as_well(file, server):
    server.faults += [Fault.HUNG_UP] * 100
    async with writing(file, server.url, run="r1") as opened:
        for _ in range(2):
            summaries = await ask_all(opened)
    assert USED_UP < billed(server) <= LIMIT.most
    assert all(each.limit == "all-day" for each in summaries)


async def _ask_until_killed(address: str, url: str) -> None:
    async with writing(address, url, run=str(os.getpid())) as opened:
        await ask_all(opened)


if __name__ == "__main__":
    asyncio.run(_ask_until_killed(sys.argv[1], sys.argv[2]))
