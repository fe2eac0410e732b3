import gzip
import json
from datetime import UTC, date, datetime

import pytest

from bot.domain.errors import SourceError
from bot.domain.papers import ArrivalKind
from bot.settings import config_dir
from bot.sources.records import RecordSource, read_record, read_records


def record(**fields):
    return read_record(1, json.dumps(fields).encode())


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
    assert read_record(3, row).problem.key == key
    assert read_record(3, row).number == 3


def test_a_title_without_an_id_is_to_be_resolved():
    read = record(title="DiffPose")
    assert (read.paper, read.problem, read.title) == (None, None, "DiffPose")


def test_plain_and_gzipped_files_read_the_same_and_blank_lines_are_passed_over(tmp_path):
    rows = b'{"id": "2403.03206"}\n\n{"id": "hep-th/9901001"}\n'
    plain, zipped = tmp_path / "a.jsonl", tmp_path / "b.jsonl.gz"
    plain.write_bytes(rows)
    zipped.write_bytes(gzip.compress(rows))
    for path in (plain, zipped):
        with read_records(path) as records:
            assert [(each.number, each.paper.id) for each in records] == [
                (1, "2403.03206"),
                (3, "hep-th/9901001"),
            ]
            assert records.position > 0


def test_a_file_cut_short_gives_its_good_records_and_then_says_so(tmp_path):
    path = tmp_path / "cut.jsonl.gz"
    rows = b"".join(b'{"id": "2403.%05d"}\n' % n for n in range(1, 20_000))
    path.write_bytes(gzip.compress(rows)[:-2000])
    with read_records(path) as records:
        read = list(records)
    assert read[0].paper
    assert len(read) > 1000
    assert read[-1].problem.key in ("record-cut", "record-no-json")


def test_a_file_that_is_not_there_is_a_clear_error(tmp_path):
    with pytest.raises(SourceError, match="cannot be read"), read_records(tmp_path / "no"):
        pass


async def test_the_bundled_sample_is_a_source_of_announcements():
    source = RecordSource(config_dir() / "sample.jsonl")
    announced = [each async for each in source.announced()]
    assert len(announced) >= 40
    assert {each.day for each in announced} == {date(2025, 11, day) for day in (4, 5, 6)}
    assert {each.kind for each in announced} == {ArrivalKind.NEW}
