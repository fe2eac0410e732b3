"""Days as people type them."""

from datetime import date, timedelta

from bot.domain.chat import words
from bot.domain.errors import UserError

_YEARS = (1990, 2100)
"""arXiv began in 1991; a day far beyond any paper is a slip of the finger."""


def read_day(typed: str, today: date) -> date:
    """Read a day: `2025-11-05`, `today`, `yesterday`, or `7d` for seven days ago.

    Raises:
        UserError: It is none of these, or outside the years 1990 to 2100.
    """
    day = _day(typed, today)
    first, last = _YEARS
    if not first <= day.year <= last:
        raise UserError(words("day-outside", typed=typed, first=str(first), last=str(last)))
    return day


def _day(typed: str, today: date) -> date:
    text = typed.strip().casefold()
    if text in ("today", "yesterday"):
        return today - timedelta(days=text == "yesterday")
    if text.endswith("d") and text[:-1].isdecimal() and len(text) <= 5:
        return today - timedelta(days=int(text[:-1]))
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UserError(words("day-unreadable", typed=typed)) from None


def read_range(since: str, until: str, today: date) -> tuple[date | None, date | None]:
    """Read a range of days, inclusive at both ends; an end that is not given is open.

    Raises:
        UserError: A day cannot be read, or the range ends before it begins.
    """
    first = read_day(since, today) if since.strip() else None
    last = read_day(until, today) if until.strip() else None
    if first and last and last < first:
        raise UserError(words("range-reversed", first=first, last=last))
    return first, last
