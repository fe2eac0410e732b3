"""The feeds of the loopback arXiv, written with the elements and in the order of the real ones."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from email.utils import format_datetime
from zoneinfo import ZoneInfo

from lxml import etree

from bot.domain.papers import Paper

ATOM = "http://www.w3.org/2005/Atom"
ARXIV = "http://arxiv.org/schemas/atom"
DC = "http://purl.org/dc/elements/1.1/"
OPENSEARCH = "http://a9.com/-/spec/opensearch/1.1/"
EASTERN = ZoneInfo("America/New_York")
VERSION_CAP = 5


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

    def among(category: str | None) -> bool:
        name = (category or "").lower()
        return name in wanted or name.partition(".")[0] in wanted

    found = []
    for papers, kind, cross in (
        (batch.new, "new", "cross"),
        (batch.crossed, None, "cross"),
        (batch.replaced, "replace", "replace-cross"),
    ):
        for paper in papers:
            if not any(among(listed) for listed in paper.categories):
                continue
            here = kind if among(paper.primary) else cross
            old = papers is batch.replaced and (paper.version or 1) > VERSION_CAP
            if here is not None and not old:
                found.append(Entry(here, batch.day, paper))
    found.sort(key=lambda entry: entry.paper.id, reverse=True)
    order = ("new", "cross", "replace", "replace-cross")
    return sorted(found, key=lambda entry: order.index(entry.kind))


def updated(paper: Paper) -> datetime | None:
    """Return when the version at hand was sent."""
    return paper.updated or paper.submitted


def results(page: Sequence[Paper], total: int, start: int, most: int) -> bytes:
    feed = etree.Element(
        f"{{{ATOM}}}feed", nsmap={None: ATOM, "arxiv": ARXIV, "opensearch": OPENSEARCH}
    )
    _add(feed, f"{{{ATOM}}}title", "arXiv Query")
    _add(feed, f"{{{OPENSEARCH}}}itemsPerPage", most)
    _add(feed, f"{{{OPENSEARCH}}}totalResults", total)
    _add(feed, f"{{{OPENSEARCH}}}startIndex", start)
    for paper in page:
        entry = _add(feed, f"{{{ATOM}}}entry")
        address = f"http://arxiv.org/abs/{paper.id}v{paper.version or 1}"
        _add(entry, f"{{{ATOM}}}id", address)
        _add(entry, f"{{{ATOM}}}title", paper.raw.title or paper.title)
        _add(entry, f"{{{ATOM}}}updated", _instant(updated(paper)))
        _add(entry, f"{{{ATOM}}}link", href=address, rel="alternate", type="text/html")
        _add(entry, f"{{{ATOM}}}summary", paper.raw.abstract or paper.abstract)
        for term in paper.categories:
            _add(entry, f"{{{ATOM}}}category", term=term, scheme=ARXIV)
        _add(entry, f"{{{ATOM}}}published", _instant(paper.submitted))
        _facts(
            entry,
            {
                f"{{{ARXIV}}}comment": paper.comment,
                f"{{{ARXIV}}}journal_ref": paper.journal_ref,
                f"{{{ARXIV}}}doi": paper.doi,
            },
        )
        _add(entry, f"{{{ARXIV}}}primary_category", term=paper.primary or "")
        for author in paper.authors:
            _add(_add(entry, f"{{{ATOM}}}author"), f"{{{ATOM}}}name", author)
    return _bytes(feed)


def refused_query(reason: str, status: int = 200) -> tuple[int, bytes]:
    feed = etree.Element(f"{{{ATOM}}}feed", nsmap={None: ATOM, "opensearch": OPENSEARCH})
    _add(feed, f"{{{ATOM}}}title", "arXiv Search Results")
    _add(feed, f"{{{OPENSEARCH}}}itemsPerPage", 1)
    _add(feed, f"{{{OPENSEARCH}}}totalResults", 1)
    _add(feed, f"{{{OPENSEARCH}}}startIndex", 0)
    entry = _add(feed, f"{{{ATOM}}}entry")
    _add(entry, f"{{{ATOM}}}id", f"https://arxiv.org/api/errors#{reason.replace(' ', '_')}")
    _add(entry, f"{{{ATOM}}}title", "Error")
    _add(entry, f"{{{ATOM}}}updated", _instant(None))
    _add(entry, f"{{{ATOM}}}summary", reason)
    return status, _bytes(feed)


def feed(title: str, about: str, built: datetime, listed: Sequence[Entry]) -> bytes:
    """Write a feed whose own dates are those of `built`, whatever the age of its entries."""
    rss = etree.Element("rss", nsmap={"arxiv": ARXIV, "dc": DC}, version="2.0")
    channel = _add(rss, "channel")
    _add(channel, "title", title)
    _add(channel, "description", about)
    _add(channel, "lastBuildDate", format_datetime(built))
    _add(channel, "pubDate", _midnight(built.astimezone(EASTERN).date()))
    for entry in listed:
        paper, item = entry.paper, _add(channel, "item")
        name = f"{paper.id}v{paper.version or 1}"
        abstract = paper.raw.abstract or paper.abstract or ""
        _add(item, "title", paper.raw.title or paper.title)
        _add(item, "link", f"https://arxiv.org/abs/{paper.id}")
        about = f"arXiv:{name} Announce Type: {entry.kind} \nAbstract: {abstract}"
        _add(item, "description", about)
        _add(item, "guid", f"oai:arXiv.org:{name}", isPermaLink="false")
        for category in paper.categories:
            _add(item, "category", category)
        _add(item, "pubDate", _midnight(entry.day))
        _add(item, f"{{{ARXIV}}}announce_type", entry.kind)
        _facts(
            item,
            {
                f"{{{DC}}}rights": paper.license,
                f"{{{ARXIV}}}DOI": paper.doi,
                f"{{{ARXIV}}}journal_reference": paper.journal_ref,
            },
        )
        _add(item, f"{{{DC}}}creator", ", ".join(paper.authors))
    return _bytes(rss)


def _add(
    parent: etree._Element, tag: str, text: object = None, **attributes: str
) -> etree._Element:
    element = etree.SubElement(parent, tag, attributes)
    element.text = None if text is None else str(text)
    return element


def _facts(parent: etree._Element, facts: dict[str, str | None]) -> None:
    """Append those that are known."""
    for tag, text in facts.items():
        if text is not None:
            _add(parent, tag, text)


def _bytes(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _instant(moment: datetime | None) -> str:
    moment = moment or datetime(1991, 8, 14, tzinfo=UTC)
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _midnight(day: date) -> str:
    return format_datetime(datetime.combine(day, time(), EASTERN))
