"""Better and worse, up and down: who wins, and what rises or falls."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self

from bot.domain.grounding.claims import Finding
from bot.domain.grounding.opposing import OF_OTHERS, Said, of_others, polarity, turned
from bot.domain.grounding.opposites import (
    BAD,
    BETTER,
    DOWN,
    HARM,
    HARMED,
    HIGH,
    LOW,
    OBJECTS,
    RELIEF,
    THAN_OTHERS,
    UP,
)
from bot.domain.grounding.vocabulary import Hit, Vocabulary

_STRESSED = re.compile(
    r"(?:显著|有效|大幅|明显|极大|从而|进而|旨在|聚焦于|致力于|可以|能够|[以来能]|"
    r"significantly|substantially|effectively|greatly|notably|thereby|\bto)地?\s*$"
    r"|(?:提出|通过|引入|利用|结合)[^但却。]{4,}[，、]$",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[^,;:。，；：、.!?！？()（）\n]+(?:\.\d[^,;:。，；：、.!?！？()（）\n]*)*")


@dataclass(frozen=True, slots=True)
class _Move:
    """Something that rises or falls.

    Attributes:
        up: Whether it rises.
        what: The numbers of the objects it is said of; the last is the one that is meant.
    """

    up: bool
    what: tuple[int, ...]
    word: str
    start: int

    @property
    def good(self) -> bool | None:
        """Whether that is good news; None where one cannot say."""
        worth = OBJECTS[self.what[-1]][0] if self.what else 0
        return None if not worth else self.up is (worth > 0)


@dataclass(frozen=True, slots=True)
class Degrees:
    """What a source says of better and worse, up and down.

    Attributes:
        wins: True where something wins, False where it loses.
        moves: (whether it rises, what); None for what is none of the objects.
        news: True where it tells good news, False for bad.
        told: Objects that are spoken of.
        troubled: Those of them that bad news is told of.
        harmed: Whether anything is said to be harmed.
    """

    wins: Said[bool]
    moves: Said[tuple[bool, int | None]]
    news: Said[bool]
    told: frozenset[int]
    troubled: frozenset[int]
    harmed: bool

    @classmethod
    def read(cls, text: str) -> Self:
        """Look for all of it in a source."""
        wins: Said[bool] = Said()
        moves: Said[tuple[bool, int | None]] = Said()
        news: Said[bool] = Said()
        for found in _WINS.find(text):
            wins.add(found.key is not turned(text, found.start), text, found.start)
        for table, loose in ((_MOVES, False), (_LOOSELY, True)):
            for move in _moves(text, table):
                # "Address" and "limited" may praise a method; they are no witnesses against it.
                if not (loose and move.good is False):
                    for what in move.what or (None,):
                        moves.add((move.up, what), text, move.start)
                if move.good is not None and not loose:
                    news.add(move.good, text, move.start)
        for trouble in _BAD.find(text):
            news.add(False, text, trouble.start)
        return cls(
            wins,
            moves,
            news,
            *_spoken_of(text),
            any(not of_others(text, found.start) for found in _HARMED.find(text)),
        )

    def findings(self, sentence: str) -> Iterator[Finding]:
        """Yield every comparison, and whether the source says the like or only the opposite."""
        for found in _WINS.find(sentence):
            # Whoever is worse than existing methods is none of them.
            against = OF_OTHERS.search(sentence[found.end : found.end + 12])
            if against or not of_others(sentence, found.start):
                better = found.key is not turned(sentence, found.start)
                yield from self._comparison(found, better=better)
        for move in _moves(sentence, _MOVES):
            if not of_others(sentence, move.start):
                yield from self._move(move, sentence[: move.start])

    def _comparison(self, found: Hit[bool], *, better: bool) -> Iterator[Finding]:
        same, opposed = self.wins.sides(better, not better)
        # Praise in other words is no contradiction; and who is told nothing bad tells nothing bad.
        wrong = opposed and not (better and True in self.news.own)
        if same is not None or wrong or not (better or False in self.news.own):
            yield polarity(found.text, found.start, same)

    def _move(self, move: _Move, before: str) -> Iterator[Finding]:
        for what in move.what or (None,):
            same = self.moves.own.get((move.up, what))
            if same is not None:
                yield polarity(move.word, move.start, same)
                return
        if self._wrong(move, before):
            yield polarity(move.word, move.start, None)

    def _wrong(self, move: _Move, before: str) -> bool:
        if not self.harmed and _HARM.find(move.word):
            return True
        what = move.what[-1] if move.what else None
        said = self.moves.where((move.up, what)) is not None
        opposed = (not move.up, what) in self.moves.own
        if move.good:
            return opposed and not said and not (self.wins.own or True in self.news.own)
        if move.good is None:
            return opposed and not any(
                up is move.up for up, _ in (*self.moves.own, *self.moves.others)
            )
        if opposed:
            return True
        if _STRESSED.search(before):
            return not said
        return (
            not said
            and what not in self.troubled
            and (what in self.told or False not in self.news.own)
        )


def _spoken_of(text: str) -> tuple[frozenset[int], frozenset[int]]:
    told, troubled = set(), set()
    for sentence in re.split(r"(?<=[.!?;])\s", text):
        spoken = set(_objects(sentence))
        told |= spoken
        if spoken and any(
            not of_others(sentence, found.start) for found in _TROUBLE.find(sentence)
        ):
            troubled |= spoken
    return frozenset(told), frozenset(troubled)


def _moves(text: str, table: Vocabulary[bool]) -> Iterator[_Move]:
    """Yield what rises and falls: the object behind the verb, else the one before it."""
    for clause in _CLAUSE.finditer(text):
        words = table.find(clause[0])
        for number, found in enumerate(words):
            before = words[number - 1].end if number else 0
            behind = words[number + 1].start if number + 1 < len(words) else len(clause[0])
            if turned(clause[0], found.start):
                continue
            what = _objects(_PHRASE_END.split(clause[0][found.end : behind][:70])[0])
            what = what or _objects(clause[0][found.end : behind][:40])[:1]
            what = what or _objects(clause[0][before : found.start][-60:])[-1:]
            # What improves an error makes it less.
            less = bool(what) and OBJECTS[what[-1]][0] < 0 and bool(_ITSELF.find(found.text))
            yield _Move(found.key is not less, what, found.text, clause.start() + found.start)


def _objects(text: str) -> tuple[int, ...]:
    """Return the objects in a text; 准确率 is an accuracy and not also a rate."""
    found: list[Hit[int]] = []
    for hit in _OBJECTS.find(text):
        if not found or hit.start >= found[-1].end:
            found.append(hit)
    return tuple(hit.key for hit in found)


_PHRASE_END = re.compile(
    r"\b(?:of|and|or|while|by|for|in|with|on|to|over|compared|than|across|from|without|as|when)\b"
    r"|[与和及、或并且而以]"
)
_OBJECTS = Vocabulary(enumerate(words for _, words in OBJECTS))
_WINS = Vocabulary([(True, BETTER), (False, THAN_OTHERS)])
_MOVES = Vocabulary([(True, UP), (False, DOWN)])
_LOOSELY = Vocabulary([(True, f"{UP}|{HIGH}"), (False, f"{DOWN}|{LOW}")])
_ITSELF = Vocabulary([(None, f"{RELIEF}|{HARM}")])
_HARM = Vocabulary([(None, HARM)])
_HARMED = Vocabulary([(None, HARMED)])
_BAD = Vocabulary([(None, BAD)])
_TROUBLE = Vocabulary([(None, f"{BAD}|{THAN_OTHERS}")])
