"""What the service sends when somebody calls, clicks, chooses, or submits. Pure."""

from typing import Any

from tests.servers.slack.service import View
from tests.servers.slack.workspace import APP, DOMAIN, TEAM, Channel, Kind, Message, Person

_NAMES = {Kind.PRIVATE: "privategroup", Kind.DIRECT: "directmessage"}


def slash(
    person: Person, channel: Channel, command: str, text: str, trigger: str
) -> dict[str, Any]:
    """Return what a slash command sends, its `response_url` left out."""
    return {
        "token": "verification",
        "team_id": TEAM,
        "team_domain": DOMAIN,
        "channel_id": channel.id,
        "channel_name": _NAMES.get(channel.kind, channel.name),
        "user_id": person.id,
        "user_name": person.name,
        "command": command,
        "text": text,
        "api_app_id": APP,
        "is_enterprise_install": "false",
        "trigger_id": trigger,
    }


def interaction(kind: str, person: Person, trigger: str) -> dict[str, Any]:
    """Return what every click sends."""
    user = {"id": person.id, "username": person.name, "name": person.name}
    return {
        "type": kind,
        "user": user | {"team_id": person.team},
        "api_app_id": APP,
        "token": "verification",
        "trigger_id": trigger,
        "team": {"id": TEAM, "domain": DOMAIN},
        "enterprise": None,
        "is_enterprise_install": False,
    }


def place(message: Message) -> dict[str, Any]:
    """Return where a click happened; a private message itself is not sent along."""
    container: dict[str, Any] = {
        "type": "message",
        "message_ts": message.ts,
        "channel_id": message.channel.id,
        "is_ephemeral": message.shown_to is not None,
    }
    if message.thread_ts:
        container["thread_ts"] = message.thread_ts
    name = _NAMES.get(message.channel.kind, message.channel.name)
    found = {"container": container, "channel": {"id": message.channel.id, "name": name}}
    return found if message.shown_to else found | {"message": message.json(metadata=True)}


def used(
    block: dict[str, Any], element: dict[str, Any], ts: str, chosen: dict[str, Any]
) -> dict[str, Any]:
    """Return one entry of `actions`."""
    said = ("type", "text", "value", "url", "style", "placeholder", "confirm")
    return {
        "action_id": element.get("action_id") or f"{block['block_id']}-action",
        "block_id": block["block_id"],
        **{name: element[name] for name in said if name in element},
        **chosen,
        "action_ts": ts,
    }


def on_view(view: View) -> dict[str, Any]:
    """Return where a click on a home tab or in a modal happened: it names no channel."""
    return {"container": {"type": "view", "view_id": view.id}, "view": view.body}


def submission(person: Person, trigger: str, view: View, values: dict[str, Any]) -> dict[str, Any]:
    """Return what a modal sends when it is submitted."""
    body = view.body | {"state": {"values": values}, "app_installed_team_id": TEAM}
    payload = interaction("view_submission", person, trigger)
    # Of somebody of another team it names that team (slackapi/bolt-python 767).
    payload["team"] = {"id": person.team, "domain": DOMAIN}
    return payload | {"view": body, "response_urls": []}
