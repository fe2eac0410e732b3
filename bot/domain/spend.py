"""What may be spent on calls to a model, who is charged, and what was spent.

Days and months are those of UTC; `prices` says what a call costs.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final, Self

from bot.domain.chat import Channel, Person, Words, words
from bot.domain.prices import NANO, Price, Tokens, dollars

_AMOUNT: Final = re.compile(r"([0-9][0-9,]*(?:\.[0-9]+)?) ?(USD|tokens)", re.IGNORECASE)

UNPRICED: Final = "unpriced"
"""Stands for a limit in dollars that nobody can keep: the model's price is not known."""


@dataclass(frozen=True, slots=True)
class Payer:
    """For whom a text is written; the deployment as a whole pays for each.

    Attributes:
        channel: Where it was asked for, of many the first; its server or workspace pays.
        person: Who asked, if it is for them alone.
    """

    channel: Channel | None = None
    person: Person | None = None


NOBODY: Final = Payer()
"""Nobody in particular: only the deployment pays."""


class Scope(StrEnum):
    """Whose spending is counted together."""

    ALL = "all"
    SPACE = "space"
    PERSON = "person"


class Period(StrEnum):
    """The time in which it is counted together."""

    DAY = "day"
    MONTH = "month"

    def first(self, day: date) -> date:
        """Return the first day of the period that a day belongs to."""
        return day.replace(day=1) if self is Period.MONTH else day


class Unit(StrEnum):
    """What is counted."""

    DOLLARS = "USD"
    TOKENS = "tokens"


@dataclass(frozen=True, slots=True)
class Amount:
    """So much, in nano-dollars or in tokens."""

    most: int
    unit: Unit

    @classmethod
    def read(cls, text: str) -> Self:
        """Read `0.50 USD` or `200000 tokens`.

        Raises:
            ValueError: It is neither.
        """
        found = _AMOUNT.fullmatch(text.strip())
        if found is None:
            raise ValueError(text)
        number = Decimal(found[1].replace(",", ""))
        if found[2].casefold() == Unit.TOKENS:
            return cls(int(number), Unit.TOKENS)
        return cls(int(number * NANO), Unit.DOLLARS)

    def written(self) -> str:
        """Write it as `read` reads it."""
        if self.unit is Unit.TOKENS:
            return f"{self.most} {self.unit}"
        return f"{Decimal(self.most) / NANO:f} {self.unit}"

    def said(self) -> Words:
        """Say how much that is."""
        if self.unit is Unit.DOLLARS:
            return words("spend-dollars", amount=dollars(self.most))
        return words("spend-tokens", count=self.most)


@dataclass(frozen=True, slots=True)
class Used:
    """What was used up, calls that are on their way at their worst case included.

    Attributes:
        cost: Nano-dollars, of calls whose price is known.
    """

    tokens: int = 0
    cost: int = 0

    def of(self, unit: Unit) -> int:
        """Return it in one of the units."""
        return self.cost if unit is Unit.DOLLARS else self.tokens

    def said(self) -> Words:
        """Say what it was; of calls without a price only tokens are known."""
        if self.tokens and not self.cost:
            return Amount(self.tokens, Unit.TOKENS).said()
        return Amount(self.cost, Unit.DOLLARS).said()


@dataclass(frozen=True, slots=True)
class Budget:
    """The most that may be used up in a period."""

    scope: Scope
    period: Period
    amount: Amount

    @property
    def name(self) -> str:
        """Its name in the settings and of its sentence, such as `space-day`."""
        return f"{self.scope}-{self.period}"

    def left(self, used: Used) -> int:
        """Return how much is left, in its unit; never less than nothing."""
        return max(0, self.amount.most - used.of(self.amount.unit))

    def percent_left(self, used: Used) -> int:
        """Return how much is left, in whole hundredths, rounded down."""
        return 100 * self.left(used) // self.amount.most if self.amount.most else 0


@dataclass(frozen=True, slots=True)
class Bill:
    """What a call uses up.

    Attributes:
        cost: Nano-dollars; None where the model's price is not known.
    """

    tokens: Tokens
    cost: int | None

    @property
    def used(self) -> Used:
        """Return it as what it adds to what was used up."""
        return Used(self.tokens.all, self.cost or 0)


@dataclass(frozen=True, slots=True)
class Reservation:
    """What is set aside for a call until it is known what that cost.

    Attributes:
        number: Never given twice.
    """

    number: int
    model: str


@dataclass(frozen=True, slots=True)
class Spent:
    """What calls of one day, to one model, for the same people, have used up.

    Attributes:
        lost: Calls among them of which nobody knows what they used; they count at their worst case.
        unpriced: Calls among them whose price was not known; `cost` leaves them out.
        channel: The channel, '' in an unknown one; its `space` may be known all the same.
        person: Number of the person, None where it was for nobody in particular.
    """

    day: date
    model: str
    calls: int
    lost: int
    unpriced: int
    tokens: Tokens
    cost: int
    platform: str
    space: str
    channel: str
    person: int | None


def charged(budgets: Iterable[Budget], payer: Payer) -> tuple[Budget, ...]:
    """Choose the budgets that a call counts against; direct messages belong to no space."""
    concerned = {Scope.ALL}
    if payer.channel is not None and payer.channel.space:
        concerned.add(Scope.SPACE)
    if payer.person is not None:
        concerned.add(Scope.PERSON)
    return tuple(each for each in budgets if each.scope in concerned)


def can_be_kept(budgets: Iterable[Budget], price: Price | None) -> bool:
    """Say whether limits can be kept: those in dollars need the price of the model."""
    return price is not None or all(each.amount.unit is Unit.TOKENS for each in budgets)


def exceeded(used: Mapping[Budget, Used], bill: Bill) -> str:
    """Name the first budget that has no room for a call, '' if all have.

    A limit in dollars has no room for a call whose price is not known.

    Args:
        used: The budgets that the call counts against, with what was used up of each.
        bill: What the call costs in its worst case.
    """
    for budget, so_far in used.items():
        unit = budget.amount.unit
        if unit is Unit.DOLLARS and bill.cost is None:
            return UNPRICED
        if bill.used.of(unit) > budget.left(so_far):
            return budget.name
    return ""
