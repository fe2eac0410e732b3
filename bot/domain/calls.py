"""What people do, in no platform's language: commands, buttons, reactions, and what is answered."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from bot.domain.chat import Channel, Choice, Message, MessageRef, Person, Words


@dataclass(frozen=True, slots=True)
class Reply:
    """What a command answers: a message to the person, and perhaps one line to everybody.

    Attributes:
        may_be_open: It tells nothing about the person: where it comes so late that the platform no
            longer shows it to them alone, it may stand in the channel.
    """

    message: Message
    private: bool = True
    public: Message | None = None
    may_be_open: bool = False


class Kind(StrEnum):
    """What an option takes; platforms choose their widget by it."""

    TEXT = "text"
    PAPER = "paper"
    TOPIC = "topic"
    CHOICE = "choice"
    NUMBER = "number"
    TIME = "time"
    ZONE = "zone"
    DAYS = "days"


@dataclass(frozen=True, slots=True)
class Option:
    """One argument of a command; the first one takes all text that is not `name=value`."""

    name: str
    kind: Kind = Kind.TEXT
    required: bool = False
    choices: tuple[str, ...] = ()
    low: int | None = None
    high: int | None = None


class Audience(StrEnum):
    """Who may use a command."""

    EVERYONE = "everyone"
    MANAGERS = "managers"
    SERVER = "server"


@dataclass(frozen=True, slots=True)
class CommandSpec:
    """All a platform needs to offer a command; names and help are catalogue keys made of `name`.

    Attributes:
        on_message: It is chosen in the menu of any message, whose text and links are its one
            option; it cannot be typed.
    """

    name: str
    options: tuple[Option, ...] = ()
    audience: Audience = Audience.EVERYONE
    private: bool = True
    on_message: bool = False


@dataclass(frozen=True, slots=True)
class Call:
    """Somebody called a command.

    Attributes:
        event: The platform's id of the event; the same one twice is one call. '' where the
            platform never hands over anything twice.
        under: The message in whose thread it was typed, where that is known.
    """

    verb: str
    person: Person
    channel: Channel
    options: Mapping[str, str] = field(default_factory=dict)
    event: str = ""
    under: MessageRef | None = None


@dataclass(frozen=True, slots=True)
class Press:
    """Somebody pressed a button of ours, picked from a menu, or sent off a form.

    Attributes:
        action: The id of the button, `p1:verb:key`; of a menu, `p1:verb:value`.
        event: As in a call.
        fields: What stands in the form, by the name of the field; empty ones are left out.
    """

    action: str
    person: Person
    channel: Channel
    event: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that a form asks for.

    Attributes:
        label: At most 45 characters.
        kind: TEXT is written; CHOICE, and DAYS of which several count, are picked; of the others a
            platform that can suggests what there is, and all else is written.
        most: Characters of a text at most; of a choice, how many may be picked, which come back
            with a blank between.
        choices: What can be picked, at most 25.
        value: What stands there at first; of a choice, `chosen` says it.
        hint: Small print under it.
        helped: The verb and the option, with a blank between, whose suggestions help here.
        lines: Whether a text may have several.
    """

    name: str
    label: Words
    kind: Kind = Kind.TEXT
    required: bool = True
    most: int = 1
    choices: tuple[Choice, ...] = ()
    value: str = ""
    hint: Words | None = None
    helped: str = ""
    lines: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """Asks for something before a button does its work.

    Attributes:
        action: What sending it off presses, with the fields; at most 100 characters.
        title: At most 24 characters.
        fields: At most five.
        language: BCP 47 tag of its sentences; '' for the bot's own.
    """

    action: str
    title: Words
    fields: tuple[Field, ...]
    submit: Words
    language: str = ""


@dataclass(frozen=True, slots=True)
class Reaction:
    """Somebody put an emoji on a message, or took it away.

    Attributes:
        emoji: A single character, or `:name:` for one of the platform's own.
        event: As in a call.
    """

    person: Person
    message: MessageRef
    emoji: str
    added: bool
    event: str = ""


@dataclass(frozen=True, slots=True)
class Typing:
    """Somebody is filling in an option of a command and may be helped.

    Attributes:
        typed: What stands in the option so far.
        options: The other options, as far as they are filled in.
    """

    verb: str
    option: str
    typed: str
    person: Person
    channel: Channel
    options: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Something an option could be; it is checked like anything typed when it comes back.

    Attributes:
        language: Of the label, as in a message.
    """

    value: str
    label: Words
    language: str = ""


@dataclass(frozen=True, slots=True)
class Joined:
    """We were put somewhere.

    Attributes:
        space: The server or workspace.
        channel: The one channel, where it is no more than that.
        by: Who did it, where the platform says.
    """

    platform: str
    space: str
    channel: Channel | None = None
    by: Person | None = None
    event: str = ""


@dataclass(frozen=True, slots=True)
class Left:
    """We were thrown out of a server, or uninstalled from a workspace."""

    platform: str
    space: str
    event: str = ""
