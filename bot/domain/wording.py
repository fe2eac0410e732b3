"""What the bot's messages hold, in no platform's shape: the heading of a digest, a card, a list."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.domain import addresses, cards, links
from bot.domain.chat import (
    Action,
    Block,
    Card,
    Channel,
    Entry,
    Line,
    Link,
    Listing,
    Menu,
    Message,
    Style,
    Value,
    Words,
    line,
    words,
)
from bot.domain.digest import ONE_LINERS, Edition, Pick, short_name
from bot.domain.papers import Paper, PaperId
from bot.domain.summaries import Summary

_LINK_LABELS = {
    links.LinkKind.CODE: words("link-code"),
    links.LinkKind.PROJECT: words("link-project"),
    links.LinkKind.DATA: words("link-data"),
}
_CARD_ACTIONS = (
    ("save", words("action-save")),
    ("summary", words("action-summary")),
    ("why", words("action-why")),
)
_NAMED_IN_PUSH = 3

byline = cards.byline
dated = cards.dated


@dataclass(frozen=True, slots=True)
class Look:
    """What every message needs to know about where it is going.

    Attributes:
        site: Address that links to papers begin with, such as `https://arxiv.org`.
        emoji: The reaction that saves in this channel.
    """

    site: str
    emoji: str = "🔖"


def place(channel: Channel) -> Value:
    """Say which channel; platforms do not tell the name of every private one."""
    return channel.name or words("channel-unnamed")


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
        quote=quote(summary),
        links=_fact_links(paper),
        note=note,
    )


def quote(summary: Summary | None) -> Words | None:
    """Set a summary's text: quotation marks mean the authors' own words."""
    if summary is None or not summary.text:
        return None
    return words("quote-authors" if summary.authors_own else "quote-model", text=summary.text)


def writer(summary: Summary | None) -> Words:
    """Say whose words a summary is."""
    if summary is None or not summary.text:
        return words("writer-no-abstract")
    if not summary.authors_own:
        return words("writer-model", model=summary.writer)
    if summary.limit:
        return words(f"writer-limit-{summary.limit}")
    return words("writer-fallback" if summary.fallback else "writer-authors")


def heading(
    edition: Edition,
    known: Mapping[PaperId, Paper],
    summaries: Mapping[PaperId, Summary],
    look: Look,
    *,
    digest: int,
    usual: int | None,
    by_day: bool = False,
    withdrawn: Collection[PaperId] = (),
    notes: Sequence[Words] = (),
) -> Message:
    """Write the heading, which is the digest: a numbered, linked list in one message.

    Args:
        edition: What was picked.
        known: Every paper of the posted list.
        summaries: One-liners for the first entries.
        digest: The digest's id, for the button that shows all.
        usual: How many papers a digest here usually has, when that is known.
        by_day: Group the list by the day of the announcement.
        withdrawn: Papers that are withdrawn, which stands behind their titles.
        notes: What is unusual about its announcements, such as that arXiv was late.
    """
    shown = edition.picks[: edition.shown]
    names = tuple(dict.fromkeys(name for pick in edition.picks for name in pick.names))
    days = sorted({pick.day for pick in edition.picks if pick.day})
    capped = edition.total > edition.shown
    title = (
        line(joined(names), *span(days), _best(edition, usual), style=Style.STRONG)
        if capped
        else line(
            words("digest-count", count=edition.total),
            joined(names),
            *span(days),
            style=Style.STRONG,
        )
    )
    entries = tuple(
        entry(
            known[pick.paper],
            look,
            position=number,
            summary=summaries.get(pick.paper) if number <= ONE_LINERS else None,
            note=words("withdrawn-note") if pick.paper in withdrawn else None,
        )
        for number, pick in enumerate(shown, start=1)
        if pick.paper in known
    )
    body: list[Block] = _grouped(shown, entries) if by_day else [Listing(entries)]
    said = [summaries[pick.paper] for pick in shown if pick.paper in summaries]
    models = dict.fromkeys(writer(each) for each in said if each.text)
    best = (words("digest-best-means"),) if capped else ()
    hint = words("digest-save-hint", emoji=look.emoji)
    foot = line(*notes, hint, *best, *models, style=Style.SMALL)
    actions = (
        (Action(action_id("all", digest), words("action-all", total=edition.total)),)
        if capped
        else ()
    )
    return Message(
        blocks=(title, *body, foot),
        actions=actions,
        menu=Menu("save", words("menu-save")),
        push=_push(edition, names, [each.title for each in entries]),
    )


def thread_title(edition: Edition) -> Words:
    """Name the thread in which the cards of a digest stand."""
    names = tuple(dict.fromkeys(name for pick in edition.picks for name in pick.names))
    days = sorted({pick.day for pick in edition.picks if pick.day})
    if not days:
        return words("thread-undated", names=names, shown=edition.shown)
    return words("thread", names=names, span=span(days)[0], shown=edition.shown)


def card(
    paper: Paper,
    pick: Pick | None,
    summary: Summary | None,
    look: Look,
    *,
    position: int | None,
    without: str = "",
    withdrawn: bool = False,
) -> Message:
    """Write one paper whole: title, what it says, links, who, because, whose words.

    Args:
        without: The verb of a button that would only say the same again.
        withdrawn: It is withdrawn: that stands in the place of what it says.
    """
    pdf = Link(words("link-pdf"), addresses.pdf_url(look.site, paper.id))
    html = Link(words("link-html"), addresses.html_url(look.site, paper.id))
    plain = entry(paper, look, position=position, summary=None if withdrawn else summary)
    late = (cards.withdrawal(paper),) if withdrawn else cards.comment(paper)
    because = (words("because", reasons=pick.because),) if pick and pick.because else ()
    why = (*because, *(() if withdrawn else (writer(summary),)))
    small = (Line(byline(paper), Style.SMALL), *((Line(why, Style.SMALL),) if why else ()))
    whole = Entry(
        paper=plain.paper,
        title=plain.title,
        url=plain.url,
        position=plain.position,
        quote=plain.quote,
        # A version that is withdrawn has no text to lead to.
        links=plain.links if withdrawn else (*plain.links, pdf, html),
    )
    return Message(
        blocks=(Card(whole, (*late, *small)),),
        actions=tuple(
            Action(action_id(verb, paper.id), label)
            for verb, label in _CARD_ACTIONS
            if verb != without
        ),
        seed=look.emoji,
    )


def span(days: Sequence[date]) -> tuple[Words, ...]:
    """Say from which day to which, and how many announcements that were."""
    if not days:
        return ()
    if len(days) == 1:
        return (words("day", day=days[0]),)
    first, last = days[0], days[-1]
    same = (first.year, first.month) == (last.year, last.month)
    return (
        words("days-of-month" if same else "days", first=first, last=last),
        words("announcements", count=len(days)),
    )


def joined(names: Sequence[str]) -> Words:
    """Name several topics in one breath."""
    return words("names", names=tuple(names))


def _fact_links(paper: Paper) -> tuple[Link, ...]:
    return tuple(
        Link(_LINK_LABELS[each.kind], each.url)
        for each in links.of(paper)
        if each.kind in _LINK_LABELS
    )


def _best(edition: Edition, usual: int | None) -> Words:
    if usual is None:
        return words("digest-best", shown=edition.shown, total=edition.total)
    return words("digest-best-usual", shown=edition.shown, total=edition.total, usual=usual)


def _push(edition: Edition, names: Sequence[str], titles: Sequence[str]) -> Words:
    first = tuple(short_name(title) for title in titles[:_NAMED_IN_PUSH])
    values: dict[str, Value] = {"count": edition.total, "names": tuple(names), "first": first}
    if edition.total > edition.shown:
        return words("push-best", **values, shown=edition.shown, more=edition.shown - len(first))
    if more := edition.total - len(first):
        return words("push-more", **values, more=more)
    return words("push", **values)


def _grouped(shown: Sequence[Pick], entries: Sequence[Entry]) -> list[Block]:
    """Group a list by announcement day, in the order it has."""
    days = {pick.paper: pick.day for pick in shown}
    blocks: list[Block] = []
    for day in sorted({day for day in days.values() if day}):
        here = tuple(each for each in entries if days[each.paper] == day)
        blocks += [line(words("day", day=day), style=Style.STRONG), Listing(here)]
    if undated := tuple(each for each in entries if days[each.paper] is None):
        blocks.append(Listing(undated))
    return blocks
