"""A paper's text, read once, to look claims up in."""

import re
from dataclasses import dataclass
from typing import Self

from bot.domain.grounding.aligned import Retold
from bot.domain.grounding.beside import Beside
from bot.domain.grounding.degrees import Degrees
from bot.domain.grounding.denials import Denials
from bot.domain.grounding.metadata import Facts, Record
from bot.domain.grounding.names import Words
from bot.domain.grounding.numbers import Figures
from bot.domain.grounding.opposing import Poles
from bot.domain.grounding.plain import plain
from bot.domain.grounding.sparing import Sparing

_LISTED = re.compile(r"(?:[\w-]+(?: [\w-]+){0,7}, ){1,11}(?:and |or )|\b[\w-]+ and [\w-]+")


@dataclass(frozen=True, slots=True)
class Source:
    """Title and text of a paper, and its record.

    Attributes:
        text: In plain spelling; a place in it is a place in the text.
        lists: How many members its enumerations have.
    """

    text: str
    record: Record
    figures: Figures
    words: Words
    poles: Poles
    degrees: Degrees
    sparing: Sparing
    denials: Denials
    retold: Retold
    beside: Beside
    lists: frozenset[int]

    @classmethod
    def read(cls, text: str, facts: Facts | None = None) -> Self:
        """Read a paper's text: title and abstract, or all of it.

        Args:
            text: As the model was shown it.
            facts: What is known of the paper besides; nothing else may be claimed of it.
        """
        text = plain(text)
        denials = Denials.read(text)
        return cls(
            text,
            Record.read(facts or Facts(), text),
            Figures.read(text),
            Words.read(text),
            Poles.read(text),
            Degrees.read(text),
            Sparing.read(text, denies=denials.denies),
            denials,
            Retold.read(text),
            Beside.read(text),
            frozenset(
                found[0].count(",") + 1 + (", " not in found[0]) for found in _LISTED.finditer(text)
            ),
        )
