"""Text that is not ours, made safe to show: the one place for it.

Slack parses `mrkdwn` for mentions, links and formatting. Almost everything we say goes out as
`rich_text` or `plain_text`, which Slack does not parse at all, so that nothing in a title can ping
somebody or turn bold. What remains is a message's `text`, for notifications and screen readers:
there `&`, `<` and `>` are written as entities, which is all that Slack asks for
(docs.slack.dev/messaging/formatting-message-text).
"""

import unicodedata
from functools import lru_cache

_JOINERS = "\u200c\u200d"
"""Persian and emoji need them; a title of nothing else is no title."""
_ISOLATE, _END = "\u2068", "\u2069"
_RIGHT_TO_LEFT = {"R", "AL", "AN"}
_MOST_MARKS = 4
"""More marks on one letter than any language has would be drawn over the lines around it."""
_LOOK_BACK = 16
_INVISIBLE, _LEAST = 8, 500
"""Of a text without end, so many characters for each to be shown, and some more, are looked at."""
_NEUTRAL = str.maketrans({"*": "∗", "_": "＿", "~": "∼", "`": "ˋ", "|": "¦"})


def clean(text: str) -> str:
    """Take out what would break the layout: control characters, overrides, invisible ones."""
    if not (text.isascii() and text.isprintable()):
        text = "".join(_kept(text))
    return " ".join(text.split())


@lru_cache(maxsize=1_024)
def shown(text: str, most: int) -> str:
    """Return a text as people may see it, of at most `most` characters; '' if nothing is left.

    Text that runs from right to left is isolated, so that it cannot reorder what stands beside it.
    """
    text = clean(text[: most * _INVISIBLE + _LEAST])
    if not text.strip(_JOINERS):
        return ""
    if text.isascii() or not any(
        unicodedata.bidirectional(each) in _RIGHT_TO_LEFT for each in text
    ):
        return cut(text, most)
    return f"{_ISOLATE}{cut(text, most - 2)}{_END}"


def cut(text: str, most: int) -> str:
    """Shorten a text to at most `most` characters, after a word if one ends near."""
    if len(text) <= most:
        return text
    at = most - 1
    while at > 1 and (unicodedata.combining(text[at]) or text[at] in "\u200d\ufe0f\u20e3"):
        at -= 1
    space = text.rfind(" ", max(at - _LOOK_BACK, 1), at + 1)
    return text[: space if space > 0 else at].rstrip(f" {_JOINERS}") + "…"


def escape(text: str) -> str:
    """Write the three characters that mean something in `mrkdwn` as entities."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def link(label: str, url: str) -> str:
    """Write a link in `mrkdwn`; signs that would format or end it become their look-alikes."""
    return f"<{escape(url).replace('|', '%7C')}|{escape(label.translate(_NEUTRAL))}>"


def _kept(text: str) -> list[str]:
    kept: list[str] = []
    marks = 0
    for each in text:
        category = unicodedata.category(each)
        marks = marks + 1 if category in ("Mn", "Me") else 0
        if each.isspace() or category in ("Zl", "Zp"):
            kept.append(" ")
        elif each in _JOINERS or not (category in ("Cc", "Cf", "Cs") or marks > _MOST_MARKS):
            kept.append(each)
    return kept
