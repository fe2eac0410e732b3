"""A document as one file that can be sent: itself, or with what belongs beside it."""

import io
import zipfile
from collections.abc import Callable
from typing import Final

from bot.domain.chat import Attachment, Say
from bot.domain.documents import Document, Note, Post
from bot.exporters import blog, note
from bot.exporters.blog_parts import Flavour

_ALWAYS: Final = (1980, 1, 1, 0, 0, 0)
"""The earliest date a zip can say; with it, the same document makes the same file."""


def post_file(
    post: Post, *, say_in: Callable[[str], Say], site: str, flavour: Flavour
) -> Attachment:
    """Write a new post as a file that can be sent.

    Args:
        say_in: Gives what turns words into sentences of a language.
    """
    say = say_in(post.language)
    return attachment(blog.export(post, say=say, site=site, flavour=flavour))


def note_file(told: Note, *, say_in: Callable[[str], Say], site: str) -> Attachment:
    """Write a new note as a file that can be sent; see `post_file`."""
    return attachment(note.export(told, say=say_in(told.language), site=site))


def attachment(document: Document) -> Attachment:
    """Return a document as it is sent: a zip where files belong beside it."""
    if not document.files:
        return Attachment(document.name, document.text)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as box:
        for path, content in ((document.name, document.text.encode()), *document.files):
            box.writestr(zipfile.ZipInfo(path, _ALWAYS), content)
    stem = document.name.removesuffix(".md")
    return Attachment(f"{stem}.zip", "", packed.getvalue())
