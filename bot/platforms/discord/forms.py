"""Forms as discord.py's objects, and what was filled in."""

from collections.abc import Mapping
from typing import Any

import discord

from bot.domain.calls import Field, Form, Kind
from bot.domain.chat import Say
from bot.platforms.discord.drawn import OPTION, OPTIONS
from bot.platforms.discord.escape import plain, size

_HEAD = 45
"""Characters of a form's title, and of the label of a field."""
_HINT = 100
_TEXT = 4000
_PICKED = (Kind.CHOICE, Kind.DAYS)


def modal(form: Form, say: Say) -> discord.ui.Modal:
    """Make a form; stopped like a view, for what is sent off comes as an event of its own."""
    made = discord.ui.Modal(title=plain(say(form.title), _HEAD), custom_id=form.action)
    for field in form.fields:
        part = _menu(field, say) if field.kind in _PICKED and field.choices else _text(field)
        hint = plain(say(field.hint), _HINT) if field.hint else None
        label = plain(say(field.label), _HEAD)
        made.add_item(discord.ui.Label(text=label, description=hint, component=part))
    made.stop()
    return made


def filled(data: Mapping[str, Any]) -> dict[str, str]:
    """Read what stands in each field that was sent off; of a choice, blanks stand between."""
    parts: list[Mapping[str, Any]] = data.get("components") or []
    fields = [each for part in parts for each in (part.get("component"), *_inner(part)) if each]
    return {each["custom_id"]: _value(each) for each in fields if "custom_id" in each}


def _text(field: Field) -> "discord.ui.TextInput[Any]":
    most = min(field.most, _TEXT)
    return discord.ui.TextInput(
        style=discord.TextStyle.paragraph if field.lines else discord.TextStyle.short,
        custom_id=field.name,
        max_length=most,
        required=field.required,
        default=field.value[:most] or None,
    )


def _menu(field: Field, say: Say) -> "discord.ui.Select[Any]":
    options: dict[str, discord.SelectOption] = {}
    most = max(1, field.most)
    chosen = 0
    for each in field.choices[:OPTIONS]:
        if 0 < size(each.value) <= OPTION:
            default = each.chosen and chosen < most
            chosen += default
            options[each.value] = discord.SelectOption(
                label=plain(say(each.label), OPTION) or each.value,
                value=each.value,
                description=plain(say(each.about), OPTION) if each.about else None,
                default=default,
            )
    return discord.ui.Select(
        custom_id=field.name,
        min_values=1 if field.required else 0,
        max_values=min(most, len(options)),
        required=field.required,
        options=list(options.values()),
    )


def _inner(part: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return part.get("components") or []


def _value(field: Mapping[str, Any]) -> str:
    values: list[str] | None = field.get("values")
    return " ".join(values) if values is not None else str(field.get("value") or "")
