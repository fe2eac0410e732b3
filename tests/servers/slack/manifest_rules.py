"""What Slack takes as a manifest: the public schema, version 2, read for the parts that we use.

The schema is slackapi/manifest-schema, schemas/manifest.schema.2.0.0.json. What it allows and we
have no use for is unknown here, so that it is looked up when it is first used.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

Rule = Callable[[Any, str], Iterator[str]]
"""Yields what is wrong with a value at a place."""


def text(low: int = 0, high: int = 10_000, pattern: str = "") -> Rule:
    def check(value: Any, at: str) -> Iterator[str]:
        if not isinstance(value, str):
            yield f"{at} is no text"
        elif not low <= len(value) <= high:
            yield f"{at} has {len(value)} characters, not {low} to {high}"
        elif pattern and not re.search(pattern, value):
            yield f"{at} is not like {pattern}"

    return check


def of(kind: type) -> Rule:
    def check(value: Any, at: str) -> Iterator[str]:
        if type(value) is not kind:
            yield f"{at} is no {kind.__name__}"

    return check


def some(rule: Rule, low: int, high: int, *, unique: bool = False) -> Rule:
    def check(value: Any, at: str) -> Iterator[str]:
        if not isinstance(value, list):
            yield f"{at} is no list"
            return
        if not low <= len(value) <= high:
            yield f"{at} has {len(value)} items, not {low} to {high}"
        if unique and len(set(map(str, value))) < len(value):
            yield f"{at} has something twice"
        for place, each in enumerate(value):
            yield from rule(each, f"{at}/{place}")

    return check


def parts(rules: Mapping[str, Rule], *required: str) -> Rule:
    def check(value: Any, at: str) -> Iterator[str]:
        if not isinstance(value, dict):
            yield f"{at} is no object"
            return
        yield from (f"{at}/{name} is missing" for name in required if name not in value)
        for name, each in value.items():
            if name not in rules:
                yield f"{at}/{name} is unknown"
            else:
                yield from rules[name](each, f"{at}/{name}")

    return check


_HTTP = r"^https?://"
_SCOPES = some(text(high=50), 0, 255)
_EVENTS = some(text(high=50), 0, 100, unique=True)

MANIFEST = parts(
    {
        "_metadata": parts({"major_version": of(int), "minor_version": of(int)}),
        "display_information": parts(
            {
                "name": text(1, 35),
                "description": text(1, 140),
                "long_description": text(175, 4000),
                "background_color": text(4, 7, r"^#[0-9a-fA-F]{3}([0-9a-fA-F]{3})?$"),
            },
            "name",
        ),
        "features": parts(
            {
                "app_home": parts(
                    {
                        "home_tab_enabled": of(bool),
                        "messages_tab_enabled": of(bool),
                        "messages_tab_read_only_enabled": of(bool),
                    }
                ),
                "bot_user": parts(
                    {"display_name": text(1, 80), "always_online": of(bool)}, "display_name"
                ),
                "shortcuts": some(
                    parts(
                        {
                            "name": text(1, 24),
                            "type": text(pattern="^(message|global)$"),
                            "callback_id": text(1, 255),
                            "description": text(1, 150),
                        },
                        *("name", "type", "callback_id", "description"),
                    ),
                    1,
                    10,
                ),
                "slash_commands": some(
                    parts(
                        {
                            "command": text(2, 32, "^/"),
                            "url": text(0, 3000, _HTTP),
                            "description": text(1, 2000),
                            "usage_hint": text(1, 1000),
                            "should_escape": of(bool),
                        },
                        *("command", "description"),
                    ),
                    1,
                    50,
                ),
                "unfurl_domains": some(
                    text(0, 255, r"^(?![.-])([-a-z0-9.])+([a-z0-9])$"), 1, 5, unique=True
                ),
            }
        ),
        "oauth_config": parts(
            {
                "redirect_urls": some(text(high=2500), 0, 1000, unique=True),
                "scopes": parts({"bot": _SCOPES, "bot_optional": _SCOPES}),
            }
        ),
        "settings": parts(
            {
                "event_subscriptions": parts(
                    {"request_url": text(0, 3500, _HTTP), "bot_events": _EVENTS}
                ),
                "interactivity": parts(
                    {
                        "is_enabled": of(bool),
                        "request_url": text(0, 3500, _HTTP),
                        "message_menu_options_url": text(0, 3500, _HTTP),
                    },
                    "is_enabled",
                ),
                "org_deploy_enabled": of(bool),
                "socket_mode_enabled": of(bool),
                "token_rotation_enabled": of(bool),
            }
        ),
    },
    "display_information",
)


def complaints(manifest: Any) -> list[str]:
    """Return all that is wrong with a manifest; empty when Slack takes it."""
    found = list(MANIFEST(manifest, ""))
    if found:
        return found
    settings, features = manifest["settings"], manifest["features"]
    socket = settings["socket_mode_enabled"]
    addressed = {
        "event_subscriptions": "request_url" in settings["event_subscriptions"],
        "interactivity": "request_url" in settings["interactivity"],
        "slash_commands": all("url" in each for each in features["slash_commands"]),
    }
    # Over the socket nothing has an address; by HTTP all has.
    return [f"{name} has the wrong way" for name, has in addressed.items() if has is socket]
