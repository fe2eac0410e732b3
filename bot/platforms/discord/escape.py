"""The one place where text becomes safe to show on Discord. Pure.

Whatever a paper, a person or a topic says stays text: no markup, no link but ours, nobody pinged.
Discord's markup: https://docs.discord.com/developers/reference#message-formatting
"""

import re
from collections.abc import Callable
from functools import lru_cache

from bot.domain import direction
from bot.domain.joiners import JOINERS, joined

_BREAKS = re.compile(r"\s+")
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"  # control, but for what breaks lines
    "\u061c\u200e\u200f\u202a-\u202e\u2066\u2067"  # direction, but for isolates of our own
    "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u2060-\u2065\u206a-\u206f"
    "\u2800\u3164\ufeff\uffa0\ufff9-\ufffb\U0001d173-\U0001d17a\U000e0000-\U000e0fff"  # nothing
    "\ud800-\udfff]"  # half of a sign
)
_STACKED = re.compile(
    "([\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{4})"
    "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+"
)
"""More than four marks on one letter: no writing needs them, and they cover the lines around."""
_MARKUP = re.compile(
    r"([\\*_`~|<\[\]])"
    r"|^([#>+-])"
    r"|^(\d+)([.)])"
    r"|(?<=[a-z])(:)(?=//)"  # a bare address would become a link, and unfurl
    r"|(:)(?=[\w+~-]+:)"  # a name between colons would become an emoji
    r"|(?<=discord\.gg)(/)|(?<=\.com/invite)(/)",
    re.IGNORECASE,
)
_CALLS = re.compile(r"@(?=everyone|here)|(?<=<)@(?=[!&]?\d)", re.IGNORECASE)
_TAGS = re.compile(r"<(?=[@#:/]|a:|t:|id:)", re.IGNORECASE)
_NOTHING = "\u200b"
_URL = re.compile(r"https?://[^\s/?#]+[^\s]*", re.IGNORECASE)
_IN_URL = {sign: f"%{ord(sign):02X}" for sign in "\\()<>[]\"'`|*~^{}"}
_LONGEST_URL = 512


def clean(text: str) -> str:
    """Make one line of it: nothing in it controls, hides, or reorders what stands around it."""
    line = _BREAKS.sub(" ", text).strip()
    if line.isascii() and line.isprintable():
        return line
    line = joined(_UNSEEN.sub("", line))
    line = _BREAKS.sub(" ", _STACKED.sub(r"\1", line)).strip(f" {JOINERS}")
    return direction.isolated(direction.closed(line).strip(f" {JOINERS}"))


def plain(text: str, most: int | None = None) -> str:
    """Write text where Discord reads no markup: footers, labels, names.

    Args:
        most: Longest it may be, in Discord's measure; longer text ends in an ellipsis.
    """
    return _fitted(text, most, _harmless)


def marked(text: str, most: int | None = None) -> str:
    """Write text where Discord reads markup: it shows exactly as it is.

    Args:
        most: Longest it may be with everything that is needed to make it safe.
    """
    return _fitted(text, most, _escaped)


def link(label: str, url: str) -> str:
    """Link a label that is already marked; an address that is none leaves the label alone."""
    safe = address(url)
    return f"[{label}]({safe})" if safe and label else label


@lru_cache(maxsize=8_192)
def address(url: str) -> str | None:
    """Return the address as Discord takes it, or None if it is no web address or too long."""
    if not _URL.fullmatch(url) or not url.isprintable():
        return None
    safe = "".join(_IN_URL.get(sign, sign) for sign in url)
    return safe if size(safe) <= _LONGEST_URL else None


def size(text: str) -> int:
    """Measure as the strictest reader of a limit does: emoji and rare signs count two."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


def _escaped(line: str) -> str:
    def mend(found: re.Match[str]) -> str:
        if found[3]:
            return f"{found[3]}\\{found[4]}"
        return f"\\{found[0]}"

    return _CALLS.sub(f"@{_NOTHING}", _MARKUP.sub(mend, line))


def _harmless(line: str) -> str:
    return _TAGS.sub(f"<{_NOTHING}", _CALLS.sub(f"@{_NOTHING}", line))


# The same titles and sentences go to many channels at once.
@lru_cache(maxsize=8_192)
def _fitted(text: str, most: int | None, write: Callable[[str], str]) -> str:
    whole = clean(text)
    written = write(whole)
    if most is None or size(written) <= most:
        return written

    def cut(length: int) -> str:
        return write(direction.closed(whole[:length].rstrip(f" {JOINERS}") + "…"))

    fits, fails = 0, len(whole)
    while fails - fits > 1:
        middle = (fits + fails) // 2
        fits, fails = (middle, fails) if size(cut(middle)) <= most else (fits, middle)
    # Rather a whole word less, if that costs little.
    space = whole.rfind(" ", max(fits - 16, fits // 2), fits)
    return cut(space if space > 0 and whole[fits : fits + 1] != " " else fits)
