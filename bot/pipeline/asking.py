"""What a paper answers to a question.

full text or abstract  ->  whoever answers, cheapest first  ->  each sentence on its quote
                       ->  the paper's own words where nobody else can
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.domain.answers import Answer
from bot.domain.errors import LimitReached, WriterError
from bot.domain.papers import Paper
from bot.domain.spend import Payer
from bot.pipeline.ruling import Ruling
from bot.pipeline.writing import Writing
from bot.ports import Answerer

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Asking:
    """Answers questions about papers.

    Attributes:
        answerers: Who is asked, one after the other; none where only the paper's own words are.
        authors: Stands in when they fail.
    """

    writing: Writing
    answerers: Sequence[Answerer]
    authors: Answerer

    async def answer(self, paper: Paper, question: str, language: str, payer: Payer) -> Answer:
        """Answer a question from what a paper says.

        Args:
            language: BCP 47 tag of the answer.
            payer: For whom.
        """
        material = await self.writing.all_there_is(paper)
        may = await Ruling(self.writing.store).answered(payer)
        answerers, limit = self.answerers if may else (), ""
        for answerer in answerers:
            try:
                return await answerer.answer(material, question, language, payer)
            except LimitReached as error:
                log.info("%s was not asked about %s: %s", answerer.writer, paper.id, error)
                limit = error.limit
                break
            except WriterError as error:
                log.warning("%s could not answer about %s: %s", answerer.writer, paper.id, error)
        said = await self.authors.answer(material, question, language)
        return replace(said, fallback=bool(answerers), limit=limit)
