"""What arXiv's feeds announce, and every way in which they can be wrong."""

from datetime import UTC, date, datetime, timedelta

import httpx2
import pytest

from bot.domain.errors import SourceError, Throttled
from bot.domain.papers import Announcement, ArrivalKind, Paper, described
from bot.gate import Gate, manners
from bot.sources.arxiv_rss import ArxivRss
from tests.servers import arxiv as faults
from tests.servers.arxiv import Arxiv, Batch, Fault

WEDNESDAY = date(2025, 11, 5)

ENTRY = """
    <item>
      <title>A $\\beta$-test of {name}</title>
      <link>https://arxiv.org/abs/{name}</link>
      <description>arXiv:{name} Announce Type: {kind}
Abstract: Abstract: ask &lt;it&gt;.</description>
      <guid isPermaLink="false">oai:arXiv.org:{name}</guid>
      <category>cs.RO</category>
      <category>eess.SY</category>
      <pubDate>{day}</pubDate>
      <arxiv:announce_type>{kind}</arxiv:announce_type>
      <dc:rights>http://creativecommons.org/licenses/by/4.0/</dc:rights>
      <arxiv:DOI>10.5802/jep.257</arxiv:DOI>
      <arxiv:journal_reference>Tome 11 (2024)</arxiv:journal_reference>
      <dc:creator>Ada Lovelace, Sammy Davis, Jr., Henri Poincar\\'e</dc:creator>
    </item>"""


def feed(*entries: str, title: str = "cs updates on arXiv.org", start: str = "") -> bytes:
    return f"""<?xml version='1.0' encoding='UTF-8'?>{start}
<rss xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns:dc="http://purl.org/dc/elements/1.1/"
     version="2.0">
  <channel>
    <title>{title}</title>
    <description>About it.</description>
    <lastBuildDate>Thu, 06 Nov 2025 05:00:02 +0000</lastBuildDate>
    <pubDate>Thu, 06 Nov 2025 00:00:00 -0500</pubDate>{"".join(entries)}
  </channel>
</rss>""".encode()


def entry(
    name: str = "2511.00033v1", kind: str = "new", day: str = "Wed, 05 Nov 2025 00:00:00 -0500"
) -> str:
    return ENTRY.format(name=name, kind=kind, day=day)


def paper(id: str, *categories: str, version: int = 1) -> Paper:
    return described(
        id=id,
        title=f"On the matter of {id}",
        abstract="We ask. \\emph{Nobody} answers.",
        authors=("Ada Lovelace", "Emmy Noether"),
        categories=categories,
        primary=categories[0],
        version=version,
        submitted=datetime(2025, 11, 3, 12, tzinfo=UTC),
    )


@pytest.fixture
def source(client: httpx2.AsyncClient, gate: Gate, arxiv: Arxiv) -> ArxivRss:
    return ArxivRss(client, gate, arxiv.rss_url, "cs")


async def read(source: ArxivRss) -> list[Announcement]:
    bulletin = await source.today()
    assert bulletin is not None
    return list(bulletin.announcements)


async def test_an_entry_is_read_with_all_its_facts(source, arxiv):
    arxiv.fail(Fault(body=feed(entry("2511.00033v2", "new"))))
    (found,) = await read(source)
    assert (found.kind, found.day) == (ArrivalKind.NEW, WEDNESDAY)
    paper = found.paper
    assert (paper.id, paper.version) == ("2511.00033", 2)
    assert paper.raw.title == "A $\\beta$-test of 2511.00033v2"
    assert paper.title == "A β-test of 2511.00033v2"
    assert paper.abstract == "Abstract: ask <it>."
    assert paper.authors == ("Ada Lovelace", "Sammy Davis, Jr.", "Henri Poincaré")
    assert (paper.categories, paper.primary) == (("cs.RO", "eess.SY"), "cs.RO")
    assert paper.license == "http://creativecommons.org/licenses/by/4.0/"
    assert (paper.doi, paper.journal_ref) == ("10.5802/jep.257", "Tome 11 (2024)")
    assert paper.announced == WEDNESDAY
    assert (paper.submitted, paper.comment) == (None, None)
    assert found.archive == "cs"


