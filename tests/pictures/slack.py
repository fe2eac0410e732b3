"""Draws messages as Slack's light client does: its sizes and colours, no more of it than we use."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from functools import partial
from html import escape
from typing import Any
from zoneinfo import ZoneInfo

from tests.pictures.browser import inline
from tests.pictures.phrases import pressing, said
from tests.pictures.scenes import Own, Picture, Post, Sheet
from tests.pictures.slack_controls import actions, sheet
from tests.servers.slack import Message
from tests.servers.slack.workspace import File

_EMOJI = {"bookmark": "🔖", "one": "1️⃣", "two": "2️⃣", "three": "3️⃣"}
_TABS = ("Home", "Messages", "About")


def page(picture: Picture) -> str:
    """Write a picture's page, without its style."""
    posts = "".join(map(partial(_part, picture), picture.posts))
    where = f"# {picture.where}" if picture.where else "Paperboy"
    return f"<header>{where}</header><main>{posts}</main>{_threads(picture)}"


def _threads(picture: Picture) -> str:
    drawn = []
    for post in picture.posts:
        if isinstance(post, Post) and post.thread:
            language = picture.language
            more = post.replies - len(post.thread)
            cards = "".join(
                _message(Post(each), picture, follows=at > 0) for at, each in enumerate(post.thread)
            )
            left = said("{count} more replies", language, count=more)
            rest = f'<p class="rest">{left}</p>' if more else ""
            drawn.append(
                f'<section class="thread"><header>{said("Thread", language)} '
                f"<span># {picture.where}</span></header><main>{cards}{rest}</main></section>"
            )
    return "".join(drawn)


def _part(picture: Picture, part: Post | Sheet | Own) -> str:
    language = picture.language
    if isinstance(part, Own):
        tabs = " ".join(f"<span>{said(each, language)}</span>" for each in _TABS)
        return f'<nav>{tabs}</nav><div class="home">{_blocks(part.body["blocks"], "")}</div>'
    drawn = sheet(part, language) if isinstance(part, Sheet) else _message(part, picture)
    asked = part.asked if isinstance(part, Post) else None
    if asked:
        who, command = asked
        what = f"<b>/papers {escape(command)}</b>"
        did = said("{who} typed {what}", language, who=escape(who), what=what)
    elif part.pressed:
        did = pressing(part.pressed, language)
    else:
        return drawn
    return f'<p class="asked">{did}</p>{drawn}'


def _message(post: Post, picture: Picture, *, follows: bool = False) -> str:
    """Draw a message.

    Args:
        follows: One of the same author stands above, whose face and name do for both.
    """
    message: Message = post.message
    language = picture.language
    at = datetime.fromtimestamp(float(message.ts), ZoneInfo(picture.zone))
    time = f"{at:%H:%M}" if language == "zh" else f"{at:%-I:%M %p}"
    where = f", {said('direct message', language)}" if message.channel.partner else ""
    app = said("APP", language)
    parts = [
        f"<h3>Paperboy <b>{app}</b> <time>{time}{where}</time></h3>" if not follows else "",
        _blocks(message.blocks, post.opened),
        _text(message.text) if not message.blocks else "",
        *map(_file, message.files),
        _reactions(message.reactions),
    ]
    if message.shown_to:
        only = said("Only visible to you", language)
        parts.insert(0, f'<p class="note"><i>👁</i> {only}</p>')
    if post.replies:
        count = said("{count} replies", language, count=post.replies)
        last = said("Last reply today", language)
        parts.append(f'<p class="hook"><i>📰</i> <a>{count}</a> {last}</p>')
    face = '<div class="face">📰</div>'
    return (
        f'<article class="{"private" if message.shown_to else ""}">'
        f"{'<span></span>' if follows else face}<div>{''.join(parts)}</div></article>"
    )


def _blocks(blocks: Sequence[Mapping[str, Any]], opened: str) -> str:
    return "".join(_block(each, opened) for each in blocks)


def _file(file: File) -> str:
    if file.name.endswith(".png") and file.content:
        return f'<p class="note">{escape(file.name)}</p>{inline(file.content)}'
    return f'<p class="file">📄 {escape(file.name)}</p>'


def _text(text: str) -> str:
    return f'<div class="rich"><p>{text}</p></div>'


def _block(block: Mapping[str, Any], opened: str) -> str:
    match block["type"]:
        case "rich_text":
            return f'<div class="rich">{"".join(_rich(each) for each in block["elements"])}</div>'
        case "section":
            return _text(escape(block["text"]["text"]))
        case "context":
            texts = (escape(each["text"]) for each in block["elements"])
            return "".join(f'<p class="context">{each}</p>' for each in texts)
        case "actions":
            return actions(block["elements"], opened)
        case other:
            raise ValueError(f"no picture of a block of the type {other}")


def _rich(part: Mapping[str, Any]) -> str:
    inside = part["elements"]
    if part["type"] == "rich_text_section":
        return f"<p>{''.join(_spans(inside))}</p>"
    items = "".join(f"<li>{''.join(_spans(each['elements']))}</li>" for each in inside)
    if part["style"] == "ordered":
        return f'<ol start="{part.get("offset", 0) + 1}">{items}</ol>'
    return f"<ul>{items}</ul>"


def _spans(elements: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    for each in elements:
        text = escape(each.get("text", each.get("url", "")))
        if each["type"] == "link":
            text = f"<a>{text}</a>"
        for style, tag in (("bold", "b"), ("italic", "em"), ("code", "code")):
            if each.get("style", {}).get(style):
                text = f"<{tag}>{text}</{tag}>"
        yield text


def _reactions(reactions: Mapping[str, Sequence[str]]) -> str:
    shown = [
        f"<span>{_EMOJI.get(name, f':{name}:')} {len(who)}</span>"
        for name, who in reactions.items()
        if who
    ]
    return f'<div class="reactions">{"".join(shown)}</div>' if shown else ""
