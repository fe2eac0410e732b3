"""Numbers that are spelled out, in English and Chinese."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

_ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
_ONES += " fifteen sixteen seventeen eighteen nineteen"
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_VALUES: Final = {
    **{word: n for n, word in enumerate(_ONES.split())},
    **{word: 10 * n for n, word in enumerate(_TENS.split(), 2)},
    "dozen": 12,
}
_LARGE: Final = {"hundred": 100, "thousand": 1_000, "million": 10**6, "billion": 10**9}
_WORD = "|".join(sorted({*_VALUES, *_LARGE}, key=len, reverse=True))
_ENGLISH = re.compile(rf"\b(?:{_WORD})(?:(?:[ -]|[ -]and[ -])(?:{_WORD}))*\b", re.IGNORECASE)

# What is a number without being a numeral.
_MEANT: Final = {
    2: r"twice|twofold|doubl(?:e[ds]?|ing)|both|pairs?|pairwise|dual|binary|bi-?\w+|couple|"
    r"second|两者",
    3: r"thrice|threefold|tripl(?:e[ds]?|ing|ets?)|third|tri-?\w+",
    4: r"fourfold|quadrupl\w+|fourth|quad\w*",
    0.5: r"half|halv(?:e[ds]?|ing)|一半|减半",
    1 / 3: r"one[- ]third|a third|三分之一",
    2 / 3: r"two[- ]thirds",
    0.25: r"one[- ]quarter|a quarter",
    0.75: r"three[- ]quarters",
}
_MEANINGS = re.compile(
    "|".join(
        rf"(?P<m{n}>\b(?:{words})\b)" if n >= 2 else rf"(?P<m{n}>{words})"
        for n, words in enumerate(_MEANT.values())
    ),
    re.IGNORECASE,
)
_MEANING = dict(enumerate(_MEANT))

_DIGIT = {char: n for n, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_TEN = {"十": 10, "百": 100, "千": 1_000}
_MYRIAD = {"万": 10**4, "亿": 10**8}
_CHINESE = r"[一二两三四五六七八九十][零〇一二两三四五六七八九十百千万亿]*"
_PARTS = re.compile(
    rf"(?P<whole>百|{_CHINESE})分之(?P<part>{_CHINESE})(?:点(?P<more>[零一二三四五六七八九]+))?"
)
_COUNTED = re.compile(
    rf"(?<![第之每另几数上]){_CHINESE}(?:多|余)?(?=个|种|项|类|阶段|步|层|倍|名|篇|组|套|"
    r"条|张|台|年|天|小时|分钟|秒|门|轮|部分|方面|大|款|份|位|家|幅|段|批|代|折|数据集|基准|任务|模块|模型)"
)


@dataclass(frozen=True, slots=True)
class Spelled:
    """A number in words: its value and its place."""

    value: float
    start: int
    end: int


def english(text: str) -> Iterator[Spelled]:
    """Yield the numerals that are spelled out in English, "twenty-five" and "two million"."""
    for found in _ENGLISH.finditer(text):
        words = re.findall(r"[a-z]+", found[0].lower())
        if any(word in _VALUES for word in words) or len(words) > 1:
            yield Spelled(_english_value(words), found.start(), found.end())


def meant(text: str) -> Iterator[Spelled]:
    """Yield words that say a number without a numeral: "both" is two, "halved" a half."""
    for found in _MEANINGS.finditer(text):
        yield Spelled(_MEANING[int((found.lastgroup or "m0")[1:])], found.start(), found.end())


def chinese(text: str) -> Iterator[Spelled]:
    """Yield the Chinese numerals that count something, 十二个, and parts, 百分之五."""
    for found in _PARTS.finditer(text):
        whole = 100 if found["whole"] == "百" else chinese_value(found["whole"])
        part = chinese_value(found["part"])
        if found["more"]:
            part += float("0." + "".join(str(_DIGIT[char]) for char in found["more"]))
        yield Spelled(part / whole, found.start(), found.end())
    for found in _COUNTED.finditer(text):
        yield Spelled(chinese_value(found[0].rstrip("多余")), found.start(), found.end())


def chinese_value(numeral: str) -> float:
    """Read a Chinese numeral: 十二 is 12, 三百万 is 3,000,000."""
    total, section, digit = 0, 0, 0
    for char in numeral:
        if char in _DIGIT:
            digit = digit * 10 + _DIGIT[char] if digit else _DIGIT[char]
        elif char in _TEN:
            section, digit = section + (digit or 1) * _TEN[char], 0
        else:
            total, section, digit = (total + section + digit or 1) * _MYRIAD[char], 0, 0
    return total + section + digit


def _english_value(words: list[str]) -> float:
    total, section = 0, 0
    for word in words:
        if word in _VALUES:
            section = section * 12 if word == "dozen" and section else section + _VALUES[word]
        elif word == "hundred":
            section = (section or 1) * 100
        elif word in _LARGE:
            total, section = total + (section or 1) * _LARGE[word], 0
    return total + section
