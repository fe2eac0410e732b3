"""`paperboy import`: whatever there is in a file is kept, and nothing is lost on the way."""

import gzip
import json
import signal
import sqlite3
import subprocess
import sys

import pytest

from bot.sources.files import zstd
from tests.cli.screen import Screen
from tests.servers.arxiv import Fault, refusal
from tests.sources import samples
from tests.world import paper


def numbered(count, first=1):
    return (
        {"id": f"2401.{number:05d}", "title": f"Paper {number}", "abstract": "We study it. " * 10}
        for number in range(first, first + count)
    )


def harvested(count, first=1):
    """Write answers of OAI-PMH one after the other, each with a hundred records."""
    rows = [
        samples.DUBLIN_CORE.replace(b"math/0306266", b"2401.%05d" % number)
        for number in range(first, first + count)
    ]
    for at in range(0, count, 100):
        yield b"<OAI-PMH>" + b"".join(rows[at : at + 100]) + b"</OAI-PMH>\n"


def kept(paperboy):
    """Return what the store holds, as the database says."""
    with sqlite3.connect(paperboy.folder / "paperboy.db") as database:
        rows = database.execute("SELECT id FROM paper ORDER BY id").fetchall()
    database.close()
    return [id for (id,) in rows]


@pytest.mark.parametrize("pack", [None, gzip.compress, zstd.compress], ids=["plain", "gz", "zst"])
def test_a_file_is_kept_once_however_often_it_is_imported(paperboy, write_records, pack):
    file = write_records(numbered(3))
    if pack:
        packed = pack(file.read_bytes())
        file = file.with_name("papers.packed")
        file.write_bytes(packed)
    first = paperboy.ask("import", file)
    assert (first.exit_code, first.stderr) == (0, "")
    assert first.stdout == "3 records read, 3 new papers; 3 in the store.\n"
    again = paperboy.ask("import", file)
    assert again.stdout == "0 records read, 0 new papers; 3 in the store.\n"
    longer = paperboy.ask("import", write_records(numbered(4)))
    assert longer.stdout.endswith("1 new paper; 4 in the store.\n")


def test_several_files_are_imported_in_one_go(paperboy, write_records):
    one, two = write_records(numbered(2)), write_records(numbered(3, first=2), "more.jsonl")
    answer = paperboy.ask("import", one, two)
    assert answer.stdout == "5 records read, 4 new papers; 4 in the store.\n"


def test_whatever_arxiv_sends_can_be_imported(paperboy, tmp_path):
    forms = {
        "rss.xml": samples.RSS,
        "atom.xml.gz": gzip.compress(samples.ATOM),
        "api.xml": samples.API_SINCE_2026,
        "raw.xml.zst": zstd.compress(samples.oai("arXivRaw")),
        "record.xml": samples.DUBLIN_CORE,
        "sunday": samples.RSS_OF_SUNDAY,
    }
    files = [tmp_path / name for name in forms]
    for file, body in zip(files, forms.values(), strict=True):
        file.write_bytes(body)
    answer = paperboy.ask("import", *files)
    assert (answer.exit_code, answer.stderr) == (0, "")
    assert answer.stdout == "9 records read, 5 new papers; 5 in the store.\n"
    assert kept(paperboy) == [
        *("2511.00001", "2511.00002", "2511.00003"),
        *("hep-th/9901001", "math/0306266"),
    ]


def test_what_is_imported_from_a_feed_is_no_news(paperboy, tmp_path):
    file = tmp_path / "rss.xml"
    file.write_bytes(samples.RSS)
    paperboy.ask("import", file)
    with sqlite3.connect(paperboy.folder / "paperboy.db") as database:
        assert database.execute("SELECT count(*) FROM arrival").fetchone() == (0,)
        days = database.execute("SELECT announced FROM paper ORDER BY id").fetchall()
    database.close()
    assert days == [("2025-11-05",), (None,), (None,)]


def test_broken_records_of_xml_are_named_by_their_number(paperboy, tmp_path):
    file = tmp_path / "pages.xml"
    whole = samples.oai("arXivRaw")
    expired = b"<OAI-PMH><error code='badResumptionToken'>It expired.</error></OAI-PMH>"
    file.write_bytes(whole.replace(b"Crossed", b"Cr & ossed") + expired + whole[:-300])
    answer = paperboy.ask("import", file)
    assert answer.exit_code == 0
    assert kept(paperboy) == ["2511.00001", "2511.00002", "2511.00003"]
    assert "3 broken and left out:" in answer.stdout
    said = dict(
        row.strip().removeprefix("pages.xml:").split(": ", 1)
        for row in answer.stdout.splitlines()
        if row.startswith("  pages.xml:")
    )
    assert list(said) == ["2", "4", "7"]
    assert said["2"].startswith("this record is not XML: ")
    assert said["4"] == "arXiv’s answer is an error and no paper: It expired."
    assert said["7"].startswith("the file ends in the middle of this record")


