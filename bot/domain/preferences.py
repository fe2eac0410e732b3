"""What people type to set how a channel gets its digest, a key and a value, and how that reads."""

from dataclasses import replace
from datetime import date, datetime

from bot.domain import timing, wishes
from bot.domain.channels import WITHOUT_END, ChannelSettings, Include, Layout, Schedule
from bot.domain.chat import Words, words
from bot.domain.errors import UserError
from bot.domain.languages import CHOICES as LANGUAGES
from bot.domain.languages import Languages
from bot.domain.summaries import Detail

KEYS = (
    *("when", "zone", "layout", "most", "include", "emoji", "language", "detail", "figures"),
    *("pause", "resume"),
)
_SWITCH = ("on", "off")
CHOICES: dict[str, tuple[str, ...]] = {
    "layout": tuple(Layout),
    "include": tuple(Include),
    "detail": tuple(Detail),
    "figures": _SWITCH,
    "language": LANGUAGES,
}
"""What can be chosen, where that can be listed."""
_MOST = 25
_DIGITS = 4
_LONGEST_EMOJI = 32


def changed(key: str, value: str, before: ChannelSettings, now: datetime) -> ChannelSettings:
    """Return the settings with one changed.

    Raises:
        UserError: There is no such key, or the value cannot be read; says what can be.
    """
    match key:
        case "when" | "zone" | "pause" | "resume":
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
    if key in ("when", "zone"):
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
    if not value:
        raise UserError(words("settings-value-missing", key="language", choices=LANGUAGES))
    try:
        return Languages.read(value)
    except ValueError as error:
        wrong = words("choice-unknown", name="language", value=value, choices=LANGUAGES)
        raise UserError(wrong) from error


def _choice(key: str, value: str) -> str:
    choices = CHOICES[key]
    if not value:
        raise UserError(words("settings-value-missing", key=key, choices=choices))
    if value.casefold() not in choices:
        raise UserError(words("choice-unknown", name=key, value=value, choices=choices))
    return value.casefold()


def described(key: str, settings: ChannelSettings, unchosen: Languages, now: datetime) -> Words:
    """Say in words how a setting stands.

    Args:
        unchosen: What is read where no language was chosen.
    """
    value, schedule = spelled(key, settings, unchosen, now), settings.schedule
    if key == "when":
        return timing.describe(replace(schedule, paused_until=None))
    if key == "pause" and value not in _SWITCH and schedule.paused_until:
        return words("pause-until", until=schedule.paused_until)
    if key == "pause" or key in CHOICES:
        return words(f"setting-{key}-{value.replace('+', '-')}")
    return words("plain", text=value)


def spelled(key: str, settings: ChannelSettings, unchosen: Languages, now: datetime) -> str:
    """Write a setting as a person would type it, so that Undo can type it back.

    Args:
        unchosen: What is read where no language was chosen.
    """
    match key:
        case "when":
            return wishes.spelled(settings.schedule)
        case "zone":
            return settings.schedule.zone
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
