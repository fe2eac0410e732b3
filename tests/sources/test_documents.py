"""Files of XML: feeds, answers of the API and of OAI-PMH, hostile and broken ones."""

import gzip
from pathlib import Path

import pytest

from bot.domain.errors import SourceError
from bot.sources.arxiv_feed import read_feed
from bot.sources.arxiv_records import read_records as read_answer
from bot.sources.files import zstd
from bot.sources.records import read_records
from tests.servers.arxiv_oai import OaiRecord
from tests.sources.samples import (
    API_BEFORE_2026,
    API_SINCE_2026,
    ATOM,
    DAY,
    DUBLIN_CORE,
    PAPERS,
    RSS,
    RSS_ERROR,
    RSS_OF_SUNDAY,
    oai,
)

FEEDS = Path(__file__).parents[3] / "shared/data/feeds"
RECORDED = {path.name: path.read_bytes() for path in sorted(FEEDS.glob("arxiv_*/*.xml"))}
RAW = oai("arXivRaw")
EVERY = {
    "rss": RSS,
    "atom": ATOM,
    "raw": RAW,
    "parted": oai("arXiv"),
    "dublin": DUBLIN_CORE,
    "before 2026": API_BEFORE_2026,
    "since 2026": API_SINCE_2026,
}
LAUGHS = (
    b'<!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>'
)


@pytest.fixture
def read(tmp_path):
    """Read a file of some bytes, with or without what was read before."""

    def read(body, after=0):
        path = tmp_path / "file"
        path.write_bytes(body)
        with read_records(path, after) as records:
            return list(records)

    return read


def told(entries):
    """Return the numbers, and what each entry is or what is wrong with it."""
    return [(each.number, each.paper.id if each.paper else each.problem.key) for each in entries]


def by_itself(body):
    """Read a document with the parser that reads arXiv's own answers."""
    if b"<OAI-PMH" in body or b"<record" in body:
        return [each.paper for each in read_answer(body).records]
    return [each.paper for each in read_feed(body).announcements]


@pytest.mark.parametrize(
    "body",
    [body for name, body in (EVERY | RECORDED).items() if b"/api/" not in body and body],
    ids=[name for name, body in (EVERY | RECORDED).items() if b"/api/" not in body and body],
)
def test_a_file_says_what_arxiv_says(read, body):
    try:
        expected = by_itself(body)
    except SourceError:
        (entry,) = read(body)
        assert entry.problem.key in ("record-refused", "record-foreign")
        return
    entries = read(body)
    assert [each.paper for each in entries] == expected
    assert [each.number for each in entries] == list(range(1, len(expected) + 1))


def test_only_what_a_feed_calls_new_keeps_its_day(read):
    assert [(each.paper.id, each.paper.announced) for each in read(RSS)] == [
        ("2511.00001", DAY),
        ("2511.00002", None),
        ("2511.00003", None),
    ]
    assert read(ATOM)[0].paper.announced == DAY


@pytest.mark.parametrize("body", [RSS_OF_SUNDAY, b"<OAI-PMH><ListRecords/></OAI-PMH>", b""])
def test_a_day_without_papers_is_no_problem(read, body):
    assert read(body) == []


def test_that_nothing_matches_is_no_problem(read):
    assert read(oai("arXiv").replace(b"<ListRecords>", b"<error code='noRecordsMatch'/>")) != []
    body = b"<OAI-PMH><error code='noRecordsMatch'>None.</error></OAI-PMH>"
    assert read(body) == []


@pytest.mark.parametrize(
    ("body", "key", "said"),
    [
        (RSS_ERROR, "record-refused", "Bad archive 'x'."),
        (
            b"<OAI-PMH><error code='badResumptionToken'>It  expired.</error></OAI-PMH>",
            "record-refused",
            "It expired.",
        ),
        (b"<!DOCTYPE html>\n<html><body>Sorry</body></html>", "record-foreign", "html"),
        (b"<OAI-PMH><Identify/></OAI-PMH>", "record-foreign", "OAI-PMH"),
        (b"<", "record-foreign", ""),
    ],
)
def test_a_file_without_papers_says_what_it_is(read, body, key, said):
    (entry,) = read(body)
    assert (entry.number, entry.problem.key) == (1, key)
    assert said in dict(entry.problem.values).popitem()[1]


def test_a_file_may_hold_many_documents_and_bare_records_in_a_row(read):
    body = b"\n".join(EVERY.values())
    expected = [each.paper for one in EVERY.values() for each in read(one)]
    entries = read(body)
    assert [each.paper for each in entries] == expected
    assert [each.number for each in entries] == list(range(1, len(expected) + 1))


@pytest.mark.parametrize("name", EVERY)
def test_a_bare_record_reads_like_one_in_its_document(read, name):
    body = EVERY[name]
    kind = next(each for each in (b"record", b"entry", b"item") if b"<%b>" % each in body)
    start, end = body.index(b"<%b>" % kind), body.rindex(b"</%b>" % kind) + len(kind) + 3
    assert [each.paper for each in read(body[start:end])] == [each.paper for each in read(body)]


def test_records_of_which_only_a_header_is_left_are_passed_over(read):
    gone, kept = (OaiRecord(each, DAY, deleted=not i) for i, each in enumerate(PAPERS[:2]))
    assert told(read(oai("arXivRaw", gone, kept))) == [(2, "2511.00002")]


