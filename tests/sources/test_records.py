"""Files of papers: what each is, how it is unpacked, and how far it has been read."""

import codecs
import gzip
from datetime import date
from itertools import islice

import pytest

from bot.domain.errors import SourceError
from bot.domain.papers import ArrivalKind
from bot.settings import config_dir
from bot.sources.files import zstd
from bot.sources.records import RecordFile, read_records

ROWS = b'{"id": "2403.03206"}\n\n{"id": "hep-th/9901001"}\n'
RECORD = b"""<record><header><identifier>oai:arXiv.org:0908.3762</identifier>
<datestamp>2012-10-12</datestamp></header><metadata><arXiv><title>Rays</title></arXiv></metadata>
</record>"""
PADDING = b"\x50\x2a\x4d\x18\x04\x00\x00\x00abcd"
"""What a packer that works in parallel writes first."""

PACKED = {
    "plain": bytes,
    "gzip": gzip.compress,
    "gzip in parts": lambda body: gzip.compress(body[:9]) + gzip.compress(body[9:]),
    "zstd": zstd.compress,
    "zstd in parts": lambda body: zstd.compress(body[:9]) + zstd.compress(body[9:]),
    "zstd in parallel": lambda body: PADDING + zstd.compress(body),
}


@pytest.fixture
def read(tmp_path):
    """Read a file of some bytes; its name says nothing."""

    def read(body, after=0):
        path = tmp_path / "file"
        path.write_bytes(body)
        with read_records(path, after) as records:
            return list(records)

    return read


def numbered(entries):
    return [(each.number, each.paper.id) for each in entries]


@pytest.mark.parametrize("pack", PACKED.values(), ids=list(PACKED))
def test_a_file_reads_the_same_however_it_is_packed(read, pack):
    assert numbered(read(pack(ROWS))) == [(1, "2403.03206"), (3, "hep-th/9901001")]
    assert numbered(read(pack(RECORD * 2))) == [(1, "0908.3762"), (2, "0908.3762")]


@pytest.mark.parametrize(
    "lead",
    [b"", codecs.BOM_UTF8, b"\n  ", b'<?xml version="1.0"?>', b"<!-- kept -->\n"],
    ids=["record", "mark", "blanks", "declaration", "comment"],
)
def test_xml_is_known_by_its_content(read, lead):
    assert numbered(read(lead + RECORD)) == [(1, "0908.3762")]


def test_what_has_been_read_before_is_passed_over(read):
    assert numbered(read(ROWS, after=1)) == [(3, "hep-th/9901001")]
    assert numbered(read(RECORD * 3, after=2)) == [(3, "0908.3762")]
    for body in (ROWS, RECORD, RECORD[:-9], gzip.compress(ROWS)[:-9], b"<html/>", b""):
        last = max((each.number for each in read(body)), default=0)
        assert read(body, after=last) == []


@pytest.mark.parametrize("pack", [gzip.compress, zstd.compress], ids=["gzip", "zstd"])
@pytest.mark.parametrize(
    "body",
    [
        b"".join(
            b'{"id": "2403.%05d", "title": "%d"}\n' % (n, 3**300 + n) for n in range(1, 9_000)
        ),
        RECORD * 9_000,
    ],
    ids=["rows", "records"],
)
def test_a_file_cut_short_gives_its_good_records_and_then_says_so(read, pack, body):
    packed = pack(body)
    *good, last = read(packed[: len(packed) * 2 // 3])
    assert 1000 < len(good) < 8_900
    assert all(each.paper for each in good)
    assert (last.number, last.problem.key) == (good[-1].number + 1, "record-cut")


@pytest.mark.parametrize("pack", [gzip.compress, zstd.compress], ids=["gzip", "zstd"])
def test_what_cannot_be_unpacked_is_said(read, pack):
    packed = bytearray(pack(ROWS))
    packed[6:] = b"\xff" * 200
    (entry,) = read(packed)
    assert (entry.number, entry.problem.key) == (1, "record-packed")


def test_a_packed_file_may_not_ask_for_gigabytes_of_memory(read):
    packer = zstd.ZstdCompressor(options={zstd.CompressionParameter.window_log: 28})
    (entry,) = read(packer.compress(ROWS) + packer.flush())
    assert entry.problem.key == "record-packed"


@pytest.mark.parametrize("pack", [gzip.compress, zstd.compress], ids=["gzip", "zstd"])
@pytest.mark.parametrize(
    ("lead", "end"),
    [
        (b'{"id": "2403.03206", "title": "', b'"}\n' + ROWS),
        (b"<record>", b"</record>" + RECORD),
        (b"<feed><!-- ", b"--><feed>" + RECORD + b"</feed>"),
    ],
    ids=["a line", "a record", "a comment"],
)
def test_a_file_that_unfolds_without_end_is_passed_over_piece_by_piece(read, pack, lead, end):
    entries = read(pack(lead + b"x" * 20_000_000 + end))
    assert [each.problem.key for each in entries if each.problem] in (["record-long"], [])
    assert [each.paper.id for each in entries if each.paper][-1] in ("hep-th/9901001", "0908.3762")


@pytest.mark.parametrize("pack", PACKED.values(), ids=list(PACKED))
@pytest.mark.parametrize("row", [ROWS, RECORD], ids=["rows", "records"])
def test_how_far_it_has_been_read_grows_to_the_size_of_the_file(tmp_path, pack, row):
    path = tmp_path / "file"
    path.write_bytes(pack(row * 2000))
    with read_records(path) as records:
        marks = [records.position for _ in islice(records, 1500)]
        assert marks == sorted(marks)
        assert marks[0] > 0
        assert sum(1 for _ in records) > 400
        assert records.position == path.stat().st_size


def test_a_file_that_is_not_there_is_a_clear_error(tmp_path):
    with pytest.raises(SourceError, match="cannot be read"), read_records(tmp_path / "no"):
        pass


async def test_the_bundled_sample_is_a_source_of_announcements():
    source = RecordFile(config_dir() / "sample.jsonl")
    announced = list((await source.today()).announcements)
    assert len(announced) >= 40
    assert {each.day for each in announced} == {date(2025, 11, day) for day in (4, 5, 6)}
    assert {each.kind for each in announced} == {ArrivalKind.NEW}
