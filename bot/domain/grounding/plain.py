"""One spelling for what people write in many: digits of any script, full-width forms, quotes.

Every character stays in its place, so that a position here is a position in the text.
"""

import sys
import unicodedata
from functools import cache


def plain(text: str) -> str:
    """Write digits as 0-9, full-width letters and signs as ASCII, quotes and dashes plainly."""
    text = text.replace("\\%", " %")
    return text if text.isascii() else text.translate(_table())


@cache
def _table() -> dict[int, str]:
    table = {each: chr(each - 0xFEE0) for each in range(0xFF01, 0xFF5F)}
    for each in range(128, sys.maxunicode + 1):
        # Superscripts are digits to `isdigit` but no decimals: they stay, x² is not x2.
        if chr(each).isdecimal():
            table[each] = str(unicodedata.decimal(chr(each)))
    table |= dict.fromkeys(map(ord, "\u00a0\u2007\u2009\u202f\u3000"), " ")
    table |= dict.fromkeys(map(ord, "“”„«»「」『』"), '"') | dict.fromkeys(map(ord, "‘’"), "'")
    return table | dict.fromkeys(map(ord, "−‐‑‒–﹣"), "-") | {ord("〜"): "~", ord("∼"): "~"}


def chinese(text: str) -> bool:
    """Whether a text is Chinese, names in Latin letters aside."""
    return sum("\u4e00" <= char <= "\u9fff" for char in text) * 5 > len(text)
