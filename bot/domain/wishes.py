"""What people type about when they want a digest: times, zones, weekdays, pauses."""

import re
import unicodedata
from dataclasses import replace
from datetime import date, time, timedelta
from difflib import get_close_matches
from functools import cache

from bot.domain import zones
from bot.domain.channels import EVERY_DAY, WITHOUT_END, Schedule
from bot.domain.chat import words
from bot.domain.errors import UserError

_WEEKDAYS = frozenset(range(5))
_DAY_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_DAY_GROUPS = {
    "daily": EVERY_DAY,
    "day": EVERY_DAY,
    "weekdays": _WEEKDAYS,
    "weekday": _WEEKDAYS,
    "weekends": EVERY_DAY - _WEEKDAYS,
    "weekend": EVERY_DAY - _WEEKDAYS,
}
_ANNOUNCED = frozenset({"announced", "announces"})
_WITHOUT_MEANING = frozenset(
    {"", "-", "and", "arxiv", "at", "each", "every", "from", "in", "on", "weekly", "when"}
)
_A_DAY = r"((?:mo|tu|we|th|fr|sa|su)[a-z]*)"
_RANGE = re.compile(rf"\b{_A_DAY}\s*(?:[-‐–—]|\bto\b)\s*{_A_DAY}\b", re.IGNORECASE)
_HALF_OF_DAY = re.compile(r"(?<=\d)\s*([ap])\.?m\b\.?", re.IGNORECASE)
_BETWEEN = re.compile(r"[\s,;&()–—]+")
_TIME = re.compile(r"([01]?\d|2[0-3])[:.]([0-5]\d)", re.ASCII)
_TIME_OF_HALF = re.compile(r"(0?[1-9]|1[0-2])(?:[:.]([0-5]\d))?([ap])m", re.ASCII)
_OFFSET = re.compile(r"(?:utc|gmt)?[+-]\d.*")
_SPAN = re.compile(r"(?:for )?(\d{1,4}|an?|one) ?(day|week)s?", re.ASCII)
_LONGEST_PAUSE = timedelta(days=3660)

# What people call their zone. Some of these are IANA names too, but not of what is meant: EST is
# Panama's and knows no summer time, and CST is as much China's as Chicago's.
_SHORT_NAMES = {
    "America/New_York": ("et", "est", "edt", "est5edt"),
    "America/Chicago": ("ct", "cst", "cdt", "cst6cdt"),
    "America/Denver": ("mt", "mst", "mdt", "mst7mdt"),
    "America/Los_Angeles": ("pt", "pst", "pdt", "pst8pdt"),
    "America/Halifax": ("ast", "adt"),
    "America/Sao_Paulo": ("brt",),
    "Pacific/Honolulu": ("hst",),
    "Europe/London": ("bst",),
    "Europe/Lisbon": ("wet", "west"),
    "Europe/Berlin": ("cet", "cest", "met", "mez", "mesz"),
    "Europe/Paris": ("cet", "cest"),
    "Europe/Athens": ("eet", "eest"),
    "Europe/Moscow": ("msk",),
    "Asia/Kolkata": ("ist",),
    "Asia/Jerusalem": ("ist", "idt"),
    "Europe/Dublin": ("ist",),
    "Asia/Shanghai": ("cst",),
    "Asia/Hong_Kong": ("hkt",),
    "Asia/Singapore": ("sgt",),
    "Asia/Tokyo": ("jst",),
    "Asia/Seoul": ("kst",),
    "Australia/Sydney": ("aest", "aedt"),
    "Pacific/Auckland": ("nzst", "nzdt"),
}
_EXAMPLES = ("Europe/Berlin", "America/New_York", "Asia/Tokyo")


def spelled(schedule: Schedule) -> str:
    """Write a schedule, but for its pause, as `read_when` reads it."""
    at = f"{schedule.at:%H:%M}" if schedule.at else "announced"
    every = schedule.days == EVERY_DAY
    days = "daily" if every else ",".join(_DAY_NAMES[day][:3] for day in sorted(schedule.days))
    return f"{at} {schedule.zone} {days}"


