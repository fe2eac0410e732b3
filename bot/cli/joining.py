"""How the bot gets into a Slack workspace and a Discord server."""

import json
import os
from urllib.parse import urlencode

from bot import commands
from bot.app import catalogue
from bot.cli.tokens import application_id
from bot.domain.errors import SettingsError
from bot.platforms.slack.manifest import Variant, manifest
from bot.settings import Settings, load

PERMISSIONS = 309237763136
"""View channels, send messages there and in threads, make public threads, embed links, attach
files, add reactions, read message history."""


def manifest_text(*, http: bool | None = None, unfurl: bool = False, org: bool = False) -> str:
    """Return the Slack manifest with this deployment's command, as JSON.

    Args:
        http: Slack connects to us; None for what the settings say.
        unfurl: Ask for what previews of links need, as the setting does.
        org: The app can be installed for a whole organisation.

    Raises:
        SettingsError: The settings are wrong, or do not say where Slack reaches us.
    """
    return manifest_of(load(os.environ), http=http, unfurl=unfurl, org=org)


def manifest_of(
    settings: Settings, *, http: bool | None = None, unfurl: bool = False, org: bool = False
) -> str:
    """Return the Slack manifest that fits settings, as JSON; arguments as for `manifest_text`.

    Raises:
        SettingsError: The settings do not say where Slack reaches us.
    """
    slack = settings.slack
    by_http = slack.by_http if http is None else http
    if by_http and not slack.public_url:
        raise SettingsError(
            "PAPERBOY_SLACK__PUBLIC_URL is not set. Slack must know where it reaches this server, "
            "such as https://papers.example.org."
        )
    variant = Variant(
        public_url=(slack.public_url or "") if by_http else "",
        installs=by_http and bool(slack.client_id),
        unfurls=unfurl or slack.unfurl,
        org=org,
    )
    specs = [command.spec for command in commands.ALL]
    made = manifest(specs, catalogue(settings).say, slack.command, variant)
    return json.dumps(made, indent=2, ensure_ascii=False)


def invite_address() -> str:
    """Return the address that invites the bot whose token is set; the token begins with its id.

    Raises:
        SettingsError: No token is set, or it is none of Discord's.
    """
    return invite_of(load(os.environ))


def invite_of(settings: Settings) -> str:
    """Return the address that invites the bot of these settings.

    Raises:
        SettingsError: As for `invite_address`.
    """
    token = settings.discord.token
    if token is None:
        raise SettingsError(
            "PAPERBOY_DISCORD__TOKEN is not set. It is at discord.com/developers/applications, "
            "your application: Bot, Reset Token."
        )
    application = application_id(token.get_secret_value())
    if application is None:
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