def test_of_a_thousand_broken_records_the_first_are_listed(paperboy, write_records):
    answer = paperboy.ask("import", write_records(["nonsense"] * 1000))
    assert "1,000 broken and left out:" in answer.stdout
    assert answer.stdout.count("this line is not JSON") == 20
    assert answer.stdout.endswith("  and 980 more\n")


def test_broken_records_are_named_by_their_line_and_left_out(paperboy, write_records):
    file = write_records(
        [
            {"id": "2403.00001", "title": "Good"},
            "{this is not JSON",
            {"id": "not-an-id", "title": "Bad id"},
            {"abstract": "Neither id nor title."},
            "[1, 2]",
            {"id": "2403.00002", "title": 5},
            {"id": "2403.00003", "title": "Good too", "published": "once upon a time"},
            {"id": "2403.00004", "title": "The last"},
        ]
    )
    answer = paperboy.ask("import", file)
    assert answer.exit_code == 0
    assert kept(paperboy) == ["2403.00001", "2403.00004"]
    assert "8 records read, 2 new papers" in answer.stdout
    assert "6 broken and left out:" in answer.stdout
    said = dict(
        row.strip().removeprefix("papers.jsonl:").split(": ", 1)
        for row in answer.stdout.splitlines()
        if row.startswith("  papers.jsonl:")
    )
    assert list(said) == ["2", "3", "4", "5", "6", "7"]
    assert said["2"] == "this line is not JSON"
    assert said["3"] == "“not-an-id” is not an arXiv id"
    assert said["4"] == "neither an id nor a title"


def test_what_a_terminal_would_obey_is_taken_out_of_what_is_listed(paperboy, write_records):
    file = write_records([{"title": "Red \x1b[31mherring\x07"}, {"id": "\x1b]0;owned\x07"}])
    answer = paperboy.ask("import", file)
    assert answer.exit_code == 0
    assert "papers.jsonl:1: Red [31mherring" in answer.stdout
    assert "“]0;owned” is not an arXiv id" in answer.stdout
    assert answer.stdout.replace("\n", "").isprintable()


