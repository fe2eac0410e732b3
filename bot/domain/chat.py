"""Chat in no platform's language: people, channels, messages. What people do is in `calls`.

Ids of platforms are opaque text. Sentences are `Words`: a key of the catalogue in `config/locales`
with its values, so that nothing below a renderer knows English.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import TypeAlias

from bot.domain.papers import PaperId


@dataclass(frozen=True, slots=True)
class Words:
    """A sentence, by its key in the catalogue and what fills its gaps."""

    key: str
    values: "tuple[tuple[str, Value], ...]" = ()


Value: TypeAlias = "str | int | float | date | datetime | Words | tuple[Value, ...]"

Say: TypeAlias = Callable[[Words], str]
"""Turns words into a sentence of the reader's language."""

SayIn: TypeAlias = Callable[[str], Say]
"""Gives what says words in a language, by its BCP 47 code; '' is the bot's own."""


def words(key: str, /, **values: Value) -> Words:
    """Name a sentence of the catalogue, with its values."""
    return Words(key, tuple(sorted(values.items())))


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


class Style(StrEnum):
    """How loud a line is."""

    PLAIN = "plain"
    STRONG = "strong"
    SMALL = "small"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of running text; its parts stand side by side, set apart by a middle dot."""

    parts: tuple[Words, ...]
    style: Style = Style.PLAIN


def line(*parts: Words, style: Style = Style.PLAIN) -> Line:
    """Write a line of one or more parts."""
    return Line(parts, style)


@dataclass(frozen=True, slots=True)
class Link:
    """A labelled address; we build the address or take it from the paper, never from a model."""

    label: Words
    url: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a list: a linked title and, if there is room, what the paper says.

    Attributes:
        position: The number people type, from 1; None where the list is not numbered.
        quote: The one-liner, already attributed (quotation marks mean the authors' own words).
        note: A few words behind the title, such as its id and date.
    """

    paper: PaperId
    title: str
    url: str
    position: int | None = None
    quote: Words | None = None
    links: tuple[Link, ...] = ()
    note: Words | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of papers; renderers cut one-liners before they ever drop a paper."""

    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """One paper, drawn whole: title, what it says, links, then small print."""

    entry: Entry
    details: tuple[Line, ...] = ()


class Shape(StrEnum):
    """How the lines of a passage stand below each other."""

    RUNNING = "running"
    POINTS = "points"
    STEPS = "steps"


@dataclass(frozen=True, slots=True)
class Passage:
    """What is said under one heading.

    Attributes:
        heading: None where it goes on from what stands above.
        strong: Phrases of its lines, just as they stand there, that catch the eye.
        first: Number of the first step.
    """

    heading: Words | None
    lines: tuple[Words, ...]
    shape: Shape = Shape.RUNNING
    strong: tuple[str, ...] = ()
    first: int = 1


Block: TypeAlias = Line | Listing | Card | Passage


class Weight(StrEnum):
    """How much a button weighs; its words say it all the same."""

    PLAIN = "plain"
    MAIN = "main"
    DANGER = "danger"


@dataclass(frozen=True, slots=True)
class Action:
    """A button: `id` is `p1:verb:key`, holds all its state, and is answered for ever."""

    id: str
    label: Words
    weight: Weight = Weight.PLAIN


@dataclass(frozen=True, slots=True)
class Menu:
    """A choice of papers; picking one is the press `p1:verb:paper`."""

    verb: str
    label: Words


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that can be picked.

    Attributes:
        value: At most 75 characters; without a blank where several can be picked.
        about: A few words below the label.
        chosen: Is picked already.
    """

    value: str
    label: Words
    about: Words | None = None
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Select:
    """A choice of anything; picking is the press `p1:verb:value`.

    Attributes:
        choices: At most 25, each value once.
        most: So many may be picked at once; the press holds them with a blank between.
        listed: What it offers stands in the message already, each with its number.
    """

    verb: str
    label: Words
    choices: tuple[Choice, ...]
    most: int = 1
    listed: bool = False


@dataclass(frozen=True, slots=True)
class More:
    """Buttons that are seldom needed, behind one.

    Attributes:
        action: Stands there where a platform cannot fold buttons; pressed, it answers with them.
        actions: At most five.
    """

    action: Action
    actions: tuple[Action, ...]


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that comes with a message.

    Attributes:
        data: What it holds where that is neither text nor a picture.
        picture: What it holds where it is a picture, which is shown where that can be.
        about: What the picture shows, for whoever cannot see it.
    """

    name: str
    text: str = ""
    data: bytes = b""
    picture: bytes = b""
    about: Words | None = None

    @property
    def content(self) -> bytes:
        """What is sent; half of a sign, which nothing can write, becomes a mark."""
        return self.picture or self.data or self.text.encode(errors="replace")


@dataclass(frozen=True, slots=True)
class Message:
    """Something the bot says.

    Attributes:
        menu: Offers every paper the message names.
        more: Further buttons.
        selects: Offer anything else.
        push: What a notification shows; None posts silently.
        seed: The emoji that saves what the message names; put on it by us where people may only
            join a reaction, not begin one.
        key: Found again by this after a crash; '' where nothing looks.
        again: It may stand already, because nobody could look: say so.
        language: BCP 47 code of the language to say it in; '' for the bot's own.
        rest: Tells how to get what is left out where there is no room for every passage.
    """

    blocks: tuple[Block, ...]
    actions: tuple[Action, ...] = ()
    menu: Menu | None = None
    more: More | None = None
    selects: tuple[Select, ...] = ()
    files: tuple[Attachment, ...] = ()
    push: Words | None = None
    seed: str = ""
    key: str = ""
    again: bool = False
    language: str = ""
    rest: Words | None = None

    @property
    def papers(self) -> tuple[tuple[int, PaperId], ...]:
        """Every paper this message names, with the number people know it by there."""
        named: list[tuple[int, PaperId]] = []
        for block in self.blocks:
            entries = block.entries if isinstance(block, Listing) else ()
            if isinstance(block, Card):
                entries = (block.entry,)
            for entry in entries:
                named.append((entry.position or len(named) + 1, entry.paper))
        return tuple(named)


@dataclass(frozen=True, slots=True)
class Thread:
    """The thread under a message of ours.

    Attributes:
        top: The message it hangs under.
        title: What it is called, where threads have names.
        language: As in a message.
    """

    top: MessageRef
    title: Words
    language: str = ""
