"""What there is: guilds, people, channels, threads, messages and reactions.

Plain data, kept so that nothing done once per event walks over all messages.
"""

import bisect
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

EPOCH = 1_420_070_400
TEXT, DIRECT, NEWS, NEWS_THREAD, THREAD, FORUM = 0, 1, 5, 10, 11, 15
SUPPRESS_EMBEDS, HAS_THREAD, EPHEMERAL, LOADING = 1 << 2, 1 << 5, 1 << 6, 1 << 7
SUPPRESS_NOTIFICATIONS, V2 = 1 << 12, 1 << 15
STARTER, COMMAND_ANSWER, MENU_ANSWER = 21, 20, 23


@dataclass(slots=True, eq=False)
class Person:
    """Somebody on Discord.

    Attributes:
        permissions: The bits of their roles, in every guild alike.
        accepts_direct: Takes direct messages from the bot.
        has_installed: Has the bot with them wherever they are.
        roles: Ids of their roles, of whatever guild.
    """

    id: int
    name: str
    permissions: int = 0
    bot: bool = False
    locale: str = "en-US"
    accepts_direct: bool = True
    has_installed: bool = False
    roles: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Overwrite:
    """What a channel gives to or takes from a person or everybody."""

    allow: int = 0
    deny: int = 0


@dataclass(slots=True, eq=False, repr=False)
class Guild:
    """A server, as people call it.

    Attributes:
        everyone: The bits of the role that all have.
        bot_permissions: The bits of the bot's own role.
        threads_full: No further thread may be opened.
        joined: The bot is a member.
        ranks: The roles of people who may do more than everybody, by their permission bits.
        added_by: Who put the bot there, as its audit log has it.
        roles: Those besides that of everybody and the bot's own, by id.
    """

    id: int
    name: str
    bot: Person
    role: int
    everyone: int = 0
    bot_permissions: int = 0
    locale: str = "en-US"
    threads_full: bool = False
    joined: bool = True
    added_by: Person | None = None
    roles: dict[int, str] = field(default_factory=dict)
    channels: dict[int, "Channel"] = field(default_factory=dict)
    threads: dict[int, "Thread"] = field(default_factory=dict)
    ranks: dict[int, int] = field(default_factory=dict)

    def __repr__(self) -> str:
        return f"<Guild {self.id} {self.name!r}>"


@dataclass(slots=True, eq=False, repr=False)
class Channel:
    """A place with messages in it, oldest first; a direct one has a recipient, no guild.

    Attributes:
        overwrites: By the id of a person, or of the guild for everybody.
        tags: What the posts of a forum may be marked with.
        between: The people of a private channel that the bot is not in.
    """

    id: int
    name: str = ""
    guild: Guild | None = None
    recipient: Person | None = None
    kind: int = TEXT
    overwrites: dict[int, Overwrite] = field(default_factory=dict)
    messages: dict[int, "Message"] = field(default_factory=dict)
    order: list[int] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    between: tuple[Person, ...] = ()

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.id} {self.name!r}>"

    def page(self, *, after: int, before: int, limit: int) -> "list[Message]":
        """Return messages between two ids, newest first, those next to the bound given."""
        start = bisect.bisect_right(self.order, after)
        end = bisect.bisect_left(self.order, before)
        ids = self.order[start:end]
        ids = ids[:limit] if after else ids[-limit:]
        return [self.messages[each] for each in reversed(ids)]


@dataclass(slots=True, eq=False, kw_only=True, repr=False)
class Thread(Channel):
    """A thread under a message.

    Attributes:
        auto_archive: Minutes of silence after which it is archived.
        archived_at: When it was archived or opened last, in seconds.
        refuses: While archived, a message is refused instead of opening it again.
        marks: Names of the tags of a forum's post.
    """

    parent: Channel
    owner: Person
    auto_archive: int
    archived_at: float
    archived: bool = False
    locked: bool = False
    refuses: bool = False
    marks: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Attachment:
    """A file on a message."""

    id: int
    name: str
    data: bytes
    kind: str
    description: str | None = None


