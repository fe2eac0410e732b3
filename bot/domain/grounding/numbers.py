"""Every figure in a text, by its value: 1,200, 1.2k, 1.2 thousand and 0.12万 are one."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Final, Self

from bot.domain.grounding import words
from bot.domain.grounding.counted import counted
from bot.domain.grounding.units import PERCENT, RATIO, unit_at

_SUPERSCRIPT: Final = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+")
_NUMBER = re.compile(
    r"(?<![A-Za-z\d_])(?<!(?<!\d)[A-Za-z]-)(?<!\d[.,])"
    r"(?P<digits>\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?|(?<![\d\w.])\.\d+)"
    r"(?:e(?P<e>[-+]?\d{1,3})(?![\w.])"
    r"|(?:\s?[×x*·]\s?10\s?(?:\^\{?(?P<ten>[-+]?\d{1,3})\}?|(?P<super>[⁻⁺]?[⁰¹²³⁴-⁹]{1,3})))"
    r"|\^\{?(?P<power>[-+]?\d{1,3})\}?|(?P<raised>[⁻⁺]?[⁰¹²³⁴-⁹]{1,3}))?"
)
_SCALE = re.compile(
    r"\s?(?P<word>hundred|thousand|million|billion|trillion)(?![a-z])"
    r"|\s?(?P<letter>[kKMBT])(?![A-Za-z0-9])|[多余]?(?P<chinese>[十百千]?[万亿]|[百千])(?!分)"
)
_WORDS: Final = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
_LETTERS: Final = {"k": 1e3, "K": 1e3, "M": 1e6, "B": 1e9, "T": 1e12}
_ABOUT = re.compile(
    r"(?:(?P<about>about|around|roughly|approximately|approx\.|some|~|≈|约|大约)|"
    r"nearly|almost|over|more than|above|at least|exceed\w*|less than|fewer than|under|below|"
    r"within|"
    r">|<|≥|≤|近|接近|超过|超|逾|至少|不足|不到|低于|高于|大于|小于)\s?$",
    re.IGNORECASE,
)
_ABOUT_AFTER = re.compile(r"\s?(?:(?P<about>左右|上下)|\+|以上|以下|以内|[多余](?![少种]))")
_YEAR = re.compile(r"(?:19|20)\d\d(?!\d)")
_FUNCTION_WORD = re.compile(
    r"\s*(?:$|[^\s\w]|\d|(?:on|in|for|at|with|over|than|compared|to|and|or|of|from|by|vs|as|when|while|"
    r"respectively)\b)"
)
_SCORE = re.compile(r"\s*(?:points?|accuracy|mAP|AP|F1|BLEU|IoU|mIoU|AUC|recall|precision)\b")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as it stands in a text.

    Attributes:
        value: In base units: 1.2 million is 1,200,000, 30 ms is 0.03 s; percent are not divided.
        step: What its last digit is worth, in the same measure.
        rough: The same, were its trailing zeros mere rounding.
        dimension: What its unit measures; None without a unit.
        shown: Its value without the unit, as a number without one would stand.
        about: How far off it may be, of what its last digit is worth: "about" is half of it to both
            sides, "over" all of it; 0 without such a word.
        spelled: Whether it is in words.
        bare: Whether nothing follows that it counts, so that its unit may stand elsewhere.
        score: Whether the name of a score follows, which may be in percent.
        counts: What it counts.
    """

    value: float
    step: float
    rough: float
    dimension: str | None
    shown: float
    start: int
    end: int
    about: float = 0.0
    spelled: bool = False
    bare: bool = False
    score: bool = False
    counts: tuple[str, ...] = ()


def figures(text: str) -> Iterator[tuple[Figure, ...]]:
    """Yield each number in digits, with every way it can be read: 4K is 4,000 and 4 kelvin."""
    for found in _NUMBER.finditer(text):
        readings = tuple(_readings(text, found))
        if readings:
            yield readings


def _readings(text: str, found: re.Match[str]) -> Iterator[Figure]:
    written = found["digits"].replace(",", "")
    power = found["e"] or found["ten"] or (found["super"] or "").translate(_SUPERSCRIPT)
    raised = found["power"] or (found["raised"] or "").translate(_SUPERSCRIPT)
    end = found.end()
    if raised and written == "10":
        times, value, step = 1.0, 10.0 ** int(raised), 0.0
    else:
        end = end if power else found.end("digits")
        times, value, step = 10.0 ** int(power or 0), float(written), _step(written)
    about = _about(_ABOUT.search(text[max(0, found.start() - 16) : found.start()]))
    about = about or _about(_ABOUT_AFTER.match(text, end))
    scales = [(times, end)]
    scale = _SCALE.match(text, end)
    if scale:
        scales.insert(0, (times * _scale(scale), scale.end()))
    for factor, behind in scales:
        # A lone letter may be a scale or a unit; a word is a scale and nothing else.
        unit = unit_at(text, behind)
        if unit and unit[0] == "time" and _YEAR.fullmatch(written):
            unit = None
        if scale and factor == times and not unit:
            continue
        dimension, size, stop = unit or (None, 1.0, behind)
        yield Figure(
            value * factor * size,
            step * factor * size,
            (_rough(written) if step else 0.0) * factor * size,
            dimension,
            value * factor,
            found.start(),
            stop,
            about or _about(_ABOUT_AFTER.match(text, stop)),
            bare=unit is None and bool(_FUNCTION_WORD.match(text, behind)),
            score=unit is None and bool(_SCORE.match(text, behind)),
            counts=() if unit else tuple(counted(text, behind)),
        )


