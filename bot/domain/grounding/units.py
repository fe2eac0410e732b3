"""Units of measurement: which measure the same thing, and how large each is."""

import re
from types import MappingProxyType
from typing import Final

PERCENT: Final = "percent"
RATIO: Final = "ratio"

_PREFIXES = {"n": 1e-9, "µ": 1e-6, "μ": 1e-6, "u": 1e-6, "m": 1e-3, "": 1.0, "k": 1e3, "M": 1e6,
             "G": 1e9, "T": 1e12, "P": 1e15}  # fmt: skip
_WITH_PREFIXES = (
    ("s", "time", "nµμum"), ("Hz", "frequency", "mkMGT"), ("eV", "energy", "mkMGTP"),
    ("m", "length", "nµμumk"), ("W", "power", "mkMG"), ("V", "voltage", "mk"),
    ("g", "mass", "µμmk"), ("Pa", "pressure", "kMG"), ("J", "heat", "mkM"),
    ("B", "bytes", "kMGTP"), ("bps", "rate", "kMGT"), ("pc", "distance", "kMG"),
)  # fmt: skip
_WORDS: dict[str, tuple[str, float]] = {
    "%|percent|per cent|pct|percentage points?|pp|个百分点|百分点": (PERCENT, 1),
    r"x(?!\s?\d)|×(?!\s?\d)|times|fold|倍": (RATIO, 1),
    "nanoseconds?|纳秒": ("time", 1e-9),
    "microseconds?|微秒": ("time", 1e-6),
    "milliseconds?|msec|毫秒": ("time", 1e-3),
    "s|secs?|seconds?|秒钟?": ("time", 1),
    "mins?|minutes?|分钟": ("time", 60),
    "h|hrs?|hours?|个?小时": ("time", 3600),
    "days?|天": ("time", 86_400),
    "weeks?|周|个星期": ("time", 604_800),
    "months?|个月": ("time", 2_629_746),
    "years?|年": ("time", 31_556_952),
    "bytes?|字节": ("bytes", 1),
    "KB|KiB": ("bytes", 1e3),
    "MiB": ("bytes", 1e6),
    "GiB": ("bytes", 1e9),
    "TiB": ("bytes", 1e12),
    "bits?|比特": ("bits", 1),
    "Hz|赫兹|赫": ("frequency", 1),
    "千赫兹?": ("frequency", 1e3),
    "兆赫兹?": ("frequency", 1e6),
    "吉赫兹?": ("frequency", 1e9),
    "fps|FPS|frames per second|帧/秒|帧每秒": ("frames", 1),
    "纳米|nanomet(?:er|re)s?": ("length", 1e-9),
    "微米|micromet(?:er|re)s?|microns?": ("length", 1e-6),
    "毫米|millimet(?:er|re)s?": ("length", 1e-3),
    "cm|厘米|centimet(?:er|re)s?": ("length", 1e-2),
    "m|米|met(?:er|re)s?": ("length", 1),
    "公里|千米|kilomet(?:er|re)s?": ("length", 1e3),
    "g|克|grams?": ("mass", 1),
    "毫克": ("mass", 1e-3),
    "公斤|千克|kilograms?": ("mass", 1e3),
    "eV|电子伏特?": ("energy", 1),
    "W|瓦特?|watts?": ("power", 1),
    "千瓦": ("power", 1e3),
    "兆瓦": ("power", 1e6),
    "V|伏特?|volts?": ("voltage", 1),
    "mK": ("temperature", 1e-3),
    "K|kelvins?|开尔文": ("temperature", 1),
    "°C|℃|degrees? Celsius|摄氏度": ("Celsius", 1),
    "°|degrees?": ("angle", 1),
    "dB|decibels?|分贝": ("decibel", 1),
}


def _every() -> dict[str, tuple[str, float]]:
    every = {
        prefix + name: (dimension, _PREFIXES[prefix])
        for name, dimension, prefixes in _WITH_PREFIXES
        for prefix in prefixes
    }
    every["KHz"] = ("frequency", 1e3)
    return every


_NAMES = _every()
_GROUPS = [*_NAMES.items(), *_WORDS.items()]
_KNOWN = MappingProxyType({f"u{place}": meant for place, (_, meant) in enumerate(_GROUPS)})
_UNIT = re.compile(
    r"(?:\s?-?)(?:"
    + "|".join(
        f"(?P<u{place}>{names})"
        for place, (names, _) in sorted(
            enumerate(_GROUPS), key=lambda each: -max(map(len, each[1][0].split("|")))
        )
    )
    # A letter behind a Latin unit makes it another word; behind 毫秒 or % it does not.
    + r")(?:(?<=[%°℃×\u4e00-\u9fff])|(?![A-Za-z0-9]))"
)


def unit_at(text: str, place: int) -> tuple[str, float, int] | None:
    """Read the unit that stands at `place`, behind a number.

    Returns:
        What it measures, how many of the base unit it is, and where it ends.
    """
    found = _UNIT.match(text, place)
    if not found or not found.lastgroup:
        return None
    dimension, factor = _KNOWN[found.lastgroup]
    return dimension, factor, found.end()
