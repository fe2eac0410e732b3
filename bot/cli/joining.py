"""How the bot gets into a Slack workspace and a Discord server."""

import json
import os
from base64 import urlsafe_b64decode
from binascii import Error as NotBase64
from urllib.parse import urlencode

from bot import commands
from bot.app import catalogue
from bot.domain.errors import SettingsError
from bot.platforms.slack.manifest import manifest
from bot.settings import load

PERMISSIONS = 309237763136
"""View channels, send messages there and in threads, make public threads, embed links, attach
files, add reactions, read message history."""


def manifest_text() -> str:
    """Return the Slack manifest with this deployment's command, as JSON.

    Raises:
        SettingsError: The settings are wrong.
    """
    settings = load(os.environ)
    specs = [command.spec for command in commands.ALL]
    made = manifest(specs, catalogue(settings).say, settings.slack.command)
    return json.dumps(made, indent=2, ensure_ascii=False)


def invite_address() -> str:
    """Return the address that invites the bot whose token is set; the token begins with its id.

    Raises:
        SettingsError: No token is set, or it is none of Discord's.
    """
    token = load(os.environ).discord.token
    if token is None:
        raise SettingsError(
            "PAPERBOY_DISCORD__TOKEN is not set. It is at discord.com/developers/applications, "
            "your application: Bot, Reset Token."
        )
    first, _, _ = token.get_secret_value().partition(".")
    try:
        application = urlsafe_b64decode(first + "=" * (-len(first) % 4)).decode("ascii")
    except (NotBase64, ValueError):
        application = ""
    if not application.isdecimal():
        raise SettingsError(
            "PAPERBOY_DISCORD__TOKEN is no bot token: those have three parts with dots between. "
            "Copy it again at discord.com/developers/applications, your application: Bot."
        )
    asked = {
        "client_id": application,
        "scope": "bot applications.commands",
        "permissions": str(PERMISSIONS),
    }
    return f"https://discord.com/oauth2/authorize?{urlencode(asked)}"
