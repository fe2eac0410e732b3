"""How a chat service misbehaves towards the bot, and kills it when the moment has come.

The services ask here what to do with each request. What they are told is a `Blow` in no service's
language.
"""

import asyncio
import random
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.faults.kill.moments import Moment, When

_STIRS = 4


@dataclass(frozen=True, slots=True)
class Blow:
    """How one request goes wrong.

    Attributes:
        done: It is carried out all the same.
        reset: The connection is reset instead of an answer.
        status: Answered instead of the real answer; 0 leaves it as it is.
        refused: It is refused in the service's own words, for a reason that passes.
        late_s: The answer is so late.
        deadly: The bot is killed: after it was carried out, or instead.
    """

    done: bool = True
    reset: bool = False
    status: int = 0
    refused: bool = False
    late_s: float = 0.0
    deadly: bool = False

    @property
    def leaves_doubt(self) -> bool:
        """Whether the bot cannot know if it was carried out."""
        return self.reset or self.status >= 500


@dataclass(frozen=True, slots=True)
class Accepted:
    """A message that a service accepted: in which life, and whether it lost the answer itself."""

    life: int
    lost: bool


@dataclass(slots=True)
class Weather:
    """Decides about every request.

    Attributes:
        rough: Share of the requests that go wrong.
        statuses: Errors that may be answered.
        accepted: What was accepted, by the message's key.
        stir: Lets a person do something of which the bot is told twice.
        planned: What happens to the message with this number of all lives, not by chance.
        doubts: How often it was left unclear whether a message was accepted.
        struck: How often each way of going wrong was chosen.
        life: The number of this one.
        messages: So many were sent in all lives.
    """

    chance: random.Random
    rough: float
    statuses: tuple[int, ...] = (500, 502, 503)
    accepted: defaultdict[str, list[Accepted]] = field(default_factory=lambda: defaultdict(list))
    struck: defaultdict[str, int] = field(default_factory=lambda: defaultdict(int))
    stir: Callable[[], None] = lambda: None
    planned: dict[int, Blow] = field(default_factory=dict)
    doubts: int = 0
    life: int = 0
    messages: int = 0
    _messages: int = 0
    _looks: int = 0
    _moment: Moment | None = None
    _kill: Callable[[], None] = lambda: None

    def begin(self, moment: Moment | None, kill: Callable[[], None]) -> None:
        """A new life begins, to be ended at a moment."""
        self.life += 1
        self._messages = self._looks = 0
        self._moment, self._kill = moment, kill

    def message(self, key: str = "") -> Blow | None:
        """Decide about a request to post a message."""
        self.messages += 1
        self._messages += 1
        blow = self._death() or self.planned.pop(self.messages, None) or self._trouble()
        self.doubts += bool(blow and blow.leaves_doubt and not blow.deadly)
        if self.chance.random() < self.rough / _STIRS:
            self.struck["event, twice"] += 1
            asyncio.get_running_loop().call_soon(self.stir)
        if key and (blow is None or blow.done):
            self.accepted[key].append(Accepted(self.life, bool(blow and blow.leaves_doubt)))
        return blow

    def look(self) -> Blow | None:
        """Decide about a request to see what stands."""
        self._looks += 1
        if self._moment and self._moment.look == self._looks:
            return Blow(deadly=True)
        return self._trouble()

    def other(self) -> Blow | None:
        """Decide about any other request that posting needs."""
        return self._trouble()

    async def hold(self, blow: Blow) -> None:
        """Wait as long as an answer is late; or kill who waits for it."""
        if blow.deadly:
            self._kill()
        await asyncio.sleep(blow.late_s)

    def _death(self) -> Blow | None:
        moment = self._moment
        if moment is None or moment.message != self._messages:
            return None
        match moment.when:
            case When.CARRIED_OUT | When.LOOKING:
                return Blow(deadly=True)
            case When.DROPPED:
                return Blow(deadly=True, done=False, reset=True)
            case When.ANSWERED:
                asyncio.get_running_loop().call_later(moment.after_s, self._kill)
        return None

    def _trouble(self) -> Blow | None:
        if self.chance.random() >= self.rough:
            return None
        done = self.chance.random() < 0.5
        kinds = {
            "late": (8, Blow(late_s=self.chance.uniform(0.002, 0.04))),
            "limited": (1, Blow(done=False, status=429)),
            "refused": (1, Blow(done=False, refused=True)),
            "reset": (4, Blow(done=done, reset=True)),
            "error": (4, Blow(done=done, status=self.chance.choice(self.statuses))),
        }
        weights = [weight for weight, _ in kinds.values()]
        kind = self.chance.choices(list(kinds), weights)[0]
        blow = kinds[kind][1]
        self.struck[f"{kind}, accepted" if blow.leaves_doubt and done else kind] += 1
        return blow


@dataclass(frozen=True, slots=True)
class Held:
    """Stands in for the event for which a service's fault waits before it answers."""

    weather: Weather
    blow: Blow

    async def wait(self) -> None:
        """Wait as the blow says."""
        await self.weather.hold(self.blow)

    def set(self) -> None:
        """Nothing to be released: no answer is held for long."""
