"""What a model's answer must look like: fields, JSON schema and an empty example."""

import json
from functools import lru_cache
from typing import Any, Final

from bot.domain.summaries import ASPECTS, Aspect, Order

TEXT: Final = "text"
"""The field of the one line above all parts; the others are named after their aspects."""

LINES: Final = "lines"
STRONG: Final = "strong"
LISTS: Final = frozenset({Aspect.TITLE, Aspect.KEYWORDS})
"""Aspects that are plain lists: nothing in them can be stressed."""

_STRING: Final = {"type": "string"}
_STRINGS: Final = {"type": "array", "items": _STRING}


def aspects(order: Order) -> tuple[Aspect, ...]:
    """List the parts that are asked for; a title that is English already needs no translation."""
    english = order.language.split("-")[0].lower() == "en"
    wanted = ASPECTS[order.detail]
    return tuple(each for each in wanted if not (english and each is Aspect.TITLE))


def schema(order: Order) -> dict[str, Any]:
    """Describe an answer as a JSON schema in the strict dialect: all required, nothing besides.

    See OpenAI's guide "Structured model outputs", supported schemas.
    """
    marked = _closed({LINES: _STRINGS, STRONG: _STRINGS})
    parts = {each.value: _STRINGS if each in LISTS else marked for each in aspects(order)}
    return _closed({TEXT: _STRING, **parts})


@lru_cache(maxsize=64)
def example(order: Order) -> str:
    """Show an answer without its words, for servers that know no schema; one line of JSON."""
    marked = {LINES: ["…"], STRONG: ["…"]}
    parts = {each.value: ["…"] if each in LISTS else marked for each in aspects(order)}
    return json.dumps({TEXT: "…", **parts}, ensure_ascii=False)


def _closed(properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }
