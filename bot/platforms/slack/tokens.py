"""The two tokens: whether Slack takes them, and what they let us promise."""

from collections.abc import Awaitable
from typing import TypeVar

from bot.domain.chat import Words, words
from bot.domain.errors import DeliveryError, Disconnected, SettingsError
from bot.platforms.slack.client import Identity, Web, asked, identity
from bot.platforms.slack.codes import Refused, Remedy
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


async def tried(web: Web, app_token: str) -> tuple[Identity, str]:
    """Try both tokens; return who we are and where we may connect, once.

    Raises:
        SettingsError: Slack refuses one; names the setting.
        Disconnected: There was no such answer.
    """
    me = await _unless_refused(BOT_TOKEN, identity(web))
    asking = asked(web.client.apps_connections_open, app_token=app_token)
    return me, str((await _unless_refused(APP_TOKEN, asking))["url"])


async def examined(web: Web, app_token: str, in_flight: int) -> list[Words]:
    """Say who we are, what is missing, and what becomes of a message when we crash; see the port.

    Args:
        in_flight: Most messages on their way at once, where they cannot be looked up.

    Raises:
        SettingsError: Slack refuses a token.
        DeliveryError: It cannot be reached.
    """
    try:
        me, _ = await tried(web, app_token)
    except Disconnected as error:
        raise DeliveryError(str(error), permanent=False) from error
    found = [words("slack-known", name=me.name, team=me.team_name)]
    found += missing_scopes(me)
    if can_look_everywhere(me):
        return [*found, words("slack-never-twice")]
    lacking = tuple(sorted(set(OPTIONAL_SCOPES) - me.scopes))
    return [*found, words("slack-perhaps-twice", count=in_flight, scopes=lacking)]


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
