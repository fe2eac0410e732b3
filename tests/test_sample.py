"""The papers that `paperboy demo` delivers: whole, true to arXiv, and in words of our own."""

import gzip
import json
import re
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.domain.papers import ArrivalKind, PaperRef, named
from bot.domain.sentences import split

_ROOT = Path(__file__).parent.parent
_SAMPLE = _ROOT / "config" / "sample.jsonl"
_SOURCE = _ROOT.parent / "shared" / "data" / "papers_dev.jsonl.gz"

_KEYS = [
    "id",
    "version",
    "title",
    "abstract",
    "authors",
    "categories",
    "primary_category",
    "published",
    "announced",
    "kind",
    "comment",
]
_MAY_BE_UNKNOWN = {"published", "comment"}
_DAYS = ["2025-11-04", "2025-11-05", "2025-11-06"]
_CATEGORY = re.compile(r"[a-z-]+(\.[A-Za-z-]+)?")

Record = dict[str, Any]

# What arXiv says of three of them: these are compared where the larger source is not at hand.
_FACTS: tuple[Record, ...] = (
    {
        "id": "2511.01734",
        "title": "A Proof of Learning Rate Transfer under $μ$P",
        "authors": ["Soufiane Hayou"],
        "categories": ["stat.ML", "cs.AI", "cs.CL", "cs.LG"],
    },
    {
        "id": "2511.01932",
        "title": "Deciphering Personalization: Towards Fine-Grained Explainability in Natural"
        " Language for Personalized Image Generation Models",
        "authors": ["Haoming Wang", "Wei Gao"],
        "categories": ["cs.LG", "cs.AI", "cs.CV", "cs.MM"],
    },
    {
        "id": "2511.03628",
        "title": "LiveTradeBench: Seeking Real-World Alpha with Large Language Models",
        "authors": ["Haofei Yu", "Fenghai Li", "Jiaxuan You"],
        "categories": ["q-fin.TR", "cs.AI", "cs.CE", "cs.CL"],
    },
)


@pytest.fixture(scope="module")
def sample() -> list[Record]:
    return [json.loads(line) for line in _SAMPLE.read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def originals(sample: list[Record]) -> list[Record]:
    """What arXiv says of the sample's papers, as far as it is at hand."""
    ids = {record["id"] for record in sample}
    if not _SOURCE.exists():
        return list(_FACTS)
    with gzip.open(_SOURCE, "rt", encoding="utf-8") as lines:
        return [*_FACTS, *(record for record in map(json.loads, lines) if record["id"] in ids)]


def _runs(text: str, words: int = 8) -> set[tuple[str, ...]]:
    """Every run of so many words in a row, whatever stands between them; addresses left out."""
    found = re.findall(r"\w+", re.sub(r"https?://\S+", " ", text).casefold())
    return {tuple(found[at : at + words]) for at in range(len(found) - words + 1)}


def test_each_record_has_the_facts_in_order_and_none_is_empty(sample: list[Record]) -> None:
    assert len(sample) >= 40
    for record in sample:
        assert list(record) == [key for key in _KEYS if key in record]
        assert set(_KEYS) - set(record) <= _MAY_BE_UNKNOWN
        assert all(record.values()), record["id"]
        assert all(isinstance(author, str) and author for author in record["authors"])


def test_each_paper_is_named_by_a_valid_id_and_stands_there_once(sample: list[Record]) -> None:
    for record in sample:
        assert named(record["id"]) == PaperRef(record["id"], None)
        assert isinstance(record["version"], int)
    assert len({record["id"] for record in sample}) == len(sample)


def test_three_days_of_new_papers_come_in_order(sample: list[Record]) -> None:
    days = [record["announced"] for record in sample]
    assert days == sorted(days)
    assert sorted(set(days)) == _DAYS
    assert all(days.count(day) >= 12 for day in _DAYS)
    assert {record["kind"] for record in sample} <= {ArrivalKind.NEW, ArrivalKind.CROSS}
    for record in sample:
        if "published" in record:
            submitted = datetime.fromisoformat(record["published"]).date()
            assert submitted < date.fromisoformat(record["announced"])


def test_categories_are_arxivs_own_and_the_first_is_the_primary_one(sample: list[Record]) -> None:
    for record in sample:
        assert all(_CATEGORY.fullmatch(name) for name in record["categories"]), record["id"]
        assert record["categories"][0] == record["primary_category"]


def test_an_abstract_has_three_to_five_sentences(sample: list[Record]) -> None:
    for record in sample:
        assert 3 <= len(split(record["abstract"])) <= 5, record["id"]


def test_some_texts_are_written_in_tex(sample: list[Record]) -> None:
    assert sum("$" in record["title"] for record in sample) >= 2
    assert sum("\\" in record["abstract"] for record in sample) >= 2


def test_the_facts_are_arxivs(sample: list[Record], originals: list[Record]) -> None:
    records = {record["id"]: record for record in sample}
    for original in originals:
        record = records[original["id"]]
        assert record["title"] == original["title"]
        assert record["authors"] == original["authors"]
        # Beside its own, arXiv's API lists the classes of the MSC and the ACM as categories.
        categories = [name for name in original["categories"] if _CATEGORY.fullmatch(name)]
        assert record["categories"] == categories
        assert original.get("version") in {None, record["version"]}
        assert original.get("comment") in {None, record.get("comment")}


def test_no_abstract_borrows_eight_words_in_a_row(
    sample: list[Record], originals: list[Record]
) -> None:
    sources = {record["id"]: record.get("abstract", "") for record in originals}
    others: set[tuple[str, ...]] = set()
    for record in sample:
        own = _runs(record["abstract"])
        borrowed = own & (others | _runs(sources.get(record["id"], "")))
        assert not borrowed, record["id"]
        others |= own
