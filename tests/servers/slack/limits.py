"""How often a method may be called (docs.slack.dev/apis/web-api/rate-limits).

Off until `enabled`: most tests are not about it. A refusal can also be asked for by name.
"""

from collections import Counter, defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass
from math import ceil

TIERS = {1: 1, 2: 20, 3: 50, 4: 100}
"""Calls a minute."""

METHOD_TIERS: dict[str, int] = {
    "apps.connections.open": 3,
    "chat.delete": 3,
    "chat.postEphemeral": 4,
    "chat.update": 3,
    "conversations.history": 3,
    "conversations.info": 3,
    "conversations.join": 3,
    "conversations.list": 2,
    "conversations.members": 4,
    "conversations.open": 3,
    "conversations.replies": 3,
    "files.completeUploadExternal": 4,
    "files.getUploadURLExternal": 4,
    "reactions.add": 3,
    "reactions.get": 3,
    "reactions.remove": 2,
    "users.info": 4,
    "views.open": 4,
    "views.publish": 4,
}
"""`chat.postMessage` has a rule of its own: one a second for each channel, short bursts allowed."""


@dataclass(slots=True)
class Bucket:
    """Holds so many calls, and gets new ones at a rate (in calls a second)."""

    size: float
    rate: float
    left: float
    at: float

    def wait(self, now: float) -> float:
        """Return the seconds until a call can be taken."""
        self.left = min(self.size, self.left + (now - self.at) * self.rate)
        self.at = now
        # A hair less is enough: seconds are added up here and there in another order.
        return max(0.0, 1 - self.left - 1e-6) / self.rate

    def take(self) -> None:
        """Take a call."""
        self.left -= 1


class Limits:
    """Counts calls and says when it is too many.

    Args:
        ticks: Seconds of a clock that only goes forward.

    Attributes:
        enabled: Whether the limits of the tables hold.
        tiers: Calls a minute by tier.
        methods: Tier by method.
        post_rate: `chat.postMessage` a second, for each channel.
        post_burst: So many at once; "short bursts" are allowed, how short is said nowhere.
        post_team: `chat.postMessage` a minute, in all; "several hundred", read at its least.
        refused: How often each method got 429.
    """

    def __init__(self, ticks: Callable[[], float]) -> None:
        self.enabled = False
        self.tiers = dict(TIERS)
        self.methods = dict(METHOD_TIERS)
        self.post_rate = 1.0
        self.post_burst = 4
        self.post_team = 300
        self.refused: Counter[str] = Counter()
        self._ticks = ticks
        self._buckets: dict[tuple[str, str], Bucket] = {}
        self._asked: defaultdict[str, deque[int]] = defaultdict(deque)

    def refuse(self, method: str, *, retry_after: int = 1, times: int = 1) -> None:
        """Let the next calls of a method be too many."""
        self._asked[method].extend([retry_after] * times)

    def wait(self, method: str, channel: str) -> int | None:
        """Take one call; return the whole seconds to wait, None if it may go on."""
        if asked := self._asked.get(method):
            self.refused[method] += 1
            return asked.popleft()
        if not self.enabled:
            return None
        buckets = self._of(method, channel)
        seconds = max(bucket.wait(self._ticks()) for bucket in buckets)
        if not seconds:
            for bucket in buckets:
                bucket.take()
            return None
        self.refused[method] += 1
        return max(1, ceil(seconds))

    def _of(self, method: str, channel: str) -> list[Bucket]:
        if method == "chat.postMessage":
            team = self._bucket(method, "", self.post_team, self.post_team / 60)
            return [self._bucket(method, channel, self.post_burst, self.post_rate), team]
        tier = self.methods.get(method)
        each_minute = 1200 if tier is None else self.tiers[tier]
        return [self._bucket(method, "", each_minute, each_minute / 60)]

    def _bucket(self, method: str, channel: str, size: float, rate: float) -> Bucket:
        now = self._ticks()
        return self._buckets.setdefault((method, channel), Bucket(size, rate, size, now))
