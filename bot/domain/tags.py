"""The words that people file their papers under, in a form that every notebook takes."""

import re

from bot.domain.chat import words
from bot.domain.errors import UserError

MOST = 10
"""Tags of one paper at most."""

LONGEST = 50
"""Characters of a tag at most."""

_BETWEEN = re.compile(r"[,，、;；#＃\n]+")
_UNFIT = re.compile(r"[^\w.-]+|(?<!\w)[.-]+|[.-]+(?!\w)")


def read(typed: str) -> tuple[str, ...]:
    """Read tags: `image generation, 3D` gives `image_generation` and `_3D`, each once, in order.

    Commas, semicolons and `#` stand between two tags. What a tag of Dendron or Obsidian cannot hold
    is left out; none begins with a digit.

    Raises:
        UserError: They are too many, or one is too long.
    """
    found: dict[str, str] = {}
    for each in _BETWEEN.split(typed):
        tag = _UNFIT.sub("", "_".join(each.split()))
        if not any(sign.isalnum() for sign in tag):
            continue
        if len(tag) > LONGEST:
            raise UserError(words("tag-too-long", tag=tag, most=LONGEST))
        found.setdefault(tag.casefold(), f"_{tag}" if tag[0].isdigit() else tag)
    if len(found) > MOST:
        raise UserError(words("tags-too-many", count=len(found), most=MOST))
    return tuple(found.values())
