"""Rich text: paragraphs, lists and quotes of parts that the service does not parse again."""

from typing import Any

from tests.servers.slack.block_parts import Complaints

_SECTION = "rich_text_section"
_MOST = 10_000
_STYLES = {"bold", "italic", "strike", "code", "underline"}
_STYLES |= {"highlight", "client_highlight", "unlink"}

_PARTS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "broadcast": (("range",), ()),
    "channel": (("channel_id",), ()),
    "color": (("value",), ()),
    "date": (("timestamp", "format"), ("url", "fallback")),
    "emoji": (("name",), ("unicode", "skin_tone")),
    "link": (("url",), ("text", "unsafe")),
    "team": (("team_id",), ()),
    "text": (("text",), ()),
    "user": (("user_id",), ()),
    "usergroup": (("usergroup_id",), ()),
}
"""What each part must have, and what else it may have besides a style."""


def check_rich_text(what: Complaints, block: dict[str, Any], path: str) -> None:
    """Check a `rich_text` block."""
    if not what.keys(block, path, ("type", "elements"), ("block_id",)):
        return
    for at, element in enumerate(what.number_of(block["elements"], f"{path}/elements", 1, _MOST)):
        _paragraph(what, element, f"{path}/elements/{at}")


def _paragraph(what: Complaints, element: object, path: str) -> None:
    if not isinstance(element, dict):
        what.add("must provide an object", path)
        return
    match element.get("type"):
        case "rich_text_section":
            others: tuple[str, ...] = ()
        case "rich_text_preformatted" | "rich_text_quote":
            others = ("border",)
        case "rich_text_list":
            _list(what, element, path)
            return
        case kind:
            what.add(f"unsupported type: {kind}", f"{path}/type")
            return
    if what.keys(element, path, ("type", "elements"), others):
        for at, part in enumerate(
            what.number_of(element["elements"], f"{path}/elements", 0, _MOST)
        ):
            _part(what, part, f"{path}/elements/{at}")


def _list(what: Complaints, element: dict[str, Any], path: str) -> None:
    if not what.keys(element, path, ("type", "elements", "style"), ("indent", "offset", "border")):
        return
    if element["style"] not in ("bullet", "ordered"):
        what.add("must be one of the allowed values: bullet, ordered", f"{path}/style")
    for name, high in (("indent", 8), ("offset", _MOST), ("border", 1)):
        value = element.get(name, 0)
        if not isinstance(value, int) or not 0 <= value <= high:
            what.add(f"must be between 0 and {high}", f"{path}/{name}")
    for at, item in enumerate(what.number_of(element["elements"], f"{path}/elements", 1, _MOST)):
        here = f"{path}/elements/{at}"
        if isinstance(item, dict) and item.get("type") == _SECTION:
            _paragraph(what, item, here)
        else:
            what.add(f"must be a {_SECTION}", here)


def _part(what: Complaints, part: object, path: str) -> None:
    kind = part.get("type") if isinstance(part, dict) else None
    if not isinstance(part, dict) or kind not in _PARTS:
        what.add(f"unsupported type: {kind}", f"{path}/type")
        return
    required, others = _PARTS[kind]
    if not what.keys(part, path, ("type", *required), (*others, "style")):
        return
    if "text" in part:
        what.string(part["text"], f"{path}/text", 1, _MOST * 4)
    if kind == "link":
        what.address(part["url"], f"{path}/url")
    style = part.get("style", {})
    if not isinstance(style, dict) or not all(value in (True, False) for value in style.values()):
        what.add("must provide an object of yes and no", f"{path}/style")
    elif unknown := sorted(style.keys() - _STYLES):
        what.add(f"invalid additional property: {unknown[0]}", f"{path}/style")
