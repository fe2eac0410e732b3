"""Forms that open over the chat: the rules for them, and how one is filled in."""

from collections.abc import Iterator, Mapping
from typing import Any

from tests.servers.discord.commands import NotOfferedError
from tests.servers.discord.components import DISPLAY, INPUT, LABEL, ROW, SELECT, check_menu
from tests.servers.discord.refusals import Form


def _fields(modal: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield each field with its path."""
    for number, part in enumerate(modal.get("components") or []):
        here = f"data.components.{number}"
        if part.get("type") == LABEL:
            yield f"{here}.component", part.get("component") or {}
        else:
            for place, each in enumerate(part.get("components") or []):
                yield f"{here}.components.{place}", each


def check_modal(modal: dict[str, Any]) -> None:
    """Check a form before it opens.

    Raises:
        Refused: The real service would not open it.
    """
    form = Form()
    form.text("data.custom_id", modal.get("custom_id"), 100, 1, required=True)
    form.text("data.title", modal.get("title"), 45, 1, required=True)
    parts = modal.get("components") or []
    if not 1 <= len(parts) <= 5:
        form.wrong("data.components", "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 5 in length.")
    for number, part in enumerate(parts):
        here = f"data.components.{number}"
        form.choice(f"{here}.type", part.get("type"), (ROW, LABEL, DISPLAY))
        if part.get("type") == LABEL:
            form.text(f"{here}.label", part.get("label"), 45, 1, required=True)
            form.text(f"{here}.description", part.get("description"), 100)
    for path, part in _fields(modal):
        form.text(f"{path}.custom_id", part.get("custom_id"), 100, 1, required=True)
        form.text(f"{path}.placeholder", part.get("placeholder"), 100)
        form.text(f"{path}.value", part.get("value"), 4000)
        if part.get("type") == INPUT and path.count("components") == 2:
            form.text(f"{path}.label", part.get("label"), 45, 1, required=True)
        if part.get("type") == SELECT:
            _check_menu(form, path, part)
    names = [part.get("custom_id") for _, part in _fields(modal)]
    if len(set(names)) < len(names):
        form.wrong("data.components", "COMPONENT_CUSTOM_ID_DUPLICATED", "An id cannot be repeated")
    form.check()


def _check_menu(form: Form, path: str, part: dict[str, Any]) -> None:
    if path.count("components") > 1:
        form.wrong(path, "BASE_TYPE_CHOICES", "A menu of a form stands in a label.")
    check_menu(form, path, part)
    if part.get("required", True) and part.get("min_values", 1) < 1:
        wrong = "What is required takes one at least."
        form.wrong(f"{path}.min_values", "BASE_TYPE_RANGE", wrong)


def fill_in(modal: dict[str, Any], values: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is sent when somebody fills a form in and sends it off.

    Args:
        values: By the fields' custom_id: a text, or the values chosen of a menu.

    Raises:
        NotOfferedError: The form has no such field, or does not take the value.
    """
    known = {part["custom_id"] for _, part in _fields(modal)}
    if unknown := values.keys() - known:
        raise NotOfferedError(f"the form has no field {', '.join(sorted(unknown))}")
    filled = []
    for part in modal["components"]:
        if part["type"] == LABEL:
            filled.append({"type": LABEL, "component": _fill(part["component"], values)})
        elif part["type"] == ROW:
            inner = [_fill(each, values) for each in part["components"]]
            filled.append({"type": ROW, "components": inner})
        else:
            filled.append({"type": part["type"]})
    return {"custom_id": modal["custom_id"], "components": filled}


def _fill(part: dict[str, Any], values: Mapping[str, Any]) -> dict[str, Any]:
    name, kind = part["custom_id"], part["type"]
    filled = {"type": kind, "custom_id": name}
    if kind == INPUT:
        text = values.get(name, part.get("value") or "")
        low, high = part.get("min_length") or 0, part.get("max_length") or 4000
        required = part.get("required", True)
        if (required and not text) or (text and not low <= len(text) <= high):
            raise NotOfferedError(f"field {name} does not take {text!r}")
        return filled | {"value": text}
    options = part.get("options") or []
    chosen = list(values.get(name, [each["value"] for each in options if each.get("default")]))
    if kind == SELECT:
        low = part.get("min_values", 1) if part.get("required", True) else 0
        offered = {option["value"] for option in options}
        if set(chosen) - offered or not low <= len(chosen) <= part.get("max_values", 1):
            raise NotOfferedError(f"field {name} does not take {chosen}, it offers {offered}")
    return filled | {"values": chosen}
