"""Codes that link the accounts of one person. Pure: whoever draws the letters hands them in."""

from collections.abc import Callable
from datetime import timedelta
from enum import StrEnum
from hashlib import sha256
from typing import Final

LETTERS: Final = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""32 that nobody takes for each other: ten of them are 50 bits."""

LIFE: Final = timedelta(minutes=10)
"""So long a code is good, and so long, once it was given, the first account may say yes."""

TRIES: Final = 5
"""Wrong codes that one person may give in that time."""

_HALF: Final = 5


class Outcome(StrEnum):
    """What became of a code that somebody gave, or of a yes."""

    ASKED = "asked"
    WRONG = "wrong"
    OWN = "own"
    SAME = "same"
    TOO_OFTEN = "too-often"
    LINKED = "linked"
    OVER = "over"


def draw(pick: Callable[[str], str]) -> str:
    """Make a code, such as `ABCDE-23456`.

    Args:
        pick: Draws one letter, in a way that nobody can foresee.
    """
    half = ("".join(pick(LETTERS) for _ in range(_HALF)) for _ in range(2))
    return "-".join(half)


def hashed(code: str) -> str:
    """Return what is kept of a code, however it is typed.

    50 random bits need no slow hash: to go through half of them takes longer than a code lives.
    """
    folded = "".join(sign for sign in code.upper() if sign.isalnum())
    return sha256(f"paperboy link {folded}".encode()).hexdigest()
