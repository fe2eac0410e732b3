"""People, and the accounts by which platforms know them."""

from sqlalchemy import insert as plain_insert
from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.chat import Person
from bot.store.database import Database
from bot.store.dialects import alone
from bot.store.tables import account, person


class People:
    """Everybody who ever saved a paper, by account."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of(self, somebody: Person) -> int:
        """Return the number of a person, given now if the account is new."""
        where = _where(somebody)
        known = select(account.c.person).filter_by(**where)

        async def find(connection: AsyncConnection) -> int | None:
            return await connection.scalar(known)

        async def make(connection: AsyncConnection) -> int:
            await alone(connection, "people")
            if (number := await find(connection)) is not None:
                return number
            made = await connection.execute(plain_insert(person).values().returning(person.c.id))
            number = int(made.scalar_one())
            await connection.execute(plain_insert(account).values(**where, person=number))
            return number

        number = await self._database.read(find)
        return await self._database.write(make) if number is None else number

    async def known(self, somebody: Person) -> int | None:
        """Return the number of a person; None for a new account, which stays new."""
        known = select(account.c.person).filter_by(**_where(somebody))
        return await self._database.read(lambda connection: connection.scalar(known))

    async def accounts(self, number: int) -> list[Person]:
        """Return the accounts of a person, always in the same order."""
        theirs = select(account).where(account.c.person == number)
        theirs = theirs.order_by(account.c.platform, account.c.space, account.c.native)

        async def work(connection: AsyncConnection) -> list[Person]:
            rows = await connection.execute(theirs)
            return [Person(row.platform, row.space, row.native) for row in rows]

        return await self._database.read(work)

    async def wants_notices(self, number: int) -> bool:
        """Say whether a person wants to hear when a paper they saved changes."""
        wish = select(person.c.follow_ups).where(person.c.id == number)
        return await self._database.read(lambda connection: connection.scalar(wish)) == 1

    async def want_notices(self, number: int, *, wanted: bool) -> None:
        """Note whether a person wants to hear when a paper they saved changes."""
        wish = update(person).where(person.c.id == number).values(follow_ups=int(wanted))

        async def work(connection: AsyncConnection) -> None:
            await connection.execute(wish)

        await self._database.write(work)


def _where(somebody: Person) -> dict[str, str]:
    return {"platform": somebody.platform, "space": somebody.space, "native": somebody.native}
