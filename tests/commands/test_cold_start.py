"""`subscribe` while nothing is collected yet: arXiv is asked once, and it says what it counts."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.domain.errors import SourceError, Throttled
from tests.world import open_world, paper

UNTIL = datetime(2025, 11, 4, 10, 30, tzinfo=UTC)


@dataclass
class Index:
    """arXiv's index, with what is to come of the next question."""

    papers: list = field(default_factory=list)
    fails: Exception | None = None
    asked: list = field(default_factory=list)

    async def matching(self, topic, first, last):
        self.asked.append((topic.text, first, last))
        if self.fails:
            raise self.fails
        return self.papers


@pytest.fixture
async def world(tmp_path):
    async with open_world(tmp_path) as opened:
        opened.index = Index([paper(n, f"Diffusion {n}") for n in range(1, 21)])
        object.__setattr__(opened.bot.services, "lookup", opened.index)
        yield opened


async def subscribe(world, topic="diffusion"):
    return " ".join((await world.ask(f"subscribe {topic}")).split())


async def test_it_counts_what_was_sent_in_lately_and_says_so(world):
    seen = await subscribe(world)
    assert "about 4 a day (counted over 5 announcement days)" in seen
    assert "counted from papers sent in from 28 Oct to 4 Nov. arXiv’s own index may lag" in seen
    assert "Diffusion 20" in seen or "Diffusion 1" in seen
    assert world.index.asked == [("diffusion", date(2025, 10, 28), date(2025, 11, 4))]
    assert "about 4 a day" in " ".join(world.posted().split())


async def test_once_anything_is_collected_nobody_is_asked(world):
    await world.arrive(paper(1, "Diffusion for birds"))
    seen = await subscribe(world)
    assert "counted over 1 announcement day" in seen
    assert "index may lag" not in seen
    assert world.index.asked == []


async def test_during_a_cool_down_it_says_so_at_once(world):
    async def busy():
        return UNTIL

    object.__setattr__(world.bot.services, "busy_until", busy)
    seen = await subscribe(world)
    assert "This channel now follows “diffusion”" in seen
    assert "arXiv asked us to wait until 10:30 UTC, and nothing is in the store yet" in seen
    assert world.index.asked == []
    await world.arrive(paper(1, "Fish"))
    assert "As of Tue 4 Nov: arXiv asked us to wait until 10:30 UTC" in await subscribe(
        world, "fish"
    )


async def test_a_cool_down_that_begins_with_this_very_question_is_told_too(world):
    async def busy():
        return UNTIL if world.index.asked else None

    object.__setattr__(world.bot.services, "busy_until", busy)
    world.index.fails = Throttled("HTTP 429", until=UNTIL)
    assert "arXiv asked us to wait until 10:30 UTC" in await subscribe(world)


async def test_where_arxiv_does_not_answer_the_topic_is_followed_all_the_same(world):
    world.index.fails = SourceError("no answer")
    seen = await subscribe(world)
    assert "This channel now follows “diffusion”" in seen
    assert "arXiv does not answer now" in seen


async def test_offline_there_is_nothing_to_count_from(world):
    object.__setattr__(world.bot.services, "lookup", None)
    assert "no papers here yet to count from" in await subscribe(world)


async def test_on_a_saturday_the_days_of_the_week_before_are_counted(world):
    world.clock.now = datetime(2025, 11, 8, 12, tzinfo=UTC)
    await subscribe(world)
    [(_, first, last)] = world.index.asked
    assert (first, last) == (date(2025, 11, 3), date(2025, 11, 8))
    assert last - first == timedelta(days=5)
