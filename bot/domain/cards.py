"""What a list or card says of a paper: title and links, who, when, and what came late."""

import re
from dataclasses import dataclass
from textwrap import shorten

from bot.domain import addresses, links, papers, telling
from bot.domain.chat import Entry, Line, Link, Style, Words, line, words
from bot.domain.links import LinkKind, PaperLink
from bot.domain.papers import Paper
from bot.domain.summaries import Summary

_LONGEST_COMMENT = 300
_NAMED_AUTHORS = 2
_WITHDRAWN = re.compile(r"\bwithdr[ae]w", re.IGNORECASE)
_DATED = {
    papers.DatedBy.ANNOUNCED: "dated-announced",
    papers.DatedBy.SUBMITTED: "dated-submitted",
    papers.DatedBy.FIRST_SEEN: "dated-first-seen",
    papers.DatedBy.ID_MONTH: "dated-id-month",
}
_LINK_LABELS = {
    LinkKind.CODE: words("link-code"),
    LinkKind.PROJECT: words("link-project"),
    LinkKind.DATA: words("link-data"),
}


@dataclass(frozen=True, slots=True)
class Look:
    """What every message needs to know about where it is going.

    Attributes:
        site: Address that links to papers begin with, such as `https://arxiv.org`.
        emoji: The reaction that saves in this channel.
    """

    site: str
    emoji: str = "🔖"


def action_id(verb: str, key: str | int) -> str:
    """Write a button's id; a format once posted is answered for ever."""
    return f"p1:{verb}:{key}"


def entry(
    paper: Paper,
    look: Look,
    *,
    position: int | None = None,
    summary: Summary | None = None,
    note: Words | None = None,
) -> Entry:
    """Write one line of a list."""
    return Entry(
        paper=paper.id,
        title=paper.name,
        url=addresses.abs_url(look.site, paper.id),
        position=position,
        quote=telling.quote(summary),
        links=labelled(links.of(paper)),
        note=note,
    )


def labelled(found: tuple[PaperLink, ...]) -> tuple[Link, ...]:
    """Label a paper's own links by what they lead to; those of which that is not known are left."""
    return tuple(
        Link(_LINK_LABELS[each.kind], each.url) for each in found if each.kind in _LINK_LABELS
    )


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
