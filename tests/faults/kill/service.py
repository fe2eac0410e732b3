"""A chat service that outlives the bot: opened, misbehaving, and looked at in the end."""

from abc import ABC, abstractmethod
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.domain.chat import Channel, words
from tests.faults.kill.weather import Weather
from tests.world import sentences

AGAIN = sentences("en").say(words("post-again"))
"""What a message says of itself that may stand twice."""


@dataclass(frozen=True, slots=True)
class Stands:
    """A message of the bot, as it stands.

    Attributes:
        id: The service's own.
        papers: Signs of the papers it shows.
        heading: It is the heading of a digest, else a card.
        under: Id of the message under which it stands in a thread.
        again: It says that it may stand twice.
        key: The bot's name for it, where the service knows.
    """

    id: str
    papers: frozenset[str]
    heading: bool
    under: str | None
    again: bool
    key: str = ""


class Service(ABC):
    """A chat service.

    Attributes:
        name: As the command line knows it.
        platform: As the bot knows it.
        blind: The bot may not look what stands, so a kill may repeat the message in flight.
    """

    name: str
    platform: str
    blind = False

    def __init__(self, channels: int, weather: Weather) -> None:
        self.channels = channels
        self.weather = weather

    @abstractmethod
    async def open(
        self, stack: AsyncExitStack, folder: Path, clock: Callable[[], datetime]
    ) -> None:
        """Start it, with its channels."""

    @abstractmethod
    def environ(self) -> Mapping[str, str]:
        """Return the settings that lead the bot here."""

    @abstractmethod
    def places(self) -> Sequence[Channel]:
        """Return the channels as the bot knows them."""

    @abstractmethod
    def standing(self, place: Channel) -> Sequence[Stands]:
        """Return what the bot has posted in a channel, threads included, oldest first."""

    @asynccontextmanager
    async def watched(self) -> AsyncIterator[None]:
        """Count the messages of a life for the weather, where no requests can be counted."""
        yield
