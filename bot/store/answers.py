"""What people were answered, kept for a while: to be turned over, and shown to others."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from pydantic import TypeAdapter
from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.answers import Answer
from bot.store.database import Database
from bot.store.dialects import add_numbered
from bot.store.tables import answer

ASKED: Final = "ask"
_SAID = TypeAdapter(Answer)


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """An answer that was given.

    Attributes:
        person: Number of whom it was given to.
        kind: What sort of answer it is, such as `ask`.
        question: What was asked, as it was typed.
        body: What it takes to show it again, as JSON.
    """

    id: int
    person: int
    kind: str
    question: str
    body: str

    @property
    def said(self) -> Answer:
        """The answer to a question about a paper."""
        return _SAID.validate_json(self.body)


class Answers:
    """The answers of the last weeks; no number is given twice."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def keep_said(self, person: int, said: Answer, now: datetime) -> int:
        """Keep the answer to a question about a paper; return its number."""
        return await self.keep(person, ASKED, said.question, _SAID.dump_json(said).decode(), now)

    async def keep(self, person: int, kind: str, question: str, body: str, now: datetime) -> int:
        """Keep an answer; return its number.

        Args:
            body: JSON.
        """
        row = {"person": person, "kind": kind, "question": question, "body": body, "at": now}

        async def work(connection: AsyncConnection) -> int:
            number = await add_numbered(connection, answer, row)
            if number is None:
                raise LookupError("an answer stands in the place of a new one")
            return number

        return await self._database.write(work)

    async def get(self, id: int, kind: str) -> KeptAnswer | None:
        """Return an answer, or None where there is no such one any more."""
        its = select(answer).where(answer.c.id == id, answer.c.kind == kind)

        async def work(connection: AsyncConnection) -> KeptAnswer | None:
            row = (await connection.execute(its)).one_or_none()
            if row is None:
                return None
            return KeptAnswer(row.id, row.person, row.kind, row.question, row.body)

        return await self._database.read(work)

    async def purge(self, before: datetime) -> int:
        """Forget what was answered before a moment (UTC); return how much."""

        async def work(connection: AsyncConnection) -> int:
            return (await connection.execute(delete(answer).where(answer.c.at < before))).rowcount

        return await self._database.write(work)
