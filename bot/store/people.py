"""People, and the accounts by which platforms know them."""

from sqlalchemy import insert as plain_insert
from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.chat import Channel, Person, Place
from bot.store.channels import stands_at
from bot.store.database import Database
from bot.store.dialects import add_new, alone
from bot.store.tables import account, channel, own, person


class People:
    """Everybody who ever saved a paper or chose anything, by account."""

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
            return [Person(row.platform, row.space, row.native, row.name) for row in rows]

        return await self._database.read(work)

    async def language(self, somebody: Person) -> str:
        """Return the language that somebody chose; '' where they chose none."""
        chosen = select(person.c.language).join(account, account.c.person == person.c.id)
        chosen = chosen.where(*(account.c[name] == it for name, it in _where(somebody).items()))
        return await self._database.read(lambda connection: connection.scalar(chosen)) or ""

    async def speak(self, number: int, language: str) -> None:
        """Note the language that a person chose; '' takes the choice back."""
        choice = update(person).where(person.c.id == number).values(language=language or None)

        async def work(connection: AsyncConnection) -> None:
            await connection.execute(choice)

        await self._database.write(work)

    async def own_channel(self, somebody: Person) -> int | None:
        """Return the number of the channel in which an account and we are alone."""
        theirs = select(own.c.channel).filter_by(**_where(somebody)).order_by(own.c.channel.desc())
        first = theirs.limit(1)
        return await self._database.read(lambda connection: connection.scalar(first))

    async def owns(self, somebody: Person, place: Channel) -> None:
        """Note that an account and we are alone in a channel, where both are known.

        A terminal, where everything stands in one channel, is no such place.
        """
        if place.kind is not Place.DIRECT:
            return
        whose = _where(somebody)

        async def missing(connection: AsyncConnection) -> tuple[int, int] | None:
            here = await connection.scalar(select(channel.c.id).where(stands_at(place)))
            number = await connection.scalar(select(account.c.person).filter_by(**whose))
            noted = select(own.c.channel).filter_by(channel=here, person=number, **whose)
            if here is None or number is None or await connection.scalar(noted):
                return None
            return here, number

        async def work(connection: AsyncConnection) -> None:
            if found := await missing(connection):
                here, number = found
                await add_new(connection, own, {"channel": here, "person": number, **whose})

        # Nearly always it stands there already.
        if await self._database.read(missing):
            await self._database.write(work)

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
