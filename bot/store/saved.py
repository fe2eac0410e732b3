"""What people saved. A save is a set of reasons, and goes when its last reason goes."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from pydantic import TypeAdapter
from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.papers import Paper, PaperId
from bot.store.database import Database
from bot.store.dialects import add_new
from bot.store.tables import reason as reason_table
from bot.store.tables import saved

_FACTS = TypeAdapter(Paper)
"""Writes a paper as JSON and reads it back: a save keeps its own copy."""


@dataclass(frozen=True, slots=True)
class SavedPaper:
    """A paper on somebody's list.

    Attributes:
        paper: As it was known when it was saved.
        at: When it was first saved (UTC).
        reasons: What keeps it there, in alphabetical order.
    """

    paper: Paper
    at: datetime
    reasons: tuple[str, ...]


class Saved:
    """Everybody's list."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, person_id: int, paper: Paper, reason: str, now: datetime) -> bool:
        """Save a paper for a reason; True when it was not on the list before."""

        async def work(connection: AsyncConnection) -> bool:
            row = {"person": person_id, "paper": paper.id}
            facts = _FACTS.dump_json(paper).decode()
            made = await add_new(connection, saved, row | {"facts": facts, "at": now})
            await add_new(connection, reason_table, row | {"reason": reason})
            return made

        return await self._database.write(work)

    async def drop(self, person_id: int, paper_id: PaperId, reason: str | None = None) -> bool:
        """Take a reason away, or all of them; True when the paper left the list with it."""

        async def work(connection: AsyncConnection) -> bool:
            its = (reason_table.c.person == person_id) & (reason_table.c.paper == paper_id)
            gone = its if reason is None else its & (reason_table.c.reason == reason)
            await connection.execute(delete(reason_table).where(gone))
            left = await connection.execute(
                delete(saved).where(
                    saved.c.person == person_id,
                    saved.c.paper == paper_id,
                    ~select(reason_table.c.reason).where(its).exists(),
                )
            )
            return left.rowcount == 1

        return await self._database.write(work)

    async def of(self, person_id: int) -> list[SavedPaper]:
        """Return somebody's list, newest save first."""

        async def work(connection: AsyncConnection) -> list[SavedPaper]:
            reasons = defaultdict(list)
            for row in await connection.execute(
                select(reason_table).where(reason_table.c.person == person_id)
            ):
                reasons[row.paper].append(row.reason)
            rows = await connection.execute(
                select(saved)
                .where(saved.c.person == person_id)
                .order_by(saved.c.at.desc(), saved.c.paper.desc())
            )
            return [
                SavedPaper(
                    _FACTS.validate_json(row.facts), row.at, tuple(sorted(reasons[row.paper]))
                )
                for row in rows
            ]

        return await self._database.read(work)

    async def reasons(self, person_id: int, paper_id: PaperId) -> set[str]:
        """Return what keeps a paper on somebody's list; nothing when it is not there."""

        async def work(connection: AsyncConnection) -> set[str]:
            found = select(reason_table.c.reason).filter_by(person=person_id, paper=paper_id)
            return set(await connection.scalars(found))

        return await self._database.read(work)
