"""The forms of the settings: when a digest comes, and what its list is like."""

from collections.abc import Mapping
from datetime import datetime

from bot.commands import steps
from bot.commands.command import Services, answer
from bot.domain import wishes, wording
from bot.domain.calls import Field, Form, Kind, Press, Reply
from bot.domain.channels import EVERY_DAY, KnownChannel
from bot.domain.chat import Action, Choice, Weight, Words, line, words
from bot.domain.errors import UserError
from bot.domain.languages import UNCHOSEN
from bot.domain.preferences import CHOICES, changed, spelled

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_LIST = ("most", "include", "figures", "emoji")
_LONGEST_TYPED = 80


async def open_form(key: str, press: Press, services: Services) -> Form | None:
    """Open a form as things are, or `when.12` as somebody filled it in before."""
    name, _, number = key.partition(".")
    channel, now = await services.channel(press.channel), services.pipeline.clock()
    typed = await _typed(number, channel, services)
    if name == "when":
        fields = _when(channel, typed)
    elif name == "list":
        fields = _list(channel, typed, now)
    else:
        return None
    title, submit = words(f"settings-form-{name}-title"), words("settings-form-submit")
    return Form(wording.action_id("settings-form", name), title, fields, submit)


async def _typed(number: str, channel: KnownChannel, services: Services) -> dict[str, str]:
    known = steps.number_in(number)
    return (await services.store.drafts.get(channel.id, known) if known else None) or {}


def _when(channel: KnownChannel, typed: Mapping[str, str]) -> tuple[Field, ...]:
    schedule = channel.settings.schedule
    at = f"{schedule.at:%H:%M}" if schedule.at else "announced"
    days = " ".join(_DAYS[day] for day in sorted(schedule.days))
    chosen = typed.get("days", days).split()
    choices = tuple(
        Choice(name, words("timing-day", day=day), chosen=name in chosen)
        for day, name in enumerate(_DAYS)
    )
    return (
        Field(
            "at",
            words("setup-form-when"),
            most=_LONGEST_TYPED,
            value=typed.get("at", at),
            hint=words("setup-form-when-hint"),
        ),
        Field(
            "zone",
            words("setup-form-zone"),
            Kind.ZONE,
            most=_LONGEST_TYPED,
            value=typed.get("zone", schedule.zone),
            hint=words("setup-form-zone-hint"),
            helped="settings zone",
        ),
        Field(
            "days",
            words("settings-form-days"),
            Kind.DAYS,
            required=False,
            most=len(_DAYS),
            choices=choices,
            hint=words("settings-form-days-hint"),
        ),
    )


def _list(channel: KnownChannel, typed: Mapping[str, str], now: datetime) -> tuple[Field, ...]:
    def value(key: str) -> str:
        return typed.get(key, spelled(key, channel.settings, UNCHOSEN, now))

    def chosen(key: str, label: Words) -> Field:
        choices = tuple(
            Choice(each, words(f"setting-{key}-{each}"), chosen=each == value(key))
            for each in CHOICES[key]
        )
        return Field(key, label, Kind.CHOICE, choices=choices)

    most, emoji = words("setting-most"), words("setting-emoji")
    return (
        Field("most", most, most=4, value=value("most"), hint=words("settings-form-most-hint")),
        chosen("include", words("setting-include")),
        chosen("figures", words("setting-figures")),
        Field("emoji", emoji, most=32, value=value("emoji")),
    )


def wanted(
    name: str, fields: Mapping[str, str], channel: KnownChannel, now: datetime
) -> list[tuple[str, str]]:
    """Return what somebody filled in that is otherwise than it was, as keys and values.

    Raises:
        UserError: Something cannot be read.
    """
    before = channel.settings
    if name == "when":
        if not fields:
            raise UserError(words("timing-when-empty"))
        days = fields.get("days", "").replace(" ", ",") or "daily"
        typed = f"{fields.get('at', '')} {fields.get('zone', '')} {days}"
        # Whoever types days into the field of the time means those.
        schedule = wishes.read_when(fields.get("at", ""))
        if schedule.days != EVERY_DAY:
            typed = f"{fields.get('at', '')} {fields.get('zone', '')}"
        given = [("when", typed)]
    else:
        given = [(key, fields[key]) for key in _LIST if key in fields]
    return [
        (key, value)
        for key, value in given
        if spelled(key, changed(key, value, before, now), UNCHOSEN, now)
        != spelled(key, before, UNCHOSEN, now)
    ]


async def wrong(name: str, error: UserError, press: Press, services: Services) -> Reply:
    """Say what is wrong and what was typed, and open the form with that again."""
    channel, now = await services.channel(press.channel), services.pipeline.clock()
    number = await services.store.drafts.keep(channel.id, press.fields, now)
    again = wording.action_id("settings-form", f"{name}.{number}")
    typed = " · ".join(press.fields.values())
    return answer(
        line(error.words),
        *((line(words("settings-typed", typed=typed)),) if typed else ()),
        actions=(
            Action(again, words("settings-again"), Weight.MAIN),
            Action(wording.action_id("settings", ""), words("panel-settings")),
        ),
    )
