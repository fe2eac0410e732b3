"""Makes the bot's end of Slack, in the way that the settings say."""

import secrets
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import datetime
from typing import TYPE_CHECKING

from pydantic import SecretStr

from bot.catalogue import Catalogues
from bot.domain.calls import CommandSpec
from bot.domain.errors import SettingsError
from bot.ports import ChatPlatform
from bot.settings import Settings
from bot.settings.shape import SlackSettings
from bot.store import Store

if TYPE_CHECKING:
    from bot.platforms.slack.http import Http, OAuth
    from bot.platforms.slack.installations import Installations

_KEY_FILE = "slack.key"
_APP = "It is at api.slack.com/apps, your app: "
_BOT_TOKEN = "PAPERBOY_SLACK__BOT_TOKEN"  # noqa: S105  the name of a setting
_WHERE = {
    _BOT_TOKEN: _APP + "OAuth & Permissions (xoxb-…).",
    "PAPERBOY_SLACK__APP_TOKEN": _APP + "Basic Information, App-Level Tokens (xapp-…).",
    "PAPERBOY_SLACK__SIGNING_SECRET": _APP + "Basic Information, App Credentials.",
    "PAPERBOY_SLACK__CLIENT_ID": _APP + "Basic Information, App Credentials.",
    "PAPERBOY_SLACK__CLIENT_SECRET": _APP + "Basic Information, App Credentials.",
    "PAPERBOY_SLACK__PUBLIC_URL": "It is the address at which Slack and people reach this server.",
}

OpenStore = Callable[[], AbstractAsyncContextManager[Store]]


def slack_platform(
    settings: Settings,
    specs: Sequence[CommandSpec],
    sentences: Catalogues,
    clock: Callable[[], datetime],
    open_store: OpenStore,
) -> ChatPlatform | None:
    """Make the bot's end of Slack; None where nothing of it is set.

    Args:
        clock: Says what time it is (UTC).
        open_store: Opens where installations are kept.

    Raises:
        SettingsError: A setting lacks another that goes with it.
    """
    slack = settings.slack
    secrets_set = (slack.bot_token, slack.app_token, slack.signing_secret, slack.client_secret)
    if not slack.mode and not slack.client_id and not any(secrets_set):
        return None
    # Its libraries take most of a second to import, and half of it is for nothing without tokens.
    from bot.platforms.slack.adapter import SlackPlatform
    from bot.platforms.slack.spelling import speller

    _check(slack)
    http = _http(settings, clock, open_store) if slack.by_http else None
    return SlackPlatform(
        bot_token=_plain(slack.bot_token),
        app_token="" if http else _plain(slack.app_token),
        http=http,
        api_url=slack.api_url,
        command=slack.command,
        specs=specs,
        say_in=sentences.speaking(speller(slack.command)),
        clock=clock,
        in_flight=slack.in_flight,
        ping_s=slack.ping_s,
        per_minute=slack.per_minute,
        gap_s=slack.gap_s,
    )


def _check(slack: SlackSettings) -> None:
    """See that nothing is missing.

    Raises:
        SettingsError: Something is; names it.
    """
    many = bool(slack.client_id or slack.client_secret)
    if many and not slack.by_http:
        raise SettingsError(
            "Several workspaces can install the app only where Slack connects to us: set "
            "PAPERBOY_SLACK__MODE to http and PAPERBOY_SLACK__SIGNING_SECRET, or leave out "
            "PAPERBOY_SLACK__CLIENT_ID and PAPERBOY_SLACK__CLIENT_SECRET."
        )
    if many and slack.bot_token:
        raise SettingsError(
            f"{_BOT_TOKEN} is the token of one workspace, PAPERBOY_SLACK__CLIENT_ID lets several "
            "install the app, each with a token of its own: leave one of them out."
        )
    needed: tuple[str, ...]
    if not slack.by_http:
        kind, needed = "two tokens", ("bot_token", "app_token")
    elif many:
        needed = ("signing_secret", "client_id", "client_secret", "public_url")
        kind = "these by HTTP: " + ", ".join(needed)
    else:
        kind = "a bot token and a signing secret by HTTP"
        needed = ("bot_token", "signing_secret")
    missing = [f"PAPERBOY_SLACK__{name.upper()}" for name in needed if not getattr(slack, name)]
    if missing:
        lacks = " and ".join(missing) + (" is" if len(missing) == 1 else " are")
        raise SettingsError(
            f"Slack needs {kind}; {lacks} missing. " + " ".join(_WHERE[each] for each in missing)
        )


def _http(settings: Settings, clock: Callable[[], datetime], open_store: OpenStore) -> "Http":
    from bot.platforms.slack.http import Http

    slack = settings.slack
    return Http(
        signing_secret=_plain(slack.signing_secret),
        host=slack.listen_host,
        port=slack.listen_port,
        oauth=_oauth(settings, clock, open_store) if slack.client_id else None,
    )


def _oauth(settings: Settings, clock: Callable[[], datetime], open_store: OpenStore) -> "OAuth":
    from bot.app.installations import KeptInstallations
    from bot.app.sealing import seal
    from bot.platforms.slack.http import OAuth

    slack = settings.slack

    @asynccontextmanager
    async def keep() -> "AsyncIterator[Installations]":
        sealing = seal(_plain(slack.encryption_key), settings.data_dir / _KEY_FILE)
        async with open_store() as store:
            yield KeptInstallations(store, sealing, clock)

    return OAuth(
        client_id=slack.client_id,
        client_secret=_plain(slack.client_secret),
        public_url=slack.public_url or "",
        keep=keep,
        new_state=secrets.token_urlsafe,
        unfurls=slack.unfurl,
        authorize_url=slack.api_url.removesuffix("/api") + "/oauth/v2/authorize",
    )


def _plain(secret: SecretStr | None) -> str:
    return secret.get_secret_value() if secret else ""
