"""Posts messages, and says what keeps us from posting."""

import logging
from collections.abc import Iterator, Mapping
from typing import Any

from bot.domain.chat import (
    Attachment,
    Channel,
    Message,
    MessageRef,
    Place,
    SayIn,
    Thread,
    Words,
)
from bot.domain.memory import Memory
from bot.platforms.slack import codes, render
from bot.platforms.slack.client import Identity, Web
from bot.platforms.slack.codes import Refused, Remedy
from bot.platforms.slack.escape import shown
from bot.platforms.slack.tokens import missing_scopes

log = logging.getLogger(__name__)

EVENT_TYPE = "paperboy_post"
_ALT = 1_000
"""Characters that say what a picture shows (docs.slack.dev/reference/methods/
files.getUploadURLExternal)."""


class Posts:
    """Our messages in channels.

    None is seeded with a reaction: on Slack whoever reads a message may react to it.
    """

    def __init__(self, web: Web, me: Identity, say_in: SayIn) -> None:
        self._web = web
        self._me = me
        self._say_in = say_in
        self._refused: Memory[str, Words] = Memory()

    async def post(
        self, channel: Channel, message: Message, under: Thread | None = None
    ) -> MessageRef:
        """Post a message; see the port.

        Raises:
            Refused: Slack did.
        """
        said = self._drawn(message) | {
            "unfurl_links": False,
            "unfurl_media": False,
        }
        if under:
            said["thread_ts"] = under.top.native
        answer = await self._sent(channel, message, said)
        ts = str(answer["ts"])
        # Slack may leave a thread out that is no longer there.
        top = (answer.get("message") or {}).get("thread_ts")
        ref = MessageRef(channel, ts, top if top and top != ts else None)
        for file in message.files:
            await self.upload(file, channel.native, ref.thread or ts, message.language)
        return ref

    async def edit(self, ref: MessageRef, message: Message) -> bool:
        """Change a message of ours in place; see the port.

        What Slack would only show as plain text stays as it is: it has a menu and buttons now.

        Raises:
            Refused: Slack did, for a reason that passes.
        """
        said = self._drawn(message) | {"channel": ref.channel.native, "ts": ref.native}
        try:
            await self._web.ask_in_time(self._web.client.chat_update, **said)
        except Refused as error:
            if error.permanent or error.is_about_message:
                log.info("%s in %s stays as it is: %s", ref.native, ref.channel.native, error)
                return False
            raise
        return True

    async def upload(
        self, file: Attachment, channel: str, thread: str | None = None, language: str = ""
    ) -> bool:
        """Send a file; say whether that went.

        Args:
            language: In which to say what a picture shows.

        Nothing is raised: the message it comes with stands already, or is yet to be sent.
        """
        try:
            await self._web.ask_in_time(
                self._web.client.files_upload_v2,
                channel=channel,
                thread_ts=thread,
                filename=file.name,
                title=file.name,
                content=file.content,
                alt_txt=self._alt(file, language),
            )
        except Exception as error:
            log.warning("%s was not sent to %s: %r", file.name, channel, error)
            return False
        return True

    def _alt(self, file: Attachment, language: str) -> str | None:
        """Say what a picture shows, for whoever cannot see it."""
        return shown(self._say_in(language)(file.about), _ALT) if file.about else None

    async def troubles(self, channel: Channel) -> list[Words]:
        """Say what keeps us from posting to a channel; see the port.

        A public one is joined when there is something to post, and only then: whoever asks how
        things stand asks for themselves.
        """
        found = missing_scopes(self._me)
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

    def _drawn(self, message: Message) -> dict[str, Any]:
        """Draw a message, with the key by which it is found again in whatever form it stands."""
        drawn = render.post(message, self._say_in(message.language))
        said: dict[str, Any] = {"text": drawn.text, "blocks": list(drawn.blocks)}
        if message.key:
            key = {"key": message.key}
            said["metadata"] = {"event_type": EVENT_TYPE, "event_payload": key}
        return said

    async def _sent(
        self, channel: Channel, message: Message, said: dict[str, Any]
    ) -> Mapping[str, Any]:
        """Send a message, another way where Slack asks for one; each way is tried once."""
        turns = self._web.pacing.turns
        simpler = self._simpler(message)
        joined = False
        turn = turns.use(channel.native)
        while True:
            try:
                answer = await self._web.post(turn, channel.native, **said)
            except Refused as error:
                # What may stand is not sent again, in whatever form.
                remedy = Remedy.NONE if error.unsure else error.remedy
                if remedy is Remedy.JOIN and not joined:
                    joined = True
                    await self._join(channel, error)
                    log.info("%s in %s: joined it", error, channel.native)
                elif remedy is Remedy.FLAT and said.pop("thread_ts", None):
                    log.warning("%s in %s: it goes into the channel", error, channel.native)
                elif remedy is Remedy.PLAINER and (form := next(simpler, None)):
                    said.pop("blocks", None)
                    said["text"] = form
                    log.warning("%s in %s: %d plain characters", error, channel.native, len(form))
                else:
                    self._remember(channel, error)
                    error.give_up()
                    raise
            else:
                self._refused.pop(channel.native, None)
                return answer.data if isinstance(answer.data, dict) else {}
            # The message has been claimed: it goes before those that are yet to be.
            turn = turns.wait(channel.native, first=True)

    def _simpler(self, message: Message) -> Iterator[str]:
        """Yield what can be said without blocks: text and links, then bare addresses."""
        say = self._say_in(message.language)
        yield render.plain(message, say)
        if addresses := render.bare(message, say):
            yield addresses

    async def _join(self, channel: Channel, refused: Refused) -> None:
        """Join a channel, which works where everybody may.

        Raises:
            Refused: It did not: for good, or for a reason that passes.
        """
        try:
            await self._web.ask_in_time(self._web.client.conversations_join, channel=channel.native)
        except Refused as error:
            log.info("Could not join %s: %s", channel.native, error)
            if error.permanent and error.error != "is_archived":
                raise refused from error
            # Whatever became of it, the message was refused: it stands nowhere.
            error.unsure = False
            raise

    def _remember(self, channel: Channel, error: Refused) -> None:
        """Keep in mind why a channel takes no messages; no method of Slack's tells."""
        if error.permanent and error.words and error.error.startswith("restricted_action"):
            self._refused.remember(channel.native, error.words)
