"""Real papers where they are at hand, and a made-up one of the same kind everywhere."""

from functools import cache
from pathlib import Path

import pytest

from bot.catalogue import Catalogue
from bot.fulltext import html, pdf
from bot.fulltext.limits import NoText
from bot.settings import config_dir
from tests.fulltext import htmls, measure, pdfs
from tests.fulltext.measure import Found, Truth

DATA = Path(__file__).parents[3] / "shared" / "data"
MOST = 150
"""Pages that are read at most."""

HEADINGS = ("Introduction", "Results", "More purrs", "Abstract", "References")
MADE = {
    "made.pdf": (
        pdfs.paper().bytes(),
        Truth(
            "PurrSort: Sorting Cats by Purr",
            (*HEADINGS, "Method", "Purring", "Conclusion"),
            frozenset({"Figure 1", "Table 1"}),
        ),
    ),
    "made.html": (
        htmls.PAPER,
        Truth("PurrSort: Sorting Cats by Purr", HEADINGS, frozenset({"Figure 1", "Table 1"})),
    ),
}
NO_TEXT = {
    "broken_git-lfs-pointer.pdf": "not-a-paper",
    "broken_zero-bytes.pdf": "empty",
    "encrypted_password.pdf": "encrypted",
    "hostile_evil-xobjects_recursion.pdf": "scanned",
    "scan_image-only_tiny.pdf": "scanned",
    "scan_rotated_90.pdf": "scanned",
}


@cache
def real():
    """Every file with what it holds, by name."""
    if not DATA.exists():
        return {}
    known = measure.truths(DATA)
    paths = sorted([*(DATA / "pdfs").glob("*.pdf"), *(DATA / "html").glob("*.html")])
    return {path.name: (path.read_bytes(), known.get(path.name, Truth())) for path in paths}


def read(name):
    file, truth = (MADE | real())[name]
    if name.endswith("html"):
        text = html.read(file, "https://arxiv.org/html/0000.00000v1")
    else:
        text = pdf.read(file, MOST)
    return Found(name, truth, text)


@pytest.mark.parametrize("name", sorted({*MADE, *real()} - set(NO_TEXT)))
def test_title_headings_and_captions_are_found(name):
    found = read(name)
    assert found.title or not found.truth.title
    # `Acknowledgments` stands beside its text in one of them.
    assert (found.of_headings(found.headings) or 0) >= (0.8 if "LNCS" in name else 1) or (
        not found.truth.headings
    )
    assert found.of_captions in (None, 1)


@pytest.mark.parametrize("name", sorted(set(NO_TEXT) & set(real())) or ["made"])
def test_what_has_no_text_ends_in_a_sentence(name):
    file, reason = (real()[name][0], NO_TEXT[name]) if name != "made" else (b"", "empty")
    with pytest.raises(NoText) as none:
        pdf.read(file, MOST)
    assert none.value.lack == reason
    said = Catalogue.read(config_dir() / "locales").say(none.value.lack.words)
    assert said.endswith(".")
    assert "⟨" not in said
