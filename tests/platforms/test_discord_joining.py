"""Being put into a server and thrown out of it, and what that is not."""

from contextlib import AsyncExitStack

import pytest

from bot.domain.calls import Left
from bot.domain.chat import Person
from tests.platforms.discord_lab import Ears, opened
from tests.servers.discord import INVITED, May
from tests.stage.discord import DiscordStage

READS_RECORD = INVITED | May.VIEW_AUDIT_LOG


class Doors(Ears):
    async def on_joined(self, joined):
        self.heard.append(joined)

    async def on_left(self, left):
        self.heard.append(left)


@pytest.fixture
async def lab():
    async with opened() as lab:
        lab.ears = Doors()
        await lab.start()
        yield lab


async def test_a_server_that_was_there_before_is_no_news(lab):
    lab.server.gateway.ask_to_reconnect()
    await lab.until(lambda: len(lab.connections) == 2)
    await lab.restart()
    assert lab.ears.heard == []


async def test_who_invited_us_is_told_where_we_may_read_the_record(lab):
    guild = lab.server.add_guild("New", permissions=READS_RECORD, by=lab.ana)
    joined = await lab.heard()
    assert (joined.platform, joined.space, joined.channel) == ("discord", str(guild.id), None)
    assert joined.by == Person("discord", "", str(lab.ana.id))
    assert joined.by.name == "Ana"
    assert joined.event.startswith(f"joined:{guild.id}:")


async def test_nobody_is_guessed_where_we_may_not(lab):
    lab.server.add_guild("New", by=lab.ana)
    assert (await lab.heard()).by is None
    assert not lab.asked("GET", "/audit-logs"), "what would be refused is not asked"


@pytest.mark.parametrize("fault", [{"status": 503}, {"status": 403, "code": 50013}])
async def test_a_record_that_cannot_be_read_names_nobody(lab, fault):
    lab.server.fail("GET", "/audit-logs", **fault)
    lab.server.add_guild("New", permissions=READS_RECORD, by=lab.ana)
    assert (await lab.heard()).by is None


async def test_an_empty_record_names_nobody(lab):
    lab.server.add_guild("New", permissions=READS_RECORD)
    assert (await lab.heard()).by is None


async def test_being_thrown_out_is_told(lab):
    lab.server.kick_bot(lab.guild)
    assert await lab.heard() == Left("discord", str(lab.guild.id))


async def test_the_servers_we_are_in_are_known_once_all_are_told_of(lab):
    assert lab.platform.spaces == {str(lab.guild.id)}
    lab.server.lose_sight_of(lab.guild)
    other = lab.server.add_guild("Other")
    await lab.heard()
    assert lab.platform.spaces == {str(lab.guild.id), str(other.id)}, "it is only away"
    await lab.stop()
    assert lab.platform.spaces is None


async def test_what_happened_while_the_bot_was_down_is_noted_with_the_next_start(tmp_path):
    async with AsyncExitStack() as stack:
        stage = DiscordStage(tmp_path)
        await stage.open(stack)
        place = "discord", str(stage.guild.id)

        async def left():
            async with stage.bot():
                await stage.settle()
                return (await stage.store.spaces.find(place)).left

        async with stage.bot():
            await stage.type("subscribe diffusion")
        stage.server.kick_bot(stage.guild)
        assert await left() == stage.clock.now
        stage.guild.joined = True
        assert await left() is None


async def test_a_server_that_is_away_for_now_has_not_thrown_us_out(lab):
    lab.server.lose_sight_of(lab.guild)
    other = lab.server.add_guild("Other")
    await lab.heard()
    assert [each.space for each in lab.ears.heard] == [str(other.id)]
