"""How fast we may be, so that Slack never has to say that it was too fast.

Limits: docs.slack.dev/apis/web-api/rate-limits. Of more than one message a second in a channel it
says that there is "no guarantee that messages will be stored or displayed", so there is no burst.
"""

import asyncio
from collections import Counter, deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from itertools import chain

from bot.domain.pace import Pace

Ticks = Callable[[], float]
"""Seconds on a clock that never goes back."""

Sleep = Callable[[float], Awaitable[None]]

_CATCHING_UP_S = 1.0
"""So much of what was not used may be made up for: a timer that rings late delays nobody behind."""
_PATIENCE_S = 1.0
"""The least that Slack asks for, in whole seconds."""
_REMEMBERED = 1_000
_STRETCH_S = 12.0
_IN_STRETCH = {3: 8, 4: 16}
"""Calls in a stretch, by Slack's tier: four fifths of 50 and 100 a minute. The rest is for what
is done for people, which never waits."""
TIERS = {
    "chat_update": 3,
    "conversations_history": 3,
    "conversations_join": 3,
    "conversations_open": 3,
    "conversations_replies": 3,
    "files_upload_v2": 4,
    "reactions_get": 3,
}
"""The tier of each method of the SDK that is called though nobody waits for it."""


@dataclass(slots=True, eq=False)
class _Turn:
    """Somebody who waits to post in a channel."""

    channel: str
    first: bool
    given: asyncio.Future[None]


class Turns:
    """Whose turn it is to post: one at a time in a channel, so many a minute in all.

    Whoever answers a person goes first, then whoever came first and whose channel is free.

    Args:
        per_minute: Messages a minute in the workspace.
        gap_s: Seconds between two messages in a channel.
        ticks: Tells the time.
        sleep: Waits that many seconds.
    """

    def __init__(self, *, per_minute: int, gap_s: float, ticks: Ticks, sleep: Sleep) -> None:
        self._each_s = 60 / per_minute
        self._gap_s = gap_s
        self._ticks = ticks
        self._sleep = sleep
        self._free = float("-inf")
        self._channels: dict[str, float] = {}
        self._lines: tuple[deque[_Turn], deque[_Turn]] = (deque(), deque())
        self._kept: Counter[str] = Counter()
        self._most = _REMEMBERED
        self._timer: asyncio.Task[None] | None = None
        self._wakes = 0.0

    async def wait(self, channel: str, *, first: bool = False) -> None:
        """Wait for a turn to post in a channel.

        Args:
            first: Somebody waits for this message: go before all that nobody asked for.
        """
        turn = _Turn(channel, first, asyncio.get_running_loop().create_future())
        self._line(turn).append(turn)
        self._serve()
        try:
            await turn.given
        except asyncio.CancelledError:
            # Given and not taken: that place is lost, which costs a moment and no message.
            if turn in self._line(turn):
                self._line(turn).remove(turn)
                self._serve()
            raise

    async def reserve(self, channel: str) -> None:
        """Wait for a turn and keep it, for the next message that is posted there."""
        await self.wait(channel)
        self._kept[channel] += 1

    async def use(self, channel: str) -> None:
        """Take the turn that was kept for a channel, or wait for one."""
        if not self._kept[channel]:
            del self._kept[channel]
            await self.wait(channel)
            return
        self._kept[channel] -= 1
        if not self._kept[channel]:
            del self._kept[channel]
        # It counts from now, not from when it was given: others may have stood between.
        self._channels[channel] = max(
            self._channels.get(channel, self._free), self._ticks() + self._gap_s
        )

    def landed(self, channel: str) -> None:
        """Note that what was posted in a channel has its answer.

        If that took long, Slack had asked for patience and took the message only now: the next
        one must not follow at its heels.
        """
        now = self._ticks()
        free = self._channels.get(channel)
        if free is not None and now - (free - self._gap_s) > _PATIENCE_S:
            self._channels[channel] = now + self._gap_s

    def _serve(self) -> None:
        """Give turns to all whose time has come, and wake up when the next one's does."""
        now = self._ticks()
        while self._free <= now and (turn := self._ready(now)):
            self._give(turn, now)
        if not self._waiting():
            self._rest()
            return
        # Of those who wait all have a busy channel, unless the workspace is.
        soonest = self._free
        if soonest <= now:
            soonest = min(map(self._free_in, chain(*self._lines)))
        if self._timer is None or soonest < self._wakes:
            self._rest()
            self._wakes = soonest
            self._timer = asyncio.create_task(self._later(soonest - now))

    def _waiting(self) -> bool:
        return any(self._lines)

    def _ready(self, now: float) -> _Turn | None:
        """Return the first whose channel is free."""
        return next((turn for turn in chain(*self._lines) if self._free_in(turn) <= now), None)

    def _free_in(self, turn: _Turn) -> float:
        return self._channels.get(turn.channel, float("-inf"))

    def _give(self, turn: _Turn, now: float) -> None:
        self._line(turn).remove(turn)
        self._free = max(self._free, now - _CATCHING_UP_S) + self._each_s
        self._channels[turn.channel] = now + self._gap_s
        if len(self._channels) > self._most:
            self._channels = {each: free for each, free in self._channels.items() if free > now}
            self._most = max(_REMEMBERED, 2 * len(self._channels))
        if not turn.given.done():
            turn.given.set_result(None)

    def _line(self, turn: _Turn) -> deque[_Turn]:
        return self._lines[0 if turn.first else 1]

    async def _later(self, seconds: float) -> None:
        await self._sleep(seconds)
        self._timer = None
        self._serve()

    def _rest(self) -> None:
        if self._timer:
            self._timer.cancel()
            self._timer = None


class Paced:
    """Something that may be done so often."""

    def __init__(self, pace: Pace, ticks: Ticks, sleep: Sleep) -> None:
        self._pace = pace
        self._ticks = ticks
        self._sleep = sleep

    async def wait(self) -> None:
        """Wait for the next place."""
        if seconds := self._pace.take(self._ticks()):
            await self._sleep(seconds)


class Pacing:
    """How fast we may post, and call what nobody waits for.

    Args:
        per_minute: Messages a minute in the workspace.
        gap_s: Seconds between two messages in a channel.
        ticks: Tells the time.
        sleep: Waits that many seconds.
    """

    def __init__(self, *, per_minute: int, gap_s: float, ticks: Ticks, sleep: Sleep) -> None:
        self.turns = Turns(per_minute=per_minute, gap_s=gap_s, ticks=ticks, sleep=sleep)
        self._ticks = ticks
        self._sleep = sleep
        self._tiers = {
            name: self.own(_IN_STRETCH[tier], _STRETCH_S) for name, tier in TIERS.items()
        }

    async def tier(self, method: str) -> None:
        """Wait until a method may be called; one without a tier here may at once."""
        if pace := self._tiers.get(method):
            await pace.wait()

    def own(self, most: int, per_s: float) -> Paced:
        """Make a slower pace, for work that must leave room for others."""
        return Paced(Pace(most, per_s), self._ticks, self._sleep)
