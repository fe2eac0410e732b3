"""When a life of the bot ends: moments spread over all that it does. Pure."""

import random
from dataclasses import dataclass
from enum import Enum, auto

_STARTING_S = 0.25
_MESSAGE_S = 0.006
"""About how long a message takes, from its claim to the next one."""


class When(Enum):
    """What the moment is counted from."""

    BORN = auto()
    """So long after its birth, perhaps before it can post anything."""
    READY = auto()
    """So long after it was connected."""
    CARRIED_OUT = auto()
    """At so many messages: this one stands, and is not answered."""
    DROPPED = auto()
    """At so many messages: this one has left the bot, and does not stand."""
    ANSWERED = auto()
    """At so many messages: about when the answer arrives or is written down."""
    LOOKING = auto()
    """While it looks for a message of an earlier life; or later, if it has nothing to look for."""


@dataclass(frozen=True, slots=True)
class Moment:
    """One end.

    Attributes:
        after_s: Seconds after what it is counted from.
        message: At which message, counted from the birth; 0 where it goes by time.
        look: At which look.
    """

    when: When
    after_s: float = 0.0
    message: int = 0
    look: int = 0


_WEIGHTS = {
    When.BORN: 2,
    When.READY: 3,
    When.CARRIED_OUT: 5,
    When.DROPPED: 2,
    When.ANSWERED: 5,
    When.LOOKING: 2,
}


def draw(chance: random.Random, messages: float) -> Moment:
    """Choose the end of a life.

    Args:
        messages: How many it should post before, on average.
    """
    when = chance.choices(list(_WEIGHTS), list(_WEIGHTS.values()))[0]
    before = chance.expovariate(1 / messages)
    message = 1 + int(before)
    match when:
        case When.BORN:
            return soon(chance)
        case When.READY:
            return Moment(when, before * _MESSAGE_S)
        case When.ANSWERED:
            return Moment(when, chance.uniform(0, _MESSAGE_S), message)
        case When.LOOKING:
            return Moment(when, message=message, look=chance.randint(1, 2))
        case _:
            return Moment(when, message=message)


def soon(chance: random.Random) -> Moment:
    """Choose an end for a life that may have nothing left to do."""
    return Moment(When.BORN, chance.uniform(0, _STARTING_S))
