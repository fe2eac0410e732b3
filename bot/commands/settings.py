"""`settings [KEY VALUE]`: when and how this channel gets its digest; one public line per change."""

from dataclasses import replace
from datetime import date

from bot.commands.dispatch import Command, Services, answer
from bot.commands.topics import next_digest
from bot.domain import timing, wording
from bot.domain.channels import ChannelSettings, Include, KnownChannel, Layout, Schedule
from bot.domain.chat import (
    Action,
    Audience,
    Block,
    Call,
    Channel,
    CommandSpec,
    Kind,
    Message,
    Option,
    Person,
    Press,
    Reply,
    Style,
    Value,
    line,
    words,
)
from bot.domain.errors import UserError

KEYS = ("when", "layout", "most", "include", "emoji", "pause", "resume")
_MOST = 25
_LONGEST_EMOJI = 32


async def _handle(call: Call, services: Services) -> Reply:
    key = call.options.get("key", "").casefold()
    if not key:
        return answer(*_shown(await services.channel(call.channel)))
    return await _change(key, call.options.get("value", ""), call.channel, call.person, services)


async def _change(
    key: str, value: str, where: Channel, person: Person, services: Services
) -> Reply:
    channel = await services.channel(where)
    before = _spelled(key, channel.settings)
    changed = _changed(key, value.strip(), channel.settings, services)
    after = await services.pipeline.change(channel, changed)
    said = line(
        words("settings-changed", key=key, value=_spelled(key, changed), by=person.name),
        *next_digest(after),
    )
    undo_key = "when" if key == "when" else "pause" if key in ("pause", "resume") else key
    undo = wording.action_id("settings", f"{undo_key} {before}")
    public = Message((said,), actions=(Action(undo, words("action-undo")),))
    return Reply(Message((line(words("settings-done")),)), public=public)


def _changed(key: str, value: str, now: ChannelSettings, services: Services) -> ChannelSettings:
    """Return the settings with one changed.

    Raises:
        UserError: There is no such key, or the value cannot be read; says what can be.
    """
    match key:
        case "when" | "pause" | "resume":
            today = timing.local(now.schedule, services.pipeline.clock()).date()
            return replace(now, schedule=_rescheduled(key, value, now.schedule, today))
        case "layout":
            return replace(now, layout=Layout(_choice(key, value, tuple(Layout))))
        case "include":
            return replace(now, include=Include(_choice(key, value, tuple(Include))))
        case "most":
            return replace(now, most=_number(value))
        case "emoji":
            return replace(now, emoji=_emoji(value))
    raise UserError(words("settings-key", key=key, keys=KEYS))


def _rescheduled(key: str, value: str, now: Schedule, today: date) -> Schedule:
    if key == "when":
        return timing.read_when(value, now)
    lifted = key == "resume" or value.casefold() == "off"
    return replace(now, paused_until=None if lifted else timing.read_pause(value, today))


def _number(value: str) -> int:
    if not value.isdecimal() or not 1 <= int(value) <= _MOST:
        raise UserError(words("settings-most", most=_MOST, value=value))
    return int(value)


def _emoji(value: str) -> str:
    if not value or len(value) > _LONGEST_EMOJI or " " in value:
        raise UserError(words("settings-emoji"))
    return value


def _choice(key: str, value: str, choices: tuple[str, ...]) -> str:
    if value.casefold() not in choices:
        raise UserError(words("settings-choice", key=key, value=value, choices=choices))
    return value.casefold()


def _spelled(key: str, settings: ChannelSettings) -> str:
    """Write a setting as a person would type it, so that Undo can type it back."""
    match key:
        case "when":
            return timing.spelled(settings.schedule)
        case "pause" | "resume":
            until = settings.schedule.paused_until
            return until.isoformat() if until else "off"
        case "layout":
            return settings.layout
        case "include":
            return settings.include
        case "most":
            return str(settings.most)
    return settings.emoji


def _shown(channel: KnownChannel) -> list[Block]:
    settings = channel.settings
    values: list[tuple[str, Value]] = [
        (key, _spelled(key, settings)) for key in KEYS if key != "resume"
    ]
    return [
        line(words("settings-title"), style=Style.STRONG),
        *(line(words("settings-line", key=key, value=value)) for key, value in values),
        line(*next_digest(channel), style=Style.SMALL),
        line(words("settings-next"), style=Style.SMALL),
    ]


async def _press(key: str, press: Press, services: Services) -> Reply:
    if not press.person.manager:
        return answer(line(words("managers-only", verb="settings")))
    name, _, value = key.partition(" ")
    return await _change(name, value, press.channel, press.person, services)


COMMAND = Command(
    CommandSpec(
        name="settings",
        options=(Option("key", Kind.CHOICE, choices=KEYS), Option("value")),
        audience=Audience.MANAGERS,
    ),
    _handle,
    presses={"settings": _press},
)
