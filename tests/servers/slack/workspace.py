"""One workspace: its people, channels and messages, as plain data."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from itertools import count
from typing import Any

from tests.servers.slack.refusal import Refused

APP, TEAM, DOMAIN = "A0PAPERBOY", "T0LAB", "lab"
BOT, BOT_USER = "B0PAPERBOY", "U0PAPERBOY"
STRANGERS = "T0OTHERLAB"


class Kind(StrEnum):
    """What sort of conversation it is; the value is the API's word for the type."""

    PUBLIC = "public_channel"
    PRIVATE = "private_channel"
    DIRECT = "im"


@dataclass(slots=True, eq=False)
class Person:
    """A member, a guest, somebody of another team, or a bot.

    Attributes:
        guest: Multi-channel guest (`is_restricted`).
        single_channel_guest: `is_ultra_restricted`, which always comes with `is_restricted`.
    """

    id: str
    name: str
    team: str = TEAM
    guest: bool = False
    single_channel_guest: bool = False
    admin: bool = False
    owner: bool = False
    bot: bool = False
    deleted: bool = False
    locale: str = "en-US"
    zone: str = "Europe/Amsterdam"

    @property
    def stranger(self) -> bool:
        return self.team != TEAM


@dataclass(slots=True, eq=False)
class File:
    """An uploaded file; `shared` once it was completed, `alt` for who cannot see it."""

    id: str
    name: str
    length: int
    title: str = ""
    alt: str = ""
    content: bytes | None = None
    shared: bool = False


@dataclass(slots=True, eq=False)
class Message:
    """A message, also one that only one person sees.

    Attributes:
        bot_id: Set on messages of the bot.
        shown_to: The one who sees it; None for a message that everybody sees.
        via: How it came: a method, `response_url`, `ack`, `person`.
        pings: Whom it would notify: `channel`, `here`, `everyone`, ids of people and groups.
        reactions: Name of the emoji to who put it there, in order.
        asked_thread: The `thread_ts` asked for; the service may have left it out.
        edits: How often it was changed.
        replies_refused: Error for whoever replies to it, such as `cannot_reply_to_message`.
    """

    ts: str
    channel: "Channel"
    user: str
    text: str
    bot_id: str | None = None
    blocks: list[dict[str, Any]] = field(default_factory=list)
    attachments: list[dict[str, Any]] = field(default_factory=list)
    files: list[File] = field(default_factory=list)
    metadata: dict[str, Any] | None = None
    thread_ts: str | None = None
    broadcast: bool = False
    unfurl_links: bool | None = None
    unfurl_media: bool | None = None
    shown_to: str | None = None
    via: str = "person"
    pings: frozenset[str] = frozenset()
    reactions: dict[str, list[str]] = field(default_factory=dict)
    subtype: str | None = None
    asked_thread: str | None = None
    edits: int = 0
    deleted: bool = False
    replies_refused: str | None = None

    @property
    def in_thread(self) -> bool:
        return self.thread_ts is not None and self.thread_ts != self.ts

    @property
    def unfurls(self) -> bool:
        """Whether a link in it could grow a preview: media does unless it was forbidden."""
        linked = "http" in self.text or any("http" in str(block) for block in self.blocks)
        return linked and (self.unfurl_links is True or self.unfurl_media is not False)

    def json(self, *, metadata: bool = False) -> dict[str, Any]:
        """Say it as the API does."""
        found: dict[str, Any] = {
            "type": "message",
            "user": self.user,
            "ts": self.ts,
            "text": self.text,
            "team": TEAM,
        }
        if self.bot_id:
            found |= {"bot_id": self.bot_id, "app_id": APP}
        optional = {
            "subtype": self.subtype,
            "blocks": self.blocks,
            "attachments": self.attachments,
            "thread_ts": self.thread_ts,
            "files": [file_json(each) for each in self.files],
            "metadata": self.metadata if metadata else None,
            "edited": {"user": self.user, "ts": self.ts} if self.edits else None,
            "reactions": [
                {"name": name, "users": list(users), "count": len(users)}
                for name, users in self.reactions.items()
            ],
        }
        found |= {name: value for name, value in optional.items() if value}
        if self.thread_ts == self.ts:
            replies = self.channel.replies(self.ts)
            found |= {
                "reply_count": len(replies),
                "reply_users": list(dict.fromkeys(each.user for each in replies)),
                "latest_reply": replies[-1].ts if replies else self.ts,
            }
        return found


