"""What somebody did on Slack, as plain data; `inbound` reads it from payloads."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, TypeAlias

Payload: TypeAlias = Mapping[str, Any]

NO_FIELDS: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Spot:
    """Where somebody did something, and how an answer gets there.

    Attributes:
        channel: '' on the page that somebody has with us.
        team: The person's team, as far as the payload says.
        thread: The thread's first message, if it was done in a thread.
        url: The `response_url`; '' where there is none.
        message: The message it was done on.
        alone: Nobody else sees that message, and it only answers something: another answer may
            take its place.
    """

    user: str
    channel: str
    team: str = ""
    user_name: str = ""
    channel_name: str = ""
    thread: str | None = None
    url: str = ""
    message: str = ""
    alone: bool = False

    @property
    def direct(self) -> bool:
        """Whether it is a conversation of two."""
        return self.channel.startswith("D")

    @property
    def home(self) -> bool:
        """Whether it is the page that somebody has with us."""
        return not self.channel


@dataclass(frozen=True, slots=True)
class Said:
    """Somebody typed a command; `event` is the same for one delivered twice."""

    spot: Spot
    text: str
    event: str


@dataclass(frozen=True, slots=True)
class Clicked:
    """Somebody pressed a button or picked from a menu; `event` can open a form, for 3 seconds."""

    spot: Spot
    action: str
    event: str


@dataclass(frozen=True, slots=True)
class Filled:
    """Somebody sent off a form of ours; `spot` is where it was opened."""

    spot: Spot
    action: str
    fields: Mapping[str, str]
    event: str


@dataclass(frozen=True, slots=True)
class Chosen:
    """Somebody chose an entry of the menu of a message; `text` is all that the message says."""

    spot: Spot
    verb: str
    text: str
    event: str


@dataclass(frozen=True, slots=True)
class Searched:
    """Somebody types into a menu of a form, whose options we give.

    Attributes:
        helped: The verb and its option, with a blank between.
        fields: The other fields, as far as they are filled in.
        several: Whether more than one may be picked.
    """

    spot: Spot
    helped: str
    typed: str
    fields: Mapping[str, str]
    several: bool


@dataclass(frozen=True, slots=True)
class Reacted:
    """Somebody put an emoji on a message or took it off."""

    spot: Spot
    message: str
    emoji: str
    added: bool
    event: str


@dataclass(frozen=True, slots=True)
class Visited:
    """Somebody opened the page that they have with us."""

    spot: Spot


@dataclass(frozen=True, slots=True)
class Invited:
    """We came into a channel; `spot.user` is who let us in, '' where we came by ourselves."""

    spot: Spot
    event: str


@dataclass(frozen=True, slots=True)
class Linked:
    """Somebody writes a message with links in it.

    Attributes:
        message: Where they stand; '' while it is being written.
        preview: What Slack calls the previews of that message, and where it shows them.
    """

    spot: Spot
    urls: tuple[str, ...]
    message: str
    preview: tuple[str, str]


Heard: TypeAlias = (
    Said | Clicked | Filled | Chosen | Searched | Reacted | Visited | Invited | Linked | None
)
