"""The rules for buttons, menus and the newer components of messages."""

from collections.abc import Iterator
from typing import Any

import emoji

from tests.servers.discord.refusals import Form

ROW, BUTTON, SELECT, INPUT, SECTION, DISPLAY = 1, 2, 3, 4, 9, 10
THUMBNAIL, GALLERY, FILE, SEPARATOR, CONTAINER, LABEL = 11, 12, 13, 14, 17, 18
SELECTS = (3, 5, 6, 7, 8)
LINK = 5
_LAYOUT = (ROW, SECTION, DISPLAY, GALLERY, FILE, SEPARATOR, CONTAINER)
_MOST_NESTED, _MOST_TEXT = 40, 4000


def every(components: list[Any]) -> Iterator[dict[str, Any]]:
    """Yield every component, however deep it stands."""
    for component in components:
        yield component
        yield from every(component.get("components", []))
        if accessory := component.get("accessory"):
            yield from every([accessory])


def check_components(form: Form, components: list[Any], *, v2: bool) -> None:
    """Note what is wrong with the components of a message."""
    if not v2 and len(components) > 5:
        form.wrong("components", "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 5 in length.")
    if v2:
        _check_totals(form, components)
    seen: set[str] = set()
    for number, component in enumerate(components):
        path = f"components.{number}"
        if form.choice(f"{path}.type", component.get("type"), _LAYOUT if v2 else (ROW,)):
            _check_layout(form, path, component, seen)


def _check_totals(form: Form, components: list[Any]) -> None:
    parts = list(every(components))
    if len(parts) > _MOST_NESTED:
        form.wrong(
            "components",
            "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED",
            f"The total number of components cannot exceed {_MOST_NESTED}",
        )
    if sum(len(part.get("content", "")) for part in parts if part["type"] == DISPLAY) > _MOST_TEXT:
        form.wrong(
            "components",
            "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED",
            f"Total displayable text size exceeds the maximum size of {_MOST_TEXT}",
        )


def _check_layout(form: Form, path: str, component: dict[str, Any], seen: set[str]) -> None:
    kind = component["type"]
    if kind == ROW:
        _check_row(form, path, component.get("components", []), seen)
    elif kind == DISPLAY:
        form.text(f"{path}.content", component.get("content"), _MOST_TEXT, 1, required=True)
    elif kind == SECTION:
        _check_section(form, path, component, seen)
    elif kind == CONTAINER:
        for number, part in enumerate(component.get("components", [])):
            here = f"{path}.components.{number}"
            within = tuple(each for each in _LAYOUT if each != CONTAINER)
            if form.choice(f"{here}.type", part.get("type"), within):
                _check_layout(form, here, part, seen)


def _check_section(form: Form, path: str, component: dict[str, Any], seen: set[str]) -> None:
    texts = component.get("components", [])
    if not 1 <= len(texts) <= 3:
        form.wrong(
            f"{path}.components", "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 3 in length."
        )
    for number, part in enumerate(texts):
        here = f"{path}.components.{number}"
        if form.choice(f"{here}.type", part.get("type"), (DISPLAY,)):
            _check_layout(form, here, part, seen)
    accessory = component.get("accessory") or {}
    if form.choice(f"{path}.accessory.type", accessory.get("type"), (BUTTON, THUMBNAIL)):
        if accessory["type"] == BUTTON:
            _check_button(form, f"{path}.accessory", accessory, seen)
        else:
            address = accessory.get("media", {}).get("url")
            check_url(form, f"{path}.accessory.media.url", address, 2048)


def _check_row(form: Form, path: str, parts: list[Any], seen: set[str]) -> None:
    if not 1 <= len(parts) <= 5:
        form.wrong(
            f"{path}.components", "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 5 in length."
        )
    width = 0
    for number, part in enumerate(parts):
        here, kind = f"{path}.components.{number}", part.get("type")
        width += 5 if kind in SELECTS else 1
        if kind == BUTTON:
            _check_button(form, here, part, seen)
        elif form.choice(f"{here}.type", kind, (BUTTON, *SELECTS)):
            _check_select(form, here, part, seen)
    if width > 5:
        form.wrong(
            path,
            "COMPONENT_LAYOUT_WIDTH_EXCEEDED",
            "The specified component exceeds the maximum width",
        )


