"""Finds a message of ours again, by the key in its buttons or in an address of its text."""

from collections.abc import AsyncIterator, Mapping
from datetime import datetime, timedelta
from typing import Any

import discord

from bot.platforms.discord import ids

_PAGE = 100
_CLOCKS_DIFFER = timedelta(minutes=5)
"""Discord's clock makes the ids of messages, ours says since when to look."""

Payload = Mapping[str, Any]


async def find(client: discord.Client, place: int, key: str, since: datetime) -> str | None:
    """Return the id of our message with this key in a channel or thread.

    Raises:
        discord.DiscordException: Discord would not say.
    """
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


def _is_of(component: Payload, key: str) -> bool:
    if ids.marks(component.get("custom_id") or "", key):
        return True
    return any(_is_of(each, key) for each in component.get("components") or ())
