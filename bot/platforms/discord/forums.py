"""Forum channels: they hold nothing but posts, so a digest is one, and its cards follow in it."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any, Literal

import discord

from bot.domain.chat import Card, Channel, Line, Message, Place, Say, Thread
from bot.platforms.discord import components, rows
from bot.platforms.discord.drawn import Drawn
from bot.platforms.discord.escape import plain
from bot.platforms.discord.rows import Room

_TITLE = 100
_TAGS = 5
_ARCHIVED_AFTER_MIN: Literal[10080] = 10080
_SEARCHED = 5
_CLOCKS_DIFFER = timedelta(minutes=5)


def forum(client: discord.Client, channel: Channel) -> discord.ForumChannel | None:
    """Return the forum that a channel is, or None for any other."""
    if channel.kind is Place.DIRECT:
        return None
    guild = client.get_guild(int(channel.space))
    found = guild.get_channel(int(channel.native)) if guild else None
    return found if isinstance(found, discord.ForumChannel) else None


def post_for(
    client: discord.Client,
    place: discord.ForumChannel,
    message: Message,
    under: Thread | None,
    begun: str | None,
) -> str | None:
    """Return the post that a message belongs into; None where it begins one.

    What notifies begins one. What does not goes on with the latest, for it belongs to that digest,
    or tells what has changed since.

    Args:
        begun: The post that we began last, which Discord may not have told us of yet.
    """
    if under:
        return under.top.thread or under.top.native
    known = [*([begun] if begun else []), *_ours(client, place)]
    return None if message.push else max(known, key=int, default=None)


def searched(
    client: discord.Client, place: discord.ForumChannel, under: Thread | None, since: datetime
) -> list[str]:
    """Return the posts in which a message of ours may stand that was sent since."""
    if under:
        return [under.top.thread or under.top.native]
    oldest = discord.utils.time_snowflake(since - _CLOCKS_DIFFER)
    ours = list(_ours(client, place))
    new = [each for each in ours if int(each) >= oldest]
    return list(dict.fromkeys([*new[:_SEARCHED], *ours[:1]]))


async def begin(
    place: discord.ForumChannel, message: Message, drawn: Drawn, say: Say, *, silent: bool
) -> str:
    """Begin a post with a message; its id is the post's too.

    Raises:
        discord.DiscordException: Discord refused.
        aiohttp.ClientError: Discord could not be reached.
    """
    title = _title(message, say)
    fields: dict[str, Any] = {
        "content": drawn.content,
        "embeds": components.embeds(drawn),
        "files": components.files(drawn),
        "view": components.view(drawn),
        "applied_tags": _tags(place, title),
    }
    made = await place.create_thread(
        name=title,
        auto_archive_duration=_ARCHIVED_AFTER_MIN,
        silent=silent,
        **{name: value for name, value in fields.items() if value},
    )
    return str(made.thread.id)


def _title(message: Message, say: Say) -> str:
    """Call a post as its message begins."""
    for block in message.blocks:
        title = ""
        if isinstance(block, Line):
            title = rows.small(block, say, Room(0, line=_TITLE))
        elif isinstance(block, Card):
            title = plain(block.entry.title, _TITLE)
        if title:
            return title
    return (plain(say(message.push), _TITLE) if message.push else "") or "…"


def _tags(place: discord.ForumChannel, title: str) -> list[discord.ForumTag]:
    """Return the tags of a forum that are named in a title, and that we may give."""
    named = [
        tag
        for tag in place.available_tags
        if not tag.moderated
        and re.search(rf"(?<!\w){re.escape(tag.name)}(?!\w)", title, re.IGNORECASE)
    ]
    return named[:_TAGS]


def _ours(client: discord.Client, place: discord.ForumChannel) -> Iterator[str]:
    """Yield our posts that are not archived, the newest first."""
    ours = client.user.id if client.user else 0
    for thread in sorted(place.threads, key=lambda each: each.id, reverse=True):
        if thread.owner_id == ours and not thread.locked:
            yield str(thread.id)
