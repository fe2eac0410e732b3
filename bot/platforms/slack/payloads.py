"""What Slack posts to us, and whose it is. Pure."""

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl

from slack_bolt.request.async_request import AsyncBoltRequest

from bot.platforms.slack.heard import Payload

_FAREWELLS = ("app_uninstalled", "tokens_revoked")


def read_body(raw: bytes) -> Payload:
    """Read the body of a request: JSON, a form, or a form with JSON in it.

    Raises:
        ValueError: It is none of them.
    """
    text = raw.decode()
    said: object
    if text.startswith("{"):
        said = json.loads(text)
    else:
        form = dict(parse_qsl(text, keep_blank_values=True))
        said = json.loads(form["payload"]) if "payload" in form else form
    if not isinstance(said, dict):
        raise ValueError("no object")  # noqa: TRY004  it is what was sent that is wrong
    return said


def spaces(payload: Payload) -> tuple[str, ...]:
    """Return the workspaces or organisations that a payload may be for, likeliest first.

    Of what people of another team click, Slack names their team (slackapi/bolt-python 767); but
    the message it stands on is ours, and names the team that we posted it in.
    """
    context = AsyncBoltRequest(body=dict(payload), mode="socket_mode").context
    team, enterprise = context.team_id or "", context.enterprise_id or ""
    stands_in = ""
    if payload.get("type") == "block_actions":
        stands_in = str((payload.get("message") or {}).get("team") or "")
    named = (enterprise, team) if context.is_enterprise_install else (team, enterprise)
    return tuple(dict.fromkeys(each for each in (stands_in, *named) if each))


def is_farewell(payload: Payload) -> bool:
    """Say whether it tells that we were thrown out, or that somebody's token was taken away."""
    return (payload.get("event") or {}).get("type") in _FAREWELLS


def ends(payload: Payload, user: str) -> bool:
    """Say whether what a farewell tells is our end.

    Args:
        user: Our own, there: tokens of others may be revoked, which says nothing of ours.
    """
    event: Mapping[str, Any] = payload["event"]
    if event["type"] == "app_uninstalled":
        return True
    return user in (event["tokens"].get("bot") or ())
