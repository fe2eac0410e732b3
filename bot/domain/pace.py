"""How fast is fast enough: so much in so long, and not a moment sooner than allowed."""

from collections import deque


class Pace:
    """Gives out places in time, so that no stretch of `per_s` seconds holds more than `most`.

    Args:
        most: How many at once, and in any such stretch.
        per_s: Length of the stretch, in seconds.
    """

    def __init__(self, most: int, per_s: float) -> None:
        self._per_s = per_s
        self._taken: deque[float] = deque(maxlen=most)

    def take(self, now: float) -> float:
        """Take the next place and return how many seconds it is away.

        Args:
            now: In seconds on a clock that never goes back.
        """
        full = len(self._taken) == self._taken.maxlen
        earliest = self._taken[0] + self._per_s if full else now
        place = max(now, earliest)
        self._taken.append(place)
        return place - now
