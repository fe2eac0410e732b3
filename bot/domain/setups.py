"""A whole set-up as one file: what a space chose, and what each of its channels follows. Pure.

Channels stand in it by name, so that it fits another server, workspace or platform as well. People
and roles do not: they are others there.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import time
from typing import Any, Final

from bot.domain.channels import EVERY_DAY, ChannelSettings, Include, Layout, Schedule
from bot.domain.chat import words
from bot.domain.errors import UserError
from bot.domain.languages import CHOICES, UNCHOSEN, Languages
from bot.domain.rules import Modelled, Rules
from bot.domain.spend import Amount
from bot.domain.summaries import Detail
from bot.domain.topics.topic import LONGEST_NAME
from bot.domain.wishes import read_when

_VERSION: Final = 1
_LONGEST_EMOJI: Final = 32
_TOPICS_AT_MOST: Final = 200
_MOST: Final = 25
_RULES: Final = {
    **{name: name for name in ("model", "sharing", "unfurling", "day", "month", "zone", "most")},
    "language": "languages",
}
"""What of the rules stands in the file, and what it is called there."""


@dataclass(frozen=True, slots=True)
class NamedTopic:
    """A topic as it can be typed, and what it is called."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class ChannelSetup:
    """What one channel follows, and how."""

    name: str
    settings: ChannelSettings
    topics: tuple[NamedTopic, ...]


@dataclass(frozen=True, slots=True)
class Setup:
    """What is in the file.

    Attributes:
        given: Which of the rules it says anything about, as they are called in it.
    """

    rules: Rules
    channels: tuple[ChannelSetup, ...]
    given: frozenset[str] = frozenset(_RULES)


def bare(name: str) -> str:
    """Return the name of a channel as it is compared."""
    return name.strip().removeprefix("#").casefold()


def write(setup: Setup) -> str:
    """Write a set-up down; rules that are about people or channels by id are left out."""
    rules = setup.rules
    plain = {
        "paperboy": _VERSION,
        "server": {
            "model": str(rules.model),
            "sharing": rules.sharing,
            "unfurling": rules.unfurling,
            "day": rules.day.written() if rules.day else "",
            "month": rules.month.written() if rules.month else "",
            "zone": rules.zone,
            "most": rules.most,
            "language": str(rules.languages),
        },
        "channels": [_channel(each) for each in setup.channels],
    }
    return json.dumps(plain, ensure_ascii=False, indent=1)


def read(text: str) -> Setup:
    """Read what `write` wrote, or somebody has by hand.

    Topics are read by whoever follows them.

    Raises:
        UserError: It is no such file, or something in it cannot be; says what.
    """
    try:
        plain = json.loads(text)
    except ValueError as error:
        raise UserError(words("import-unreadable")) from error
    if not isinstance(plain, dict) or plain.get("paperboy") != _VERSION:
        raise UserError(words("import-unreadable"))
    try:
        server = plain.get("server", {})
        rules, given = _rules(server), frozenset(_RULES.keys() & server.keys())
        channels = tuple(_read_channel(each) for each in plain.get("channels", ()))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise UserError(words("import-wrong", what=str(error)[:100])) from error
    if sum(len(each.topics) for each in channels) > _TOPICS_AT_MOST:
        raise UserError(words("import-too-much", most=_TOPICS_AT_MOST))
    return Setup(rules, channels, given)


def brought(before: Rules, setup: Setup) -> Rules:
    """Return the rules that hold after an import.

    People, roles and channels stay as they were, and so does all that the file says nothing about:
    what must not go to a model does not go there because somebody left a line out.
    """
    chosen = {_RULES[name]: getattr(setup.rules, _RULES[name]) for name in setup.given}
    return replace(before, **chosen)


def _channel(setup: ChannelSetup) -> dict[str, object]:
    settings, schedule = setup.settings, setup.settings.schedule
    return {
        "name": setup.name,
        "topics": [{"name": each.name, "topic": each.text} for each in setup.topics],
        "at": schedule.at.isoformat("minutes") if schedule.at else "announced",
        "zone": schedule.zone,
        "days": sorted(schedule.days),
        "layout": str(settings.layout),
        "most": settings.most,
        "include": str(settings.include),
        "emoji": settings.emoji,
        "language": str(settings.languages),
        "detail": str(settings.detail),
        "figures": settings.figures,
    }


def _read_channel(plain: Mapping[str, Any]) -> ChannelSetup:
    usual = ChannelSettings()
    at = plain.get("at", "announced")
    days = frozenset(int(each) for each in plain.get("days", EVERY_DAY))
    if not days or not days <= EVERY_DAY:
        raise ValueError(f"days: {sorted(days)}")
    schedule = Schedule(
        None if at == "announced" else time.fromisoformat(at), _zone(plain.get("zone", "")), days
    )
    emoji = str(plain.get("emoji", usual.emoji))
    if not emoji or len(emoji) > _LONGEST_EMOJI or " " in emoji:
        raise ValueError(f"emoji: {emoji}")
    settings = ChannelSettings(
        schedule,
        Layout(plain.get("layout", usual.layout)),
        _most(plain.get("most", usual.most)) or usual.most,
        Include(plain.get("include", usual.include)),
        emoji,
        _languages(plain.get("language", "")),
        Detail(plain.get("detail", usual.detail)),
        bool(plain.get("figures", usual.figures)),
    )
    topics: Iterable[Mapping[str, Any]] = plain.get("topics", ())
    named = tuple(
        NamedTopic(str(each.get("name", ""))[:LONGEST_NAME], str(each["topic"])) for each in topics
    )
    return ChannelSetup(str(plain["name"]), settings, named)


def _rules(plain: Mapping[str, Any]) -> Rules:
    zone = plain.get("zone", "")
    return Rules(
        model=Modelled(plain.get("model", Modelled.ALL)),
        sharing=bool(plain.get("sharing", True)),
        unfurling=bool(plain.get("unfurling", False)),
        day=_amount(plain.get("day", "")),
        month=_amount(plain.get("month", "")),
        zone=_zone(zone) if zone else "",
        most=_most(plain.get("most")),
        languages=_languages(plain.get("language", "")),
    )


def _amount(typed: str) -> Amount | None:
    return Amount.read(typed) if typed else None


def _zone(typed: str) -> str:
    return read_when(f"announced {typed}").zone if typed else Schedule().zone


def _most(most: int | None) -> int | None:
    if most is not None and not 1 <= int(most) <= _MOST:
        raise ValueError(f"most: {most}")
    return None if most is None else int(most)


def _languages(typed: str) -> Languages:
    if typed and typed not in CHOICES:
        raise ValueError(f"language: {typed}")
    return Languages.parse(typed) if typed else UNCHOSEN
