"""`chat.*`: posting, changing and deleting messages."""

import re
from typing import Any

from tests.servers.slack.asked import Asked, Methods
from tests.servers.slack.content import LONGEST, LONGEST_EDIT, Content, refuse_large
from tests.servers.slack.refusal import Refused
from tests.servers.slack.service import Service
from tests.servers.slack.workspace import BOT, DOMAIN, Channel, Kind, Message

_TS = re.compile(r"\d{1,12}\.\d{1,6}")


class Chat:
    """The methods about messages."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._workspace = service.workspace

    def methods(self) -> Methods:
        return {
            "chat.postMessage": self._post,
            "chat.postEphemeral": self._whisper,
            "chat.update": self._update,
            "chat.delete": self._delete,
            "chat.getPermalink": self._link,
        }

    def _post(self, asked: Asked) -> dict[str, Any]:
        channel = self._open_place(asked)
        if channel.refusal:
            raise Refused(channel.refusal)
        content = self._content(asked)
        thread = self._thread(asked, channel)
        message = self._service.speak(
            channel,
            content,
            via=asked.method,
            thread=thread,
            broadcast=asked.flag("reply_broadcast"),
        )
        message.asked_thread = asked.word("thread_ts") or None
        said = message.json(metadata=True)
        return {"channel": channel.id, "ts": message.ts, "message": said}

    def _whisper(self, asked: Asked) -> dict[str, Any]:
        channel = self._open_place(asked)
        person = asked.word("user")
        if person not in self._workspace.people or person not in channel.members:
            raise Refused("user_not_in_channel")
        content = self._content(asked)
        thread = self._thread(asked, channel)
        message = self._service.speak(
            channel, content, via=asked.method, thread=thread, shown_to=person
        )
        return {"message_ts": message.ts}

    def _update(self, asked: Asked) -> dict[str, Any]:
        channel = self._place(asked)
        if channel.archived:
            raise Refused("is_inactive")
        message = self._own(asked, channel, "cant_update_message")
        content = self._content(asked, LONGEST_EDIT)
        said = ("text", "blocks", "attachments", "markdown_text", "metadata")
        if not any(name in asked.said for name in said):
            raise Refused("no_text")
        self._service.change(message, content)
        answer = {"channel": channel.id, "ts": message.ts, "text": message.text}
        return answer | {"message": message.json(metadata=True)}

    def _delete(self, asked: Asked) -> dict[str, Any]:
        channel = self._place(asked)
        message = self._own(asked, channel, "cant_delete_message")
        self._service.remove(message)
        return {"channel": channel.id, "ts": message.ts}

    def _link(self, asked: Asked) -> dict[str, Any]:
        channel = self._workspace.channel(asked.word("channel"))
        message = self._workspace.message(channel, asked.word("message_ts"))
        path = f"archives/{channel.id}/p{message.ts.replace('.', '')}"
        return {"channel": channel.id, "permalink": f"https://{DOMAIN}.slack.com/{path}"}

    def _content(self, asked: Asked, longest: int = LONGEST) -> Content:
        content = self._service.content(asked.said, longest)
        refuse_large(content.blocks)
        return content

    def _place(self, asked: Asked) -> Channel:
        channel = self._workspace.target(asked.word("channel"))
        if channel.kind is not Kind.DIRECT and not channel.has_bot:
            raise Refused("not_in_channel")
        return channel

    def _open_place(self, asked: Asked) -> Channel:
        channel = self._place(asked)
        if channel.archived:
            raise Refused("is_archived")
        return channel

    def _thread(self, asked: Asked, channel: Channel) -> str | None:
        ts = asked.word("thread_ts")
        if not ts:
            return None
        if not _TS.fullmatch(ts):
            raise Refused("invalid_thread_ts")
        return self._workspace.thread(channel, ts)

    def _own(self, asked: Asked, channel: Channel, error: str) -> Message:
        message = self._workspace.message(channel, asked.word("ts"))
        if message.bot_id != BOT:
            raise Refused(error)
        return message
