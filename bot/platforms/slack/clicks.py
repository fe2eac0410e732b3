"""What comes of clicks, menus, forms and shortcuts, read into plain data. Pure."""

import json
from collections.abc import Iterator
from typing import Any

from bot.platforms.slack.heard import Chosen, Clicked, Filled, Payload, Searched, Spot
from bot.platforms.slack.reading import typed

PICK = "p1:pick:"
"""Before the verb of a menu, whose value completes what is pressed."""
ANSWER = "answer"
"""How the `block_id` of what can be clicked begins in an answer that only one person sees."""

_ADDRESSES = ("url", "title_link", "from_url", "original_url")
_TEXTS = ("text", "title", "pretext", "value")


def click(payload: Payload) -> Clicked | None:
    """Read a click on a button, or what was picked from a menu; None where nothing was."""
    action = payload["actions"][0]
    spot = _spot(payload, answered=str(action.get("block_id", "")).startswith(ANSWER))
    event = payload.get("trigger_id") or action.get("action_ts", "")
    name = action["action_id"]
    picked = _picked(action)
    if action.get("type") == "overflow":
        # Each of its entries holds the id of a button.
        return Clicked(spot, picked, event) if picked else None
    if not name.startswith(PICK):
        return Clicked(spot, name, event)
    if picked is None:
        return None
    # Earlier releases numbered menus that do the same, as `save#2`; those messages still stand.
    verb = name.removeprefix(PICK).partition("#")[0]
    return Clicked(spot, f"p1:{verb}:{picked}", event)


def filled(payload: Payload) -> Filled:
    """Read a form that was sent off."""
    view = payload["view"]
    return Filled(_opened(payload), view["callback_id"], _fields(view), view["id"])


def searched(payload: Payload) -> Searched | None:
    """Read what somebody types into a menu of a form; None for a menu that is none of ours."""
    view = payload.get("view")
    name, _, helped = payload["block_id"].partition(" ")
    if not view or not helped:
        return None
    others = {field: value for field, value in _fields(view).items() if field != name}
    elements = {block["block_id"]: block.get("element", {}) for block in view["blocks"]}
    kind = elements.get(payload["block_id"], {}).get("type", "")
    several = str(kind).startswith("multi_")
    return Searched(_opened(payload), helped, payload.get("value", ""), others, several)


def chosen(payload: Payload, me: str) -> Chosen:
    """Read what was chosen in the menu of a message, with all that the message says."""
    spot = _spot(payload, answered=False)
    text = _all_of(payload["message"], me)
    return Chosen(spot, payload["callback_id"], text, payload.get("trigger_id", ""))


def opened_at(spot: Spot) -> str:
    """Write down where a form is opened: what is sent off says it only in the form's own words."""
    where: dict[str, Any] = {"channel": spot.channel, "name": spot.channel_name}
    where |= {"thread": spot.thread, "url": spot.url}
    return json.dumps(where | {"message": spot.message, "alone": spot.alone})


def _spot(payload: Payload, *, answered: bool) -> Spot:
    user, container = payload["user"], payload.get("container") or {}
    known = {
        "user": user["id"],
        "team": user.get("team_id", ""),
        "user_name": user.get("name") or user.get("username", ""),
    }
    if container.get("type") == "view":
        return Spot(channel="", **known)
    channel = payload.get("channel") or {"id": container["channel_id"]}
    message = payload.get("message") or {}
    top = container.get("thread_ts") or message.get("thread_ts")
    # The first message of a thread names itself as its thread, but it stands in the channel.
    here = container.get("message_ts") or message.get("ts")
    direct = channel["id"].startswith("D")
    return Spot(
        channel=channel["id"],
        channel_name=channel.get("name", ""),
        thread=top if top != here else None,
        url=payload.get("response_url", ""),
        message=here or "",
        alone=bool(container.get("is_ephemeral")) or (direct and answered),
        **known,
    )


def _opened(payload: Payload) -> Spot:
    """Read where a form was opened."""
    user = payload["user"]
    at = json.loads(payload["view"]["private_metadata"])
    return Spot(
        user=user["id"],
        channel=at["channel"],
        team=user.get("team_id", ""),
        user_name=user.get("name") or user.get("username", ""),
        channel_name=at["name"],
        thread=at["thread"],
        url=at["url"],
        # A form that was open while a new version came says neither.
        message=at.get("message", ""),
        alone=at.get("alone", False),
    )


def _fields(view: Payload) -> dict[str, str]:
    """Return what stands in a form, by the name of the field; empty ones are left out."""
    found = {
        name: _entered(field)
        for block in view["state"]["values"].values()
        for name, field in block.items()
    }
    return {name: value for name, value in found.items() if value}


def _entered(field: Payload) -> str:
    picked = _picked(field)
    if picked is not None:
        return picked
    return str(field.get("value") or field.get("selected_time") or "").strip()


def _picked(field: Payload) -> str | None:
    """Return what is picked, several with a blank between; None where nothing ever was."""
    if "selected_options" in field:
        return " ".join(each["value"] for each in field["selected_options"] or ())
    one = field.get("selected_option")
    return str(one["value"]) if one else None


def _all_of(message: Payload, me: str) -> str:
    """Return what a message says and each address in it once, also those behind words."""
    said = [typed(message.get("text") or "", me)]
    inside = (message.get("blocks") or (), message.get("attachments") or ())
    for text in _texts(inside, me):
        if not any(text in each for each in said):
            said.append(text)
    return "\n".join(filter(None, said))


def _texts(value: object, me: str) -> Iterator[str]:
    """Yield texts and addresses wherever they stand."""
    if isinstance(value, list | tuple):
        for each in value:
            yield from _texts(each, me)
    elif isinstance(value, dict):
        for name, each in value.items():
            if name in _ADDRESSES and isinstance(each, str):
                yield each
            elif name in _TEXTS and isinstance(each, str):
                yield typed(each, me)
            else:
                yield from _texts(each, me)
