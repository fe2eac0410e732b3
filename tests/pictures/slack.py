"""Draws messages as Slack's light client does: its sizes and colours, no more of it than we use."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from html import escape
from typing import Any

from tests.pictures.browser import inline
from tests.pictures.scenes import Picture, Post
from tests.servers.slack import Message
from tests.servers.slack.workspace import File

_EMOJI = {"bookmark": "🔖", "one": "1️⃣", "two": "2️⃣", "three": "3️⃣"}


def page(picture: Picture) -> str:
    """Write a picture's page, without its style."""
    posts = "".join(_post(post) for post in picture.posts)
    return f"<header># papers</header><main>{posts}</main>{_threads(picture.posts)}"


def _threads(posts: Sequence[Post]) -> str:
    drawn = []
    for post in posts:
        more = post.replies - len(post.thread)
        if post.thread:
            cards = "".join(_message(each, follows=at > 0) for at, each in enumerate(post.thread))
            rest = f'<p class="rest">{more} more replies</p>' if more else ""
            drawn.append(
                '<section class="thread"><header>Thread <span># papers</span></header>'
                f"<main>{cards}{rest}</main></section>"
            )
    return "".join(drawn)


def _post(post: Post) -> str:
    asked = ""
    if post.asked:
        who, command = post.asked
        did = f"typed <b>/papers {escape(command)}</b>" if command else "chose from the menu"
        asked = f'<p class="asked">{escape(who)} {did}</p>'
    return asked + _message(post.message, replies=post.replies)


def _message(message: Message, *, replies: int = 0, follows: bool = False) -> str:
    """Draw a message.

    Args:
        replies: In the thread under it.
        follows: One of the same author stands above, whose face and name do for both.
    """
    at = datetime.fromtimestamp(float(message.ts), UTC)
    where = ", direct message" if message.channel.partner else ""
    parts = [
        f"<h3>Paperboy <b>APP</b> <time>{at:%-I:%M %p}{where}</time></h3>" if not follows else "",
        *map(_block, message.blocks),
        _text(message.text) if not message.blocks else "",
        *map(_file, message.files),
        _reactions(message.reactions),
    ]
    if message.shown_to:
        parts.insert(0, '<p class="note"><i>👁</i> Only visible to you</p>')
    if replies:
        parts.append(f'<p class="hook"><i>📰</i> <a>{replies} replies</a> Last reply today</p>')
    face = '<div class="face">📰</div>'
    return (
        f'<article class="{"private" if message.shown_to else ""}">'
        f"{'<span></span>' if follows else face}<div>{''.join(parts)}</div></article>"
    )


def _file(file: File) -> str:
    if file.name.endswith(".png") and file.content:
        return f'<p class="note">{escape(file.name)}</p>{inline(file.content)}'
    return f'<p class="file">📄 {escape(file.name)}</p>'


def _text(text: str) -> str:
    return f'<div class="rich"><p>{text}</p></div>'


def _block(block: Mapping[str, Any]) -> str:
    match block["type"]:
        case "rich_text":
            return f'<div class="rich">{"".join(_rich(each) for each in block["elements"])}</div>'
        case "section":
            return _text(escape(block["text"]["text"]))
        case "context":
            texts = (escape(each["text"]) for each in block["elements"])
            return "".join(f'<p class="context">{each}</p>' for each in texts)
        case "actions":
            return f'<div class="row">{"".join(map(_element, block["elements"]))}</div>'
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
        said = escape(each.get("text", each.get("url", "")))
        if each["type"] == "link":
            said = f"<a>{said}</a>"
        for style, tag in (("bold", "b"), ("italic", "em"), ("code", "code")):
            if each.get("style", {}).get(style):
                said = f"<{tag}>{said}</{tag}>"
        yield said


def _element(element: Mapping[str, Any]) -> str:
    if element["type"] == "button":
        kind = f"button {element.get('style', '')}".strip()
        return f'<span class="{kind}">{escape(element["text"]["text"])}</span>'
    if element["type"] == "overflow":
        return '<span class="button">⋯</span>'
    one = [element["initial_option"]] if "initial_option" in element else []
    chosen = [each["text"]["text"] for each in element.get("initial_options", one)]
    said = ", ".join(chosen) or element["placeholder"]["text"]
    return f'<span class="menu">{escape(said)} <i>⌄</i></span>'


def _reactions(reactions: Mapping[str, Sequence[str]]) -> str:
    shown = [
        f"<span>{_EMOJI.get(name, f':{name}:')} {len(who)}</span>"
        for name, who in reactions.items()
        if who
    ]
    return f'<div class="reactions">{"".join(shown)}</div>' if shown else ""
