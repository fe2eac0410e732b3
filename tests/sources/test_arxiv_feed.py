"""Feeds by themselves: Atom, and those of the real arXiv."""

from datetime import date
from pathlib import Path

import pytest

from bot.domain.errors import SourceError
from bot.domain.papers import ArrivalKind
from bot.sources.arxiv_feed import read_feed

WEDNESDAY = date(2025, 11, 5)
FEEDS = Path(__file__).parents[3] / "shared/data/feeds"
RECORDED = sorted(FEEDS.glob("arxiv_rss_re*/*.xml"))

ATOM = b"""<feed xmlns:arxiv="http://arxiv.org/schemas/atom"
  xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns="http://www.w3.org/2005/Atom">
  <title>cs.RO updates on arXiv.org</title>
  <updated>2025-11-06T05:00:02+00:00</updated>
  <entry>
    <id>oai:arXiv.org:2511.00033v2</id>
    <title>A $\\beta$-test</title>
    <updated>2025-11-06T05:00:02+00:00</updated>
    <summary>arXiv:2511.00033v2 Announce Type: cross
Abstract: Ask &lt;it&gt;.</summary>
    <category term="cs.RO"/>
    <category term="eess.SY"/>
    <published>2025-11-05T00:00:00-05:00</published>
    <arxiv:announce_type>cross</arxiv:announce_type>
    <dc:creator>CMS Collaboration, :, Ada Lovelace</dc:creator>
  </entry>
</feed>"""


def test_an_atom_feed_says_the_same():
    (found,) = read_feed(ATOM).announcements
    assert (found.kind, found.day, found.archive) == (ArrivalKind.CROSS, WEDNESDAY, None)
    paper = found.paper
    assert (paper.id, paper.version) == ("2511.00033", 2)
    assert (paper.title, paper.abstract) == ("A β-test", "Ask <it>.")
    assert paper.authors == ("CMS Collaboration", "Ada Lovelace")
    assert (paper.categories, paper.primary) == (("cs.RO", "eess.SY"), "cs.RO")


def test_an_error_as_an_atom_feed_is_an_error():
    said = ATOM.partition(b"<entry>")[0].replace(b"cs.RO updates", b"Feed error: cs.RO updates")
    with pytest.raises(SourceError, match="Bad archive"):
        read_feed(said + b"<subtitle>Bad archive</subtitle></feed>")


@pytest.mark.parametrize(
    "body",
    [path.read_bytes() for path in RECORDED if "error" not in path.name] or [ATOM],
    ids=[path.stem for path in RECORDED if "error" not in path.name] or ["own"],
)
def test_real_feeds_are_read_whole(body):
    bulletin = read_feed(body, "cs", "tag")
    assert len(bulletin.announcements) == body.count(b"<item>") + body.count(b"<entry>")
    assert (bulletin.unread, bulletin.tag) == (0, "tag")
    for announcement in bulletin.announcements:
        assert announcement.paper.title
        assert announcement.paper.abstract
        assert announcement.paper.authors
        assert announcement.paper.primary
        assert announcement.paper.version
        assert announcement.day == bulletin.day


def test_the_same_real_list_as_rss_and_as_atom_announces_the_same():
    both = [path for path in RECORDED if path.name.startswith("2025-11-04_cs.RO.")]
    told = [read_feed(path.read_bytes()).announcements for path in both]
    assert all(each == told[0] for each in told)
