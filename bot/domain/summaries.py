"""What is said about a paper, how much of it, in which language, from what, and who says it."""

from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from bot.domain.fulltext import FullText, Lack
from bot.domain.papers import Paper, PaperId


class Detail(StrEnum):
    """How much is said."""

    HEADLINE = "headline"
    TLDR = "tldr"
    TAKEAWAYS = "takeaways"
    ANALYSIS = "analysis"


class Basis(StrEnum):
    """What was read of a paper."""

    ABSTRACT = "abstract"
    FULL = "full"


class Aspect(StrEnum):
    """What a part of a longer text is about; its heading is the sentence `aspect-<value>`."""

    POINTS = "points"
    TITLE = "title"
    KEYWORDS = "keywords"
    BACKGROUND = "background"
    EARLIER = "earlier"
    MOTIVATION = "motivation"
    METHOD = "method"
    RESULTS = "results"
    SUPPORT = "support"
    SIGNIFICANCE = "significance"
    INNOVATION = "innovation"
    PERFORMANCE = "performance"
    WORKLOAD = "workload"
    CONTRIBUTIONS = "contributions"
    LIMITATIONS = "limitations"
    RELATED = "related"


LIMITS = MappingProxyType(
    {Detail.HEADLINE: 100, Detail.TLDR: 400, Detail.TAKEAWAYS: 200, Detail.ANALYSIS: 300}
)
"""Characters of a summary's `text` at most: two lines on a phone, a short paragraph, and the one
line above the parts. Quoted sentences stay whole."""

REPORTED = "reported"
"""Why a text is not written: people said of an earlier one that it is wrong."""

LINE_LIMIT = 600
"""Characters of a line of a part at most."""

ASPECTS = MappingProxyType(
    {
        Detail.HEADLINE: (),
        Detail.TLDR: (),
        Detail.TAKEAWAYS: (Aspect.POINTS,),
        Detail.ANALYSIS: tuple(each for each in Aspect if each is not Aspect.POINTS),
    }
)
"""Of which parts a text of a detail consists, in the order in which they are shown."""

MOST_LINES = MappingProxyType(
    {
        Aspect.POINTS: 7,
        Aspect.TITLE: 1,
        Aspect.KEYWORDS: 8,
        Aspect.METHOD: 8,
        Aspect.RESULTS: 6,
        Aspect.CONTRIBUTIONS: 5,
        Aspect.RELATED: 6,
    }
)
"""Lines of a part at most; three where nothing else is said."""


@dataclass(frozen=True, slots=True)
class Part:
    """What a longer text says under one heading.

    Attributes:
        lines: Plain text each; of the method, its steps in order.
        strong: Key phrases, each standing in one of the lines just as it is here.
    """

    aspect: Aspect
    lines: tuple[str, ...]
    strong: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Order:
    """What somebody wants to read about a paper.

    Attributes:
        language: BCP 47 tag, such as `en` or `zh`. Authors are quoted as they wrote.
    """

    detail: Detail
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Material:
    """All that whoever writes may know of a paper.

    Attributes:
        full: All that it says; None where the abstract has to do.
        lack: Why the abstract has to do although the full text was asked for.
    """

    paper: Paper
    full: FullText | None = None
    lack: Lack | None = None

    @property
    def basis(self) -> Basis:
        """Say what is read."""
        return Basis.ABSTRACT if self.full is None else Basis.FULL


@dataclass(frozen=True, slots=True)
class Wanted:
    """Just which text is meant: what two texts must share for one to stand for the other.

    Attributes:
        version: Of the paper; None where nobody told us.
        prompt: Version of the wording a model is given.
    """

    paper: PaperId
    version: int | None
    detail: Detail
    language: str
    writer: str
    prompt: str
    basis: Basis


@dataclass(frozen=True, slots=True)
class Summary:
    """A text about one paper, and whose it is.

    Attributes:
        text: Plain text, no TeX, no links; one line.
        writer: '' for the authors' own words, else the model's name.
        prompt: Version of the wording a model was given; '' for the authors.
        fallback: True when a model was wanted and failed, so the authors speak.
        figures: Of the figures a model gave, how many the paper has, and how many they were; None
            for the authors, and where it was not counted.
        limit: What kept the model from being asked: a limit, such as `space-day`, or `REPORTED`;
            '' for nothing.
        language: BCP 47 tag of what is written.
        parts: What a longer text says under each heading, in the order of `ASPECTS`; empty parts
            are left out.
        basis: What was read.
        pages: Of the PDF that was read; None otherwise.
        pages_read: Less than `pages` where the rest was over the limit.
        lack: Why the abstract had to do although the full text was asked for.
        others: The same in other languages, where several are wanted.
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
    language: str = "en"
    parts: tuple[Part, ...] = ()
    basis: Basis = Basis.ABSTRACT
    pages: int | None = None
    pages_read: int | None = None
    lack: Lack | None = None
    others: tuple["Summary", ...] = ()

    @property
    def authors_own(self) -> bool:
        """Whether this is quoted from the paper."""
        return not self.writer

    @property
    def wanted(self) -> Wanted:
        """Say just which text this is."""
        return Wanted(
            self.paper,
            self.version,
            self.detail,
            self.language,
            self.writer,
            self.prompt,
            self.basis,
        )


def needs_full_text(detail: Detail) -> bool:
    """Say whether an abstract alone is too little to say so much."""
    return detail in (Detail.TAKEAWAYS, Detail.ANALYSIS)
