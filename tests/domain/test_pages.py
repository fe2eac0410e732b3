"""Long texts in pages: nothing is lost, nothing cut."""

from hypothesis import given
from hypothesis import strategies as st

from bot.domain import pages
from bot.domain.chat import Message, Passage, Shape, line, words


def passage(lines, heading="aspect-method"):
    said = tuple(words("plain", text=each) for each in lines)
    return Passage(words(heading), said, Shape.STEPS)


LINES = st.lists(st.text(min_size=1, max_size=700), min_size=1, max_size=12)


@given(st.lists(LINES, min_size=1, max_size=5), st.integers(100, 1500))
def test_every_line_stands_on_one_page_whole_and_in_its_order(texts, room):
    shared = pages.split([passage(each) for each in texts], room)
    back = [line for page in shared for each in page for line in each.lines]
    assert back == [words("plain", text=text) for each in texts for text in each]
    for page in shared:
        taken = [pages.weight(each) for part in page for each in part.lines]
        assert sum(taken) <= room or len(taken) == 1


@given(LINES, st.integers(100, 900))
def test_steps_go_on_counting_under_their_heading(texts, room):
    expected = 1
    for (part,) in pages.split([passage(texts)], room):
        assert part.heading == words("aspect-method")
        assert part.first == expected
        expected += len(part.lines)


def test_a_page_that_is_gone_is_the_last_one():
    message = Message((line(words("done")), passage(["x" * 90] * 4)))
    for asked, shown in ((0, 1), (1, 1), (2, 2), (99, 2)):
        page, number, many = pages.one(message, asked, 260)
        assert (number, many) == (shown, 2)
        assert page.blocks[0] == line(words("done"))


def test_buttons_lead_to_the_pages_there_are():
    ids = [[each.id for each in pages.turning("found", "7", page, 3)] for page in (1, 2, 3)]
    assert ids == [["p1:found:7 2"], ["p1:found:7 1", "p1:found:7 3"], ["p1:found:7 2"]]
    assert pages.turning("found", "7", 1, 1) == ()
