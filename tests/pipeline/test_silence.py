"""Who is told in private that a channel hears nothing, or always more than it can show."""

from datetime import date, timedelta

import pytest

from bot.domain.batches import Harvest
from bot.domain.chat import Channel
from bot.domain.errors import DeliveryError
from bot.domain.papers import Announcement, ArrivalKind
from bot.pipeline.silence import Hinting
from bot.platforms.console.render import draw
from tests.world import ANA, TUESDAY, open_world, paper

HOME = Channel("console", "", "ana", "Ana")


@pytest.fixture
async def world(tmp_path):
    async with open_world(tmp_path) as opened:
        opened.direct = []
        post = opened.platform.post

        async def direct(person):
            return HOME

        async def note(channel, message, *, under=None):
            if channel == HOME:
                opened.direct.append(message)
            return await post(channel, message, under=under)

        opened.platform.direct = direct
        opened.platform.post = note
        yield opened


def hinting(world):
    pipeline, services = world.bot.pipeline, world.bot.services
    return Hinting(
        world.store, pipeline.posting, services.lately, pipeline.choosing.read, pipeline.look
    )


def told(world):
    """Return what was told in private since the last time, as a terminal shows it."""
    texts = [draw(message, world.say, 200).plain for message in world.direct]
    world.direct.clear()
    return texts


def days(count, first=TUESDAY):
    """Return so many announcement days."""
    every = (first + timedelta(days=n) for n in range(2 * count + 2))
    return [day for day in every if day.weekday() < 5][:count]


async def live(world, papers_of, some):
    """Let days pass: arXiv announces, the channel is served, people are told."""
    for day in some:
        world.clock.now = world.clock.now.replace(month=day.month, day=day.day)
        world.board.up.clear()
        await world.arrive(*papers_of(day), day=day)
        await world.deliver()
        await hinting(world).tell(world.clock())


def oceans(day):
    return [paper(day.month * 100 + day.day, f"Oceans of {day}", "A virtual coat. We try it on.")]


class TestNothingMatches:
    async def test_whoever_set_the_topic_is_told_once_after_seven_days_and_nobody_else(self, world):
        await world.type('subscribe "virtual try on" name=clothes')
        world.posted()
        await live(world, oceans, days(6))
        assert told(world) == []
        await live(world, oceans, days(9)[6:])
        [text] = told(world)
        assert "the last 7 announcement days matched what #papers follows" in text
        assert "Oceans of 2025-11-12" in text
        assert "Not for “clothes”: the words of “virtual try on” are in it, but apart" in text
        assert "→ “subscribe try virtual”: 7 papers on these days" in text
        assert "settings when weekly friday" in text
        assert all(message.push is None for message in world.direct)
        assert world.posted().count("Nothing that arXiv") == 1, "and that not in the channel"

    async def test_it_is_told_again_only_after_something_has_matched(self, world):
        await world.type("subscribe coral")
        await live(world, oceans, days(7))
        assert len(told(world)) == 1
        await live(world, oceans, days(16)[7:])
        assert told(world) == []

        def coral(day):
            return [paper(3000, "Coral")]

        [match, *after] = days(25)[16:]
        await live(world, coral, [match])
        await live(world, oceans, after[:6])
        assert told(world) == []
        await live(world, oceans, after[6:7])
        assert len(told(world)) == 1

    async def test_a_restart_tells_nobody_twice(self, world):
        await world.type("subscribe coral")
        await live(world, oceans, days(7))
        assert len(told(world)) == 1
        channel = (await world.store.silences.all())[0].channel
        await world.store.silences.tell(channel, date(2020, 1, 1))
        assert await hinting(world).tell(world.clock()) == 1
        assert told(world) == [], "it stands there already"

    async def test_a_paused_channel_is_left_alone(self, world):
        await world.type("subscribe coral")
        await live(world, oceans, days(6))
        await world.type("settings pause")
        await live(world, oceans, days(8)[6:])
        assert told(world) == []

    async def test_who_cannot_be_told_now_is_told_later_and_who_never_can_is_left_alone(
        self, world
    ):
        await world.type("subscribe coral")
        await live(world, oceans, days(6))
        post, errors = world.platform.post, []

        async def refuse(channel, message, *, under=None):
            if channel != HOME:
                return await post(channel, message, under=under)
            errors.append(1)
            raise DeliveryError("busy", permanent=len(errors) > 1)

        world.platform.post = refuse
        await live(world, oceans, days(12)[6:])
        assert len(errors) == 2

    async def test_days_that_are_only_read_to_count_by_are_no_silence(self, world):
        await world.type("subscribe coral")
        every = days(8)
        await world.store.batches.harvested(Harvest(every[0], every[2], every[0]))

        async def infer(day):
            one = Announcement(oceans(day)[0], ArrivalKind.NEW, day, inferred=True)
            await world.store.arrivals.add([one])
            await world.store.channels.wake(world.clock())

        for day in every[:2]:
            await infer(day)
        await live(world, oceans, every[2:])
        assert told(world) == []
        await live(world, oceans, days(9)[8:])
        assert len(told(world)) == 1


class TestTooMuch:
    async def test_whoever_set_the_topic_is_told_once_after_three_cut_digests(self, world):
        await world.type("subscribe diffusion")
        await world.type("subscribe coral")

        def many(day):
            return [
                paper(
                    day.day * 100 + n,
                    f"Diffusion {n}" if n % 2 else f"Fish {n}",
                    "By diffusion.",
                    categories=("cs.CV",) if n < 15 else ("cs.LG",),
                )
                for n in range(20)
            ]

        await live(world, many, days(2))
        assert told(world) == []
        await live(world, many, days(7)[2:])
        [text] = told(world)
        assert "“diffusion” brings about 20 a day, more than the list of #papers shows" in text
        assert "“subscribe ti:diffusion”: in the title only, about 10 a day" in text
        assert "“subscribe diffusion cs.CV”: in one category only, about 15 a day" in text
        assert "settings when weekly friday" in text

    async def test_a_day_that_is_shown_whole_begins_the_count_anew(self, world):
        await world.type("subscribe diffusion")

        def many(day):
            count = 3 if day == days(3)[2] else 20
            return [paper(day.day * 100 + n, f"Diffusion {n}") for n in range(count)]

        await live(world, many, days(5))
        assert told(world) == []
        await live(world, many, days(6)[5:])
        assert len(told(world)) == 1

    async def test_an_overview_may_be_cut(self, world):
        await world.type("subscribe diffusion")
        await world.type("settings layout overview")

        def many(day):
            return [paper(day.day * 100 + n, f"Diffusion {n}") for n in range(20)]

        await live(world, many, days(5))
        assert told(world) == []


async def test_nobody_is_told_of_a_topic_without_a_setter(world):
    await world.type("subscribe coral", person=ANA)
    channel = (await world.store.silences.all())[0].channel
    for each in await world.store.subscriptions.of(channel):
        await world.store.subscriptions.remove(channel, each.id, world.clock())
    await world.store.subscriptions.add(channel, "x", "coral", "1::coral", "Ana", world.clock())
    await live(world, oceans, days(8))
    assert told(world) == []
