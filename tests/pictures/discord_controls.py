"""Draws what can be clicked on Discord: buttons, menus closed and open, and forms."""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from tests.pictures.phrases import said
from tests.pictures.scenes import Sheet

_BUTTON, _MENU, _LABEL = 2, 3, 18
_STYLES = {1: "button main", 4: "button danger"}
_LONG = 2
"""The style of a field with several lines."""


def rows(components: Sequence[Mapping[str, Any]], opened: str) -> str:
    """Draw the rows under a message.

    Args:
        opened: How the id of a menu begins that is open; '' for none.
    """
    return "".join(
        f'<div class="row">{"".join(_part(part, opened) for part in row["components"])}</div>'
        for row in components
    )


def _part(part: Mapping[str, Any], opened: str) -> str:
    if part["type"] == _BUTTON:
        kind = _STYLES.get(part["style"], "button")
        return f'<span class="{kind}">{escape(part["label"])}</span>'
    assert part["type"] == _MENU, f"no picture of a component of the type {part['type']}"
    is_open = bool(opened) and part["custom_id"].startswith(opened)
    return _menu(part, _chosen(part), is_open=is_open)


def _chosen(menu: Mapping[str, Any]) -> list[str]:
    """Return the labels of what is picked, which the client shows in place of the menu's own."""
    return [each["label"] for each in menu["options"] if each.get("default")]


def _menu(menu: Mapping[str, Any], chosen: Sequence[str], *, is_open: bool = False) -> str:
    shown = escape(", ".join(chosen) or menu.get("placeholder", ""))
    kind = "menu picked" if chosen else "menu"
    drawn = f'<span class="{kind}">{shown}<i>{"⌃" if is_open else "⌄"}</i></span>'
    if not is_open:
        return drawn
    options = "".join(_option(each, picked=each["label"] in chosen) for each in menu["options"])
    return f'<div>{drawn}<div class="open">{options}</div></div>'


def _option(option: Mapping[str, Any], *, picked: bool) -> str:
    about = option.get("description") or ""
    small = f"<small>{escape(about)}</small>" if about else ""
    mark = "<i>✓</i>" if picked else ""
    return f"<p>{mark}<b>{escape(option['label'])}</b>{small}</p>"


def sheet(form: Sheet, language: str) -> str:
    """Draw a form over the chat."""
    fields = "".join(_field(each, form.filled) for each in form.body["components"])
    return (
        f'<section class="sheet"><h2>{escape(form.body["title"])}</h2>{fields}'
        f'<footer><span class="button">{said("Cancel", language)}</span>'
        f'<span class="button main">{said("Submit", language)}</span></footer></section>'
    )


def _field(label: Mapping[str, Any], filled: Mapping[str, str]) -> str:
    assert label["type"] == _LABEL
    part = label["component"]
    must = ' <em class="must">*</em>' if part.get("required", True) else ""
    hint = label.get("description") or ""
    small = f"<small>{escape(hint)}</small>" if hint else ""
    name = part["custom_id"]
    if part["type"] == _MENU:
        values = filled[name].split() if name in filled else None
        chosen = _chosen(part)
        if values is not None:
            chosen = [each["label"] for each in part["options"] if each["value"] in values]
        drawn = _menu(part, chosen)
    else:
        value = filled.get(name, part.get("value") or "")
        kind = "input long" if part.get("style") == _LONG else "input"
        drawn = f'<p class="{kind}">{escape(value)}</p>'
    return f"<h5>{escape(label['label'])}{must}</h5>{small}{drawn}"
