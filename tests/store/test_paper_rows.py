from dataclasses import replace
from itertools import permutations

from bot.domain.papers import Paper, PaperId, Text, Version
from bot.store.paper_rows import merged

from .samples import FULL, HOUR, MONDAY, NOW, paper

BARE = Paper(id=FULL.id)
FIRST = replace(
    FULL,
    title="First title",
    raw=Text("First \\title", "first"),
    folded=Text("first title", "first"),
    version=1,
    versions=(Version(1, NOW - 48 * HOUR),),
    comment="8 pages",
)


def test_a_paper_told_twice_is_the_same_paper():
    assert merged(FULL, FULL) == FULL


def test_what_is_unknown_replaces_nothing():
    empty = replace(BARE, title="", comment="", authors=())
    for other in (BARE, empty):
        assert merged(FULL, other) == FULL
        assert merged(other, FULL) == FULL


def test_an_older_version_never_replaces_a_newer_one_in_whatever_order_they_come():
    for order in permutations([BARE, FIRST, FULL]):
        together = merged(merged(order[0], order[1]), order[2])
        assert together == FULL


def test_a_newer_version_replaces_text_in_all_its_forms():
    together = merged(FIRST, FULL)
    assert (together.title, together.raw, together.folded) == (FULL.title, FULL.raw, FULL.folded)
    assert (together.version, together.comment) == (2, "12 pages")


def test_text_of_an_unknown_version_fills_a_gap_but_replaces_nothing():
    unknown = replace(BARE, title="Somewhere seen", folded=Text("somewhere seen"))
    assert merged(FULL, unknown).title == FULL.title
    untitled = replace(FULL, title=None, raw=Text(None, "x"), folded=Text(None, "y"))
    together = merged(untitled, unknown)
    assert (together.title, together.folded.title) == ("Somewhere seen", "somewhere seen")
    assert (together.abstract, together.folded.abstract) == (FULL.abstract, "y")


def test_a_version_without_text_is_not_taken_for_the_version_of_the_text():
    known = replace(FULL, version=None)
    assert merged(known, replace(BARE, version=3)).version is None
    assert merged(BARE, replace(BARE, version=3)).version == 3


def test_the_earlier_of_two_first_dates_holds():
    late = replace(FULL, announced=MONDAY.replace(day=8), submitted=NOW)
    for together in (merged(FULL, late), merged(late, FULL)):
        assert (together.announced, together.submitted) == (MONDAY, FULL.submitted)


def test_versions_add_up_and_a_known_date_stays():
    one = paper(1, versions=(Version(1, NOW), Version(3)))
    other = paper(1, versions=(Version(2), Version(1)))
    together = merged(one, other)
    assert together.versions == (Version(1, NOW), Version(2), Version(3))
    assert together.id == PaperId("2511.00001")
