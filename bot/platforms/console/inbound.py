"""What a person types at the console, made neutral. Pure."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import TypeAlias

from bot.domain.calls import Call, CommandSpec, Press
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
class Written:
    """Something for the field of a form that was asked for."""

    text: str


@dataclass(frozen=True, slots=True)
class Leave:
    """Close the console."""


@dataclass(frozen=True, slots=True)
class Ask:
    """Ask which card is meant: the button stands on several.

    Attributes:
        verb: What is typed before the number: the command that does the same, or else the label.
        number: Of one of the cards, for an example.
    """

    label: str
    verb: str
    number: int


Typed: TypeAlias = Call | Press | React | Written | OpenThread | Leave | Ask | None


def read(
    typed: str,
    person: Person,
    channel: Channel,
    specs: Iterable[CommandSpec],
    buttons: Iterable[Button],
    *,
    asked: bool = False,
) -> Typed:
    """Read one line.

    Args:
        buttons: Those on the screen, newest first; typing a label presses the newest of that
            name, unless that stands on one of several cards.
        asked: A field of a form was asked for: the line is for that, unless it plainly is a
            command.
    """
    text = typed.strip()
    folded = text.casefold()
    specs = tuple(specs)
    if folded in _LEAVE:
        return Leave()
    name = next(iter(folded.split()), "")
    if asked and name not in _PREFIXES:
        return Written(text)
    if not text:
        return None
    if folded == "thread":
        return OpenThread()
    known = tuple(buttons)
    commands = {spec.name for spec in specs}
    pressed = _pressed(folded, person, channel, known, commands)
    return pressed or _said(text, name, person, channel, specs)


def _pressed(
    folded: str,
    person: Person,
    channel: Channel,
    known: tuple[Button, ...],
    commands: Collection[str],
) -> Press | Ask | None:
    """Read the label of a button, perhaps with the number of its card, or numbers of a choice."""
    if several := _several(folded, known) or _on_card(folded, known, commands):
        return Press(several, person, channel)
    meant = [button for button in known if folded in _names(button.label.casefold())]
    if not meant:
        return None
    cards = {button.action for button in meant if button.number is not None}
    newest = meant[0]
    if newest.number is not None and len(cards) > 1:
        verb = newest.action.split(":")[1]
        said = verb if verb in commands else newest.label.casefold()
        return Ask(newest.label, said, newest.number)
    return Press(newest.action, person, channel)


def _said(
    text: str, name: str, person: Person, channel: Channel, specs: Iterable[CommandSpec]
) -> React | Call:
    """Read an emoji for a card, or a command."""
    if reaction := _reaction(text):
        return reaction
    if name in _PREFIXES:
        text = text[len(name) :]
    verb, options = read_call(text, specs)
    return Call(verb, person, channel, options)


def _names(label: str) -> tuple[str, ...]:
    return label, f"[{label}]", label.split(maxsplit=1)[0]


def _several(folded: str, buttons: tuple[Button, ...]) -> str | None:
    """Read numbers of one choice, such as `1 3`; what they press holds all that was chosen."""
    numbers = folded.replace(",", " ").split()
    if len(numbers) < 2 or not all(each.isdecimal() for each in numbers):
        return None
    newest = {button.label: button.action for button in reversed(buttons)}
    actions = [newest.get(each, "") for each in numbers]
    verbs = {action.rpartition(":")[0] for action in actions}
    if len(verbs) != 1 or not all(actions):
        return None
    values = " ".join(action.rpartition(":")[2] for action in actions)
    return f"{verbs.pop()}:{values}"


def _on_card(folded: str, buttons: tuple[Button, ...], commands: Collection[str]) -> str | None:
    """Read a label and the number of the card it stands on; a command is left one."""
    label, _, number = folded.rpartition(" ")
    label = label.rstrip()
    if not number.isdecimal() or len(number) > _DIGITS or label in commands:
        return None
    meant = (each for each in buttons if each.number == int(number))
    return next((each.action for each in meant if label in _names(each.label.casefold())), None)


def _reaction(text: str) -> React | None:
    """Read `🔖 2` (put it on) and `-🔖 2` (take it off)."""
    emoji, *rest = text.split(maxsplit=1)
    number, bare = "".join(rest), emoji.removeprefix("-")
    if not number.isdecimal() or len(number) > _DIGITS or not bare or bare.isascii():
        return None
    return React(bare, int(number), added=not emoji.startswith("-"))
