"""What has been said about papers, so that nobody pays twice for the same words."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.papers import PaperId
from bot.domain.summaries import Detail, Summary
from bot.store.database import Database
from bot.store.dialects import upsert
from bot.store.tables import summary

_NO_VERSION = 0


class Summaries:
    """Every text, by what it is about, who wrote it, and from what."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def get(
        self,
        paper: PaperId,
        version: int | None,
        detail: Detail,
        language: str,
        writer: str,
        prompt: str,
        source: str,
    ) -> Summary | None:
        """Return the text that this writer gave for just this, or None.

        Args:
            language: Code of the language the text is in.
            writer: '' for the authors.
            prompt: Version of the wording.
            source: What was read, such as `abstract`.
        """
        wanted = select(summary.c.text).filter_by(
            paper=paper,
            version=version or _NO_VERSION,
            detail=detail,
            language=language,
            writer=writer,
            prompt=prompt,
            source=source,
        )

        async def work(connection: AsyncConnection) -> Summary | None:
            text = await connection.scalar(wanted)
            return text and Summary(paper, version, detail, text, writer, prompt)

        return await self._database.read(work)

    async def put(self, said: Summary, language: str, source: str, now: datetime) -> None:
        """Keep a text in place of an earlier one for the same thing.

        Args:
            language: Code of the language the text is in.
            source: What was read, such as `abstract`.
            now: When it was written (UTC).
        """
        row = {
            "paper": said.paper,
            "version": said.version or _NO_VERSION,
            "detail": said.detail,
            "language": language,
            "writer": said.writer,
            "prompt": said.prompt,
            "source": source,
            "text": said.text,
            "at": now,
        }

        async def work(connection: AsyncConnection) -> None:
            await connection.execute(upsert(connection, summary), row)

        await self._database.write(work)
