from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from bot.domain import digest, ledger
from bot.domain.channels import Layout, Schedule, Subscription
from bot.domain.chat import Words, words
from bot.domain.digest import Candidate, Edition, Pick
from bot.domain.papers import PaperId
from bot.domain.topics import Match, Where
from tests.world import paper

NOW = datetime(2025, 11, 4, tzinfo=UTC)


def follows(number, name="topic"):
    return Subscription(number, 1, name, "text", "key", 0, "Ana", NOW)


def match(where=Where.ABSTRACT, *, phrase=False, primary=False):
    return Match(where=where, phrase=phrase, primary=primary, reasons=(words("plain", text="x"),))


def candidate(number, *matches):
    pairs = tuple((follows(topic), hit) for topic, hit in matches) or ((follows(1), match()),)
    return Candidate(paper(number, f"Paper {number}"), pairs)


def order(*candidates, most=10):
    edition = digest.pick(candidates, {}, most=most)
    return [int(pick.paper.split(".")[1]) for pick in edition.picks]


def test_title_beats_abstract_beats_passing():
    assert order(
        candidate(3, (1, match(Where.PASSING))),
        candidate(2, (1, match(Where.ABSTRACT))),
        candidate(1, (1, match(Where.TITLE))),
    ) == [1, 2, 3]


def test_a_phrase_beats_scattered_words_and_a_first_category_beats_a_cross_list():
    assert order(
        candidate(3, (1, match())),
        candidate(2, (1, match(primary=True))),
        candidate(1, (1, match(phrase=True))),
    ) == [1, 2, 3]


def test_more_topics_beat_fewer_and_then_the_newer_id_comes_first():
    assert order(
        candidate(1, (1, match())),
        candidate(2, (1, match())),
        candidate(3, (1, match()), (2, match())),
    ) == [3, 2, 1]


def test_each_topic_gets_its_share_of_a_full_list():
    broad = [candidate(n, (1, match(Where.TITLE, phrase=True))) for n in range(100, 160)]
    narrow = [candidate(n, (2, match(Where.PASSING))) for n in range(1, 4)]
    assert set(order(*broad, *narrow)[:10]) >= {1, 2, 3}


def test_a_few_more_than_the_cap_are_all_shown_and_many_more_are_not():
    fifteen = digest.pick([candidate(n) for n in range(15)], {}, most=10)
    sixteen = digest.pick([candidate(n) for n in range(16)], {}, most=10)
    assert (fifteen.shown, fifteen.total) == (15, 15)
    assert (sixteen.shown, sixteen.total) == (10, 16)


def test_cards_stand_flat_while_there_are_few():
    assert digest.is_flat(Layout.AUTO, 4, flat_up_to=4)
    assert not digest.is_flat(Layout.AUTO, 5, flat_up_to=4)
    assert digest.is_flat(Layout.FLAT, 12, flat_up_to=4)
    assert not digest.is_flat(Layout.THREAD, 1, flat_up_to=4)


def test_a_channel_with_one_or_two_days_a_week_gets_the_overview():
    assert digest.is_overview(Layout.AUTO, Schedule(days=frozenset({4})))
    assert not digest.is_overview(Layout.AUTO, Schedule())
    assert not digest.is_overview(Layout.LIST, Schedule(days=frozenset({4})))


def test_the_usual_number_needs_three_digests_to_go_by():
    assert digest.usual([20, 60]) is None
    assert digest.usual([20, 18, 60]) == 20


def test_people_call_a_paper_by_the_name_before_its_colon():
    assert digest.short_name("PixArt-Σ: Weak-to-Strong Training") == "PixArt-Σ"
    assert digest.short_name("Bias in Generative AI") == "Bias in Generative AI"
    assert digest.short_name("A very long title without any colon") == "A very long title without …"


values = st.recursive(
    st.text() | st.integers() | st.dates(),
    lambda inner: (
        st.lists(inner, max_size=3).map(tuple)
        | st.builds(
            Words,
            st.text(min_size=1),
            st.lists(st.tuples(st.text(), inner), max_size=2, unique_by=lambda pair: pair[0]).map(
                tuple
            ),
        )
    ),
    max_leaves=6,
)
picks = st.builds(
    Pick,
    st.from_regex(r"\d{4}\.\d{5}", fullmatch=True).map(PaperId),
    st.lists(st.text(), max_size=3).map(tuple),
    st.lists(
        st.builds(
            Words,
            st.text(min_size=1),
            st.lists(st.tuples(st.text(), values), max_size=3, unique_by=lambda pair: pair[0]).map(
                tuple
            ),
        ),
        max_size=3,
    ).map(tuple),
    st.none() | st.dates(date(1991, 1, 1)),
)


@given(st.lists(picks, max_size=5), st.integers(0, 5))
def test_a_digest_that_is_written_down_reads_back_the_same(some, shown):
    edition = Edition(tuple(some), shown)
    assert ledger.from_json(ledger.to_json(edition), shown) == edition
