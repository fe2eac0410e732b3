"""`paperboy digest`: any topics, any days, for people, for a file, for programs."""

import json
import os
import re
import subprocess
from datetime import UTC, datetime

import pytest

from tests.cli.conftest import ROOT
from tests.world import paper

SEEDS = ROOT.parent / "shared" / "data" / "seeds" / "papers.jsonl"
DAYS = ("--since", "2024-03-05", "--until", "2024-03-08", "--by", "submitted")
GENERATIVE = 'diffusion OR generative OR "text-to-image"'

_ABSTRACT = "We introduce {} and study it. It works on two data sets. {}"
SMALL = [
    {
        "id": f"2403.{number}",
        "version": 1,
        "title": title,
        "abstract": _ABSTRACT.format(about, link),
        "published": f"2024-03-0{day}T10:00:00Z",
        "categories": ["cs.CV"],
    }
    for number, day, title, about, link in (
        ("04692", 7, "PixArt-$\\Sigma$: Diffusion for Text-to-Image", "it", ""),
        ("04634", 7, "Motion-Guided Diffusion", "a model", "Code: https://github.com/lab/gif."),
        ("04306", 6, "Vision-Language Models", "generative models", ""),
        ("04014", 6, "PromptCharm", "text to image prompting", ""),
        ("03181", 5, "Behavior Generation with Latent Actions", "tokens for diffusion", ""),
        ("03100", 5, "Large Oceans", "waves", ""),
        ("02000", 4, "Diffusion on the Day Before", "it", ""),
    )
]


def titles(markdown):
    return re.findall(r"^## \d+\. (.+)$", markdown, re.MULTILINE)


@pytest.fixture(params=["small", "seeds"])
def seeds(request, write_records):
    """A file of papers, and how many of them three topics find; the real one where it is there."""
    if request.param == "seeds" and SEEDS.exists():
        return SEEDS, (17, 7, 5)
    return write_records(SMALL), (5, 2, 2)


def test_an_overview_in_markdown_is_complete_dated_linked_and_clean(paperboy, seeds):
    file, (many, _, _) = seeds
    wanted = (GENERATIVE, *DAYS, "--name", "生成式", "--format", "markdown", "--from", file)
    answer = paperboy.ask("digest", *wanted)
    assert answer.exit_code == 0
    assert ("without an id" in answer.stderr) == (file == SEEDS)
    text = answer.stdout
    assert text.startswith("# 2024-03-05--2024-03-08 生成式: overview of papers\n")
    assert f"\n{many} papers · " in text
    assert "- 2024-03-08: none" in text
    assert len(titles(text)) == len(set(titles(text))) == many
    for paragraph in text.split('<a id="p')[1:]:
        assert re.search(r"\*2024-03-0[5-7]\* · .*2403\.\d{5}", paragraph)
        assert re.search(r", submitted [5-7] Mar 2024$", paragraph, re.MULTILINE)
        assert re.search(r"\(https://arxiv\.org/abs/2403\.\d{5}v[12]\)", paragraph)
        assert re.search(r"^- Because: “", paragraph, re.MULTILINE)
    assert "PixArt-Σ: " in text
    assert not re.search(r"\$|\\[a-zA-Z{}]|[{}]", text), "TeX is left"
    assert not paperboy.folder.exists(), "a file is read, not kept"


def test_code_links_stand_where_the_authors_gave_them(paperboy, seeds):
    file, _ = seeds
    wanted = (GENERATIVE, *DAYS, "--format", "json", "--from", file)
    found = json.loads(paperboy.ask("digest", *wanted).stdout)["papers"]
    links = {each["id"]: [link["url"] for link in each["links"]] for each in found}
    if file == SEEDS:
        assert links["2403.03485"] == ["https://github.com/univ-esuty/noisecollage"]
        repository = "https://github.com/PRIV-Creation/Awesome-Controllable-T2I-Diffusion-Models"
        assert links["2403.04279"] == [repository]
        assert "https://sjlee.cc/vq-bet" in links["2403.03181"]
    else:
        assert links["2403.04634"] == ["https://github.com/lab/gif"]
        assert links["2403.04014"] == []


def test_the_topic_language_decides(paperboy, seeds):
    file, (_, in_title, without) = seeds
    for topic, count in (("ti:diffusion", in_title), ('diffusion NOT "text to image"', without)):
        answer = paperboy.ask("digest", topic, *DAYS, "--from", file)
        assert answer.stdout.startswith(f"{count} papers · ")


def test_json_has_everything_of_a_paper(paperboy, write_records):
    file = write_records(SMALL)
    answer = paperboy.ask("digest", "behavior", "tokens", *DAYS, "--format", "json", "--from", file)
    body = json.loads(answer.stdout)
    assert (body["since"], body["until"], body["by"]) == ("2024-03-05", "2024-03-08", "submitted")
    assert body["total"] == 1
    assert body["days"]["2024-03-05"] == 1
    (only,) = body["papers"]
    assert only["title"] == "Behavior Generation with Latent Actions"
    assert only["topics"] == ["behavior", "tokens"]
    assert only["one_liner_by"] == "authors"
    assert only["url"] == "https://arxiv.org/abs/2403.03181v1"


