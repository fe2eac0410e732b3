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
MOST_AT_HOME = 100
ROOM_AT_HOME = 48_000
"""The same on a page of somebody's own; Slack says `view_too_large` beyond 250 kB."""
_LONGEST_BUTTON = 75
_LONGEST_PLACEHOLDER = 150
_LONGEST_ACTION = 255
LONGEST_VALUE = 150
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
    return {"type": "context", "elements": [plain(said)]}


def markup(said: str) -> Native:
    """Write a paragraph that Slack parses; `said` comes from `escape` and is not empty."""
    return {"type": "section", "text": {"type": "mrkdwn", "text": said}}


def rows(elements: Sequence[Native]) -> list[Native]:
    """Set buttons and menus side by side, as many in a row as Slack allows."""
    return [
        {"type": "actions", "elements": list(elements[at : at + _MOST_IN_ROW])}
        for at in range(0, len(elements), _MOST_IN_ROW)
    ]


def is_whole(action: str) -> bool:
    """Say whether Slack gives this id back as it is."""
    return 0 < len(action) <= _LONGEST_ACTION


def button(action: str, label: str, style: str = "") -> Native | None:
    """Write a button; None if Slack could not give its id back whole.

    Args:
        style: `primary`, `danger`, or '' for neither.
    """
    if not is_whole(action):
        return None
    said = shown(label, _LONGEST_BUTTON) or "…"
    found = {"type": "button", "action_id": action, "text": plain(said)}
    return found | ({"style": style} if style else {})


def overflow(action: str, options: Sequence[Native]) -> Native:
    """Fold some entries behind three dots."""
    return {"type": "overflow", "action_id": action, "options": list(options)}


def option(label: str, value: str, about: str = "") -> Native:
    """Write an entry of a menu; `label` and `about` are of `LONGEST_OPTION` characters at most."""
    found = {"text": plain(label or "…"), "value": value}
    return found | ({"description": plain(about)} if about else {})


def select(
    action: str, label: str, options: Iterable[Native], chosen: Iterable[str] = (), most: int = 1
) -> Native | None:
    """Write a menu; None if there is nothing to choose.

    Args:
        options: Of two with one value, the first counts.
        chosen: The values that are picked already.
        most: So many can be picked.
    """
    known: dict[str, Native] = {}
    for each in options:
        if 0 < len(each["value"]) <= LONGEST_VALUE and len(known) < MOST_OPTIONS:
            known.setdefault(each["value"], each)
    if not known:
        return None
    found: Native = {
        "type": "static_select" if most == 1 else "multi_static_select",
        "action_id": action,
        "placeholder": plain(shown(label, _LONGEST_PLACEHOLDER) or "…"),
        "options": list(known.values()),
    }
    initial = [known[value] for value in dict.fromkeys(chosen) if value in known][:most]
    if most > 1:
        found["max_selected_items"] = min(most, len(known))
        return found | ({"initial_options": initial} if initial else {})
    return found | ({"initial_option": initial[0]} if initial else {})


def plain(said: str) -> Native:
    """Write text that Slack shows as it is; without `emoji`, `:smile:` stays what it is."""
    return {"type": "plain_text", "text": said, "emoji": False}
