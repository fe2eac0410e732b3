"""The RSS feeds of the loopback arXiv, with the elements and in the order of the real ones.

They are written as text, since a simulated year has many: a tree of elements takes ten times as
long.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from email.utils import format_datetime
from html import escape
from zoneinfo import ZoneInfo

from bot.domain.papers import Paper

EASTERN = ZoneInfo("America/New_York")
FEED_CAP = 2000
VERSION_CAP = 5
ORDER = ("new", "cross", "replace", "replace-cross")


@dataclass(frozen=True, slots=True)
class Batch:
    """One announcement."""

    day: date
    new: Sequence[Paper] = ()
    crossed: Sequence[Paper] = ()
    replaced: Sequence[Paper] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of an RSS feed.

    Attributes:
        kind: As the feed says it, such as `replace-cross`.
    """

    kind: str
    day: date
    paper: Paper


def entries(batch: Batch, wanted: set[str]) -> list[Entry]:
    """Return what the feed of `wanted` holds: new, cross, replace, replace-cross; ids downwards."""
    among: dict[str | None, bool] = {None: False}

    def is_among(category: str | None) -> bool:
        if category not in among:
            name = str(category).lower()
            among[category] = name in wanted or name.partition(".")[0] in wanted
        return among[category]

    found = []
    for papers, kind, cross in (
        (batch.new, "new", "cross"),
        (batch.crossed, None, "cross"),
        (batch.replaced, "replace", "replace-cross"),
    ):
        for paper in papers:
            if not any(map(is_among, paper.categories)):
                continue
            here = kind if is_among(paper.primary) else cross
            old = papers is batch.replaced and (paper.version or 1) > VERSION_CAP
            if here is not None and not old:
                found.append(Entry(here, batch.day, paper))
    return in_order(found)


def in_order(found: Iterable[Entry]) -> list[Entry]:
    """Sort entries as a feed has them, the last of which are cut off."""
    downwards = sorted(found, key=lambda entry: entry.paper.id, reverse=True)
    return sorted(downwards, key=lambda entry: ORDER.index(entry.kind))


def tag(names: str, now: datetime, listed: Iterable[Entry]) -> str:
    """Return the ETag of a feed: another one each day, whether or not its entries are others."""
    told = [names, str(now.astimezone(EASTERN).date())]
    told += (f"{each.day} {each.kind} {each.paper.id}v{each.paper.version}" for each in listed)
    return hashlib.sha256("\n".join(told).encode()).hexdigest()


def feed(title: str, about: str, built: datetime, listed: Sequence[Entry]) -> bytes:
    """Write a feed whose own dates are those of `built`, whatever the age of its entries."""
    days = {day: _midnight(day) for day in {entry.day for entry in listed}}
    items = "".join(_item(entry, days[entry.day]) for entry in listed)
    return f"""<?xml version='1.0' encoding='UTF-8'?>
<rss xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns:dc="http://purl.org/dc/elements/1.1/" \
xmlns:atom="http://www.w3.org/2005/Atom" version="2.0">
  <channel>
    <title>{escape(title)}</title>
    <description>{escape(about)}</description>
    <language>en-us</language>
    <lastBuildDate>{format_datetime(built)}</lastBuildDate>
    <pubDate>{_midnight(built.astimezone(EASTERN).date())}</pubDate>
    <skipDays>
      <day>Sunday</day>
      <day>Saturday</day>
    </skipDays>{items}
  </channel>
</rss>
""".encode()


def _item(entry: Entry, day: str) -> str:
    paper = entry.paper
    name = f"{paper.id}v{paper.version or 1}"
    categories = "".join(
        f"\n      <category>{escape(each)}</category>" for each in paper.categories
    )
    return f"""
    <item>
      <title>{plain(paper.raw.title or paper.title)}</title>
      <link>https://arxiv.org/abs/{paper.id}</link>
      <description>arXiv:{name} Announce Type: {entry.kind} \n\
Abstract: {plain(paper.raw.abstract or paper.abstract)}</description>
      <guid isPermaLink="false">oai:arXiv.org:{name}</guid>{categories}
      <pubDate>{day}</pubDate>
      <arxiv:announce_type>{entry.kind}</arxiv:announce_type>\
{fact("dc:rights", paper.license)}{fact("arxiv:DOI", paper.doi)}\
{fact("arxiv:journal_reference", paper.journal_ref)}
      <dc:creator>{plain(", ".join(paper.authors))}</dc:creator>
    </item>"""


def plain(text: str | None) -> str:
    """Return a text as it stands between two tags."""
    return escape(text or "", quote=False)


def fact(name: str, text: str | None) -> str:
    """Return an element, or nothing for what is not known."""
    return "" if text is None else f"\n      <{name}>{plain(text)}</{name}>"


def _midnight(day: date) -> str:
    return format_datetime(datetime.combine(day, time(), EASTERN))
