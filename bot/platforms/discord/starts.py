"""Sessions with Discord that may be begun: beyond its limit it takes a bot's token away.

A thousand may be begun in a day (https://docs.discord.com/developers/events/gateway#rate-limits);
to go on with one costs nothing. Discord says how many are left, and discord.py does not look; nor
does it know how often we have begun since it asked.
"""

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

log = logging.getLogger(__name__)

_EACH_S = 90.0
"""So seldom on average, 960 in a day are begun by a client that fails for ever."""
_AT_ONCE = 10
_SPARE = 20
"""A twentieth of a day's sessions is not begun with: what is begun again in mid-life needs some."""


@dataclass(frozen=True, slots=True)
class Limit:
    """What Discord says before the first session.

    Attributes:
        shards: So many sessions are needed.
        total: May be begun in a day.
        remaining: May still be begun.
        reset_s: Seconds until it is `total` again.
        together: May be begun within five seconds.
    """

    shards: int
    total: int
    remaining: int
    reset_s: float
    together: int


class Starts:
    """Lets sessions begin as often as is safe, over all lives of a client.

    Args:
        sleep: Waits that many seconds.
        now: Says how many seconds have passed since any fixed moment.
    """

    def __init__(
        self,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
        now: Callable[[], float] | None = None,
    ) -> None:
        self._sleep = sleep
        self._now = now or (lambda: asyncio.get_running_loop().time())
        self._begun: deque[float] = deque()
        self._most = _AT_ONCE

    async def wait(self, limit: Limit) -> None:
        """Wait until a session for each shard may be begun, and count them as begun."""
        spare = max(0, limit.total // _SPARE)
        if limit.remaining < limit.shards + spare:
            said = "Discord lets us begin %d more sessions of %d: waiting %.0f s until it is more"
            log.warning(said, limit.remaining, limit.total, limit.reset_s)
            await self._sleep(limit.reset_s)
        self._most = max(_AT_ONCE, 2 * limit.shards)
        if seconds := self._too_early(limit.shards):
            log.warning("Too many sessions were begun lately: the next in %.0f s", seconds)
            await self._sleep(seconds)
        self._begun.extend([self._now()] * limit.shards)

    def take(self) -> bool:
        """Count one more session, if it may be begun now."""
        if self._too_early(1):
            return False
        self._begun.append(self._now())
        return True

    def _too_early(self, wanted: int) -> float:
        """Return the seconds until so many more may be begun."""
        while self._begun and self._now() - self._begun[0] >= self._most * _EACH_S:
            self._begun.popleft()
        over = len(self._begun) + wanted - self._most
        if over <= 0:
            return 0.0
        return max(0.0, self._begun[over - 1] + self._most * _EACH_S - self._now())
