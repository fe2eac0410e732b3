"""Signs that join what stands on both sides of them, and are nothing by themselves. Pure.

Persian, Indic scripts and emoji need one between two signs (the zero-width joiner and non-joiner,
https://www.unicode.org/reports/tr31/#Layout_and_Format_Control_Characters); elsewhere they only
hide: a title of nothing else is no title.
"""

import re

JOINERS = "\u200c\u200d"
_LOOSE = re.compile(rf"(?:(?<![^\s{JOINERS}])|(?<=[{JOINERS}]))[{JOINERS}]+")


def joined(text: str) -> str:
    """Take out those that begin a word, and of several in a row all but the first."""
    return text if text.isascii() else _LOOSE.sub("", text)
