"""Where papers and what they say come from."""

from collections.abc import AsyncIterator, Sequence
from datetime import date, datetime, timedelta
from typing import Protocol

from bot.domain.bulletins import Bulletin, Page
from bot.domain.fulltext import Figure, FullText
from bot.domain.papers import Paper, PaperId
from bot.domain.topics import Topic


class PaperSource(Protocol):
    """The list of what one archive announces."""

    @property
    def name(self) -> str:
        """For the log and for people, such as `arXiv RSS cs`."""

    @property
    def archive(self) -> str:
        """Whose list it is, such as `cs`."""

    async def today(self, tag: str = "") -> Bulletin | None:
        """Return the list as it is now, or None if it has not changed since.

        Args:
            tag: The `tag` of the last list that was read.

        Raises:
            SourceError: It cannot be reached or makes no sense.
            Throttled: It asked us to wait.
        """


class RecordSource(Protocol):
    """All papers, by when their records changed: what proves that nothing is missing."""

    def changed(self, since: date) -> AsyncIterator[Page]:
        """Yield every record that has changed on a day (UTC) or later, in no order.

        A paper may come more than once. What has been yielded before an error is true; only when
        it ends without one is nothing missing.

        Raises:
            SourceError: It cannot be reached or makes no sense.
            Throttled: It asked us to wait.
        """


class PaperLookup(Protocol):
    """A place that can be asked about papers by name."""

    async def by_ids(self, ids: Sequence[PaperId]) -> list[Paper]:
        """Return the papers that exist, in no order; at most 100 ids.

        Raises:
            SourceError: It cannot be reached or makes no sense.
        """

    async def by_title(self, title: str) -> list[Paper]:
        """Return papers whose title is this one but for case and punctuation.

        Raises:
            SourceError: It cannot be reached or makes no sense.
        """

    async def matching(self, topic: Topic, first: date, last: date) -> list[Paper]:
        """Return papers sent in on some days (UTC, both included) that a topic wants, newest first.

        It asks once: of very many it returns the newest.

        Raises:
            SourceError: It cannot be reached or makes no sense.
            Throttled: It asked us to wait.
        """


class FullTexts(Protocol):
    """Where the full texts of papers come from."""

    async def read(self, paper: Paper) -> FullText:
        """Return all that a paper says, of its version if that is known.

        Raises:
            NoFullText: Its files hold no text that we can read; says why.
            SourceError: arXiv cannot be reached or makes no sense.
            Throttled: It asked us to wait.
        """

    async def picture(self, paper: Paper, figure: Figure) -> bytes:
        """Return a figure of a paper's full text, as a PNG, JPEG, GIF or WebP.

        Raises:
            NoFullText: There is no such picture, or it is too large.
            SourceError: arXiv cannot be reached or makes no sense.
            Throttled: It asked us to wait.
        """


class Turnstile(Protocol):
    """One turn at a time for every process of a deployment."""

    async def enter(self, now: datetime, lease: timedelta) -> datetime | None:
        """Take the turn for at most `lease`, or return when to ask again (UTC)."""

    async def leave(self, next_at: datetime) -> None:
        """Give the turn back; nobody may enter before `next_at` (UTC)."""

    async def closed_until(self) -> datetime | None:
        """Return the moment before which nobody may enter, if one is set."""
