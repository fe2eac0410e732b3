"""What a record tells of an announcement that nobody saw: computed, and marked as that.

arXiv's records say when a paper was sent and when its record last changed, but neither on which
day it was listed nor as what. So the day is computed from when version 1 was sent and from the
calendar, and the kind from what was known before. Rather than lose a paper that moderators held for
weeks, one that nobody ever announced to us counts as new as long as it can be.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from bot.domain.bulletins import Record
from bot.domain.calendar import Calendar
from bot.domain.filing import archives
from bot.domain.papers import Announcement, ArrivalKind, Paper, month_of

LONGEST_HOLD = timedelta(days=21)
"""Moderation takes one to four days, sometimes two weeks and more (info.arxiv.org/help/
availability.html); only where nothing older is known does this decide."""

_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Window:
    """The days of which not everything is known yet.

    Attributes:
        began: The first day of which everything is known up to the window.
        since: First day of the window.
        until: Last day of the window.
        read: The lists that were read, by archive and day: what they do not say is not so.
        followed: Since which day the lists of an archive are followed; none is known in a first
            round.
    """

    began: date
    since: date
    until: date
    read: frozenset[tuple[str, date]] = frozenset()
    followed: Mapping[str, date] = field(default_factory=dict)

    def began_for(self, archives: Iterable[str]) -> date:
        """Return the first day of which everything is known in one of these archives."""
        if not self.followed:
            return self.began
        days = [self.followed[each] for each in archives if each in self.followed]
        return max(self.began, min(days, default=self.since))


@dataclass(frozen=True, slots=True)
class Known:
    """What was known of a paper before.

    Attributes:
        paper: As it was kept; None where it was not.
        kinds: As what it was ever announced.
    """

    paper: Paper | None = None
    kinds: Collection[ArrivalKind] = ()


def tell(
    record: Record,
    known: Known,
    window: Window,
    calendar: Calendar,
    is_ours: Callable[[str], bool] = lambda archive: True,
) -> list[Announcement]:
    """Say what was announced of a paper, as far as its record shows; most often nothing.

    Args:
        is_ours: Tells the archives whose lists are followed; elsewhere nothing is news.
    """
    paper = record.paper
    places = archives(paper.categories)
    ours = tuple(filter(is_ours, places))
    if not ours:
        return []
    listed = _listed(record, window, calendar)
    kinds: dict[ArrivalKind, date] = {}
    announced = {ArrivalKind.NEW, ArrivalKind.CROSS} & set(known.kinds)
    # To an archive of which we follow the lists, but not this paper's own, it is a guest.
    first = ArrivalKind.NEW if is_ours(places[0]) else ArrivalKind.CROSS
    if first not in known.kinds and (new := _new_on(record, known, window, calendar)):
        kinds[first] = new
    elif _was_crossed(paper, known) or (
        not announced and _was_crossed_unseen(record, ours, window, listed)
    ):
        kinds[ArrivalKind.CROSS] = listed
    if _has_another_comment(paper, known):
        kinds[ArrivalKind.COMMENT] = listed
    if _is_replaced(record, known, window, calendar):
        kinds[ArrivalKind.REPLACED] = _sent_on(record, calendar) or listed
    if (
        record.withdrawn
        and ArrivalKind.WITHDRAWN not in known.kinds
        and _is_recent(record, window, calendar)
    ):
        kinds[ArrivalKind.WITHDRAWN] = _sent_on(record, calendar) or listed
    return [
        Announcement(
            paper,
            kind,
            min(max(day, window.since), window.until),
            inferred=True,
            archive=ours[0],
        )
        for kind, day in kinds.items()
    ]


def crossed_too(replaced: Announcement, known: Paper | None) -> Announcement | None:
    """Return the cross-list that a list hides: of a paper it says one thing, and first "replaced".

    Its record may be read later, and has no more categories than are known by then.

    Args:
        replaced: What the list says.
        known: The paper as it was kept before.
    """
    if not _was_crossed(replaced.paper, Known(known)):
        return None
    return replace(replaced, kind=ArrivalKind.CROSS, inferred=True)


def _new_on(record: Record, known: Known, window: Window, calendar: Calendar) -> date | None:
    """Return the day on which a paper that nobody called new to us became new, if it did."""
    sent = record.paper.submitted
    earliest = calendar.announced_on(sent) if sent else None
    if earliest is None or ArrivalKind.NEW in known.kinds:
        return None
    if earliest >= window.since:
        return earliest
    month = month_of(record.paper.id)
    over = month is not None and _last_list(month, calendar) < window.since
    places = archives(record.paper.categories)
    began = window.began_for(places)
    if earliest >= began:
        return earliest if over else _listed(record, window, calendar)
    # The list of another archive can have called it a cross-list, and it may be an old one.
    guessed = ArrivalKind.CROSS not in known.kinds and len(record.paper.versions) == 1
    held = earliest >= window.since - LONGEST_HOLD
    listed = _listed(record, window, calendar)
    # Of an archive that is new to us, a list that was read would name it: otherwise its record has
    # changed for another reason.
    read = began >= window.since and any((place, listed) in window.read for place in places)
    return listed if held and guessed and not over and not read else None


def _was_crossed(paper: Paper, known: Known) -> bool:
    """Say whether a paper has more categories than it had."""
    before = set(known.paper.categories) if known.paper else set()
    return bool(before) and before < set(paper.categories)


def _was_crossed_unseen(record: Record, places: Collection[str], window: Window, day: date) -> bool:
    """Say whether an old record may have changed because of a cross-list that nobody saw.

    Where all its lists of the day were read, it has changed for another reason: one would say so.
    """
    paper = record.paper
    if all((place, day) in window.read for place in places):
        return False
    several = len(paper.categories) > 1
    other_reasons = paper.doi or paper.journal_ref or len(paper.versions) > 1 or record.withdrawn
    # What is announced in the evening has that evening's date, or the next one in UTC.
    recent = record.stamp >= window.since - timedelta(days=1)
    return several and not other_reasons and recent


def _has_another_comment(paper: Paper, known: Known) -> bool:
    announced = {ArrivalKind.NEW, ArrivalKind.CROSS} & set(known.kinds)
    return bool(announced and paper.comment and known.paper) and (
        paper.comment != (known.paper.comment if known.paper else None)
    )


def _is_replaced(record: Record, known: Known, window: Window, calendar: Calendar) -> bool:
    if known.paper and known.paper.version:
        return (record.paper.version or 1) > known.paper.version
    return (record.paper.version or 1) > 1 and _is_recent(record, window, calendar)


def _is_recent(record: Record, window: Window, calendar: Calendar) -> bool:
    """Say whether the newest version can have been listed in the window."""
    day = _sent_on(record, calendar)
    return day is not None and day >= window.since


def _sent_on(record: Record, calendar: Calendar) -> date | None:
    sent = record.paper.versions[-1].submitted if record.paper.versions else None
    return calendar.announced_on(sent) if sent else None


def _listed(record: Record, window: Window, calendar: Calendar) -> date:
    """Return the day of the window on which a change of this stamp was listed, or about that."""
    inside = min(max(record.stamp, window.since), window.until)
    return inside if calendar.quiet(inside) is None else calendar.next_after(inside)


def _last_list(month: date, calendar: Calendar) -> date:
    """Return the day of the last list whose papers can have ids of a month.

    An id is of the month in which its list was closed: that of Mon 2025-11-03 was closed on Fri
    2025-10-31, and its ids begin with 2510.
    """
    last = (month + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    while last.weekday() >= _SATURDAY:
        last -= timedelta(days=1)
    return calendar.next_after(last)
