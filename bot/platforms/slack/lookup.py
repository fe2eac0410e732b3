"""Finds our own messages again by the key in their metadata, when nobody knows if they arrived."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from bot.domain.chat import Channel, MessageRef, Thread
from bot.domain.errors import CannotLook
from bot.platforms.slack.client import Identity, Method, Web
from bot.platforms.slack.codes import Refused, Remedy
from bot.platforms.slack.posts import EVENT_TYPE

_MARGIN = timedelta(minutes=5)
"""Slack's clock and ours may differ by so much."""
_PAGE = 100
_MOST_PAGES = 20


class LookUp:
    """Looks where our messages stand."""

    def __init__(self, web: Web, me: Identity) -> None:
        self._web = web
        self._me = me

    async def find(
        self, channel: Channel, key: str, since: datetime, under: Thread | None
    ) -> MessageRef | None:
        """Find a message of ours by its metadata; see the port.

        Raises:
            CannotLook: The app has no right to read there, or there is too much to read.
            Refused: Slack would not say.
        """
        try:
            if under and (found := await self._in_thread(channel, key, since, under)):
                return MessageRef(channel, found, under.top.native)
            found = await self._in_channel(channel, key, since)
        except Refused as error:
            if error.error in ("missing_scope", "not_in_channel", "channel_not_found"):
                raise CannotLook(error.error) from error
            raise
        return MessageRef(channel, found) if found else None

    async def _in_thread(
        self, channel: Channel, key: str, since: datetime, under: Thread
    ) -> str | None:
        try:
            return await self._found(
                key,
                self._web.client.conversations_replies,
                channel=channel.native,
                ts=under.top.native,
                oldest=_oldest(since),
            )
        except Refused as error:
            if error.remedy is Remedy.FLAT:
                return None
            raise

    async def _in_channel(self, channel: Channel, key: str, since: datetime) -> str | None:
        return await self._found(
            key,
            self._web.client.conversations_history,
            channel=channel.native,
            oldest=_oldest(since),
        )

    async def _found(self, key: str, method: Method, **where: str) -> str | None:
        """Look page by page: a channel comes newest first, a thread oldest first."""
        cursor = ""
        for _ in range(_MOST_PAGES):
            page = await self._web.ask_in_time(
                method, limit=_PAGE, include_all_metadata=True, cursor=cursor or None, **where
            )
            for each in page.get("messages") or ():
                if self._is_ours(each) and key in _keys(each):
                    return str(each["ts"])
            cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
            if not cursor:
                return None
        # It may stand on the pages that are left, so nobody can say that it does not.
        raise CannotLook(f"more than {_MOST_PAGES} pages since {where['oldest']}")

    def _is_ours(self, message: Mapping[str, Any]) -> bool:
        return message.get("user") == self._me.user or (
            bool(self._me.bot) and message.get("bot_id") == self._me.bot
        )


def _oldest(since: datetime) -> str:
    return f"{(since - _MARGIN).timestamp():.6f}"


def _keys(message: Mapping[str, Any]) -> Iterator[str]:
    metadata = message.get("metadata") or {}
    if metadata.get("event_type") == EVENT_TYPE:
        yield str((metadata.get("event_payload") or {}).get("key"))
