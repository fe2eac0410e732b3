"""Reactions that were taken note of, so that reading them again brings only what is new."""

from dataclasses import dataclass

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.chat import Channel
from bot.store.channels import number_of, stands_at
from bot.store.database import Database
from bot.store.dialects import add_new
from bot.store.tables import channel
from bot.store.tables import mark as marks


@dataclass(frozen=True, slots=True)
class Mark:
    """Somebody's emoji on a message of ours.

    Attributes:
        person: Number of the person.
        place: The channel of the message.
        native: The message, as the platform calls it.
        emoji: Without skin tone and variation.
    """

    person: int
    place: Channel
    native: str
    emoji: str


class Marks:
    """Every reaction on our messages that was taken note of and not taken back."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def has(self, mark: Mark) -> bool:
        """Say whether a reaction was taken note of."""
        found = (
            select(marks.c.emoji)
            .join(channel, channel.c.id == marks.c.channel)
            .where(
                stands_at(mark.place),
                marks.c.person == mark.person,
                marks.c.native == mark.native,
                marks.c.emoji == mark.emoji,
            )
        )

        async def work(connection: AsyncConnection) -> bool:
            return await connection.scalar(found) is not None

        return await self._database.read(work)

    async def add(self, mark: Mark) -> bool:
        """Take note of a reaction; True when it was not noted before.

        Raises:
            LookupError: The channel was never opened.
        """
        return await self._database.write(lambda connection: put(connection, mark))


async def put(connection: AsyncConnection, mark: Mark) -> bool:
    """Take note of a reaction, within a transaction of the caller's; True when it is new."""
    return await add_new(connection, marks, await _row(connection, mark))


async def take(connection: AsyncConnection, mark: Mark) -> None:
    """Forget a reaction that its person took away, within a transaction of the caller's."""
    row = await _row(connection, mark)
    gone = (marks.c[name] == value for name, value in row.items())
    await connection.execute(delete(marks).where(*gone))


async def _row(connection: AsyncConnection, mark: Mark) -> dict[str, object]:
    return {
        "person": mark.person,
        "channel": await number_of(connection, mark.place),
        "native": mark.native,
        "emoji": mark.emoji,
    }
