"""What one round of asking arXiv has found out so far."""

from dataclasses import dataclass, field
from datetime import date, datetime

from bot.domain.batches import Harvest
from bot.domain.bulletins import Bulletin
from bot.domain.papers import Announcement, ArrivalKind, Paper, PaperId

_MORE = (ArrivalKind.NEW, ArrivalKind.CROSS, ArrivalKind.REPLACED)
"""What lists call a paper, the most first: new to some readers is more than changed for others."""


@dataclass(slots=True)
class Round:
    """One round of asking.

    Attributes:
        now: When it began (UTC).
        newest: The newest day whose lists should stand.
        since: The first day of which something may be missing.
        empty: Archives whose feeds hold no list.
        all_listed: The lists of the newest day are known.
        in_vain: Archives whose feeds answered, and held nothing new.
        exact: What the lists say of each paper.
        records: What the records say of papers that a list names too.
        recorded: Every paper of which a record was read.
        whole: How far the records are known after it; None where they were not read to the end.
        failed: Sources that could not be read, with the reason.
        new: Arrivals that were not known.
    """

    now: datetime
    newest: date
    since: date
    bulletins: list[Bulletin] = field(default_factory=list)
    empty: set[str] = field(default_factory=set)
    all_listed: bool = False
    in_vain: set[str] = field(default_factory=set)
    exact: dict[PaperId, Announcement] = field(default_factory=dict)
    records: dict[PaperId, Paper] = field(default_factory=dict)
    recorded: set[PaperId] = field(default_factory=set)
    whole: Harvest | None = None
    failed: list[tuple[str, str]] = field(default_factory=list)
    new: int = 0

    def listed(self, bulletin: Bulletin) -> None:
        """Take note of a list; of two that name a paper, the one counts that calls it more."""
        self.bulletins.append(bulletin)
        for each in bulletin.announcements:
            before = self.exact.get(each.paper.id)
            if before is None or _MORE.index(each.kind) < _MORE.index(before.kind):
                self.exact[each.paper.id] = each

    @property
    def days(self) -> set[date]:
        """The days that the lists are of."""
        return {each.day for each in self.exact.values()} | {
            each.day for each in self.bulletins if each.day
        }

    @property
    def last(self) -> date:
        """The last day that anybody has spoken of."""
        return max(self.newest, *self.days, self.since)
