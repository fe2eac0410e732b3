"""Posts messages, and says what keeps us from posting."""

import logging
from collections import OrderedDict
from collections.abc import Mapping
from typing import Any

from bot.domain.chat import (
    Attachment,
    Channel,
    Message,
    MessageRef,
    Place,
    Say,
    Thread,
    Words,
    words,
)
from bot.platforms.slack import codes, render
from bot.platforms.slack.client import Identity, Web
from bot.platforms.slack.codes import Refused, Remedy
from bot.platforms.slack.manifest import BOT_SCOPES

log = logging.getLogger(__name__)

EVENT_TYPE = "paperboy_post"
_REMEMBERED = 1_000


class Posts:
    """Our messages in channels.

    None is seeded with a reaction: on Slack whoever reads a message may react to it.
    """

    def __init__(self, web: Web, me: Identity, say: Say) -> None:
        self._web = web
        self._me = me
        self._say = say
        self._refused: OrderedDict[str, Words] = OrderedDict()

    async def post(
        self, channel: Channel, message: Message, under: Thread | None = None
    ) -> MessageRef:
        """Post a message; see the port.

        Raises:
            Refused: Slack did.
        """
        drawn = render.post(message, self._say)
        said: dict[str, Any] = {
            "channel": channel.native,
            "text": drawn.text,
            "blocks": list(drawn.blocks),
            "unfurl_links": False,
            "unfurl_media": False,
        }
        if message.key:
            said["metadata"] = {
                "event_type": EVENT_TYPE,
                "event_payload": {"key": message.key},
            }
        if under:
            said["thread_ts"] = under.top.native
        answer = await self._sent(channel, message, said)
        ts = str(answer["ts"])
        # Slack may leave a thread out that is no longer there.
        top = (answer.get("message") or {}).get("thread_ts")
        ref = MessageRef(channel, ts, top if top and top != ts else None)
        for file in message.files:
            await self.upload(file, channel.native, ref.thread or ts)
        return ref

    async def upload(self, file: Attachment, channel: str, thread: str | None = None) -> bool:
        """Send a file; say whether that went.

        Nothing is raised: the message it comes with stands already, or is yet to be sent.
        """
        try:
            await self._web.ask(
                self._web.client.files_upload_v2,
                channel=channel,
                thread_ts=thread,
                filename=file.name,
                title=file.name,
                content=file.text.encode(),
            )
        except Exception as error:
            log.warning("%s was not sent to %s: %r", file.name, channel, error)
            return False
        return True

    async def troubles(self, channel: Channel) -> list[Words]:
        """Say what keeps us from posting to a channel; see the port.

        A public one is joined when there is something to post, and only then: whoever asks how
        things stand asks for themselves.
        """
        found: list[Words] = []
        missing = sorted(set(BOT_SCOPES) - self._me.scopes) if self._me.scopes else []
        if missing:
            found.append(words("slack-scopes", scopes=tuple(missing)))
        if channel.kind is Place.DIRECT:
            return found
        try:
            info = await self._web.ask(self._web.client.conversations_info, channel=channel.native)
        except Refused as error:
            return [*found, error.words] if error.permanent and error.words else found
        about = info["channel"]
        if about.get("is_archived"):
            found += filter(None, [codes.meaning("is_archived").words])
        elif about.get("is_private") and not about.get("is_member"):
            found += filter(None, [codes.meaning("not_in_channel").words])
        elif channel.native in self._refused:
            found.append(self._refused[channel.native])
        return found

    async def _sent(
        self, channel: Channel, message: Message, said: dict[str, Any]
    ) -> Mapping[str, Any]:
        """Send a message, another way where Slack asks for one; each way is tried once."""
        remedies = {Remedy.JOIN, Remedy.FLAT, Remedy.PLAINER}
        while True:
            try:
                answer = await self._web.ask(self._web.client.chat_postMessage, **said)
            except Refused as error:
                if error.remedy not in remedies:
                    self._remember(channel, error)
                    error.give_up()
                    raise
                remedies.discard(error.remedy)
                if not await self._mended(error, channel, message, said):
                    error.give_up()
                    raise
                log.warning("%s in %s: trying another way", error, channel.native)
            else:
                self._refused.pop(channel.native, None)
                return answer.data if isinstance(answer.data, dict) else {}

    async def _mended(
        self, error: Refused, channel: Channel, message: Message, said: dict[str, Any]
    ) -> bool:
        """Change what is sent, or where we are, so that it may be taken; say whether that went."""
        match error.remedy:
            case Remedy.JOIN:
                return await self._joined(channel)
            case Remedy.FLAT:
                return said.pop("thread_ts", None) is not None
            case _:
                said["text"] = render.plain(message, self._say)
                return bool(said.pop("blocks", None))

    async def _joined(self, channel: Channel) -> bool:
        """Join a channel, which works where everybody may."""
        try:
            await self._web.ask(self._web.client.conversations_join, channel=channel.native)
        except Refused as error:
            log.info("Could not join %s: %s", channel.native, error)
            return False
        return True

    def _remember(self, channel: Channel, error: Refused) -> None:
        """Keep in mind why a channel takes no messages; no method of Slack's tells."""
        if error.permanent and error.words and error.error.startswith("restricted_action"):
            self._refused[channel.native] = error.words
            while len(self._refused) > _REMEMBERED:
                self._refused.popitem(last=False)
