"""Tokens, and which scope each method asks for.

Scopes are granted to a token when the app is installed; a method that needs another one is refused
with `missing_scope`, `needed` and `provided`.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from tests.servers.slack.refusal import Refused
from tests.servers.slack.workspace import Kind

HISTORY = ("channels:history", "groups:history")
"""Optional for the bot: they let it look for its own message after a crash."""
BOT_SCOPES = (
    *("app_mentions:read", "channels:join", "channels:read", "chat:write", "commands"),
    *("files:write", "groups:read", "im:history", "im:write"),
    *("reactions:read", "reactions:write", "users:read"),
)
APP_SCOPES = ("connections:write",)

NEEDED: dict[str, str] = {
    "apps.connections.open": "connections:write",
    "chat.delete": "chat:write",
    "chat.postEphemeral": "chat:write",
    "chat.postMessage": "chat:write",
    "chat.unfurl": "links:write",
    "chat.update": "chat:write",
    "conversations.join": "channels:join",
    "conversations.open": "im:write",
    "files.completeUploadExternal": "files:write",
    "files.getUploadURLExternal": "files:write",
    "reactions.add": "reactions:write",
    "reactions.get": "reactions:read",
    "reactions.remove": "reactions:write",
    "users.info": "users:read",
}
"""The scope of each method that always asks for the same one."""

BY_KIND: dict[str, str] = {
    "conversations.history": "history",
    "conversations.info": "read",
    "conversations.list": "read",
    "conversations.members": "read",
    "conversations.replies": "history",
}
"""Methods whose scope also says what kind of conversation: `channels:read`, `groups:read` ..."""

_FAMILIES = {Kind.PUBLIC: "channels", Kind.PRIVATE: "groups", Kind.DIRECT: "im"}

EVENTS: dict[str, str] = {
    "app_mention": "app_mentions:read",
    "channel_archive": "channels:read",
    "channel_left": "channels:read",
    "channel_unarchive": "channels:read",
    "group_archive": "groups:read",
    "group_left": "groups:read",
    "group_unarchive": "groups:read",
    "link_shared": "links:read",
    "member_joined_channel": "channels:read",
    "message.channels": "channels:history",
    "message.groups": "groups:history",
    "message.im": "im:history",
    "reaction_added": "reactions:read",
    "reaction_removed": "reactions:read",
}
"""The scope without which an event is not sent."""


class TokenKind(StrEnum):
    BOT = "bot"
    APP = "app"


@dataclass(slots=True, eq=False)
class Token:
    """A token of the app.

    Attributes:
        refusal: Why it no longer works: `token_revoked`, `account_inactive`, `token_expired`.
    """

    value: str
    kind: TokenKind
    scopes: set[str] = field(default_factory=set)
    refusal: str | None = None

    @property
    def provided(self) -> str:
        return ",".join(sorted(self.scopes))

    def need(self, scope: str) -> None:
        """Refuse unless `scope` was granted."""
        if scope not in self.scopes:
            raise Refused("missing_scope", needed=scope, provided=self.provided)

    def need_for(self, method: str, kinds: Iterable[Kind]) -> None:
        """Refuse unless the scopes of a method in conversations of these kinds were granted."""
        for kind in kinds:
            self.need(f"{_FAMILIES[kind]}:{BY_KIND[method]}")


class Tokens:
    """The tokens there are."""

    def __init__(self, bot: Token, app: Token) -> None:
        self.bot = bot
        self.app = app

    def check(self, value: str | None, method: str) -> Token:
        """Find a token and see that it may call `method`."""
        if not value:
            raise Refused("not_authed")
        for token in (self.bot, self.app):
            if token.value == value:
                break
        else:
            raise Refused("invalid_auth")
        if token.refusal:
            raise Refused(token.refusal)
        wanted = TokenKind.APP if method == "apps.connections.open" else TokenKind.BOT
        if token.kind is not wanted and method != "auth.test":
            raise Refused("not_allowed_token_type")
        if scope := NEEDED.get(method):
            token.need(scope)
        return token
