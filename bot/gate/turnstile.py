"""One turn at a time for the processes of one machine, whatever disk and clock do."""

import asyncio
import errno
import json
import logging
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from filelock import FileLock
from typing_extensions import override

from bot.domain.errors import SourceError
from bot.ports import Turnstile

log = logging.getLogger(__name__)

LONGEST_WISH = timedelta(days=1)
"""The most we believe a Retry-After: a slip of theirs must not silence us for a year."""

_JUMP = timedelta(seconds=1)
"""Clocks that are set right by and by differ by less in the time between two requests."""


@dataclass(frozen=True, slots=True)
class _Kept:
    """What the file holds.

    Attributes:
        at: When it was written (UTC); None where nobody knows.
        ticks: The same on the clock that never jumps.
        turns: How many there were; the last one's number.
        held_until: When the lease of whoever is inside ends (UTC).
        next_at: Nobody may enter before (UTC).
    """

    at: datetime | None = None
    ticks: float | None = None
    turns: int = 0
    held_until: datetime | None = None
    next_at: datetime | None = None

    def moved(self, by: timedelta) -> "_Kept":
        held, opens = self.held_until, self.next_at
        return replace(self, held_until=held and held + by, next_at=opens and opens + by)


class FileTurnstile(Turnstile):
    """A turnstile for the processes of one machine: a file beside the database.

    A damaged file counts as an empty one: at worst one request is made too soon. A file that cannot
    be written lets nobody in. Where the clock has jumped since it was written, its moments are
    moved along, so that nobody waits longer, nor shorter, than was asked for.

    Args:
        path: Of the file; its folder exists. A lock file is made next to it.
        clock: Says what time it is (UTC); without it a jump of the clock is not noticed.
        ticks: Seconds that never jump, the same for all processes until the machine starts anew;
            without it only a clock that goes back is noticed.
    """

    def __init__(
        self,
        path: Path,
        *,
        clock: Callable[[], datetime] | None = None,
        ticks: Callable[[], float] | None = None,
    ) -> None:
        self._path = path
        self._lock = FileLock(path.with_name(path.name + ".lock"))
        self._clock = clock
        self._ticks = ticks
        self._turn: int | None = None
        # What we learned as we left, where the file could not be told: our turn, and until when.
        self._left: int | None = None
        self._untold: datetime | None = None

    @override
    async def enter(self, now: datetime, lease: timedelta) -> datetime | None:
        return await asyncio.to_thread(self._enter, now, lease)

    @override
    async def leave(self, next_at: datetime) -> None:
        await asyncio.to_thread(self._leave, next_at)

    @override
    async def closed_until(self) -> datetime | None:
        return (await asyncio.to_thread(self._read)).next_at

    def _enter(self, now: datetime, lease: timedelta) -> datetime | None:
        try:
            with self._lock:
                kept = self._read()
                again = max((at for at in (kept.next_at, kept.held_until) if at), default=now)
                if now < again:
                    if kept != self._load():
                        self._write(kept)
                    return again
                self._write(replace(kept, turns=kept.turns + 1, held_until=now + lease))
                self._turn = kept.turns + 1
                return None
        except OSError as error:
            raise SourceError(f"arXiv cannot be asked in turn: {self._trouble(error)}") from error

    def _leave(self, next_at: datetime) -> None:
        try:
            with self._lock:
                kept = self._read()
                # Once our lease is over somebody else may be inside, and may have been refused.
                held = None if kept.turns == self._turn else kept.held_until
                self._write(
                    replace(kept, held_until=held, next_at=max(next_at, kept.next_at or next_at))
                )
        except OSError as error:
            # What arXiv said is worth more than a note of it; we at least know when to ask again.
            log.warning("Others wait for arXiv in vain: %s", self._trouble(error))
            self._left, self._untold = self._turn, next_at
        self._turn = None

    def _read(self) -> _Kept:
        """Return what holds now, whatever the clock has done since it was written."""
        kept = self._load()
        if self._left is not None and kept.turns == self._left:
            kept = replace(kept, held_until=None)
        if self._untold and (kept.next_at is None or kept.next_at < self._untold):
            kept = replace(kept, next_at=self._untold)
        if self._clock is None or kept.at is None:
            return kept
        jump = self._clock() - kept.at
        ticks = self._ticks() if self._ticks else None
        if ticks is None or kept.ticks is None or ticks < kept.ticks:
            # Nobody knows how long ago that was, but it was not in the future.
            jump = min(jump, timedelta())
        else:
            jump -= timedelta(seconds=ticks - kept.ticks)
        return kept.moved(jump) if abs(jump) > _JUMP else kept

    def _load(self) -> _Kept:
        with suppress(OSError, ValueError, TypeError, KeyError, RecursionError):
            kept = json.loads(self._path.read_text("utf-8"))
            held_until, next_at = _moment(kept["held_until"]), _moment(kept["next_at"])
            at, ticks = _moment(kept.get("at")), kept.get("ticks")
            if next_at and at and next_at - at > 2 * LONGEST_WISH:
                raise ValueError("nobody asked us to wait for so long")
            return _Kept(at, ticks and float(ticks), int(kept.get("turns", 0)), held_until, next_at)
        return _Kept()

    def _write(self, kept: _Kept) -> None:
        kept = replace(
            kept,
            at=self._clock() if self._clock else None,
            ticks=self._ticks() if self._ticks else None,
        )
        text = json.dumps(asdict(kept), default=datetime.isoformat)
        fresh = self._path.with_name(self._path.name + ".new")
        fresh.write_text(text, "utf-8")
        fresh.replace(self._path)
        self._left = self._untold = None

    def _trouble(self, error: OSError) -> str:
        full = error.errno in (errno.ENOSPC, errno.EDQUOT)
        file = error.filename2 or error.filename or self._path
        todo = (
            f"Free some space in {self._path.parent}"
            if full
            else "Remove it, or let the user that runs Paperboy write it and its folder"
        )
        return f"{file} cannot be written ({error.strerror}). {todo}."


def _moment(text: str | None) -> datetime | None:
    if text is None:
        return None
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None or not 1970 <= moment.year < 2200:
        raise ValueError("no moment of ours")
    return moment
