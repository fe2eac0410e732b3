"""`response_url`: answering somebody without being a member, five times in half an hour."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from tests.servers.slack.content import truth
from tests.servers.slack.refusal import Refused
from tests.servers.slack.service import Service
from tests.servers.slack.socket_mode import Sent
from tests.servers.slack.workspace import Channel, Message

USES, LIFE = 5, timedelta(minutes=30)


@dataclass(slots=True, eq=False)
class ResponseUrl:
    """One address.

    Attributes:
        source: The message whose button was pressed; None after a command.
        expired: Said by a test, whatever the time.
    """

    sent: Sent
    person: str
    channel: Channel
    source: Message | None
    made: datetime
    uses: int = 0
    expired: bool = False


class ResponseUrls:
    """All addresses given out."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._urls: dict[str, ResponseUrl] = {}

    def make(
        self, kind: str, sent: Sent, person: str, channel: Channel, source: Message | None
    ) -> str:
        """Give out an address for answers to `sent`."""
        key = f"{kind}/{self._service.workspace.id('R')}"
        now = self._service.workspace.clock()
        self._urls[key] = ResponseUrl(sent, person, channel, source, now)
        return f"{self._service.base()}/{key}"

    def expire(self, sent: Sent) -> None:
        """Let the address of `sent` have seen its time."""
        for url in self._urls.values():
            url.expired = url.expired or url.sent is sent

    def answer(self, key: str, body: bytes) -> None:
        """Carry out what was posted to an address.

        Raises:
            Refused: The service would.
        """
        url = self._urls.get(key)
        if url is None:
            raise Refused("no_service", 404)
        if url.expired or self._service.workspace.clock() - url.made > LIFE:
            raise Refused("expired_url", 404)
        if url.uses >= USES:
            raise Refused("used_url", 404)
        try:
            said = json.loads(body)
        except ValueError as reason:
            raise Refused("invalid_payload", 400) from reason
        if not isinstance(said, dict):
            raise Refused("invalid_payload", 400)
        try:
            self.carry_out(url, said, "response_url")
        except Refused as refused:
            raise Refused(refused.error, 400, **refused.details) from refused
        url.uses += 1

    def reply(self, sent: Sent, person: str, channel: Channel, said: dict[str, Any]) -> None:
        """Show what an acknowledgement carried; what is wrong with it nobody sees."""
        url = ResponseUrl(sent, person, channel, None, self._service.workspace.clock())
        try:
            self.carry_out(url, said, "ack")
        except Refused as refused:
            sent.failed = refused.error

    def carry_out(self, url: ResponseUrl, said: dict[str, Any], via: str) -> None:
        """Post, replace or delete."""
        service = self._service
        if url.source and truth(said.get("delete_original")):
            self._present(url.source)
            service.remove(url.source)
            return
        content = service.content(said)
        if content.empty:
            raise Refused("no_text")
        if url.source and truth(said.get("replace_original")):
            self._present(url.source)
            # What replaces a message is all of it: nothing of the old one stays.
            url.source.blocks, url.source.attachments, url.source.text = [], [], ""
            service.change(url.source, content)
            url.sent.answers.append(url.source)
            service.bell.ring()
            return
        public = said.get("response_type") == "in_channel"
        thread = str(said["thread_ts"]) if said.get("thread_ts") else None
        if thread is None and url.source is not None and url.source.in_thread:
            thread = url.source.thread_ts
        if thread and thread not in url.channel.messages:
            thread = None
        message = service.speak(
            url.channel,
            content,
            via=via,
            thread=thread,
            shown_to=None if public else url.person,
        )
        url.sent.answers.append(message)
        service.bell.ring()

    def _present(self, message: Message) -> None:
        if message.deleted:
            raise Refused("message_not_found")
