"""What a person types at the console, made neutral. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from bot.domain.chat import Call, Channel, CommandSpec, Person, Press
from bot.domain.typed import read_call

_PREFIXES = ("/papers", "/paperboy", "@paperboy")
_LEAVE = {"quit", "exit", ":q", "bye"}


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


Typed: TypeAlias = Call | Press | React | OpenThread | Leave | None


def read(
    typed: str,
    person: Person,
    channel: Channel,
    specs: Iterable[CommandSpec],
    buttons: Sequence[tuple[str, str]],
) -> Typed:
    """Read one line.

    Args:
        buttons: Id and label of the buttons that are on the screen, newest first; typing a label
            presses it.
    """
    text = typed.strip()
    folded = text.casefold()
    if not text:
        return None
    if folded in _LEAVE:
        return Leave()
    if folded == "thread":
        return OpenThread()
    for action, label in buttons:
        if folded in (label.casefold(), f"[{label.casefold()}]", label.split()[0].casefold()):
            return Press(action, person, channel)
    if reaction := _reaction(text):
        return reaction
    for prefix in _PREFIXES:
        if folded == prefix or folded.startswith(f"{prefix} "):
            text = text[len(prefix) :]
            break
    verb, options = read_call(text, specs)
    return Call(verb, person, channel, options)


def _reaction(text: str) -> React | None:
    """Read `🔖 2` (put it on) and `-🔖 2` (take it off)."""
    emoji, _, number = text.partition(" ")
    bare = emoji.removeprefix("-")
    if not number.strip().isdecimal() or not bare or bare.isascii():
        return None
    return React(bare, int(number), added=not emoji.startswith("-"))
