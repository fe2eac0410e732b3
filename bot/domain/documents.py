"""Papers written down for keeping: what a post or a note is made of, and what comes of it."""

from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.fulltext import Affiliation, Lack
from bot.domain.links import PaperLink
from bot.domain.papers import Paper
from bot.domain.summaries import Detail, Summary

BLOG = (Detail.TAKEAWAYS, Detail.ANALYSIS)
"""What a post says about a paper."""

NOTE = (Detail.ANALYSIS,)
"""What a note says about one."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A figure of a paper, as far as it may be shown.

    Attributes:
        caption: As printed, with its label.
        page: Where it can be looked at: the link that stands where it may not be shown.
        address: Of an image that may be shown; '' for none.
        content: Of an image that may be kept in a file beside the text; goes before the address.
    """

    caption: str
    page: str
    address: str = ""
    content: bytes = b""


@dataclass(frozen=True, slots=True)
class Reading:
    """A paper with what is said about it, and the facts that its full text gives.

    Attributes:
        takeaways: One line and its points; None where nobody was asked.
        analysis: The long reading, part by part; None where nobody was asked.
        links: The paper's own, from abstract, comment and full text.
        affiliation: Of the first author, with the line it stands in.
        tags: What its reader filed it under, without a `#`.
        pictures: Its figures, those that may be shown and those that may not.
    """

    paper: Paper
    takeaways: Summary | None = None
    analysis: Summary | None = None
    links: tuple[PaperLink, ...] = ()
    affiliation: Affiliation | None = None
    tags: tuple[str, ...] = ()
    pictures: tuple[Picture, ...] = ()

    @property
    def is_makeshift(self) -> bool:
        """Whether better texts were wanted: what was written before may be better."""
        both = (said for said in (self.takeaways, self.analysis) if said)
        return any(said.fallback or said.lack is Lack.NOT_NOW for said in both)


@dataclass(frozen=True, slots=True)
class Post:
    """An update of a blog post.

    Attributes:
        topic: What the post is about, as people call it.
        at: When it is written, in the zone of its readers.
        language: BCP 47 tag of its headings and texts.
        readings: The papers, newest first.
    """

    topic: str
    at: datetime
    language: str
    readings: tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """What somebody saved on a day.

    Attributes:
        day: In the zone of that person.
        owner: Tells people apart; it is not shown.
        begun: When the first of its papers was saved.
        at: When it is written.
        language: BCP 47 tag of its headings and texts.
        readings: The papers, first saved first.
    """

    day: date
    owner: str
    begun: datetime
    at: datetime
    language: str
    readings: tuple[Reading, ...]

    @property
    def title(self) -> str:
        """The name it has in a vault: its day, without a separator."""
        return f"{self.day:%Y%m%d}"


@dataclass(frozen=True, slots=True)
class Document:
    """A text and the files that belong beside it.

    Attributes:
        files: Each with its path from the folder of the text, in order.
    """

    name: str
    text: str
    files: tuple[tuple[str, bytes], ...] = ()
