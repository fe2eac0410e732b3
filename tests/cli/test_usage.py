"""`paperboy usage`: what models were asked, what that cost and who asked, from the store alone."""

import asyncio
import json
import re
from datetime import timedelta

import pytest

from bot.app.outside import channel_defaults, clock
from bot.domain.chat import Channel, Person
from bot.domain.prices import Tokens
from bot.domain.spend import Bill
from bot.settings import load
from bot.store import Store
from bot.store.database import Database

PAPERS = Channel("slack", "T1", "C1", "#papers")
ELSEWHERE = Channel("discord", "77", "9")
ANA = Person("slack", "T1", "U7")
CALL = Bill(Tokens(2_000, 300), 775_000)


@pytest.fixture
def today():
    return clock().date()


@pytest.fixture
def kept(paperboy, today):
    """Calls of today and of last week: priced, lost, without a price, and one on its way."""

    async def fill():
        paperboy.folder.mkdir()
        async with Database.open(str(paperboy.folder / "paperboy.db")) as database:
            store = Store(database)
            defaults = channel_defaults(load(paperboy.environ))
            await store.channels.open(PAPERS, defaults, clock())
            ana = await store.people.of(ANA)

            async def call(bill, used, place=None, person=None, model="gpt-5.4-nano", ago=0):
                day = today - timedelta(days=ago)
                where = {"place": place, "person": person, "run": "r1", "day": day}
                number = await store.spend.reserve(model, bill, (), **where)
                await store.spend.settle(number, used)

            for _ in range(3):
                await call(CALL, Bill(Tokens(500, 80), 200_000), PAPERS, ana)
            await call(CALL, None, ELSEWHERE)
            unpriced = Bill(Tokens(2_000, 300), None)
            await call(unpriced, Bill(Tokens(1_234, 56), None), model="llama", ago=7)
            await store.spend.reserve(
                "llama", unpriced, (), place=None, person=None, run="r1", day=today
            )

    asyncio.run(fill())


def test_each_row_has_its_day_model_channel_person_and_cost_newest_first(paperboy, kept, today):
    answer = paperboy.ask("usage")
    assert (answer.exit_code, answer.stderr) == (0, "")
    head, *rows = answer.stdout.partition("\n\n")[0].splitlines()
    assert head.split() == [
        *("Day", "Model", "Channel", "Person"),
        *("Calls", "Asked", "Answered", "USD"),
    ]
    today, before = str(today), str(today - timedelta(days=7))
    assert [row.split() for row in rows] == [
        [today, "gpt-5.4-nano", "77", "(discord)", "–", "1", "2,000", "300", "0.0008"],
        [
            today,
            "gpt-5.4-nano",
            "#papers",
            "(slack)",
            "U7",
            "(slack)",
            "3",
            "1,500",
            "240",
            "0.0006",
        ],
        [before, "llama", "–", "–", "1", "1,234", "56", "?"],
    ]


def test_the_foot_says_what_it_comes_to_and_what_of_it_is_not_sure(paperboy, kept):
    foot = paperboy.ask("usage").stdout.partition("\n\n")[2]
    assert "Together: 5 calls, 0.0014 USD" in foot
    assert "The answer of 1 call was lost; it counts as the most" in foot
    assert "1 call is on the way" in foot
    assert "No price is known of llama: only tokens are counted" in foot
    assert "There are no limits" in foot
    assert "Prices are those of " in foot


def test_limits_of_everybody_say_how_much_of_them_is_left(paperboy, kept):
    paperboy.environ.update(
        PAPERBOY_SPEND__ALL_DAY="0.01 USD",
        PAPERBOY_SPEND__SPACE_DAY="5000 tokens",
        PAPERBOY_SPEND__PERSON_MONTH="1 USD",
    )
    foot = paperboy.ask("usage").stdout.partition("\n\n")[2]
    assert "Today (UTC): 0.0014 USD of 0.0100 USD, 86 % left" in foot
    assert "Each server or workspace: at most 5,000 tokens a day" in foot
    assert "Each person: at most 1.00 USD a month" in foot
    assert "There are no limits" not in foot


def test_only_the_days_that_were_asked_for(paperboy, kept):
    answer = paperboy.ask("usage", "--days", "7")
    assert "llama" not in answer.stdout
    assert "Together: 4 calls" in answer.stdout


def test_programs_get_the_same_as_json(paperboy, kept, today):
    paperboy.environ["PAPERBOY_SPEND__ALL_MONTH"] = "10 USD"
    found = json.loads(paperboy.ask("usage", "--json").stdout)
    elsewhere, papers, unpriced = found["spent"]
    assert papers == {
        "day": str(today),
        "model": "gpt-5.4-nano",
        "platform": "slack",
        "space": "T1",
        "channel": "#papers",
        "person": {
            "number": papers["person"]["number"],
            "accounts": [{"platform": "slack", "space": "T1", "native": "U7"}],
        },
        "calls": 3,
        "lost": 0,
        "unpriced": 0,
        "asked": 1500,
        "answered": 240,
        "usd": 0.0006,
    }
    assert (elsewhere["channel"], elsewhere["person"], elsewhere["lost"]) == (None, None, 1)
    assert (unpriced["usd"], unpriced["unpriced"]) == (None, 1)
    assert found["on_their_way"] == 1
    assert found["limits"]["all_month"]["most"] == 10
    assert found["limits"]["all_month"]["unit"] == "USD"


def test_before_any_model_was_called_it_says_so(paperboy):
    answer = paperboy.ask("usage")
    assert answer.exit_code == 0
    assert answer.stdout.strip().startswith("No model was called in these days.")
    assert json.loads(paperboy.ask("usage", "--json").stdout)["spent"] == []


def test_a_limit_in_dollars_on_a_model_without_a_price_is_said_before_it_is_asked(paperboy):
    paperboy.environ.update(
        OPENAI_BASE_URL="http://127.0.0.1:1/v1",
        PAPERBOY_OPENAI__MODEL="llama",
        PAPERBOY_SPEND__ALL_DAY="1 USD",
    )
    assert "No price is known of llama" in paperboy.ask("usage").stdout
    assert re.search(r"^BAD +summaries +llama is not asked", paperboy.ask("doctor").stdout, re.M)
    paperboy.environ.update(PAPERBOY_SPEND__PRICE_ASKED="0", PAPERBOY_SPEND__PRICE_ANSWERED="0")
    seen = paperboy.ask("usage").stdout
    assert "No price is known" not in seen
    assert "The price is your own: 0 USD for a million tokens asked" in seen
    assert "llama is not asked" not in paperboy.ask("doctor").stdout
