"""What records of arXiv say, in each of their forms."""

import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bot.domain.errors import SourceError
from bot.domain.papers import Version
from bot.sources.arxiv_authors import listed_authors, written_authors
from bot.sources.arxiv_records import RecordList, Refusal, read_records
from tests.servers.arxiv_faults import Fault
from tests.servers.arxiv_oai import OaiService

FEEDS = Path(__file__).parents[3] / "shared/data/feeds"
RECORDED = {
    path.name: path.read_bytes()
    for path in sorted(FEEDS.glob("arxiv_oai_re*/*.xml"))
    if b"<metadata>" in path.read_bytes()
}

HEADER = """
  <header>
    <identifier>oai:arXiv.org:0908.03762</identifier>
    <datestamp>2012-10-12</datestamp>
    <setSpec>physics:hep-th</setSpec>
    <setSpec>math:math:AG</setSpec>
    <setSpec>math</setSpec>
    <setSpec>physics:astro-ph</setSpec>
  </header>""".replace("0908.03762", "0908.3762")
VERSION = '<version version="v{}"><date>{}</date><size>{}</size>{}</version>'
FIRST = VERSION.format(1, "Wed, 26 Aug 2009 08:27:29 GMT", "17kb", "")
GONE = VERSION.format(2, "Wed, 02 Feb 2011 15:10:13 GMT", "0kb", "<source_type>I</source_type>")
BACK = VERSION.format(3, "Thu, 11 Oct 2012 08:23:14 GMT", "23kb", "<source_type>D</source_type>")


def record(form: str, header: str = HEADER) -> bytes:
    return f"<record>{header}<metadata>{form}</metadata></record>".encode()


def raw(*versions: str, authors: str = "Ada Lovelace", comment: str = "5 pages") -> bytes:
    return record(f"""<arXivRaw xmlns="http://arxiv.org/OAI/arXivRaw/">
      <id>0908.3762</id><submitter>A</submitter>{"".join(versions)}
      <title>On $\\beta$
  rays</title><authors>{authors}</authors><categories>math.AT math.CT</categories>
      <comments>{comment}</comments><journal-ref>J. 1</journal-ref>
      <doi>10.1002/(SICI)1097(19980815)17:15,16&lt;1661::AID&gt;3.0.CO;2-2 10.1/y</doi>
      <license>http://x</license><abstract>We ask.</abstract></arXivRaw>""")


def only(found: RecordList):
    (single,) = found.records
    return single


def test_a_raw_record_has_every_version():
    found = only(read_records(raw(FIRST, BACK, GONE)))
    paper = found.paper
    assert (paper.id, paper.title, paper.version) == ("0908.3762", "On β rays", 3)
    assert paper.versions == (
        Version(1, datetime(2009, 8, 26, 8, 27, 29, tzinfo=UTC)),
        Version(2, datetime(2011, 2, 2, 15, 10, 13, tzinfo=UTC)),
        Version(3, datetime(2012, 10, 11, 8, 23, 14, tzinfo=UTC)),
    )
    assert (paper.submitted, paper.updated) == (
        paper.versions[0].submitted,
        paper.versions[2].submitted,
    )
    assert (paper.categories, paper.primary) == (("math.AT", "math.CT"), "math.AT")
    assert paper.doi == "10.1002/(SICI)1097(19980815)17:15,16<1661::AID>3.0.CO;2-2"
    assert (paper.comment, paper.journal_ref, paper.license) == ("5 pages", "J. 1", "http://x")
    assert found.stamp == date(2012, 10, 12)


@pytest.mark.parametrize(
    ("versions", "comment", "withdrawn"),
    [
        ((FIRST,), "5 pages", False),
        ((FIRST, GONE), "5 pages", True),
        ((FIRST, GONE, BACK), "5 pages", False),
        ((FIRST, GONE.replace("0kb", "3kb")), "", True),
        ((FIRST, GONE.replace("<source_type>I</source_type>", "")), "", True),
        ((FIRST,), "This paper has been withdrawn by the authors. 22 pages", True),
        ((FIRST,), "5 pages. This submission has been withdrawn by arXiv administrators", True),
        ((FIRST,), "The paper and abstract have been withdrawn", True),
        ((FIRST,), "This preprint is withdrawn. Not without errors", True),
        ((FIRST,), "This paper is now withdrawn since it has been divided", True),
        ((FIRST,), "Withdrawn, combined with chem-ph/9505003", True),
        ((FIRST,), "paper being withdrawn", True),
        ((FIRST,), "12 pages; withdrawn by the author due to an error", True),
        ((FIRST,), "Replaces our earlier paper, which was withdrawn", False),
        ((FIRST,), "Due to a withdrawal from ICLR", False),
        ((FIRST,), "I am not sure whether withdrawing this paper is suitable", False),
    ],
)
def test_a_paper_is_withdrawn_if_its_newest_version_is(versions, comment, withdrawn):
    assert only(read_records(raw(*versions, comment=comment))).withdrawn is withdrawn


