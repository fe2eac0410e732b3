"""What the API says of a paper, read from a file and over the wire, before 2026 and since."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.domain.papers import PaperId, Text, Version
from bot.gate import manners
from bot.sources.arxiv_api import ArxivApi
from bot.sources.records import read_records
from tests.servers.arxiv import Fault
from tests.sources.samples import API_BEFORE_2026, API_ERROR, API_SINCE_2026

FEEDS = Path(__file__).parents[3] / "shared/data/feeds/arxiv_api_atom"
EVERY = {"before 2026": API_BEFORE_2026, "since 2026": API_SINCE_2026} | {
    path.name: path.read_bytes()
    for path in sorted(FEEDS.glob("*.xml"))
    if b"http://arxiv.org/abs/" in path.read_bytes()
}


@pytest.fixture
def from_file(tmp_path):
    def read(body):
        path = tmp_path / "answer"
        path.write_bytes(body)
        with read_records(path) as records:
            return list(records)

    return read


@pytest.mark.parametrize("body", [API_BEFORE_2026, API_SINCE_2026], ids=["before", "since"])
def test_both_formats_say_the_same(from_file, body):
    (entry,) = from_file(body)
    found = entry.paper
    assert (found.id, found.title, found.version) == (
        "hep-th/9901001",
        "On β rays and strings",
        3,
    )
    assert found.abstract == "We ask, and find that it works."
    assert found.authors == ("Ada Lovelace", "Emmy Nöther")
    assert (found.categories, found.primary) == (("hep-th", "math.AG"), "hep-th")
    assert (found.comment, found.doi, found.journal_ref) == (
        "12 pages, LaTeX",
        "10.1/x",
        "J. Rays 1",
    )
    assert found.submitted == datetime(1999, 1, 2, 3, 4, 5, tzinfo=UTC)
    assert found.updated == datetime(1999, 3, 8, 10, tzinfo=UTC)
    assert found.versions == (Version(1, found.submitted), Version(3, found.updated))
    assert (found.announced, found.first_seen, found.license) == (None, None, None)


@pytest.mark.parametrize("body", EVERY.values(), ids=list(EVERY))
async def test_a_file_says_what_the_wire_says(from_file, arxiv, gate, body):
    entries = from_file(body)
    assert entries
    headers = manners("0", None)
    api = ArxivApi(gate, arxiv.api_url, headers=headers, timeout=timedelta(seconds=5))
    # Some of the answers are pages of more.
    whole = re.sub(rb"(totalResults[^>]*>)\d+", rb"\g<1>%d" % len(entries), body)
    arxiv.fail(Fault(body=whole))
    wired = await api.by_ids([PaperId(each.paper.id) for each in entries])
    assert [_unwrapped(each.paper) for each in entries] == [_unwrapped(each) for each in wired]


def _unwrapped(paper):
    # How lines were broken in the raw text differs, and says nothing.
    return replace(paper, raw=Text())


def test_an_error_in_place_of_papers_is_told_in_its_own_words(from_file):
    (entry,) = from_file(API_ERROR)
    assert entry.problem.key == "record-refused"
    assert dict(entry.problem.values) == {"reason": "incorrect id format for abc"}


@pytest.mark.parametrize(
    ("was", "broken", "key"),
    [
        (b"hep-th/9901001v3</id>", b"nobody</id>", "record-id"),
        (b"<id>http://arxiv.org/abs/hep-th/9901001v3</id>", b"", "record-nameless"),
        (b"1999-01-02T03:04:05Z", b"long ago", "record-field"),
    ],
)
def test_an_entry_that_makes_no_sense_says_why(from_file, was, broken, key):
    for body in (API_BEFORE_2026, API_SINCE_2026):
        (entry,) = from_file(body.replace(was, broken))
        assert (entry.number, entry.paper, entry.problem.key) == (1, None, key)


def test_whatever_is_missing_stays_unknown(from_file):
    (entry,) = from_file(b"<entry><id>2511.00001</id></entry>")
    found = entry.paper
    assert (found.id, found.title, found.version, found.submitted) == ("2511.00001", *(None,) * 3)
    assert (found.authors, found.categories, found.primary) == ((), (), None)
