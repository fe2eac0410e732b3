"""People who use the bot all at once, on any chat service."""

import asyncio
import random
from abc import ABC, abstractmethod
from collections.abc import Callable, Coroutine, Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from typing import Any

from bot.domain.chat import Channel, Person
from bot.domain.papers import PaperId

COMMANDS = ("topics", "help", "status", "saved", "save", "summary", "why", "")
"""`save`, `summary` and `why` are about a number of the channel's last digest."""
PRESSED = ("save", "summary", "why")
NUMBERS = 4
"""Numbers that every digest is sure to have."""
SETTINGS = {
    "PAPERBOY_LIMITS__PERSON_CALLS": "0",
    "PAPERBOY_LIMITS__CHANNEL_CALLS": "0",
    "PAPERBOY_DIGEST__MOST": "4",
}
"""A few hundred people act for thousands, so nobody is told to wait; and digests are short, or
those of a thousand channels would take most of the time before it begins."""
QUESTION = "how fast does it learn?"
TYPING = "typing"
_PEOPLE = 300


@dataclass(frozen=True, slots=True)
class Asked:
    """Something a person did.

    Attributes:
        what: The command, or the kind of act.
        acknowledged: Becomes the seconds until the bot took notice; None where Discord knows none.
        answered: Whether the answer is there.
    """

    what: str
    acknowledged: "asyncio.Future[float] | None"
    answered: Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Reacted:
    """Somebody put a saving emoji on a message; `position` is the number it means."""

    person: Person
    channel: Channel
    native: str
    position: int | None
    emoji: str


@dataclass(frozen=True, slots=True)
class Standing:
    """What the bot has posted in a channel for everybody.

    Attributes:
        headings: Headings of digests.
        cards: The address of the paper of each card.
        others: Anything else.
    """

    headings: int
    cards: tuple[str, ...]
    others: int = 0


class Crowd(ABC):
    """Channels and people of a chat service.

    Attributes:
        reactions: Every emoji that was put somewhere.
        pressable: Messages with buttons, and `menus` with a menu, as the service has them.
        sent_off: Forms that were filled in, each after a click that opened it.
    """

    name: str

    def __init__(self, channels: int, seed: int) -> None:
        self.chance = random.Random(seed)  # noqa: S311
        self.channels = channels
        self.people = _PEOPLE
        self.reactions: list[Reacted] = []
        self.pressable: list[Any] = []
        self.menus: list[Any] = []
        self.sent_off: list[Asked] = []
        self._filling: set[asyncio.Task[None]] = set()

    @abstractmethod
    async def open(self, stack: AsyncExitStack) -> None:
        """Start the service, with its channels and people."""

    @abstractmethod
    def environ(self) -> Mapping[str, str]:
        """Return the settings that lead the bot here."""

    @abstractmethod
    def places(self) -> Sequence[Channel]:
        """Return the channels as the bot knows them."""

    @abstractmethod
    async def look(self) -> None:
        """Find what can be pressed and picked by now."""

    @abstractmethod
    def standing(self, place: Channel) -> Standing:
        """Return what the bot has posted in a channel."""

    @abstractmethod
    def refusals(self) -> Mapping[str, int]:
        """Count what the service refused."""

    @abstractmethod
    async def call(self, verb: str, number: int | None) -> Asked:
        """Let somebody call a command somewhere."""

    @abstractmethod
    def acts(self) -> Sequence[Callable[[], Any]]:
        """Return what people do besides: each does it once and returns an `Asked`."""

    async def command(self) -> Asked:
        """Let somebody call any command somewhere."""
        verb = self.chance.choice(COMMANDS)
        numbered = verb in ("save", "summary", "why")
        return await self.call(verb, self.chance.randint(1, NUMBERS) if numbered else None)

    async def filled_in(self) -> None:
        """Wait until every form that is open is sent off."""
        await asyncio.gather(*self._filling)

    def fill_in(self, filling: Coroutine[Any, Any, Asked]) -> None:
        """Let somebody fill in a form as soon as it opens, while others do what they do."""

        async def note() -> None:
            self.sent_off.append(await filling)

        task = asyncio.create_task(note())
        self._filling.add(task)
        task.add_done_callback(self._filling.discard)

    async def act(self) -> Asked:
        """Let somebody do something else."""
        done: Asked = await self.chance.choice(self.acts())()
        return done


def paper_of(url: str) -> PaperId:
    """Return the paper that an address leads to."""
    return PaperId(url.rpartition("/")[2])
