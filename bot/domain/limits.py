"""How often people may ask for what takes time or money. Pure.

Kept as a single moment: when all that was asked for will be forgotten. Each call moves it on by its
share of the window; where it would lie further ahead than the window is long, the call has to wait.
Known as the generic cell rate algorithm: https://en.wikipedia.org/wiki/Generic_cell_rate_algorithm
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from bot.domain.chat import Words, words

_NOT_AT_ALL: Final = timedelta(0)
_MINUTES_FROM_S: Final = 120


@dataclass(frozen=True, slots=True)
class Limit:
    """So many calls at once, and in the long run so many in each window; 0 is no limit."""

    calls: int
    window: timedelta

    def after(self, busy_until: datetime | None, now: datetime) -> datetime:
        """Return until when (UTC) a call that is let through keeps its caller busy.

        Args:
            busy_until: The same of the calls before it; None where there were none.
        """
        start = max(busy_until or now, now)
        return start + self.window / self.calls if self.calls else start

    def wait(self, busy_until: datetime | None, now: datetime) -> timedelta:
        """Return how long a call has to wait; nothing where it may go ahead."""
        if not self.calls:
            return _NOT_AT_ALL
        # What is further ahead than one window was noted by a clock that was wrong since.
        known = min(busy_until or now, now + self.window)
        return max(self.after(known, now) - now - self.window, _NOT_AT_ALL)


@dataclass(frozen=True, slots=True)
class Limits:
    """What each person and each channel may ask for."""

    person: Limit
    channel: Limit


def again_in(wait: timedelta) -> Words:
    """Say how long that is, never too short."""
    seconds = -int(-wait.total_seconds() // 1)
    if seconds < _MINUTES_FROM_S:
        return words("wait-seconds", count=max(seconds, 1))
    return words("wait-minutes", count=-(-seconds // 60))
