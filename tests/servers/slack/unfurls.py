"""Previews of links: what the app hears of links to its domains, and `chat.unfurl`."""

import re
from typing import Any
from urllib.parse import urlsplit

from tests.servers.slack import blocks as block_kit
from tests.servers.slack import mentions
from tests.servers.slack.asked import Asked, Methods
from tests.servers.slack.content import parsed, refuse_if
from tests.servers.slack.refusal import Refused
from tests.servers.slack.service import Service
from tests.servers.slack.workspace import BOT_USER, Message

_LINK = re.compile(r"<(https?://[^|>]+)(?:\|[^>]*)?>")
_KEYS = {"blocks", "color", "fallback", "hide_color", "preview", "text", "title", "title_link"}


def links(message: Message, domains: set[str]) -> list[dict[str, str]]:
    """Return the links of a message that lead to some domains."""
    found = []
    for url in dict.fromkeys(_LINK.findall(message.text)):
        host = urlsplit(url).hostname or ""
        for domain in sorted(domains):
            if host == domain or host.endswith(f".{domain}"):
                found.append({"domain": domain, "url": url})
                break
    return found


def tell(service: Service, message: Message, domains: set[str]) -> None:
    """Tell the app of the links in a message, whether it is a member there or not."""
    found = links(message, domains)
    if not found or message.bot_id:
        return
    id = service.workspace.id("X")
    service.workspace.shared[id] = message
    event: dict[str, Any] = {
        "type": "link_shared",
        "channel": message.channel.id,
        "is_bot_user_member": BOT_USER in message.channel.members,
        "user": message.user,
        "message_ts": message.ts,
        "links": found,
        "unfurl_id": id,
        "source": "conversations_history",
        "event_ts": service.workspace.ts(),
    }
    event |= {"thread_ts": message.thread_ts} if message.in_thread else {}
    service.events.tell("link_shared", event, message=message)


class Unfurls:
    """The method that shows previews."""

    def __init__(self, service: Service) -> None:
        self._service = service

    def methods(self) -> Methods:
        return {"chat.unfurl": self._unfurl}

    def _unfurl(self, asked: Asked) -> dict[str, Any]:
        unfurls = parsed(asked.said.get("unfurls"), "invalid_arguments")
        if not isinstance(unfurls, dict) or not unfurls:
            raise Refused("missing_unfurls")
        message = self._message(asked)
        shared = set(_LINK.findall(message.text))
        for url, preview in unfurls.items():
            if url not in shared:
                raise Refused("cannot_unfurl_url")
            if not isinstance(preview, dict) or preview.keys() - _KEYS:
                raise Refused("invalid_unfurls_format")
            refuse_if(block_kit.complaints(preview.get("blocks", [])), "invalid_blocks")
            message.attachments.append({"from_url": url, **preview})
        names = {each.name: each.id for each in self._service.workspace.people.values()}
        message.pings |= mentions.pings(mentions.markup(list(unfurls.values())), names=names)
        self._service.bell.ring()
        return {}

    def _message(self, asked: Asked) -> Message:
        shared = self._service.workspace.shared
        if id := asked.word("unfurl_id"):
            if not asked.word("source"):
                raise Refused("missing_source")
            if id not in shared:
                raise Refused("invalid_unfurl_id")
            return shared[id]
        found = [
            each
            for each in shared.values()
            if (each.channel.id, each.ts) == (asked.word("channel"), asked.word("ts"))
        ]
        if not found:
            raise Refused("cannot_find_message")
        return found[0]
