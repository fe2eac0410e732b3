"""How a text about a paper is shown: in quotation marks or not, part by part, and whose it is."""

from collections.abc import Iterator

from bot.domain.chat import Passage, Shape, Words, words
from bot.domain.summaries import Aspect, Basis, Part, Summary

_SHAPES = {
    Aspect.POINTS: Shape.POINTS,
    Aspect.METHOD: Shape.STEPS,
    Aspect.RESULTS: Shape.POINTS,
    Aspect.CONTRIBUTIONS: Shape.POINTS,
    Aspect.LIMITATIONS: Shape.POINTS,
    Aspect.RELATED: Shape.POINTS,
}


def quote(summary: Summary | None) -> Words | None:
    """Set a text in one line: quotation marks mean the authors' own words.

    The same in another language stands behind it.
    """
    if summary is None or not summary.text:
        return None
    said = _quoted(summary, summary.text)
    for other in summary.others:
        if other.text:
            said = words("quote-beside", first=said, next=_quoted(other, other.text))
    return said


def is_long(summary: Summary | None) -> bool:
    """Say whether a text needs more than one line."""
    return summary is not None and bool(summary.parts or summary.others)


def passages(summary: Summary) -> tuple[Passage, ...]:
    """Set a text with all its parts, and the same in other languages below it."""
    told = [each for each in (summary, *summary.others) if each.text or each.parts]
    return tuple(passage for each in told for passage in _passages(each))


def writer(summary: Summary | None) -> Words:
    """Say whose words a text is, and what was read for it."""
    if summary is None or not summary.text:
        return words("writer-no-abstract")
    source = _source(summary)
    if not summary.authors_own:
        return words("writer-model-from", model=summary.writer, source=source)
    return words("writer-from", writer=_speaking(summary), source=source)


def writers(summary: Summary | None) -> tuple[Words, ...]:
    """Say the same of a text in each of its languages, once where it is the same."""
    each = (summary, *summary.others) if summary else (None,)
    return tuple(dict.fromkeys(map(writer, each)))


def found(summary: Summary) -> tuple[Words, ...]:
    """Say how many of the figures a model gave stand in the paper, where that was counted."""
    counts = [each.figures for each in (summary, *summary.others) if each.figures]
    given = sum(given for _, given in counts)
    if not given:
        return ()
    return (words("figures-found", found=sum(found for found, _ in counts), given=given),)


def by_model(summary: Summary | None) -> bool:
    """Say whether a model has written any of it."""
    return summary is not None and any(each.writer for each in (summary, *summary.others))


def _quoted(summary: Summary, text: str) -> Words:
    return words("quote-authors" if summary.authors_own else "quote-model", text=text)


def _speaking(summary: Summary) -> Words:
    """Say that the authors speak, and why they have to where a model was wanted."""
    if summary.limit:
        return words(f"writer-limit-{summary.limit}")
    return words("writer-fallback" if summary.fallback else "writer-authors")


def _source(summary: Summary) -> Words:
    if summary.basis is Basis.ABSTRACT:
        if summary.lack is None:
            return words("source-abstract")
        return words("source-abstract-only", why=summary.lack.words)
    if summary.pages is None:
        return words("source-full")
    read = summary.pages if summary.pages_read is None else summary.pages_read
    if read < summary.pages:
        return words("source-first-pages", read=read, pages=summary.pages)
    return words("source-pages", pages=summary.pages)


def _passages(summary: Summary) -> Iterator[Passage]:
    parts = {part.aspect: part for part in summary.parts if part.lines}
    if title := parts.pop(Aspect.TITLE, None):
        # Without a heading: it stands right under the title it translates.
        yield Passage(None, (words("plain", text=title.lines[0]),), strong=title.lines[:1])
    if summary.text:
        yield Passage(None, (_quoted(summary, summary.text),))
    for part in parts.values():
        yield _passage(part, summary)


def _passage(part: Part, summary: Summary) -> Passage:
    heading = words(f"aspect-{part.aspect.value}")
    if part.aspect is Aspect.KEYWORDS:
        return Passage(heading, (words("names", names=part.lines),))
    # What is said in the one line above all parts is not said again below it.
    told = [each for each in part.lines if each != summary.text] or part.lines
    shape = _SHAPES.get(part.aspect, Shape.RUNNING) if len(told) > 1 else Shape.RUNNING
    lines = tuple(_quoted(summary, each) for each in told)
    return Passage(heading, lines, shape, part.strong)
