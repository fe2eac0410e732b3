"""The sentences people read, by key and language: `config/locales/<language>/*.ftl`.

The files are Project Fluent. What the code hands over looks like this in a sentence:

- text
- a number, also in plural selectors: `{ $count -> [one] one paper *[other] { $count } papers }`;
  it gets the language's grouping (1,500): what must not be grouped is handed over as text
- other `Words`: said first, then put in as text
- a tuple: its members, joined as the language does it, such as with ", "
- a date as `Wed 21 Feb` (in Chinese `2月21日周三`), a date with time as `Wed 21 Feb 09:05`, in the
  zone it was handed over in; another form is the sentence's choice: patterns as in CLDR,
  `{ WHEN($day, pattern: "d MMM y") }`
- two dates of one month as `19–21 Feb`: `{ SPAN($first, $last, begin: "d", end: "d MMM") }`

Where the country of a reader is known (`en-US`), its conventions come before these patterns, which
then only say what of a date is shown: `Wed, Feb 21`, and `9:05 AM`.

A command that a sentence tells people to type is `{ TYPE("save 3") }`: each platform spells it as
it is typed there.
"""

import logging
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from bot.catalogue.conventions import Conventions
from bot.domain import direction
from bot.domain.chat import Say, SayIn, Value, Words
from bot.domain.errors import SettingsError

if TYPE_CHECKING:
    from fluent.syntax.ast import Resource

_log = logging.getLogger(__name__)

_LONG = 900
_TYPE, _TYPED = "\ufdd2", "\ufdd3"
_COMMAND = re.compile(f"{_TYPE}([^{_TYPED}]*){_TYPED}")
"""Marks around a command, of signs that are no characters."""


@dataclass(frozen=True, slots=True)
class _Manner:
    """How a language writes what a sentence does not say how to write.

    Attributes:
        day: A date, as a pattern of CLDR.
        moment: A date with its time.
        between: Stands between the members of a list.
    """

    day: str = "EEE d MMM"
    moment: str = "EEE d MMM HH:mm"
    between: str = ", "


_MANNERS = {"zh": _Manner("M月d日EEE", "M月d日EEE HH:mm", "、")}


class _Shown(str):
    """A date as it reads by default, which a sentence may ask for in another form."""

    __slots__ = ("when",)
    when: date


class Catalogue:
    """All sentences of one language."""

    def __init__(self, tag: str, sentences: "Sequence[Resource]", *, country: bool) -> None:
        from fluent.runtime import FluentBundle

        conventions = Conventions(tag, by_country=country)

        def reshow(shown: _Shown, pattern: str) -> str:
            return conventions.show(shown.when, pattern)

        def span(first: _Shown, last: _Shown, begin: str, end: str) -> str:
            return conventions.span(first.when, last.when, begin, end)

        def mark(command: str) -> str:
            return f"{_TYPE}{command}{_TYPED}"

        functions: dict[str, Any] = {"WHEN": reshow, "SPAN": span, "TYPE": mark}
        self._bundle = FluentBundle([tag], functions=functions, use_isolating=False)
        for each in sentences:
            self._bundle.add_resource(each)
        self._sentences = sentences
        self._show = conventions.show
        self._manner = _MANNERS.get(conventions.locale.language, _Manner())

    @classmethod
    def read(cls, folder: Path, language: str = "en") -> Self:
        """Read every sentence of a language.

        Args:
            folder: Holds one folder of `.ftl` files for each language.
            language: BCP 47 tag, the name of its folder.

        Raises:
            SettingsError: There are none, one cannot be read, or two share a key.
        """
        # Fluent and babel take 70 ms to import: `paperboy --help` says nothing through here.
        files = sorted((folder / language).glob("*.ftl"))
        if not files:
            raise SettingsError(f"no sentences for {language!r} in {folder}")
        known: set[str] = set()
        return cls(language, [_parsed(file, known) for file in files], country=False)

    def in_country(self, tag: str) -> "Catalogue | None":
        """Return the same sentences with dates and numbers as a country writes them.

        Args:
            tag: BCP 47 tag of this language with a country; None for one that nobody knows.
        """
        from babel import UnknownLocaleError

        try:
            return type(self)(tag, self._sentences, country=True)
        except (UnknownLocaleError, ValueError):
            return None

    def say(self, words: Words) -> str:
        """Turn words into a sentence; what cannot be said is logged and shown as ⟨key⟩."""
        return _spelled(self._sentence(words, str), lambda command: command)

    def speaking(self, spelled: Callable[[str], str]) -> Say:
        """Return what turns words into a chat's sentences, where commands are typed in another way.

        Text from right to left is isolated there, so that it turns nothing round that stands
        beside it: files and terminals that know nothing of that go without.

        Args:
            spelled: Turns a command, such as `save 3`, into what people type.
        """
        return lambda words: _spelled(self._sentence(words, direction.foreign), spelled)

    def _sentence(self, words: Words, foreign: Callable[[str], str]) -> str:
        known = self._bundle.has_message(words.key)
        pattern = self._bundle.get_message(words.key).value if known else None
        if pattern is None:
            _log.error("no sentence for key %s", words.key)
            return f"⟨{words.key}⟩"
        values = {name: self._plain(value, foreign) for name, value in words.values}
        # Fluent takes a long value for an attack; a mark stands in for it.
        marks = {f"\ufdd0{name}\ufdd1": value for name, value in values.items() if _is_long(value)}
        values |= {mark[1:-1]: mark for mark in marks}
        sentence, errors = self._bundle.format_pattern(pattern, values)
        if errors:
            _log.error("cannot say %s: %s", words.key, "; ".join(map(str, errors)))
            return f"⟨{words.key}⟩"
        said = str(sentence)
        for mark, value in marks.items():
            said = said.replace(mark, str(value))
        return said

    def _plain(self, value: Value, foreign: Callable[[str], str]) -> str | int | float:
        if isinstance(value, str):
            return foreign(value)
        if isinstance(value, Words):
            return self._sentence(value, foreign)
        if isinstance(value, tuple):
            return self._manner.between.join(str(self._plain(each, foreign)) for each in value)
        if isinstance(value, date):
            moment = isinstance(value, datetime)
            shown = _Shown(self._show(value, self._manner.moment if moment else self._manner.day))
            shown.when = value
            return shown
        return value


