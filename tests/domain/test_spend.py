"""What calls cost and may cost, without a model or a store."""

import re
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.chat import Channel, Person
from bot.domain.prices import NANO, Price, Prices, Tokens, dollars, worst_case
from bot.domain.spend import (
    NOBODY,
    UNPRICED,
    Amount,
    Bill,
    Budget,
    Payer,
    Period,
    Scope,
    Unit,
    Used,
    can_be_kept,
    charged,
    exceeded,
)
from bot.settings import config_dir, load

LISTED = """
as_of = 2026-11-21
[[models]]
names = ["small-1", "small-1-20??-??-??"]
asked = 0.05
answered = 0.4
[[models]]
names = ["small-*"]
asked = 1
answered = 2
"""
GUILD = Channel("discord", "77", "5", "#papers")
DIRECT = Channel("discord", "", "6")
ANA = Person("discord", "", "ana")


@pytest.fixture(scope="module")
def shipped():
    return Prices.read((config_dir() / "prices.toml").read_text("utf-8"))


def budget(most, unit=Unit.TOKENS, scope=Scope.ALL, period=Period.DAY):
    return Budget(scope, period, Amount(most, unit))


@pytest.mark.parametrize(
    ("model", "asked"),
    [
        ("small-1", "0.05"),
        ("Small-1", "0.05"),
        ("maker/small-1", "0.05"),
        ("small-1-2026-03-17", "0.05"),
        ("small-1-pro", "1"),
        ("large-1", None),
        ("", None),
    ],
)
def test_a_price_is_found_by_the_first_name_that_fits(model, asked):
    price = Prices.read(LISTED).of(model)
    assert (price and price.asked) == (asked and Decimal(asked))


def test_the_operators_own_price_goes_before_all_that_is_listed():
    own = Price(Decimal(0), Decimal(0))
    assert Prices.read(LISTED, own).of("small-1") is own
    assert Prices.read(LISTED, own).of("unheard-of") is own


def test_the_shipped_prices_know_the_model_that_is_set_and_invent_none(shipped, tmp_path):
    default = load({"PAPERBOY_DATA_DIR": str(tmp_path)}).openai.model
    assert shipped.of(default)
    for unknown in ("llama3.2", "gpt-5.4-nano-but-better", "gpt-5-pro"):
        assert shipped.of(unknown) is None
    assert shipped.as_of > date(2026, 1, 1)


def test_every_shipped_price_asks_more_for_what_is_answered(shipped):
    assert len(shipped.known) > 10
    for name, price in shipped.known:
        assert 0 < price.asked < price.answered, name


def test_a_call_costs_its_tokens_and_a_part_of_a_nano_dollar_is_a_whole_one():
    price = Prices.read(LISTED).of("small-1")
    assert price.of(Tokens(1_000_000, 0)) == NANO // 20
    assert price.of(Tokens(0, 1_000_000)) == NANO * 4 // 10
    fraction = Price(Decimal("0.0001"), Decimal("0.0001"))
    assert fraction.of(Tokens(1, 0)) == 1
    assert fraction.of(Tokens(0, 0)) == 0


@settings(max_examples=40)
@given(st.lists(st.text(max_size=50), max_size=4), st.integers(0, 10_000))
def test_no_tokeniser_makes_more_of_a_text_than_the_worst_case_has(texts, answer):
    worst = worst_case(texts, answer)
    assert worst.answered == answer
    assert worst.asked >= sum(len(text.encode("utf-8", "surrogatepass")) for text in texts)


@pytest.mark.parametrize(
    ("typed", "most", "unit"),
    [
        ("0.50 USD", NANO // 2, Unit.DOLLARS),
        (" 10 usd ", 10 * NANO, Unit.DOLLARS),
        ("1,200.25USD", 1_200_250_000_000, Unit.DOLLARS),
        ("200000 tokens", 200_000, Unit.TOKENS),
        ("200,000 Tokens", 200_000, Unit.TOKENS),
        ("0 USD", 0, Unit.DOLLARS),
    ],
)
def test_an_amount_reads_as_people_write_it(typed, most, unit):
    assert Amount.read(typed) == Amount(most, unit)


@pytest.mark.parametrize(
    "typed", ["5", "USD", "-1 USD", "5 EUR", "1e3 USD", "٥ USD", "a tokens", ""]
)
def test_what_is_no_amount_is_refused(typed):
    with pytest.raises(ValueError, match=f"^{re.escape(typed)}$"):
        Amount.read(typed)


def test_a_month_begins_on_its_first_day_and_a_day_on_itself():
    assert Period.MONTH.first(date(2026, 11, 21)) == date(2026, 11, 1)
    assert Period.DAY.first(date(2026, 11, 21)) == date(2026, 11, 21)


def test_a_call_counts_against_everybody_its_space_and_its_person():
    every = [budget(1, scope=scope) for scope in Scope]

    def scopes(payer):
        return {each.scope for each in charged(every, payer)}

    assert scopes(NOBODY) == {Scope.ALL}
    assert scopes(Payer(GUILD)) == {Scope.ALL, Scope.SPACE}
    assert scopes(Payer(GUILD, ANA)) == {Scope.ALL, Scope.SPACE, Scope.PERSON}
    assert scopes(Payer(DIRECT, ANA)) == {Scope.ALL, Scope.PERSON}


def test_a_call_fits_to_the_last_token_and_not_beyond():
    bill = Bill(Tokens(60, 40), 500)
    full, free = budget(1_000), budget(500, Unit.DOLLARS, Scope.SPACE, Period.MONTH)
    assert exceeded({full: Used(900, 0), free: Used()}, bill) == ""
    assert exceeded({full: Used(901, 0), free: Used()}, bill) == "all-day"
    assert exceeded({full: Used(900, 0), free: Used(0, 1)}, bill) == "space-month"
    assert exceeded({}, bill) == ""


def test_a_limit_in_dollars_has_no_room_for_what_has_no_price():
    bill = Bill(Tokens(1, 1), None)
    assert exceeded({budget(10**12, Unit.DOLLARS): Used()}, bill) == UNPRICED
    assert exceeded({budget(2): Used()}, bill) == ""
    assert not can_be_kept([budget(1), budget(1, Unit.DOLLARS)], None)
    assert can_be_kept([budget(1)], None)
    assert can_be_kept([budget(1, Unit.DOLLARS)], Price(Decimal(0), Decimal(0)))


def test_what_is_left_is_never_less_than_nothing():
    assert budget(1_000).left(Used(400)) == 600
    assert budget(1_000).left(Used(4_000)) == 0
    assert budget(1_000).percent_left(Used(1)) == 99
    assert budget(0).percent_left(Used()) == 0


@pytest.mark.parametrize(
    ("nano", "written"),
    [
        (0, "0.0000"),
        (1, "0.0001"),
        (123_456_789, "0.1235"),
        (NANO, "1.00"),
        (12_340_000_001, "12.35"),
    ],
)
def test_money_is_written_rounded_up(nano, written):
    assert dollars(nano) == written
