"""`status`: what is late or quiet and why, what was posted, what comes next."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.domain.batches import Feed, Harvest
from bot.domain.bulletins import Bulletin
from bot.domain.chat import Place, words
from bot.domain.errors import DeliveryError, SourceError
from bot.domain.papers import Announcement, ArrivalKind
from tests.commands.acts import Writer
from tests.world import ANA, BEN, LAB, TUESDAY, Hands, open_world, paper

WEDNESDAY = TUESDAY + timedelta(days=1)
MORNING = datetime(2025, 11, 4, 9, tzinfo=UTC)


@pytest.fixture
async def world(tmp_path):
    async with open_world(tmp_path) as opened:
        yield opened


async def status(world, person=ANA):
    return " ".join((await world.ask("status", person=person)).split())


def at(world, day, hour=9):
    world.clock.now = datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


class TestAnnouncements:
    async def test_before_anything_was_asked_for_it_says_so(self, world):
        assert "No announcement has been collected yet" in await status(world)

    async def test_the_last_announcement_its_counts_and_the_next_list_in_local_time(self, world):
        await world.type("settings when announced Asia/Tokyo")
        await world.arrive(paper(1, "Birds"), paper(2, "Fish"))
        seen = await status(world)
        assert "Last announcement: Tue 4 Nov · 2 new, 0 cross-listed" in seen
        assert "Next list: Wed 5 Nov, 14:00 Asia/Tokyo" in seen

    async def test_a_weekend_is_named(self, world):
        await world.arrive(paper(1, "Birds"), day=date(2025, 11, 7))
        at(world, date(2025, 11, 7))
        await world.bot.pipeline.collect()
        at(world, date(2025, 11, 8))
        seen = await status(world)
        assert "arXiv published nothing (weekend) · Next list: Mon 10 Nov, 05:00 UTC" in seen

    async def test_a_holiday_has_its_name(self, tmp_path):
        clock = Hands(datetime(2026, 9, 8, 9, tzinfo=UTC))
        async with open_world(tmp_path, clock=clock) as world:
            await world.arrive(paper(1, "Birds"), day=date(2026, 9, 7))
            seen = await status(world)
            assert "arXiv published nothing (US holiday: Labor Day)" in seen
            assert "Next list: Wed 9 Sep, 04:00 UTC" in seen

    async def test_a_list_that_is_due_is_expected_then_late_and_then_there(self, world):
        await world.arrive(paper(1, "Birds"))
        at(world, WEDNESDAY, 5)
        await world.bot.pipeline.collect()
        assert "list of Wed 5 Nov is expected; it is due Wed 05:00" in await status(world)
        at(world, WEDNESDAY, 9)
        await world.bot.pipeline.collect()
        seen = await status(world)
        assert "arXiv is late: its list of Wed 5 Nov was due Wed 05:00" in seen
        assert "Last announcement: Tue 4 Nov" in seen
        await world.arrive(paper(2, "Fish"), day=WEDNESDAY)
        seen = await status(world)
        assert "late" not in seen
        assert "Last announcement: Wed 5 Nov" in seen

    async def test_a_day_that_arxiv_left_out_was_put_off(self, world):
        await world.arrive(paper(1, "Birds"))
        at(world, WEDNESDAY)
        await world.bot.pipeline.collect()
        at(world, WEDNESDAY + timedelta(days=1))
        await world.arrive(paper(2, "Fish"), day=WEDNESDAY + timedelta(days=1))
        states = await world.bot.services.announced.days(TUESDAY, WEDNESDAY)
        assert [day.state for day in states] == ["complete", "quiet"]

    async def test_a_list_that_cannot_be_read_is_told_with_the_reason(self, world):
        await world.arrive(paper(1, "Birds"))

        async def broken(tag=""):
            raise SourceError("HTTP 500")

        at(world, WEDNESDAY)
        world.board.today = broken
        await world.bot.pipeline.collect()
        assert "list of Wed 5 Nov could not be read, and I keep asking: HTTP 500" in await status(
            world
        )

    async def test_what_was_only_told_by_records_is_about_that_day(self, world):
        await world.arrive(paper(1, "Birds"))
        [batch] = await world.store.batches.between(TUESDAY, TUESDAY)
        from dataclasses import replace

        await world.store.batches.put([replace(batch, seen=None)])
        assert "Last announcement: about Tue 4 Nov" in await status(world)

    async def test_while_arxiv_wants_to_be_left_alone_it_says_as_of_when_it_speaks(self, world):
        await world.arrive(paper(1, "Birds"))

        async def busy():
            return MORNING + timedelta(minutes=30)

        object.__setattr__(world.bot.services, "busy_until", busy)
        for text in ("status", "why 2511.00001", "digest birds", "digest fish"):
            seen = " ".join((await world.ask(text)).split())
            assert "As of Tue 4 Nov: arXiv asked us to wait until 09:30 UTC" in seen, text


class TestDigests:
    async def test_days_without_a_match_are_counted_and_the_nearest_miss_is_named(self, world):
        await world.type("subscribe diffusion NOT video name=Images")
        await world.arrive(paper(1, "Diffusion for video"))
        await world.deliver()
        seen = await status(world)
        assert "On the last announcement day nothing matched" in seen
        assert "Nearest: Diffusion for video (2511.00001)" in seen
        assert "Not for “Images”: “video” is in it, which NOT keeps out" in seen
        at(world, WEDNESDAY)
        await world.arrive(paper(2, "Oceans"), day=WEDNESDAY)
        await world.deliver()
        assert "On the last 2 announcement days nothing matched" in await status(world)
        at(world, WEDNESDAY + timedelta(days=1))
        await world.arrive(paper(3, "Diffusion"), day=WEDNESDAY + timedelta(days=1))
        await world.deliver()
        seen = await status(world)
        assert "nothing matched" not in seen
        assert "Last digest: Thu 6 Nov, 09:00, 1 paper" in seen

    async def test_days_read_only_to_count_by_are_no_silence(self, world):
        await world.type("subscribe coral")
        await world.store.batches.harvested(Harvest(TUESDAY, WEDNESDAY, TUESDAY))
        inferred = Announcement(paper(1, "Oceans"), ArrivalKind.NEW, TUESDAY, inferred=True)
        await world.store.arrivals.add([inferred])
        await world.store.channels.wake(world.clock())
        await world.deliver()
        assert "nothing matched" not in await status(world)

    async def test_a_refused_digest_says_so_and_so_does_the_pause_it_brought(self, world):
        await world.type("subscribe diffusion")
        await world.arrive(paper(1, "Diffusion"))
        post = world.platform.post

        async def refuse(channel, message, *, under=None):
            if message.menu:
                raise DeliveryError("no", permanent=permanent)
            return await post(channel, message, under=under)

        world.platform.post, permanent = refuse, False
        with pytest.raises(DeliveryError):
            await world.deliver()
        assert "is not posted whole yet: 1 paper" in await status(world)
        permanent = True
        world.clock.pass_time(hours=2)
        with pytest.raises(DeliveryError):
            await world.deliver()
        seen = await status(world)
        assert "was refused here, so this channel is paused" in seen
        assert "(paused)" in seen
        assert "“settings resume” ends the pause" in seen

    async def test_a_pause_of_ones_own_says_until_when_and_what_ends_it(self, world):
        await world.type("subscribe diffusion")
        await world.type("settings pause until 2025-12-01")
        seen = await status(world)
        assert "paused until Mon 1 Dec 2025" in seen
        assert "“settings resume” ends the pause" in seen
        await world.type("settings resume")
        assert "pause" not in await status(world)


class TestWhoSeesWhat:
    async def test_who_manages_the_channel_sees_what_is_missing_others_only_that(self, world):
        async def troubles(channel):
            return [words("plain", text="Let me write here.")]

        assert "I have every right here that I need" in await status(world)
        assert "right" not in await status(world, BEN)
        world.platform.troubles = troubles
        assert "⚠ Let me write here." in await status(world)
        seen = await status(world, BEN)
        assert "Let me write" not in seen
        assert "who manages this channel sees" in seen

    async def test_a_feed_that_fails_beside_the_others_is_the_managers_business(self, world):
        await world.arrive(paper(1, "Birds"))
        await world.store.batches.heard(Feed("cs", failed="HTTP 502"))
        assert "Not everything could be read, and I keep asking: HTTP 502" in await status(world)
        assert "HTTP 502" not in await status(world, BEN)


async def test_it_stays_a_short_answer(world):
    await world.type("subscribe diffusion")
    await world.arrive(paper(1, "Diffusion"))
    await world.deliver()
    assert len((await world.ask("status", person=BEN)).splitlines()) <= 6
    assert isinstance(await world.board.today(), Bulletin)
    assert LAB.name in await status(world)


async def test_what_a_place_uses_up_is_told_to_nobody_in_direct_messages(tmp_path):
    async with open_world(tmp_path, writers=[Writer()]) as world:
        assert "AI summaries for this place" in await status(world)
        alone = replace(LAB, native="dm", kind=Place.DIRECT)
        seen = world.drawn(await world.type("status", channel=alone))
        assert "AI summaries for this place" not in seen