def _scale(found: re.Match[str]) -> float:
    if found["chinese"]:
        return words.chinese_value(found["chinese"])
    return _WORDS[found["word"]] if found["word"] else _LETTERS[found["letter"]]


def _about(hedge: re.Match[str] | None) -> float:
    return 0.0 if hedge is None else 0.5 if hedge["about"] else 1.0


def _step(written: str) -> float:
    return 10.0 ** -len(written.partition(".")[2])


def _rough(written: str) -> float:
    whole, _, part = written.partition(".")
    return _step(written) if part else 10.0 ** (len(whole) - len(whole.rstrip("0")))


def spelled(text: str, *, claimed: bool) -> Iterator[Figure]:
    """Yield each number in words.

    Args:
        text: What is read.
        claimed: Only what plainly counts; else also words such as "both" that may bear a claim out.
    """
    found = [*words.english(text), *words.chinese(text)]
    for each in found if claimed else [*found, *words.meant(text)]:
        unit = unit_at(text, each.end)
        dimension, size, end = unit or (None, 1.0, each.end)
        part = each.value < 1
        yield Figure(
            each.value * (100 if part else size),
            0.0,
            0.0,
            PERCENT if part else dimension,
            each.value,
            each.start,
            end,
            spelled=True,
            bare=unit is None,
            counts=() if unit else tuple(counted(text, each.end)),
        )


@dataclass(frozen=True, slots=True)
class Figures:
    """All figures of a source, to look claims up in."""

    by_value: tuple[tuple[float, Figure], ...]
    by_shown: tuple[tuple[float, Figure], ...]
    counted: dict[str, frozenset[float]]

    @classmethod
    def read(cls, text: str) -> Self:
        """Read every figure of a text, in digits and in words."""
        every = [each for readings in figures(text) for each in readings]
        every += spelled(text, claimed=False)
        things = {thing for each in every for thing in each.counts}
        return cls(
            tuple(sorted(((each.value, each) for each in every), key=_first)),
            tuple(sorted(((each.shown, each) for each in every), key=_first)),
            {
                thing: frozenset(each.value for each in every if thing in each.counts)
                for thing in things
            },
        )

    def find(self, readings: tuple[Figure, ...]) -> Figure | None:
        """Find the figure that bears a claim out, in any of its readings."""
        for claim in readings:
            found = self._same(claim) or self._kin(claim)
            if found:
                return None if self.denied(claim) else found
        return None

    def denied(self, claim: Figure) -> bool:
        """Return whether the source counts the same things, and never to this number."""
        if claim.value >= 100 or claim.value % 1:
            return False
        for thing in claim.counts[-1:]:
            there = self.counted.get(thing, ())
            if there and not any(close(claim, claim.value, value) for value in there):
                return True
        return False

    def _same(self, claim: Figure) -> Figure | None:
        return next(
            (
                each
                for each in _near(self.by_value, claim, claim.value)
                if each.dimension == claim.dimension and close(claim, claim.value, each.value)
            ),
            None,
        )

    def _kin(self, claim: Figure) -> Figure | None:
        """Find a figure whose unit is left unsaid, here or there, or said in another way."""
        if claim.dimension in (PERCENT, RATIO):
            parts = 1 / 100 if claim.dimension == PERCENT else 100.0
            wanted = (None,) if claim.dimension == PERCENT else (PERCENT,)
            for each in _near(self.by_shown, claim, claim.value * parts):
                fits = each.dimension in wanted and (each.dimension or each.shown < 1)
                if fits and close(claim, claim.value, each.shown / parts):
                    return each
        alike = [
            each
            for each in _near(self.by_shown, claim, claim.shown)
            if close(claim, claim.shown, each.shown, size=_size(claim))
        ]
        if claim.dimension is None:
            return next(filter(partial(_may_count, claim), alike), None) or self._fraction(claim)
        if any(each.dimension for each in alike):
            return None
        return next(
            (each for each in alike if each.bare or (each.score and claim.dimension == PERCENT)),
            None,
        )

    def _fraction(self, claim: Figure) -> Figure | None:
        if not 0 < claim.value < 1:
            return None
        return next(
            (
                each
                for each in _near(self.by_shown, claim, claim.value * 100)
                if each.dimension == PERCENT and close(claim, claim.value, each.shown / 100)
            ),
            None,
        )


def _may_count(claim: Figure, there: Figure) -> bool:
    """Whether a number without a unit may be one that has a unit in the source."""
    if there.dimension is None or claim.spelled:
        return there.dimension is None
    small = claim.value < 10 and claim.step >= 1
    exact = bool(claim.about) or claim.shown == there.shown
    return exact and not (small and there.dimension == PERCENT)


def _size(claim: Figure) -> float:
    return claim.shown / claim.value if claim.value else 1.0


def close(claim: Figure, wanted: float, there: float, *, size: float = 1.0) -> bool:
    """Whether a claim is what stands there, rounded no further than it says."""
    off = abs(wanted - there)
    if off <= 1e-9 * max(abs(wanted), abs(there)):
        return True
    largest = max(abs(there), 1e-12)
    if claim.about:
        return off < claim.rough * size * claim.about + 1e-9 and off / largest <= 0.12
    return off <= claim.step * size / 2 * (1 + 1e-9) and off / largest <= 0.05


def _near(
    figures: tuple[tuple[float, Figure], ...], claim: Figure, wanted: float
) -> Iterator[Figure]:
    reach = abs(wanted) * (0.15 if claim.about else 0.06) + 1e-12
    for value, each in figures[bisect_left(figures, wanted - reach, key=_first) :]:
        if value > wanted + reach:
            return
        yield each


def _first(pair: tuple[float, Figure]) -> float:
    return pair[0]
