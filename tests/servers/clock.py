"""Time that passes only when somebody waits."""

from datetime import UTC, datetime, timedelta


class Clock:
    """A clock and the sleep that moves it; every wait is remembered.

    Attributes:
        now: What it shows (UTC).
        slept: The waits so far, in seconds.
    """

    def __init__(self, now: datetime = datetime(2025, 11, 5, 6, tzinfo=UTC)) -> None:
        self.now = now
        self.slept: list[float] = []

    def __call__(self) -> datetime:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += timedelta(seconds=seconds)
