"""One paper whole: title, what it says, links, who, because, whose words."""

from dataclasses import replace
from textwrap import shorten

from bot.domain import addresses, cards, telling
from bot.domain.cards import Look, action_id
from bot.domain.chat import (
    Action,
    Attachment,
    Block,
    Card,
    Entry,
    Line,
    Link,
    Message,
    More,
    Style,
    Words,
    line,
    words,
)
from bot.domain.digest import Pick
from bot.domain.fulltext import Figure
from bot.domain.key_figure import KeyFigure
from bot.domain.paper_facts import Facts
from bot.domain.papers import Paper, PaperId
from bot.domain.summaries import Detail, Summary

_NEXT = {
    None: ("summary", words("action-summary")),
    Detail.HEADLINE: ("summary", words("action-summary")),
    Detail.TLDR: ("takeaways", words("action-takeaways")),
    Detail.TAKEAWAYS: ("analysis", words("action-analysis")),
}
"""The button that says more, by how much is said already."""
_LONGEST_LINE = 160
_LONGEST_CAPTION = 250


def card(
    paper: Paper,
    pick: Pick | None,
    summary: Summary | None,
    look: Look,
    *,
    position: int | None,
    withdrawn: bool = False,
    asked: Facts | None = None,
) -> Message:
    """Write one paper whole: title, what it says, links, who, because, whose words.

    Args:
        withdrawn: It is withdrawn: that stands in the place of what it says.
        asked: What is known of it besides, where somebody asked for just this.
    """
    said = None if withdrawn else summary
    long = said if telling.is_long(said) else None
    late = (cards.withdrawal(paper),) if withdrawn else cards.comment(paper)
    facts = _facts(asked, said) if asked else ()
    if asked and asked.comment.venue and not withdrawn:
        # The facts say of the authors' comment what counts; nobody reads it twice.
        late = ()
    small = (*late, line(*cards.byline(paper), style=Style.SMALL), *facts)
    why = _why(pick, said, withdrawn=withdrawn, asked=asked is not None)
    entry = _entry(paper, look, None if long else said, position, asked, withdrawn=withdrawn)
    blocks: tuple[Block, ...] = (Card(entry, (*small, *why)),)
    if long:
        # The text right under the title; what is small below it.
        blocks = (Card(entry), *telling.passages(long), *small, *why)
    picture = _picture(asked.figure) if asked and asked.figure else None
    return Message(
        blocks=blocks,
        actions=_actions(paper, said),
        more=more(paper.id, reportable(said)),
        files=(picture,) if picture else (),
        seed=look.emoji,
        rest=_rest(paper, said) if long else None,
    )


def _entry(
    paper: Paper,
    look: Look,
    said: Summary | None,
    position: int | None,
    asked: Facts | None,
    *,
    withdrawn: bool,
) -> Entry:
    plain = cards.entry(paper, look, position=position, summary=said)
    links = cards.labelled(asked.links) if asked else plain.links
    if not withdrawn:
        # A version that is withdrawn has no text to lead to.
        pdf = Link(words("link-pdf"), addresses.pdf_url(look.site, paper.id))
        html = Link(words("link-html"), addresses.html_url(look.site, paper.id))
        figure = asked.figure if asked else None
        links = (*links, pdf, html, *(_linked(figure, html, pdf) if figure else ()))
    return Entry(plain.paper, plain.title, plain.url, plain.position, plain.quote, links)


def _linked(shown: KeyFigure, html: Link, pdf: Link) -> tuple[Link, ...]:
    """Link a figure that we may not show, in the file in which it was found."""
    if shown.picture:
        return ()
    region = shown.figure.region
    url = f"{pdf.url}#page={region.page}" if region else html.url
    return (Link(words("figure-linked", label=shown.figure.label), url),)


def _why(
    pick: Pick | None, said: Summary | None, *, withdrawn: bool, asked: bool
) -> tuple[Line, ...]:
    """Say why it is here, and whose words stand above."""
    parts: list[Words] = []
    if pick and pick.because:
        parts.append(words("because", reasons=pick.because))
    if not withdrawn:
        parts += telling.writers(said)
    if asked and said:
        parts += telling.found(said)
    return (Line(tuple(parts), Style.SMALL),) if parts else ()


def _facts(asked: Facts, said: Summary | None) -> tuple[Line, ...]:
    """Say what is known of a paper from itself and from no model."""
    lines: list[Line] = []
    known = asked.comment
    parts = [words("fact-venue", venue=known.venue)] if known.venue else []
    parts += [words("fact-pages", pages=known.pages)] if known.venue and known.pages else []
    if parts:
        lines.append(Line(tuple(parts), Style.SMALL))
    if asked.figure and asked.figure.picture:
        figure = asked.figure.figure
        told = words("figure-shown", label=figure.label, caption=_caption(figure))
        lines.append(line(told, style=Style.SMALL))
    where = asked.affiliation
    if where and said and said.detail is Detail.ANALYSIS:
        stands = shorten(where.line, _LONGEST_LINE, placeholder=" …")
        key = "fact-affiliation-line" if where.name == where.line else "fact-affiliation"
        told = words(key, name=where.name, line=stands)
        lines.append(line(told, style=Style.SMALL))
    return tuple(lines)


def _picture(shown: KeyFigure) -> Attachment | None:
    """Return the picture of a figure; its caption tells those who cannot see it what it shows."""
    figure = shown.figure
    about = words("figure-about", label=figure.label, caption=_caption(figure))
    return replace(shown.picture, about=about) if shown.picture else None


def _caption(figure: Figure) -> str:
    return shorten(figure.caption, _LONGEST_CAPTION, placeholder=" …")


def _actions(paper: Paper, said: Summary | None) -> tuple[Action, ...]:
    verbs = [("save", words("action-save"))]
    if longer := _NEXT.get(said.detail if said else None):
        verbs.append(longer)
    verbs.append(("ask", words("action-ask")))
    return tuple(Action(action_id(verb, paper.id), label) for verb, label in verbs)


def reportable(said: Summary | None) -> Detail | None:
    """Return the length of a text that a model wrote; None where there is nothing to report."""
    return said.detail if said and telling.by_model(said) else None


def more(paper: PaperId, reported: Detail | None) -> More:
    """Fold away what is seldom done with a paper.

    Args:
        reported: The length of the text that can be reported; None where there is none.
    """
    folded = [
        Action(action_id("why", paper), words("action-why")),
        Action(action_id("less", paper), words("action-less")),
    ]
    key = paper if reported is None else f"{paper} {reported}"
    if reported:
        folded.append(Action(action_id(f"report-{reported}", paper), words("action-report")))
    return More(Action(action_id("more", key), words("action-others")), tuple(folded))


def _rest(paper: Paper, said: Summary | None) -> Words | None:
    if said is None:
        return None
    return words("card-rest", command=f"summary {paper.id} detail={said.detail}")
