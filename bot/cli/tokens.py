"""What a token looks like, so that the wrong one is recognised before anybody is asked."""

import re
from base64 import urlsafe_b64decode
from binascii import Error as NotBase64
from collections.abc import Mapping
from types import MappingProxyType

from bot.settings import Settings

_DISCORD = "discord.token"
_BOT, _APP, _SIGNING = "slack.bot_token", "slack.app_token", "slack.signing_secret"
_CLIENT, _KEY = "slack.client_secret", "slack.encryption_key"
_MODEL = "openai.api_key"

NAMES: Mapping[str, str] = MappingProxyType(
    {
        _DISCORD: "PAPERBOY_DISCORD__TOKEN",
        _BOT: "PAPERBOY_SLACK__BOT_TOKEN",
        _APP: "PAPERBOY_SLACK__APP_TOKEN",
        _SIGNING: "PAPERBOY_SLACK__SIGNING_SECRET",
        _CLIENT: "PAPERBOY_SLACK__CLIENT_SECRET",
        _KEY: "PAPERBOY_SLACK__ENCRYPTION_KEY",
        _MODEL: "PAPERBOY_OPENAI__API_KEY",
    }
)
"""The settings that hold a secret, by their place in the file, with their names outside it."""

_WHERE = {
    _DISCORD: "the bot token, at discord.com/developers/applications, your application: Bot, "
    "Reset Token",
    _BOT: "the Bot User OAuth Token (xoxb-…), at api.slack.com/apps, your app: OAuth & Permissions",
    _APP: "an App-Level Token (xapp-…) with the scope connections:write, at api.slack.com/apps, "
    "your app: Basic Information",
    _SIGNING: "the Signing Secret, at api.slack.com/apps, your app: Basic Information",
    _CLIENT: "the Client Secret, at api.slack.com/apps, your app: Basic Information",
    _KEY: "a key of your own",
    _MODEL: "an API key of your model's server",
}
_SHAPES = (
    (re.compile(r"xoxb-.+"), _BOT, "a Slack bot token (xoxb-…)"),
    (re.compile(r"xapp-.+"), _APP, "a Slack app-level token (xapp-…)"),
    (re.compile(r"xoxp-.+"), "", "a Slack user token (xoxp-…), which would post in your name"),
    (re.compile(r"xoxe[.-].+"), "", "a Slack token that rotates (xoxe…): turn token rotation off"),
    (re.compile(r"xox[a-z]-.+"), "", "an old kind of Slack token"),
    (re.compile(r"[\w-]{18,}\.[\w-]{5,8}\.[\w-]{25,}"), _DISCORD, "a Discord bot token"),
    (re.compile(r"[0-9]{15,21}"), "", "an id, such as Discord's application id"),
    (re.compile(r"[0-9a-f]{64}"), "", "a public key"),
    (re.compile(r"[0-9a-f]{32}"), _SIGNING, "a client secret or a signing secret"),
    (re.compile(r"sk-.+"), _MODEL, "a key of a model's server (sk-…)"),
    (re.compile(r"[\w-]{32}"), "", "a client secret"),
)
_AROUND = re.compile(r"^(?:export\s+)?[A-Z][A-Z_]+\s*=\s*|^(?:bot|bearer)\s+", re.IGNORECASE)
_QUOTES = "\"'`“”‘’«» \t\r\n"


def cleaned(pasted: str) -> str:
    """Take off what is often pasted along: blanks, quotes, `Bot `, the name of a variable."""
    text = pasted.strip(_QUOTES)
    while (bare := _AROUND.sub("", text).strip(_QUOTES)) != text:
        text = bare
    return text


def wrong(setting: str, value: str) -> str | None:
    """Say what is wrong with a secret by its looks alone, and where the right one is.

    Args:
        setting: One of those that have `NAMES`.
        value: Never repeated in the answer.
    """
    looks, _, rest = _looks(setting, value).partition(": ")
    if not looks:
        return None
    more = f" {rest[0].upper()}{rest[1:]}." if rest else ""
    return f"{NAMES[setting]} is {looks}.{more} It should be {_WHERE[setting]}."


def secrets(settings: Settings) -> dict[str, str]:
    """Return the secrets that are set."""
    slack = settings.slack
    found = {
        _DISCORD: settings.discord.token,
        _BOT: slack.bot_token,
        _APP: slack.app_token,
        _SIGNING: slack.signing_secret,
        _CLIENT: slack.client_secret,
        _KEY: slack.encryption_key,
        _MODEL: settings.openai.api_key,
    }
    return {setting: each.get_secret_value() for setting, each in found.items() if each}


def application_id(token: str) -> str | None:
    """Return the id of the application that a Discord bot token begins with; None for others."""
    first, _, rest = token.partition(".")
    try:
        found = urlsafe_b64decode(first + "=" * (-len(first) % 4)).decode("ascii")
    except (NotBase64, ValueError):
        return None
    return found if found.isdecimal() and "." in rest else None


def masked(value: str) -> str:
    """Show which secret it is without giving it away."""
    head = re.match(r"xox[a-z]-|xapp-|sk-", value)
    tail = value[-4:] if len(value) >= 20 else ""
    return f"{head[0] if head else ''}…{tail}"


def _looks(setting: str, value: str) -> str:
    """Say what a secret is that it should not be; '' where it may be right."""
    if cleaned(value) != value:
        return "set with quotes, blanks or a word around it: take those away"
    kind = next(((whose, what) for shape, whose, what in _SHAPES if shape.fullmatch(value)), None)
    if setting == _CLIENT and kind and kind[0] == _SIGNING:
        return ""  # they look alike
    if kind and kind[0] == setting:
        return "" if setting != _DISCORD or application_id(value) else "no bot token"
    if setting in (_MODEL, _KEY):
        # Servers of one's own take anything; but what belongs to a chat service goes to none.
        return kind[1] if kind and kind[0] in (_DISCORD, _BOT, _APP) else ""
    if kind:
        return kind[1]
    if setting == _DISCORD:
        return "" if application_id(value) else "no bot token: those have three parts with dots"
    return {_SIGNING: "no signing secret: those are 32 digits and letters from a to f"}.get(
        setting, "no such token"
    )
