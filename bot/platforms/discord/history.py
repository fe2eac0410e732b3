"""Finds a message of ours again, by the key in its buttons or in an address of its text."""

from collections.abc import AsyncIterator, Mapping
from datetime import datetime, timedelta
from typing import Any

import discord

from bot.domain.chat import Channel, Place, Thread
from bot.platforms.discord import codes, forums, ids

_PAGE = 100
_UNKNOWN_CHANNEL = 10003
_CLOCKS_DIFFER = timedelta(minutes=5)
"""Discord's clock makes the ids of messages, ours says since when to look."""

Payload = Mapping[str, Any]


async def look_up(
    client: discord.Client, channel: Channel, key: str, since: datetime, under: Thread | None
) -> tuple[str, str | None] | None:
    """Return the id of our message with this key, and of the thread that it stands in.

    Raises:
        DeliveryError: Discord would not say.
    """
    for thread in _searched(client, channel, under, since):
        try:
            found = await _find(client, int(thread or channel.native), key, since)
        except codes.FAILURES as error:
            if thread and _is_unknown(error):
                continue  # it was never made, or is gone
            raise codes.delivery_error(error) from error
        if found:
            return found, thread
    return None


def _searched(
    client: discord.Client, channel: Channel, under: Thread | None, since: datetime
) -> list[str | None]:
    """Return the threads in which a message may stand; None is the channel itself."""
    if place := forums.forum(client, channel):
        return [*forums.searched(client, place, under, since)]
    return [under.top.native, None] if under and channel.kind is not Place.DIRECT else [None]


async def _find(client: discord.Client, place: int, key: str, since: datetime) -> str | None:
    """Return the id of our message with this key in a channel or thread."""
    ours = str(client.application_id), str(client.user.id if client.user else 0)
    async for message in _messages(client, place, since - _CLOCKS_DIFFER):
        if message["author"]["id"] in ours and _has(message, key):
            return str(message["id"])
    return None


async def _messages(client: discord.Client, place: int, since: datetime) -> AsyncIterator[Payload]:
    after = discord.utils.time_snowflake(since)
    while True:
        # The raw answer: discord.py would build every message of the channel in full.
        page: list[Payload] = list(await client.http.logs_from(place, _PAGE, after=after))
        for message in page:
            yield message
        if len(page) < _PAGE:
            return
        after = max(int(message["id"]) for message in page)


def _has(message: Payload, key: str) -> bool:
    if ids.marks_in(message.get("content") or "", key):
        return True
    marked = any(ids.marks(each.get("url") or "", key) for each in message.get("embeds") or ())
    return marked or any(_is_of(each, key) for each in message.get("components") or ())


def _is_unknown(error: BaseException) -> bool:
    return isinstance(error, discord.HTTPException) and error.code == _UNKNOWN_CHANNEL


def _is_of(component: Payload, key: str) -> bool:
    if ids.marks(component.get("custom_id") or "", key):
        return True
    return any(_is_of(each, key) for each in component.get("components") or ())
