"""Takes down what a model wrote and people say is wrong, wherever it is shown."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.chat import Person
from bot.domain.papers import Paper
from bot.domain.summaries import REPORTED, Detail
from bot.pipeline.writing import Writing
from bot.store import Store
from bot.store.reports import Report

log = logging.getLogger(__name__)

_HELD_BACK = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Reporting:
    """Hears what people report.

    All that was said of the paper at that length goes, in every language: whoever reports one has
    rarely read the others, and all of them come from the same model and the same wording. Texts of
    other lengths are other texts, with a button of their own. From then on the authors speak, until
    there is a new version or a new wording, or a year has passed.

    Attributes:
        clock: Says what time it is (UTC).
        new_id: Makes the id by which a report is found in the log.
    """

    store: Store
    writing: Writing
    clock: Callable[[], datetime]
    new_id: Callable[[], str]

    async def report(self, paper: Paper, detail: Detail, person: Person) -> str | None:
        """Take a text down; what shows it is changed by `Amending`.

        Returns the id of the report, or None where the person has reported it before and nothing
        has been written since, as it may be in a language that nobody had asked for.
        """
        now, incident = self.clock(), self.new_id()
        number = await self.store.people.of(person)
        gone = await self.store.summaries.take_down(
            paper.id,
            detail,
            {(each.writer, each.prompt) for each in self.writing.writers},
            self.writing.run,
            REPORTED,
            now + _HELD_BACK,
        )
        made = Report(number, paper.id, detail, incident)
        if not await self.store.reports.add(made, now, again=bool(gone)):
            return None
        said = "Report %s by %s (%s): the %s of %s is taken down"
        log.warning(said, incident, person.native, person.platform, detail, paper.id)
        for each in gone:
            said = "Report %s: %s, prompt %s, from the %s, in %s, had said: %s"
            which = (each.writer, each.prompt, each.basis, each.language)
            log.warning(said, incident, *which, [each.text, *(part.lines for part in each.parts)])
        return incident
