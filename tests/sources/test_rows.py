"""JSON lines: what one line says."""

import json
from datetime import UTC, datetime

import pytest

from bot.sources.rows import read_row


def record(**fields):
    return read_row(1, json.dumps(fields).encode())


def test_whatever_is_missing_stays_unknown():
    paper = record(id="2403.03206").paper
    assert paper.id == "2403.03206"
    assert (paper.title, paper.abstract, paper.submitted, paper.version) == (None,) * 4
    assert (paper.authors, paper.categories, paper.versions) == ((), (), ())


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("Sat, 31 Mar 2007 22:24:53 GMT", datetime(2007, 3, 31, 22, 24, 53, tzinfo=UTC)),
        ("2007-04-02T15:45:49Z", datetime(2007, 4, 2, 15, 45, 49, tzinfo=UTC)),
        ("1994-05-30", datetime(1994, 5, 30, tzinfo=UTC)),
        ("2025-01-01T02:00:00+05:00", datetime(2024, 12, 31, 21, tzinfo=UTC)),
    ],
)
def test_dates_come_in_every_form(text, moment):
    assert record(id="0704.0060", published=text).paper.submitted == moment


def test_a_record_of_the_kaggle_snapshot():
    paper = record(
        id="0704.0001",
        title="Calculation of prompt\n  diphoton production",
        authors="C. Bal\\'azs, E. L. Berger and P. M. Nadolsky",
        authors_parsed=[["Bal\\'azs", "C.", ""], ["Berger", "E. L.", "Jr"]],
        categories="hep-ph hep-ex",
        comments="37 pages",
        **{"journal-ref": "Phys.Rev.D76"},
        versions=[
            {"version": "v1", "created": "Mon, 2 Apr 2007 19:18:42 GMT"},
            {"version": "v2", "created": "Tue, 24 Jul 2007 20:10:27 GMT"},
        ],
        update_date="2008-11-26",
    ).paper
    assert paper.title == "Calculation of prompt diphoton production"
    assert paper.authors == ("C. Balázs", "E. L. Berger Jr")
    assert (paper.categories, paper.primary) == (("hep-ph", "hep-ex"), "hep-ph")
    assert (paper.version, paper.journal_ref, paper.comment) == (2, "Phys.Rev.D76", "37 pages")
    assert paper.submitted == datetime(2007, 4, 2, 19, 18, 42, tzinfo=UTC)


def test_authors_in_one_string_are_taken_apart():
    paper = record(id="0704.0001", authors="Ana Lima, Ben Ode and Cy Young").paper
    assert paper.authors == ("Ana Lima", "Ben Ode", "Cy Young")


@pytest.mark.parametrize(
    ("row", "key"),
    [
        (b"not json", "record-no-json"),
        (b"[1, 2]", "record-no-object"),
        (b'{"abstract": "x"}', "record-nameless"),
        (b'{"id": "10.1/abc"}', "record-id"),
        (b'{"id": 2403.03206}', "record-field"),
        (b'{"id": "2403.03206", "published": "soon"}', "record-field"),
        (b'{"id": "2403.03206", "title": 7}', "record-field"),
        (b'{"id": "2403.03206", "versions": [{}]}', "record-field"),
        (b"\xff\xfe", "record-no-json"),
        (b"[" * 100_000, "record-no-json"),
    ],
)
def test_a_broken_record_says_what_is_wrong(row, key):
    assert read_row(3, row).problem.key == key
    assert read_row(3, row).number == 3


def test_a_title_without_an_id_is_to_be_resolved():
    read = record(title="DiffPose")
    assert (read.paper, read.problem, read.title) == (None, None, "DiffPose")
