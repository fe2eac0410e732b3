"""`paperboy topics check`: how a topic is understood and what it would bring."""

import pytest


@pytest.fixture
def filled(paperboy, write_records):
    records = [
        {"id": "2403.00001", "title": "Diffusion for birds", "abstract": "A study of video."},
        {"id": "2403.00002", "title": "Diffusion models for fish", "abstract": "We swim."},
        {"id": "2403.00003", "title": "Large oceans", "abstract": "A study of waves."},
    ]
    assert paperboy.ask("import", write_records(records)).exit_code == 0
    return paperboy


def test_the_first_line_is_the_canonical_text_and_nothing_else(filled):
    for typed, canonical in (
        ("Diffusion", "diffusion"),
        ("fish OR birds", "birds OR fish"),
        ("diffusion -video", "diffusion NOT video"),
        ("“Text-to-Image”", '"text to image"'),
    ):
        first, *_ = filled.ask("topics", "check", typed).stdout.splitlines()
        assert first == canonical
        again, *_ = filled.ask("topics", "check", canonical).stdout.splitlines()
        assert again == canonical


def test_matches_come_with_their_reasons(filled):
    seen = filled.ask("topics", "check", "diffusion").stdout
    assert "2 of 3 papers in the store match." in seen
    assert seen.index("Diffusion models for fish") < seen.index("Diffusion for birds")
    assert seen.count("Because: “diffusion” in the title") == 2
    assert "oceans" not in seen


def test_each_not_says_what_it_removes(filled):
    seen = filled.ask("topics", "check", "diffusion NOT video NOT axolotl").stdout
    assert "1 of 3 papers in the store matches." in seen
    assert "NOT video takes away 1 paper: “Diffusion for birds”" in seen
    assert "NOT axolotl takes nothing away there." in seen


def test_the_best_come_first_however_many_there_are(paperboy, write_records):
    passing = [
        {"id": f"2403.{number:05d}", "title": f"Paper {number}", "abstract": "On birds."}
        for number in range(100, 1200)
    ]
    named = {"id": "2403.00001", "title": "Birds of the Oldest Paper"}
    paperboy.ask("import", write_records([named, *passing]))
    seen = paperboy.ask("topics", "check", "birds NOT ocean").stdout
    assert "1,101 of 1,101 papers in the store match." in seen
    _, best, second, *_ = seen.split(" • ")
    assert best.startswith("Birds of the Oldest Paper")
    assert second.startswith("Paper 1199"), "of equals the newest comes first"
    assert "and 1,091 more" in seen
    assert "NOT ocean takes nothing away there." in seen


def test_capitalised_words_may_be_an_author_who_is_known(paperboy, write_records):
    typed = "birds Ada Lovelace"
    assert paperboy.ask("topics", "check", typed).exit_code == 0
    known = {"id": "2403.00001", "title": "Birds", "authors": ["Ada Lovelace"]}
    paperboy.ask("import", write_records([known]))
    answer = paperboy.ask("topics", "check", typed)
    assert (answer.exit_code, answer.stdout) == (2, "")
    shown, caret, *said = answer.stderr.splitlines()
    assert (shown, caret) == (typed, "      ^")
    assert '  try: birds au:"Ada Lovelace"' in said
    assert paperboy.ask("topics", "check", 'birds au:"Ada Lovelace"').exit_code == 0


def test_an_empty_store_is_no_failure(paperboy):
    answer = paperboy.ask("topics", "check", "diffusion")
    assert (answer.exit_code, answer.stderr) == (0, "")
    assert answer.stdout.splitlines() == ["diffusion", "0 of 0 papers in the store match."]


@pytest.mark.parametrize(
    ("typed", "at", "said"),
    [
        ("diffusion NOT (text", 14, "This ( is never closed."),
        ("diffusion) model", 9, "This ) was never opened."),
        ("birds AND cs.XX", 10, "cs.XX"),
        ("NOT birds", 0, "only what you do not want"),
    ],
)
def test_what_cannot_be_read_is_shown_with_its_place(paperboy, typed, at, said):
    answer = paperboy.ask("topics", "check", typed)
    assert answer.exit_code == 2
    assert answer.stdout == ""
    shown, caret, *sentence = answer.stderr.splitlines()
    assert shown == typed
    assert caret == f"{' ' * at}^"
    assert said in sentence[0]
    assert not paperboy.folder.exists()
