"""What the bot's messages hold, in no platform's shape: the heading of a digest, a list."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from bot.domain import cards, paper_card, sheet, telling
from bot.domain.chat import (
    Action,
    Block,
    Channel,
    Entry,
    Listing,
    Menu,
    Message,
    Select,
    Style,
    Value,
    Words,
    line,
    words,
)
from bot.domain.digest import ONE_LINERS, Edition, Pick, short_name
from bot.domain.papers import Paper, PaperId
from bot.domain.summaries import Summary

_NAMED_IN_PUSH = 3

byline = cards.byline
dated = cards.dated
entry = cards.entry
quote = telling.quote
writer = telling.writer
action_id = cards.action_id
Look = cards.Look
card = paper_card.card


def place(channel: Channel) -> Value:
    """Say which channel; platforms do not tell the name of every private one."""
    return channel.name or words("channel-unnamed")


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
        selects=opening(entries),
        push=_push(edition, names, [each.title for each in entries]),
    )


def opening(entries: Sequence[Entry]) -> tuple[Select, ...]:
    """Offer to open the papers of a list: what a card does must be there without its card too."""
    return sheet.opening([(each.position, each.paper, each.title) for each in entries])


def thread_title(edition: Edition) -> Words:
    """Name the thread in which the cards of a digest stand."""
    names = tuple(dict.fromkeys(name for pick in edition.picks for name in pick.names))
    days = sorted({pick.day for pick in edition.picks if pick.day})
    if not days:
        return words("thread-undated", names=names, shown=edition.shown)
    return words("thread", names=names, span=span(days)[0], shown=edition.shown)


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
