"""`reactions.*`: emoji on messages."""

import re
from typing import Any

from tests.servers.slack.asked import Asked, Methods
from tests.servers.slack.refusal import Refused
from tests.servers.slack.service import Service
from tests.servers.slack.workspace import BOT_USER, Message

_NAME = re.compile(r"[\w+'-]+(::skin-tone-[2-6])?")
"""Names of emoji, custom ones in any script; never the character itself."""
_MOST = 23
"""Different emoji one may put on one message."""
_NAMED = 50
"""Of those who put one on a message so many are named, unless all are asked for."""


class Reactions:
    """The methods about reactions."""

    def __init__(self, service: Service) -> None:
        self._service = service

    def methods(self) -> Methods:
        return {
            "reactions.add": self._add,
            "reactions.remove": self._remove,
            "reactions.get": self._get,
        }

    def _message(self, asked: Asked) -> Message:
        workspace = self._service.workspace
        channel = workspace.channel(asked.word("channel"))
        ts = asked.word("timestamp")
        if not ts:
            raise Refused("no_item_specified")
        return workspace.message(channel, ts)

    def _named(self, asked: Asked) -> tuple[Message, str]:
        name = asked.word("name")
        if not is_name(name):
            raise Refused("invalid_name")
        message = self._message(asked)
        if not message.channel.has_bot:
            raise Refused("not_in_channel")
        if message.channel.archived:
            raise Refused("is_archived")
        return message, name

    def _add(self, asked: Asked) -> dict[str, Any]:
        message, name = self._named(asked)
        if BOT_USER in message.reactions.get(name, ()):
            raise Refused("already_reacted")
        if sum(BOT_USER in users for users in message.reactions.values()) >= _MOST:
            raise Refused("too_many_emoji")
        react(self._service, message, BOT_USER, name)
        return {}

    def _remove(self, asked: Asked) -> dict[str, Any]:
        message, name = self._named(asked)
        if BOT_USER not in message.reactions.get(name, ()):
            raise Refused("no_reaction")
        unreact(self._service, message, BOT_USER, name)
        return {}

    def _get(self, asked: Asked) -> dict[str, Any]:
        message = self._message(asked)
        said = message.json()
        if not asked.flag("full"):
            for each in said.get("reactions", ()):
                del each["users"][_NAMED:]
        return {"type": "message", "channel": message.channel.id, "message": said}


def is_name(name: str) -> bool:
    """Say whether an emoji can be called so."""
    return name == name.lower() and _NAME.fullmatch(name) is not None


def react(service: Service, message: Message, user: str, name: str) -> Any:
    """Put an emoji on a message and tell the app."""
    message.reactions.setdefault(name, []).append(user)
    sent = service.events.reaction(message, user, name, added=True)
    service.bell.ring()
    return sent


def unreact(service: Service, message: Message, user: str, name: str) -> Any:
    """Take an emoji off a message and tell the app."""
    message.reactions[name].remove(user)
    if not message.reactions[name]:
        del message.reactions[name]
    sent = service.events.reaction(message, user, name, added=False)
    service.bell.ring()
    return sent
