"""The honest preview of a topic: how much it brings, of what, and what its NOTs take away."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.chat import Block, Entry, Line, Listing, Style, Words, line, words
from bot.domain.papers import Arrival, Paper
from bot.domain.topics import Index, Topic, explain, hidden_by_not

_TITLES = 3
_TOO_BROAD = 40


@dataclass(frozen=True, slots=True)
class Preview:
    """What a topic would have brought lately.

    Attributes:
        days: Announcement days that were counted.
        count: Papers that matched in all of them.
        best: A few of them, best first.
        hidden: For each NOT: its text, how many it alone takes away, some titles, and a gentler
            form when most of those do not have it in the title.
    """

    days: int
    count: int
    best: tuple[Paper, ...]
    hidden: tuple[tuple[str, int, tuple[str, ...], str | None], ...]


def preview(topic: Topic, arrivals: Sequence[Arrival]) -> Preview:
    """Count what a topic would have brought from the arrivals of the last few days."""
    papers = list({arrival.paper.id: arrival.paper for arrival in arrivals}.values())
    index = Index(papers)
    matched = [(explain(topic, papers[place]), papers[place]) for place in index.match(topic)]
    ranked = sorted(
        ((match, paper) for match, paper in matched if match),
        key=lambda pair: (pair[0].where.value, not pair[0].phrase, not pair[0].primary),
    )
    hidden = tuple(
        (each.text, len(each.papers), tuple(papers[n].name for n in each.papers[:2]), each.gentler)
        for each in hidden_by_not(topic, index)
        if each.papers
    )
    best = tuple(paper for _, paper in ranked[:_TITLES])
    days = len({arrival.day for arrival in arrivals})
    return Preview(days, len(ranked), best, hidden)


def lines(shown: Preview, entries: Sequence[Entry]) -> list[Block]:
    """Say a preview; `entries` are its best papers, ready to show."""
    blocks: list[Block] = [Line((rate(shown),))]
    if entries:
        blocks += [line(words("preview-such-as"), style=Style.SMALL), Listing(tuple(entries))]
    for text, count, titles, gentler in shown.hidden:
        blocks.append(line(words("preview-hidden", text=text, count=count, titles=titles)))
        if gentler:
            blocks.append(line(words("preview-gentler", gentler=gentler), style=Style.SMALL))
    if shown.days and shown.count / shown.days > _TOO_BROAD:
        blocks.append(line(words("preview-broad"), style=Style.SMALL))
    return blocks


def rate(shown: Preview) -> Words:
    """Say how many papers a day, and from how many days that is counted."""
    if not shown.days:
        return words("rate-unknown")
    if not shown.count:
        return words("rate-none", days=shown.days)
    if shown.count < shown.days:
        return words("rate-rare", count=shown.count, days=shown.days)
    return words("rate", perday=round(shown.count / shown.days), days=shown.days)
