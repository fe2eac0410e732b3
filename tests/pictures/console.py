"""Draws the console's own output: rich reads its colours again and writes them as HTML."""

import io
from html import escape

from rich.console import Console
from rich.text import Text

from tests.pictures.scenes import Picture, Post

_FORMAT = "<pre>{code}</pre>"
_WIDTH = 98


def page(picture: Picture) -> str:
    """Write a picture's page, without its style."""
    return f"<main class={picture.name}>{''.join(map(_post, picture.posts))}</main>"


def _post(post: Post) -> str:
    assert post.asked
    screen = Console(file=io.StringIO(), record=True, width=_WIDTH, color_system="truecolor")
    screen.print(Text.from_ansi(post.message), soft_wrap=True)
    drawn = screen.export_html(code_format=_FORMAT, inline_styles=True)
    return f'<p class="typed">› {escape(post.asked[1])}</p>{drawn}'