def read_when(text: str, before: Schedule | None = None) -> Schedule:
    """Read a schedule such as `announced`, `9am`, `09:00 Europe/Berlin mon-fri`.

    Args:
        text: Time or `announced`, zone and days, in any order.
        before: What the text does not name stays as it is here.

    Raises:
        UserError: It cannot be read; the words say what would work.
    """
    before = before or Schedule()
    times: list[time | None] = []
    days: frozenset[int] = frozenset()
    rest: list[str] = []
    parts = _parts(text)
    for part in parts:
        if part.lower() in _ANNOUNCED:
            times.append(None)
        elif part[:1].isdigit():
            times.append(_read_time(part))
        elif some := _read_days(part.lower()):
            days |= some
        elif part.lower() not in _WITHOUT_MEANING:
            rest.append(part)
    _check(parts, times, days, rest)
    return replace(
        before,
        at=times[0] if times else before.at,
        zone=_read_zone("_".join(rest)) if rest else before.zone,
        days=days or before.days,
    )


def read_pause(text: str, today: date) -> date:
    """Read how long to pause: `2 weeks`, `until 2026-01-05`; nothing or `on` is without end.

    Args:
        today: The channel's local day.

    Returns:
        The local day on which it resumes.

    Raises:
        UserError: It cannot be read, is over, or is too far away.
    """
    plain = " ".join(text.lower().split())
    if plain in ("", "on"):
        return WITHOUT_END
    if span := _SPAN.fullmatch(plain):
        number = int(span[1]) if span[1].isdigit() else 1
        until = today + number * (7 if span[2] == "week" else 1) * timedelta(days=1)
    else:
        try:
            until = date.fromisoformat(plain.removeprefix("until "))
        except ValueError:
            raise UserError(words("timing-pause-unreadable", text=text)) from None
    if until <= today:
        raise UserError(words("timing-pause-over", until=until))
    if until - today > _LONGEST_PAUSE:
        raise UserError(words("timing-pause-long"))
    return until


def _parts(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKC", text)
    plain = _HALF_OF_DAY.sub(r"\1m", _RANGE.sub(r"\1-\2", plain))
    return _BETWEEN.split(plain)


def _check(
    parts: list[str], times: list[time | None], days: frozenset[int], rest: list[str]
) -> None:
    if "weekly" in map(str.lower, parts) and len(days) != 1:
        raise UserError(words("timing-weekly"))
    if not (times or days or rest):
        raise UserError(words("timing-when-empty"))
    if len(times) > 1:
        raise UserError(words("timing-two-times"))


def _read_time(text: str) -> time:
    if found := _TIME.fullmatch(text):
        return time(int(found[1]), int(found[2]))
    if found := _TIME_OF_HALF.fullmatch(text.lower()):
        afternoon = 12 if found[3] == "p" else 0
        return time(int(found[1]) % 12 + afternoon, int(found[2] or 0))
    raise UserError(words("timing-time-unreadable", text=text))


def _read_days(text: str) -> frozenset[int]:
    """Read one day, a group of days or a range; empty if it is none of these."""
    if text in _DAY_GROUPS:
        return _DAY_GROUPS[text]
    first, dash, last = text.partition("-")
    begin, end = _read_day(first), _read_day(last if dash else first)
    if begin is None or end is None:
        return frozenset()
    return frozenset((begin + n) % 7 for n in range((end - begin) % 7 + 1))


def _read_day(text: str) -> int | None:
    short = text.removesuffix("s").removesuffix(".")
    fits = [day for day, name in enumerate(_DAY_NAMES) if name.startswith(short)]
    return fits[0] if len(short) > 1 and fits else None


def _read_zone(text: str) -> str:
    name = text.lower()
    if meant := tuple(zone for zone, short in _SHORT_NAMES.items() if name in short):
        raise UserError(words("timing-zone-short", text=text, offers=meant))
    if name in _zones():
        return _zones()[name]
    if _OFFSET.fullmatch(name):
        raise UserError(words("timing-zone-offset", text=text, offers=_EXAMPLES))
    known = _zones() | {zone.lower().rpartition("/")[2]: zone for zone in _zones().values()}
    near = dict.fromkeys(known[match] for match in get_close_matches(name, known))
    raise UserError(words("timing-zone-unknown", text=text, offers=tuple(near) or _EXAMPLES))


@cache
def _zones() -> dict[str, str]:
    """Return every IANA zone by its lower-case name."""
    return {zone.lower(): zone for zone in zones.every()}
