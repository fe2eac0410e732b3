"""What people type: `verb`, then `name=value` for options, everything else is the first option.

Written once for every platform whose commands arrive as text.
"""

import re
from collections.abc import Iterable

from bot.domain.calls import CommandSpec, Kind, Option

_PLAIN = str.maketrans({"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "–": "-", "−": "-"})


def read_call(text: str, specs: Iterable[CommandSpec]) -> tuple[str, dict[str, str]]:
    """Read a typed command.

    A value in double quotes may hold anything. Without quotes it is one word, and what follows
    belongs to the first option again; but where the words of the first option stand already, a
    text runs on to the next `name=` or the end: `cs.CV birds name=image generation`.

    Args:
        text: What stands after the command's name, such as `subscribe name=CV cs.CV`.
        specs: The commands there are.

    Returns:
        The verb as typed ('' when there is none) and the options that were given. The words of
        the first option are never split at quotes: they belong to the topic.
    """
    verb, rest = _first_word(text)
    spec = next((spec for spec in specs if spec.name == verb.casefold()), None)
    if spec is None:
        return verb.casefold(), {}
    options = _options(rest.translate(_PLAIN), spec.options) if spec.options else {}
    return spec.name, {name: value for name, value in options.items() if value}


def _options(rest: str, options: tuple[Option, ...]) -> dict[str, str]:
    first, *others = options
    kinds = {option.name: option.kind for option in options}
    names = "|".join(map(re.escape, kinds))
    free, *named = re.split(rf'(?<!\S)({names})=("[^"]*"(?!\S))?', rest)
    words = [free.strip()]
    given: dict[str, str] = {}
    for name, quoted, after in zip(named[::3], named[1::3], named[2::3], strict=True):
        if name == first.name:
            words += [_bare(quoted or "", first.kind), after.strip()]
        elif quoted:
            given[name] = _bare(quoted, kinds[name])
            words.append(after.strip())
        elif kinds[name] is Kind.TEXT and any(words):
            given[name] = after.strip()
        else:
            given[name], more = _first_word(after)
            words.append(more)
    text = " ".join(filter(None, words))
    if first.kind is Kind.CHOICE and others:
        choice, text = _first_word(text)
        return {first.name: choice, others[0].name: text, **given}
    return {first.name: text, **given}


def _bare(quoted: str, kind: Kind) -> str:
    """Take the quotes off, except a topic's: to it they mean a phrase."""
    return quoted if kind is Kind.TOPIC else quoted[1:-1]


def _first_word(text: str) -> tuple[str, str]:
    word, *rest = text.split(maxsplit=1) or [""]
    return word, rest[0].rstrip() if rest else ""
