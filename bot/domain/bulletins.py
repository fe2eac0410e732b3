"""What arXiv says, as it says it: the list of a day, and records that have changed.

A *bulletin* is one feed of one archive: what it announces on one day, exactly. A *record* is what
arXiv keeps of a paper: complete, but silent about the day and the list it was announced in.
"""

from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.papers import Announcement, Paper


@dataclass(frozen=True, slots=True)
class Bulletin:
    """One archive's list of one day.

    Attributes:
        archive: Such as `cs`.
        day: The day (US/Eastern) of its entries; None where there are none.
        tag: Sent along with the next request, so that an unchanged list is not sent again.
        full: As long as a list may be: what did not fit is missing, replacements first.
        unread: Entries that made no sense.
    """

    archive: str
    day: date | None
    announcements: tuple[Announcement, ...]
    tag: str = ""
    full: bool = False
    unread: int = 0


@dataclass(frozen=True, slots=True)
class Record:
    """A paper as arXiv keeps it.

    Attributes:
        paper: With every version and when it was sent, comment and licence.
        stamp: The day (UTC) of the last change, for whatever reason.
        withdrawn: Its newest version has no text any more; the comment says why.
    """

    paper: Paper
    stamp: date
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """Some of the records that have changed.

    Attributes:
        answered: When arXiv says it answered (UTC): the next harvest begins with that day.
    """

    records: tuple[Record, ...]
    answered: datetime
