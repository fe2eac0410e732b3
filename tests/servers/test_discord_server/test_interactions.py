"""Commands called, and answers in time."""

import asyncio

import discord

from tests.servers.discord import (
    INVITED,
    MANAGER,
    Channel,
    DiscordServer,
    Person,
)
from tests.servers.test_discord_server.client import (
    COMMAND,
    Bot,
    Clock,
    callback,
    follow_up,
    post,
    refusal_of,
)


async def test_a_deferred_answer_is_acknowledged_then_filled_in(
    server: DiscordServer, papers: Channel, ana: Person, caller: Bot
) -> None:
    call = await server.call(ana, papers, "papers", "defer", topic="diffusion")
    assert await asyncio.wait_for(call.acknowledged, 5) < 3
    answer = await call.answer()
    assert (answer.content, answer.ephemeral, call.ephemeral) == ("following diffusion", True, True)
    assert server.messages(papers) == []
    await server.until(lambda: caller.done)
    (interaction,) = caller.done
    assert interaction.permissions.value == MANAGER
    assert interaction.app_permissions.value == INVITED
    assert (interaction.guild.name, interaction.channel.name) == ("Lab", "papers")
    assert interaction.locale is discord.Locale.american_english


async def test_a_late_answer_is_refused_as_the_real_service_does(
    server: DiscordServer, papers: Channel, ana: Person, caller: Bot
) -> None:
    held = server.fail("POST", "/callback$", stall=True)
    call = await server.call(ana, papers, "papers", "say")
    await asyncio.wait_for(held.struck.wait(), 5)
    call.late = True
    held.release()
    await server.until(lambda: any(each.status == 404 for each in server.requests))
    assert not call.acknowledged.done()
    assert await refusal_of(callback(caller, call, 5)) == (404, 10062)


async def test_the_deadline_is_kept_by_the_clock(
    server: DiscordServer, papers: Channel, ana: Person, caller: Bot
) -> None:
    server.interactions.deadline = -1
    call = await server.call(ana, papers, "papers", "say")
    await server.until(lambda: call.late)
    assert server.messages(papers) == []


async def test_an_answer_is_given_once(
    server: DiscordServer, papers: Channel, ana: Person, caller: Bot
) -> None:
    call = await server.call(ana, papers, "papers", "say")
    await call.answer()
    assert await refusal_of(callback(caller, call, 5)) == (400, 40060)


async def test_an_answer_beyond_a_limit_is_refused_and_may_be_given_again(
    server: DiscordServer, papers: Channel, ana: Person, rest: Bot
) -> None:
    await post(rest, f"/applications/{server.bot.id}/commands", [COMMAND], "PUT")
    call = await server.call(ana, papers, "status")
    long = {"content": "x" * 2001}
    assert await refusal_of(callback(rest, call, 4, long)) == (400, 50035)
    assert await refusal_of(callback(rest, call, 7, long)) == (400, 50035)
    assert await refusal_of(callback(rest, call, 8, {"choices": []})) == (400, 50035)
    assert await refusal_of(follow_up(rest, call, {"content": "early"})) == (404, 10015)
    await callback(rest, call, 4, {"content": "short"})
    assert (await call.answer()).content == "short"


async def test_the_first_follow_up_takes_the_place_of_a_deferred_answer(
    server: DiscordServer, papers: Channel, ana: Person, caller: Bot
) -> None:
    call = await server.call(ana, papers, "papers", "follow")
    first, second = await call.answer(1), await call.answer(2)
    assert (first.content, second.content) == ("first", "second")
    assert first is call.original
    assert first.ephemeral
    assert second.ephemeral


async def test_a_token_is_good_for_a_quarter_of_an_hour(
    server: DiscordServer, papers: Channel, ana: Person, clock: Clock, caller: Bot
) -> None:
    call = await server.call(ana, papers, "papers", "defer", topic="x")
    await call.answer()
    clock.now += 899
    await follow_up(caller, call, {"content": "in time"})
    clock.now += 2
    assert await refusal_of(follow_up(caller, call, {"content": "late"})) == (401, 50027)
    other = await server.call(ana, papers, "papers", "defer", topic="x")
    await other.answer()
    other.expired = True
    await server.until(lambda: len(caller.done) == 2)
    interaction = caller.done[1]
    assert await refusal_of(interaction.edit_original_response(content="x")) == (401, 50027)
    assert await refusal_of(
        post(caller, f"/webhooks/{server.bot.id}/no-such-token", {"content": "x"})
    ) == (404, 10015)


async def test_commands_work_in_direct_messages(
    server: DiscordServer, ana: Person, caller: Bot
) -> None:
    call = await server.call(ana, server.direct(ana), "papers", "defer", topic="x")
    assert (await call.answer()).content == "following x"
    await server.until(lambda: caller.done)
    (interaction,) = caller.done
    assert isinstance(interaction.user, discord.User)
    assert interaction.guild is None
    assert isinstance(interaction.channel, discord.DMChannel)


async def test_a_command_in_the_menu_of_a_message_gets_the_message(
    server: DiscordServer, papers: Channel, ana: Person, caller: Bot
) -> None:
    said = await server.say(ana, papers, "look at 2402.12908")
    call = await server.call_on(ana, said, "Save papers")
    assert (await call.answer()).content == "saved from look at 2402.12908"
