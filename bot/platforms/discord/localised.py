"""What commands are called in each language that Discord's people may have chosen. Pure.

https://docs.discord.com/developers/interactions/application-commands#localization
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bot.domain.chat import SayIn, Words
from bot.platforms.discord.escape import plain

LOCALES: Mapping[str, tuple[str, ...]] = {"en": ("en-US", "en-GB"), "zh": ("zh-CN",)}
"""For each language with sentences the locales of Discord that read it."""

_NAME = re.compile(r"[-'\w]{1,32}")
_TITLE = re.compile(r"[-'\w ]{1,32}")
_SENTENCE, _LABEL = 100, 100
_MISSING = "⟨"
"""Begins what is said where there is no sentence."""

Part = dict[str, Any]


class Tongues:
    """Says one thing in every language at once, as parts of a command's payload.

    Args:
        say_in: Gives what turns words into sentences of a language.
    """

    def __init__(self, say_in: SayIn) -> None:
        self._own = say_in("")
        self._say_in = say_in
        self._all = [
            (locale, say)
            for say, locales in [(say_in(each), locales) for each, locales in LOCALES.items()]
            for locale in locales
        ]

    def name(self, name: str, called: Words) -> Part:
        """Name a command or an option: in any language it is a single word in lower case."""
        return _part("name", name, self._fitting(called, _NAME, lower=True))

    def title(self, verb: str, called: Words) -> Part:
        """Name a command that stands in the menu of a message; its English name is its id."""
        return _part("name", title(verb, called, self._say_in), self._fitting(called, _TITLE))

    def about(self, about: Words) -> Part:
        """Describe something in a sentence."""
        there = {locale: plain(say(about), _SENTENCE) for locale, say in self._all}
        return _part("description", plain(self._own(about), _SENTENCE), there)

    def choice(self, value: str, called: Words) -> Part:
        """Offer a value by its name."""
        own = plain(self._own(called), _LABEL)
        there = {locale: plain(say(called), _LABEL) for locale, say in self._all}
        if own.startswith(_MISSING) or not own:
            return {"name": value, "value": value}
        return _part("name", own, there) | {"value": value}

    def _fitting(
        self, called: Words, rule: re.Pattern[str], *, lower: bool = False
    ) -> dict[str, str]:
        """Say it where what comes of it is a name: one that is none would refuse all commands."""
        said = {locale: say(called) for locale, say in self._all}
        return {
            locale: name
            for locale, name in said.items()
            if rule.fullmatch(name) and (not lower or name == name.lower())
        }


def title(verb: str, called: Words, say_in: SayIn) -> str:
    """Return the English name of a command that stands in the menu of a message."""
    english = say_in("en")(called)
    return english if _TITLE.fullmatch(english) else verb


def distinct(parts: Sequence[Part]) -> list[Part]:
    """Let parts that stand side by side be told apart in each language, or keep their own names.

    Discord refuses all commands where two options of one are called the same.
    """
    taken: set[tuple[str, str]] = set()
    own = {part["name"] for part in parts}

    def kept(part: Part) -> Iterator[tuple[str, str]]:
        for locale, name in part.get("name_localizations", {}).items():
            if (locale, name) not in taken and name not in own:
                taken.add((locale, name))
                yield locale, name

    made = []
    for part in parts:
        rest = {key: value for key, value in part.items() if key != "name_localizations"}
        names = dict(kept(part))
        made.append(rest | ({"name_localizations": names} if names else {}))
    return made


def _part(what: str, own: str, there: Mapping[str, str]) -> Part:
    """Write what differs from what everybody else reads."""
    other = {locale: text for locale, text in there.items() if text != own and text}
    return {what: own} | ({f"{what}_localizations": other} if other else {})
