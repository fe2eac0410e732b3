"""ROUGE F1 as papers report it: words in lower case, stemmed when longer than three letters.

The stemmer is Porter's (An algorithm for suffix stripping, 1980) with the few changes that the
usual Python scorer has: two-letter bases before `ies` and `ied`, `y` behind a consonant only,
`fulli`, `logi`, `alli` before the rest, and a dozen words by heart.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

_HEART = {
    form: word
    for word, forms in {
        "sky": "sky skies", "die": "dying", "lie": "lying", "tie": "tying", "news": "news",
        "inning": "innings inning", "outing": "outings outing", "canning": "cannings canning",
        "howe": "howe", "proceed": "proceed", "exceed": "exceed", "succeed": "succeed",
    }.items()
    for form in forms.split()
}  # fmt: skip
_SECOND = (
    ("ational", "ate"), ("tional", "tion"), ("enci", "ence"), ("anci", "ance"), ("izer", "ize"),
    ("bli", "ble"), ("alli", "al"), ("entli", "ent"), ("eli", "e"), ("ousli", "ous"),
    ("ization", "ize"), ("ation", "ate"), ("ator", "ate"), ("alism", "al"), ("iveness", "ive"),
    ("fulness", "ful"), ("ousness", "ous"), ("aliti", "al"), ("iviti", "ive"), ("biliti", "ble"),
    ("fulli", "ful"),
)  # fmt: skip
_THIRD = (
    ("icate", "ic"), ("ative", ""), ("alize", "al"), ("iciti", "ic"), ("ical", "ic"), ("ful", ""),
    ("ness", ""),
)  # fmt: skip
_FOURTH = (
    "al", "ance", "ence", "er", "ic", "able", "ible", "ant", "ement", "ment",
    "ent", "ion", "ou", "ism", "ate", "iti", "ous", "ive", "ize",
)  # fmt: skip


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """Return the stem of a word in lower case."""
    if word in _HEART:
        return _HEART[word]
    if len(word) < 3:
        return word
    return _tidy(_fourth(_third(_second(_endings(_plural(word))))))


def _shape(word: str) -> str:
    """Spell a word in c and v: y is a vowel behind a consonant."""
    shape = ""
    for place, letter in enumerate(word):
        vowel = letter in "aeiou" or (letter == "y" and place > 0 and shape[-1] == "c")
        shape += "v" if vowel else "c"
    return shape


def _measure(base: str) -> int:
    return len(re.findall("v+c+", _shape(base)))


def _short(base: str) -> bool:
    shape = _shape(base)
    if shape.endswith("cvc"):
        return base[-1] not in "wxy"
    return len(base) == 2 and shape == "vc"


def _plural(word: str) -> str:
    if word.endswith("ies") and len(word) == 4:
        return word[:-1]
    for ending, by in (("sses", "ss"), ("ies", "i"), ("ss", "ss"), ("s", "")):
        if word.endswith(ending):
            return word.removesuffix(ending) + by
    return word


def _endings(word: str) -> str:
    """Take off -ed and -ing, and make a final y an i."""
    if word.endswith("ied"):
        word = word[:-1] if len(word) == 4 else word[:-2]
    elif word.endswith("eed"):
        word = word[:-1] if _measure(word[:-3]) else word
    else:
        for ending in ("ed", "ing"):
            base = word.removesuffix(ending)
            if base != word and "v" in _shape(base):
                word = _mended(base)
                break
    if word.endswith("y") and len(word) > 2 and _shape(word)[-2] == "c":
        word = word[:-1] + "i"
    return word


def _mended(base: str) -> str:
    if base.endswith(("at", "bl", "iz")):
        return base + "e"
    if len(base) > 1 and base[-1] == base[-2] and _shape(base)[-1] == "c":
        return base if base[-1] in "lsz" else base[:-1]
    return base + "e" if _measure(base) == 1 and _short(base) else base


def _second(word: str) -> str:
    if word.endswith("alli") and _measure(word[:-4]):
        return _second(word[:-2])
    if word.endswith("logi") and _measure(word[:-3]):
        return word[:-1]
    return _swapped(word, _SECOND)


def _third(word: str) -> str:
    return _swapped(word, _THIRD)


def _swapped(word: str, table: Iterable[tuple[str, str]]) -> str:
    for ending, by in table:
        if word.endswith(ending):
            base = word.removesuffix(ending)
            return base + by if _measure(base) else word
    return word


def _fourth(word: str) -> str:
    for ending in _FOURTH:
        if word.endswith(ending):
            base = word.removesuffix(ending)
            long = _measure(base) > 1 and (ending != "ion" or base[-1] in "st")
            return base if long else word
    return word


def _tidy(word: str) -> str:
    base = word.removesuffix("e")
    if base != word and (_measure(base) > 1 or (_measure(base) == 1 and not _short(base))):
        word = base
    return word[:-1] if word.endswith("ll") and _measure(word[:-1]) > 1 else word


@dataclass(frozen=True, slots=True)
class Rouge:
    """ROUGE-1, ROUGE-2 and ROUGE-L, each from 0 to 1."""

    one: float
    two: float
    long: float


@lru_cache(maxsize=100_000)
def words(text: str) -> tuple[str, ...]:
    """List the words that are compared."""
    found = re.findall(r"[a-z0-9]+", text.lower())
    return tuple(stem(word) if len(word) > 3 else word for word in found)


def overlap(ours: Sequence[str], theirs: Sequence[str]) -> float:
    """Return ROUGE-1 of two lists of words."""
    common = (Counter(ours) & Counter(theirs)).total()
    return 2 * common / max(1, len(ours) + len(theirs))


def rouge(text: str, references: Iterable[str]) -> Rouge:
    """Score a text against the reference it has most words in common with."""
    ours = words(text)
    theirs = max(map(words, references), key=lambda each: overlap(ours, each))
    both = max(1, len(ours) + len(theirs))
    pairs, others = (Counter(pairwise(each)) for each in (ours, theirs))
    twos = max(1, pairs.total() + others.total())
    return Rouge(
        overlap(ours, theirs),
        2 * (pairs & others).total() / twos,
        2 * _longest(ours, theirs) / both,
    )


def _longest(ours: Sequence[str], theirs: Sequence[str]) -> int:
    """Return the length of the longest common subsequence."""
    row = [0] * (len(theirs) + 1)
    for word in ours:
        before = row
        row = [0]
        for place, other in enumerate(theirs):
            row.append(before[place] + 1 if word == other else max(row[-1], before[place + 1]))
    return row[-1]
