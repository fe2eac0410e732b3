"""What a card says of a paper beside its title and one-liner: who, when, and what came late."""

import re
from textwrap import shorten

from bot.domain import papers
from bot.domain.chat import Line, Style, Words, line, words
from bot.domain.papers import Paper

_LONGEST_COMMENT = 300
_NAMED_AUTHORS = 2
_WITHDRAWN = re.compile(r"\bwithdr[ae]w", re.IGNORECASE)
_DATED = {
    papers.DatedBy.ANNOUNCED: "dated-announced",
    papers.DatedBy.SUBMITTED: "dated-submitted",
    papers.DatedBy.FIRST_SEEN: "dated-first-seen",
    papers.DatedBy.ID_MONTH: "dated-id-month",
}


def byline(paper: Paper) -> tuple[Words, ...]:
    """Say who, where filed, when, and the id; what is not known is left out."""
    parts: list[Words] = []
    if paper.authors:
        named = ", ".join(paper.authors[:_NAMED_AUTHORS])
        parts.append(words("authors", named=named, more=len(paper.authors[_NAMED_AUTHORS:])))
    if category := paper.primary or next(iter(paper.categories), None):
        parts.append(words("plain", text=category))
    parts.append(dated(paper))
    return tuple(parts)


def dated(paper: Paper) -> Words:
    """Say the id, its version and the paper's date, and what kind of date it is."""
    name = paper.id if paper.version in (None, 1) else f"{paper.id}v{paper.version}"
    known = papers.dated(paper)
    if known is None:
        return words("plain", text=name)
    day, by = known
    return words(_DATED[by], id=name, day=day)


def comment(paper: Paper) -> tuple[Line, ...]:
    """Say what the authors remark on their paper, as far as there is room."""
    if not paper.comment:
        return ()
    said = shorten(paper.comment, _LONGEST_COMMENT, placeholder=" …")
    return (line(words("comment", text=said), style=Style.SMALL),)


def withdrawal(paper: Paper) -> Line:
    """Say prominently that a paper is withdrawn, and why, as far as its comment tells."""
    if not says_withdrawn(paper.comment):
        return line(words("withdrawn"), style=Style.STRONG)
    reason = shorten(paper.comment or "", _LONGEST_COMMENT, placeholder=" …")
    return line(words("withdrawn-because", reason=reason), style=Style.STRONG)


def says_withdrawn(comment: str | None) -> bool:
    """Say whether a comment speaks of a withdrawal."""
    return comment is not None and _WITHDRAWN.search(comment) is not None
