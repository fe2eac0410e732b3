"""The app's manifest: everything Slack must know about it, made from the commands there are.

Shape and limits: github.com/slackapi/manifest-schema, version 2.
"""

from collections.abc import Iterable
from dataclasses import dataclass
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

UNFURL_SCOPES = ("links:read", "links:write")
"""Asked for only where links to papers shall grow a preview."""
UNFURL_DOMAINS = ("arxiv.org",)

EVENTS = (
    "app_home_opened",
    "app_mention",
    "app_uninstalled",
    "member_joined_channel",
    "message.im",
    "reaction_added",
    "reaction_removed",
    "tokens_revoked",
)
UNFURL_EVENTS = ("link_shared",)

EVENTS_PATH = "/slack/events"
INSTALL_PATH = "/slack/install"
REDIRECT_PATH = "/slack/oauth_redirect"
"""Where our server takes what Slack delivers, and lets people install the app."""


@dataclass(frozen=True, slots=True)
class Variant:
    """What can be otherwise about the app.

    Attributes:
        public_url: Where Slack reaches us by HTTP, without a slash at its end; '' where we connect
            to it (Socket Mode).
        installs: Several workspaces install it, each through our own page.
        unfurls: Links to papers grow a preview.
        org: It can be installed for a whole organisation at once.
    """

    public_url: str = ""
    installs: bool = False
    unfurls: bool = False
    org: bool = False


SOCKET = Variant()


def asked_scopes(*, unfurls: bool) -> tuple[str, ...]:
    """Return the scopes that whoever installs the app is asked for, optional ones too."""
    return (*BOT_SCOPES, *(UNFURL_SCOPES if unfurls else ()), *OPTIONAL_SCOPES)


def manifest(
    specs: Iterable[CommandSpec], say: Say, command: str, variant: Variant = SOCKET
) -> dict[str, Any]:
    """Describe the app.

    Args:
        command: The slash command, such as `/papers`; a workspace has each name once.
    """
    specs = tuple(specs)
    bot = [*BOT_SCOPES, *(UNFURL_SCOPES if variant.unfurls else ())]
    return {
        "_metadata": {"major_version": 2, "minor_version": 1},
        "display_information": {
            "name": "Paperboy",
            "description": say(words("slack-app-description")),
            "long_description": say(words("slack-app-long", command=command)),
            "background_color": "#24292f",
        },
        "features": _features(specs, say, command, variant),
        "oauth_config": {
            **({"redirect_urls": [variant.public_url + REDIRECT_PATH]} if variant.installs else {}),
            "scopes": {"bot": bot, "bot_optional": list(OPTIONAL_SCOPES)},
        },
        "settings": _settings(variant),
    }


def _features(
    specs: tuple[CommandSpec, ...], say: Say, command: str, variant: Variant
) -> dict[str, Any]:
    verbs = " | ".join(spec.name for spec in specs if spec.name and not spec.on_message)
    address = {"url": variant.public_url + EVENTS_PATH} if variant.public_url else {}
    shortcuts = [
        {
            "name": say(words(f"command-{spec.name}")),
            "type": "message",
            "callback_id": spec.name,
            "description": say(words(f"{spec.name}-help")),
        }
        for spec in specs
        if spec.on_message
    ]
    return {
        "app_home": {
            "home_tab_enabled": True,
            "messages_tab_enabled": True,
            "messages_tab_read_only_enabled": False,
        },
        "bot_user": {"display_name": "Paperboy", "always_online": True},
        # An empty list is refused.
        **({"shortcuts": shortcuts} if shortcuts else {}),
        "slash_commands": [
            {
                "command": command,
                **address,
                "description": say(words("slack-app-command")),
                "usage_hint": f"[{verbs}]",
                "should_escape": True,
            }
        ],
        **({"unfurl_domains": list(UNFURL_DOMAINS)} if variant.unfurls else {}),
    }


def _settings(variant: Variant) -> dict[str, Any]:
    events = [*EVENTS, *(UNFURL_EVENTS if variant.unfurls else ())]
    where = variant.public_url + EVENTS_PATH
    address = {"request_url": where} if variant.public_url else {}
    menus = {"message_menu_options_url": where} if variant.public_url else {}
    return {
        "event_subscriptions": {**address, "bot_events": events},
        "interactivity": {"is_enabled": True, **address, **menus},
        "org_deploy_enabled": variant.org,
        "socket_mode_enabled": not variant.public_url,
        # A token that ends after twelve hours would have to be renewed, under a lock, before each
        # digest; and Slack lets nobody turn this off again. Ours are sealed where they are kept.
        "token_rotation_enabled": False,
    }
