"""`settings [KEY VALUE]`: when and how this channel gets its digest; one public line per change."""

from dataclasses import replace
from datetime import date, datetime

from bot.commands.command import Button, Command, Services, answer
from bot.commands.topics import freshness, next_digest
from bot.domain import timing, wishes, wording
from bot.domain.calls import Audience, Call, CommandSpec, Kind, Option, Press, Reply
from bot.domain.channels import (
    WITHOUT_END,
    ChannelSettings,
    Include,
    KnownChannel,
    Layout,
    Schedule,
)
from bot.domain.chat import Action, Block, Channel, Message, Person, Style, line, words
from bot.domain.errors import UserError
from bot.domain.languages import CHOICES, Languages
from bot.domain.summaries import Detail

KEYS = (
    *("when", "layout", "most", "include", "emoji", "language", "detail", "figures"),
    *("pause", "resume"),
)
_SWITCH = ("on", "off")
_CHOICES: dict[str, tuple[str, ...]] = {
    "layout": tuple(Layout),
    "include": tuple(Include),
    "detail": tuple(Detail),
    "figures": _SWITCH,
    "language": CHOICES,
}
"""What can be chosen, where that can be listed."""
_MOST = 25
_DIGITS = 4
_LONGEST_EMOJI = 32


async def _handle(call: Call, services: Services) -> Reply:
    key = call.options.get("key", "").casefold()
    if not key:
        channel = await services.channel(call.channel)
        return answer(*_shown(channel, services.languages, services.pipeline.clock()))
    return await _change(key, call.options.get("value", ""), call.channel, call.person, services)


async def _change(
    key: str, value: str, where: Channel, person: Person, services: Services
) -> Reply:
    value = value.strip()
    if not value and (choices := _CHOICES.get(key)):
        raise UserError(words("settings-value-missing", key=key, choices=choices))
    channel, now = await services.channel(where), services.pipeline.clock()
    after = await services.pipeline.due.change(
        channel, lambda settings: _changed(key, value, settings, now)
    )
    name = "pause" if key == "resume" else key
    spelled = _spelled(name, after.settings, services.languages, now)
    said = [words("settings-changed", key=name, value=spelled, by=person.name)]
    before = _spelled(name, channel.settings, services.languages, now)
    undo = wording.action_id("settings", f"{name} {before}")
    public = Message(
        (line(*said, *next_digest(after)),), actions=(Action(undo, words("action-undo")),)
    )
    return Reply(
        Message((line(words("done")), *freshness(after.settings.schedule, now))), public=public
    )


def _changed(key: str, value: str, before: ChannelSettings, now: datetime) -> ChannelSettings:
    """Return the settings with one changed.

    Raises:
        UserError: There is no such key, or the value cannot be read; says what can be.
    """
    match key:
        case "when" | "pause" | "resume":
            today = timing.local(before.schedule, now).date()
            return replace(before, schedule=_rescheduled(key, value, before.schedule, today))
        case "layout":
            return replace(before, layout=Layout(_choice(key, value)))
        case "include":
            return replace(before, include=Include(_choice(key, value)))
        case "detail":
            return replace(before, detail=Detail(_choice(key, value)))
        case "figures":
            return replace(before, figures=_choice(key, value) == "on")
        case "most":
            return replace(before, most=_number(value))
        case "emoji":
            return replace(before, emoji=_emoji(value))
        case "language":
            return replace(before, languages=_languages(value))
    raise UserError(words("choice-unknown", name="key", value=key, choices=KEYS))


def _rescheduled(key: str, value: str, now: Schedule, today: date) -> Schedule:
    if key == "when":
        return wishes.read_when(value, now)
    lifted = key == "resume" or value.casefold() == "off"
    return replace(now, paused_until=None if lifted else wishes.read_pause(value, today))


def _number(value: str) -> int:
    if not value:
        raise UserError(words("settings-most-missing", most=_MOST))
    # Python reads no number of thousands of digits.
    if not value.isdecimal() or len(value) > _DIGITS or not 1 <= int(value) <= _MOST:
        raise UserError(words("settings-most", most=_MOST, value=value))
    return int(value)


def _emoji(value: str) -> str:
    if not value or len(value) > _LONGEST_EMOJI or " " in value:
        raise UserError(words("settings-emoji"))
    return value


def _languages(value: str) -> Languages:
    try:
        return Languages.read(value)
    except ValueError as error:
        wrong = words("choice-unknown", name="language", value=value, choices=CHOICES)
        raise UserError(wrong) from error


def _choice(key: str, value: str) -> str:
    choices = _CHOICES[key]
    if value.casefold() not in choices:
        raise UserError(words("choice-unknown", name=key, value=value, choices=choices))
    return value.casefold()


def _spelled(key: str, settings: ChannelSettings, unchosen: Languages, now: datetime) -> str:
    """Write a setting as a person would type it, so that Undo can type it back.

    Args:
        unchosen: What is read where no language was chosen.
    """
    match key:
        case "when":
            return wishes.spelled(settings.schedule)
        case "pause":
            until = settings.schedule.paused_until
            if until is None or not timing.is_paused(settings.schedule, now):
                return "off"
            return "on" if until == WITHOUT_END else until.isoformat()
        case "layout" | "include" | "most" | "detail":
            return str(getattr(settings, key))
        case "language":
            return str(settings.languages or unchosen)
        case "figures":
            return "on" if settings.figures else "off"
    return settings.emoji


def _shown(channel: KnownChannel, unchosen: Languages, now: datetime) -> list[Block]:
    settings = channel.settings
    values = [(key, _spelled(key, settings, unchosen, now)) for key in KEYS if key != "resume"]
    return [
        line(words("settings-title"), style=Style.STRONG),
        *(line(words("settings-line", key=key, value=value)) for key, value in values),
        line(*next_digest(channel), style=Style.SMALL),
        *freshness(settings.schedule, now),
        line(words("settings-next"), style=Style.SMALL),
    ]


async def _press(key: str, press: Press, services: Services) -> Reply:
    name, _, value = key.partition(" ")
    return await _change(name, value, press.channel, press.person, services)


COMMAND = Command(
    CommandSpec(
        name="settings",
        options=(Option("key", Kind.CHOICE, choices=KEYS), Option("value")),
        audience=Audience.MANAGERS,
    ),
    _handle,
    buttons={"settings": Button(_press, Audience.MANAGERS)},
)