@pytest.mark.parametrize(
    ("said", "kind", "announced"),
    [
        ("new", ArrivalKind.NEW, WEDNESDAY),
        ("cross", ArrivalKind.CROSS, None),
        ("replace", ArrivalKind.REPLACED, None),
        ("replace-cross", ArrivalKind.REPLACED, None),
    ],
)
async def test_only_what_is_new_became_public_today(source, arxiv, said, kind, announced):
    arxiv.fail(Fault(body=feed(entry(kind=said))))
    (found,) = await read(source)
    assert (found.kind, found.day, found.paper.announced) == (kind, WEDNESDAY, announced)


@pytest.mark.parametrize(
    ("name", "id", "version"),
    [("hep-th/9901001v3", "hep-th/9901001", 3), ("0704.0001v12", "0704.0001", 12)],
)
async def test_ids_of_every_age_lose_their_version(source, arxiv, name, id, version):
    arxiv.fail(Fault(body=feed(entry(name, "replace"))))
    (found,) = await read(source)
    assert (found.paper.id, found.paper.version) == (id, version)


@pytest.mark.parametrize(
    "written",
    [
        "Wed, 05 Nov 2025 00:00:00 -0500",
        "Wed, 05 Nov 2025 05:00:00 +0000",
        "Thu, 06 Nov 2025 04:59:59 GMT",
    ],
)
async def test_the_day_is_that_of_the_entry_in_the_east_of_america(source, arxiv, written):
    arxiv.fail(Fault(body=feed(entry(day=written))))
    assert [found.day for found in await read(source)] == [WEDNESDAY]


async def test_the_feed_of_an_archive_says_what_arxiv_announced(source, arxiv):
    ours, theirs = paper("2511.00001", "cs.CL", "stat.ML"), paper("2511.00002", "math.OC", "cs.LG")
    foreign = paper("2511.00003", "math.CO")
    later, very_late = paper("2401.00001", "cs.CV", version=2), paper("2401.2", "cs.CV", version=6)
    arxiv.announce(
        Batch(WEDNESDAY, new=(ours, theirs, foreign), replaced=(later, very_late)),
    )
    told = [(found.paper.id, found.kind) for found in await read(source)]
    assert told == [
        ("2511.00001", ArrivalKind.NEW),
        ("2511.00002", ArrivalKind.CROSS),
        ("2401.00001", ArrivalKind.REPLACED),
    ]


async def test_a_stale_list_keeps_its_day_under_a_fresh_date(source, arxiv, clock):
    arxiv.announce(Batch(WEDNESDAY, new=[paper("2511.00001", "cs.CL")]))
    first = await source.today()
    clock.now += timedelta(days=1)
    later = await source.today(first.tag)
    assert (first.day, later.day) == (WEDNESDAY, WEDNESDAY)
    assert later.announcements == first.announcements
    assert later.tag != first.tag


async def test_a_list_that_has_not_changed_is_not_sent_again(source, arxiv, clock):
    arxiv.announce(Batch(WEDNESDAY, new=[paper("2511.00001", "cs.CL")]))
    first = await source.today()
    assert await source.today(first.tag) is None
    assert arxiv.requests[-1].headers["if-none-match"] == first.tag
    arxiv.announce(Batch(WEDNESDAY, new=[paper("2511.00002", "cs.CL")]))
    assert [each.paper.id for each in (await source.today(first.tag)).announcements] == [
        "2511.00002"
    ]
    assert clock.slept == [3, 3]


async def test_the_tag_of_one_archive_says_nothing_about_another(client, gate, arxiv):
    arxiv.announce(Batch(WEDNESDAY, new=[paper("2511.00001", "cs.CL", "math.CO")]))
    tag = (await ArxivRss(client, gate, arxiv.rss_url, "cs").today()).tag
    assert await ArxivRss(client, gate, arxiv.rss_url, "math").today(tag) is not None


