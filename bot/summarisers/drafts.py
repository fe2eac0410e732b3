"""What can be used of a model's answer: every line of it looked up, cut and counted."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from bot.domain.grounding import Source, check
from bot.domain.sentences import join, split
from bot.domain.summaries import LIMITS, LINE_LIMIT, MOST_LINES, Aspect, Basis, Order, Part
from bot.summarisers.answers import objects
from bot.summarisers.scripts import named, written_in
from bot.summarisers.shapes import LINES, LISTS, STRONG, TEXT, aspects
from bot.summarisers.tidying import idiomatic, tidy, visible
from bot.summarisers.unfit import Secret, faults

_MANY: Final = 12
"""Sentences that are named to the model."""

_CLAIMS: Final = 4
_NAMED: Final = 80
_QUOTED: Final = 160
"""Claims of each, and characters of a claim and of a sentence."""

_LINES: Final = 3
_FEW: Final = 5
"""Points that takeaways have at least, where there is a full text to take them from."""

_KEYWORD: Final = 40
_PHRASE: Final = (2, 80)
"""Characters of a keyword at most; of a key phrase."""

_INSTEAD: Final = (Aspect.POINTS, Aspect.CONTRIBUTIONS, Aspect.SIGNIFICANCE, Aspect.METHOD)
"""Whose first line can stand for the text."""


@dataclass(frozen=True, slots=True)
class Passage:
    """One field of an answer, as far as it can be used.

    Attributes:
        found: Of the figures that the model gave, how many the paper has.
        counted: How many they were.
    """

    lines: tuple[str, ...] = ()
    strong: tuple[str, ...] = ()
    found: int = 0
    counted: int = 0


@dataclass(frozen=True, slots=True)
class Draft:
    """What can be used of an answer.

    Attributes:
        text: The one line above the parts.
        complaint: What is wrong with the answer, in words for the model; '' for nothing.
    """

    text: Passage
    parts: Mapping[Aspect, Passage] = field(default_factory=dict)
    complaint: str = ""

    @property
    def usable(self) -> bool:
        """Whether it says what was asked for: the line, and something below it if so wished."""
        if not self.parts:
            return bool(self.text.lines)
        return any(part.lines for aspect, part in self.parts.items() if aspect not in LISTS)

    @property
    def figures(self) -> tuple[int, int]:
        """Of all figures that the model gave, how many the paper has, and how many they were."""
        every = (self.text, *self.parts.values())
        return sum(each.found for each in every), sum(each.counted for each in every)

    def over(self, earlier: "Draft") -> "Draft":
        """Return this one, with what only an earlier one has."""
        better = {
            aspect: part
            for aspect, part in self.parts.items()
            if part.lines or aspect not in earlier.parts
        }
        text = self.text if self.text.lines else earlier.text
        return Draft(text, {**earlier.parts, **better}, self.complaint)

    def line(self, most: int) -> str:
        """Return the one line; where it was cut, the first line that can stand for it.

        Args:
            most: Characters that it has at most.
        """
        lines = [*self.text.lines]
        for aspect in _INSTEAD:
            lines += self.parts.get(aspect, Passage()).lines[:1]
        return next(filter(None, (_shortened(each, most) for each in lines)), "")

    def written(self) -> tuple[Part, ...]:
        """Return the parts that have anything to say, in their order."""
        return tuple(
            Part(aspect, part.lines, part.strong)
            for aspect, part in self.parts.items()
            if part.lines
        )


@dataclass(slots=True)
class Examiner:
    """Looks answers up in one paper.

    Args:
        order: What the model was asked for.
        basis: What it was shown of the paper.
        source: The same, to look claims up in.
        told: What it was told beforehand.
    """

    order: Order
    basis: Basis
    source: Source
    told: Secret
    _wrong: list[str] = field(default_factory=list)
    _else: list[str] = field(default_factory=list)

    def examine(self, answer: str) -> Draft:
        """Return what can be used of an answer."""
        self._wrong, self._else = [], []
        found = next((each for each in objects(answer) if isinstance(each.get(TEXT), str)), None)
        if found is None:
            return Draft(Passage(), complaint=f'it holds no JSON object with a "{TEXT}"')
        text = self._text(found[TEXT])
        parts = {aspect: self._part(aspect, found.get(aspect)) for aspect in aspects(self.order)}
        if not text.lines and not self._wrong and not self._else:
            self._else.append(f'"{TEXT}" is empty')
        self._complain_of(parts)
        return Draft(text, parts, self._complaint())

    def _text(self, written: str) -> Passage:
        most = LIMITS[self.order.detail]
        line, _, found, counted = self._line(written)
        if len(line) > most:
            self._else.append(f'"{TEXT}" has {len(line)} characters, {most} are allowed')
            line = _shortened(line, most)
        return Passage((line,) if line else (), (), found, counted)

    def _part(self, aspect: Aspect, given: object) -> Passage:
        most = MOST_LINES.get(aspect, _LINES)
        lines: dict[str, None] = {}
        strong = list(_strings(given, STRONG))
        found = counted = 0
        for written in _apart(aspect, _strings(given, LINES)):
            if len(lines) == most:
                break
            line, bold, right, every = self._line(written, aspect)
            found, counted = found + right, counted + every
            strong += bold
            if line:
                lines[line] = None
        return Passage(tuple(lines), self._strong(strong, tuple(lines)), found, counted)

    def _line(
        self, written: str, aspect: Aspect | None = None
    ) -> tuple[str, Sequence[str], int, int]:
        """Return what of a line can be used, its bold phrases, and its figures: found, counted."""
        language = self.order.language
        line, bold = tidy(written, language)
        if not line:
            return "", (), 0, 0
        report = check(line, self.source)
        kept: list[str] = []
        for sentence in report.sentences:
            if wrong := list(dict.fromkeys(faults(sentence, self.told))):
                claims = ", ".join(_quoted(each, _NAMED) for each in wrong[:_CLAIMS])
                self._wrong.append(f"{claims} in {_quoted(sentence.text, _QUOTED)}")
            elif aspect is not Aspect.KEYWORDS and not written_in(sentence.text, language):
                self._else.append(f"not all of it is in {named(language)}")
            else:
                kept.append(sentence.text + sentence.gap)
        line = " ".join("".join(kept).split())
        found, counted = report.figures
        if aspect is Aspect.KEYWORDS:
            line = line.rstrip(".。") if len(line) <= _KEYWORD else ""
        elif len(line) > LINE_LIMIT and aspect is not None:
            self._else.append(f'a line of "{aspect}" has {len(line)} characters, {LINE_LIMIT} do')
            line = _shortened(line, LINE_LIMIT)
        return line, bold, found, counted

    def _strong(self, phrases: Iterable[str], lines: Sequence[str]) -> tuple[str, ...]:
        """Keep the key phrases that stand in a line just as they are."""
        shortest, longest = _PHRASE
        tidied = (idiomatic(visible(each), self.order.language) for each in phrases)
        kept = (
            each
            for each in dict.fromkeys(tidied)
            if shortest <= len(each) <= longest and any(each in line for line in lines)
        )
        return tuple(kept)[: len(lines) + 1]

    def _complain_of(self, parts: Mapping[Aspect, Passage]) -> None:
        if not parts or self._wrong:
            return
        points = parts.get(Aspect.POINTS)
        if points and len(points.lines) < (_FEW if self.basis is Basis.FULL else 1):
            self._else.append(f'"{Aspect.POINTS}" holds {len(points.lines)} lines')
        elif not any(part.lines for part in parts.values()):
            self._else.append("every list is empty")

    def _complaint(self) -> str:
        said = list(dict.fromkeys(self._else))
        if self._wrong:
            named_ = "; ".join(self._wrong[:_MANY])
            said.insert(0, f"the paper does not say, or you may not: {named_}")
        return "; ".join(said)


def _strings(given: object, name: str) -> Iterator[str]:
    """Yield the strings of a field: a list of them, one alone, or an object with such a list."""
    value: Any = given.get(name) if isinstance(given, dict) else given if name == LINES else None
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for each in value:
            yield from _strings(each, name) if isinstance(each, dict) else _only(each)


def _only(each: object) -> Iterator[str]:
    if isinstance(each, str):
        yield each


def _apart(aspect: Aspect, lines: Iterable[str]) -> Iterator[str]:
    """Yield lines one by one; keywords may all stand in one."""
    for line in lines:
        if aspect is Aspect.KEYWORDS:
            signs = str.maketrans("，、;；", ",,,,")
            yield from line.translate(signs).split(",")
        else:
            yield line


def _shortened(line: str, most: int) -> str:
    """Cut a line at the end of a sentence; '' where its first one is too long."""
    if len(line) <= most:
        return line
    kept: list[str] = []
    for sentence in split(line):
        if len(join([*kept, sentence])) > most:
            break
        kept.append(sentence)
    return join(kept)


def _quoted(text: str, most: int) -> str:
    return json.dumps(text[:most], ensure_ascii=False)
