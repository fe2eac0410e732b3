"""`settings [KEY VALUE]`: when and how this channel gets its digest; one public line per change."""

import re
from collections.abc import Sequence
from datetime import datetime

from bot.commands import settings_forms, suggest
from bot.commands.command import Button, Command, OnPress, Services, answer
from bot.commands.topics import freshness, next_digest
from bot.domain import timing, wording
from bot.domain.calls import Audience, Call, CommandSpec, Kind, Option, Press, Reply
from bot.domain.channels import ChannelSettings, KnownChannel
from bot.domain.chat import (
    Action,
    Block,
    Channel,
    Choice,
    Message,
    Person,
    Select,
    Style,
    Words,
    line,
    words,
)
from bot.domain.errors import UserError
from bot.domain.languages import Languages
from bot.domain.preferences import CHOICES, KEYS, changed, described, spelled

_CHOSEN = ("layout", "detail", "language")
"""Chosen from a list of their own; the others have forms."""
_NEXT_KEY = re.compile(rf";(?=(?:{'|'.join(KEYS)}) )")

Wanted = Sequence[tuple[str, str]]


async def _handle(call: Call, services: Services) -> Reply:
    key = call.options.get("key", "").casefold()
    if not key:
        return await _shown(call.channel, services)
    wanted = [(key, call.options.get("value", ""))]
    return await _change(wanted, call.channel, call.person, services)


async def _change(wanted: Wanted, where: Channel, person: Person, services: Services) -> Reply:
    """Change settings, tell everybody in one message, and say from when on digests are fresh."""
    channel, now = await services.channel(where), services.pipeline.clock()

    def altered(settings: ChannelSettings) -> ChannelSettings:
        for key, value in wanted:
            settings = changed(key, value.strip(), settings, now)
        return settings

    after = await services.pipeline.due.change(channel, altered)
    own = services.languages
    told: list[Words] = []
    back: list[str] = []
    for key in dict.fromkeys("pause" if key == "resume" else key for key, _ in wanted):
        is_now = described(key, after.settings, own, now)
        label = words(f"setting-{key}")
        told.append(words("settings-changed", label=label, value=is_now, by=person.name))
        back.append(f"{key} {spelled(key, channel.settings, own, now)}")
    undo = Action(wording.action_id("settings", ";".join(back)), words("action-undo"))
    lines = [*map(line, told[:-1]), line(told[-1], *next_digest(after))]
    public = Message(tuple(lines), actions=(undo,))
    fresh = freshness(after.settings.schedule, now)
    return Reply(Message((line(words("done")), *fresh)), public=public)


async def _shown(where: Channel, services: Services, *, done: bool = False) -> Reply:
    """Show every setting, with what changes it."""
    channel, now = await services.channel(where), services.pipeline.clock()
    blocks = _lines(channel, services.languages, now)
    if done:
        blocks.insert(0, line(words("done")))
    selects = tuple(_select(key, channel, services.languages, now) for key in _CHOSEN)
    paused = timing.is_paused(channel.settings.schedule, now)
    pause = ("resume ", "topics-resume") if paused else ("pause on", "topics-pause")
    actions = (
        Action(wording.action_id("settings-form", "when"), words("settings-form-when")),
        Action(wording.action_id("settings-form", "list"), words("settings-form-list")),
        Action(wording.action_id("settings", pause[0]), words(pause[1])),
        Action(wording.action_id("panel", ""), words("panel-back")),
    )
    return Reply(Message(tuple(blocks), actions=actions, selects=selects))


def _lines(channel: KnownChannel, unchosen: Languages, now: datetime) -> list[Block]:
    settings = channel.settings
    # A time says its zone itself, and what is chosen from a list stands there.
    elsewhere = ("resume", *_CHOSEN, *(("zone",) if settings.schedule.at else ()))
    shown = [key for key in KEYS if key not in elsewhere]
    return [
        line(words("settings-title"), style=Style.STRONG),
        *(line(_line(key, described(key, settings, unchosen, now))) for key in shown),
        *([line(*next_digest(channel), style=Style.SMALL)] if channel.next_due else []),
        *freshness(settings.schedule, now),
        line(words("settings-next"), style=Style.SMALL),
    ]


def _line(key: str, value: Words) -> Words:
    return words("settings-line", label=words(f"setting-{key}"), value=value)


def _select(key: str, channel: KnownChannel, unchosen: Languages, now: datetime) -> Select:
    is_now = spelled(key, channel.settings, unchosen, now)
    choices = tuple(
        Choice(
            value,
            _line(key, words(f"setting-{key}-{value.replace('+', '-')}")),
            chosen=value == is_now,
        )
        for value in CHOICES[key]
    )
    return Select(f"set-{key}", words(f"set-{key}-label"), choices)


def _set(key: str) -> OnPress:
    """Make what a menu of one setting does."""

    async def press(value: str, press: Press, services: Services) -> Reply:
        reply = await _change([(key, value)], press.channel, press.person, services)
        shown = await _shown(press.channel, services, done=True)
        return Reply(shown.message, public=reply.public)

    return press


async def _press(key: str, press: Press, services: Services) -> Reply:
    """Do what a button says: `most 10`, or several of these with a semicolon between."""
    if not key:
        return await _shown(press.channel, services)
    wanted = [each.partition(" ")[::2] for each in _NEXT_KEY.split(key)]
    return await _change(wanted, press.channel, press.person, services)


async def _filled(key: str, press: Press, services: Services) -> Reply:
    """Change what stands otherwise in a form than before; what is wrong can be mended there."""
    channel, now = await services.channel(press.channel), services.pipeline.clock()
    name = key.partition(".")[0]
    try:
        wanted = settings_forms.wanted(name, press.fields, channel, now)
        if not wanted:
            return answer(line(words("settings-same")), actions=(_BACK,))
        reply = await _change(wanted, press.channel, press.person, services)
    except UserError as error:
        return await settings_forms.wrong(name, error, press, services)
    shown = await _shown(press.channel, services, done=True)
    return Reply(shown.message, public=reply.public)


_BACK = Action(wording.action_id("settings", ""), words("panel-settings"))

COMMAND = Command(
    CommandSpec(
        name="settings",
        options=(Option("key", Kind.CHOICE, choices=KEYS), Option("value")),
        audience=Audience.MANAGERS,
    ),
    _handle,
    buttons={
        "settings": Button(_press, Audience.MANAGERS, changes=True),
        "settings-form": Button(_filled, Audience.MANAGERS, settings_forms.open_form, changes=True),
    }
    | {f"set-{key}": Button(_set(key), Audience.MANAGERS, changes=True) for key in _CHOSEN},
    suggests={"zone": suggest.zones},
)