async def test_nobody_is_told_that_a_list_they_never_saw_is_unchanged(source, arxiv):
    arxiv.fail(Fault(status=304, body=b""))
    with pytest.raises(SourceError, match="HTTP 304"):
        await source.today()


async def test_an_empty_list_at_the_weekend_announces_nothing(source):
    bulletin = await source.today()
    assert (bulletin.archive, bulletin.day, bulletin.announcements) == ("cs", None, ())
    assert (bulletin.full, bulletin.unread) == (False, 0)


async def test_a_full_list_is_read_and_its_loss_noted(source, arxiv, caplog):
    batch = [paper(f"2511.{number:05}", "cs.CL") for number in range(1, 2101)]
    arxiv.announce(Batch(WEDNESDAY, new=batch))
    bulletin = await source.today()
    assert (len(bulletin.announcements), bulletin.full) == (2000, True)
    assert "is full" in caplog.text


async def test_one_archive_may_be_late_while_another_is_not(client, gate, arxiv):
    fresh, old = paper("2511.00001", "cs.CL"), paper("2511.00002", "math.CO")
    arxiv.announce(Batch(WEDNESDAY, new=[fresh]))
    arxiv.batches["math"] = Batch(WEDNESDAY - timedelta(days=1), new=[old])
    days = [
        (await ArxivRss(client, gate, arxiv.rss_url, archive).today()).day
        for archive in ("cs", "math")
    ]
    assert days == [WEDNESDAY, WEDNESDAY - timedelta(days=1)]


async def test_entries_of_several_days_keep_their_own(source, arxiv):
    older = entry("2511.00001v1", day="Tue, 04 Nov 2025 00:00:00 -0500")
    arxiv.fail(Fault(body=feed(entry("2511.00002v1"), older)))
    bulletin = await source.today()
    assert bulletin.day == WEDNESDAY
    assert [each.day for each in bulletin.announcements] == [WEDNESDAY, date(2025, 11, 4)]


@pytest.mark.parametrize(
    ("kinds", "kept"),
    [
        (("replace-cross", "new"), ArrivalKind.NEW),
        (("cross", "replace"), ArrivalKind.CROSS),
        (("new", "cross"), ArrivalKind.NEW),
    ],
)
async def test_a_paper_that_is_listed_twice_is_announced_once(source, arxiv, kinds, kept):
    twice = [entry("2511.00001v2", kind) for kind in kinds]
    arxiv.fail(Fault(body=feed(twice[0], entry("2511.00002v1"), twice[1])))
    told = [(each.paper.id, each.kind) for each in await read(source)]
    assert told == [("2511.00001", kept), ("2511.00002", ArrivalKind.NEW)]


async def test_a_feed_that_repeats_itself_announces_each_paper_once(source, arxiv):
    arxiv.announce(
        Batch(WEDNESDAY, new=[paper(f"2511.0000{number}", "cs.CL") for number in (1, 2)])
    )
    arxiv.fail(faults.TWICE)
    assert [each.paper.id for each in await read(source)] == ["2511.00002", "2511.00001"]


async def test_an_entry_that_makes_no_sense_is_skipped_and_noted(source, arxiv, caplog):
    days = ("some day", "", "Wed, 05 Nov 2025 00:00:00", "2025-11-05", "1 Jan 99999999999999999999")
    broken = (entry("no-id"), entry(kind="surprise"), *(entry(day=day) for day in days))
    whole = feed(*broken, entry("2511.00001v1"))
    arxiv.fail(Fault(body=whole))
    bulletin = await source.today()
    assert [found.paper.id for found in bulletin.announcements] == ["2511.00001"]
    assert bulletin.unread == caplog.text.count("skipped") == 7


