"""What the service tells the app of: events of what it subscribed to, where it is a member."""

from typing import Any

from tests.servers.slack.socket_mode import EVENT, Sent, Socket
from tests.servers.slack.tokens import EVENTS, Token
from tests.servers.slack.workspace import (
    APP,
    BOT_USER,
    TEAM,
    Channel,
    Kind,
    Message,
    Workspace,
)

SUBSCRIBED = (
    *("app_home_opened", "app_mention", "app_uninstalled", "member_joined_channel", "message.im"),
    *("reaction_added", "reaction_removed", "tokens_revoked"),
)

_MESSAGES = {
    Kind.PUBLIC: "message.channels",
    Kind.PRIVATE: "message.groups",
    Kind.DIRECT: "message.im",
}
_PLACES = {Kind.PUBLIC: "channel", Kind.PRIVATE: "group", Kind.DIRECT: "im"}


class Events:
    """Sends events.

    Attributes:
        subscribed: Names of the events the app asked for, as a manifest says them.
    """

    def __init__(self, workspace: Workspace, socket: Socket, bot: Token) -> None:
        self.subscribed = set(SUBSCRIBED)
        self._workspace = workspace
        self._socket = socket
        self._bot = bot

    def tell(
        self,
        name: str,
        event: dict[str, Any],
        channel: Channel | None = None,
        message: Message | None = None,
    ) -> Sent | None:
        """Send an event, unless the app did not ask for it or may not know of it."""
        scope = EVENTS.get(name)
        asked = name in self.subscribed and (scope is None or scope in self._bot.scopes)
        if not asked or self._bot.refusal or (channel and not channel.has_bot):
            return None
        return self.send(event, shared=bool(channel and channel.shared), message=message)

    def send(
        self, event: dict[str, Any], *, shared: bool = False, message: Message | None = None
    ) -> Sent:
        """Send an event, whatever it says."""
        moment = self._workspace.clock().timestamp()
        payload = {
            "token": "verification",
            "team_id": TEAM,
            "context_team_id": TEAM,
            "context_enterprise_id": None,
            "api_app_id": APP,
            "event": event,
            "type": "event_callback",
            "event_id": self._workspace.id("Ev"),
            "event_time": int(moment),
            "authorizations": [
                {
                    "enterprise_id": None,
                    "team_id": TEAM,
                    "user_id": BOT_USER,
                    "is_bot": True,
                    "is_enterprise_install": False,
                }
            ],
            "is_ext_shared_channel": shared,
            "event_context": "4-context",
        }
        sent = self._socket.new(EVENT, payload)
        sent.message = message
        return self._socket.send(sent)

    def reaction(self, message: Message, user: str, name: str, *, added: bool) -> Sent | None:
        """Tell that a reaction came or went."""
        kind = "reaction_added" if added else "reaction_removed"
        event = {
            "type": kind,
            "user": user,
            "reaction": name,
            "item": {"type": "message", "channel": message.channel.id, "ts": message.ts},
            "item_user": message.user,
            "event_ts": self._workspace.ts(),
        }
        return self.tell(kind, event, message.channel, message)

    def message(self, message: Message) -> Sent | None:
        """Tell of a new message."""
        event = message.json() | self._place(message.channel) | {"event_ts": message.ts}
        if message.in_thread:
            event["thread_ts"] = message.thread_ts
        event |= self._whose(message)
        return self.tell(_MESSAGES[message.channel.kind], event, message.channel, message)

    def mention(self, message: Message) -> Sent | None:
        """Tell that somebody called the bot by its name."""
        event = message.json() | {
            "type": "app_mention",
            "channel": message.channel.id,
            "event_ts": message.ts,
        }
        event |= self._whose(message)
        return self.tell("app_mention", event, message.channel, message)

    def changed(self, message: Message, before: dict[str, Any]) -> None:
        """Tell of an edit."""
        event = {"subtype": "message_changed", "message": message.json()}
        self._hidden(message, event | {"previous_message": before})

    def gone(self, message: Message, before: dict[str, Any]) -> None:
        """Tell of a message that was deleted."""
        event = {"subtype": "message_deleted", "deleted_ts": message.ts}
        self._hidden(message, event | {"previous_message": before})

    def joined(self, channel: Channel, inviter: str = "") -> Sent | None:
        """Tell that the bot came into a channel; who let it in is left out where nobody did."""
        event = {
            "type": "member_joined_channel",
            "user": BOT_USER,
            "channel": channel.id,
            "channel_type": "G" if channel.kind is Kind.PRIVATE else "C",
            "team": TEAM,
            "event_ts": self._workspace.ts(),
        }
        event |= {"inviter": inviter} if inviter else {}
        return self.tell("member_joined_channel", event, channel)

    def channel(self, name: str, channel: Channel) -> None:
        """Tell what happened to a channel: `archive`, `unarchive`, `left`."""
        kind = f"{_PLACES[channel.kind]}_{name}"
        event = {"type": kind, "channel": channel.id, "event_ts": self._workspace.ts()}
        # The bot hears that it was put out although it is out by now.
        self.tell(kind, event, None if name == "left" else channel)

    def _hidden(self, message: Message, event: dict[str, Any]) -> None:
        stamp = self._workspace.ts()
        event |= {"type": "message", "hidden": True, "ts": stamp, "event_ts": stamp}
        event |= self._place(message.channel)
        self.tell(_MESSAGES[message.channel.kind], event, message.channel, message)

    def _place(self, channel: Channel) -> dict[str, str]:
        return {"channel": channel.id, "channel_type": _PLACES[channel.kind]}

    def _whose(self, message: Message) -> dict[str, str]:
        author = self._workspace.people.get(message.user)
        if author is None or not author.stranger:
            return {}
        return {"user_team": author.team, "source_team": author.team, "team": author.team}
