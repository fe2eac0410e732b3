"""Better and worse, up and down: who wins, and what rises or falls."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self

from bot.domain.grounding.claims import Finding
from bot.domain.grounding.opposing import (
    OF_OTHERS,
    SOLVED,
    Said,
    background,
    of_means,
    of_others,
    polarity,
    turned,
)
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
from bot.domain.grounding.plain import chinese
from bot.domain.grounding.vocabulary import Hit, Vocabulary

_STRESSED = re.compile(
    r"(?:显著|有效|大幅|明显|极大|从而|进而|旨在|聚焦于|致力于|可以|能够|[以来能]|"
    r"significantly|substantially|effectively|greatly|notably|thereby|\bto)地?\s*$"
    r"|(?:提出|通过|引入|利用|结合)[^但却。]{4,}[，、]$",
    re.IGNORECASE,
)
_SLIGHT = re.compile(
    r"(?:仅|只|轻微|略微?|稍微?|小幅|少量)(?:地|会)?$|\b(?:slight|marginal|minor)(?:ly)? $"
)
_PRAISED = re.compile(r"[^，。；,]{0,30}方面的?(?:有效性|优势|优越性|潜力|作用)")
_TROUBLED = re.compile(r"的?(?:问题|现象|风险|缺陷)")
_CAUSED = re.compile(r"(?:导致|造成|引起|引发|面临|遭受)[^，。；,;]*$")
_CLAUSE = re.compile(r"[^,;:。，；：.!?！？()（）\n]+(?:\.\d[^,;:。，；：.!?！？()（）\n]*)*")


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
        harmed: Objects that the paper's own work or findings harm; None for anything at all.
    """

    wins: Said[bool]
    moves: Said[tuple[bool, int | None]]
    news: Said[bool]
    told: frozenset[int]
    troubled: frozenset[int]
    harmed: frozenset[int | None]

    @classmethod
    def read(cls, text: str) -> Self:
        """Look for all of it in a source."""
        ours = background(text)
        wins: Said[bool] = Said()
        moves: Said[tuple[bool, int | None]] = Said(ours)
        news: Said[bool] = Said(ours)
        for found in _WINS.find(text):
            wins.add(found.key is not turned(text, found.start), text, found.start)
        for table, loose in ((_MOVES, False), (_LOOSELY, True)):
            for move in _moves(text, table):
                # "Address" and "limited" may praise a method; they are no witnesses against it.
                if not (loose and move.good is False):
                    for what in move.what or (() if loose else (None,)):
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
            _harmed(text, ours),
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
            if self._misplaced(move, sentence):
                yield polarity(move.word, move.start, None)
            elif not of_others(sentence, move.start):
                yield from self._move(move, sentence)

    def _misplaced(self, move: _Move, sentence: str) -> bool:
        """Whether good news is told as trouble, where the source tells the trouble."""
        what = move.what[-1] if move.what else None
        if not move.good or (not move.up, what) not in {*self.moves.own, *self.moves.others}:
            return False
        if _TROUBLED.match(sentence, move.start + len(move.word)):
            return True
        caused = _CAUSED.search(sentence[: move.start])
        return caused is not None and (move.up, what) not in self.moves.others

    def _comparison(self, found: Hit[bool], *, better: bool) -> Iterator[Finding]:
        same, opposed = self.wins.sides(better, not better)
        # Praise in other words is no contradiction; and who is told nothing bad tells nothing bad.
        wrong = opposed and not (better and True in self.news.own)
        if same is not None or wrong or not (better or False in self.news.own):
            yield polarity(found.text, found.start, same)

    def _move(self, move: _Move, sentence: str) -> Iterator[Finding]:
        harm = bool(_HARM.find(move.word))
        said = [
            self.moves.own.get((move.up, what))
            for what in move.what or (None,)
            if not harm or what in self.harmed
        ]
        doubtful = move.good is False and of_means(sentence, move.start)
        if said and (all if doubtful else any)(place is not None for place in said):
            yield polarity(move.word, move.start, next(filter(None, said), 0))
            return
        if self._wrong(move, sentence):
            yield polarity(move.word, move.start, None)

    def _wrong(self, move: _Move, sentence: str) -> bool:
        before, what = sentence[: move.start], move.what[-1] if move.what else None
        if what not in self.harmed and _HARM.find(move.word):
            return not SOLVED.search(before)
        said = self.moves.where((move.up, what)) is not None
        opposed = (not move.up, what) in self.moves.own
        if move.good:
            return opposed and not said and not (self.wins.own or True in self.news.own)
        if move.good is None or opposed:
            return opposed and move.good is False
        if _SLIGHT.search(before):
            return False
        # What a method is for is good news, or the source says otherwise of the paper's own work.
        for_good = chinese(sentence) and of_means(sentence, move.start)
        if for_good or _PRAISED.match(sentence, move.start):
            return True
        if _STRESSED.search(before):
            return not said
        return (
            not said
            and what not in self.troubled
            and (what in self.told or False not in self.news.own)
        )


def _harmed(text: str, ours: int) -> frozenset[int | None]:
    harmed: set[int | None] = set()
    place = 0
    for sentence in re.split(r"(?<=[.!?;])\s", text):
        place = text.index(sentence, place)
        for found in _HARMED.find(sentence):
            if place >= ours and not of_others(sentence, found.start):
                harmed |= {None, *_objects(sentence)}
    return frozenset(harmed)


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
            after = clause[0][found.end : behind]
            what = _meant(after)
            if what is None:
                what = _objects(ASIDE.sub("", clause[0][before : found.start])[-60:])[-1:]
            # What improves an error makes it less.
            less = bool(what) and OBJECTS[what[-1]][0] < 0 and bool(_ITSELF.find(found.text))
            yield _Move(found.key is not less, what, found.text, clause.start() + found.start)


def _objects(text: str) -> tuple[int, ...]:
    """Return the numbers of the objects in a text."""
    return tuple(hit.key for hit in _objects_in(text))


def _objects_in(text: str) -> list[Hit[int]]:
    """Return the objects in a text; 准确率 is an accuracy and not also a rate."""
    found: list[Hit[int]] = []
    for hit in _OBJECTS.find(text):
        if not found or hit.start >= found[-1].end:
            found.append(hit)
    return found


def _meant(behind: str) -> tuple[int, ...] | None:
    """Return the objects behind a verb; None where there are none to be found.

    A Chinese word that goes on behind an object is what is meant, and known to nobody.
    """
    han = chinese(behind)
    phrase = (_HAN_END if han else PHRASE_END).split(behind[:70])[0]
    hits = _objects_in(phrase)
    if not hits and not han:
        phrase = behind[:40]
        hits = _objects_in(phrase)[:1]
    if not hits:
        return None
    if _HEAD.match(phrase, hits[-1].end):
        return ()
    return tuple(hit.key for hit in hits)


_HEAD = re.compile(
    r"(?![了的地]?(?:同时|前提|情况|条件|方面|表现|水平|程度|[上中下时达约近超至到高最也仍均且即可]|$))"
    r"[了的地]?[\u4e00-\u9fff]"
)
"""Goes on behind an object: 质量损失 is a loss and no quality."""
ASIDE = re.compile(r"^.*(?:前提下?|同时|情况下|基础上)")
_HAN_END = re.compile(r"(?<=[\u4e00-\u9fff])(?:[并且而以]|方面)")
PHRASE_END = re.compile(
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
