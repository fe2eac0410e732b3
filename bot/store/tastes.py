"""What the people of a channel keep, and of what they want less there."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, delete, func, literal, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.channels import KnownChannel
from bot.domain.chat import Channel
from bot.domain.papers import PaperId
from bot.store.database import Database
from bot.store.dialects import add_new
from bot.store.tables import less, reason, saved, told

MOST = 100
"""Papers at most that make up a taste, on either side: the latest."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A paper that people of a channel saved from its messages.

    Attributes:
        people: How many.
    """

    paper: PaperId
    people: int


class Tastes:
    """Votes of single people, which count for the channel in which they were given."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def less(self, channel_id: int, person: int, paper: PaperId, now: datetime) -> bool:
        """Note that somebody wants less like a paper in a channel; False where they said so."""
        row = {"channel": channel_id, "person": person, "paper": paper, "at": now}
        return await self._database.write(lambda connection: add_new(connection, less, row))

    async def not_less(self, channel_id: int, person: int, paper: PaperId) -> bool:
        """Take that back; False where nothing was said."""
        its = delete(less).filter_by(channel=channel_id, person=person, paper=paper)

        async def work(connection: AsyncConnection) -> bool:
            return (await connection.execute(its)).rowcount == 1

        return await self._database.write(work)

    async def unwanted(self, channel_id: int) -> list[PaperId]:
        """Return the papers of which less is wanted in a channel, the latest first."""
        last = func.max(less.c.at).label("last")
        papers = select(less.c.paper, last).where(less.c.channel == channel_id)
        papers = papers.group_by(less.c.paper).order_by(last.desc(), less.c.paper).limit(MOST)

        async def work(connection: AsyncConnection) -> list[PaperId]:
            return [row.paper for row in await connection.execute(papers)]

        return await self._database.read(work)

    async def kept(self, channel: KnownChannel, since: datetime | None = None) -> list[Kept]:
        """Return what was saved since (UTC) from the digests of a channel, most people first.

        A save counts where a reason of it stands in this very channel: on a message, or a button
        that was pressed here. What somebody saves elsewhere is nobody's business here.
        """
        people = func.count(reason.c.person.distinct()).label("people")
        late = (saved.c.at >= since,) if since else ()
        here = (
            select(reason.c.paper, people)
            .join(saved, (saved.c.person == reason.c.person) & (saved.c.paper == reason.c.paper))
            .join(told, told.c.paper == reason.c.paper)
            .where(told.c.channel == channel.id, _given_in(channel.channel), *late)
            .group_by(reason.c.paper)
            .order_by(people.desc(), reason.c.paper.desc())
            .limit(MOST)
        )

        async def work(connection: AsyncConnection) -> list[Kept]:
            return [Kept(row.paper, row.people) for row in await connection.execute(here)]

        return await self._database.read(work)


def _given_in(place: Channel) -> ColumnElement[bool]:
    on_message = literal(f"message:{place.native}:")
    return or_(
        func.substr(reason.c.reason, 1, func.length(on_message)) == on_message,
        reason.c.reason == f"button:{place.native}",
    )
