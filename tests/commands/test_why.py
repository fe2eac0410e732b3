"""`why PAPER`: when it was announced and as what, and what became of it here."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.batches import BatchState, Harvest
from bot.domain.papers import Announcement, ArrivalKind
from tests.world import TUESDAY, open_world, paper

WEDNESDAY = TUESDAY + timedelta(days=1)
CROSS, REPLACED = ArrivalKind.CROSS, ArrivalKind.REPLACED


@pytest.fixture
async def world(tmp_path):
    async with open_world(tmp_path) as opened:
        yield opened


async def why(world, number):
    return " ".join((await world.ask(f"why 2511.{number:05}")).split())


async def announce(world, *announcements):
    await world.store.arrivals.add(announcements)


class TestWhenItWasAnnounced:
    async def test_each_list_it_stood_in_is_named(self, world):
        one = paper(1, "Birds", categories=("cs.CV", "stat.ML"))
        await announce(
            world,
            Announcement(one, ArrivalKind.NEW, TUESDAY, archive="cs"),
        )
        await announce(
            world,
            Announcement(one, CROSS, WEDNESDAY, archive="stat"),
            Announcement(one, REPLACED, WEDNESDAY),
            Announcement(one, ArrivalKind.COMMENT, WEDNESDAY),
            Announcement(one, ArrivalKind.WITHDRAWN, WEDNESDAY),
        )
        seen = await why(world, 1)
        assert "New in cs: Tue 4 Nov 2025 · " in seen
        assert "Cross-listed in stat: Wed 5 Nov 2025" in seen
        assert "Another version: Wed 5 Nov 2025" in seen
        assert "With a comment of its authors: Wed 5 Nov 2025" in seen
        assert "Withdrawn: Wed 5 Nov 2025" in seen
        assert "about" not in seen

    async def test_what_was_inferred_is_about_that_day(self, world):
        await announce(world, Announcement(paper(1, "Birds"), ArrivalKind.NEW, TUESDAY, True, "cs"))
        seen = await why(world, 1)
        assert "New in cs: about Tue 4 Nov 2025" in seen
        assert "nobody was there to read" in seen

    async def test_a_paper_that_was_never_announced_to_us_says_so(self, world):
        await world.store.papers.add([paper(1, "Birds")])
        assert "never announced to me" in await why(world, 1)

    async def test_a_list_that_is_not_proved_whole_is_named(self, world):
        await world.arrive(paper(1, "Birds"))
        [batch] = await world.store.batches.between(TUESDAY, TUESDAY)
        assert "not proved whole" not in await why(world, 1)
        await world.store.batches.put([replace(batch, state=BatchState.PARTIAL)])
        assert "The list of Tue 4 Nov is not proved whole yet" in await why(world, 1)


class TestWhatBecameOfItHere:
    async def test_posted_on_a_card_or_in_the_list_only(self, world):
        await world.type("subscribe diffusion")
        await world.arrive(*(paper(n, f"Diffusion {n}") for n in range(1, 21)))
        await world.deliver()
        assert "Posted here with the digest of Tue 4 Nov 2025, 09:00" in await why(world, 20)
        assert "In the full list of the digest of Tue 4 Nov 2025, 09:00" in await why(world, 1)

    async def test_the_nearest_topic_and_what_it_lacks_are_named_and_no_other(self, world):
        await world.type("subscribe quark gluon name=Physics")
        await world.type("subscribe diffusion NOT video name=Images")
        await world.type('subscribe "ocean waves" name=Sea')
        await world.arrive(paper(1, "Diffusion for video"), paper(2, "Waves of the ocean"))
        seen = await why(world, 1)
        assert "“Images” does not match it (diffusion NOT video)" in seen
        assert "What is missing: “video” is in it, which NOT keeps out" in seen
        assert "The 2 other topics here are further off, or as far" in seen
        assert "Physics" not in seen
        seen = await why(world, 2)
        assert "“Sea” does not match it" in seen
        assert "the words of “ocean waves” are in it, but apart" in seen

    async def test_announced_before_the_topic_began(self, world):
        await world.arrive(paper(1, "Diffusion"))
        await world.type("subscribe diffusion")
        assert "before this channel followed that (4 Nov 2025)" in await why(world, 1)

    async def test_only_a_replacement(self, world):
        await world.type("subscribe diffusion")
        world.board.put([paper(1, "Diffusion")], kind=REPLACED)
        await world.bot.pipeline.collect()
        await world.deliver()
        assert "only changed. A new version is no news to a channel" in await why(world, 1)

    async def test_only_cross_listed_where_a_channel_takes_new_papers(self, world):
        await world.type("subscribe diffusion")
        await world.type("settings include new")
        world.board.put([paper(1, "Diffusion")], kind=CROSS)
        await world.bot.pipeline.collect()
        await world.deliver()
        assert "only cross-listed, and this channel takes new papers only" in await why(world, 1)

    async def test_waiting_says_for_when(self, world):
        await world.type("subscribe diffusion")
        await world.type("settings when 18:00 UTC")
        await world.arrive(paper(1, "Diffusion"))
        seen = await why(world, 1)
        assert "It comes with the next digest." in seen
        assert "Next digest: Tue 4 Nov, 18:00" in seen

    async def test_a_day_read_only_to_count_by_is_no_news(self, world):
        await world.type("subscribe diffusion")
        await world.store.batches.harvested(Harvest(TUESDAY, WEDNESDAY, TUESDAY))
        inferred = Announcement(paper(1, "Diffusion"), ArrivalKind.NEW, TUESDAY, inferred=True)
        await announce(world, inferred)
        await world.store.channels.wake(world.clock())
        await world.deliver()
        assert "announced before I was here to tell of it" in await why(world, 1)

    async def test_in_a_channel_that_follows_nothing_it_is_explained_all_the_same(self, world):
        await world.arrive(paper(1, "Birds"))
        seen = await why(world, 1)
        assert "New in cs: Tue 4 Nov 2025" in seen
        assert "follows nothing yet" in seen