def test_versions_that_make_no_sense_do_not_hide_the_paper():
    odd = '<version version="vX"><date>some day</date></version>'
    undated = '<version version="v2"><date>1 Jan 99999999999999999999</date></version>'
    paper = only(read_records(raw(FIRST, odd, undated))).paper
    assert [(each.number, each.submitted is None) for each in paper.versions] == [
        (1, False),
        (2, True),
    ]
    assert only(read_records(raw())).paper.versions == ()


PARTED = """<arXiv xmlns="http://arxiv.org/OAI/arXiv/"><id>0908.3762</id>
  <created>{created}</created><updated>2012-10-12</updated>
  <authors>
    <author><keyname>Planck Collaboration</keyname></author>
    <author><keyname>:</keyname></author>
    <author><keyname>Davis</keyname><forenames>Sammy</forenames><suffix>Jr.</suffix>
      <affiliation>Rome</affiliation></author>
  </authors>
  <title>Rays</title><categories>hep-th</categories></arXiv>"""


@pytest.mark.parametrize(
    ("created", "submitted"),
    [
        ("2009-08-26", datetime(2009, 8, 26, tzinfo=UTC)),
        ("2009-07-31", datetime(2009, 7, 31, tzinfo=UTC)),
        ("2012-10-11", None),
        ("some day", None),
    ],
)
def test_a_parted_record_may_have_the_day_of_its_newest_version(created, submitted):
    paper = only(read_records(record(PARTED.format(created=created)))).paper
    assert paper.authors == ("Planck Collaboration", "Sammy Davis Jr.")
    assert (paper.submitted, paper.version, paper.versions) == (submitted, None, ())
    assert (paper.abstract, paper.comment, paper.doi) == (None, None, None)


def test_a_record_in_dublin_core_tells_what_it_can():
    found = only(
        read_records(
            record("""<oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/"
              xmlns:dc="http://purl.org/dc/elements/1.1/">
              <dc:title>Rays</dc:title><dc:creator>von Braun, W.</dc:creator>
              <dc:creator>CMS</dc:creator><dc:subject>Anything</dc:subject>
              <dc:description>  We ask.
</dc:description><dc:description>Comment: 5 pages</dc:description>
              <dc:date>2012-10-11</dc:date><dc:date>2009-08-26</dc:date>
              <dc:identifier>http://arxiv.org/abs/0908.3762</dc:identifier>
              <dc:identifier>J. 14 (2005) 439</dc:identifier>
              <dc:identifier>doi:10.1/x</dc:identifier></oai_dc:dc>""")
        )
    )
    paper = found.paper
    assert (paper.title, paper.abstract, paper.comment) == ("Rays", "We ask.", "5 pages")
    assert paper.authors == ("W. von Braun", "CMS")
    assert paper.categories == ("hep-th", "math.AG")
    assert paper.submitted == datetime(2009, 8, 26, tzinfo=UTC)
    assert paper.updated == datetime(2012, 10, 11, tzinfo=UTC)
    assert (paper.doi, paper.journal_ref) == ("10.1/x", "J. 14 (2005) 439")


def test_a_record_that_makes_no_sense_is_counted_and_the_others_are_read(caplog):
    untitled = raw(FIRST).replace(b"title>", b"tidle>")
    unnamed = raw(FIRST).replace(b"oai:arXiv.org:0908.3762", b"oai:arXiv.org:9913.1")
    undated = raw(FIRST).replace(b"2012-10-12", b"yesterday")
    foreign = raw(FIRST).replace(b"arXivRaw", b"marc")
    headless = b"<record><metadata><a/></metadata></record>"
    every = (untitled, unnamed, undated, foreign, headless, raw(FIRST))
    found = read_records(b"<ListRecords>" + b"".join(every) + b"</ListRecords>")
    assert (only(found).paper.id, found.unread) == ("0908.3762", 5)
    assert caplog.text.count("skipped") == 5


def test_entities_are_not_expanded():
    laughs = b'<!DOCTYPE record [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
    found = read_records(laughs + raw(FIRST).replace(b"5 pages", b"5 pages &b;"))
    assert "haha" not in repr(found)


