"""What Slack delivers, read into plain data. Pure: payload in, what somebody did out.

Payloads differ by kind: a slash command is flat, a click (`block_actions`) nests (see `clicks`),
and an event comes wrapped in `event_callback`. Whatever we do not know is None.
"""

from bot.platforms.slack import clicks, emojis
from bot.platforms.slack.clicks import opened_at
from bot.platforms.slack.heard import (
    Chosen,
    Clicked,
    Filled,
    Heard,
    Invited,
    Linked,
    Payload,
    Reacted,
    Said,
    Searched,
    Spot,
    Visited,
)
from bot.platforms.slack.reading import typed

__all__ = (
    "Chosen",
    "Clicked",
    "Filled",
    "Heard",
    "Invited",
    "Linked",
    "Payload",
    "Reacted",
    "Said",
    "Searched",
    "Spot",
    "Visited",
    "hear",
    "opened_at",
    "typed",
)


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
            return clicks.click(payload)
        case "view_submission":
            return clicks.filled(payload)
        case "block_suggestion":
            return clicks.searched(payload)
        case "message_action":
            return clicks.chosen(payload, me)
        case "event_callback":
            return _event(payload, me)
        case _:
            return None


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


def _event(payload: Payload, me: str) -> Heard:
    event = payload["event"]
    match event.get("type"):
        case "member_joined_channel" if event["user"] == me:
            spot = Spot(user=event.get("inviter") or "", channel=event["channel"])
            return Invited(spot, payload["event_id"])
    if event.get("bot_id") or event.get("user") in (None, me):
        return None
    return _doing(payload, event, me)


def _doing(payload: Payload, event: Payload, me: str) -> Heard:
    match event.get("type"):
        case "app_mention" if not event["channel"].startswith("D"):
            return _message(payload, event, me)
        case "message" if event.get("channel_type") == "im" and not event.get("subtype"):
            return _message(payload, event, me)
        case "reaction_added" | "reaction_removed" if event["item"].get("type") == "message":
            return _reaction(payload, event, me)
        case "app_home_opened" if event.get("tab") == "home":
            return Visited(Spot(user=event["user"], channel=""))
        case "link_shared":
            return _linked(event)
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


def _linked(event: Payload) -> Linked:
    source = event.get("source", "")
    return Linked(
        Spot(user=event["user"], channel=event["channel"]),
        tuple(dict.fromkeys(each["url"] for each in event["links"])),
        # While it is being written, it has no place and no time of its own.
        "" if source == "composer" else event["message_ts"],
        (event.get("unfurl_id", ""), source),
    )
