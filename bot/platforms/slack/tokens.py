"""The two tokens: whether Slack takes them, and what they let us promise."""

import re
from collections.abc import Awaitable, Collection
from typing import TypeVar

from bot.domain.chat import Words, words
from bot.domain.errors import DeliveryError, Disconnected, SettingsError
from bot.platforms.slack.client import Identity, Web, asked, identity
from bot.platforms.slack.codes import TABLE, Refused, Remedy
from bot.platforms.slack.manifest import BOT_SCOPES, OPTIONAL_SCOPES

T = TypeVar("T")

BOT_TOKEN = (
    "PAPERBOY_SLACK__BOT_TOKEN",
    "OAuth & Permissions, Bot User OAuth Token (xoxb-…); install the app if there is none",
)
APP_TOKEN = (
    "PAPERBOY_SLACK__APP_TOKEN",
    "Basic Information, App-Level Tokens (xapp-…), with the scope connections:write",
)
"""A setting, and where on api.slack.com/apps its token is made."""


async def known(web: Web) -> Identity:
    """Try the bot token; return who we are.

    Raises:
        SettingsError: Slack refuses it; names the setting.
        Disconnected: There was no such answer.
    """
    return await _unless_refused(BOT_TOKEN, identity(web))


async def address(web: Web, app_token: str) -> str:
    """Try the app token; return where we may connect, once.

    Raises:
        SettingsError: Slack refuses it; names the setting.
        Disconnected: There was no such answer.
    """
    asking = asked(web.client.apps_connections_open, app_token=app_token)
    return str((await _unless_refused(APP_TOKEN, asking))["url"])


async def examined(web: Web, app_token: str, in_flight: int) -> list[Words]:
    """Say who we are, what is missing, and what becomes of a message when we crash; see the port.

    Args:
        app_token: '' where Slack connects to us.
        in_flight: Most messages on their way at once, where they cannot be looked up.

    Raises:
        SettingsError: Slack refuses a token.
        DeliveryError: It cannot be reached.
    """
    try:
        me = await known(web)
        if app_token:
            await _unless_refused(APP_TOKEN, _socket(web, app_token))
    except Disconnected as error:
        raise DeliveryError(str(error), permanent=False) from error
    found = [words("slack-known", name=me.name, team=me.team_name), *missing_scopes(me)]
    return [*found, promised([me], in_flight)]


def promised(all_of_us: Collection[Identity], in_flight: int) -> Words:
    """Say what becomes of a message when we crash."""
    lacking = {each for me in all_of_us for each in set(OPTIONAL_SCOPES) - me.scopes}
    if all(can_look_everywhere(me) for me in all_of_us):
        return words("slack-never-twice")
    return words("slack-perhaps-twice", count=in_flight, scopes=tuple(sorted(lacking)))


async def _socket(web: Web, app_token: str) -> None:
    """Ask for the address of a socket.

    Raises:
        SettingsError: The token is good, and yet Slack gives none, for a reason that stays.
        Refused: It refuses the token, or cannot be reached.
    """
    try:
        await asked(web.client.apps_connections_open, app_token=app_token)
    except Refused as error:
        # Slack documents no word for an app whose Socket Mode is off; it is none that we know.
        if error.error in TABLE or not re.fullmatch(r"[a-z_]+", error.error):
            raise
        word = error.error
    else:
        return
    raise SettingsError(
        f"Slack opens no connection for the app ({word}). At api.slack.com/apps, your app: Socket "
        "Mode, turn on Enable Socket Mode."
    )


def missing_scopes(me: Identity) -> list[Words]:
    """Say which scopes we lack that we cannot do without."""
    missing = sorted(set(BOT_SCOPES) - me.scopes) if me.scopes else []
    return [words("slack-scopes", scopes=tuple(missing))] if missing else []


def can_look_everywhere(me: Identity) -> bool:
    """Say whether any message of ours can be looked up, wherever it was to stand."""
    return {*OPTIONAL_SCOPES, "im:history"} <= me.scopes


def end(setting: tuple[str, str], error: Refused) -> SettingsError | Disconnected:
    """Return what ends the connection: a token that is refused, or anything that may pass."""
    if error.remedy in (Remedy.TOKEN, Remedy.REVOKED) or error.error == "missing_scope":
        name, where = setting
        return SettingsError(
            f"Slack refuses the token in {name} ({error.error}). "
            f"Get a new one at api.slack.com/apps, your app: {where}."
        )
    return Disconnected(f"Slack: {error.error}")


async def _unless_refused(setting: tuple[str, str], asking: Awaitable[T]) -> T:
    """Return Slack's answer to a token.

    Raises:
        SettingsError: Slack refuses it.
        Disconnected: There was no such answer.
    """
    try:
        return await asking
    except Refused as error:
        refused = error
    # Out here, so that nothing is chained that may hold the token.
    raise end(setting, refused)
