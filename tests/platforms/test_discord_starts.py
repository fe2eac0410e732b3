"""Sessions are begun no oftener than Discord allows, and as many as it advises."""

import asyncio
import logging
import threading
from types import SimpleNamespace

import discord
import pytest

from bot.domain.errors import Disconnected
from bot.platforms.discord.client import Connection
from bot.platforms.discord.starts import Limit, Starts
from bot.platforms.discord.traffic import Traffic
from tests.platforms.discord_lab import HEADING, opened, said

DAY = 86_400.0


class Clock:
    """Time that passes only when somebody sleeps."""

    def __init__(self):
        self.now = 1000.0
        self.slept = []

    async def sleep(self, seconds):
        self.slept.append(seconds)
        self.now += seconds


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def starts(clock):
    return Starts(clock.sleep, lambda: clock.now)


def limit(shards=1, remaining=1000, reset_s=DAY):
    return Limit(shards, 1000, remaining, reset_s, 1)


class TestTurns:
    async def test_the_first_begins_at_once(self, starts, clock):
        await starts.wait(limit())
        assert clock.slept == []

    async def test_what_fails_for_ever_begins_no_oftener_than_discord_forgives(self, starts, clock):
        began = clock.now
        for count in range(1, 2001):
            await starts.wait(limit())
            assert count <= 10 + (clock.now - began) / 90
            clock.now += 0.1

    async def test_a_client_that_lived_long_begins_at_once(self, starts, clock):
        for _ in range(20):
            await starts.wait(limit())
            clock.now += 1800
        assert clock.slept == []

    async def test_what_is_begun_in_mid_life_counts_too(self, starts, clock):
        await starts.wait(limit())
        assert [starts.take() for _ in range(10)] == [True] * 9 + [False]
        clock.now += 900
        assert starts.take()

    async def test_many_shards_begin_together(self, starts, clock):
        await starts.wait(limit(shards=16))
        await starts.wait(limit(shards=16))
        assert clock.slept == []
        await starts.wait(limit(shards=16))
        assert clock.slept == [32 * 90.0]

    @pytest.mark.parametrize(("remaining", "waits"), [(51, False), (50, True), (0, True)])
    async def test_the_last_of_a_day_are_not_begun(self, starts, clock, caplog, remaining, waits):
        caplog.set_level(logging.WARNING)
        await starts.wait(limit(remaining=remaining, reset_s=3600.0))
        assert clock.slept == ([3600.0] if waits else [])
        assert ("begin" in caplog.text) is waits


class TestTheClient:
    async def test_it_asks_before_it_begins_and_waits_until_it_may(self, clock, caplog):
        caplog.set_level(logging.WARNING)
        async with opened(sleep=clock.sleep) as lab:
            lab.server.gateway.starts_left = 3
            lab.server.gateway.starts_reset_s = 1200.0
            await lab.start()
            assert clock.slept == [1200.0]
            assert "lets us begin 3 more sessions of 1000: waiting 1200 s" in caplog.text
            paths = [each.path for each in lab.server.requests]
            assert "/gateway/bot" in paths

    async def test_one_that_is_thrown_out_again_and_again_does_not_use_them_up(self, clock):
        async with opened(sleep=clock.sleep) as lab:
            lives = 0
            while not clock.slept:
                await lab.start()
                lab.server.gateway.send_malformed()
                with pytest.raises(Disconnected):
                    await lab.ended()
                lives += 1
            assert lives == 11
            assert clock.slept[0] > 800

    async def test_it_serves_as_many_shards_as_discord_advises(self):
        async with opened() as lab:
            lab.server.gateway.shards = lab.server.gateway.together = 2
            other = next(guild for guild in _guilds(lab) if _shard(guild) != _shard(lab.guild))
            place = lab.server.add_channel(other, "papers")
            await lab.start()
            assert lab.server.gateway.identifies == 2
            assert lab.connections == [True], "once for all of them"
            for channel in (lab.place, place):
                await lab.platform.post(lab.known(channel), said("Hello"))
                await (await lab.server.call(lab.ana, channel, "papers", "saved")).answer()
            assert [each.channel.space for each in lab.ears.heard] == [
                str(lab.guild.id),
                str(other.id),
            ]

    async def test_it_is_connected_when_every_shard_is(self):
        async with opened() as lab:
            lab.server.gateway.shards = lab.server.gateway.together = 2
            await lab.start()
            lab.server.gateway.ask_to_reconnect()
            await lab.until(lambda: not lab.platform.connected)
            await lab.until(lambda: lab.platform.connected)
            assert lab.server.gateway.identifies == 2
            assert await lab.platform.post(lab.channel, HEADING)

    async def test_a_session_goes_on_when_coming_back_took_two_tries(self):
        async with opened() as lab:
            await lab.start()
            await lab.platform.post(lab.channel, HEADING)
            lab.server.gateway.refused = 1
            lab.server.gateway.drop()
            await lab.until(lambda: not lab.platform.connected)
            await lab.server.react(lab.ana, lab.messages()[0], "🔖")
            await lab.heard()
            assert (lab.server.gateway.identifies, lab.server.gateway.resumes) == (1, 1)

    async def test_a_session_that_may_not_be_begun_ends_the_life_instead(self, clock):
        async with opened(sleep=clock.sleep) as lab:
            await lab.start()
            while lab.platform._starts.take():
                pass
            lab.server.gateway.invalidate(resumable=False)
            with pytest.raises(Disconnected, match="TooManyStarts"):
                await lab.ended()
            assert lab.server.gateway.identifies == 1

    async def test_no_heartbeat_goes_on_when_it_stops_while_it_comes_back(self):
        async with opened() as lab:
            await lab.start()
            lab.server.gateway.invalidate(resumable=False)
            # It waits some seconds before it begins anew, and its heart beats already.
            await lab.until(lambda: lab.server.gateway.connections == 2 and _beating())
            await lab.stop()
            assert _beating() == []


class TestShards:
    async def test_posts_go_on_when_the_last_that_was_lost_is_back(self, starts):
        told = []
        events = SimpleNamespace(
            connected=lambda: told.append("connected"), lost=lambda: told.append("lost")
        )
        tree = asyncio.get_running_loop().create_future()
        client = Connection(events, tree, traffic=Traffic(), starts=starts, ready_s=1.0)
        await client.on_ready()
        await client.on_shard_disconnect(0)
        await client.on_shard_disconnect(1)
        await client.on_shard_resumed(1)
        assert told == ["connected", "lost", "lost"]
        await client.on_shard_resumed(0)
        assert told[3:] == ["connected"]


def _guilds(lab):
    while True:
        yield lab.server.add_guild("Other")
        # Ids tell the time in thousandths of a second, and that says which shard it is.
        lab.server.world._last += 1 << 22


def _shard(guild):
    return (guild.id >> 22) % 2


def _beating():
    return [
        each
        for each in threading.enumerate()
        if isinstance(each, discord.gateway.KeepAliveHandler) and not each._stop_ev.is_set()
    ]
