"""Writes what became of each of arXiv's announcements, from the store alone."""

import json
import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.app import catalogue, open_bot
from bot.cli import terminal
from bot.cli.logs import open_log
from bot.domain import silence
from bot.domain.batches import BatchState, DayState, Feed, Harvest
from bot.domain.calendar import Calendar
from bot.domain.chat import Say, Words, words
from bot.domain.errors import UserError
from bot.pipeline.announced import Outlook
from bot.settings import load

_HEADS = ("day", "state", "new", "crossed", "replaced", "seen", "settled")
_NUMBERS = frozenset((2, 3, 4))


@dataclass(frozen=True, slots=True)
class Findings:
    """All that is known.

    Attributes:
        days: Newest first.
        feeds: By archive, of those that are read.
        busy: Before this moment arXiv may not be asked (UTC); None where it may.
    """

    days: Sequence[DayState]
    outlook: Outlook
    feeds: Mapping[str, Feed]
    harvest: Harvest | None
    busy: datetime | None


async def write_batches(days: int, archive: str, form: str) -> None:
    """Write what became of the announcements of the last days to standard output.

    Args:
        days: How many, today included.
        archive: Only its lists; '' for all together.
        form: `terminal` or `json`.

    Raises:
        UserError: The lists of this archive are not read here.
    """
    settings = load(os.environ)
    open_log(settings, quiet=True)
    sentences = catalogue(settings)
    say = sentences.say
    async with open_bot(settings, sentences.say_in) as bot:
        announced, store = bot.services.announced, bot.pipeline.store
        read = bot.pipeline.collecting.archives
        if archive and archive not in read:
            known = tuple(sorted(read))
            raise UserError(words("batches-archive", archive=archive, known=known))
        outlook = await announced.outlook()
        first = outlook.today - timedelta(days=days - 1)
        wanted = (archive,) if archive else ()
        feeds = await store.batches.feeds()
        found = Findings(
            days=(await announced.days(first, outlook.today, wanted))[::-1],
            outlook=outlook,
            feeds={name: feeds[name] for name in sorted(wanted or read) if name in feeds},
            harvest=await store.batches.harvest(),
            busy=await bot.services.busy_until(),
        )
    if form == "json":
        sys.stdout.write(json.dumps(_as_data(found, say), ensure_ascii=False, indent=2) + "\n")
        return
    screen = terminal.console()
    for row in (*_table(found.days, found.outlook.calendar, say), "", *map(say, _foot(found))):
        screen.print(row, soft_wrap=True)


def _table(days: Iterable[DayState], calendar: Calendar, say: Say) -> list[str]:
    """Return the lines of a table; nothing of a day that nothing is known of."""
    rows = [[say(words(f"batches-head-{each}")) for each in _HEADS]]
    rows += [[say(cell) if cell else "" for cell in _cells(day, calendar)] for day in days]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return ["  ".join(_aligned(row, widths)).rstrip() for row in rows] if rows[1:] else []


def _cells(day: DayState, calendar: Calendar) -> list[Words | None]:
    listed = silence.is_listed(day)
    about = "batches-about" if day.away else "batches-number"
    counts = (day.new, day.crossed, day.replaced)
    return [
        words("batches-day", day=day.day),
        silence.state(day, calendar),
        *(Words(about, (("count", each),)) if listed else None for each in counts),
        *(words("batches-at", at=each) if each else None for each in (day.seen, day.settled)),
    ]


def _aligned(row: Sequence[str], widths: Sequence[int]) -> list[str]:
    return [
        cell.rjust(width) if column in _NUMBERS else cell.ljust(width)
        for column, (cell, width) in enumerate(zip(row, widths, strict=True))
    ]


def _foot(found: Findings) -> list[Words]:
    """Say how far everything is known, what answered last, and what comes next."""
    said: list[Words] = []
    if not found.days:
        said.append(words("batches-none"))
    if found.harvest:
        how_far = "batches-records" if found.harvest.answered else "batches-records-none"
        said.append(words(how_far, before=found.harvest.stamp, began=found.harvest.began))
        if found.harvest.failed:
            said.append(words("batches-records-failed", reason=found.harvest.failed))
    answered = [each.answered for each in found.feeds.values() if each.answered]
    if answered:
        said.append(words("batches-feeds", count=len(answered), at=max(answered)))
    said += [
        words("batches-feed-failed", archive=name, reason=feed.failed)
        for name, feed in found.feeds.items()
        if feed.failed
    ]
    if found.busy:
        said.append(words("batches-busy", until=found.busy))
    following = found.outlook.next
    return [*said, words("batches-next", day=following, at=Calendar.listed_at(following))]


def _as_data(found: Findings, say: Say) -> dict[str, object]:
    calendar, harvest = found.outlook.calendar, found.harvest
    return {
        "days": [
            {
                "day": day.day.isoformat(),
                "state": str(day.state),
                "why": say(silence.why_quiet(day.day, calendar))
                if day.state is BatchState.QUIET
                else None,
                "new": day.new,
                "crossed": day.crossed,
                "replaced": day.replaced,
                "about": day.away,
                "late": day.late or day.state is BatchState.LATE,
                "seen": _iso(day.seen),
                "settled": _iso(day.settled),
            }
            for day in found.days
        ],
        "next": found.outlook.next.isoformat(),
        "records": {
            "began": harvest.began.isoformat(),
            "before": harvest.stamp.isoformat(),
            "answered": _iso(harvest.answered),
            "failed": harvest.failed or None,
        }
        if harvest
        else None,
        "feeds": {
            name: {
                "asked": _iso(feed.asked),
                "answered": _iso(feed.answered),
                "failed": feed.failed or None,
            }
            for name, feed in found.feeds.items()
        },
        "wait_until": _iso(found.busy),
    }


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat(timespec="seconds") if moment else None