async def test_a_list_of_which_something_makes_no_sense_is_asked_for_again(source, arxiv):
    whole, headers = feed(entry("2511.00001v1")), {"ETag": "some"}
    arxiv.fail(Fault(body=feed(entry("no-id"), entry()), headers=headers))
    arxiv.fail(Fault(body=whole, headers=headers))
    assert [(await source.today()).tag for _ in range(2)] == ["", "some"]


LAUGHS = '<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        (faults.HTML, "not XML"),
        (Fault(body=b"<html><body>arXiv is busy</body></html>"), "not a feed, but <html>"),
        (Fault(body=b'<feed xmlns="http://example.org"/>'), "not a feed"),
        (Fault(body=b'<rss version="2.0"/>'), "not a feed"),
        (Fault(body=feed(entry()), share=0.7), "cut short"),
        (Fault(body=feed(entry("no-id"))), "none of 1 entries"),
        (Fault(status=500, body=b"Oh dear"), "HTTP 500"),
        (Fault(status=404, body=b"<html/>"), "HTTP 404"),
        (Fault(status=301, headers={"Location": "/"}, body=b"moved"), "HTTP 301"),
        (Fault(status=400, body=feed(entry())), "HTTP 400"),
        (Fault(body=feed(title="Feed error for query: cs")), "About it."),
        (Fault(status=400, body=feed(title="Feed error for query: cs")), "About it."),
        (Fault(body=b" " * (33 * 1024 * 1024)), "more than"),
        (faults.DROPPED, "RemoteProtocolError"),
        (faults.TRUNCATED, "cut short"),
    ],
)
async def test_an_answer_that_is_no_feed_is_an_error_and_not_a_quiet_day(
    source, arxiv, fault, reason
):
    arxiv.fail(fault)
    with pytest.raises(SourceError, match=reason) as caught:
        await read(source)
    assert "arXiv RSS cs" in str(caught.value)
    assert await read(source) == []


async def test_entities_are_not_expanded(source, arxiv):
    arxiv.fail(Fault(body=feed(entry("2511.00001v1").replace("A $", "&b; $"), start=LAUGHS)))
    (found,) = await read(source)
    assert "haha" not in repr(found)


async def test_an_unknown_archive_is_refused_in_arxivs_own_words(client, gate, arxiv):
    with pytest.raises(SourceError, match="Bad archive 'nosuch'"):
        await read(ArxivRss(client, gate, arxiv.rss_url, "nosuch"))


@pytest.mark.parametrize(
    ("fault", "wait"),
    [
        (faults.refusal(429, "600"), timedelta(minutes=10)),
        (faults.refusal(503, "Wed, 05 Nov 2025 06:30:00 GMT"), timedelta(minutes=30)),
        (faults.refusal(403), timedelta(minutes=1)),
        (faults.EMPTY, timedelta(minutes=1)),
    ],
)
async def test_a_refusal_silences_every_feed(source, client, gate, arxiv, clock, fault, wait):
    arxiv.fail(fault)
    for archive in (source, ArxivRss(client, gate, arxiv.rss_url, "math")):
        with pytest.raises(Throttled) as caught:
            await read(archive)
        assert caught.value.until == clock() + wait
    assert len(arxiv.requests) == 1
    clock.now += wait
    assert await read(source) == []


async def test_a_server_that_does_not_answer_is_not_waited_for(gate, arxiv):
    arxiv.fail(faults.SLOW)
    async with httpx2.AsyncClient(headers=manners("0", None), timeout=0.1) as hasty:
        source = ArxivRss(hasty, gate, arxiv.rss_url, "cs")
        with pytest.raises(SourceError, match="ReadTimeout"):
            await read(source)
        assert await read(source) == []


async def test_archives_are_asked_one_after_the_other(client, gate, arxiv, clock):
    for archive in ("cs", "math", "stat"):
        await read(ArxivRss(client, gate, arxiv.rss_url + "/", archive))
    assert [request.path for request in arxiv.requests] == ["/rss/cs", "/rss/math", "/rss/stat"]
    assert clock.slept == [3, 3]
