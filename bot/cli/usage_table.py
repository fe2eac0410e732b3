"""Writes what models were asked and what that cost, from the store alone."""

import json
import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot.app import catalogue, clock, open_store, purse
from bot.cli import terminal
from bot.cli.logs import open_log
from bot.domain.chat import Person, Say, Words, words
from bot.domain.prices import NANO, Prices, dollars
from bot.domain.spend import Budget, Scope, Spent, Unit, Used, can_be_kept
from bot.pipeline.spending import Spending
from bot.settings import Settings, load
from bot.store import Store

_HEADS = ("day", "model", "channel", "person", "calls", "asked", "answered", "cost")
_NUMBERS = frozenset((4, 5, 6, 7))


@dataclass(frozen=True, slots=True)
class Usage:
    """All that is known.

    Attributes:
        spent: Newest first.
        people: The accounts of those who asked, by number.
        limits: What is used up of each limit of everybody; None for those of one space or person.
        unpriced: Models without a price that were asked, or would be if limits in USD allowed it.
        open: Calls that are on their way, or were when the program was killed.
    """

    first: date
    last: date
    spent: Sequence[Spent]
    people: Mapping[int, Sequence[Person]]
    limits: Mapping[Budget, Used | None]
    unpriced: tuple[str, ...]
    open: int
    prices: Prices


async def write_usage(days: int, *, as_json: bool) -> None:
    """Write what the calls of the last days have used up to standard output.

    Args:
        days: How many, today (UTC) included.
        as_json: For programs, not for people.
    """
    settings = load(os.environ)
    open_log(settings, quiet=True)
    async with open_store(settings) as store:
        spending = purse(settings, store)
        last = clock().date()
        first = last - timedelta(days=days - 1)
        spent = await store.spend.between(first, last)
        found = Usage(
            first=first,
            last=last,
            spent=spent,
            people=await _people(store, spent),
            limits={
                each: await spending.used(each.scope, each.period)
                if each.scope is Scope.ALL
                else None
                for each in spending.budgets
            },
            unpriced=_unpriced(spent, spending, settings),
            open=await store.spend.on_their_way(),
            prices=spending.prices,
        )
    if as_json:
        sys.stdout.write(json.dumps(_as_data(found), ensure_ascii=False, indent=2) + "\n")
        return
    say, screen = catalogue(settings).say, terminal.console()
    for row in (*_table(found, say), "", *map(say, _foot(found))):
        screen.print(row, soft_wrap=True)


def _unpriced(spent: Sequence[Spent], spending: Spending, settings: Settings) -> tuple[str, ...]:
    models = {each.model for each in spent if each.unpriced}
    chosen = settings.openai
    if chosen.is_set and not can_be_kept(spending.budgets, spending.prices.of(chosen.model)):
        models.add(chosen.model)
    return tuple(sorted(models))


async def _people(store: Store, spent: Sequence[Spent]) -> dict[int, list[Person]]:
    numbers = {each.person for each in spent if each.person is not None}
    return {number: await store.people.accounts(number) for number in sorted(numbers)}


def _table(found: Usage, say: Say) -> list[str]:
    """Return the lines of a table; none where nothing was used up."""
    rows = [[say(words(f"usage-head-{each}")) for each in _HEADS]]
    rows += [[say(cell) for cell in _cells(each, found)] for each in found.spent]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return ["  ".join(_aligned(row, widths)).rstrip() for row in rows] if rows[1:] else []


def _cells(spent: Spent, found: Usage) -> tuple[Words, ...]:
    where = spent.channel or spent.space
    counts = (spent.calls, spent.tokens.asked, spent.tokens.answered)
    return (
        words("usage-day", day=spent.day),
        words("plain", text=spent.model),
        words("usage-place", channel=where, platform=spent.platform)
        if where
        else words("usage-nobody"),
        _person(spent.person, found.people),
        *(words("usage-number", count=count) for count in counts),
        _cost(spent),
    )


