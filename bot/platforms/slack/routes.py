"""The ways an answer can go, and in which order they are tried."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any, TypeAlias

from bot.domain.chat import Channel, Place
from bot.platforms.slack.clicks import ANSWER
from bot.platforms.slack.client import Web
from bot.platforms.slack.directory import Directory
from bot.platforms.slack.heard import Spot
from bot.platforms.slack.page import Drawn

Route: TypeAlias = Callable[[Drawn], Awaitable[str | None]]
"""One way an answer can go; returns the message it became, where Slack says."""

_NO_PREVIEWS = {"unfurl_links": False, "unfurl_media": False}
"""`chat.postEphemeral` knows neither, for it never shows any."""


class Routes:
    """Knows the ways.

    A private answer in a channel is ephemeral. Where Slack offers an address to answer at
    (`response_url`) that is used first, for it works where we are no member; but it cannot be
    relied on to answer in a thread, which `chat.postEphemeral` does.
    """

    def __init__(self, web: Web, directory: Directory) -> None:
        self._web = web
        self._directory = directory

    def to(self, spot: Spot, channel: Channel, *, private: bool) -> list[Route]:
        """Return the ways to a new message, best first."""

        async def ephemeral(drawn: Drawn) -> None:
            await self._web.ask(
                self._web.client.chat_postEphemeral,
                **said(drawn),
                channel=spot.channel,
                user=spot.user,
                thread_ts=spot.thread,
            )

        async def at_url(drawn: Drawn) -> None:
            seen_by = "ephemeral" if private else "in_channel"
            how = {"response_type": seen_by, "replace_original": False}
            await self._web.respond(spot.url, said(drawn) | how | _NO_PREVIEWS)

        async def openly(drawn: Drawn) -> str | None:
            return await self._post(drawn, spot.channel, spot.thread)

        async def direct(drawn: Drawn) -> None:
            await self._post(drawn, await self._directory.direct(spot.user))

        url: list[Route] = [at_url] if spot.url else []
        if with_us(spot, channel):
            return [openly, *url]
        if not private:
            return [openly, *url, ephemeral, direct]
        if spot.thread:
            return [ephemeral, *url, direct]
        return [*url, ephemeral, direct]

    def in_place(self, spot: Spot, channel: Channel) -> list[Route]:
        """Return the ways to put an answer in the place of the message that was clicked.

        None where others see that message. What only one person sees can be changed by nothing
        but the address that came with the click (slackapi/bolt-js 2287).
        """

        async def at_url(drawn: Drawn) -> None:
            await self._web.respond(
                spot.url, said(drawn) | {"replace_original": True} | _NO_PREVIEWS
            )

        if not spot.alone:
            return []
        url: list[Route] = [at_url] if spot.url else []
        if with_us(spot, channel) and spot.message:
            return [self.instead_of(spot, spot.message), *url]
        return url

    def instead_of(self, spot: Spot, native: str) -> Route:
        """Return the way to put an answer in the place of a message of ours that can be changed."""

        async def changed(drawn: Drawn) -> str | None:
            update = self._web.client.chat_update
            await self._web.ask(update, **said(drawn), channel=spot.channel, ts=native)
            return native

        return changed

    async def _post(self, drawn: Drawn, channel: str, thread: str | None = None) -> str | None:
        turn = self._web.pacing.turns.wait(channel, first=True)
        answer = await self._web.post(
            turn, channel, **said(drawn), thread_ts=thread, **_NO_PREVIEWS
        )
        return str(answer["ts"])


def with_us(spot: Spot, channel: Channel) -> bool:
    """Say whether something was done in a person's own conversation with us."""
    return channel.kind is Place.DIRECT and spot.channel == channel.native


def as_answer(drawn: Drawn) -> Drawn:
    """Mark an answer that one person sees, so that a click on it tells: in direct messages with us
    digests stand too, and nothing takes their place."""
    blocks = (
        {**block, "block_id": f"{ANSWER}{at}"} if block["type"] == "actions" else block
        for at, block in enumerate(drawn.blocks)
    )
    return replace(drawn, blocks=tuple(blocks))


def said(drawn: Drawn) -> dict[str, Any]:
    """Return a message as Slack's methods take it."""
    return {"text": drawn.text, **({"blocks": list(drawn.blocks)} if drawn.blocks else {})}
