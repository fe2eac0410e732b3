"""The parts of a paper in a PDF: title, front matter, abstract, sections, references, appendix."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from bot.domain.fulltext import Section
from bot.fulltext import pdf_prose
from bot.fulltext.pdf_headings import Heading
from bot.fulltext.pdf_order import Placed
from bot.fulltext.pdf_prose import Words
from bot.fulltext.wording import is_prose

_ABSTRACT = re.compile(r"abstract|summary", re.IGNORECASE)
_REFERENCES = re.compile(r"references|bibliography|literature cited", re.IGNORECASE)
_FRONT = re.compile(r"keywords|key words|index terms|ccs concepts.*", re.IGNORECASE)
_APPENDIX = re.compile(r"(?:appendi|supplement)\w*\b.*", re.IGNORECASE)
_FIRST_ENTRY = re.compile(r"\[1\]\s*\S")
_SECOND_ENTRY = re.compile(r"\[2\]\s*\S")
_MOST_FRONT = 60
_LONGEST_ABSTRACT = 4_000


@dataclass(slots=True)
class Parts:
    """A paper, part by part."""

    abstract: str = ""
    sections: list[Section] = field(default_factory=list)
    appendix: list[Section] = field(default_factory=list)
    references: str = ""
    front: list[str] = field(default_factory=list)

    @property
    def paragraphs(self) -> list[str]:
        """Everything that is said, without the references."""
        return [self.abstract, *(each.text for each in (*self.sections, *self.appendix))]


def title(
    placed: Sequence[Placed], headings: Mapping[int, Heading], body: float
) -> tuple[str, int]:
    """Return the title, and the place of the line behind it; '' and 0 where there is none.

    It is what is set largest on the first page, above the first section.
    """
    end = next((at for at, each in headings.items() if each.number or _known(each)), len(placed))
    first = [at for at in range(min(end, len(placed))) if placed[at].line.page == 1][:40]
    large = [at for at in first if placed[at].line.size > 1.12 * body]
    start = max(large, key=lambda at: (_weight(placed[at]), -at), default=-1)
    if start < 0 or not _weight(placed[start]):
        return "", 0
    while start > 0 and _as_large(placed, start - 1, start):
        start -= 1
    behind = start + 1
    while behind < min(len(placed), start + 5) and _as_large(placed, behind - 1, behind):
        behind += 1
    return pdf_prose.joined([placed[at].line.text for at in range(start, behind)]), behind


def _as_large(placed: Sequence[Placed], above: int, below: int) -> bool:
    """Tell whether two lines, one below the other, may be of one title."""
    one, other = placed[above].line, placed[below].line
    return (
        abs(one.size - other.size) < 0.3
        and one.bold == other.bold
        and one.page == other.page
        and one.y - other.y < 1.8 * one.size
    )


def _weight(each: Placed) -> float:
    """Say how much a line looks like a title; a large word or two may belong to a picture."""
    words = len(re.findall(r"[^\W\d_]{2,}", each.line.text))
    return round(each.line.size, 0) * (1.0 if words > 2 else 0.7) if words else 0.0


def _known(heading: Heading) -> bool:
    return _ABSTRACT.fullmatch(heading.title) is not None or heading.title.istitle()


def parts(
    placed: Sequence[Placed],
    headings: Mapping[int, Heading],
    taken: set[int],
    words: Words,
    body: float,
    behind: int,
) -> Parts:
    """Share the lines out among the parts of a paper.

    Args:
        taken: Places of lines that belong to figures and tables.
        words: Of the document.
        body: The size of most letters, in points.
        behind: The place of the first line behind the title.
    """
    found = Parts()
    starts = sorted(headings)
    headed = any(_is(_REFERENCES, each) for each in headings.values())
    listed = set() if headed else _listed(placed, set(headings) | taken)
    taken = taken | listed
    notes = pdf_prose.footnotes(placed, body) - taken
    before = range(behind, starts[0] if starts else len(placed))
    named = any(_is(_ABSTRACT, each) for each in headings.values())
    _front(found, [placed[at] for at in before if at not in taken | notes], words, named=named)
    found.front += [placed[at].line.text for at in before if at in notes]
    closed = False
    for start, end in pairwise([*starts, len(placed)]):
        heading = headings[start]
        free = [at for at in range(start + heading.lines, end) if at not in taken]
        below = set() if _is(_REFERENCES, heading) else notes
        lines = [placed[at] for at in free if at not in below]
        text = _run_in(heading.rest, pdf_prose.paragraphs(lines, words), words)
        remarks = pdf_prose.paragraphs([placed[at] for at in free if at in below], words)
        closed = (
            closed or _is(_APPENDIX, heading) or (bool(found.references) and not _late(heading))
        )
        _put(found, heading, (text, remarks), placed[start].line.page, closed=closed)
    if listed:
        found.references = pdf_prose.paragraphs([placed[at] for at in sorted(listed)], words)
    return found


def _is(pattern: re.Pattern[str], heading: Heading) -> bool:
    return pattern.fullmatch(heading.title) is not None


def _late(heading: Heading) -> bool:
    """Tell a part of the body that may stand behind the references."""
    return heading.title.lower().startswith(("acknowledg", "author contrib", "data avail"))


def _put(
    found: Parts, heading: Heading, texts: tuple[str, str], page: int, *, closed: bool
) -> None:
    """Put a section where it belongs; its footnotes are at its end, the abstract's in the front."""
    text, remarks = texts
    if _is(_ABSTRACT, heading) and not found.abstract and not found.sections:
        found.abstract = text
        found.front += remarks.split("\n\n") if remarks else []
    elif _is(_FRONT, heading) and not found.sections:
        found.front.append(f"{heading.title}: {' '.join(text.split())}")
    elif _is(_REFERENCES, heading):
        found.references = text
    else:
        text = "\n\n".join(each for each in texts if each)
        where = found.appendix if closed else found.sections
        where.append(Section(heading.number, heading.title, heading.level, text, page))


