"""Draws a message in every form it may be posted in, the best first. Pure.

What Discord refuses in one form it may take in a plainer one: as text with its buttons, and in the
end as nothing but the addresses of its papers. Each form carries the message's key.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from bot.domain import trimming
from bot.domain.chat import Card, Line, Listing, Message, Say, Style, words
from bot.platforms.discord import ids, render, rows
from bot.platforms.discord.drawn import CONTENT, Drawn
from bot.platforms.discord.escape import address, marked, size
from bot.platforms.discord.rows import Room

_LINK = re.compile(r"\]\((https?://[^()\s]+)\)")
"""A link of ours: in what others say, these signs are escaped."""


def forms(message: Message, say: Say) -> Iterator[tuple[str, Drawn]]:
    """Yield the forms there are, each with its name for the log."""
    drawn = render.post(message, say)
    yield "drawn", drawn
    named = any(ids.marks(each.id, message.key) for each in drawn.buttons)
    if text := _text(message, say, named=named):
        yield "as text", Drawn((), text, drawn.buttons)
    if links := _links(message):
        yield "as bare links", Drawn((), links)


def _text(message: Message, say: Say, *, named: bool) -> str:
    """Write it as text, or '' where there is too much of it.

    Args:
        named: A button holds the key; else the text has to.
    """
    before = [marked(say(message.push), CONTENT)] if message.push else []
    after = [marked(say(words("post-again")))] if message.again else []
    if message.key and not named:
        after.append(ids.hidden(message.key))
    blocks = message.blocks
    if before and blocks and isinstance(blocks[0], Line) and blocks[0].style is Style.STRONG:
        blocks = blocks[1:]  # said already

    def written(shown: Message, room: Room) -> str:
        said = [row.text for row in rows.body(shown.blocks, say, room) if row.text]
        # In brackets Discord shows no preview.
        return _LINK.sub(r"](<\1>)", "\n".join([*before, *said, *after]))

    shown, widest = replace(message, blocks=blocks), Room(rows.quotes(blocks))
    if shown.rest:
        rest = shown.rest
        shown = trimming.fitted(shown, lambda each: size(written(each, widest)) <= CONTENT, rest)
    texts = (written(shown, room) for room in (widest, *render.TIGHTER))
    return next((text for text in texts if size(text) <= CONTENT), "")


def _links(message: Message) -> str:
    """Write the addresses of its papers, as many as fit; the first of them holds the key."""
    urls: list[str] = []
    for block in message.blocks:
        entries = block.entries if isinstance(block, Listing) else ()
        if isinstance(block, Card):
            entries = (block.entry,)
        urls += filter(None, (address(entry.url) for entry in entries))
    urls = list(dict.fromkeys(urls))
    if message.key and urls:
        urls[0] = ids.keyed(urls[0], message.key)
    if len(urls) == 1:
        return urls[0]
    lines = [f"<{url}>" for url in urls]
    while size("\n".join(lines)) > CONTENT:
        lines.pop()
    return "\n".join(lines)
