"""Brings answers back to who asked, one way or another."""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any, TypeAlias

from bot.domain.calls import Form, Reply
from bot.domain.chat import Channel, Message, MessageRef, Place, SayIn, Style, line, words
from bot.platforms.slack import kit, render
from bot.platforms.slack.client import Web
from bot.platforms.slack.codes import Refused, Remedy
from bot.platforms.slack.directory import Directory
from bot.platforms.slack.inbound import Spot, opened_at
from bot.platforms.slack.page import Drawn
from bot.platforms.slack.posts import Posts

log = logging.getLogger(__name__)

Route: TypeAlias = Callable[[Drawn], Awaitable[str | None]]
"""One way an answer can go; returns the message it became, where Slack says."""

_NO_PREVIEWS = {"unfurl_links": False, "unfurl_media": False}
"""`chat.postEphemeral` knows neither, for it never shows any."""


class Answers:
    """Delivers answers.

    A private answer in a channel is ephemeral. Where Slack offers an address to answer at
    (`response_url`) that is used first, for it works where we are no member; but it cannot be
    relied on to answer in a thread, which `chat.postEphemeral` does.
    """

    def __init__(self, web: Web, directory: Directory, posts: Posts, say_in: SayIn) -> None:
        self._web = web
        self._directory = directory
        self._posts = posts
        self._say_in = say_in

    async def working(self, spot: Spot, channel: Channel, language: str) -> str | None:
        """Say that an answer is being made; it is one of the five uses of a `response_url`.

        Returns the message that the answer can be put in place of. What only one person sees can
        be changed by nobody, not even by that address (slackapi/bolt-js 2287): then it is None.
        """
        note = Message((line(words("working"), style=Style.SMALL),), language=language)
        said = render.post(note, self._say_in(note.language))
        way = self._routes(spot, channel, private=True)[0]
        try:
            return await way(said)
        except Refused as error:
            log.info("Nobody in %s was told that we are at it: %s", spot.channel, error)
            return None

    async def deliver(
        self, spot: Spot, channel: Channel, reply: Reply, *, in_place_of: str | None = None
    ) -> MessageRef | None:
        """Deliver an answer; say where it stands, if Slack lets us know.

        Args:
            channel: What the answer is about; in conversations of two it may be another one.
            in_place_of: A message of ours that it replaces.
        """
        message = render.within(reply.message, self._say_in(reply.message.language))
        in_open = not reply.private or self._with_us(spot, channel)
        if message.files and not in_open:
            message = await self._files_by_direct(spot, message)
        sent = await self._send(spot, channel, message, reply.private, in_place_of)
        if message.files and in_open:
            for file in message.files:
                await self._posts.upload(file, channel.native, spot.thread or sent)
        return MessageRef(channel, sent, spot.thread) if sent else None

    async def open(self, spot: Spot, trigger: str, form: Form) -> None:
        """Open a form over the chat.

        Args:
            trigger: Slack's leave to do so.

        Raises:
            Refused: It came too late, or Slack will not.
        """
        say = self._say_in(form.language)
        fields = [
            kit.field(
                each.name,
                say(each.label),
                each.most,
                each.value,
                lines=each.lines,
                required=each.required,
            )
            for each in form.fields
        ]
        view = kit.form(form.action, say(form.title), say(form.submit), fields, opened_at(spot))
        await self._web.ask(self._web.client.views_open, trigger_id=trigger, view=view)

    def _with_us(self, spot: Spot, channel: Channel) -> bool:
        return channel.kind is Place.DIRECT and spot.channel == channel.native

    async def _send(
        self,
        spot: Spot,
        channel: Channel,
        message: Message,
        private: bool,
        in_place_of: str | None,
    ) -> str | None:
        """Send the messages of an answer, by the first way that takes them."""
        say = self._say_in(message.language)
        parts = list(render.answer(message, say))
        first: str | None = None
        if in_place_of and await self._changed(spot.channel, in_place_of, parts[0]):
            first = in_place_of
            del parts[0]
            if not parts:
                return first
        for route in self._routes(spot, channel, private=private):
            plainer = False
            while parts:
                try:
                    sent = await route(parts[0])
                except Refused as error:
                    if error.remedy is Remedy.PLAINER and not plainer:
                        plainer = True
                        parts = [Drawn(render.plain(message, say), ())]
                        continue
                    log.info("An answer in %s has to go another way: %s", spot.channel, error)
                    break
                first = first or sent
                del parts[0]
            if not parts:
                return first
        log.warning("An answer in %s reached nobody", spot.channel)
        return first

    async def _changed(self, channel: str, native: str, drawn: Drawn) -> bool:
        """Put an answer in the place of a message of ours; say whether that went."""
        update = self._web.client.chat_update
        try:
            await self._web.ask(update, **_said(drawn), channel=channel, ts=native)
        except Refused as error:
            log.info("An answer in %s stands below what it was to replace: %s", channel, error)
            return False
        return True

    def _routes(self, spot: Spot, channel: Channel, *, private: bool) -> list[Route]:
        async def ephemeral(drawn: Drawn) -> None:
            await self._web.ask(
                self._web.client.chat_postEphemeral,
                **_said(drawn),
                channel=spot.channel,
                user=spot.user,
                thread_ts=spot.thread,
            )

        async def at_url(drawn: Drawn) -> None:
            seen_by = "ephemeral" if private else "in_channel"
            how = {"response_type": seen_by, "replace_original": False}
            await self._web.respond(spot.url, _said(drawn) | how | _NO_PREVIEWS)

        async def openly(drawn: Drawn) -> str | None:
            return await self._post(drawn, spot.channel, spot.thread)

        async def direct(drawn: Drawn) -> None:
            await self._post(drawn, await self._directory.direct(spot.user))

        url: list[Route] = [at_url] if spot.url else []
        if self._with_us(spot, channel):
            return [openly, *url]
        if not private:
            return [openly, *url, ephemeral, direct]
        if spot.thread:
            return [ephemeral, *url, direct]
        return [*url, ephemeral, direct]

    async def _post(self, drawn: Drawn, channel: str, thread: str | None = None) -> str | None:
        turn = self._web.pacing.turns.wait(channel, first=True)
        answer = await self._web.post(
            turn, channel, **_said(drawn), thread_ts=thread, **_NO_PREVIEWS
        )
        return str(answer["ts"])

    async def _files_by_direct(self, spot: Spot, message: Message) -> Message:
        """Send files where only the person sees them, and say so in the answer."""
        told = []
        for file in message.files:
            sent = False
            try:
                sent = await self._posts.upload(file, await self._directory.direct(spot.user))
            except Refused as error:
                log.warning("No direct conversation with %s: %s", spot.user, error)
            name = words("slack-file-sent" if sent else "slack-file-failed", name=file.name)
            told.append(line(name, style=Style.SMALL))
        return replace(message, blocks=(*message.blocks, *told), files=())


def _said(drawn: Drawn) -> dict[str, Any]:
    return {"text": drawn.text, **({"blocks": list(drawn.blocks)} if drawn.blocks else {})}
