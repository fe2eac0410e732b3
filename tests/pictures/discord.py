"""Draws messages as Discord's dark client does: its sizes and colours, no more of it than we use.

Text is read as Discord reads it, so that what is escaped too little or too much can be seen.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from html import escape
from typing import Any

from bot.domain.chat import words
from bot.domain.typed import read_call
from tests.pictures.browser import inline
from tests.pictures.discord_controls import rows, sheet
from tests.pictures.phrases import pressing, said
from tests.pictures.scenes import MORNING, Own, Picture, Post, Sheet
from tests.servers.discord import Message
from tests.stage import SPECS
from tests.stage.discord import path_of
from tests.world import sentences

_INLINE = re.compile(
    r"\\(?P<sign>[^0-9A-Za-z\s])"
    r"|\[(?P<label>(?:\\.|[^\]\\])+)\]\(<?(?P<url>https?://[^\s)>]+)>?\)"
    r"|\*\*(?P<bold>(?:\\.|[^\\])+?)\*\*"
    r"|\*(?P<italic>(?:\\.|[^*\\])+)\*"
    r"|(?P<bare>https?://[^\s<]+)",
    re.DOTALL,
)
_SMALL = re.compile(r"^-# (.+)$", re.MULTILINE)


def page(picture: Picture) -> str:
    """Write a picture's page, without its style."""
    drawn: list[str] = []
    follows = False
    for post in picture.posts:
        drawn.append(_caption(post, picture.language))
        if isinstance(post, Post):
            drawn.append(_message(post, picture.language, follows=follows and not drawn[-1]))
        else:
            assert isinstance(post, Sheet), "Discord has no pages of one's own"
            drawn.append(sheet(post, picture.language))
        follows = isinstance(post, Post)
    where = f"<i>#</i> {picture.where}" if picture.where else "<i>@</i> Paperboy"
    return f"<header>{where}</header><main>{''.join(drawn)}</main>{_threads(picture)}"


def _threads(picture: Picture) -> str:
    return "".join(
        f'<section class="thread"><header><i>🧵</i> {escape(post.message.thread.name)}</header>'
        f"<main>{''.join(_cards(post, picture.language))}</main></section>"
        for post in picture.posts
        if isinstance(post, Post) and post.thread
    )


def _cards(post: Post, language: str) -> Iterator[str]:
    for at, each in enumerate(post.thread):
        yield _message(Post(each), language, follows=at > 0)


def _caption(post: Post | Sheet | Own, language: str) -> str:
    """Say who did what before this came."""
    asked = post.asked if isinstance(post, Post) else None
    pressed = None if isinstance(post, Own) else post.pressed
    if asked:
        who, typed = asked
        verb, options = read_call(typed, SPECS)
        called = sentences(language).say
        given = " ".join(
            f"<i>{called(words(f'option-name-{name}'))}</i> {escape(value)}"
            for name, value in options.items()
        )
        tree, *verbs = path_of(verb)
        names = [tree, *(called(words(f"command-{each}")) for each in verbs)]
        what = f"<b>/{' '.join(names)}</b> {given}"
        did = said("{who} used {what}", language, who=escape(who), what=what)
    elif pressed:
        did = pressing(pressed, language)
    else:
        return ""
    return f'<p class="asked">{did}</p>'


def _message(post: Post, language: str, *, follows: bool = False) -> str:
    """Draw a message.

    Args:
        follows: One of the same author stands above, whose face and name do for both.
    """
    message: Message = post.message
    parts = [
        f'<p class="content">{_marked(message.content)}</p>' if message.content else "",
        *(_embed(each, message) for each in message.embeds),
        *_files(message),
        rows(message.components, post.opened),
        _reactions(message.reactions),
        _thread(message, post.replies, language) if post.replies else "",
    ]
    if message.ephemeral:
        only, dismiss = (
            said(each, language) for each in ("Only you can see this", "Dismiss message")
        )
        parts.append(f'<p class="private"><i>👁</i> {only} · <a>{dismiss}</a></p>')
    silent = " <i>🔕</i>" if message.silent else ""
    name = (
        f"<h3>Paperboy <b>{said('APP', language)}</b> "
        f"<time>{_time(message.at, language)}</time>{silent}</h3>"
    )
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


def _reactions(reactions: Mapping[str, Mapping[int, Any]]) -> str:
    shown = [f"<span>{emoji} {len(who)}</span>" for emoji, who in reactions.items() if who]
    return f'<div class="reactions">{"".join(shown)}</div>' if shown else ""


def _thread(message: Message, replies: int, language: str) -> str:
    count = said("{count} Messages ›", language, count=replies)
    return f'<div class="hook"><b>{escape(message.thread.name)}</b><a>{count}</a></div>'


def _time(at: datetime, language: str) -> str:
    if at.date() == MORNING.date():
        return said("Today at {time}", language, time=f"{at:%H:%M}")
    return f"{at:%d/%m/%Y %H:%M}"


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