class Catalogues:
    """The sentences of every language, each read when it is first spoken: that takes 0.1 s.

    Args:
        folder: Holds one folder of `.ftl` files for each language.
        own: The language of the bot, which is read at once.

    Raises:
        SettingsError: That has no sentences, one of them cannot be read, or two share a key.
    """

    def __init__(self, folder: Path, own: str) -> None:
        self._folder = folder
        self._own = own
        self._known = {own: Catalogue.read(folder, own)}

    def of(self, language: str = "") -> Catalogue:
        """Return the sentences of a language, or the bot's own where there are none.

        Args:
            language: BCP 47 tag; a country in it only says how dates and numbers are written.
        """
        language = language or self._own
        if language not in self._known:
            self._known[language] = self._read(language)
        return self._known[language]

    def _read(self, tag: str) -> Catalogue:
        language, _, country = tag.partition("-")
        if country and (self._folder / language).is_dir():
            whole = self.of(language)
            return whole.in_country(tag) or whole
        try:
            return Catalogue.read(self._folder, tag)
        except SettingsError as error:
            _log.error("A channel is spoken to in %s: %s", self._own, error)
            return self._known[self._own]

    def say(self, words: Words) -> str:
        """Turn words into a sentence of the bot's own language."""
        return self.of().say(words)

    def say_in(self, language: str) -> Say:
        """Return what turns words into sentences of a language."""
        return self.of(language).say

    def speaking(self, spelled: Callable[[str], str]) -> SayIn:
        """Return the same for where commands are typed in another way; see `Catalogue.speaking`."""
        return lambda language: self.of(language).speaking(spelled)


def _spelled(said: str, spelled: Callable[[str], str]) -> str:
    if _TYPE not in said:
        return said
    return _COMMAND.sub(lambda found: f"“{spelled(found[1])}”", said)


def _is_long(value: object) -> bool:
    return isinstance(value, str) and len(value) > _LONG


def _parsed(file: Path, known: set[str]) -> "Resource":
    from fluent.runtime import FluentResource
    from fluent.syntax import ast

    resource = FluentResource(file.read_text(encoding="utf-8"))
    for entry in resource.body:
        if isinstance(entry, ast.Junk):
            line = (entry.content or "").strip().partition("\n")[0]
            raise SettingsError(f"{file}: not Fluent: {line}")
        if isinstance(entry, ast.Message):
            if entry.id.name in known:
                raise SettingsError(f"{file}: {entry.id.name} stands in an earlier file too")
            known.add(entry.id.name)
    return resource
