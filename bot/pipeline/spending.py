"""Pays for calls to a model: sets aside what each may cost, then counts what it did."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from typing_extensions import override

from bot.domain.chat import Channel
from bot.domain.errors import LimitReached
from bot.domain.prices import Prices, Tokens
from bot.domain.spend import Bill, Budget, Payer, Period, Reservation, Scope, Used, charged
from bot.pipeline.ruling import Ruling
from bot.ports import Purse
from bot.store import Store

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Spending(Purse):
    """What calls to a model are paid from, kept in the store.

    Attributes:
        clock: Says what time it is (UTC).
        run: The id of this run of the program.
    """

    store: Store
    prices: Prices
    budgets: Sequence[Budget]
    clock: Callable[[], datetime]
    run: str

    @override
    async def reserve(self, model: str, most: Tokens, payer: Payer) -> Reservation:
        """Set aside what a call may cost at most, unless a limit has no room for it."""
        person = await self.store.people.of(payer.person) if payer.person else None
        number = await self.store.spend.reserve(
            model,
            self._bill(model, most),
            charged(await self.of(payer.channel), payer),
            place=payer.channel,
            person=person,
            run=self.run,
            day=self.today(),
        )
        if isinstance(number, str):
            raise LimitReached(number)
        return Reservation(number, model)

    async def of(self, channel: Channel | None) -> tuple[Budget, ...]:
        """Return the limits that hold for a channel: the operator's, and those of its space."""
        return (*self.budgets, *(await Ruling(self.store).of(channel)).budgets)

    @override
    async def settle(self, reservation: Reservation, used: Tokens | None) -> None:
        """Count what a call has used, or the most it may have used."""
        bill = None if used is None else self._bill(reservation.model, used)
        await self.store.spend.settle(reservation.number, bill)

    @override
    async def release(self, reservation: Reservation) -> None:
        """Take a reservation back."""
        await self.store.spend.release(reservation.number)

    async def settle_left(self) -> None:
        """Count the calls that a run before was killed in at the most they may have cost."""
        if left := await self.store.spend.settle_left(self.run):
            log.warning("%s calls to a model were cut off; they count at their most", left)

    async def used(self, scope: Scope, period: Period, place: Channel | None = None) -> Used:
        """Return what was used up in the present day or month, by everybody or for a place."""
        return await self.store.spend.used(scope, period.first(self.today()), place=place)

    def today(self) -> date:
        """Return the day that is spent on now (UTC)."""
        return self.clock().date()

    def _bill(self, model: str, tokens: Tokens) -> Bill:
        price = self.prices.of(model)
        return Bill(tokens, None if price is None else price.of(tokens))