@dataclass(slots=True, eq=False)
class Channel:
    """A channel or a direct message.

    Attributes:
        refusal: Error for whoever posts, such as `restricted_action` where it is read-only.
        replies_refused: Error for whoever posts into a thread.
        partner: The other side of a direct message.
        shared: With another team (Slack Connect).
    """

    id: str
    name: str
    kind: Kind
    members: set[str] = field(default_factory=set)
    archived: bool = False
    refusal: str | None = None
    replies_refused: str | None = None
    partner: str | None = None
    shared: bool = False
    messages: dict[str, Message] = field(default_factory=dict)

    @property
    def has_bot(self) -> bool:
        return BOT_USER in self.members

    def top(self) -> list[Message]:
        """Return what the channel itself shows, in order."""
        return [each for each in self.messages.values() if not each.in_thread or each.broadcast]

    def replies(self, ts: str) -> list[Message]:
        """Return the replies of a thread, in order, without the message it hangs on."""
        return [each for each in self.messages.values() if each.thread_ts == ts and each.ts != ts]


class Workspace:
    """Everything the service remembers.

    Args:
        clock: What the time is, for `ts` and for what expires.

    Attributes:
        orphans: What becomes of a reply to a message that is gone: `unthreaded` posts it in the
            channel, without a word, as the service was seen to do (slack-go 1571);
            `thread_not_found` refuses it.
    """

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self.clock = clock
        self.people: dict[str, Person] = {}
        self.channels: dict[str, Channel] = {}
        self.files: dict[str, File] = {}
        self.private: list[Message] = []
        self.homes: dict[str, dict[str, Any]] = {}
        self.shared: dict[str, Message] = {}
        self.orphans = "unthreaded"
        self._numbers = count(1)
        self._last = 0
        bot = Person(BOT_USER, "paperboy", bot=True)
        self.people[bot.id] = bot

    def id(self, letter: str) -> str:
        """Make a new id."""
        return f"{letter}0{next(self._numbers):08X}"

    def ts(self) -> str:
        """Return the next message's time, later than any before and than now."""
        now = round(self.clock().timestamp() * 1_000_000)
        self._last = max(now, self._last) + 1
        return f"{self._last // 1_000_000}.{self._last % 1_000_000:06d}"

    def direct(self, person: Person) -> Channel:
        """Return the bot's conversation with a person."""
        for channel in self.channels.values():
            if channel.partner == person.id:
                return channel
        members = {person.id, BOT_USER}
        channel = Channel(self.id("D"), "", Kind.DIRECT, members, partner=person.id)
        self.channels[channel.id] = channel
        return channel

    def channel(self, named: str) -> Channel:
        """Find a channel the bot may know of by id; a private one only from inside."""
        found = self.channels.get(named)
        if found is None or (found.kind is not Kind.PUBLIC and not found.has_bot):
            raise Refused("channel_not_found")
        return found

    def target(self, named: str) -> Channel:
        """Find where to post by id, `#name`, or the id of a person."""
        if person := self.people.get(named):
            if person.bot:
                raise Refused("cannot_dm_bot")
            return self.direct(person)
        bare = named.removeprefix("#")
        by_name = [
            each
            for each in self.channels.values()
            if each.name == bare and each.kind is not Kind.DIRECT
        ]
        return self.channel(by_name[0].id if by_name else named)

    def message(self, channel: Channel, ts: str) -> Message:
        found = channel.messages.get(ts)
        if found is None or found.subtype == "tombstone":
            raise Refused("message_not_found")
        return found

    def thread(self, channel: Channel, ts: str) -> str | None:
        """Return the thread a reply to `ts` ends up in, or None if it is left outside."""
        parent = channel.messages.get(ts)
        if parent is None:
            if self.orphans == "unthreaded":
                return None
            raise Refused(self.orphans)
        if refusal := channel.replies_refused or parent.replies_refused:
            raise Refused(refusal)
        return parent.thread_ts or parent.ts

    def add(self, message: Message) -> Message:
        """Put a message where it belongs."""
        if message.shown_to:
            self.private.append(message)
            return message
        message.channel.messages[message.ts] = message
        if message.in_thread:
            parent = message.channel.messages[message.thread_ts or ""]
            parent.thread_ts = parent.ts
        return message

    def delete(self, message: Message) -> None:
        """Take a message away; one with replies leaves a gravestone that keeps its thread."""
        message.deleted = True
        if message.shown_to:
            self.private.remove(message)
            return
        messages = message.channel.messages
        if not message.in_thread and message.channel.replies(message.ts):
            stone = Message(message.ts, message.channel, "USLACKBOT", "This message was deleted.")
            stone.subtype, stone.thread_ts, stone.deleted = "tombstone", message.ts, True
            messages[message.ts] = stone
        else:
            del messages[message.ts]


def file_json(file: File) -> dict[str, Any]:
    """Say a file as the API does."""
    return {"id": file.id, "name": file.name, "title": file.title, "size": file.length}
