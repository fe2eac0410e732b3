"""What a person types at the console, made neutral. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

from bot.domain.calls import Call, CommandSpec, Form, Press
from bot.domain.chat import Channel, Person
from bot.domain.typed import read_call

_PREFIXES = ("/papers", "/paperboy", "@paperboy")
_LEAVE = {"quit", "exit", ":q", "bye"}
_DIGITS = 4
"""More than any number of a card has, and few enough to be read at once."""


@dataclass(frozen=True, slots=True)
class Button:
    """A button on the screen.

    Attributes:
        action: Its id, `p1:verb:key`.
        number: Of the card it stands on; None on anything else.
    """

    action: str
    label: str
    number: int | None = None


@dataclass(frozen=True, slots=True)
class React:
    """Put an emoji on the paper with this number, or take it off."""

    emoji: str
    number: int
    added: bool


@dataclass(frozen=True, slots=True)
class OpenThread:
    """Show the cards that stand under the last digest."""


@dataclass(frozen=True, slots=True)
class Leave:
    """Close the console."""


@dataclass(frozen=True, slots=True)
class Ask:
    """Ask which card is meant: the button stands on several.

    Attributes:
        verb: The command that does the same; every button of a card has one.
        number: Of one of the cards, for an example.
    """

    label: str
    verb: str
    number: int


Typed: TypeAlias = Call | Press | React | OpenThread | Leave | Ask | None


def read(
    typed: str,
    person: Person,
    channel: Channel,
    specs: Iterable[CommandSpec],
    buttons: Iterable[Button],
    form: Form | None = None,
) -> Typed:
    """Read one line.

    Args:
        buttons: Those on the screen, newest first; typing a label presses the newest of that
            name, unless that stands on one of several cards.
        form: Whose text was asked for: the line is that, unless it plainly is a command.
    """
    text = typed.strip()
    folded = text.casefold()
    if not text:
        return None
    if folded in _LEAVE:
        return Leave()
    name = folded.split(maxsplit=1)[0]
    if form and name not in _PREFIXES:
        return Press(form.action, person, channel, fields={form.fields[0].name: text})
    if folded == "thread":
        return OpenThread()
    if meant := [button for button in buttons if folded in _names(button.label.casefold())]:
        cards = {button.action for button in meant if button.number is not None}
        newest = meant[0]
        if newest.number is not None and len(cards) > 1:
            return Ask(newest.label, newest.action.split(":")[1], newest.number)
        return Press(newest.action, person, channel)
    if reaction := _reaction(text):
        return reaction
    if name in _PREFIXES:
        text = text[len(name) :]
    verb, options = read_call(text, specs)
    return Call(verb, person, channel, options)


def _names(label: str) -> tuple[str, ...]:
    return label, f"[{label}]", label.split(maxsplit=1)[0]


def _reaction(text: str) -> React | None:
    """Read `🔖 2` (put it on) and `-🔖 2` (take it off)."""
    emoji, *rest = text.split(maxsplit=1)
    number, bare = "".join(rest), emoji.removeprefix("-")
    if not number.isdecimal() or len(number) > _DIGITS or not bare or bare.isascii():
        return None
    return React(bare, int(number), added=not emoji.startswith("-"))
