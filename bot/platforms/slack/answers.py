"""Brings answers back to who asked, one way or another."""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any, TypeAlias

from bot.domain.calls import Reply
from bot.domain.chat import Channel, Message, MessageRef, Place, SayIn, Style, line, words
from bot.platforms.slack import render
from bot.platforms.slack.client import Web
from bot.platforms.slack.codes import Refused, Remedy
from bot.platforms.slack.directory import Directory
from bot.platforms.slack.inbound import Spot
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

    async def deliver(self, spot: Spot, channel: Channel, reply: Reply) -> MessageRef | None:
        """Deliver an answer; say where it stands, if Slack lets us know.

        Args:
            channel: What the answer is about; in conversations of two it may be another one.
        """
        message = reply.message
        in_open = not reply.private or self._with_us(spot, channel)
        if message.files and not in_open:
            message = await self._files_by_direct(spot, message)
        sent = await self._send(spot, channel, message, private=reply.private)
        if message.files and in_open:
            for file in message.files:
                await self._posts.upload(file, channel.native, spot.thread or sent)
        return MessageRef(channel, sent, spot.thread) if sent else None

    def _with_us(self, spot: Spot, channel: Channel) -> bool:
        return channel.kind is Place.DIRECT and spot.channel == channel.native

    async def _send(
        self, spot: Spot, channel: Channel, message: Message, *, private: bool
    ) -> str | None:
        """Send the messages of an answer, by the first way that takes them."""
        say = self._say_in(message.language)
        parts = list(render.answer(message, say))
        first: str | None = None
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