def _check_id(form: Form, path: str, part: dict[str, Any], seen: set[str]) -> None:
    name = part.get("custom_id")
    if not form.text(f"{path}.custom_id", name, 100, 1, required=True):
        return
    if name in seen:
        form.wrong(
            f"{path}.custom_id",
            "COMPONENT_CUSTOM_ID_DUPLICATED",
            "Component custom id cannot be duplicated",
        )
    seen.add(name)


def _check_button(form: Form, path: str, part: dict[str, Any], seen: set[str]) -> None:
    style = part.get("style")
    form.text(f"{path}.label", part.get("label"), 80)
    _check_emoji(form, path, part)
    if not part.get("label") and not part.get("emoji"):
        form.missing(f"{path}.label")
    if not form.choice(f"{path}.style", style, (1, 2, 3, 4, LINK)):
        return
    if style != LINK:
        _check_id(form, path, part, seen)
        unwanted = "url"
    else:
        check_url(form, f"{path}.url", part.get("url"), 512)
        unwanted = "custom_id"
    if part.get(unwanted) is not None:
        form.wrong(
            f"{path}.{unwanted}",
            "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE",
            "A custom id and url cannot both be specified",
        )


def _check_select(form: Form, path: str, part: dict[str, Any], seen: set[str]) -> None:
    _check_id(form, path, part, seen)
    form.text(f"{path}.placeholder", part.get("placeholder"), 150)
    if part["type"] == SELECT:
        check_menu(form, path, part)


def check_menu(form: Form, path: str, part: dict[str, Any]) -> None:
    """Note what is wrong with what a menu of texts offers."""
    options = part.get("options") or []
    if not 1 <= len(options) <= 25:
        form.wrong(f"{path}.options", "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 25 in length.")
    low, high = part.get("min_values", 1), part.get("max_values", 1)
    if not (0 <= low <= 25 and 1 <= high <= 25 and low <= high <= max(1, len(options))):
        form.wrong(f"{path}.max_values", "BASE_TYPE_RANGE", "There are not so many options.")
    if sum(bool(option.get("default")) for option in options) > high:
        form.wrong(f"{path}.options", "BASE_TYPE_RANGE", "More are chosen than may be.")
    values: set[str] = set()
    for number, option in enumerate(options):
        here = f"{path}.options.{number}"
        form.text(f"{here}.label", option.get("label"), 100, 1, required=True)
        form.text(f"{here}.value", option.get("value"), 100, 1, required=True)
        form.text(f"{here}.description", option.get("description"), 100)
        _check_emoji(form, here, option)
        if option.get("value") in values:
            form.wrong(
                f"{here}.value",
                "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED",
                "The specified option value is already used",
            )
        values.add(option.get("value"))


def _check_emoji(form: Form, path: str, part: dict[str, Any]) -> None:
    sign = part.get("emoji")
    if sign and not sign.get("id") and not emoji.is_emoji(sign.get("name") or ""):
        form.wrong(f"{path}.emoji.name", "COMPONENT_INVALID_EMOJI", "Invalid emoji")


def check_url(form: Form, path: str, address: object, most: int) -> None:
    """Note what is wrong with an address that must lead to the web."""
    if not form.text(path, address, most, 1, required=True):
        return
    scheme, colon, rest = str(address).partition("://")
    if not colon or not rest or any(sign.isspace() for sign in rest):
        form.wrong(path, "URL_TYPE_INVALID_URL", "Not a well formed URL.")
    elif scheme.lower() not in ("http", "https"):
        form.wrong(
            path,
            "URL_TYPE_INVALID_SCHEME",
            f"Scheme {scheme!r} must be one of ('http', 'https').",
        )
