"""Figures as files beside a text: named after what they hold, so that none is there twice."""

import hashlib
from collections.abc import Iterable

from bot.domain import pictures
from bot.domain.documents import Picture


def path(picture: Picture) -> str:
    """Return where the file of a picture goes, from the folder of the text."""
    name = hashlib.sha256(picture.content).hexdigest()
    return f"assets/images/{name}.{pictures.kind(picture.content) or 'png'}"


def files(shown: Iterable[Picture]) -> tuple[tuple[str, bytes], ...]:
    """Return the files of those that have one, each once."""
    return tuple({path(each): each.content for each in shown if each.content}.items())
