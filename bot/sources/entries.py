"""What one entry of a file of papers comes to, in whatever form the file is."""

from dataclasses import dataclass

from bot.domain.chat import Words
from bot.domain.papers import Paper


@dataclass(frozen=True, slots=True)
class Entry:
    """A paper, or a title without an id, or a reason why there is neither.

    Attributes:
        number: From 1: the line in JSON lines, in XML the how-manieth record.
        title: Of a record without an id.
    """

    number: int
    paper: Paper | None = None
    title: str | None = None
    problem: Words | None = None
