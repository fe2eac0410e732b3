"""Bad answers on demand: one request goes wrong in the way a test asks for."""

import asyncio
import re
from dataclasses import dataclass, field


@dataclass(slots=True, eq=False)
class Fault:
    """What goes wrong with the next requests that fit, so many times; 0 for ever.

    Attributes:
        method: Of the requests it strikes.
        path: A regular expression found in their path, which begins after `/api/v10`.
        status: Answered in place of the real one; None leaves the answer as it is.
        code: Discord's number in the body of that answer.
        retry_after: Seconds that a 429 asks to wait; without it a 429 is a ban.
        html: The body is a page of the network in front, as in an outage or a ban.
        done: The request is carried out all the same, before it goes wrong.
        reset: The connection is reset instead of an answer.
        stall: The answer waits for `release`.
        struck: Set at the first hit, before waiting.
    """

    method: str
    path: str
    status: int | None = None
    code: int = 0
    retry_after: float | None = None
    html: bool = False
    done: bool = False
    reset: bool = False
    stall: bool = False
    times: int = 1
    hits: int = 0
    struck: asyncio.Event = field(default_factory=asyncio.Event)
    released: asyncio.Event = field(default_factory=asyncio.Event)

    def release(self) -> None:
        """Let the stalled go on."""
        self.released.set()


class Faults:
    """The faults to come, in order."""

    def __init__(self) -> None:
        self._queue: list[Fault] = []
        self._seen: list[Fault] = []

    def add(self, fault: Fault) -> Fault:
        """Put one at the end of the queue."""
        self._queue.append(fault)
        self._seen.append(fault)
        return fault

    def pick(self, method: str, path: str) -> Fault | None:
        """Return the first that fits, and count the hit."""
        for place, fault in enumerate(self._queue):
            if fault.method == method and re.search(fault.path, path):
                fault.hits += 1
                if fault.hits == fault.times:
                    del self._queue[place]
                fault.struck.set()
                return fault
        return None

    def clear(self) -> None:
        """Let everything be well from now on."""
        self._queue.clear()

    def release_all(self) -> None:
        """Let everything that was stalled go on."""
        for fault in self._seen:
            fault.release()
