"""What people type: `verb`, then `name=value` for options, everything else is the first option.

Written once for every platform whose commands arrive as text.
"""

import re
from collections.abc import Iterable, Mapping

from bot.domain.chat import CommandSpec, Kind

_PLAIN = str.maketrans({"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "–": "-", "−": "-"})


def read_call(text: str, specs: Iterable[CommandSpec]) -> tuple[str, dict[str, str]]:
    """Read a typed command.

    Args:
        text: What stands after the command's name, such as `subscribe name=CV cs.CV`.
        specs: The commands there are.

    Returns:
        The verb as typed ('' when there is none) and the options that were given. Nothing is
        split at quotes: they belong to the topic.
    """
    verb, _, rest = text.strip().partition(" ")
    spec = next((spec for spec in specs if spec.name == verb.casefold()), None)
    if spec is None:
        return verb.casefold(), {}
    return spec.name, _options(rest.translate(_PLAIN).strip(), spec)


def _options(rest: str, spec: CommandSpec) -> dict[str, str]:
    if not spec.options:
        return {}
    first, *others = spec.options
    given: dict[str, str] = {}
    if others:
        names = "|".join(re.escape(option.name) for option in spec.options)
        # A value ends where the next `name=` begins; one in double quotes may hold anything.
        pattern = rf'(?<!\S)({names})=("[^"]*"(?=\s|$)|\S+)'
        given = {name: value.strip('"') for name, value in re.findall(pattern, rest)}
        rest = re.sub(pattern, "", rest).strip()
    if first.kind is Kind.CHOICE and others:
        choice, _, value = rest.partition(" ")
        return {**_filled(first.name, choice), **_filled(others[0].name, value.strip()), **given}
    return {**_filled(first.name, rest), **given}


def _filled(name: str, value: str) -> Mapping[str, str]:
    return {name: value} if value else {}