def test_a_limit_says_what_it_leaves_out(paperboy, write_records):
    wanted = (GENERATIVE, *DAYS, "--limit", 2, "--from", write_records(SMALL))
    seen = paperboy.ask("digest", *wanted).stdout
    assert "5 papers" in seen
    assert seen.count(" • ") == 2
    assert "and 3 more" in seen
    written = paperboy.ask("digest", *wanted, "--format", "markdown").stdout
    assert len(titles(written)) == 2
    assert "The newest 2 of them follow." in written
    body = json.loads(paperboy.ask("digest", *wanted, "--format", "json").stdout)
    assert (body["total"], len(body["papers"])) == (5, 2)


def test_nothing_found_is_no_failure(paperboy, write_records):
    answer = paperboy.ask("digest", "axolotl", *DAYS, "--from", write_records(SMALL))
    assert (answer.exit_code, answer.stdout.strip()) == (0, "Nothing matched.")


def test_what_a_file_has_that_cannot_be_used_is_counted(paperboy, write_records):
    file = write_records([*SMALL, {"title": "Diffusion of Gossip"}, "{", "[]", {"id": "x"}])
    answer = paperboy.ask("digest", "diffusion", *DAYS, "--format", "json", "--from", file)
    assert answer.exit_code == 0
    said = "Records left out: 1 without an id, 3 broken. `paperboy import` says which.\n"
    assert answer.stderr == said
    assert json.loads(answer.stdout)["total"] == 3


def test_of_a_paper_that_a_file_has_twice_the_later_record_counts(paperboy, write_records):
    file = write_records([SMALL[0], SMALL[0] | {"title": "Renamed", "abstract": "Of birds."}])
    assert "Nothing matched" in paperboy.ask("digest", "diffusion", "--from", file).stdout
    assert "Renamed" in paperboy.ask("digest", "birds", "--from", file).stdout


def test_an_empty_store_is_named_with_what_fills_it(paperboy, write_records):
    answer = paperboy.ask("digest", "diffusion")
    assert (answer.exit_code, answer.stdout) == (0, "Nothing matched.\n")
    assert "The store is empty." in answer.stderr
    for way in ("paperboy collect", "paperboy import", "--from"):
        assert way in answer.stderr
    assert (paperboy.folder / "paperboy.log").exists()
    paperboy.ask("import", write_records(SMALL))
    answer = paperboy.ask("digest", "axolotl")
    assert (answer.stdout, answer.stderr) == ("Nothing matched.\n", "")


def test_without_a_file_the_store_is_read(paperboy, write_records):
    paperboy.ask("import", write_records(SMALL[:5]))
    other = write_records(SMALL[5:], "other.jsonl")
    assert "Day Before" in paperboy.ask("digest", "diffusion", "--from", other).stdout
    answer = paperboy.ask("digest", "diffusion OR oceans", "--since", "2024-03-01")
    assert answer.stdout.startswith("3 papers")
    assert "Day Before" not in answer.stdout, "what was only read from a file is not in the store"


def test_a_closed_pipe_is_no_failure(paperboy, write_records):
    file = write_records(SMALL)
    for form in ("terminal", "json"):
        ours, theirs = os.pipe()
        os.close(ours)
        program = paperboy.start(
            *("digest", GENERATIVE, "--from", file, "--format", form),
            stdout=theirs,
            stderr=subprocess.PIPE,
            text=True,
        )
        os.close(theirs)
        _, said = program.communicate(timeout=20)
        assert (program.returncode, said) == (0, ""), form


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (["diffusion NOT"], "NOT needs something on both sides"),
        (["cs.XX"], "cs.XX"),
        (["cs"], "try: cs.*"),
        (["diffusion", "--since", "someday"], "“someday” is not a day"),
        (
            ["diffusion", "--since", "2024-01-01", "--until", "9999-12-31", "--by", "submitted"],
            "“9999-12-31” is outside the years 1990 to 2100",
        ),
        (
            ["diffusion", "--since", "2024-03-08", "--until", "2024-03-05"],
            "The range ends (5 Mar 2024) before it begins (8 Mar 2024)",
        ),
        (["diffusion", "--live"], "--live needs --since"),
        (["diffusion", "--from", "nowhere.jsonl"], "'nowhere.jsonl' does not exist"),
        (["diffusion", "--limit", "0"], "Invalid value for '--limit'"),
    ],
)
def test_what_cannot_be_right_is_said_and_nothing_written(paperboy, typed, said):
    answer = paperboy.ask("digest", *typed)
    assert answer.exit_code == 2
    assert answer.stdout == ""
    assert said in " ".join(answer.stderr.replace("│", "").split())
    assert not paperboy.folder.exists()


def test_arxiv_itself_is_asked_live(paperboy, arxiv):
    arxiv.papers += [
        paper(7, "Diffusion of heat", submitted=datetime(2025, 11, 3, 9, tzinfo=UTC)),
        paper(8, "Diffusion of ink", submitted=datetime(2025, 11, 9, 9, tzinfo=UTC)),
    ]
    wanted = ("ti:diffusion", "--live", "--since", "2025-11-01", "--until", "2025-11-05")
    answer = paperboy.ask("digest", *wanted, "--by", "submitted")
    assert answer.exit_code == 0
    assert "Diffusion of heat" in answer.stdout
    assert "ink" not in answer.stdout
    assert len(arxiv.requests) == 1
    assert arxiv.early == []
