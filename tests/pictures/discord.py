"""Draws messages as Discord's dark client does: its sizes and colours, no more of it than we use.

Text is read as Discord reads it, so that what is escaped too little or too much can be seen.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from html import escape
from typing import Any

from bot.domain.typed import read_call
from tests.pictures.browser import inline
from tests.pictures.scenes import MORNING, Picture, Post
from tests.servers.discord import Message
from tests.stage import SPECS
from tests.stage.discord import path_of

_INLINE = re.compile(
    r"\\(?P<sign>[^0-9A-Za-z\s])"
    r"|\[(?P<label>(?:\\.|[^\]\\])+)\]\(<?(?P<url>https?://[^\s)>]+)>?\)"
    r"|\*\*(?P<bold>(?:\\.|[^\\])+?)\*\*"
    r"|\*(?P<italic>(?:\\.|[^*\\])+)\*"
    r"|(?P<bare>https?://[^\s<]+)",
    re.DOTALL,
)
_SMALL = re.compile(r"^-# (.+)$", re.MULTILINE)
_BUTTON, _MENU = 2, 3


def page(picture: Picture) -> str:
    """Write a picture's page, without its style."""
    posts = "".join(
        _post(post, follows=at > 0 and not post.asked and not picture.posts[at - 1].asked)
        for at, post in enumerate(picture.posts)
    )
    return f"<header><i>#</i> papers</header><main>{posts}</main>{_threads(picture.posts)}"


def _threads(posts: Sequence[Post]) -> str:
    return "".join(
        f'<section class="thread"><header><i>🧵</i> {escape(post.message.thread.name)}</header>'
        f"<main>{''.join(_message(each, follows=at > 0) for at, each in enumerate(post.thread))}"
        "</main></section>"
        for post in posts
        if post.thread
    )


def _post(post: Post, *, follows: bool) -> str:
    asked = ""
    if post.asked:
        who, typed = post.asked
        did = "chose from the menu"
        if typed:
            verb, options = read_call(typed, SPECS)
            given = " ".join(f"<i>{name}</i> {escape(said)}" for name, said in options.items())
            did = f"used <b>/{' '.join(path_of(verb))}</b> {given}"
        asked = f'<p class="asked">{escape(who)} {did}</p>'
    return asked + _message(post.message, replies=post.replies, follows=follows)


def _message(message: Message, *, replies: int = 0, follows: bool = False) -> str:
    """Draw a message.

    Args:
        replies: In the thread under it.
        follows: One of the same author stands above, whose face and name do for both.
    """
    parts = [
        f'<p class="content">{_marked(message.content)}</p>' if message.content else "",
        *(_embed(each, message) for each in message.embeds),
        *_files(message),
        *(_row(each["components"]) for each in message.components),
        _reactions(message.reactions),
        _thread(message, replies) if replies else "",
    ]
    if message.ephemeral:
        parts.append(
            '<p class="private"><i>👁</i> Only you can see this · <a>Dismiss message</a></p>'
        )
    silent = " <i>🔕</i>" if message.silent else ""
    name = f"<h3>Paperboy <b>APP</b> <time>{_time(message.at)}</time>{silent}</h3>"
    face = '<div class="face">📰</div>'
    return (
        f"<article>{'<span></span>' if follows else face}<div>{'' if follows else name}"
        f"{''.join(parts)}</div></article>"
    )


def _embed(embed: Mapping[str, Any], message: Message) -> str:
    title = _marked(embed.get("title", ""))
    if title and embed.get("url"):
        title = f"<a>{title}</a>"
    shown = {
        "h4": title,
        "p": _marked(embed.get("description", "")),
        "footer": escape(embed.get("footer", {}).get("text", "")),
    }
    drawn = {tag: f"<{tag}>{text}</{tag}>" for tag, text in shown.items() if text}
    footer = drawn.pop("footer", "")
    inside = f"{''.join(drawn.values())}{_image(embed, message)}{footer}"
    return f'<div class="embed" style="border-color:#{embed.get("color", 0):06x}">{inside}</div>'


def _image(embed: Mapping[str, Any], message: Message) -> str:
    """Draw the file that stands in an embed, as Discord does: above its small print."""
    named = embed.get("image", {}).get("url", "").removeprefix("attachment://")
    return "".join(inline(each.data) for each in message.attachments if each.name == named)


def _files(message: Message) -> Iterator[str]:
    shown = {each.get("image", {}).get("url", "") for each in message.embeds}
    for file in message.attachments:
        if f"attachment://{file.name}" in shown:
            continue
        yield f'<p class="file">📄 <a>{escape(file.name)}</a> {len(file.data):,} bytes</p>'


def _row(parts: Sequence[Mapping[str, Any]]) -> str:
    drawn = []
    for part in parts:
        if part["type"] == _MENU:
            drawn.append(f'<span class="menu">{escape(part["placeholder"])}<i>⌄</i></span>')
        elif part["type"] == _BUTTON:
            drawn.append(f'<span class="button">{escape(part["label"])}</span>')
    return f'<div class="row">{"".join(drawn)}</div>'


def _reactions(reactions: Mapping[str, Mapping[int, Any]]) -> str:
    shown = [f"<span>{emoji} {len(who)}</span>" for emoji, who in reactions.items() if who]
    return f'<div class="reactions">{"".join(shown)}</div>' if shown else ""


def _thread(message: Message, replies: int) -> str:
    return (
        f'<div class="hook"><b>{escape(message.thread.name)}</b><a>{replies} Messages ›</a></div>'
    )


def _time(at: datetime) -> str:
    return f"Today at {at:%H:%M}" if at.date() == MORNING.date() else f"{at:%d/%m/%Y %H:%M}"


def _marked(text: str) -> str:
    """Read Discord's markup, as much of it as an embed has."""
    lines = "".join(_spans(text))
    return _SMALL.sub(r"<small>\1</small>", lines)


def _spans(text: str) -> Iterator[str]:
    at = 0
    for found in _INLINE.finditer(text):
        yield escape(text[at : found.start()])
        at = found.end()
        kind = found.lastgroup
        if kind == "sign":
            yield escape(found["sign"])
        elif kind == "url":
            yield f"<a>{_marked(found['label'])}</a>"
        elif kind == "bold":
            yield f"<b>{_marked(found['bold'])}</b>"
        elif kind == "italic":
            yield f"<em>{_marked(found['italic'])}</em>"
        else:
            yield f"<a>{escape(found[0])}</a>"
    yield escape(text[at:])
