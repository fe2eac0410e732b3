"""Which commands people are offered, and a call read against one of them."""

from collections.abc import Iterator, Mapping
from typing import Any

from tests.servers.discord.commands import (
    FOR_PEOPLE,
    FOR_SERVERS,
    GROUP,
    NUMBER,
    PERSON,
    PLACE,
    PRIVATE,
    SLASH,
    SUB,
    TEXT,
    WHOLE,
    YES,
    NotOfferedError,
)
from tests.servers.discord.payloads import JSON
from tests.servers.discord.permissions import May, allowed
from tests.servers.discord.world import Channel, Person


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
    ours = direct and not place.between
    _check_installed(command, person, place.guild.joined if place.guild else ours)
    if contexts and (0 if not direct else 1 if ours else PRIVATE) not in contexts:
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


def _check_installed(command: JSON, person: Person, here: bool) -> None:
    name, kinds = command["name"], command["integration_types"]
    if not here and not (person.has_installed and FOR_PEOPLE in kinds):
        raise NotOfferedError(f"{name} is not offered where the bot is not")
    if here and FOR_SERVERS not in kinds and not person.has_installed:
        raise NotOfferedError(f"{name} is only for who has installed the bot")


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
        below = [each for each in options if each["type"] in (SUB, GROUP)]
        inner = next((each for each in below if each["name"] == path[0]), None)
        if inner is None:
            raise NotOfferedError(f"{command['name']} has no subcommand {path[0]!r}")
        read = read_call(inner, path[1:], typed, focused)
        return [{"type": inner["type"], "name": inner["name"], "options": read}]
    if any(each["type"] in (SUB, GROUP) for each in options):
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
    TEXT: str,
    WHOLE: int,
    YES: bool,
    PERSON: Person,
    PLACE: Channel,
    NUMBER: (int, float),
}


def _read(option: JSON, value: Any) -> Any:
    name, kind = option["name"], option["type"]
    if kind not in _TYPES or not isinstance(value, _TYPES[kind]):
        raise NotOfferedError(f"option {name} does not take {value!r}")
    if kind in (PERSON, PLACE):
        return str(value.id)
    if (choices := option.get("choices")) and value not in [each["value"] for each in choices]:
        raise NotOfferedError(f"option {name} offers no {value!r}")
    size, which = (len(value), "length") if kind == TEXT else (value, "value")
    low, high = option.get(f"min_{which}"), option.get(f"max_{which}")
    if (low is not None and size < low) or (high is not None and size > high):
        raise NotOfferedError(f"option {name} must be between {low} and {high}: {value!r}")
    return value
