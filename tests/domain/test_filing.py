"""One category has one name here, whichever of its names arXiv, a file or a person used."""

import csv
from pathlib import Path

import pytest

from bot.domain import filing
from bot.domain.papers import described
from bot.domain.topics import Index, Vocabulary, read

CONFIG = Path(__file__).parents[2] / "config"
CATEGORIES = (CONFIG / "categories.tsv").read_text("utf-8")
VOCABULARY = Vocabulary.read(CATEGORIES, (CONFIG / "glossary.toml").read_text("utf-8"))
ROWS = list(csv.DictReader(CATEGORIES.splitlines(), delimiter="\t"))
PAIRS = [
    ("cs.NA", "math.NA"),
    ("cs.SY", "eess.SY"),
    ("math.IT", "cs.IT"),
    ("math.MP", "math-ph"),
    ("q-fin.EC", "econ.GN"),
    ("stat.TH", "math.ST"),
]


def listed(*categories, primary=None):
    return described(
        id="2403.03206", title="T", abstract=None, categories=categories, primary=primary
    )


def finds(topic, paper):
    return Index([paper]).match(read(topic, VOCABULARY)) == [0]


@pytest.mark.parametrize("row", ROWS, ids=[row["id"] for row in ROWS])
def test_every_category_goes_by_the_name_that_topics_give_it(row):
    assert filing.today(row["id"]) == (row["canonical_id"] or row["id"])


@pytest.mark.parametrize(("other", "kept"), PAIRS)
def test_a_paper_listed_under_both_names_is_listed_once(other, kept):
    assert listed(other, "cs.LG", kept).categories == (kept, "cs.LG")
    assert listed("cs.LG", kept, other).categories == ("cs.LG", kept)
    assert listed(other, primary=other).primary == kept


@pytest.mark.parametrize(("other", "kept"), PAIRS)
@pytest.mark.parametrize("field", ["cat", "primary"])
def test_a_topic_by_either_name_finds_a_paper_listed_under_either(other, kept, field):
    for asked in (other, kept):
        for filed in (other, kept):
            assert finds(f"{field}:{asked}", listed(filed, primary=filed))


@pytest.mark.parametrize(("other", "kept"), PAIRS)
def test_a_whole_archive_holds_its_categories_by_both_names(other, kept):
    for archive in {other.partition(".")[0], kept.partition(".")[0]} - {"math-ph"}:
        assert finds(f"{archive}.*", listed(kept, other, primary=kept))


def test_first_in_an_archive_is_only_what_is_filed_there_first():
    assert not finds("primary:math.*", listed("math-ph", "math.MP", primary="math-ph"))


def test_an_archive_of_old_is_the_category_it_became():
    paper = listed("cmp-lg", "cs.CL", primary="cmp-lg")
    assert (paper.categories, paper.primary) == (("cs.CL",), "cs.CL")
    assert finds("cmp-lg", paper)


def test_what_has_one_name_or_is_unknown_stays():
    assert listed("hep-th", "xx.YY", primary="hep-th").categories == ("hep-th", "xx.YY")
    assert listed().categories == ()
    assert listed().primary is None
