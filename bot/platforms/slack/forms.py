"""Draws forms as Slack's modals, and what helps with their fields. Pure.

A field keeps its name as `action_id`; the `block_id` is the same, and where we are to suggest
something, the verb and the option stand behind it with blanks between: `topic subscribe topic`.
"""

import re
from collections.abc import Iterable

from bot.domain.calls import Field, Form, Kind, Suggestion
from bot.domain.chat import Say, SayIn
from bot.platforms.slack import kit
from bot.platforms.slack.clickable import choices
from bot.platforms.slack.escape import shown
from bot.platforms.slack.fit import Fit
from bot.platforms.slack.kit import Native

_LONGEST_TITLE = 24
_LONGEST_LABEL = 150
_LONGEST_HINT = 600
_LONGEST_TEXT = 3_000
_LONGEST_ANSWER = 400
"""Characters of what is written where no length was said: a number, a zone, a topic."""
_TICKED = 10
_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d", re.ASCII)


def modal(form: Form, say: Say, note: str) -> Native:
    """Draw a form.

    Args:
        note: Comes back as it is, with what stands in the fields.
    """
    return {
        "type": "modal",
        "callback_id": form.action,
        "private_metadata": note,
        "title": kit.plain(shown(say(form.title), _LONGEST_TITLE) or "…"),
        "submit": kit.plain(shown(say(form.submit), _LONGEST_TITLE) or "…"),
        "blocks": [_field(each, say) for each in form.fields],
    }


def suggested(
    found: Iterable[Suggestion], typed: str, say_in: SayIn, *, several: bool
) -> list[Native]:
    """Draw suggestions; last stands what was typed, for here only what is offered can be picked.

    Args:
        several: Several can be picked, which come back with blanks between.
    """
    options: dict[str, Native] = {}
    for each in found:
        if 0 < len(each.value) <= kit.LONGEST_VALUE:
            said = shown(say_in(each.language)(each.label), kit.LONGEST_OPTION)
            options.setdefault(each.value, kit.option(said, each.value))
    own = " ".join(typed.split())
    if 0 < len(own) <= kit.LONGEST_VALUE and not (several and " " in own):
        label = shown(own, kit.LONGEST_OPTION)
        options.setdefault(own, kit.option(label, own))
        if len(options) > kit.MOST_OPTIONS:
            options = dict([*list(options.items())[: kit.MOST_OPTIONS - 1], (own, options[own])])
    return list(options.values())


def _field(field: Field, say: Say) -> Native:
    element, helped = _element(field, say)
    hint = shown(say(field.hint), _LONGEST_HINT) if field.hint else ""
    return {
        "type": "input",
        "block_id": f"{field.name} {field.helped}" if helped else field.name,
        "optional": not field.required,
        "label": kit.plain(shown(say(field.label), _LONGEST_LABEL) or "…"),
        "element": {**element, "action_id": field.name},
        **({"hint": kit.plain(hint)} if hint else {}),
    }


def _element(field: Field, say: Say) -> tuple[Native, bool]:
    """Draw what is filled in; say whether we suggest what it could be."""
    if field.kind in (Kind.CHOICE, Kind.DAYS) and (picked := _picked(field, say)):
        return picked, False
    if field.helped and not field.lines and len(field.value) <= kit.LONGEST_VALUE:
        return _searched(field), True
    if field.kind is Kind.TIME:
        known = {"initial_time": field.value} if _TIME.fullmatch(field.value) else {}
        return {"type": "timepicker", **known}, False
    return _written(field), False


def _picked(field: Field, say: Say) -> Native | None:
    """Draw what can be picked: ticks where all of a few can be, a menu else."""
    most = len(field.choices) if field.kind is Kind.DAYS else field.most
    chosen = [each.value for each in field.choices if each.chosen]
    options = choices(field.choices, say, Fit(0))
    menu = kit.select(field.name, say(field.label), options, chosen, most)
    if menu is None or not 1 < len(menu["options"]) <= min(most, _TICKED):
        return menu
    initial = {name: menu[name] for name in ("initial_options",) if name in menu}
    return {"type": "checkboxes", "options": menu["options"], **initial}


def _searched(field: Field) -> Native:
    several = field.kind is Kind.CHOICE and field.most > 1
    values = field.value.split() if several else [field.value] if field.value else []
    initial = [kit.option(shown(each, kit.LONGEST_OPTION), each) for each in dict.fromkeys(values)]
    found: Native = {"min_query_length": 0}
    if not several:
        found |= {"initial_option": initial[0]} if initial else {}
        return {"type": "external_select", **found}
    found["max_selected_items"] = field.most
    found |= {"initial_options": initial[: field.most]} if initial else {}
    return {"type": "multi_external_select", **found}


def _written(field: Field) -> Native:
    most = field.most
    if field.kind is not Kind.TEXT and most == 1:
        most = _LONGEST_ANSWER
    most = min(most, _LONGEST_TEXT)
    known = {"initial_value": field.value[:most]} if field.value else {}
    return {"type": "plain_text_input", "multiline": field.lines, "max_length": most, **known}
