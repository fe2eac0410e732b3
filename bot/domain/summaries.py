"""What is said about a paper, and who says it."""

from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from bot.domain.papers import PaperId


class Detail(StrEnum):
    """How much is said."""

    HEADLINE = "headline"
    TLDR = "tldr"


LIMITS = MappingProxyType({Detail.HEADLINE: 100, Detail.TLDR: 400})
"""Characters at most; two lines on a phone, and a short paragraph. Quoted sentences stay whole."""


@dataclass(frozen=True, slots=True)
class Summary:
    """A text about one paper, and whose it is.

    Attributes:
        text: Plain text, no TeX, no links.
        writer: '' for the authors' own words, else the model's name.
        prompt: Version of the wording a model was given; '' for the authors.
        fallback: True when a model was wanted and failed, so the authors speak.
        figures: Of the figures a model gave, how many the paper has, and how many they were; None
            for the authors, and where it was not counted.
        limit: The limit that kept the model from being asked, such as `space-day`; '' for none.
    """

    paper: PaperId
    version: int | None
    detail: Detail
    text: str
    writer: str = ""
    prompt: str = ""
    fallback: bool = False
    figures: tuple[int, int] | None = None
    limit: str = ""

    @property
    def authors_own(self) -> bool:
        """Whether this is quoted from the paper."""
        return not self.writer
