"""The parts blocks are made of: texts, options, buttons, menus; each checked against its limits.

The words of the complaints are the service's where they were seen (`must be less than 3001
characters [json-pointer:/blocks/0/text/text]`, `invalid additional property: emoji`).
"""

import re
from collections.abc import Callable, Iterable
from typing import Any

PLAIN, MARKUP = "plain_text", "mrkdwn"
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*:\S+", re.IGNORECASE)
_COMMON = {"type", "action_id"}
_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


class Complaints:
    """What is wrong, and where."""

    def __init__(self) -> None:
        self.found: list[str] = []

    def add(self, what: str, path: str) -> None:
        self.found.append(f"{what} [json-pointer:{path}]")

    def keys(
        self, thing: dict[str, Any], path: str, required: Iterable[str], others: Iterable[str] = ()
    ) -> bool:
        """Check which keys are there; say whether all that must be are."""
        required = set(required)
        for name in sorted(thing.keys() - required - set(others)):
            self.add(f"invalid additional property: {name}", path)
        missing = sorted(required - thing.keys())
        for name in missing:
            self.add(f"missing required field: {name}", path)
        return not missing

    def string(self, value: object, path: str, low: int, high: int) -> None:
        """Check a text of `low` to `high` characters."""
        if not isinstance(value, str):
            self.add("must provide a string", path)
        elif len(value) < low:
            self.add(f"must be more than {low - 1} characters", path)
        elif len(value) > high:
            self.add(f"must be less than {high + 1} characters", path)

    def number_of(self, items: object, path: str, low: int, high: int) -> list[Any]:
        """Check a list of `low` to `high` items and return it."""
        if not isinstance(items, list):
            self.add("must provide an array", path)
            return []
        if len(items) > high:
            self.add(f"no more than {high} items allowed", path)
        if len(items) < low:
            self.add(f"no fewer than {low} items allowed", path)
        return items

    def address(self, value: object, path: str) -> None:
        self.string(value, path, 1, 3000)
        if isinstance(value, str) and not _ADDRESS.fullmatch(value):
            self.add("invalid url", path)

    def text(self, value: object, path: str, high: int, kinds: tuple[str, ...] = (PLAIN,)) -> None:
        """Check a text object."""
        if not isinstance(value, dict):
            self.add("must provide an object", path)
            return
        before = len(self.found)
        kind = value.get("type")
        if kind not in kinds:
            self.add(f"must be one of the valid types: {', '.join(kinds)}", f"{path}/type")
        others = ("emoji",) if kind == PLAIN else ("verbatim",)
        if self.keys(value, path, ("type", "text"), others):
            self.string(value["text"], f"{path}/text", 1, high)
        if len(self.found) > before:
            self.found.insert(before, f"failed to match all allowed schemas [json-pointer:{path}]")

    def option(self, value: object, path: str, kinds: tuple[str, ...], *, link: bool) -> None:
        if not isinstance(value, dict):
            self.add("must provide an object", path)
            return
        others = ("description", "url") if link else ("description",)
        if self.keys(value, path, ("text", "value"), others):
            self.text(value["text"], f"{path}/text", 75, kinds)
            self.string(value["value"], f"{path}/value", 1, 150)
        if "description" in value:
            self.text(value["description"], f"{path}/description", 75, kinds)
        if link and "url" in value:
            self.address(value["url"], f"{path}/url")

    def confirm(self, value: object, path: str) -> None:
        if not isinstance(value, dict):
            self.add("must provide an object", path)
        elif self.keys(value, path, ("title", "text", "confirm", "deny"), ("style",)):
            self.text(value["title"], f"{path}/title", 100)
            self.text(value["text"], f"{path}/text", 300, (PLAIN, MARKUP))
            self.text(value["confirm"], f"{path}/confirm", 30)
            self.text(value["deny"], f"{path}/deny", 30)


def check_element(what: Complaints, element: object, path: str, allowed: Iterable[str]) -> None:
    """Check one interactive element or image of a block."""
    if not isinstance(element, dict):
        what.add("must provide an object", path)
        return
    kind = element.get("type")
    if kind not in _ELEMENTS or kind not in allowed:
        what.add(f"unsupported type: {kind}", f"{path}/type")
        return
    if "action_id" in element:
        what.string(element["action_id"], f"{path}/action_id", 1, 255)
    if "confirm" in element:
        what.confirm(element["confirm"], f"{path}/confirm")
    if "placeholder" in element:
        what.text(element["placeholder"], f"{path}/placeholder", 150)
    _ELEMENTS[kind](what, element, path)


def _button(what: Complaints, element: dict[str, Any], path: str) -> None:
    others = _COMMON | {"value", "url", "style", "confirm", "accessibility_label"}
    if what.keys(element, path, ("type", "text"), others):
        what.text(element["text"], f"{path}/text", 75)
    if "value" in element:
        what.string(element["value"], f"{path}/value", 1, 2000)
    if "url" in element:
        what.address(element["url"], f"{path}/url")
    if "accessibility_label" in element:
        what.string(element["accessibility_label"], f"{path}/accessibility_label", 1, 75)
    if element.get("style", "primary") not in ("primary", "danger"):
        what.add("must be one of the allowed values: primary, danger", f"{path}/style")


def _image(what: Complaints, element: dict[str, Any], path: str) -> None:
    if what.keys(element, path, ("type", "alt_text", "image_url")):
        what.string(element["alt_text"], f"{path}/alt_text", 1, 2000)
        what.address(element["image_url"], f"{path}/image_url")


