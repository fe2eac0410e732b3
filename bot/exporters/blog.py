"""A post of a blog about a topic, which every update adds papers to; what a person wrote stays."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final

from bot.domain.chat import Say, words
from bot.domain.documents import Document, Post
from bot.domain.errors import UserError
from bot.domain.papers import PaperId
from bot.exporters import escaping, front_matter, marks, pictures
from bot.exporters.blog_parts import UPDATE, Drawing, Flavour, is_post
from bot.exporters.marks import Memory, Part, Piece
from bot.exporters.said import Pen

_UNFIT: Final = re.compile(r"[^\w]+")
_LONGEST: Final = 150
"""Bytes of a topic in the name of a file."""


def export(
    post: Post,
    *,
    say: Say,
    site: str,
    flavour: Flavour,
    before: str = "",
) -> Document:
    """Write a post, or an update on top of those that are in it.

    Papers that are in it, or were, are not added again; those that nobody has edited are written
    anew. Where nothing is new the file stays as it is.

    Args:
        say: Turns words into sentences of the post's language.
        site: Address that links to papers begin with.
        before: The file as it is; '' for a new one.

    Raises:
        UserError: The file was not written here, or is a note.
    """
    pen = Pen(say, escaping.blog, site)
    drawing = Drawing(post, pen, flavour)
    shown = [each for reading in post.readings for each in reading.pictures]
    text = _update(before, drawing) if before.strip() else _begin(drawing)
    return Document(_name(post), text, pictures.files(shown))


def check(before: str) -> None:
    """Pass a file that an update can go into; also one that is empty.

    Raises:
        UserError: It was not written here, or is a note.
    """
    if not before.strip() or is_post(before):
        return
    raise UserError(words("document-other-kind" if marks.names(before) else "blog-foreign"))


def _begin(drawing: Drawing) -> str:
    front = drawing.front()
    papers = [drawing.paper(reading) for reading in drawing.post.readings]
    known = Memory(tuple(each.name for each in papers), front_matter.hashes(drawing.filled()))
    parts = (drawing.notice(), drawing.heading(), *papers)
    body = "\n".join((str(known), *(part.whole for part in parts)))
    return f"---\n{front_matter.dumped(front)}---\n\n{body}"


def _update(before: str, drawing: Drawing) -> str:
    check(before)
    known = marks.memory(before)
    some = list(marks.pieces(before))
    line_end = "\r\n" if "\r\n" in before else "\n"
    there = marks.names(before)
    new = [each for each in drawing.post.readings if each.paper.id not in there]
    fresh = {each.paper.id: drawing.paper(each) for each in drawing.post.readings}
    better = {each.paper.id for each in drawing.post.readings if not each.is_makeshift}
    some = [
        marks.ended(fresh[PaperId(piece.name)], line_end)
        if isinstance(piece, Part) and not piece.edited and piece.name in better
        else piece
        for piece in some
    ]
    some = _with(some, [fresh[each.paper.id] for each in new], drawing.heading(), line_end)
    if marks.joined(some) == before:
        return before
    changed = replace(drawing, post=replace(drawing.post, readings=tuple(new)))
    return _remembered(marks.joined(some), known or Memory(), changed)


def _remembered(text: str, known: Memory, changed: Drawing) -> str:
    """Renew the front matter as far as it is ours, and note what is in the file now."""
    new = changed.post.readings
    fields = {key: value for key, value in changed.filled().items() if value is not None}
    if not new:
        fields = {key: value for key, value in fields.items() if isinstance(value, datetime)}
    ours = dict(known.front or {})
    if head := front_matter.split(text):
        inside = front_matter.renewed(head.inside, fields, ours)
        text = head.opening + inside + head.closing + head.rest
        ours |= front_matter.hashes(fields)
    papers = dict.fromkeys((*known.papers, *(each.paper.id for each in new)))
    return marks.remembering(text, Memory(tuple(papers), ours))


def _with(some: list[Piece], new: Sequence[Part], heading: Part, line_end: str) -> list[Piece]:
    """Put new papers under today's heading, which stands on top of earlier updates."""
    if not new:
        return some
    names = ["" if isinstance(piece, str) else piece.name for piece in some]
    updates = [place for place, name in enumerate(names) if name.startswith(UPDATE)]
    added: list[Piece] = [each for part in new for each in (line_end, marks.ended(part, line_end))]
    if heading.name in names:
        start = names.index(heading.name)
        end = next((place for place in updates if place > start), len(some))
        last = max(place for place in range(start, end) if names[place])
        return [*some[: last + 1], *added, *some[last + 1 :]]
    added = [marks.ended(heading, line_end), *added]
    if updates:
        return [*some[: updates[0]], *added, line_end, *some[updates[0] :]]
    return [*some, line_end, *added]


def _name(post: Post) -> str:
    """Name a post so that Jekyll finds its day and no disk or address minds."""
    topic = _UNFIT.sub("-", post.topic).strip("-").encode()[:_LONGEST].decode(errors="ignore")
    return f"{post.at:%Y-%m-%d}-{topic or 'post'}.md"
