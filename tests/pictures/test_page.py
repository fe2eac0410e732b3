"""Every picture in the docs is there, is shown, and says in words what it shows."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PICTURES = ROOT / "docs" / "pictures"
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
_SHOWN = re.compile(r"!\[([^\]]*)\]\(([^)\s]+)\)")
_LINKED = re.compile(r"\]\(((?:docs/)?pictures/[^)\s]+)\)")
_LARGEST = 100_000


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_what_a_page_shows_is_there_and_is_said_in_words(page):
    text = page.read_text(encoding="utf-8")
    for alt, name in _SHOWN.findall(text):
        assert len(alt.split()) >= 3, f"{name} says nothing to who cannot see it"
    for name in _LINKED.findall(text):
        assert (page.parent / name).is_file(), f"{page.name} has no {name}"


def test_everything_native_is_shown_once_on_its_page_and_is_small():
    page = ROOT / "docs" / "what-it-looks-like.md"
    linked = _LINKED.findall(page.read_text(encoding="utf-8"))
    files = list((PICTURES / "native").iterdir())
    assert sorted(linked) == sorted(f"pictures/native/{file.name}" for file in files)
    assert [file.name for file in files if file.stat().st_size > _LARGEST] == []


def test_each_is_there_on_both_platforms_and_in_both_languages():
    names = {file.stem for file in (PICTURES / "native").glob("*.png")}
    both = ("setup", "digest", "card", "summary", "settings", "help", "errors")
    wanted = {f"{on}-{language}-{name}" for on in ("discord", "slack") for name in both
              for language in ("en", "zh")}  # fmt: skip
    own = {f"{one}-{language}-{name}" for one, name in (("discord", "me"), ("slack", "home"))
           for language in ("en", "zh")}  # fmt: skip
    assert names == wanted | own
