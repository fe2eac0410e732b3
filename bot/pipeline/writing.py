"""What is said about a paper, written once for all who ask."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.domain.errors import LimitReached, WriterError
from bot.domain.papers import Paper, PaperId
from bot.domain.spend import NOBODY, Payer, Scope
from bot.domain.summaries import Detail, Summary
from bot.ports import Summariser
from bot.store import Store

log = logging.getLogger(__name__)

_LANGUAGE = "en"
_SOURCE = "abstract"
_AT_ONCE = 4


@dataclass(frozen=True, slots=True)
class Writing:
    """Gets texts about papers.

    Attributes:
        writer: Who writes; `authors` stands in when it fails.
        clock: Says what time it is (UTC).
    """

    store: Store
    writer: Summariser
    authors: Summariser
    clock: Callable[[], datetime]
    _going_on: dict[tuple[PaperId, int | None, Detail], asyncio.Task[Summary]] = field(
        default_factory=dict
    )

    async def summarise(self, paper: Paper, detail: Detail, payer: Payer = NOBODY) -> Summary:
        """Say what a paper is about: from the store, else by the writer, else by its authors.

        However many ask at once, one call is made.

        Args:
            payer: For whom; the first of many who ask at once pays.
        """
        key = (paper.id, paper.version, detail)
        while True:
            task = self._going_on.get(key)
            mine = task is None
            if task is None:
                task = asyncio.create_task(self._write(paper, detail, payer))
                self._going_on[key] = task
                task.add_done_callback(lambda _: self._going_on.pop(key, None))
            summary = await asyncio.shield(task)
            # The limit of another is not ours.
            if mine or summary.limit.partition("-")[0] not in (Scope.SPACE, Scope.PERSON):
                return summary

    async def one_liners(
        self, papers: Sequence[Paper], payer: Payer = NOBODY
    ) -> dict[PaperId, Summary]:
        """Write the one-liners of a list, a few at a time."""
        places = asyncio.Semaphore(_AT_ONCE)

        async def write(paper: Paper) -> Summary:
            async with places:
                return await self.summarise(paper, Detail.HEADLINE, payer)

        written = await asyncio.gather(*(write(paper) for paper in papers))
        return {summary.paper: summary for summary in written}

    async def _write(self, paper: Paper, detail: Detail, payer: Payer) -> Summary:
        writer = self.writer
        if not writer.writer:
            return await writer.summarise(paper, detail)
        kept = await self.store.summaries.get(
            paper.id, paper.version, detail, _LANGUAGE, writer.writer, writer.prompt, _SOURCE
        )
        if kept:
            return kept
        try:
            summary = await writer.summarise(paper, detail, payer)
        except LimitReached as error:
            log.info("%s was not asked about %s: %s", writer.writer, paper.id, error)
            said = await self.authors.summarise(paper, detail)
            return replace(said, fallback=True, limit=error.limit)
        except WriterError as error:
            log.warning("%s could not summarise %s: %s", writer.writer, paper.id, error)
            return replace(await self.authors.summarise(paper, detail), fallback=True)
        await self.store.summaries.put(summary, _LANGUAGE, _SOURCE, self.clock())
        return summary
