"""The few parts of Block Kit that our messages are made of, as Slack's API wants them.

Limits are those of docs.slack.dev/reference/block-kit; the one on a whole message is undocumented.
"""

import json
from collections.abc import Iterable, Sequence
from typing import Any, TypeAlias

from bot.platforms.slack.escape import linkable, shown

Native: TypeAlias = dict[str, Any]
"""A part of a message in Slack's own shape."""

MOST_BLOCKS = 50
MOST_OPTIONS = 100
LONGEST_OPTION = 75
LONGEST_SMALL = 2_900
ROOM = 12_000
"""Bytes of all blocks of a message as JSON. Beyond about 13,200 characters Slack answers
`msg_blocks_too_long`; how it counts is written nowhere, so the largest count is held
(slackapi/bolt-js 2509 and 2867)."""
_LONGEST_BUTTON = 75
_LONGEST_TITLE = 24
_LONGEST_PLACEHOLDER = 150
_LONGEST_ACTION = 255
_LONGEST_VALUE = 150
_MOST_IN_ROW = 25


def size(blocks: Iterable[Native]) -> int:
    """Return how much room blocks take, in bytes."""
    return len(json.dumps(list(blocks), ensure_ascii=False, separators=(",", ":")).encode())


def text(said: str, *, bold: bool = False, italic: bool = False) -> Native:
    """Write running text; `said` is not empty."""
    style = {name: True for name, on in (("bold", bold), ("italic", italic)) if on}
    return {"type": "text", "text": said} | ({"style": style} if style else {})


def link(label: str, url: str, *, bold: bool = False) -> Native:
    """Write a link, or only its label where the address cannot be one."""
    if not linkable(url):
        return text(label, bold=bold)
    style = {"style": {"bold": True}} if bold else {}
    return {"type": "link", "url": url, "text": label, **style}


def section(elements: Sequence[Native]) -> Native:
    """Write a paragraph of running text."""
    return {"type": "rich_text_section", "elements": list(elements)}


def numbered(items: Sequence[Native], first: int) -> Native:
    """Write a list whose items are numbered from `first`."""
    offset = {"offset": first - 1} if first > 1 else {}
    return {"type": "rich_text_list", "style": "ordered", "elements": list(items), **offset}


def bulleted(items: Sequence[Native]) -> Native:
    """Write a list without numbers."""
    return {"type": "rich_text_list", "style": "bullet", "elements": list(items)}


def rich(elements: Sequence[Native]) -> Native:
    """Write a block of running text and lists."""
    return {"type": "rich_text", "elements": list(elements)}


def small(said: str) -> Native:
    """Write small print."""
    return {"type": "context", "elements": [_plain(said)]}


def rows(elements: Sequence[Native]) -> list[Native]:
    """Set buttons and menus side by side, as many in a row as Slack allows."""
    return [
        {"type": "actions", "elements": list(elements[at : at + _MOST_IN_ROW])}
        for at in range(0, len(elements), _MOST_IN_ROW)
    ]


def button(action: str, label: str) -> Native | None:
    """Write a button; None if Slack could not give its id back whole."""
    if not 0 < len(action) <= _LONGEST_ACTION:
        return None
    said = shown(label, _LONGEST_BUTTON) or "…"
    return {"type": "button", "action_id": action, "text": _plain(said)}


def select(action: str, label: str, options: Iterable[tuple[str, str]]) -> Native | None:
    """Write a menu; None if there is nothing to choose.

    Args:
        options: What each says and the value it stands for; a value counts once.
    """
    known: dict[str, str] = {}
    for said, value in options:
        if 0 < len(value) <= _LONGEST_VALUE:
            known.setdefault(value, said)
    if not known:
        return None
    return {
        "type": "static_select",
        "action_id": action,
        "placeholder": _plain(shown(label, _LONGEST_PLACEHOLDER) or "…"),
        "options": [
            {"text": _plain(said), "value": value}
            for value, said in list(known.items())[:MOST_OPTIONS]
        ],
    }


def field(name: str, label: str, most: int, value: str, *, lines: bool, required: bool) -> Native:
    """Write a field of a form, for a text of at most so many characters."""
    element = {"type": "plain_text_input", "action_id": name, "multiline": lines}
    return {
        "type": "input",
        "block_id": name,
        "optional": not required,
        "label": _plain(label),
        "element": element | {"max_length": most} | ({"initial_value": value} if value else {}),
    }


def form(action: str, title: str, submit: str, fields: Sequence[Native], note: str) -> Native:
    """Write a form.

    Args:
        action: What comes back as its `callback_id`.
        note: Comes back as it is.
    """
    return {
        "type": "modal",
        "callback_id": action,
        "private_metadata": note,
        "title": _plain(shown(title, _LONGEST_TITLE)),
        "submit": _plain(shown(submit, _LONGEST_TITLE)),
        "blocks": list(fields),
    }


def _plain(said: str) -> Native:
    """Write text that Slack shows as it is; without `emoji`, `:smile:` stays what it is."""
    return {"type": "plain_text", "text": said, "emoji": False}
