"""What arXiv has announced, day by day, and what it still owes us."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.domain import silence
from bot.domain.batches import BatchState, DayState, day_state
from bot.domain.calendar import Calendar
from bot.domain.chat import Words
from bot.pipeline.collecting import Collecting
from bot.pipeline.shared import Shared
from bot.store import Store

_LOOKED_BACK = timedelta(days=14)
"""Longer than any stretch of days without a list."""


@dataclass(frozen=True, slots=True)
class Outlook:
    """What is known now.

    Attributes:
        calendar: With the days that were seen to have no list.
        today: The date in New York.
        last: The newest day that has a list; None where none was ever read.
        missing: The newest day that should have a list by now, if there is none.
        next: The next day to have a list.
        reason: Why something could not be read when it was asked last; '' where all could.
    """

    calendar: Calendar
    today: date
    last: DayState | None
    missing: DayState | None
    next: date
    reason: str


@dataclass(frozen=True, slots=True)
class Announced:
    """What is known of arXiv's lists."""

    store: Store
    collecting: Collecting
    clock: Callable[[], datetime]

    async def days(self, first: date, last: date, archives: Collection[str] = ()) -> list[DayState]:
        """Return what is known of each day, both ends included, in order.

        Days before the first one of which anything is known are left out.

        Args:
            archives: Whose lists count; without any, those that are read.
        """
        archives = archives or self.collecting.archives
        calendar = await self.collecting.calendar()
        batches = await self.store.batches.between(first, last)
        harvest = await self.store.batches.harvest()
        ours = [each.day for each in batches if each.archive in archives]
        known = min([*ours, *((harvest.began,) if harvest else ())], default=None)
        if known is None:
            return []
        failed = {name: feed.failed for name, feed in (await self.store.batches.feeds()).items()}
        first = max(first, known)
        each_day = (first + timedelta(days=n) for n in range((last - first).days + 1))
        now = self.clock()
        return [day_state(day, batches, calendar, now, failed, archives) for day in each_day]

    async def outlook(self) -> Outlook:
        """Return what is known now."""
        calendar, now = await self.collecting.calendar(), self.clock()
        newest, today = calendar.newest(now), calendar.today(now)
        days = await self.days(newest - _LOOKED_BACK, today)
        listed = [day for day in days if silence.is_listed(day)]
        last = listed[-1] if listed else await self._unlisted()
        due = [day for day in days if day.day == newest]
        missing = None if last and last.day >= newest else next(iter(due), None)
        after = calendar.next_after(max(newest, last.day) if last else newest)
        return Outlook(
            calendar,
            today,
            last,
            missing,
            missing.day if missing else after,
            await self._reason(),
        )

    async def notes(self, days: Collection[date]) -> tuple[Words, ...]:
        """Say what is unusual about the announcements of some days: late, or while we were away."""
        if not days:
            return ()
        known = await self.days(min(days), max(days))
        return silence.notes([day for day in known if day.day in days])

    async def _unlisted(self) -> DayState | None:
        """Return the newest day of which there are papers, where no list was ever read."""
        day = await self.store.arrivals.last_day()
        return DayState(day, BatchState.PARTIAL) if day else None

    async def _reason(self) -> str:
        feeds = await self.store.batches.feeds()
        failed = [
            feed.failed
            for name, feed in sorted(feeds.items())
            if name in self.collecting.archives and feed.failed
        ]
        harvest = await self.store.batches.harvest()
        return next(iter(failed), harvest.failed if harvest else "")


class Remarks:
    """What there is to say about the lists behind some arrivals, found out once for everybody."""

    def __init__(self, announced: Announced) -> None:
        self._announced = announced
        self._found = Shared(self._find)

    async def between(self, after: int, until: int) -> Sequence[Words]:
        """Say what is unusual about the lists of the arrivals above one number up to another."""
        return await self._found.get((after, until, self._announced.collecting.rounds))

    async def _find(self, key: tuple[int, int, int]) -> Sequence[Words]:
        after, until, _ = key
        days = await self._announced.store.silences.days(after, until, date.min)
        return await self._announced.notes(days)
