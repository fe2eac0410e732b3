"""Accounts of one person find each other: asked on one, given on the other, confirmed on the first.

Nothing is put together before the first account has said yes to the second one's name. The steps
of everybody happen one after the other, so that a code counts once and no try goes uncounted.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.chat import Person
from bot.domain.linking import LIFE, TRIES, Outcome
from bot.store.database import Database
from bot.store.dialects import alone
from bot.store.merging import merge, split
from bot.store.tables import account, link, link_try

_ONE_BY_ONE = "people"
"""The same as when somebody becomes known."""


@dataclass(frozen=True, slots=True)
class Linked:
    """Two accounts that may be one person's.

    Attributes:
        id: Number of the request.
        first: Who asked for the code.
        second: Who gave it.
    """

    id: int
    first: Person
    second: Person


class Linking:
    """Requests to link accounts."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def ask(self, number: int, asking: Person, code: str, now: datetime) -> datetime:
        """Keep a code, hashed, in place of what the account asked for before; return its end.

        Args:
            number: Of the person who asks.
        """
        until = now + LIFE
        row = {"person": number, "name": asking.name, "code": code, "until": until}

        async def work(connection: AsyncConnection) -> None:
            await alone(connection, _ONE_BY_ONE)
            its = (link.c[name] == value for name, value in _names(asking).items())
            await connection.execute(delete(link).where(*its))
            await connection.execute(insert(link).values(**row, **_names(asking)))

        await self._database.write(work)
        return until

    async def give(
        self, number: int, giving: Person, code: str, now: datetime
    ) -> tuple[Outcome, Linked | None]:
        """Take a code, hashed, from another account; where it is good, the first is to be asked.

        A code is good once, and nobody may try many.
        """

        async def work(connection: AsyncConnection) -> tuple[Outcome, Linked | None]:
            await alone(connection, _ONE_BY_ONE)
            lately = (link_try.c.person == number) & (link_try.c.at > now - LIFE)
            tries = select(func.count()).select_from(link_try).where(lately)
            if (await connection.scalar(tries) or 0) >= TRIES:
                return Outcome.TOO_OFTEN, None
            good = select(link).where(
                link.c.code == code, link.c.until > now, link.c.other.is_(None)
            )
            row = (await connection.execute(good)).one_or_none()
            if row is None:
                await connection.execute(insert(link_try).values(person=number, at=now))
                return Outcome.WRONG, None
            if _first(row) == giving:
                return Outcome.OWN, None
            if row.person == number:
                return Outcome.SAME, None
            theirs = {f"other_{name}": value for name, value in _names(giving).items()}
            theirs |= {"other_name": giving.name}
            noted = update(link).where(link.c.id == row.id)
            await connection.execute(noted.values(other=number, until=now + LIFE, **theirs))
            return Outcome.ASKED, Linked(row.id, _first(row), giving)

        return await self._database.write(work)

    async def waiting(self, asked: Person, now: datetime) -> list[Linked]:
        """Return whom an account is asked about, oldest first."""
        theirs = (link.c[name] == value for name, value in _names(asked).items())
        open_ = select(link).where(*theirs, link.c.other.is_not(None), link.c.until > now)

        async def work(connection: AsyncConnection) -> list[Linked]:
            return [_linked(row) for row in await connection.execute(open_.order_by(link.c.id))]

        return await self._database.read(work)

    async def confirm(
        self, id: int, confirming: Person, now: datetime
    ) -> tuple[Outcome, Linked | None]:
        """Make two people one, where the account that asked says so in time."""

        async def work(connection: AsyncConnection) -> tuple[Outcome, Linked | None]:
            await alone(connection, _ONE_BY_ONE)
            given = select(link).where(link.c.id == id, link.c.other.is_not(None))
            row = (await connection.execute(given)).one_or_none()
            if row is None or _first(row) != confirming or row.until <= now:
                return Outcome.OVER, None
            found = _linked(row)
            for each in (found.first, found.second):
                named = update(account).where(_is(each)).values(name=each.name)
                await connection.execute(named)
            await connection.execute(delete(link).where(link.c.id == id))
            # Either may have got another number meanwhile.
            whose = select(account.c.person).where(_is(found.first) | _is(found.second)).distinct()
            numbers = (await connection.scalars(whose)).all()
            if len(numbers) > 1:
                await merge(connection, *numbers)
            return Outcome.LINKED, found

        return await self._database.write(work)

    async def refuse(self, id: int, refusing: Person) -> bool:
        """Forget a request, as either of its accounts says; False where there is none."""

        async def work(connection: AsyncConnection) -> bool:
            row = (await connection.execute(select(link).where(link.c.id == id))).one_or_none()
            if row is None or refusing not in (_first(row), _linked(row).second):
                return False
            await connection.execute(delete(link).where(link.c.id == id))
            return True

        return await self._database.write(work)

    async def unlink(self, number: int, which: Person) -> bool:
        """Put an account of a person on a new one; False where it is not theirs, or their only one.

        What both shared stays with the person.
        """

        async def work(connection: AsyncConnection) -> bool:
            await alone(connection, _ONE_BY_ONE)
            theirs = select(account).where(account.c.person == number)
            accounts = [_account(row) for row in await connection.execute(theirs)]
            if which not in accounts or len(accounts) == 1:
                return False
            await split(connection, number, **_names(which))
            return True

        return await self._database.write(work)

    async def purge(self, before: datetime) -> None:
        """Forget the requests and the wrong codes from before a moment (UTC)."""

        async def work(connection: AsyncConnection) -> None:
            await connection.execute(delete(link).where(link.c.until < before))
            await connection.execute(delete(link_try).where(link_try.c.at < before))

        await self._database.write(work)


def _names(somebody: Person) -> dict[str, str]:
    return {
        "platform": somebody.platform,
        "space": somebody.space,
        "native": somebody.native,
    }


def _is(somebody: Person) -> Any:  # noqa: ANN401
    return (
        (account.c.platform == somebody.platform)
        & (account.c.space == somebody.space)
        & (account.c.native == somebody.native)
    )


def _account(row: Row[Any]) -> Person:
    return Person(row.platform, row.space, row.native, row.name)


def _first(row: Row[Any]) -> Person:
    return Person(row.platform, row.space, row.native, row.name)


def _linked(row: Row[Any]) -> Linked:
    second = Person(
        row.other_platform or "",
        row.other_space or "",
        row.other_native or "",
        row.other_name or "",
    )
    return Linked(row.id, _first(row), second)
