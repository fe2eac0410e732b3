"""What some topics want from a range of days, in one batch or in many."""

from datetime import UTC, date, datetime

import pytest

from bot.app import topic_reader
from bot.domain.overview import By, Gathering
from tests.world import gather, paper

READ = topic_reader()
FIRST, LAST = date(2024, 3, 5), date(2024, 3, 8)
WANTED = [("things", READ("diffusion")), ("birds", READ("birds"))]


def on(number, day, title):
    return paper(number, title, submitted=datetime(2024, 3, day, 12, tzinfo=UTC))


PAPERS = [
    on(1, 5, "Diffusion"),
    on(2, 7, "Birds"),
    on(3, 7, "Diffusion for birds"),
    on(4, 9, "Diffusion too late"),
    on(5, 6, "Oceans"),
    paper(6, "Diffusion without a date"),
]


def gathering():
    return Gathering(WANTED, by=By.SUBMITTED, first=FIRST, last=LAST)


@pytest.mark.parametrize("limit", [None, 1])
def test_batches_come_to_the_same_as_all_at_once(limit):
    whole = gather(PAPERS, WANTED, name="n", by=By.SUBMITTED, first=FIRST, last=LAST, limit=limit)
    parts = gathering()
    for each in PAPERS:
        parts.add([each])
    assert parts.overview("n", limit) == whole
    assert whole.total == 3
    assert [item.paper.id[-1] for item in whole.items] == ["3", "2", "1"][:limit]


def test_a_paper_that_several_topics_want_is_one_item_with_all_reasons_once():
    found = gathering()
    found.add(PAPERS)
    both, birds, things = found.overview("n").items
    assert (both.names, birds.names, things.names) == (("things", "birds"), ("birds",), ("things",))
    assert [dict(reason.values)["text"] for reason in both.because] == ["diffusion", "birds"]


def test_a_reason_that_two_topics_share_is_given_once():
    twice = [("one", READ("diffusion")), ("two", READ("diffusion NOT ocean"))]
    (item, *_) = gather(PAPERS, twice, name="n", by=By.SUBMITTED, first=FIRST, last=LAST).items
    assert item.names == ("one", "two")
    assert [dict(reason.values)["text"] for reason in item.because] == ["diffusion"]


def test_of_a_paper_that_comes_again_the_later_description_counts():
    found = gathering()
    found.add([on(1, 5, "Diffusion"), on(2, 5, "Diffusion"), on(2, 6, "Birds")])
    found.add([on(1, 5, "Oceans")])
    (only,) = found.overview("n").items
    assert (only.paper.title, only.day, only.names) == ("Birds", date(2024, 3, 6), ("birds",))
    found.add([on(2, 9, "Birds")])
    assert found.overview("n").total == 0
