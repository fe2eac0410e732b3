from pathlib import Path

import pytest

from bot.domain.taxonomy import Taxonomy

TABLE = Path(__file__).parents[2] / "config" / "categories.tsv"
TAXONOMY = Taxonomy.read(TABLE.read_text("utf-8"))


@pytest.mark.parametrize(
    ("typed", "id"),
    [
        ("cs.CV", "cs.CV"),
        ("CS.cv", "cs.CV"),
        ("hep-th", "hep-th"),
        ("cmp-lg", "cs.CL"),
        ("math.IT", "cs.IT"),
        ("q-fin.EC", "econ.GN"),
        ("astro-ph", "astro-ph"),
        ("cs.CVV", None),
        ("cs", None),
        ("", None),
    ],
)
def test_ids_are_read_in_any_case_and_retired_ones_become_todays(typed, id):
    assert TAXONOMY.canonical(typed) == id


def test_every_name_ever_used_leads_to_a_category_of_today():
    ids = [line.split("\t")[0] for line in TABLE.read_text("utf-8").splitlines()[1:]]
    for id in ids:
        today = TAXONOMY.canonical(id)
        assert today is not None
        assert TAXONOMY.canonical(today) == today
        assert TAXONOMY.name(id) != id


def test_only_archives_divided_into_categories_are_archives():
    assert TAXONOMY.archive("CS") == "cs"
    assert TAXONOMY.archive("astro-ph") == "astro-ph"
    assert TAXONOMY.archive("hep-th") is None
    assert TAXONOMY.archive("math-ph") is None


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ("Computer Vision", ("cs.CV",)),
        ("computer vision and pattern recognition", ("cs.CV",)),
        ("Machine Learning", ("cs.LG", "stat.ML")),
        ("human computer interaction", ("cs.HC",)),
        ("robotics", ("cs.RO",)),
        ("Computer", ()),
        ("computer vis", ()),
        ("diffusion", ()),
    ],
)
def test_a_category_is_found_by_its_name_or_the_first_words_of_it(words, ids):
    assert TAXONOMY.find(words) == ids


def test_a_slip_of_the_finger_is_near_the_category_that_was_meant():
    assert TAXONOMY.nearest("cs.CVV")[0] == "cs.CV"
    assert TAXONOMY.nearest("zzzzzz") == ()


def test_an_unknown_category_is_called_by_its_id():
    assert TAXONOMY.name("xx.YY") == "xx.YY"
    assert TAXONOMY.name("math.it") == "Information Theory"
