"""Let in, thrown out, let in again: who is greeted, what stops, what is forgotten."""

from dataclasses import replace

import pytest

from bot.domain import jobs
from bot.domain.calls import Joined, Left
from bot.domain.chat import Channel, Person
from tests.world import ANA, LAB, open_world, paper

YOU = Person("console", "", "you", "You")
IN = Joined("console", "", by=YOU, event="E1")
OUT = Left("console", "", event="E2")


@pytest.fixture
async def world(tmp_path):
    async with open_world(tmp_path) as opened:
        yield opened


async def housekeep(world):
    world.bot.runner.submit(jobs.Housekeep())
    await world.settle()


class TestGreeting:
    async def test_goes_once_to_who_let_us_in(self, world):
        await world.bot.inbox.on_joined(IN)
        assert "Hello! I am Paperboy" in world.posted()
        for again in (IN, replace(IN, event="E5"), replace(IN, event="")):
            await world.bot.inbox.on_joined(again)
        assert world.posted() == ""

    async def test_goes_to_nobody_where_nobody_says_who_it_was(self, world):
        await world.bot.inbox.on_joined(replace(IN, by=None, channel=LAB))
        assert world.posted() == ""

    async def test_that_cannot_be_sent_is_no_accident(self, world, caplog):
        elsewhere = Person("slack", "T1", "U1")
        await world.bot.inbox.on_joined(Joined("slack", "T1", by=elsewhere))
        assert world.posted() == ""
        assert [each for each in caplog.records if each.levelname == "ERROR"] == []


class TestLeaving:
    async def test_stops_every_digest_at_once_and_coming_back_goes_on(self, world):
        await world.bot.inbox.on_joined(IN)
        await world.type("subscribe diffusion")
        await world.bot.inbox.on_left(OUT)
        await world.arrive(paper(1, "Diffusion for birds"))
        world.posted()
        assert await world.store.channels.due(world.clock()) == []
        assert await world.deliver() == 0
        assert world.posted() == ""
        await world.bot.inbox.on_joined(replace(IN, event="E3"))
        assert "everything is as it was" in world.posted()
        await world.bot.pipeline.wake()
        assert await world.deliver() == 1
        assert "Diffusion for birds" in world.posted()

    async def test_told_twice_is_once_and_comes_late_for_nothing(self, world):
        await world.bot.inbox.on_left(OUT)
        await world.bot.inbox.on_joined(replace(IN, event="E3"))
        await world.bot.inbox.on_left(OUT)
        assert await world.store.spaces.gone() == []

    async def test_everything_is_forgotten_after_the_grace_and_not_before(self, world):
        await world.arrive(paper(1, "Birds"))
        await world.type("subscribe birds")
        await world.type("save 2511.00001")
        await world.bot.inbox.on_left(OUT)
        world.clock.pass_time(days=29, hours=23)
        await housekeep(world)
        assert await world.store.channels.find(LAB)
        world.clock.pass_time(hours=1)
        await housekeep(world)
        assert await world.store.channels.find(LAB) is None
        ana = await world.store.people.of(ANA)
        assert len(await world.store.saved.of(ana)) == 1, "what people keep is theirs"
        assert "follows nothing" in await world.ask("topics"), "we can be let in again"

    async def test_a_space_may_choose_another_grace(self, world):
        await world.type("subscribe birds")
        keep_none = {"grace_days": 0}
        await world.store.spaces.change(
            ("console", ""), lambda rules: replace(rules, **keep_none), world.clock()
        )
        await world.bot.inbox.on_left(OUT)
        await housekeep(world)
        assert await world.store.channels.find(LAB) is None

    async def test_of_one_server_touches_no_other(self, world):
        other = Channel("discord", "8", "1", "#papers")
        await world.bot.services.channel(other)
        await world.bot.inbox.on_left(Left("discord", "7"))
        world.clock.pass_time(days=31)
        await housekeep(world)
        assert await world.store.channels.find(other)


async def test_housekeeping_forgets_requests_and_who_is_no_longer_busy(world):
    await world.arrive(paper(1, "Birds"))
    await world.type("summary 2511.00001")
    channel = (await world.bot.services.channel(LAB)).id
    number = await world.store.requests.add(channel, 1, "Ana", "x", world.clock())
    world.clock.pass_time(days=31)
    await housekeep(world)
    assert await world.store.requests.find(number) is None
    assert await world.store.paces.purge(world.clock()) == 0
