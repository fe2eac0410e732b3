"""Blocks, checked as the service checks them before it shows anything.

Limits are those of Block Kit's reference: 50 blocks in a message, 100 in a view; the classic ones
only. A block of a kind not listed here is refused, also where newer clients would draw it.
"""

from collections.abc import Callable
from typing import Any

from tests.servers.slack.block_parts import MARKUP, PLAIN, Complaints, check_element
from tests.servers.slack.rich_text import check_rich_text

IN_MESSAGE, IN_VIEW = 50, 100
MARKDOWN = 12_000
"""Characters of all markdown blocks of a message together."""

_SELECTS = (
    *("static_select", "external_select", "users_select", "channels_select"),
    *("conversations_select", "multi_static_select", "multi_external_select"),
    *("multi_users_select", "multi_channels_select", "multi_conversations_select"),
)
_PICKERS = ("timepicker", "datepicker", "checkboxes", "radio_buttons")
_IN_ACTIONS = (*_SELECTS, *_PICKERS, "button", "overflow", "datetimepicker")
_BESIDE = (*_SELECTS, *_PICKERS, "button", "overflow", "image")
_INPUTS = (
    *(*_SELECTS, *_PICKERS, "datetimepicker", "plain_text_input", "number_input"),
    *("email_text_input", "url_text_input"),
)


def complaints(blocks: object, most: int = IN_MESSAGE) -> list[str]:
    """Return what is wrong with these blocks; nothing if they would be shown."""
    what = Complaints()
    seen: set[str] = set()
    markdown = 0
    for at, block in enumerate(what.number_of(blocks, "/blocks", 0, most)):
        path = f"/blocks/{at}"
        if not isinstance(block, dict):
            what.add("must provide an object", path)
            continue
        kind = block.get("type")
        if kind not in _BLOCKS:
            what.add(f"unsupported type: {kind}", f"{path}/type")
            continue
        if "block_id" in block:
            what.string(block["block_id"], f"{path}/block_id", 1, 255)
            if str(block["block_id"]) in seen:
                what.add("block_id already exists", f"{path}/block_id")
            seen.add(str(block["block_id"]))
        _BLOCKS[kind](what, block, path)
        _ids_differ(what, block, path)
        markdown += len(str(block.get("text"))) if kind == "markdown" else 0
    if markdown > MARKDOWN:
        what.add(f"markdown must be less than {MARKDOWN + 1} characters in all", "/blocks")
    return what.found


def elements(blocks: list[dict[str, Any]]) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """Return every block with each element of it that somebody can use."""
    found = []
    for block in blocks:
        inner = [block.get("accessory"), block.get("element")]
        inner += block["elements"] if block["type"] in ("actions", "context_actions") else []
        found += [(block, each) for each in inner if each and each["type"] != "image"]
    return found


def _ids_differ(what: Complaints, block: dict[str, Any], path: str) -> None:
    inner = block.get("elements")
    if not isinstance(inner, list):
        return
    ids = [each.get("action_id") for each in inner if isinstance(each, dict)]
    given = [each for each in ids if each is not None]
    if len(set(map(str, given))) < len(given):
        what.add("action_id already exists", f"{path}/elements")


def _section(what: Complaints, block: dict[str, Any], path: str) -> None:
    what.keys(block, path, ("type",), ("text", "fields", "accessory", "block_id", "expand"))
    if "text" not in block and "fields" not in block:
        what.add("must define either `text` or `fields`", path)
    if "text" in block:
        what.text(block["text"], f"{path}/text", 3000, (PLAIN, MARKUP))
    if "fields" in block:
        for at, field in enumerate(what.number_of(block["fields"], f"{path}/fields", 1, 10)):
            what.text(field, f"{path}/fields/{at}", 2000, (PLAIN, MARKUP))
    if "accessory" in block:
        check_element(what, block["accessory"], f"{path}/accessory", _BESIDE)


def _divider(what: Complaints, block: dict[str, Any], path: str) -> None:
    what.keys(block, path, ("type",), ("block_id",))


def _header(what: Complaints, block: dict[str, Any], path: str) -> None:
    if what.keys(block, path, ("type", "text"), ("block_id", "level")):
        what.text(block["text"], f"{path}/text", 150)


def _context(what: Complaints, block: dict[str, Any], path: str) -> None:
    if not what.keys(block, path, ("type", "elements"), ("block_id",)):
        return
    for at, each in enumerate(what.number_of(block["elements"], f"{path}/elements", 1, 10)):
        here = f"{path}/elements/{at}"
        if isinstance(each, dict) and each.get("type") == "image":
            check_element(what, each, here, ("image",))
        else:
            what.text(each, here, 3000, (PLAIN, MARKUP))


def _actions(what: Complaints, block: dict[str, Any], path: str) -> None:
    if what.keys(block, path, ("type", "elements"), ("block_id",)):
        for at, each in enumerate(what.number_of(block["elements"], f"{path}/elements", 1, 25)):
            check_element(what, each, f"{path}/elements/{at}", _IN_ACTIONS)


def _image(what: Complaints, block: dict[str, Any], path: str) -> None:
    if what.keys(block, path, ("type", "alt_text", "image_url"), ("block_id", "title")):
        what.string(block["alt_text"], f"{path}/alt_text", 1, 2000)
        what.address(block["image_url"], f"{path}/image_url")
    if "title" in block:
        what.text(block["title"], f"{path}/title", 2000)


def _input(what: Complaints, block: dict[str, Any], path: str) -> None:
    others = ("block_id", "hint", "optional", "dispatch_action")
    if what.keys(block, path, ("type", "label", "element"), others):
        what.text(block["label"], f"{path}/label", 2000)
        check_element(what, block["element"], f"{path}/element", _INPUTS)
    if "hint" in block:
        what.text(block["hint"], f"{path}/hint", 2000)


def _markdown(what: Complaints, block: dict[str, Any], path: str) -> None:
    if what.keys(block, path, ("type", "text"), ("block_id",)):
        what.string(block["text"], f"{path}/text", 1, MARKDOWN)


_BLOCKS: dict[str, Callable[[Complaints, dict[str, Any], str], None]] = {
    "actions": _actions,
    "context": _context,
    "divider": _divider,
    "header": _header,
    "image": _image,
    "input": _input,
    "markdown": _markdown,
    "rich_text": check_rich_text,
    "section": _section,
}
