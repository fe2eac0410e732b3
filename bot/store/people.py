"""People, and the accounts by which platforms know them."""

from sqlalchemy import insert as plain_insert
from sqlalchemy import select
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
        where = {
            "platform": somebody.platform,
            "space": somebody.space,
            "native": somebody.native,
        }
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
