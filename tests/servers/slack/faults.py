"""Bad days of the service, asked for by a test: one fault for one request, in order."""

import asyncio
from collections import defaultdict, deque
from dataclasses import dataclass, field

RESPONSE_URL, UPLOAD = "response_url", "upload"
"""Names for what is not a method of the API."""


@dataclass(frozen=True, slots=True, eq=False)
class Fault:
    """How one request goes wrong.

    Attributes:
        status: Of the answer, 0 for the real one.
        body: In place of the real answer; '' with a status gives what a proxy in front would say.
        error: Refuse with this word, and status 200 unless there is another.
        carried_out: The request does its work all the same; only the answer is bad.
        reset: The connection ends without an answer.
        stalled: Nothing is answered until `released`; then it goes on as the rest says.
    """

    status: int = 0
    body: str = ""
    error: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    carried_out: bool = False
    reset: bool = False
    stalled: bool = False
    reached: asyncio.Event = field(default_factory=asyncio.Event)
    released: asyncio.Event = field(default_factory=asyncio.Event)

    def release(self) -> None:
        """Let a stalled request go on."""
        self.released.set()


class Faults:
    """The faults to come, by method; what is asked for any method comes after those by name."""

    ANY = "*"

    def __init__(self) -> None:
        self._waiting: defaultdict[str, deque[Fault]] = defaultdict(deque)
        self._stalled: set[Fault] = set()

    def add(self, method: str, *faults: Fault) -> None:
        self._waiting[method].extend(faults)

    def take(self, method: str) -> Fault | None:
        for name in (method, self.ANY):
            if waiting := self._waiting.get(name):
                return waiting.popleft()
        return None

    async def hold(self, fault: Fault) -> None:
        """Wait as the fault says, at most until the server closes."""
        fault.reached.set()
        if fault.stalled:
            self._stalled.add(fault)
            await fault.released.wait()
            self._stalled.discard(fault)

    def release(self) -> None:
        """Let everything go on that is stalled, and forget what was to come."""
        self._waiting.clear()
        for fault in self._stalled:
            fault.release()
