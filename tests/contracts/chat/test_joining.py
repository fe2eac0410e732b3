"""Coming and going: one direct message to who let us in; gone, all is paused, then purged."""

from datetime import timedelta

import pytest

from bot.domain import jobs
from tests.contracts.chat.around import inbox
from tests.servers.discord import INVITED, May, payloads
from tests.servers.discord.gateway import GUILDS
from tests.stage import ANA, BEN
from tests.world import TUESDAY, paper

NOT_ON = {"console": "A terminal is opened by hand, and whoever opens it has read what it says."}


@pytest.fixture
async def news(stage, bot):
    """What the bot was told of coming and going, each once it is done with it."""
    heard = []
    watched = stage.inbox
    usual = watched.on_joined, watched.on_left

    async def joined(each):
        await usual[0](each)
        note(each)

    async def left(each):
        await usual[1](each)
        note(each)

    def note(each):
        heard.append(each)
        bell = stage.server._changes if stage.name == "discord" else stage.server.bell
        (bell.note if stage.name == "discord" else bell.ring)()

    watched.on_joined, watched.on_left = joined, left
    return heard


async def let_in(stage, news):
    """Let Ana put the bot where it was not, and return the place."""
    before = len(news)
    if stage.name == "discord":
        rights = INVITED | May.VIEW_AUDIT_LOG
        place = stage.server.add_guild("New", permissions=rights, by=stage.people[ANA])
        stage.server.add_channel(place, "general")
    else:
        place = stage.server.add_channel("general", *stage.people.values(), member=False)
        stage.server.invite(place, stage.people[ANA])
    await stage.server.until(lambda: len(news) > before)
    return place


async def throw_out(stage, news):
    """Throw the bot out of the server with #papers, or take it out of the workspace."""
    before = len(news)
    if stage.name == "discord":
        stage.server.kick_bot(stage.guild)
    else:
        stage.server.events.tell("app_uninstalled", {"type": "app_uninstalled"})
    await stage.server.until(lambda: len(news) > before)


async def let_in_again(stage, news):
    """Let Ana put the bot there again."""
    before = len(news)
    if stage.name == "discord":
        stage.guild.joined, stage.guild.bot_permissions = True, INVITED | May.VIEW_AUDIT_LOG
        stage.guild.added_by = stage.people[ANA]
        drawn = payloads.guild(stage.guild)
        del drawn["unavailable"]
        stage.server.gateway.dispatch("GUILD_CREATE", drawn, GUILDS)
    else:
        stage.server.invite(stage.papers, stage.people[ANA])
    await stage.server.until(lambda: len(news) > before)


async def test_whoever_lets_us_in_gets_one_direct_message_and_nobody_else_anything(stage, news):
    await let_in(stage, news)
    (said,) = inbox(stage, ANA)
    assert "I am Paperboy" in said.text
    assert "Nothing is posted before you say so" in said.text
    where = "any channel" if stage.name == "discord" else "#general"
    assert where in said.text, "the next step"
    assert said.notifies
    if stage.name == "slack":
        await let_in(stage, news)
        assert len(inbox(stage, ANA)) == 1, "one workspace is greeted once"
    assert inbox(stage, BEN) == []
    assert [text for text in everywhere(stage) if text] == [], "nothing in any channel"


def everywhere(stage):
    """Return what the bot said in any channel."""
    if stage.name == "discord":
        guilds = stage.server.world.guilds.values()
        places = [each for guild in guilds for each in guild.channels.values()]
        bot = stage.server.bot
        return [m.content for place in places for m in place.messages.values() if m.author is bot]
    channels = stage.server.workspace.channels.values()
    said = [m for place in channels if place.name for m in place.messages.values()]
    return [each.text for each in said if each.bot_id]


async def housekeep(stage):
    stage.running.runner.submit(jobs.Housekeep())
    await stage.settle()


async def test_gone_it_posts_nothing_and_comes_back_as_it_was_within_the_grace(stage, news):
    await stage.type("subscribe diffusion name=Images")
    await throw_out(stage, news)
    await let_in_again(stage, news)
    await throw_out(stage, news)
    await stage.arrive(paper(1, "Diffusion for birds"))
    await stage.tick()
    assert not any("birds" in each.text for each in stage.everything())
    stage.clock.pass_time(days=29)
    await housekeep(stage)
    await let_in_again(stage, news)
    hello, back = inbox(stage, ANA)
    assert "I am Paperboy" in hello.text
    assert "everything is as it was" in back.text
    assert "1. Images" in (await stage.type("topics")).text
    await stage.arrive(paper(2, "Diffusion again"), day=TUESDAY + timedelta(days=29))
    await stage.tick()
    said = " ".join(each.text for each in stage.everything())
    assert "Diffusion again" in said
    assert "Diffusion for birds" in said, "what came meanwhile is not lost"


async def test_gone_for_longer_all_of_it_is_forgotten_but_what_people_saved(stage, news):
    await stage.arrive(paper(1, "Diffusion for birds"))
    await stage.type("subscribe diffusion name=Images")
    await stage.type("save 2511.00001", BEN)
    await throw_out(stage, news)
    stage.clock.pass_time(days=30, minutes=1)
    await housekeep(stage)
    await let_in_again(stage, news)
    assert "follows nothing" in (await stage.type("topics")).text
    assert "Diffusion for birds" in await stage.saved(BEN)
