"""A taste orders papers that match as well as each other, where not all are shown."""

from dataclasses import replace
from datetime import UTC, datetime

from bot.domain import digest, ledger
from bot.domain.channels import Subscription
from bot.domain.ranking import Leaning, Taste, leanings
from bot.domain.topics import Vocabulary, read
from bot.settings import config_dir
from tests.world import paper

SPLAT = "Gaussian splatting renders scenes from points with learned covariance."
BIRDS = "We follow migrating birds over wetlands with small transmitters."
KNOWN = Vocabulary.read(
    (config_dir() / "categories.tsv").read_text("utf-8"),
    (config_dir() / "glossary.toml").read_text("utf-8"),
)
TOPIC = read("cs.CV", vocabulary=KNOWN)
FOLLOWED = Subscription(1, 1, "vision", "cs.CV", "k", 0, "Ana", datetime(2025, 1, 1, tzinfo=UTC))

SPLATS = [paper(n, f"Gaussian splatting number {n}", SPLAT) for n in range(901, 907)]
OTHERS = [
    paper(n, f"Quite another matter {chr(97 + n) * 4}", f"On {chr(97 + n) * 6} and so on.")
    for n in range(26)
]
"""Of older ids, so that without a taste they come last."""
_NONE = Taste()


def picked(taste=_NONE, most=10, papers=(*SPLATS, *OTHERS)):
    return digest.pick(digest.matching([(FOLLOWED, TOPIC)], papers), {}, most=most, taste=taste)


def ids(papers):
    return {each.id for each in papers}


def test_what_is_like_an_unwanted_paper_leans_down_and_says_like_which():
    found = leanings([*SPLATS, *OTHERS], Taste(unwanted=(SPLATS[0],)))
    assert set(found) == ids(SPLATS)
    assert set(found.values()) == {Leaning(-1, SPLATS[0].id)}


def test_what_is_as_much_like_both_leans_down_and_what_is_kept_leans_up():
    apart = [*SPLATS, *OTHERS]
    both = Taste(liked=(SPLATS[0],), unwanted=(SPLATS[0],))
    assert leanings(apart, both)[SPLATS[1].id].side == -1
    assert leanings(apart, Taste(liked=(SPLATS[0],)))[SPLATS[1].id] == Leaning(1, SPLATS[0].id)


def test_without_a_taste_nothing_leans():
    assert leanings(SPLATS, Taste()) == {}


def test_over_its_cap_a_digest_lists_the_unwanted_last_and_hides_none():
    before = picked()
    assert ids(SPLATS) <= {each.paper for each in before.picks[:10]}
    edition = picked(Taste(unwanted=(SPLATS[0],)))
    assert {each.paper for each in edition.picks[:10]} <= ids(OTHERS)
    assert {each.paper for each in edition.picks} == {each.paper for each in before.picks}
    assert {each.paper for each in edition.picks if each.leaning} == ids(SPLATS)


def test_a_digest_that_shows_all_keeps_its_order():
    assert picked(Taste(unwanted=(SPLATS[0],)), most=40) == picked(most=40)


def test_a_better_match_stays_above_whatever_the_taste():
    topic = read("splatting OR matter", vocabulary=KNOWN)
    inside = [
        replace(each, title="A title of its own", folded=replace(each.folded, title="a title"))
        for each in SPLATS
    ]
    papers = [*inside, *OTHERS]
    found = digest.matching([(FOLLOWED, topic)], papers)
    edition = digest.pick(found, {}, most=10, taste=Taste(liked=(SPLATS[0],)))
    first = [each.paper for each in edition.picks[:26]]
    assert set(first) == {each.id for each in OTHERS}, "their titles say it"


def test_what_moved_a_paper_is_written_down_with_the_digest():
    edition = picked(Taste(unwanted=(SPLATS[0],)))
    assert ledger.from_json(ledger.to_json(edition), edition.shown) == edition
    assert "leaning" not in ledger.to_json(picked())[0]