def _options(
    what: Complaints,
    element: dict[str, Any],
    path: str,
    high: int,
    kinds: tuple[str, ...] = (PLAIN,),
    *,
    link: bool = False,
) -> list[Any]:
    options = what.number_of(element.get("options"), f"{path}/options", 1, high)
    for at, option in enumerate(options):
        what.option(option, f"{path}/options/{at}", kinds, link=link)
    values = [option.get("value") for option in options if isinstance(option, dict)]
    if len(set(map(str, values))) < len(values):
        what.add("option values must be unique", f"{path}/options")
    return options


def _static_select(what: Complaints, element: dict[str, Any], path: str) -> None:
    others = _COMMON | {"placeholder", "confirm", "focus_on_load", "option_groups", "options"}
    what.keys(element, path, ("type",), others | _initially(what, element, path))
    if ("options" in element) == ("option_groups" in element):
        what.add("must define either `options` or `option_groups`", path)
        return
    known: list[Any] = []
    if "options" in element:
        known = _options(what, element, path, 100)
    else:
        groups = what.number_of(element["option_groups"], f"{path}/option_groups", 1, 100)
        for at, group in enumerate(groups):
            here = f"{path}/option_groups/{at}"
            if what.keys(group, here, ("label", "options")):
                what.text(group["label"], f"{here}/label", 75)
                known += _options(what, group, here, 100)
    if "initial_option" in element and element["initial_option"] not in known:
        what.add("initial_option must be one of the options", f"{path}/initial_option")
    if any(each not in known for each in element.get("initial_options", ())):
        what.add("initial_options must be among the options", f"{path}/initial_options")


def _external_select(what: Complaints, element: dict[str, Any], path: str) -> None:
    others = _COMMON | {"placeholder", "confirm", "focus_on_load", "min_query_length"}
    what.keys(element, path, ("type",), others | _initially(what, element, path))
    if "initial_option" in element:
        what.option(element["initial_option"], f"{path}/initial_option", (PLAIN,), link=False)
    for at, option in enumerate(element.get("initial_options", ())):
        what.option(option, f"{path}/initial_options/{at}", (PLAIN,), link=False)
    if int(element.get("min_query_length", 3)) < 0:
        what.add("must be at least 0", f"{path}/min_query_length")


def _initially(what: Complaints, element: dict[str, Any], path: str) -> set[str]:
    """Check what a menu of one or of several begins with; return which keys it may have."""
    if not element["type"].startswith("multi_"):
        return {"initial_option"}
    most = element.get("max_selected_items", 100)
    if not isinstance(most, int) or most < 1:
        what.add("must be at least 1", f"{path}/max_selected_items")
    elif "initial_options" in element:
        what.number_of(element["initial_options"], f"{path}/initial_options", 1, most)
    return {"initial_options", "max_selected_items"}


def _overflow(what: Complaints, element: dict[str, Any], path: str) -> None:
    what.keys(element, path, ("type", "options"), _COMMON | {"confirm"})
    _options(what, element, path, 5, link=True)


def _ticks(what: Complaints, element: dict[str, Any], path: str) -> None:
    others = _COMMON | {"initial_option", "initial_options", "confirm", "focus_on_load"}
    what.keys(element, path, ("type", "options"), others)
    known = _options(what, element, path, 10, (PLAIN, MARKUP))
    if "initial_options" in element:
        what.number_of(element["initial_options"], f"{path}/initial_options", 1, 10)
    if not set(map(str, element.get("initial_options", []))) <= set(map(str, known)):
        what.add("initial_options must be among the options", f"{path}/initial_options")


def _picker(what: Complaints, element: dict[str, Any], path: str) -> None:
    others = _COMMON | {"placeholder", "confirm", "focus_on_load", "timezone"}
    others |= {"initial_time", "initial_date", "initial_date_time"}
    what.keys(element, path, ("type",), others)
    if not _TIME.fullmatch(str(element.get("initial_time", "00:00"))):
        what.add("must match HH:mm", f"{path}/initial_time")


def _chooser(what: Complaints, element: dict[str, Any], path: str) -> None:
    others = _COMMON | {"placeholder", "confirm", "focus_on_load", "filter"}
    others |= {"initial_user", "initial_channel", "initial_conversation"}
    others |= {"initial_users", "initial_channels", "initial_conversations"}
    others |= {"default_to_current_conversation", "response_url_enabled", "max_selected_items"}
    what.keys(element, path, ("type",), others)


def _input(what: Complaints, element: dict[str, Any], path: str) -> None:
    others = _COMMON | {"placeholder", "focus_on_load", "initial_value", "dispatch_action_config"}
    others |= {"multiline", "min_length", "max_length", "is_decimal_allowed", "min_value"}
    what.keys(element, path, ("type",), others | {"max_value"})
    if "initial_value" in element:
        what.string(element["initial_value"], f"{path}/initial_value", 0, 3000)
    if not 1 <= int(element.get("max_length", 3000)) <= 3000:
        what.add("must be between 1 and 3000", f"{path}/max_length")


_Check = Callable[[Complaints, dict[str, Any], str], None]
_ELEMENTS: dict[str, _Check] = {
    "button": _button,
    "image": _image,
    "static_select": _static_select,
    "multi_static_select": _static_select,
    "external_select": _external_select,
    "multi_external_select": _external_select,
    "overflow": _overflow,
    "checkboxes": _ticks,
    "radio_buttons": _ticks,
    "timepicker": _picker,
    "datepicker": _picker,
    "datetimepicker": _picker,
    **dict.fromkeys(("users_select", "channels_select", "conversations_select"), _chooser),
    **dict.fromkeys(
        ("multi_users_select", "multi_channels_select", "multi_conversations_select"), _chooser
    ),
    **dict.fromkeys(
        ("plain_text_input", "number_input", "email_text_input", "url_text_input"), _input
    ),
}
