"""What models may still use up, and what they have.

What a call may use up at most is set aside before it is made, together with the look at what is
left, so that calls at the same moment cannot take the same rest twice. After it, what it has used
takes that place. What a killed run has set aside counts until somebody settles it, at its most.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final, TypeAlias

from sqlalchemy import ColumnElement, Row, Table, delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.chat import Channel
from bot.domain.prices import Tokens
from bot.domain.spend import Bill, Budget, Scope, Spent, Used, exceeded
from bot.store.channels import stands_at
from bot.store.database import Database
from bot.store.dialects import alone
from bot.store.tables import channel, reserved, spent

_NOBODY: Final = 0
_ONE_BY_ONE: Final = "spend"


class Spend:
    """What is used up and set aside, by day, model, channel and person."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def reserve(
        self,
        model: str,
        bill: Bill,
        budgets: Sequence[Budget],
        *,
        place: Channel | None,
        person: int | None,
        run: str,
        day: date,
    ) -> int | str:
        """Set aside what a call may use up, where every budget has room for it.

        Args:
            bill: The call in its worst case.
            budgets: Those that it counts against.
            place: Where it was asked for.
            person: Number of who asked.
            run: The id of this run of the program.
            day: Today (UTC).

        Returns the number of the reservation, or the name of the budget that has no room.
        """

        async def work(connection: AsyncConnection) -> int | str:
            await alone(connection, _ONE_BY_ONE)
            whose = await _whose(connection, place, person)
            used = {
                each: await _used(connection, _in(each.scope, whose), each.period.first(day))
                for each in budgets
            }
            if full := exceeded(used, bill):
                return full
            row = {
                "run": run,
                "day": day,
                "model": model,
                "asked": bill.tokens.asked,
                "answered": bill.tokens.answered,
                "cost": bill.cost,
            }
            made = insert(reserved).values(row | whose).returning(reserved.c.id)
            return int((await connection.execute(made)).scalar_one())

        return await self._database.write(work)

    async def settle(self, number: int, bill: Bill | None) -> None:
        """Count what a call has used up in place of what was set aside; None is all of that.

        Once it was settled or released, nothing changes any more.
        """

        async def work(connection: AsyncConnection) -> None:
            await alone(connection, _ONE_BY_ONE)
            await _settle(connection, reserved.c.id == number, bill)

        await self._database.write(work)

    async def release(self, number: int) -> None:
        """Set aside no more for a call that has used up nothing."""

        async def work(connection: AsyncConnection) -> None:
            await connection.execute(delete(reserved).where(reserved.c.id == number))

        await self._database.write(work)

    async def settle_left(self, run: str) -> int:
        """Count all that runs other than this one have set aside; return how many calls that is."""

        async def work(connection: AsyncConnection) -> int:
            await alone(connection, _ONE_BY_ONE)
            return await _settle(connection, reserved.c.run != run, None)

        return await self._database.write(work)

    async def used(self, scope: Scope, since: date, *, place: Channel | None = None) -> Used:
        """Return what was used up since a day (UTC), calls on their way at their worst case.

        Args:
            scope: Of everybody, or of the space of a place.
        """

        async def work(connection: AsyncConnection) -> Used:
            whose = await _whose(connection, place, None)
            return await _used(connection, _in(scope, whose), since)

        return await self._database.read(work)

    async def on_their_way(self) -> int:
        """Return for how many calls something is set aside."""
        counting = select(func.count()).select_from(reserved)
        return await self._database.read(lambda connection: connection.scalar(counting)) or 0

    async def between(self, first: date, last: date) -> list[Spent]:
        """Return what was used up on some days (UTC, both included), the newest day first."""
        wanted = (
            select(spent, channel.c.name, channel.c.native)
            .outerjoin(channel, channel.c.id == spent.c.channel)
            .where(spent.c.day.between(first, last))
            .order_by(spent.c.day.desc(), spent.c.cost.desc(), *spent.primary_key)
        )

        async def work(connection: AsyncConnection) -> list[Spent]:
            return [_from_row(row) for row in await connection.execute(wanted)]

        return await self._database.read(work)


_Whose: TypeAlias = dict[str, str | int]


async def _whose(connection: AsyncConnection, place: Channel | None, person: int | None) -> _Whose:
    number = None
    if place is not None:
        number = await connection.scalar(select(channel.c.id).where(stands_at(place)))
    return {
        "platform": place.platform if place else "",
        "space": place.space if place else "",
        "channel": number or _NOBODY,
        "person": person or _NOBODY,
    }


def _in(scope: Scope, whose: _Whose) -> _Whose:
    """Say by what the rows of a scope are known; a channel in no space is one by itself."""
    space = ("platform", "space") if whose["space"] else ("channel",)
    names = {Scope.ALL: (), Scope.SPACE: space, Scope.PERSON: ("person",)}
    return {name: whose[name] for name in names[scope]}


async def _used(connection: AsyncConnection, where: _Whose, since: date) -> Used:
    """Add up what is used up and set aside."""
    tokens = cost = 0
    for table in (spent, reserved):
        sums = select(
            func.coalesce(func.sum(table.c.asked + table.c.answered), 0),
            func.coalesce(func.sum(table.c.cost), 0),
        ).where(table.c.day >= since, *_same(table, where))
        found = (await connection.execute(sums)).one()
        tokens, cost = tokens + int(found[0]), cost + int(found[1])
    return Used(tokens, cost)


def _same(table: Table, key: Mapping[str, Any]) -> list[ColumnElement[bool]]:
    return [table.c[name] == value for name, value in key.items()]


async def _settle(
    connection: AsyncConnection, which: ColumnElement[bool], bill: Bill | None
) -> int:
    """Move what is set aside to what is used up; return of how many calls."""
    gone = await connection.execute(delete(reserved).where(which).returning(*reserved.c))
    rows = gone.all()
    for row in rows:
        key = {column.name: row._mapping[column.name] for column in spent.primary_key}
        counts = _counts(bill or Bill(Tokens(row.asked, row.answered), row.cost))
        counts["lost"] = int(bill is None)
        more = update(spent).where(*_same(spent, key))
        more = more.values({name: spent.c[name] + count for name, count in counts.items()})
        if (await connection.execute(more)).rowcount == 0:
            await connection.execute(insert(spent).values(key | counts))
    return len(rows)


def _counts(bill: Bill) -> dict[str, int]:
    return {
        "calls": 1,
        "unpriced": int(bill.cost is None),
        "asked": bill.tokens.asked,
        "answered": bill.tokens.answered,
        "cost": bill.cost or 0,
    }


def _from_row(row: Row[Any]) -> Spent:
    return Spent(
        day=row.day,
        model=row.model,
        calls=row.calls,
        lost=row.lost,
        unpriced=row.unpriced,
        tokens=Tokens(row.asked, row.answered),
        cost=row.cost,
        platform=row.platform,
        space=row.space,
        channel=row.name or row.native or "",
        person=row.person or None,
    )
