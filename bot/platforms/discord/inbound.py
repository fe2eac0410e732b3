"""What people do on Discord, made neutral. Pure: discord.py's events in, ours out.

Where a thread hangs under a channel, the channel is the place: see `places`.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import discord

from bot.domain.calls import Call, CommandSpec, Press, Reaction, Typing
from bot.domain.chat import Channel, MessageRef, Person, Place
from bot.domain.typed import read_call
from bot.platforms.discord import commands, forms, ids, pointed

PLATFORM = "discord"

_CUSTOM_EMOJI = re.compile(r"<a?(:\w+:)\d+>")
_ADDRESS = re.compile(r"<(https?://[^\s<>]+)>")
_NAMED = re.compile(r"^\s*(?:<@!?\d+>\s*)?(?:/papers(?:-admin)?|/paperboy)?(?=\s|$)", re.IGNORECASE)
_SUBCOMMAND = 1

_ON_MESSAGE = 3

AnyInteraction = discord.Interaction[Any]
Menus = Mapping[str, CommandSpec]
NO_MENUS: Menus = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Spot:
    """Where something happened: the channel, and the thread in it if it was in one.

    Attributes:
        away: It was where we are no member. The channel is then the person's own, where we may
            post; there only the person sees what we answer.
    """

    channel: Channel
    thread: str | None = None
    away: bool = False


def call(interaction: AnyInteraction, spot: Spot, menus: Menus = NO_MENUS) -> Call:
    """Read a command.

    Args:
        menus: The commands in the menu of a message, by their names there.
    """
    data: Mapping[str, Any] = interaction.data or {}
    verb, options = _command(data)
    given = {each["name"]: _text(each.get("value")) for each in options}
    if spec := _chosen(data, menus):
        verb = spec.name
        given = {option.name: pointed.text(data) for option in spec.options[:1]}
    return Call(
        verb,
        person(interaction, spot),
        spot.channel,
        {name: value for name, value in given.items() if value},
    )


def verb(interaction: AnyInteraction, menus: Menus = NO_MENUS) -> str:
    """Read only which command it is."""
    data: Mapping[str, Any] = interaction.data or {}
    spec = _chosen(data, menus)
    return spec.name if spec else _command(data)[0]


def is_for_managers(interaction: AnyInteraction) -> bool:
    """Say whether it is a command of the managers' tree."""
    data: Mapping[str, Any] = interaction.data or {}
    return data.get("name") == commands.MANAGERS


def is_on_private(interaction: AnyInteraction) -> bool:
    """Say whether a click or a form comes from a message that the person alone sees."""
    return interaction.message is not None and interaction.message.flags.ephemeral


def action(interaction: AnyInteraction) -> str:
    """Read what was clicked, picked from a menu or sent off."""
    data: Mapping[str, Any] = interaction.data or {}
    if _is_form(interaction):
        return str(data["custom_id"])
    return ids.pressed(data["custom_id"], data.get("values"))


def press(interaction: AnyInteraction, spot: Spot) -> Press:
    """Read a click on a button, a pick from a menu, or a form that was sent off."""
    filled = forms.filled(interaction.data or {}) if _is_form(interaction) else {}
    filled = {name: text for name, value in filled.items() if (text := _text(value))}
    return Press(action(interaction), person(interaction, spot), spot.channel, fields=filled)


def typing(interaction: AnyInteraction, spot: Spot) -> Typing | None:
    """Read what somebody is filling in, or None if it is nothing."""
    verb, options = _command(interaction.data or {})
    typed = {each["name"]: _text(each.get("value")) for each in options}
    focused = next((each["name"] for each in options if each.get("focused")), None)
    if focused is None:
        return None
    value = typed.pop(focused)
    who = person(interaction, spot)
    given = {name: value for name, value in typed.items() if value}
    return Typing(verb, focused, value, who, spot.channel, given)


def typed(message: discord.Message, specs: Iterable[CommandSpec]) -> Call:
    """Read a direct message: the same verbs, typed."""
    text = _NAMED.sub("", _CUSTOM_EMOJI.sub(r"\1", message.content))
    verb, options = read_call(_ADDRESS.sub(r"\1", text), specs)
    name = message.author.display_name
    channel = direct(str(message.channel.id), name)
    who = Person(PLATFORM, "", str(message.author.id), name, manager=True)
    return Call(verb, who, channel, options, event=str(message.id))


def reaction(event: discord.RawReactionActionEvent, spot: Spot) -> Reaction:
    """Read an emoji that was put on a message or taken off.

    Discord has no id for such an event. It needs none: the same one twice changes nothing.
    """
    name = event.emoji.name or ""
    who = event.member.display_name if event.member else ""
    return Reaction(
        user(str(event.user_id), who),
        MessageRef(spot.channel, str(event.message_id), spot.thread),
        f":{name}:" if event.emoji.id else name,
        added=event.event_type == "REACTION_ADD",
    )


def user(native: str, name: str) -> Person:
    """Name somebody of whom no more is known."""
    return Person(PLATFORM, "", native, name)


def person(interaction: AnyInteraction, spot: Spot) -> Person:
    """Read who it is.

    Managers are those who manage the channel, and everybody in their direct messages with us.
    Besides, whoever calls the managers' command is one for that call: Discord lets nobody through
    who may not, and a server gives it to other roles in Settings › Integrations. A click says
    nothing of the kind.
    """
    rights = interaction.permissions
    ours = spot.channel.kind is Place.DIRECT
    admin = not ours and (rights.manage_guild or rights.administrator)
    manager = is_for_managers(interaction) or rights.manage_channels or rights.administrator
    return Person(
        PLATFORM,
        "",
        str(interaction.user.id),
        interaction.user.display_name,
        manager=manager or ours,
        admin=admin,
        roles=roles(interaction.user),
        language=str(interaction.locale),
    )


def roles(user: discord.User | discord.Member) -> tuple[str, ...]:
    """Return the ids of somebody's roles; that of everybody, the server's own, is none."""
    given = user.roles if isinstance(user, discord.Member) else []
    return tuple(str(role.id) for role in given if not role.is_default())


def _is_form(interaction: AnyInteraction) -> bool:
    return interaction.type is discord.InteractionType.modal_submit


def _chosen(data: Mapping[str, Any], menus: Menus) -> CommandSpec | None:
    """Return the command that was chosen in the menu of a message, if it was."""
    return menus.get(data.get("name", "")) if data.get("type") == _ON_MESSAGE else None


def direct(native: str, name: str = "") -> Channel:
    """Name the direct messages with somebody."""
    return Channel(PLATFORM, "", native, name, Place.DIRECT)


def _command(data: Mapping[str, Any]) -> tuple[str, list[Mapping[str, Any]]]:
    """Return the verb and the options that were given, of whichever tree."""
    name, options = data.get("name", ""), data.get("options") or []
    if name == commands.PAPER:
        return commands.PAPER_VERB, options
    if name == commands.PANEL:
        return commands.PANEL_VERB, []
    if options and options[0].get("type") == _SUBCOMMAND:
        return options[0]["name"], options[0].get("options") or []
    return name, options


def _text(value: object) -> str:
    """Return a value as typed text; the command checks it like any other."""
    return _CUSTOM_EMOJI.sub(r"\1", "" if value is None else str(value)).strip()