def _run_in(rest: str, text: str, words: Words) -> str:
    if not rest:
        return text
    first, _, others = text.partition("\n\n")
    return "\n\n".join(part for part in (pdf_prose.joined([rest, first], words), others) if part)


def _listed(placed: Sequence[Placed], closed: set[int]) -> set[int]:
    """Name the lines of a list of references that has no heading, as in a journal's letters.

    It may stand below the end of the text in one column and go on in the next, so it is told by
    the size of its letters.
    """
    for at in range(len(placed) // 2, len(placed)):
        if not _FIRST_ENTRY.match(placed[at].line.text) or at in closed:
            continue
        if any(_SECOND_ENTRY.match(each.line.text) for each in placed[at + 1 : at + 12]):
            size = placed[at].line.size
            behind = range(at, len(placed))
            return {i for i in behind if abs(placed[i].line.size - size) < 0.4} - closed
    return set()


def _front(found: Parts, lines: Sequence[Placed], words: Words, *, named: bool) -> None:
    """Part what stands before the first heading into front matter and what is said.

    Args:
        named: The abstract has a heading, so that nothing before it is the abstract.
    """
    start = len(lines)
    if not named:
        follow = [*lines[1:], *lines[-1:]]
        pairs = enumerate(zip(lines, follow, strict=True))
        start = next(
            (at for at, two in pairs if all(is_prose(each.line.text) for each in two)), len(lines)
        )
    found.front += [each.line.text for each in lines[: min(start, _MOST_FRONT)]]
    said = pdf_prose.paragraphs(lines[start:], words)
    if not said:
        return
    if len(said) > _LONGEST_ABSTRACT:
        found.sections.append(Section("", "", 1, said, lines[start].line.page))
    else:
        found.abstract = said
