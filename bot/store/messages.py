"""Which papers a message of ours names, so that a reaction or a number finds its paper."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.chat import Channel, MessageRef
from bot.domain.papers import PaperId
from bot.store.channels import number_of, stands_at
from bot.store.database import Database
from bot.store.dialects import upsert
from bot.store.tables import channel, message


class Messages:
    """Every message of ours that names papers, answers too."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def remember(self, ref: MessageRef, papers: Sequence[tuple[int, PaperId]]) -> None:
        """Remember the papers a message names, each with the number people know it by there.

        Raises:
            LookupError: The channel was never opened.
        """

        async def work(connection: AsyncConnection) -> None:
            channel_id = await number_of(connection, ref.channel)
            await note(connection, channel_id, ref.native, papers)

        await self._database.write(work)

    async def paper_at(
        self, place: Channel, native: str, position: int | None = None
    ) -> PaperId | None:
        """Return the paper that a message names by a number.

        Without a number it is the paper of a message that names just one.
        """
        named = (
            select(message.c.paper)
            .join(channel, channel.c.id == message.c.channel)
            .where(stands_at(place), message.c.native == native)
        )
        if position is not None:
            named = named.where(message.c.position == position)

        async def work(connection: AsyncConnection) -> PaperId | None:
            found = set(await connection.scalars(named))
            return found.pop() if len(found) == 1 else None

        return await self._database.read(work)


async def note(
    connection: AsyncConnection,
    channel_id: int,
    native: str,
    papers: Sequence[tuple[int, PaperId]],
) -> None:
    """Remember the papers a message names, within a transaction of the caller's."""
    rows = [
        {"channel": channel_id, "native": native, "position": position, "paper": paper}
        for position, paper in papers
    ]
    if rows:
        await connection.execute(upsert(connection, message), rows)
