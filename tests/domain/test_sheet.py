"""A private card carries all its state, in as little as every platform takes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.commands.summary import LANGUAGES
from bot.domain import sheet
from bot.domain.cards import action_id
from bot.domain.chat import Attachment, Card, Entry, Message, Passage, Style, line, words
from bot.domain.papers import PaperId
from bot.domain.sheet import Sheet
from bot.domain.summaries import Detail

IDS = st.sampled_from(["2403.03206", "hep-th/9901001", "cond-mat/9908336", "adap-org/9901001"])
SHEETS = st.builds(
    Sheet, IDS, st.sampled_from(Detail), st.sampled_from(("", *LANGUAGES)), st.integers(1, 99)
)


@given(SHEETS)
def test_what_a_button_holds_is_read_back(its):
    assert Sheet.read(its.key) == its
    assert len(action_id(sheet.SHARE, its.key)) <= 70
    for choice in its._lengths().choices:
        assert len(choice.value) <= 75
        assert Sheet.read(choice.value).page == 1


def test_a_button_that_holds_only_the_paper_shows_a_short_text():
    assert Sheet.read("2403.03206") == Sheet("2403.03206", Detail.TLDR, "", 1)
    with pytest.raises(ValueError, match="long"):
        Sheet.read("2403.03206 long")


def test_more_papers_than_a_menu_holds_stand_in_two():
    menus = sheet.opening([(n, f"2403.{n:05}", f"Title {n}") for n in range(1, 38)])
    assert [len(each.choices) for each in menus] == [25, 12]
    values = [each.value for menu in menus for each in menu.choices]
    assert len(set(values)) == 37


def test_a_long_analysis_is_turned_page_by_page_and_each_says_whose_it_is():
    told = tuple(words("quote-model", text=f"Sentence {n}. " * 20) for n in range(40))
    whose = line(words("writer-authors"), style=Style.SMALL)
    head = Card(Entry(PaperId("2403.03206"), "Birds", "https://arxiv.org/abs/2403.03206"))
    picture = Attachment("figure.png", picture=b"x")
    card = Message((head, Passage(None, told), whose), files=(picture,), rest=words("done"))
    seen, its, files = [], Sheet("2403.03206", Detail.ANALYSIS), []
    for _ in range(20):
        page = its.turned(card, saved=False, shared=True)
        assert page.blocks[0] == head
        assert whose in page.blocks
        assert page.rest is None
        files.append(page.files)
        seen += [
            each for block in page.blocks if isinstance(block, Passage) for each in block.lines
        ]
        turning = [each.id for each in page.actions if each.label == words("action-next")]
        if not turning:
            break
        its = Sheet.read(turning[0].split(":")[2])
    assert tuple(seen) == told
    assert files[0] == (picture,)
    assert not any(files[1:])
