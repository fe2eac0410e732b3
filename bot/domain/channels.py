"""What a channel has chosen: its schedule, its layout, what it follows."""

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from bot.domain.chat import Channel
from bot.domain.languages import UNCHOSEN, Languages
from bot.domain.summaries import Detail

EVERY_DAY = frozenset(range(7))
WITHOUT_END = date(9999, 12, 31)
"""`paused_until` of a channel that is paused until somebody resumes it."""


class Layout(StrEnum):
    """How a digest is laid out; `AUTO` lets each platform decide."""

    AUTO = "auto"
    LIST = "list"
    THREAD = "thread"
    FLAT = "flat"
    OVERVIEW = "overview"


class Include(StrEnum):
    """Which announcements a channel wants."""

    CROSS = "cross"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Schedule:
    """When a channel gets its digest.

    Attributes:
        at: Local time of day, or None for "when arXiv announces".
        zone: IANA name the time is in.
        days: Weekdays, Monday is 0.
    """

    at: time | None = None
    zone: str = "UTC"
    days: frozenset[int] = EVERY_DAY
    paused_until: date | None = None


@dataclass(frozen=True, slots=True)
class ChannelSettings:
    """Everything `settings` can change.

    Attributes:
        most: Papers at most in the posted list of one digest.
        emoji: The reaction that saves a paper.
        languages: What it reads; with none, whatever the bot speaks.
        detail: How much the cards of a digest say.
        figures: Whether a paper's key figure comes with a text that somebody asks for.
    """

    schedule: Schedule = Schedule()
    layout: Layout = Layout.AUTO
    most: int = 10
    include: Include = Include.CROSS
    emoji: str = "🔖"
    languages: Languages = UNCHOSEN
    detail: Detail = Detail.HEADLINE
    figures: bool = True


@dataclass(frozen=True, slots=True)
class Subscription:
    """A channel follows a topic.

    Attributes:
        name: What people call it, in any script.
        text: The topic in canonical spelling; `key` is what makes it unique in the channel.
        began: Arrivals up to this number are not news to it.
        by: Display name of who set it, for attribution.
    """

    id: int
    channel: int
    name: str
    text: str
    key: str
    began: int
    by: str
    since: datetime


@dataclass(frozen=True, slots=True)
class KnownChannel:
    """A channel as it is kept.

    Attributes:
        served_to: Every arrival up to this number has been considered for this channel.
        next_due: When its next digest is due (UTC); None until something makes it due.
    """

    id: int
    channel: Channel
    settings: ChannelSettings
    served_to: int
    next_due: datetime | None
