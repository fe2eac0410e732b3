"""JSON objects in what a model says, whatever stands around them and however TeX broke them."""

import json
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, Final

from pylatexenc.latex2text import get_default_latex_context_db

_THOUGHTS: Final = ("<think>", "</think>")
_ESCAPE: Final = re.compile(
    r"\\(?:u(?P<code>[0-9a-fA-F]{4})|(?P<letters>[A-Za-z]+)|(?P<sign>.?))", re.S
)
_QUOTED: Final = ('"', "\\", "/")
_MACROS: Final = get_default_latex_context_db()
_MORE: Final = frozenset({"ne", "newline", "nolimits", "real", "right", "rm", "tfrac", "tt"})
"""Macros that pylatexenc has no text for."""


def objects(answer: str) -> Iterator[dict[str, Any]]:
    """Yield the JSON objects in an answer, outer ones first.

    What a model thinks aloud before is passed over; prose and fences around an object, lists
    around it and raw line ends in its strings are no matter. A backslash of TeX is one, also
    where JSON would read the beginning of `\\beta` or `\\theta` as a control character.
    """
    begin, end = _THOUGHTS
    said = answer.rpartition(end)[2]
    if end not in answer and answer.lstrip().startswith(begin):
        return
    text = mended(said)
    decoder = json.JSONDecoder(strict=False)
    start = text.find("{")
    while start >= 0:
        try:
            found, after = decoder.raw_decode(text, start)
        except (json.JSONDecodeError, RecursionError):
            after = start + 1
        else:
            yield from _within(found)
        start = text.find("{", after)


def mended(text: str) -> str:
    """Double every backslash in JSON that is TeX's and not JSON's."""
    return _ESCAPE.sub(_mended, text) if "\\" in text else text


@lru_cache(maxsize=4_096)
def known(macro: str) -> bool:
    """Whether TeX knows a macro, by its name without the backslash."""
    spec = _MACROS.get_macro_spec(macro)
    return macro in _MORE or (spec is not None and bool(spec.macroname))


def _mended(found: re.Match[str]) -> str:
    if found["code"]:
        return found[0]
    if letters := found["letters"]:
        # Nobody means a backspace or a form feed; a line end before a word may be meant.
        control = letters[0] in "nrt" and (len(letters) == 1 or not known(letters))
        return found[0] if control else f"\\{found[0]}"
    return found[0] if found["sign"] in _QUOTED else f"\\{found[0]}"


def _within(found: object) -> Iterator[dict[str, Any]]:
    """Yield an object and those in it: some put the answer into another."""
    if isinstance(found, dict):
        yield found
        for inner in found.values():
            yield from _within(inner)
