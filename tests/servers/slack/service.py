"""The parts of the server that its methods share."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from tests.servers.slack.bell import Bell
from tests.servers.slack.content import Content, read
from tests.servers.slack.events import Events
from tests.servers.slack.refusal import Refused
from tests.servers.slack.socket_mode import Socket
from tests.servers.slack.tokens import Tokens
from tests.servers.slack.workspace import BOT, BOT_USER, Channel, File, Message, Workspace

TRIGGER = timedelta(seconds=3)


@dataclass(slots=True, eq=False)
class View:
    """A modal or a home tab.

    Attributes:
        person: Id of who sees it.
        body: As it was sent.
    """

    id: str
    person: str
    body: dict[str, Any]


@dataclass(slots=True, eq=False)
class Service:
    """Everything together.

    Attributes:
        views: Modals that were opened, in order.
        triggers: When each `trigger_id` was given; it goes when it is used.
    """

    workspace: Workspace
    tokens: Tokens
    socket: Socket
    events: Events
    bell: Bell
    base: Callable[[], str]
    views: list[View] = field(default_factory=list)
    triggers: dict[str, tuple[datetime, str]] = field(default_factory=dict)
    _ids: "count[int]" = field(default_factory=lambda: count(1))

    def content(self, said: dict[str, Any], longest: int = 40_000) -> Content:
        """Read what a message shall hold."""
        names = {person.name: person.id for person in self.workspace.people.values()}
        return read(said, self._ids, names, longest)

    def speak(
        self,
        channel: Channel,
        content: Content,
        *,
        via: str,
        thread: str | None = None,
        shown_to: str | None = None,
        broadcast: bool = False,
        files: Sequence[File] = (),
    ) -> Message:
        """Let the bot say something; what everybody sees comes back to it as an event."""
        if content.empty and not files:
            raise Refused("no_text")
        message = Message(
            self.workspace.ts(),
            channel,
            BOT_USER,
            content.text or "",
            bot_id=BOT,
            blocks=content.blocks or [],
            attachments=content.attachments or [],
            metadata=content.metadata or None,
            thread_ts=thread,
            broadcast=broadcast,
            unfurl_links=content.unfurl_links,
            unfurl_media=content.unfurl_media,
            shown_to=shown_to,
            via=via,
            pings=content.pings,
            files=list(files),
            subtype="file_share" if files else None,
        )
        self.workspace.add(message)
        if shown_to is None:
            self.events.message(message)
        self.bell.ring()
        return message

    def change(self, message: Message, content: Content) -> None:
        """Put new content into a message; what is not said stays.

        Except blocks: a text alone takes their place.
        """
        before = message.json()
        if content.text is not None:
            message.text = content.text
        if content.blocks is not None or content.text is not None:
            message.blocks = content.blocks or []
        if content.attachments is not None:
            message.attachments = content.attachments
        if content.metadata is not None:
            message.metadata = content.metadata or None
        message.edits += 1
        if message.shown_to is None:
            self.events.changed(message, before)
        self.bell.ring()

    def remove(self, message: Message) -> None:
        """Take a message away."""
        before = message.json()
        self.workspace.delete(message)
        if message.shown_to is None:
            self.events.gone(message, before)
        self.bell.ring()

    def trigger(self, person: str) -> str:
        """Give an id that opens one view for a few seconds."""
        found = f"{self.workspace.id('1')}.trigger"
        self.triggers[found] = (self.workspace.clock(), person)
        return found

    def pull(self, trigger: str) -> str:
        """Use a trigger; returns who caused it."""
        if trigger not in self.triggers:
            raise Refused("invalid_trigger_id")
        given, person = self.triggers.pop(trigger)
        if self.workspace.clock() - given > TRIGGER:
            raise Refused("expired_trigger_id")
        return person