@pytest.mark.parametrize(
    ("written", "names"),
    [
        (
            "A. One (1), B. Two (1 and 2) and C. Three ((1) Rome, (2) Pisa and Nice)",
            ("A. One", "B. Two", "C. Three"),
        ),
        ("C. Neri (Lloyds, London, UK) and L. Schneider (Lyon)", ("C. Neri", "L. Schneider")),
        ("A. Foo (1), B. Bar (2) ((1) MIT, (2) Harv", ("A. Foo", "B. Bar")),
        ("G. David Forney, Jr., Pascal Vontobel", ("G. David Forney, Jr.", "Pascal Vontobel")),
        ("A. B. Downey,  Jr. and X. Yu III", ("A. B. Downey, Jr.", "X. Yu III")),
        (
            "Darrick Chang, Amir H. Safavi, and O. Painter",
            ("Darrick Chang", "Amir H. Safavi", "O. Painter"),
        ),
        ("Andy Sandoval,Rand & Fand et al.", ("Andy Sandoval", "Rand", "Fand")),
        ("LHCb collaboration: R. Aaij", ("LHCb collaboration", "R. Aaij")),
        ("Kentaro Somiya, for the KAGRA Collaboration", ("Kentaro Somiya", "KAGRA Collaboration")),
        ("E. Worcester on behalf of the CMS Collaboration", ("E. Worcester", "CMS Collaboration")),
        ("J. Klein (for the SNO Collaboration)", ("J. Klein",)),
        ("The ATLAS Collaboration", ("The ATLAS Collaboration",)),
        ("Jos\\'e Mu\\~noz and S{\\o}ren\n  Boldsen", ("José Muñoz", "Søren Boldsen")),
        ("Jos\\\\'e Mu\\\\~noz, Kasper \\\\v{Z}ak", ("José Muñoz", "Kasper Žak")),
        ("", ()),
    ],
)
def test_names_are_parted_as_authors_write_them(written, names):
    assert (
        only(read_records(raw(FIRST, authors=written.replace("&", "&amp;")))).paper.authors == names
    )


def test_a_list_of_names_is_read_like_the_same_names_written_out():
    assert listed_authors("NVIDIA, :, Ada Lovelace, Sammy Davis, Jr., and Emmy Noether") == (
        written_authors("NVIDIA: Ada Lovelace, Sammy Davis, Jr. and Emmy Noether")
    )


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ({"verb": "ListRecords"}, "badArgument"),
        ({"verb": "ListRecords", "metadataPrefix": "pictures"}, "cannotDisseminateFormat"),
        ({"verb": "ListRecords", "metadataPrefix": "arXiv", "from": "2025-1-1"}, "badArgument"),
        ({"verb": "ListRecords", "metadataPrefix": "arXiv", "from": "1999-01-01"}, "badArgument"),
        ({"verb": "ListRecords", "resumptionToken": "verb%3DListRecords"}, "badResumptionToken"),
        ({"verb": "Sing"}, "badVerb"),
    ],
)
def test_what_the_service_refuses_is_known_by_its_code(query, code):
    service = OaiService(
        lambda since: [], 10, lambda: datetime(2025, 11, 5, tzinfo=UTC), "http://x"
    )
    with pytest.raises(Refusal, match=code) as caught:
        read_records(service.answer(query, Fault()))
    assert caught.value.code == code


def test_what_is_no_list_of_records_is_an_error():
    for body in (b"", b"<html/>", b"<OAI-PMH/>", raw(FIRST)[:-9]):
        with pytest.raises(SourceError):
            read_records(body)


@pytest.mark.parametrize("body", RECORDED.values() or [raw(FIRST)], ids=list(RECORDED) or ["own"])
def test_real_records_are_read_whole(body):
    found = read_records(body)
    assert (len(found.records), found.unread) == (body.count(b"<metadata>"), 0)
    assert bool(found.token) == (b"</resumptionToken>" in body)
    for each in found.records:
        assert each.paper.title
        assert each.paper.abstract
        assert each.paper.authors
        assert not any("(" in name or "Collaboration " in name for name in each.paper.authors)
    if b"<arXivRaw" in body:
        newest = re.findall(rb"<size>(\w+)</size>(?:(?!</?size>).)*?<title>", body, re.DOTALL)
        gone = [size == b"0kb" for size in newest]
        assert [each.withdrawn for each in found.records] == gone
        assert all(each.paper.submitted and each.paper.primary for each in found.records)
