"""Reads papers whole, for whoever writes them down in a post or a note."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from bot.domain import links
from bot.domain.chat import Attachment, Person
from bot.domain.documents import NOTE, Note, Post, Reading
from bot.domain.languages import Languages
from bot.domain.papers import Paper
from bot.domain.spend import NOBODY, Payer
from bot.domain.summaries import Detail, Summary
from bot.pipeline.illustrating import Illustrating
from bot.pipeline.writing import Writing
from bot.store.saved import SavedPaper

_AT_ONCE: Final = 4


@dataclass(frozen=True, slots=True)
class Documenting:
    """Turns papers into documents.

    Attributes:
        illustrating: Gets their figures.
        language: BCP 47 tag of what is written where nobody chose another.
        write_post: Writes a post as a file.
        write_note: Writes a note as a file.
    """

    writing: Writing
    illustrating: Illustrating
    language: str
    write_post: Callable[[Post], Attachment]
    write_note: Callable[[Note], Attachment]

    async def read(
        self,
        papers: Sequence[Paper],
        *,
        details: Sequence[Detail],
        files: bool = False,
        language: str = "",
        payer: Payer = NOBODY,
        on_read: Callable[[], None] = lambda: None,
    ) -> tuple[Reading, ...]:
        """Read papers, a few at a time, and return them in their order.

        Args:
            details: What is to be said about them: takeaways, an analysis, or both.
            files: Figures are wanted as files.
            on_read: Called after each paper.
        """
        places = asyncio.Semaphore(_AT_ONCE)
        spoken = language or self.language

        async def read(paper: Paper) -> Reading:
            async with places:
                said = await self._said(paper, details, spoken, payer)
                reading = await self._with_facts(paper, said, files=files)
            on_read()
            return reading

        return tuple(await asyncio.gather(*map(read, papers)))

    async def note(
        self,
        person: Person,
        kept: Sequence[SavedPaper],
        at: datetime,
        *,
        language: str = "",
        payer: Payer = NOBODY,
        on_read: Callable[[], None] = lambda: None,
    ) -> Note:
        """Read what somebody saved on one day, for a note.

        Args:
            person: Whose note it is.
            kept: At least one paper.
            at: The present moment, in the zone of that person.
        """
        first = sorted(kept, key=lambda each: (each.at, each.paper.id))
        papers = [each.paper for each in first]
        readings = await self.read(
            papers, details=NOTE, files=True, language=language, payer=payer, on_read=on_read
        )
        tagged = (replace(one, tags=each.tags) for one, each in zip(readings, first, strict=True))
        begun = first[0].at
        return Note(
            day=begun.astimezone(at.tzinfo).date(),
            owner=f"{person.platform}:{person.space}:{person.native}",
            begun=begun,
            at=at,
            language=language or self.language,
            readings=tuple(tagged),
        )

    async def _said(
        self, paper: Paper, details: Sequence[Detail], language: str, payer: Payer
    ) -> dict[Detail, Summary]:
        said: dict[Detail, Summary] = {}
        for detail in details:
            told = await self.writing.all_of([paper], detail, Languages((language,)), payer)
            said[detail] = told[paper.id]
        return said

    async def _with_facts(
        self, paper: Paper, said: Mapping[Detail, Summary], *, files: bool
    ) -> Reading:
        """Add what the full text says of itself; by now it is on the disk, if there is one."""
        full = (await self.writing.material(paper, Detail.ANALYSIS)).full
        return Reading(
            paper,
            said.get(Detail.TAKEAWAYS),
            said.get(Detail.ANALYSIS),
            links.each_once((*links.of(paper), *(full.links if full else ()))),
            full.affiliation if full else None,
            pictures=await self.illustrating.pictures(paper, full, files=files) if full else (),
        )
