"""The commands as Discord offers them, made from the specs. Pure.

They are sent as plain payloads and read in `inbound`. discord.py's own tree would need a function
with a signature made up for each command, only to be turned into the same payload; and permissions
exist on Discord only for a whole tree, so there is one for everybody and one for managers.
https://docs.discord.com/developers/interactions/application-commands
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import discord

from bot.domain.calls import Audience, CommandSpec, Kind, Option
from bot.domain.chat import Say, Words, words
from bot.platforms.discord.escape import plain

EVERYONE = "papers"
MANAGERS = "papers-admin"
PAPER = "paper"
PANEL = "paperboy"

PAPER_VERB = "summary"
PANEL_VERB = ""

_MOST_CHOICES = 25
_DESCRIPTION = 100
_SUGGESTED = (Kind.PAPER, Kind.TOPIC, Kind.ZONE, Kind.TIME)
_MANAGE = str(discord.Permissions(manage_channels=True).value)
_CHAT_INPUT, _SUBCOMMAND, _STRING, _INTEGER = 1, 1, 3, 4
_IN_SERVERS = 0
_IN_SERVERS_AND_DIRECT = [0, 1]

Payload = dict[str, Any]


def tree(specs: Iterable[CommandSpec], say: Say) -> list[Payload]:
    """Write every command of ours."""
    known = tuple(specs)
    everyone = [spec for spec in known if spec.name and spec.audience is Audience.EVERYONE]
    managers = [spec for spec in known if spec.name and spec.audience is not Audience.EVERYONE]
    made: list[Payload] = []
    if everyone:
        about = words("discord-papers-help")
        made.append(_command(EVERYONE, about, [_verb(spec, say) for spec in everyone], say))
    if managers:
        about = words("discord-admin-help")
        admin = _command(MANAGERS, about, [_verb(spec, say) for spec in managers], say)
        made.append(admin | {"default_member_permissions": _MANAGE})
    for spec in known:
        if spec.name == PAPER_VERB:
            options = [_option(each, say) for each in _required_first(spec)]
            made.append(_command(PAPER, words(f"{spec.name}-help"), options, say))
        elif spec.name == PANEL_VERB:
            made.append(_command(PANEL, words("discord-panel-help"), [], say))
    return made


def same(wanted: Iterable[Payload], there: Iterable[Mapping[str, Any]]) -> bool:
    """Say whether Discord has these commands and no others.

    What Discord adds of its own, ids and versions and defaults, makes no difference.
    """

    def by_name(payloads: Iterable[Mapping[str, Any]]) -> list[Payload]:
        return sorted((_essence(each) for each in payloads), key=lambda each: str(each["name"]))

    return by_name(wanted) == by_name(there)


def _command(name: str, about: Words, options: list[Payload], say: Say) -> Payload:
    return {
        "type": _CHAT_INPUT,
        "name": name,
        "description": _about(about, say),
        "options": options,
        "contexts": _IN_SERVERS_AND_DIRECT,
        "integration_types": [_IN_SERVERS],
    }


def _verb(spec: CommandSpec, say: Say) -> Payload:
    return {
        "type": _SUBCOMMAND,
        "name": spec.name,
        "description": _about(words(f"{spec.name}-help"), say),
        "options": [_option(option, say) for option in _required_first(spec)],
    }


def _required_first(spec: CommandSpec) -> Sequence[Option]:
    """Order the options as Discord demands it."""
    return sorted(spec.options, key=lambda option: not option.required)


def _option(option: Option, say: Say) -> Payload:
    made: Payload = {
        "type": _INTEGER if option.kind is Kind.NUMBER else _STRING,
        "name": option.name,
        "description": _about(words(f"option-{option.name}"), say),
        "required": option.required,
    }
    if option.kind is Kind.NUMBER:
        bounds = {"min_value": option.low, "max_value": option.high}
        return made | {name: bound for name, bound in bounds.items() if bound is not None}
    if 0 < len(option.choices) <= _MOST_CHOICES:
        return made | {"choices": [{"name": each, "value": each} for each in option.choices]}
    if option.choices or option.kind in _SUGGESTED:
        return made | {"autocomplete": True}
    return made


def _about(about: Words, say: Say) -> str:
    return plain(say(about), _DESCRIPTION)


_COMPARED = ("type", "name", "description", "required", "autocomplete", "min_value", "max_value")


def _essence(payload: Mapping[str, Any]) -> Payload:
    """Keep what makes a difference; what is off or empty is the same as not there."""
    kept = {key: payload[key] for key in _COMPARED if payload.get(key) not in (None, False)}
    kept["options"] = [_essence(each) for each in payload.get("options") or ()]
    kept["choices"] = [(each["name"], each["value"]) for each in payload.get("choices") or ()]
    rights = payload.get("default_member_permissions")
    kept["rights"] = None if rights is None else str(rights)
    for key in ("contexts", "integration_types"):
        kept[key] = sorted(payload.get(key) or ())
    return kept
