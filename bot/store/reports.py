"""Texts that people reported as wrong, and whether what showed them has been changed."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.papers import PaperId
from bot.domain.summaries import Detail
from bot.store.database import Database
from bot.store.dialects import add_new, upsert
from bot.store.tables import report


@dataclass(frozen=True, slots=True)
class Report:
    """Somebody says that a text is wrong.

    Attributes:
        person: Number of the person.
        incident: By which the operator finds it in the log.
    """

    person: int
    paper: PaperId
    detail: Detail
    incident: str


class Reports:
    """Every report; each person makes one for each length of text about a paper."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, made: Report, now: datetime, *, again: bool = False) -> bool:
        """Keep a report; False where that person has reported the text before.

        Args:
            again: Keep it then too: there is a new text, which what shows it has to lose.
        """
        row = {
            "person": made.person,
            "paper": made.paper,
            "detail": made.detail,
            "incident": made.incident,
            "at": now,
            "redrawn": 0,
        }

        async def work(connection: AsyncConnection) -> bool:
            if not again:
                return await add_new(connection, report, row)
            await connection.execute(upsert(connection, report), row)
            return True

        return await self._database.write(work)

    async def open(self, since: datetime) -> dict[PaperId, set[Detail]]:
        """Return what was reported since (UTC) and whose messages are yet to be changed."""
        recent = (report.c.redrawn == 0) & (report.c.at >= since)
        wanted = select(report.c.paper, report.c.detail).where(recent).order_by(report.c.paper)

        async def work(connection: AsyncConnection) -> dict[PaperId, set[Detail]]:
            found: dict[PaperId, set[Detail]] = {}
            for row in await connection.execute(wanted):
                found.setdefault(PaperId(row.paper), set()).add(Detail(row.detail))
            return found

        return await self._database.read(work)

    async def close(self, paper: PaperId, until: datetime) -> None:
        """Note that whatever showed the text reported until then (UTC) has been changed."""
        mine = (report.c.paper == paper) & (report.c.at <= until)

        async def work(connection: AsyncConnection) -> None:
            await connection.execute(update(report).where(mine).values(redrawn=1))

        await self._database.write(work)
