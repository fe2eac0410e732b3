"""The commands an application registers: the rules for them, and a call read against them."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from tests.servers.discord.payloads import JSON
from tests.servers.discord.permissions import May, allowed
from tests.servers.discord.refusals import Form, refused
from tests.servers.discord.world import Channel, Person

SLASH, ON_PERSON, ON_MESSAGE = 1, 2, 3
_SUB, _GROUP, _TEXT, _WHOLE, _YES, _PERSON, _PLACE, _NUMBER = 1, 2, 3, 4, 5, 6, 7, 10
_MOST = {SLASH: 100, ON_PERSON: 15, ON_MESSAGE: 15}
_NAME = re.compile(r"[-'\w]{1,32}")
_SIZE = 8000


class NotOfferedError(AssertionError):
    """A person tried what Discord does not offer them: a mistake in a test, or in the bot."""


def check_commands(commands: list[JSON]) -> None:
    """Check a whole set of commands as it is registered.

    Raises:
        Refused: The real service would not take it.
    """
    form = Form()
    seen: set[tuple[int, str]] = set()
    for number, command in enumerate(commands):
        kind = command.get("type") or SLASH
        path, name = str(number), command.get("name")
        if (kind, name) in seen:
            form.wrong(
                path,
                "APPLICATION_COMMANDS_DUPLICATE_NAME",
                "Application command names must be unique",
            )
        seen.add((kind, str(name)))
        if kind == SLASH:
            _check_slash(form, path, command)
        else:
            form.text(f"{path}.name", name, 32, 1, required=True)
            if command.get("description"):
                form.wrong(f"{path}.description", "BASE_TYPE_MAX_LENGTH", "Must be empty.")
    form.check()
    for kind, most in _MOST.items():
        if sum((command.get("type") or SLASH) == kind for command in commands) > most:
            raise refused("too_many_commands")


def _check_slash(form: Form, path: str, command: JSON) -> None:
    _check_named(form, path, command)
    _check_options(form, path, command.get("options") or [])
    if _size(command) > _SIZE:
        form.wrong(path, "APPLICATION_COMMAND_TOO_LARGE", f"Command exceeds maximum size ({_SIZE})")


def _check_named(form: Form, path: str, part: JSON) -> None:
    names = {"name": part.get("name")}
    names |= {
        f"name_localizations.{k}": v for k, v in (part.get("name_localizations") or {}).items()
    }
    for where, name in names.items():
        if not form.text(f"{path}.{where}", name, 32, 1, required=True):
            continue
        if not _NAME.fullmatch(name) or name != name.lower():
            form.wrong(
                f"{path}.{where}",
                "APPLICATION_COMMAND_INVALID_NAME",
                "Command name is invalid",
            )
    said = {"description": part.get("description")}
    more = part.get("description_localizations") or {}
    said |= {f"description_localizations.{k}": v for k, v in more.items()}
    for where, text in said.items():
        form.text(f"{path}.{where}", text, 100, 1, required=True)


def _check_options(form: Form, path: str, options: list[JSON], inside: int = 0) -> None:
    """Check options; `inside` is the type of the option they stand in, 0 for the command."""
    if len(options) > 25:
        form.wrong(f"{path}.options", "BASE_TYPE_MAX_LENGTH", "Must be 25 or fewer in length.")
    names: set[str] = set()
    optional = False
    for number, option in enumerate(options):
        here, kind = f"{path}.options.{number}", option.get("type")
        _check_named(form, here, option)
        if option.get("name") in names:
            form.wrong(
                f"{path}.options",
                "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS",
                "Option name already exists",
            )
        names.add(str(option.get("name")))
        if kind in (_SUB, _GROUP):
            if inside in (_SUB, kind):
                form.wrong(f"{here}.type", "BASE_TYPE_CHOICES", "Nested too deep.")
            _check_options(form, here, option.get("options") or [], kind)
            continue
        if inside == _GROUP:
            form.choice(f"{here}.type", kind, (_SUB,))
        if option.get("required") and optional:
            form.wrong(
                here,
                "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID",
                "Required options must be placed before non-required options",
            )
        optional = optional or not option.get("required")
        _check_value(form, here, option)
    kinds = {option.get("type") in (_SUB, _GROUP) for option in options}
    if len(kinds) > 1:
        form.wrong(
            f"{path}.options",
            "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID",
            "Sub-command and sub-command group option types are mutually exclusive to all "
            "other types",
        )


def _check_value(form: Form, path: str, option: JSON) -> None:
    form.choice(f"{path}.type", option.get("type"), (3, 4, 5, 6, 7, 8, 9, 10, 11))
    choices = option.get("choices") or []
    if choices and option.get("autocomplete"):
        form.wrong(
            path,
            "APPLICATION_COMMAND_AUTOCOMPLETE_CHOICES_CONFLICT",
            "Options with autocomplete enabled cannot have choices",
        )
    check_choices(form, f"{path}.choices", choices, number=option.get("type") in (_WHOLE, _NUMBER))


def check_choices(form: Form, path: str, choices: list[JSON], *, number: bool = False) -> None:
    """Note what is wrong with the values offered for an option."""
    if len(choices) > 25:
        form.wrong(path, "BASE_TYPE_MAX_LENGTH", "Must be 25 or fewer in length.")
    for place, choice in enumerate(choices):
        form.text(f"{path}.{place}.name", choice.get("name"), 100, 1, required=True)
        value = choice.get("value")
        if not number:
            form.text(f"{path}.{place}.value", value, 100, 1, required=True)
        elif not isinstance(value, int | float):
            form.wrong(f"{path}.{place}.value", "NUMBER_TYPE_COERCE", f"{value!r} is no number.")


def _size(part: JSON) -> int:
    def longest(name: str) -> int:
        texts = [part.get(name) or "", *(part.get(f"{name}_localizations") or {}).values()]
        return max(map(len, texts))

    choices = part.get("choices") or []
    return (
        longest("name")
        + longest("description")
        + sum(_size(option) for option in part.get("options") or [])
        + sum(_size(choice) + len(str(choice.get("value", ""))) for choice in choices)
    )


def find_command(commands: list[JSON], kind: int, name: str) -> JSON:
    """Return a registered command.

    Raises:
        NotOfferedError: There is none.
    """
    for command in commands:
        if (command.get("type") or SLASH) == kind and command["name"] == name:
            return command
    known = ", ".join(command["name"] for command in commands)
    raise NotOfferedError(f"no command {name!r} is registered, only: {known}")


def check_offered(command: JSON, person: Person, place: Channel) -> None:
    """See that Discord shows a command to somebody in a channel.

    Raises:
        NotOfferedError: It does not.
    """
    name = command["name"]
    contexts = command.get("contexts")
    direct = place.guild is None
    if contexts and (1 if direct else 0) not in contexts:
        raise NotOfferedError(f"{name} is not offered in this kind of channel")
    if direct and not contexts and command.get("dm_permission") is False:
        raise NotOfferedError(f"{name} is not offered in direct messages")
    if direct:
        return
    rights = allowed(place, person)
    needed = command.get("default_member_permissions")
    if not rights & May.USE_APPLICATION_COMMANDS:
        raise NotOfferedError(f"{person.name} may not use commands in #{place.name}")
    if needed is not None:
        wanted = int(needed) or int(May.ADMINISTRATOR)
        if rights & wanted != wanted:
            raise NotOfferedError(f"{name} is not offered to {person.name} in #{place.name}")


def read_call(
    command: JSON, path: tuple[str, ...], typed: Mapping[str, Any], focused: str | None = None
) -> list[JSON]:
    """Turn what somebody typed into the options of an interaction.

    Args:
        path: Names of group and subcommand below the command.
        focused: The option being typed, for autocomplete.

    Raises:
        NotOfferedError: Discord's form would not take it.
    """
    options = command.get("options") or []
    if path:
        below = [each for each in options if each["type"] in (_SUB, _GROUP)]
        inner = next((each for each in below if each["name"] == path[0]), None)
        if inner is None:
            raise NotOfferedError(f"{command['name']} has no subcommand {path[0]!r}")
        read = read_call(inner, path[1:], typed, focused)
        return [{"type": inner["type"], "name": inner["name"], "options": read}]
    if any(each["type"] in (_SUB, _GROUP) for each in options):
        raise NotOfferedError(f"{command['name']} cannot be called without a subcommand")
    if unknown := typed.keys() - {each["name"] for each in options}:
        raise NotOfferedError(f"{command['name']} has no option {', '.join(sorted(unknown))}")
    return list(_read_options(options, typed, focused))


def _read_options(
    options: list[JSON], typed: Mapping[str, Any], focused: str | None
) -> Iterator[JSON]:
    for option in options:
        name = option["name"]
        if name == focused:
            if not option.get("autocomplete"):
                raise NotOfferedError(f"option {name} has no autocomplete")
            yield {
                "type": option["type"],
                "name": name,
                "value": str(typed.get(name, "")),
                "focused": True,
            }
        elif name in typed:
            yield {"type": option["type"], "name": name, "value": _read(option, typed[name])}
        elif option.get("required") and focused is None:
            raise NotOfferedError(f"option {name} is required")


_TYPES: dict[int, type | tuple[type, ...]] = {
    _TEXT: str,
    _WHOLE: int,
    _YES: bool,
    _PERSON: Person,
    _PLACE: Channel,
    _NUMBER: (int, float),
}


def _read(option: JSON, value: Any) -> Any:
    name, kind = option["name"], option["type"]
    if kind not in _TYPES or not isinstance(value, _TYPES[kind]):
        raise NotOfferedError(f"option {name} does not take {value!r}")
    if kind in (_PERSON, _PLACE):
        return str(value.id)
    if (choices := option.get("choices")) and value not in [each["value"] for each in choices]:
        raise NotOfferedError(f"option {name} offers no {value!r}")
    size, which = (len(value), "length") if kind == _TEXT else (value, "value")
    low, high = option.get(f"min_{which}"), option.get(f"max_{which}")
    if (low is not None and size < low) or (high is not None and size > high):
        raise NotOfferedError(f"option {name} must be between {low} and {high}: {value!r}")
    return value
