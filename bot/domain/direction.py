"""Text that runs from right to left, kept from reordering what stands beside it. Pure.

Between two marks a text is ordered by itself (https://www.unicode.org/reports/tr9/, first strong
isolate): without them, a number behind a Hebrew name would be shown before it.
"""

import re

BEGIN, END = "\u2068", "\u2069"
_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_MARKS = re.compile(f"[{BEGIN}{END}]")
_CONTROLS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_EMPTY = re.compile(rf"{BEGIN}(\s*){END}")


def isolated(text: str) -> str:
    """Isolate a text if any of it runs from right to left; one that is isolated stays as it is."""
    if text.isascii() or not _RIGHT_TO_LEFT.search(text) or _is_one(text):
        return text
    return f"{BEGIN}{text}{END}"


def foreign(text: str) -> str:
    """Make a text safe to stand inside a sentence; marks of its own count for nothing."""
    return text if text.isascii() else isolated(_CONTROLS.sub("", text))


def closed(text: str) -> str:
    """Close what a text leaves open, and take out ends without a beginning and empty isolates."""
    if BEGIN not in text and END not in text:
        return text
    opened = 0

    def kept(mark: re.Match[str]) -> str:
        nonlocal opened
        if mark[0] == END and not opened:
            return ""
        opened += 1 if mark[0] == BEGIN else -1
        return mark[0]

    text = _MARKS.sub(kept, text)
    text += END * opened
    while (fuller := _EMPTY.sub(r"\1", text)) != text:
        text = fuller
    return text


def plain(text: str) -> str:
    """Take all marks out."""
    return _MARKS.sub("", text)


def _is_one(text: str) -> bool:
    """Say whether a text is one isolate from its beginning to its end."""
    depth = 0
    for at, sign in enumerate(text):
        depth += (sign == BEGIN) - (sign == END)
        if depth == 0:
            return at == len(text) - 1 and sign == END
    return False
