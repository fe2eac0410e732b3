"""Finding the words of a table in a text, English and Chinese, fast.

Each Latin word of a text is looked at once and remembered: papers share their words.
"""

import re
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)

_TOKEN = re.compile(r"[A-Za-z]+\d?(?:-[A-Za-z]+)*")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_NO_PARTS: Final = ("self-", "semi-", "non-", "un-", "weakly-", "well-")
_KEPT = 50_000  # words remembered; more belong to no language


@dataclass(frozen=True, slots=True)
class Hit(Generic[Key]):
    """A word of the table in a text."""

    key: Key
    text: str
    start: int

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.start + len(self.text)


class Vocabulary(Generic[Key]):
    """Words under keys; a word is a regular expression, words are parted by `|`."""

    def __init__(self, table: Iterable[tuple[Key, str]]) -> None:
        latin: dict[Key, list[str]] = {}
        phrases: dict[Key, list[str]] = {}
        han: dict[Key, list[str]] = {}
        for key, words in table:
            for word in _alternatives(words):
                kind = han if _HAN.search(word) else phrases if " " in word else latin
                kind.setdefault(key, []).append(word)
        self._latin = [(key, _compiled(words)) for key, words in latin.items()]
        self._phrases = [(key, _compiled(words)) for key, words in phrases.items()]
        self._openers = _compiled(
            [re.split(r"[ (]", word)[0] for words in phrases.values() for word in words]
        )
        self._han = [(key, _compiled(words)) for key, words in han.items()]
        self._known: dict[str, tuple[Key, ...]] = {}

    def find(self, text: str) -> list[Hit[Key]]:
        """Return all words of the table in a text, in order."""
        found = [*self._in_latin(text)]
        if _HAN.search(text):
            for key, pattern in self._han:
                found += [Hit(key, each[0], each.start()) for each in pattern.finditer(text)]
        return sorted(found, key=_start)

    def _in_latin(self, text: str) -> Iterator[Hit[Key]]:
        for token in _TOKEN.finditer(text):
            word = token[0].lower()
            keys = self._keys(word)
            yield from (Hit(key, token[0], token.start()) for key in keys)
            if self._phrases and self._openers.match(word):
                for key, pattern in self._phrases:
                    phrase = pattern.match(text, token.start())
                    if phrase:
                        yield Hit(key, phrase[0], token.start())
            if "-" in word and not keys and not word.startswith(_NO_PARTS):
                place = token.start()
                for part in token[0].split("-"):
                    yield from (Hit(key, part, place) for key in self._keys(part.lower()))
                    place += len(part) + 1

    def _keys(self, word: str) -> tuple[Key, ...]:
        keys = self._known.get(word)
        if keys is None:
            if len(self._known) >= _KEPT:
                self._known.clear()
            keys = tuple(key for key, pattern in self._latin if pattern.fullmatch(word))
            self._known[word] = keys
        return keys


def _compiled(words: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(words), re.IGNORECASE)


def _start(hit: Hit[Key]) -> int:
    return hit.start


def _alternatives(words: str) -> Iterator[str]:
    start = depth = 0
    for place, char in enumerate(words):
        depth += (char in "([") - (char in ")]")
        if char == "|" and not depth:
            yield words[start:place]
            start = place + 1
    yield words[start:]
