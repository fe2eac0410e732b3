"""How far each file has been read in, so that a cut-off import goes on where it stopped."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.papers import Paper
from bot.store.database import Database
from bot.store.dialects import upsert
from bot.store.papers import keep
from bot.store.tables import intake


class Imports:
    """The files that were imported, whole or in part."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def progress(self, file: str, fingerprint: str) -> int:
        """Return how many records of a file are done: none, if it is not the same file any more.

        Args:
            file: Its name.
            fingerprint: Changes when its content does.
        """
        done = select(intake.c.records).filter_by(file=file, fingerprint=fingerprint)

        async def work(connection: AsyncConnection) -> int:
            return await connection.scalar(done) or 0

        return await self._database.read(work)

    async def advance(
        self, file: str, fingerprint: str, records: int, papers: Iterable[Paper]
    ) -> int:
        """Keep some papers and, with them or not at all, how many records are done now.

        Returns how many of the papers are new.
        """
        row = {"file": file, "fingerprint": fingerprint, "records": records}
        described = list(papers)

        async def work(connection: AsyncConnection) -> int:
            new = await keep(connection, described)
            await connection.execute(upsert(connection, intake), row)
            return new

        return await self._database.write(work)
