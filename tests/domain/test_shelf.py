"""Looking through one's own list, and what a button holds of it."""

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.shelf import PAGE, Wanted, page_of, tags_of
from bot.store.saved import SavedPaper
from tests.store.samples import FULL, NOW, paper

LIST = [
    SavedPaper(FULL, NOW, ("command",), ("birds", "_3D")),
    SavedPaper(paper(1, title="Wing Shapes", abstract="Of finches."), NOW, ("button",), ("birds",)),
    SavedPaper(paper(2, title="Oceans", authors=("Ada Lovelace",)), NOW, ("button",)),
]


def ids(wanted):
    return [each.paper.id[-1] for each in wanted.among(LIST)]


def test_words_are_looked_for_in_title_abstract_authors_tags_and_id():
    assert ids(Wanted("wing")) == ["1"]
    assert ids(Wanted("FINCHES wing")) == ["1"]
    assert ids(Wanted("lovelace")) == ["2"]
    assert ids(Wanted("birds")) == ["7", "1"]
    assert ids(Wanted("2511.00002")) == ["2"]
    assert ids(Wanted("wing lovelace")) == []
    assert ids(Wanted()) == ["7", "1", "2"]


def test_a_tag_is_matched_whole():
    assert ids(Wanted(tag="BIRDS")) == ["7", "1"]
    assert ids(Wanted(tag="bird")) == []
    assert ids(Wanted("wing", tag="birds")) == ["1"]


def test_tags_come_with_their_counts_the_most_used_first():
    assert tags_of(LIST, 5) == [("birds", 2), ("_3D", 1)]
    assert tags_of(LIST, 1) == [("birds", 2)]


def test_a_page_beyond_the_last_is_the_last():
    found = [SavedPaper(paper(number), NOW, ()) for number in range(1, 2 * PAGE + 2)]
    shown, here, pages = page_of(found, 9)
    assert (len(shown), here, pages) == (1, 3, 3)
    assert page_of(found, 1)[0][0] is found[0]
    assert page_of(found[:0], 1) == ([], 1, 1)


@given(
    st.text(max_size=80).map(lambda text: " ".join(text.split())),
    st.from_regex(r"\w{0,50}", fullmatch=True),
    st.integers(1, 999_999),
)
def test_what_a_button_holds_is_read_again_or_there_is_no_button(find, tag, page):
    wanted = Wanted(find, tag, page)
    assert len(wanted.key) <= 50
    if wanted.key:
        assert Wanted.read(wanted.key) == wanted
    elif not find.startswith("#"):
        assert len(f"{page} #{tag} {find}") > 50


def test_any_button_can_be_pressed():
    for key in ("", "x", "0", "-1", "99999999999999", "#", "1 #", "1 # x", "２ wing"):
        assert Wanted.read(key).page >= 1
