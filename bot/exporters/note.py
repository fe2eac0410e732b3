"""A daily note of what somebody saved, as Dendron keeps it; what a person wrote in it stays."""

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from bot.domain.chat import Say, Words, words
from bot.domain.documents import Document, Note, Picture, Reading
from bot.domain.errors import UserError
from bot.domain.papers import PaperId
from bot.domain.summaries import Aspect
from bot.exporters import escaping, front_matter, marks, pictures
from bot.exporters.blog_parts import is_post
from bot.exporters.marks import Memory, Part, Piece
from bot.exporters.said import Pen

_BULLETS: Final = (
    (words("note-background"), (Aspect.BACKGROUND,)),
    (words("note-motivation"), (Aspect.EARLIER, Aspect.MOTIVATION)),
    (words("note-method"), (Aspect.METHOD,)),
    (words("note-contributions"), (Aspect.CONTRIBUTIONS, Aspect.INNOVATION)),
    (words("note-related"), (Aspect.RELATED,)),
)
_FIGURE: Final = re.compile(r"^(?:!\[|\[(?!arXiv))\D{1,20}(\d+)", re.MULTILINE)
_UPDATED: Final = re.compile(r"^updated:[ \t]*\d+[ \t]*$", re.MULTILINE)
_ID_SIGNS: Final = "0123456789abcdefghijklmnopqrstuvwxyz"
_ID_LENGTH: Final = 23


def export(note: Note, *, say: Say, site: str, before: str = "") -> Document:
    """Write a note, or add to the one there is, whoever began it.

    Papers that nobody has edited are written anew; those that were taken out stay out.

    Args:
        say: Turns words into sentences of the note's language.
        site: Address that links to papers begin with.
        before: The file as it is; '' for a new one.

    Raises:
        UserError: The file is a blog post.
    """
    check(before)
    drawing = _Drawing(Pen(say, escaping.note, site))
    text = _updated(before, note, drawing) if before.strip() else _begun(note, drawing)
    shown = [each for reading in note.readings for each in reading.pictures]
    return Document(f"{note.title}.md", text, pictures.files(shown))


def check(before: str) -> None:
    """Pass a file that papers can go into: one of anybody's that is no post.

    Raises:
        UserError: It is a blog post, whose papers look otherwise.
    """
    if is_post(before):
        raise UserError(words("document-other-kind"))


@dataclass(slots=True)
class _Drawing:
    """Draws papers one after the other.

    Attributes:
        number: Of the next figure: they are numbered through the whole note.
    """

    pen: Pen
    number: int = field(default=0)

    def paper(self, reading: Reading) -> Part:
        """Write one paper whole."""
        content = "\n\n".join(filter(None, self._blocks(reading)))
        id = reading.paper.id
        return Part(id, marks.written(id, content), edited=False)

    def pass_over(self, text: str) -> None:
        """Go on behind the figures of what stands already."""
        known = (int(found[1]) + 1 for found in _FIGURE.finditer(text))
        self.number = max([self.number, *known])

    def _blocks(self, reading: Reading) -> Iterator[str]:
        pen, said = self.pen, reading.analysis
        tags = "".join(f"\n#{tag}" for tag in reading.tags)
        yield f"## {pen.escape(reading.paper.name)}{tags}"
        yield "\n".join(map(self._figure, reading.pictures))
        yield pen.authors(reading)
        yield pen.facts(reading)
        if said is None:
            return
        rows = [
            row for heading, aspects in _BULLETS for row in self._bullet(heading, aspects, reading)
        ]
        if said.text or rows:
            yield pen.text(said)
            yield "\n".join(rows)
            yield pen.credit(said)

    def _bullet(self, heading: Words, aspects: Sequence[Aspect], reading: Reading) -> list[str]:
        told = self.pen.lines(reading.analysis, *aspects) if reading.analysis else []
        steps = Aspect.METHOD in aspects and len(told) > 1
        return self.pen.item(heading, told, steps=steps)

    def _figure(self, picture: Picture) -> str:
        caption = words("note-figure", number=str(self.number), caption=picture.caption)
        self.number += 1
        shown = pictures.path(picture) if picture.content else picture.address
        label = escaping.attribute(self.pen.say(caption))
        return f"{'!' if shown else ''}[{label}]({escaping.address(shown or picture.page)})"


def _begun(note: Note, drawing: _Drawing) -> str:
    front = {
        "id": _id(note),
        "title": note.title,
        "desc": "",
        "updated": _milliseconds(note.at),
        "created": _milliseconds(note.begun),
    }
    papers = [drawing.paper(reading) for reading in note.readings]
    known = Memory(tuple(each.name for each in papers))
    body = "\n".join((str(known), *(each.whole for each in papers)))
    return f"---\n{front_matter.dumped(front)}---\n\n{body}"


def _updated(before: str, note: Note, drawing: _Drawing) -> str:
    line_end = "\r\n" if "\r\n" in before else "\n"
    known = marks.memory(before)
    there = marks.names(before)
    readings = {reading.paper.id: reading for reading in note.readings}
    some: list[Piece] = []
    for piece in marks.pieces(before):
        reading = None
        if isinstance(piece, Part) and not piece.edited:
            reading = readings.get(PaperId(piece.name))
        if reading and not reading.is_makeshift:
            some.append(marks.ended(drawing.paper(reading), line_end))
        else:
            drawing.pass_over(piece if isinstance(piece, str) else piece.whole)
            some.append(piece)
    new = [reading for id, reading in readings.items() if id not in there]
    for reading in new:
        some += [line_end, marks.ended(drawing.paper(reading), line_end)]
    if marks.joined(some) == before:
        return before
    papers = dict.fromkeys((*(known or Memory()).papers, *(each.paper.id for each in new)))
    text = marks.joined(some)
    if known is None:
        text = text.rstrip("\r\n") + line_end * 2 + str(Memory(tuple(papers)))
    text = marks.remembering(text, Memory(tuple(papers)))
    return _touched(text, note.at)


def _touched(text: str, at: datetime) -> str:
    """Say in the front matter when the note was changed; all else in it stays."""
    head = front_matter.split(text)
    if head is None:
        return text
    inside = _UPDATED.sub(f"updated: {_milliseconds(at)}", head.inside, count=1)
    return head.opening + inside + head.closing + head.rest


def _milliseconds(at: datetime) -> int:
    return int(at.timestamp() * 1000)


def _id(note: Note) -> str:
    """Make the id of a note: always the same for a person's day, as vaults link by it."""
    number = int.from_bytes(hashlib.sha256(f"{note.owner}\n{note.title}".encode()).digest())
    signs = []
    for _ in range(_ID_LENGTH):
        number, place = divmod(number, len(_ID_SIGNS))
        signs.append(_ID_SIGNS[place])
    return "".join(signs)
