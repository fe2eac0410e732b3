"""What Slack delivers, read into plain data. Pure: payload in, what somebody did out.

Payloads differ by kind: a slash command is flat, a click (`block_actions`) nests, and an event
comes wrapped in `event_callback`. Whatever we do not know is None.
"""

import html
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from bot.platforms.slack import emojis

_ANGLE = re.compile(r"<([^<>]*)>")
_PICK = "p1:pick:"

Payload: TypeAlias = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Spot:
    """Where somebody did something, and how an answer gets there.

    Attributes:
        team: The person's team, as far as the payload says.
        thread: The thread's first message, if it was done in a thread.
        url: The `response_url`; '' where there is none.
    """

    user: str
    channel: str
    team: str = ""
    user_name: str = ""
    channel_name: str = ""
    thread: str | None = None
    url: str = ""

    @property
    def direct(self) -> bool:
        """Whether it is a conversation of two."""
        return self.channel.startswith("D")


@dataclass(frozen=True, slots=True)
class Said:
    """Somebody typed a command; `event` is the same for one delivered twice."""

    spot: Spot
    text: str
    event: str


@dataclass(frozen=True, slots=True)
class Clicked:
    """Somebody pressed a button or picked from a menu; `event` can open a form, for 3 seconds."""

    spot: Spot
    action: str
    event: str


@dataclass(frozen=True, slots=True)
class Filled:
    """Somebody sent off a form of ours; `spot` is where it was opened."""

    spot: Spot
    action: str
    fields: Mapping[str, str]
    event: str


@dataclass(frozen=True, slots=True)
class Reacted:
    """Somebody put an emoji on a message or took it off."""

    spot: Spot
    message: str
    emoji: str
    added: bool
    event: str


Heard: TypeAlias = Said | Clicked | Filled | Reacted | None


def hear(payload: Payload, me: str) -> Heard:
    """Read what Slack delivered.

    Args:
        me: Our own user, whose doings are not heard.

    Raises:
        KeyError: A payload of a kind we know lacks what it must have.
    """
    if "command" in payload:
        return _slash(payload, me)
    match payload.get("type"):
        case "block_actions":
            return _click(payload)
        case "view_submission":
            return _filled(payload)
        case "event_callback":
            return _event(payload, me)
        case _:
            return None


def opened_at(spot: Spot) -> str:
    """Write down where a form is opened: what is sent off says it only in the form's own words."""
    where = {"channel": spot.channel, "name": spot.channel_name}
    return json.dumps(where | {"thread": spot.thread, "url": spot.url})


def typed(text: str, me: str) -> str:
    """Return what a person typed, from how Slack writes it.

    Links are reduced to what was meant, names of people and channels to readable ones, our own
    name is left out, and emoji become characters.
    """
    said = _ANGLE.sub(lambda found: _meant(found[1], me), text)
    return emojis.written_out(html.unescape(said)).strip()


def _slash(payload: Payload, me: str) -> Said:
    spot = Spot(
        user=payload["user_id"],
        channel=payload["channel_id"],
        team=payload.get("team_id", ""),
        user_name=payload.get("user_name", ""),
        channel_name=payload.get("channel_name", ""),
        url=payload.get("response_url", ""),
    )
    return Said(spot, typed(payload.get("text", ""), me), payload.get("trigger_id", ""))


def _click(payload: Payload) -> Clicked | None:
    action = payload["actions"][0]
    user, container = payload["user"], payload.get("container") or {}
    channel = payload.get("channel") or {"id": container["channel_id"]}
    message = payload.get("message") or {}
    top = container.get("thread_ts") or message.get("thread_ts")
    # The first message of a thread names itself as its thread, but it stands in the channel.
    here = container.get("message_ts") or message.get("ts")
    spot = Spot(
        user=user["id"],
        channel=channel["id"],
        team=user.get("team_id", ""),
        user_name=user.get("name") or user.get("username", ""),
        channel_name=channel.get("name", ""),
        thread=top if top != here else None,
        url=payload.get("response_url", ""),
    )
    event = payload.get("trigger_id") or action.get("action_ts", "")
    name = action["action_id"]
    if not name.startswith(_PICK):
        return Clicked(spot, name, event)
    chosen = action.get("selected_option")
    if not chosen:
        return None
    return Clicked(spot, f"p1:{name.removeprefix(_PICK)}:{chosen['value']}", event)


def _filled(payload: Payload) -> Filled:
    view, user = payload["view"], payload["user"]
    fields = {
        name: str(field["value"]).strip()
        for block in view["state"]["values"].values()
        for name, field in block.items()
        if field.get("value")
    }
    opened = json.loads(view["private_metadata"])
    spot = Spot(
        user=user["id"],
        channel=opened["channel"],
        team=user.get("team_id", ""),
        user_name=user.get("name") or user.get("username", ""),
        channel_name=opened["name"],
        thread=opened["thread"],
        url=opened["url"],
    )
    return Filled(spot, view["callback_id"], fields, view["id"])


def _event(payload: Payload, me: str) -> Heard:
    event = payload["event"]
    if event.get("bot_id") or event.get("user") in (None, me):
        return None
    match event.get("type"):
        case "app_mention" if not event["channel"].startswith("D"):
            return _message(payload, event, me)
        case "message" if event.get("channel_type") == "im" and not event.get("subtype"):
            return _message(payload, event, me)
        case "reaction_added" | "reaction_removed" if event["item"].get("type") == "message":
            return _reaction(payload, event, me)
        case _:
            return None


def _message(payload: Payload, event: Payload, me: str) -> Said:
    top = event.get("thread_ts")
    spot = Spot(
        user=event["user"],
        channel=event["channel"],
        team=event.get("user_team") or event.get("team") or "",
        thread=top if top != event["ts"] else None,
    )
    return Said(spot, typed(event.get("text") or "", me), payload["event_id"])


def _reaction(payload: Payload, event: Payload, me: str) -> Reacted | None:
    # Most are on messages of other people; where none is named, it may be one of ours.
    if event.get("item_user") not in (None, me):
        return None
    return Reacted(
        spot=Spot(user=event["user"], channel=event["item"]["channel"]),
        message=event["item"]["ts"],
        emoji=emojis.normal(event["reaction"]),
        added=event["type"] == "reaction_added",
        event=payload["event_id"],
    )


def _meant(inside: str, me: str) -> str:
    """Return what stands for `<inside>`."""
    target, _, label = inside.partition("|")
    kind, name = target[:1], target[1:]
    match kind:
        case "@":
            return "" if name == me else f"@{label or name}"
        case "#":
            return f"#{label or name}"
        case "!":
            # `<!subteam^S1|@lab>` has its sign in the label, `<!here>` has none at all.
            return f"@{(label or name.partition('^')[0]).removeprefix('@')}"
        case _:
            # Slack makes links of what looks like a host, so of cs.AI: that was meant as typed.
            guessed = label and "/" not in label
            guessed = guessed and target.casefold().endswith(f"://{label.casefold()}")
            return label if guessed or target.startswith("mailto:") else target
