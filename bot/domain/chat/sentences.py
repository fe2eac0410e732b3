"""What is said, as a key of the catalogue with its values; no English below a renderer."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeAlias


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
