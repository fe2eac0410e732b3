"""Figures as files beside a text: named after what they hold, so that none is there twice."""

import hashlib
from collections.abc import Iterable
from typing import Final

from bot.domain.documents import Picture

_KINDS: Final = {
    b"\x89PNG\r\n": "png",
    b"\xff\xd8\xff": "jpg",
    b"GIF8": "gif",
    b"RIFF": "webp",
}
"""What files of images begin with."""


def path(picture: Picture) -> str:
    """Return where the file of a picture goes, from the folder of the text."""
    begins = (end for start, end in _KINDS.items() if picture.content.startswith(start))
    return f"assets/images/{hashlib.sha256(picture.content).hexdigest()}.{next(begins, 'png')}"


def files(pictures: Iterable[Picture]) -> tuple[tuple[str, bytes], ...]:
    """Return the files of those that have one, each once."""
    return tuple({path(each): each.content for each in pictures if each.content}.items())
