"""What of a message can be pressed and picked; ids hold all the state."""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.chat.sentences import Words


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