@dataclass(slots=True, eq=False, repr=False)
class Message:
    """A message.

    Attributes:
        flags: Discord's message flags.
        reactions: The people behind each emoji, in the order they came.
        bursts: The people behind each "super" reaction, which Discord keeps apart.
        pings: Mentions that its `allowed_mentions` let through, as they are written.
        seen_by: The only person who sees it; None for everybody.
        about: What an answer answers: the payload's `interaction_metadata`.
    """

    id: int
    channel: Channel
    author: Person
    content: str = ""
    embeds: list[dict[str, Any]] = field(default_factory=list)
    components: list[dict[str, Any]] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    flags: int = 0
    kind: int = 0
    nonce: str | None = None
    reactions: dict[str, dict[int, Person]] = field(default_factory=dict)
    bursts: dict[str, dict[int, Person]] = field(default_factory=dict)
    pings: tuple[str, ...] = ()
    thread: Thread | None = None
    edited_at: float | None = None
    deleted: bool = False
    seen_by: Person | None = None
    about: dict[str, Any] | None = None
    reference: "Message | None" = None

    def __repr__(self) -> str:
        said = self.content or (self.embeds[0].get("title") if self.embeds else "")
        return f"<Message {self.id} in {self.channel.id} by {self.author.name}: {said!r}>"

    @property
    def notifies(self) -> bool:
        """Whether phones show it."""
        return not self.flags & (SUPPRESS_NOTIFICATIONS | EPHEMERAL) and self.kind != STARTER

    @property
    def silent(self) -> bool:
        """Whether it was sent so that no phone shows it."""
        return bool(self.flags & SUPPRESS_NOTIFICATIONS)

    @property
    def ephemeral(self) -> bool:
        """Whether one person alone sees it."""
        return bool(self.flags & EPHEMERAL)

    @property
    def at(self) -> datetime:
        """When it was sent (UTC)."""
        return moment((self.id >> 22) / 1000 + EPOCH)


def moment(seconds: float) -> datetime:
    """Turn a clock's seconds into a date."""
    return datetime.fromtimestamp(seconds, UTC)


class World:
    """All there is, by id.

    Args:
        clock: Seconds since 1970; ids and dates are made of it.
        bot: Name of the bot's account.
    """

    def __init__(self, clock: Callable[[], float], bot: str) -> None:
        self.clock = clock
        self._last = 0
        self.application = self.new_id()
        self.bot = Person(self.application, bot, bot=True)
        self.guilds: dict[int, Guild] = {}
        self.channels: dict[int, Channel] = {}
        self.people: dict[int, Person] = {self.bot.id: self.bot}
        self.direct: dict[int, Channel] = {}
        self.emojis: set[str] = set()
        self.endpoint: str | None = None

    def new_id(self) -> int:
        """Make an id that is later than all before, and tells the time as Discord's do."""
        now = int((self.clock() - EPOCH) * 1000) << 22
        self._last = max(now, self._last + 1)
        return self._last

    def direct_with(self, person: Person) -> Channel:
        """Return the one direct channel between the bot and a person, made if there is none."""
        channel = self.direct.get(person.id)
        if channel is None:
            channel = Channel(self.new_id(), recipient=person, kind=DIRECT)
            self.direct[person.id] = self.channels[channel.id] = channel
        return channel

    def keep(self, message: Message) -> None:
        """Put a message at the end of its channel."""
        message.channel.messages[message.id] = message
        message.channel.order.append(message.id)

    def drop(self, message: Message) -> None:
        """Take a message out of its channel."""
        message.deleted = True
        channel = message.channel
        if channel.messages.pop(message.id, None) is not None:
            del channel.order[bisect.bisect_left(channel.order, message.id)]
