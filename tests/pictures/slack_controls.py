"""Draws what can be clicked on Slack: buttons, menus closed and open, and modals."""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from tests.pictures.phrases import said
from tests.pictures.scenes import Sheet

_SEVERAL = ("multi_static_select", "multi_external_select")


def actions(elements: Sequence[Mapping[str, Any]], opened: str) -> str:
    """Draw what stands side by side.

    Args:
        opened: How the id of a menu begins that is open; '' for none.
    """
    return f'<div class="row">{"".join(_element(each, opened) for each in elements)}</div>'


def _element(element: Mapping[str, Any], opened: str) -> str:
    if element["type"] == "button":
        kind = f"button {element.get('style', '')}".strip()
        return f'<span class="{kind}">{escape(element["text"]["text"])}</span>'
    dots = element["type"] == "overflow"
    drawn = '<span class="button">⋯</span>' if dots else menu(element)
    if not opened or not element["action_id"].startswith(opened):
        return drawn
    picked = [] if dots else [each["value"] for each in _initial(element)]
    options = "".join(_option(each, picked) for each in element["options"])
    return f'<div>{drawn}<div class="open">{options}</div></div>'


def menu(element: Mapping[str, Any], chosen: Sequence[Mapping[str, Any]] = ()) -> str:
    """Draw a menu, with what was picked in place of its own label."""
    picked = [each["text"]["text"] for each in chosen or _initial(element)]
    if picked and element["type"] in _SEVERAL:
        shown = "".join(f"<b>{escape(each)} ×</b>" for each in picked)
    else:
        label = element.get("placeholder", {}).get("text", "")
        shown = escape(", ".join(picked) or label)
    kind = "menu picked" if picked else "menu"
    return f'<span class="{kind}"><span>{shown}</span> <i>⌄</i></span>'


def _initial(element: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    one = [element["initial_option"]] if "initial_option" in element else []
    found: Sequence[Mapping[str, Any]] = element.get("initial_options", one)
    return found


def _option(option: Mapping[str, Any], picked: Sequence[str]) -> str:
    about = option.get("description", {}).get("text", "")
    small = f"<small>{escape(about)}</small>" if about else ""
    mark = "<i>✓</i>" if option["value"] in picked else ""
    return f"<p>{mark}<b>{escape(option['text']['text'])}</b>{small}</p>"


def sheet(form: Sheet, language: str) -> str:
    """Draw a modal."""
    body = form.body
    state = body.get("state", {}).get("values", {})
    fields = "".join(_field(each, state, language) for each in body["blocks"])
    submit = escape(body["submit"]["text"])
    return (
        f'<section class="sheet"><h2>{escape(body["title"]["text"])}</h2>{fields}'
        f'<footer><span class="button">{said("Cancel", language)}</span>'
        f'<span class="button primary">{submit}</span></footer></section>'
    )


def _field(block: Mapping[str, Any], state: Mapping[str, Any], language: str) -> str:
    assert block["type"] == "input", f"no picture of a {block['type']} in a modal"
    element = block["element"]
    given = state.get(block["block_id"], {}).get(element["action_id"])
    optional = f" <i>({said('optional', language)})</i>" if block["optional"] else ""
    hint = block.get("hint", {}).get("text", "")
    small = f"<small>{escape(hint)}</small>" if hint else ""
    drawn = _filled(element, given)
    return f"<h5>{escape(block['label']['text'])}{optional}</h5>{drawn}{small}"


def _filled(element: Mapping[str, Any], given: Mapping[str, Any] | None) -> str:
    match element["type"]:
        case "plain_text_input":
            value = (given["value"] if given else element.get("initial_value")) or ""
            kind = "input long" if element.get("multiline") else "input"
            return f'<p class="{kind}">{escape(value)}</p>'
        case "checkboxes":
            picked = [each["value"] for each in _picked(element, given)]
            ticks = (
                f"<p>{'☑' if each['value'] in picked else '☐'} {escape(each['text']['text'])}</p>"
                for each in element["options"]
            )
            return f'<div class="ticks">{"".join(ticks)}</div>'
        case "timepicker":
            return f'<p class="input">{escape(element.get("initial_time", ""))}</p>'
        case _:
            return menu(element, _picked(element, given))


def _picked(
    element: Mapping[str, Any], given: Mapping[str, Any] | None
) -> Sequence[Mapping[str, Any]]:
    if given is None:
        return _initial(element)
    one = given.get("selected_option")
    found: Sequence[Mapping[str, Any]] = given.get("selected_options", [one] if one else [])
    return found
