"""The commands as Discord offers them, made from the specs. Pure.

They are sent as plain payloads and read in `inbound`. discord.py's own tree would need a function
with a signature made up for each command, only to be turned into the same payload; and permissions
exist on Discord only for a whole tree, so there is one for everybody and one for managers.
https://docs.discord.com/developers/interactions/application-commands
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import discord

from bot.domain.calls import Audience, CommandSpec, Kind, Option
from bot.domain.chat import SayIn, Words, words
from bot.platforms.discord.localised import Tongues, distinct, title

EVERYONE = "papers"
MANAGERS = "papers-admin"
PAPER = "paper"
PANEL = "paperboy"

PAPER_VERB = "summary"
PANEL_VERB = ""

_MOST_CHOICES = 25
_SUGGESTED = (Kind.PAPER, Kind.TOPIC, Kind.ZONE, Kind.TIME)
_MANAGE = str(discord.Permissions(manage_channels=True).value)
_CHAT_INPUT, _ON_MESSAGE, _SUBCOMMAND, _STRING, _INTEGER = 1, 3, 1, 3, 4
_INSTALLED = {"integration_types": [0], "contexts": [0, 1]}
"""In servers that have the bot, and in direct messages with it."""
_ANYWHERE = {"integration_types": [0, 1], "contexts": [0, 1, 2]}
"""Also for whoever has installed it for themselves: in any server and any private chat."""
_NO_KEY = re.compile(r"[^a-z0-9]+")

Payload = dict[str, Any]


def tree(specs: Iterable[CommandSpec], say_in: SayIn) -> list[Payload]:
    """Write every command of ours, in every language."""
    known, tongues = tuple(specs), Tongues(say_in)
    typed = [spec for spec in known if spec.name and not spec.on_message]
    everyone = [spec for spec in typed if spec.audience is Audience.EVERYONE]
    managers = [spec for spec in typed if spec.audience is not Audience.EVERYONE]
    made: list[Payload] = []
    if everyone:
        about, verbs = words("discord-papers-help"), [_verb(spec, tongues) for spec in everyone]
        made.append(_command(EVERYONE, about, verbs, tongues) | _ANYWHERE)
    if managers:
        about, verbs = words("discord-admin-help"), [_verb(spec, tongues) for spec in managers]
        rights = {"default_member_permissions": _MANAGE}
        made.append(_command(MANAGERS, about, verbs, tongues) | _INSTALLED | rights)
    for spec in known:
        if spec.name == PAPER_VERB:
            about, options = words(f"{spec.name}-help"), _options(spec, tongues)
            made.append(_command(PAPER, about, options, tongues) | _ANYWHERE)
        elif spec.name == PANEL_VERB:
            about = words("discord-panel-help")
            made.append(_command(PANEL, about, [], tongues) | _ANYWHERE)
    return [*made, *(_menu(spec, tongues) for spec in known if spec.on_message)]


def on_messages(specs: Iterable[CommandSpec], say_in: SayIn) -> dict[str, CommandSpec]:
    """Return the commands that stand in the menu of a message, by their names there."""
    chosen = [spec for spec in specs if spec.on_message]
    return {title(spec.name, _called(spec), say_in): spec for spec in chosen}


def same(wanted: Iterable[Payload], there: Iterable[Mapping[str, Any]]) -> bool:
    """Say whether Discord has these commands and no others.

    What Discord adds of its own, ids and versions and defaults, makes no difference.
    """

    def by_name(payloads: Iterable[Mapping[str, Any]]) -> list[Payload]:
        return sorted((_essence(each) for each in payloads), key=lambda each: str(each["name"]))

    return by_name(wanted) == by_name(there)


def _command(name: str, about: Words, options: list[Payload], tongues: Tongues) -> Payload:
    described = tongues.about(about)
    return {"type": _CHAT_INPUT, "name": name, "options": distinct(options)} | described


def _menu(spec: CommandSpec, tongues: Tongues) -> Payload:
    titled = tongues.title(spec.name, _called(spec))
    return {"type": _ON_MESSAGE} | titled | _ANYWHERE


def _verb(spec: CommandSpec, tongues: Tongues) -> Payload:
    named = tongues.name(spec.name, _called(spec))
    about = tongues.about(words(f"{spec.name}-help"))
    options = distinct(_options(spec, tongues))
    return {"type": _SUBCOMMAND, "options": options} | named | about


def _called(spec: CommandSpec) -> Words:
    return words(f"command-{spec.name}")


def _options(spec: CommandSpec, tongues: Tongues) -> list[Payload]:
    """Write the options in the order that Discord demands: those that are required first."""
    ordered: Sequence[Option] = sorted(spec.options, key=lambda option: not option.required)
    return [_option(option, tongues) for option in ordered]


def _option(option: Option, tongues: Tongues) -> Payload:
    made: Payload = {
        "type": _INTEGER if option.kind is Kind.NUMBER else _STRING,
        "required": option.required,
    }
    made |= tongues.name(option.name, words(f"option-name-{option.name}"))
    made |= tongues.about(words(f"option-{option.name}"))
    if option.kind is Kind.NUMBER:
        bounds = {"min_value": option.low, "max_value": option.high}
        return made | {name: bound for name, bound in bounds.items() if bound is not None}
    if 0 < len(option.choices) <= _MOST_CHOICES:
        return made | {"choices": [_choice(option, each, tongues) for each in option.choices]}
    if option.choices or option.kind in _SUGGESTED:
        return made | {"autocomplete": True}
    return made


def _choice(option: Option, value: str, tongues: Tongues) -> Payload:
    key = _NO_KEY.sub("-", value.casefold()).strip("-")
    return tongues.choice(str(value), words(f"choice-{option.name}-{key}"))


_COMPARED = (
    *("type", "name", "description", "required", "autocomplete", "min_value", "max_value"),
    *("name_localizations", "description_localizations"),
)


def _essence(payload: Mapping[str, Any]) -> Payload:
    """Keep what makes a difference; what is off or empty is the same as not there."""
    kept = {key: payload[key] for key in _COMPARED if payload.get(key) not in (None, False, {}, "")}
    kept["options"] = [_essence(each) for each in payload.get("options") or ()]
    kept["choices"] = [
        (each["name"], each["value"], each.get("name_localizations") or {})
        for each in payload.get("choices") or ()
    ]
    rights = payload.get("default_member_permissions")
    kept["rights"] = None if rights is None else str(rights)
    for key in ("contexts", "integration_types"):
        kept[key] = sorted(payload.get(key) or ())
    return kept
