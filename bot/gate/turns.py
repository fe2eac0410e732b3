"""Whose turn it is at arXiv, and what its refusals ask of us."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from bot.domain.errors import Throttled
from bot.gate.turnstile import LONGEST_WISH
from bot.ports import Turnstile

_SIGNS = frozenset({403, 406, 429, 503})
"""What arXiv answers to those it wants to be slower; going on after a 403 counts as an attack
(info.arxiv.org/help/robots.html)."""

_FIRST_PAUSE = timedelta(minutes=1)
_LONGEST_PAUSE = timedelta(hours=1)
_POLL = timedelta(seconds=0.25)
"""How often to look whether another process has left."""

_SKEW = timedelta(seconds=0.5)
"""How far the clocks of two machines may differ before a turn looks like a cool-down."""


def manners(version: str, contact: str | None) -> dict[str, str]:
    """Return the headers every request to arXiv carries.

    A missing Accept is answered 406, and shared default agents are throttled first.

    Args:
        version: Ours.
        contact: An address or page at which arXiv can reach the operator.
    """
    return {
        "User-Agent": f"paperboy/{version}" + (f" ({contact})" if contact else ""),
        "Accept": "application/atom+xml, application/rss+xml, application/xml, text/html;q=0.5",
    }


class Gate:
    """Takes turns at arXiv with everybody who shares its turnstile.

    Args:
        turnstile: Shared by all processes of the deployment.
        clock: Says what time it is (UTC).
        sleep: Waits so many seconds.
        delay: The least time between the end of one request and the start of the next.
        random: Draws from [0, 1); spreads the pauses of many deployments.
        lease: The longest a request may take; a holder that died is waited for this long.
    """

    def __init__(
        self,
        turnstile: Turnstile,
        *,
        clock: Callable[[], datetime],
        sleep: Callable[[float], Awaitable[None]],
        delay: timedelta,
        random: Callable[[], float],
        lease: timedelta = timedelta(minutes=2),
    ) -> None:
        self._turnstile = turnstile
        self._clock = clock
        self._sleep = sleep
        self._delay = delay
        self._random = random
        self._lease = lease
        self._queue = asyncio.Lock()
        self._refusals = 0

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """Wait for our turn and hold it; a `Throttled` that leaves the block starts a cool-down.

        Raises:
            Throttled: A cool-down is on; nothing was waited for.
            SourceError: The turnstile is broken, and nobody can say whose turn it is.
        """
        async with self._queue:
            await self._enter()
            cool_until = None
            try:
                yield
            except Throttled as refusal:
                cool_until = refusal.until
                raise
            finally:
                next_at = cool_until or self._clock() + self._delay
                await _finished(self._turnstile.leave(next_at))

    def judge(self, status: int, retry_after: str | None, size: int) -> None:
        """Say inside a turn how arXiv answered, so that a wish to be left alone is heeded.

        Args:
            status: Of the HTTP answer.
            retry_after: Its Retry-After header: seconds or an HTTP date.
            size: Length of its body in bytes; a 200 without any is a refusal too.

        Raises:
            Throttled: It asked us to wait: as long as it said, else longer each time.
        """
        if status not in _SIGNS and (status != 200 or size > 0):
            self._refusals = 0
            return
        now = self._clock()
        wished = _wish(retry_after, now)
        until = now + self._pause() if wished is None else min(wished, now + LONGEST_WISH)
        answer = f"HTTP {status}" if size else f"HTTP {status} with an empty body"
        raise Throttled(f"arXiv asked us to wait: {answer}", until=max(until, now + self._delay))

    async def rest(self, until: datetime, longest: timedelta) -> bool:
        """Wait outside for the end of a cool-down; False, at once, where that is too long to wait.

        Nobody queues behind one who rests: others still hear of a cool-down at once.

        Args:
            until: When it ends (UTC).
        """
        wait = until - self._clock()
        if wait > longest:
            return False
        await self._sleep(max(wait.total_seconds(), 0))
        return True

    async def _enter(self) -> None:
        while True:
            entering = asyncio.ensure_future(self._turnstile.enter(self._clock(), self._lease))
            try:
                again = await asyncio.shield(entering)
            except asyncio.CancelledError:
                # The turn may be ours by now, and nobody else would give it back.
                if await entering is None:
                    await self._turnstile.leave(self._clock())
                raise
            if again is None:
                return
            closed = await self._turnstile.closed_until()
            now = self._clock()
            if closed is not None and closed - now > self._delay + _SKEW:
                raise Throttled("arXiv asked us to wait", until=closed)
            # A holder leaves long before its lease ends; only a closed gate has a sure opening.
            opening = closed if closed is not None and closed > now else min(again, now + _POLL)
            await self._sleep(max((opening - now).total_seconds(), 0))

    def _pause(self) -> timedelta:
        pause = min(_FIRST_PAUSE * (1 << self._refusals), _LONGEST_PAUSE)
        self._refusals = min(self._refusals + 1, 10)
        return pause * (1 + self._random() / 2)


async def _finished(work: Awaitable[None]) -> None:
    """Await `work` to its end even when cancelled, and only then be cancelled."""
    task = asyncio.ensure_future(work)
    try:
        await asyncio.shield(task)
    except asyncio.CancelledError:
        await asyncio.wait([task])
        raise


def _wish(retry_after: str | None, now: datetime) -> datetime | None:
    if retry_after is None:
        return None
    if retry_after.strip().isdecimal():
        seconds = min(int(retry_after[:20]), LONGEST_WISH.total_seconds())
        return now + timedelta(seconds=seconds)
    try:
        moment = parsedate_to_datetime(retry_after)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
