"""What calls to a model cost: tokens, prices, and amounts of money.

Money is counted in whole nano-dollars, a billionth of a US dollar, and rounded up: sums are exact
and never too small.
"""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, Decimal
from fnmatch import fnmatchcase
from typing import Final, Self

NANO: Final = 10**9
"""Nano-dollars in a dollar."""
_PER_MILLION: Final = 1000
"""Nano-dollars for a token, where a million tokens cost a dollar."""

_AROUND_CALL: Final = 200
_AROUND_TEXT: Final = 8
"""Tokens that a server puts around a call and around each of its texts; OpenAI names 3 and 4 (its
cookbook, "How to count tokens"), some chat templates add a few lines of their own."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """Tokens of a call, as models count them: what it was asked, and what it answered."""

    asked: int
    answered: int

    @property
    def all(self) -> int:
        """Both together."""
        return self.asked + self.answered


def worst_case(texts: Iterable[str], answer: int) -> Tokens:
    """Say how many tokens a call can have at most.

    Tokenisers go down to single bytes where they know nothing longer, and never below: a text has
    at most as many tokens as bytes in UTF-8. English has about a quarter of that.

    Args:
        texts: All that is sent.
        answer: Tokens that the answer may have.
    """
    sizes = [len(text.encode("utf-8", "surrogatepass")) + _AROUND_TEXT for text in texts]
    return Tokens(sum(sizes) + _AROUND_CALL, answer)


@dataclass(frozen=True, slots=True)
class Price:
    """US dollars for a million tokens."""

    asked: Decimal
    answered: Decimal

    def of(self, tokens: Tokens) -> int:
        """Return what a call costs, in nano-dollars."""
        dollars = self.asked * tokens.asked + self.answered * tokens.answered
        return int((dollars * _PER_MILLION).to_integral_value(ROUND_CEILING))


@dataclass(frozen=True, slots=True)
class Prices:
    """The prices that are known.

    Attributes:
        known: By pattern of a model's name, in the order in which they are tried.
        as_of: When those were noted.
        own: What the operator says that the model costs, whatever its name.
    """

    known: tuple[tuple[str, Price], ...]
    as_of: date
    own: Price | None = None

    @classmethod
    def read(cls, text: str, own: Price | None = None) -> Self:
        """Read `config/prices.toml`."""
        listed = tomllib.loads(text, parse_float=Decimal)
        known = (
            (name, Price(Decimal(each["asked"]), Decimal(each["answered"])))
            for each in listed["models"]
            for name in each["names"]
        )
        return cls(tuple(known), listed["as_of"], own)

    def of(self, model: str) -> Price | None:
        """Return the price of a model; None where it is not known.

        Args:
            model: As a server knows it; one that resells puts its maker's name and a slash before.
        """
        if self.own is not None:
            return self.own
        name = model.casefold().rpartition("/")[2]
        return next((price for known, price in self.known if fnmatchcase(name, known)), None)


def cheapest_first(models: Iterable[str], prices: Prices) -> list[str]:
    """Sort models by what they cost; in their own order where one's price is not known."""
    listed = list(models)
    known = {model: price for model in listed if (price := prices.of(model))}
    if len(known) < len(set(listed)):
        return listed
    return sorted(listed, key=lambda model: known[model].asked + known[model].answered)


def dollars(nano: int) -> str:
    """Write an amount of money, rounded up: cents, and below a dollar a hundredth of a cent."""
    exact = Decimal(nano) / NANO
    return f"{exact.quantize(Decimal('0.01' if exact >= 1 else '0.0001'), ROUND_CEILING):f}"
