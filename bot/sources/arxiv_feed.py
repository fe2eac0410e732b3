"""What stands in a feed of arXiv, be it RSS 2.0 or Atom.

The elements are those of info.arxiv.org/help/rss_specifications.html and atom_specifications.html.
"""

import logging
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

from lxml import etree

from bot.domain import papers
from bot.domain.bulletins import Bulletin
from bot.domain.errors import SourceError
from bot.domain.papers import Announcement, ArrivalKind, PaperId
from bot.sources.arxiv_authors import listed_authors
from bot.sources.arxiv_xml import read_xml

_log = logging.getLogger(__name__)

_EASTERN = ZoneInfo("America/New_York")
_KINDS = {
    "new": ArrivalKind.NEW,
    "cross": ArrivalKind.CROSS,
    "replace": ArrivalKind.REPLACED,
    "replace-cross": ArrivalKind.REPLACED,
}
_STRENGTH = (ArrivalKind.NEW, ArrivalKind.CROSS, ArrivalKind.REPLACED)
_NAMESPACES = {
    "arxiv": "http://arxiv.org/schemas/atom",
    "atom": "http://www.w3.org/2005/Atom",
    "dc": "http://purl.org/dc/elements/1.1/",
}
_ATOM = f"{{{_NAMESPACES['atom']}}}"
_MOST_ENTRIES = 2000


def read_feed(body: bytes, archive: str = "", tag: str = "") -> Bulletin:
    """Read a feed, RSS or Atom.

    A paper that is in it more than once is announced once, as the most that it is called: new,
    else crossed, else replaced.

    Args:
        archive: Whose it is; '' where nobody says.
        tag: As it came with the feed; kept only if everything in it made sense.

    Raises:
        SourceError: It is no feed, is cut short, reports an error, or none of its entries makes
            sense; in arXiv's own words where it has some.
    """
    root = read_xml(body)
    channel = root.find("channel") if root.tag == "rss" else root
    if channel is None or (root.tag not in ("rss", f"{_ATOM}feed")):
        raise SourceError(f"not a feed, but <{root.tag}>")
    if _text(channel, "title").startswith("Feed error"):
        reason = _text(channel, "description") or _text(channel, "subtitle")
        raise SourceError(f"an error in place of a feed: {reason}")
    entries = channel.findall("item") or channel.findall(f"{_ATOM}entry")
    found: dict[PaperId, Announcement] = {}
    unread = 0
    for entry in entries:
        announcement = read_entry(entry, archive)
        if announcement is None:
            unread += 1
            continue
        id = announcement.paper.id
        found[id] = max(found.get(id, announcement), announcement, key=_strength)
    if entries and not found:
        raise SourceError(f"none of {len(entries)} entries can be read")
    return Bulletin(
        archive=archive,
        day=max((each.day for each in found.values()), default=None),
        announcements=tuple(found.values()),
        tag="" if unread else tag,
        full=len(entries) >= _MOST_ENTRIES,
        unread=unread,
    )


def _strength(announcement: Announcement) -> int:
    return -_STRENGTH.index(announcement.kind)


def read_entry(entry: etree._Element, archive: str = "") -> Announcement | None:
    """Read one entry of a feed, or return None where it makes no sense; `archive` as above."""
    name = (_text(entry, "guid") or _text(entry, "id")).removeprefix("oai:arXiv.org:")
    ref = papers.named(name)
    kind = _KINDS.get(_text(entry, "arxiv:announce_type"))
    day = _day(_text(entry, "pubDate") or _text(entry, "published"))
    if ref is None or kind is None or day is None:
        _log.warning("skipped an entry of the feed: %r, kind %s, day %s", name, kind, day)
        return None
    # The lists of categories begin with the primary one; nothing else in a feed marks it.
    categories = tuple(_categories(entry))
    about = _text(entry, "description") or _text(entry, "summary")
    paper = papers.described(
        id=ref.id,
        title=_text(entry, "title"),
        abstract=about.partition("Abstract:")[2],
        authors=listed_authors(_text(entry, "dc:creator")),
        categories=categories,
        primary=categories[0] if categories else None,
        version=ref.version,
        announced=day if kind is ArrivalKind.NEW else None,
        doi=_text(entry, "arxiv:DOI") or None,
        journal_ref=_text(entry, "arxiv:journal_reference") or None,
        license=_text(entry, "dc:rights") or None,
    )
    return Announcement(paper, kind, day, archive=archive or None)


def _categories(entry: etree._Element) -> list[str]:
    # In Atom the name is an attribute.
    plain = [each.text or "" for each in entry.iterfind("category")]
    return plain or [each.get("term", "") for each in entry.iterfind(f"{_ATOM}category")]


def _day(published: str) -> date | None:
    """Return the day of the entry's own batch; the feed's dates move on even if the batch does not.

    Args:
        published: Midnight US/Eastern, as RFC 2822 or, in Atom, as ISO 8601.
    """
    try:
        if published[:4].isdecimal():
            moment = datetime.fromisoformat(published)
        else:
            moment = parsedate_to_datetime(published)
        return moment.astimezone(_EASTERN).date() if moment.tzinfo else None
    except (ValueError, OverflowError):
        return None


def _text(element: etree._Element, name: str) -> str:
    """Return the text of a child; names of RSS stand alone, and Atom has the same in its own."""
    found = element.findtext(name, None, _NAMESPACES)
    if found is None:
        found = element.findtext(f"{_ATOM}{name}")
    return (found or "").strip()