def _person(number: int | None, people: Mapping[int, Sequence[Person]]) -> Words:
    """Name somebody as their chat service does; names of their own are not kept."""
    if number is None:
        return words("usage-nobody")
    for account in people.get(number, ()):
        return words("usage-person", name=account.native, platform=account.platform)
    return words("usage-number-of-person", number=number)


def _cost(spent: Spent) -> Words:
    if spent.unpriced == spent.calls:
        return words("usage-no-price")
    cost = words("plain", text=dollars(spent.cost))
    return words("usage-at-least", cost=cost) if spent.unpriced else cost


def _aligned(row: Sequence[str], widths: Sequence[int]) -> list[str]:
    return [
        cell.rjust(width) if column in _NUMBERS else cell.ljust(width)
        for column, (cell, width) in enumerate(zip(row, widths, strict=True))
    ]


def _foot(found: Usage) -> list[Words]:
    """Say what it comes to, what of it is not sure, and what the limits are."""
    said: list[Words] = []
    if found.spent:
        calls = sum(each.calls for each in found.spent)
        used = Used(
            sum(each.tokens.all for each in found.spent), sum(each.cost for each in found.spent)
        )
        said.append(words("usage-total", calls=calls, used=used.said()))
    else:
        said.append(words("usage-none"))
    if lost := sum(each.lost for each in found.spent):
        said.append(words("usage-lost", calls=lost))
    if found.open:
        said.append(words("usage-on-their-way", calls=found.open))
    for budget, so_far in found.limits.items():
        said.append(_limit(budget, so_far))
    if not found.limits:
        said.append(words("usage-no-limits"))
    if found.unpriced:
        said.append(words("usage-unpriced", models=found.unpriced))
    return [*said, _prices(found.prices)]


def _limit(budget: Budget, used: Used | None) -> Words:
    most = budget.amount.said()
    if used is None:
        return words(f"usage-each-{budget.name}", most=most)
    spent = replace(budget.amount, most=used.of(budget.amount.unit)).said()
    left = budget.percent_left(used)
    return words(f"usage-limit-{budget.name}", most=most, used=spent, percent=left)


def _prices(prices: Prices) -> Words:
    own = prices.own
    if own is None:
        return words("usage-prices", day=prices.as_of)
    return words("usage-own-price", asked=f"{own.asked:f}", answered=f"{own.answered:f}")


def _as_data(found: Usage) -> dict[str, object]:
    return {
        "first": found.first.isoformat(),
        "last": found.last.isoformat(),
        "spent": [
            {
                "day": each.day.isoformat(),
                "model": each.model,
                "platform": each.platform or None,
                "space": each.space or None,
                "channel": each.channel or None,
                "person": None if each.person is None else _account(each.person, found.people),
                "calls": each.calls,
                "lost": each.lost,
                "unpriced": each.unpriced,
                "asked": each.tokens.asked,
                "answered": each.tokens.answered,
                "usd": each.cost / NANO if each.unpriced < each.calls else None,
            }
            for each in found.spent
        ],
        "on_their_way": found.open,
        "limits": {
            each.name.replace("-", "_"): {
                "most": _plain(each.amount.unit, each.amount.most),
                "unit": str(each.amount.unit),
                "used": None
                if used is None
                else _plain(each.amount.unit, used.of(each.amount.unit)),
            }
            for each, used in found.limits.items()
        },
        "prices_as_of": None if found.prices.own else found.prices.as_of.isoformat(),
    }


def _account(number: int, people: Mapping[int, Sequence[Person]]) -> dict[str, object]:
    accounts = people.get(number, ())
    return {
        "number": number,
        "accounts": [
            {"platform": each.platform, "space": each.space, "native": each.native}
            for each in accounts
        ],
    }


def _plain(unit: Unit, number: int) -> float:
    return number / NANO if unit is Unit.DOLLARS else number
