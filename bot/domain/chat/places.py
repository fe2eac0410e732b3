"""Who and where: people, channels, and where a message stands. Ids of platforms are opaque text."""

from dataclasses import dataclass, field
from enum import StrEnum


class Place(StrEnum):
    """What sort of place a channel is."""

    CHANNEL = "channel"
    DIRECT = "direct"


@dataclass(frozen=True, slots=True)
class Channel:
    """A place the bot can post to.

    Attributes:
        space: Discord guild id ('' in direct messages), Slack enterprise or team id.
        native: The platform's own id of the channel.
        name: As people know it, such as `#papers`; for display only.
    """

    platform: str
    space: str
    native: str
    name: str = field(default="", compare=False)
    kind: Place = field(default=Place.CHANNEL, compare=False)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody on one platform.

    Attributes:
        space: '' on Discord, the person's own team on Slack.
        manager: May change what a channel follows, as the platform sees it at each call.
        admin: Is in charge of the whole server or workspace, as the platform sees it.
        guest: Is no member of the place, as far as the platform tells them apart.
        roles: Ids of what they are there, where the platform has such a thing.
        language: BCP 47 code of what they read, as the platform says; '' where it does not.
        zone: IANA name of their time zone, likewise.
    """

    platform: str
    space: str
    native: str
    name: str = field(default="", compare=False)
    manager: bool = field(default=False, compare=False)
    admin: bool = field(default=False, compare=False)
    guest: bool = field(default=False, compare=False)
    roles: tuple[str, ...] = field(default=(), compare=False)
    language: str = field(default="", compare=False)
    zone: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class MessageRef:
    """Where to find a message that was posted; `thread` is the native id it stands under."""

    channel: Channel
    native: str
    thread: str | None = None
