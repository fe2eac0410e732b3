"""The app's manifest: everything Slack must know about it, made from the commands there are.

Shape and limits: github.com/slackapi/manifest-schema, version 2.
"""

from collections.abc import Iterable
from typing import Any

from bot.domain.calls import CommandSpec
from bot.domain.chat import Say, words

BOT_SCOPES = (
    "app_mentions:read",
    "channels:join",
    "channels:read",
    "chat:write",
    "commands",
    "files:write",
    "groups:read",
    "im:history",
    "im:write",
    "reactions:read",
    "users:read",
)
"""What the bot cannot do without. It never puts a reaction anywhere: on Slack everybody may."""

OPTIONAL_SCOPES = ("channels:history", "groups:history")
"""Asked for one thing only: whether a message of ours arrived before a crash."""

EVENTS = ("app_mention", "message.im", "reaction_added", "reaction_removed")


def manifest(specs: Iterable[CommandSpec], say: Say, command: str) -> dict[str, Any]:
    """Describe the app.

    Args:
        command: The slash command, such as `/papers`; a workspace has each name once.
    """
    verbs = " | ".join(spec.name for spec in specs if spec.name)
    return {
        "_metadata": {"major_version": 2, "minor_version": 1},
        "display_information": {
            "name": "Paperboy",
            "description": say(words("slack-app-description")),
            "long_description": say(words("slack-app-long", command=command)),
            "background_color": "#24292f",
        },
        "features": {
            "app_home": {
                "home_tab_enabled": False,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": False,
            },
            "bot_user": {"display_name": "Paperboy", "always_online": True},
            "slash_commands": [
                {
                    "command": command,
                    "description": say(words("slack-app-command")),
                    "usage_hint": f"[{verbs}]",
                    "should_escape": True,
                }
            ],
        },
        "oauth_config": {
            "scopes": {"bot": list(BOT_SCOPES), "bot_optional": list(OPTIONAL_SCOPES)}
        },
        "settings": {
            "event_subscriptions": {"bot_events": list(EVENTS)},
            "interactivity": {"is_enabled": True},
            "org_deploy_enabled": False,
            "socket_mode_enabled": True,
            "token_rotation_enabled": False,
        },
    }
