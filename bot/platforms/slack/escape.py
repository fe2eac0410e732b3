"""Text that is not ours, made safe to show: the one place for it.

Slack parses `mrkdwn` for mentions, links and formatting. Almost everything we say goes out as
`rich_text` or `plain_text`, which Slack does not parse at all, so that nothing in a title can ping
somebody or turn bold. What remains is a message's `text`, for notifications and screen readers:
there `&`, `<` and `>` are written as entities, which is all that Slack asks for
(docs.slack.dev/messaging/formatting-message-text).
"""

import re
import unicodedata
from enum import Enum, auto
from functools import lru_cache

from bot.domain import direction
from bot.domain.joiners import JOINERS, joined

_KEPT = f"{JOINERS}{direction.BEGIN}{direction.END}"
_MOST_MARKS = 4
"""More marks on one letter than any language has would be drawn over the lines around it."""
_LOOK_BACK = 16
_MARKED = 4
"""Marks of a text that is cut: no more than one in so many characters."""
_INVISIBLE, _LEAST = 8, 500
"""Of a text without end, so many characters for each to be shown, and some more, are looked at."""
_LONGEST_ADDRESS = 500
"""Slack takes 3,000 characters, but a message that is all address says nothing."""
_ADDRESS = re.compile(rf"https?://[!-~]{{1,{_LONGEST_ADDRESS}}}")
_NEUTRAL = str.maketrans({"*": "∗", "_": "＿", "~": "∼", "`": "ˋ", "|": "¦"})


def clean(text: str) -> str:
    """Take out what would break the layout: control characters, overrides, invisible ones."""
    if not (text.isascii() and text.isprintable()):
        text = joined(_kept(text))
    return " ".join(direction.closed(" ".join(text.split())).split())


@lru_cache(maxsize=1_024)
def shown(text: str, most: int) -> str:
    """Return a text as people may see it, of at most `most` characters; '' if nothing is left.

    Text that runs from right to left is isolated, so that it cannot reorder what stands beside it.
    """
    text = clean(text[: most * _INVISIBLE + _LEAST])
    if not text.strip(JOINERS):
        return ""
    whole = direction.isolated(text)
    if len(whole) <= most:
        return whole
    return cut(text, most) if whole == text else direction.isolated(cut(text, most - 2))


def cut(text: str, most: int) -> str:
    """Shorten a text to at most `most` characters, after a word if one ends near."""
    if len(text) <= most:
        return text
    if begun := text[:most].count(direction.BEGIN):
        # Each may have to be closed.
        if begun > most // _MARKED:
            return cut(direction.plain(text), most)
        return direction.closed(_cut(text, most - begun))
    return _cut(text, most)


def _cut(text: str, most: int) -> str:
    at = most - 1
    while at > 1 and (unicodedata.combining(text[at]) or text[at] in "\u200d\ufe0f\u20e3"):
        at -= 1
    space = text.rfind(" ", max(at - min(_LOOK_BACK, most // 2), 1), at + 1)
    return text[: space if space > 0 else at].rstrip(f" {JOINERS}") + "…"


def escape(text: str) -> str:
    """Write the three characters that mean something in `mrkdwn` as entities."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def linkable(url: str) -> bool:
    """Say whether an address can be linked; anything but the web's own cannot."""
    return bool(_ADDRESS.fullmatch(url))


def link(label: str, url: str) -> str:
    """Write a link in `mrkdwn`; signs that would format or end it become their look-alikes."""
    said = escape(label.translate(_NEUTRAL))
    return f"<{escape(url).replace('|', '%7C')}|{said}>" if linkable(url) else said


class _Sort(Enum):
    """What becomes of a character."""

    KEPT = auto()
    MARK = auto()
    SPACE = auto()
    DROPPED = auto()


@lru_cache(maxsize=8_192)
def _sort(character: str) -> _Sort:
    category = unicodedata.category(character)
    if character.isspace() or category in ("Zl", "Zp"):
        return _Sort.SPACE
    if category in ("Mn", "Me"):
        return _Sort.MARK
    if category in ("Cc", "Cf", "Cs") and character not in _KEPT:
        return _Sort.DROPPED
    return _Sort.KEPT


def _kept(text: str) -> str:
    sorts = {each: _sort(each) for each in set(text)}
    others = {_Sort.SPACE: " ", _Sort.DROPPED: ""}
    text = text.translate({ord(each): others.get(sort, each) for each, sort in sorts.items()})
    marks = "".join(each for each, sort in sorts.items() if sort is _Sort.MARK)
    if not marks:
        return text
    return re.sub(f"([{marks}]{{{_MOST_MARKS}}})[{marks}]+", r"\1", text)
