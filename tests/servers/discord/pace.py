"""Rate limits: a bucket for each route and channel, and one for everything."""

import math
import zlib
from collections import Counter, deque
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Allowance:
    """So many requests in so many seconds."""

    requests: int
    seconds: float


GENEROUS = Allowance(100_000, 1.0)
REAL_MESSAGES = Allowance(5, 5.0)
REAL_OVERALL = Allowance(50, 1.0)
_REAL = {
    "POST messages": REAL_MESSAGES,
    "PATCH message": REAL_MESSAGES,
    "PUT reaction": Allowance(1, 0.25),
}
"""Not in Discord's documentation, which asks to read the headers; as clients have seen them."""


@dataclass(slots=True)
class _Bucket:
    left: int
    resets: float


class Pace:
    """Who may ask how often.

    Args:
        now: Seconds of a clock that never goes back.
        date: Seconds since 1970, for the header.

    Attributes:
        routes: What a route allows for each channel, such as `POST messages`; else GENEROUS.
        overall: What the whole API allows in any stretch of so many seconds, wherever it begins;
            None sets no limit. Interactions do not count.
        refused_by: Requests that got a 429, by route; those by `overall` under `global`.
    """

    def __init__(self, now: Callable[[], float], date: Callable[[], float]) -> None:
        self.routes: dict[str, Allowance] = {}
        self.overall: Allowance | None = None
        self.refused_by: Counter[str] = Counter()
        self._overall: deque[float] = deque()
        self._now = now
        self._date = date
        self._buckets: dict[tuple[str, str], _Bucket] = {}

    @property
    def refused(self) -> int:
        """How many requests got a 429."""
        return self.refused_by.total()

    def be_real(self) -> None:
        """Set the limits of the real service."""
        self.overall = REAL_OVERALL
        self.routes.update(_REAL)

    def ask(
        self, route: str, major: str, *, counts: bool = True
    ) -> tuple[dict[str, str], float | None, bool]:
        """Count a request.

        Returns:
            The headers for its answer; the seconds to wait if it is refused; whether by `overall`.
        """
        if counts and self.overall:
            wait = self._wait_for_all(self.overall)
            if wait:
                self.refused_by["global"] += 1
                return refusal(wait, "global") | {"X-RateLimit-Global": "true"}, wait, True
        allowance = self.routes.get(route)
        if allowance is None:
            bucket, allows, allowance = _Bucket(GENEROUS.requests, self._now()), True, GENEROUS
        else:
            bucket, allows = self._take((route, major), allowance)
        wait = self._wait(bucket)
        headers = {
            "X-RateLimit-Limit": str(allowance.requests),
            "X-RateLimit-Remaining": str(bucket.left),
            "X-RateLimit-Reset": f"{self._date() + wait:.3f}",
            "X-RateLimit-Reset-After": f"{wait:.3f}",
            "X-RateLimit-Bucket": f"{zlib.crc32(route.encode()):08x}",
        }
        if allows:
            return headers, None, False
        self.refused_by[route] += 1
        return headers | refusal(wait, "user"), wait, False

    def _wait_for_all(self, overall: Allowance) -> float:
        """Count a request and return 0, or the seconds after which there is a place for it."""
        now = self._now()
        while self._overall and self._overall[0] <= now - overall.seconds:
            self._overall.popleft()
        if len(self._overall) < overall.requests:
            self._overall.append(now)
            return 0.0
        return math.ceil((self._overall[0] + overall.seconds - now) * 1000 + 1) / 1000

    def _wait(self, bucket: _Bucket) -> float:
        """Return the milliseconds left, rounded up: who waits so long is not too early."""
        return math.ceil(max(0.0, bucket.resets - self._now()) * 1000) / 1000

    def _take(self, key: tuple[str, str], allowance: Allowance) -> tuple[_Bucket, bool]:
        now = self._now()
        bucket = self._buckets.get(key)
        if bucket is None or bucket.resets <= now:
            bucket = self._buckets[key] = _Bucket(allowance.requests, now + allowance.seconds)
        bucket.left = min(bucket.left, allowance.requests)
        if bucket.left <= 0:
            return bucket, False
        bucket.left -= 1
        return bucket, True


def refusal(wait: float, scope: str) -> dict[str, str]:
    """Return the headers of a 429."""
    # Clients take a 429 without Via for a ban by the network in front.
    return {
        "Retry-After": str(math.ceil(wait)),
        "X-RateLimit-Scope": scope,
        "Via": "1.1 google",
    }