def test_one_broken_record_costs_one_record(read):
    body = (
        RAW.replace(b"2511.00002</identifier>", b"25xx.00002</identifier>")
        + RAW.replace(b"<title>Crossed", b"<title>Cr & ossed")
        + RAW.replace(b"<title>Crossed</title>", b"")
        + RAW.replace(b"<title>Crossed", b"<title>Cr\x00ossed")
        + RAW.replace(b"<title>Crossed", b"<title>Cr\xf6ssed")
        + RAW.replace(b"<title>Crossed", b"<title>&nbsp;")
        + RAW.replace(b"arXivRaw", b"marc21")
        + RSS.replace(b">cross</arxiv:announce_type", b">burnt</arxiv:announce_type")
        + RSS.replace(b"oai:arXiv.org:2511.00002v1", b"nobody")
        + RAW
    )
    keys = [key for _, key in told(read(body)) if not key.startswith("2511.")]
    assert keys == [
        "record-id",
        "record-no-xml",
        "record-unread",
        "record-no-xml",
        "record-no-text",
        "record-no-xml",
        *["record-unread"] * 3,
        "record-unlisted",
        "record-id",
    ]
    assert told(read(body))[-3:] == [(28, "2511.00001"), (29, "2511.00002"), (30, "2511.00003")]


@pytest.mark.parametrize("name", EVERY)
@pytest.mark.parametrize("share", [0.2, 0.5, 0.8, 0.99])
def test_a_document_cut_short_gives_its_whole_records_and_says_so(read, name, share):
    whole, body = read(EVERY[name]), EVERY[name]
    *good, last = read(body[: int(len(body) * share)])
    assert last.problem.key == "record-cut"
    assert good == whole[: len(good)]
    assert last.number == len(good) + 1


@pytest.mark.parametrize("share", [0.4, 0.7])
def test_a_document_cut_short_among_others_costs_only_what_it_lacks(read, share):
    cut = RAW[: int(len(RAW) * share)]
    found = told(read(cut + RAW + RAW))
    assert [key for _, key in found].count("record-unclosed") == 1
    assert [key for _, key in found][-6:] == [each.id for each in PAPERS] * 2


@pytest.mark.parametrize("reference", [b"&b;", b"&c;"])
def test_entities_of_a_file_mean_nothing(read, reference):
    """Neither a billion laughs nor a file of ours gets into a paper."""
    head, _, rest = RAW.partition(b"?>\n")
    entries = read(head + b"?>" + LAUGHS + rest.replace(b"Crossed", reference))
    assert told(entries) == [(1, "2511.00001"), (2, "record-no-xml"), (3, "2511.00003")]
    assert "not defined" in dict(entries[1].problem.values)["reason"]


@pytest.mark.parametrize("lead", [b"", b"<record>"])
def test_a_document_type_by_itself_is_harmless(read, lead):
    body = LAUGHS.replace(b"<!ENTITY a", b"<!ENTITY record") + DUBLIN_CORE
    assert told(read(body)) == [(1, "math/0306266")]


@pytest.mark.parametrize("name", ["utf-16", "iso-8859-1", "windows-1252", "utf-8-sig", "us-ascii"])
def test_a_file_may_be_in_the_encoding_that_it_says(read, name):
    title = "Rays" if name == "us-ascii" else "Straße"
    said = RAW.decode().replace("UTF-8", "utf-8" if name == "utf-8-sig" else name)
    entries = read(said.replace("Crossed", title).encode(name))
    assert [each.paper.title for each in entries] == ["On <b> & β rays", title, "Again"]


@pytest.mark.parametrize("name", ["zlib", "rot13", "unicode_escape", "utf-7", "iso-8859-99"])
def test_an_encoding_that_is_none_of_text_is_refused(read, name):
    (entry,) = read(RAW.replace(b"UTF-8", name.encode()))
    assert (entry.number, entry.problem.key) == (1, "record-encoding")
    assert dict(entry.problem.values) == {"name": name}


def test_text_in_another_encoding_than_said_is_told_where_it_is_found(read):
    wrong = RAW.decode().replace("Crossed", "Straße").encode("iso-8859-1")
    assert told(read(wrong)) == [(1, "2511.00001"), (2, "record-no-text"), (3, "2511.00003")]
    odd = RAW.decode().replace("UTF-8", "UTF-16").replace("Crossed", "\ud800")
    assert told(read(odd.encode("utf-16", "surrogatepass"))) == told(read(wrong))


def test_a_record_as_deep_as_a_well_or_as_long_as_a_river_is_left_out(read):
    deep = b"<record>" + b"<a>" * 100_000 + b"</a>" * 100_000 + b"</record>"
    long = b"<record>" + b"<a/>" * 3_000_000 + b"</record>"
    assert told(read(deep + DUBLIN_CORE)) == [(1, "record-no-xml"), (2, "math/0306266")]
    assert told(read(long + DUBLIN_CORE)) == [(1, "record-long"), (2, "math/0306266")]


@pytest.mark.parametrize("pack", [gzip.compress, zstd.compress], ids=["gzip", "zstd"])
def test_packed_documents_read_the_same(read, pack):
    for body in EVERY.values():
        assert read(pack(body)) == read(body)