def test_a_file_that_was_cut_short_gives_what_is_whole(paperboy, write_records):
    whole = gzip.compress(write_records(numbered(2000)).read_bytes())
    file = paperboy.folder.with_name("cut.jsonl.gz")
    file.write_bytes(whole[: len(whole) // 2])
    answer = paperboy.ask("import", file)
    assert answer.exit_code == 0
    assert "the file ends in the middle of this record" in answer.stdout
    assert 0 < len(kept(paperboy)) < 2000


def test_a_title_alone_is_known_by_the_papers_that_are_there(paperboy, write_records):
    file = write_records(
        [
            {"title": "Paper 1"},
            {"id": "2401.00002", "title": "A $\\beta$-Test of Time"},
            {"title": "a β-test of TIME"},
            {"title": "Nobody wrote this"},
        ]
    )
    paperboy.ask("import", write_records(numbered(1), "before.jsonl"))
    answer = paperboy.ask("import", file)
    assert "2 records without an id known by title." in answer.stdout
    assert "1 without an id and not known by title:\n  papers.jsonl:4: Nobody" in answer.stdout
    assert "`paperboy import --resolve` asks arXiv about them." in answer.stdout


def test_arxiv_resolves_the_titles_nobody_here_knows(paperboy, arxiv, write_records):
    file = write_records([{"title": "diffusion for BIRDS"}, {"title": "Nobody wrote this"}])
    answer = paperboy.ask("import", "--resolve", file)
    assert answer.exit_code == 0, answer.stderr
    assert kept(paperboy) == ["2511.00001"]
    assert "2 records read, 1 new paper" in answer.stdout
    assert "1 record without an id known by title." in answer.stdout
    assert "papers.jsonl:2: Nobody wrote this" in answer.stdout
    assert "--resolve" not in answer.stdout
    assert len(arxiv.requests) == 2


def test_what_arxiv_resolved_before_it_fell_silent_is_not_asked_again(
    paperboy, arxiv, write_records
):
    arxiv.papers.append(paper(3, "A third"))
    file = write_records([{"title": "Diffusion for birds"}, {"title": "A third"}])
    arxiv.fail(Fault(), refusal(503, "0"))
    cut = paperboy.ask("import", "--resolve", file)
    assert cut.exit_code == 1
    assert "arXiv asked us to wait: HTTP 503" in cut.stderr
    assert kept(paperboy) == ["2511.00001"]
    asked = len(arxiv.requests)
    assert paperboy.ask("import", "--resolve", file).exit_code == 0
    assert kept(paperboy) == ["2511.00001", "2511.00003"]
    assert len(arxiv.requests) == asked + 1


KILLED = f"""
import os
from bot.cli import main
from bot.store.imports import Imports

advance, chunks = Imports.advance, []

async def until_the_third(self, *what):
    chunks.append(what)
    if len(chunks) == 3:
        os.kill(os.getpid(), {int(signal.SIGKILL)})
    return await advance(self, *what)

Imports.advance = until_the_third
main()
"""


def test_an_import_that_was_killed_goes_on_and_loses_nothing(paperboy, write_records):
    file = write_records([*numbered(2500), "broken", *numbered(1000, first=2501)])
    line = [sys.executable, "-c", KILLED, "import", str(file)]
    killed = subprocess.run(line, capture_output=True, text=True, timeout=30, **paperboy.around())
    assert killed.returncode == -signal.SIGKILL
    assert len(kept(paperboy)) == 2000

    resumed = paperboy.ask("import", file)
    assert resumed.exit_code == 0
    assert resumed.stdout.startswith("1,501 records read, 1,500 new papers; 3,500 in the store.")
    assert "papers.jsonl:2501: this line is not JSON" in resumed.stdout
    assert kept(paperboy) == [record["id"] for record in numbered(3500)]


def test_an_import_of_xml_that_was_killed_goes_on_and_loses_nothing(paperboy, tmp_path):
    file = tmp_path / "pages.xml.zst"
    pages = [*harvested(2500), b"<record>broken</record>", *harvested(1000, first=2501)]
    file.write_bytes(zstd.compress(b"".join(pages)))
    line = [sys.executable, "-c", KILLED, "import", str(file)]
    killed = subprocess.run(line, capture_output=True, text=True, timeout=30, **paperboy.around())
    assert killed.returncode == -signal.SIGKILL
    assert len(kept(paperboy)) == 2000

    resumed = paperboy.ask("import", file)
    assert resumed.exit_code == 0
    assert resumed.stdout.startswith("1,501 records read, 1,500 new papers; 3,500 in the store.")
    assert "pages.xml.zst:2501: a record of OAI-PMH without" in resumed.stdout
    assert kept(paperboy) == [record["id"] for record in numbered(3500)]


def test_progress_is_drawn_in_a_terminal_only(paperboy, write_records):
    assert paperboy.ask("import", write_records(numbered(3))).stderr == ""
    file = write_records(numbered(3, first=4), "more.jsonl")
    with Screen(paperboy.line("import", file), paperboy.around(TERM="xterm")) as screen:
        assert "more.jsonl" in screen.wait_for("100%")
        screen.wait_for("6 in the store")
        assert screen.end() == 0


@pytest.mark.parametrize("name", ["nowhere.jsonl", "."])
def test_a_file_that_is_none_is_refused(paperboy, name):
    answer = paperboy.ask("import", name)
    assert answer.exit_code == 2
    assert name in answer.stderr
    assert not paperboy.folder.exists()


# Started from a small process: one that is forked from the tests counts their memory as its own.
PEAK = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


def rows(count):
    return b"".join(json.dumps(each).encode() + b"\n" for each in numbered(count))


def packed_pages(count):
    pages = b"".join(harvested(count))
    return zstd.compress(pages.replace(b"We study them.", b"We study them. " * 300))


@pytest.mark.parametrize(
    ("write", "counts"),
    [(rows, (5_000, 20_000)), (packed_pages, (1_000, 4_000))],
    ids=["rows", "packed pages"],
)
def test_memory_does_not_grow_with_the_file(paperboy, tmp_path, write, counts):
    peaks = {}
    around = {"timeout": 60, **paperboy.around()}
    for count in counts:
        file = tmp_path / f"{count}"
        file.write_bytes(write(count))
        line = [sys.executable, "-c", PEAK, *paperboy.line("import", file, from_cold=True)]
        peaks[count] = int(subprocess.check_output(line, **around))
    print(f"peak of an import, in the unit of getrusage: {peaks}")  # noqa: T201
    few, many = counts
    assert peaks[many] < peaks[few] * 1.3
