"""Logging in, sessions, and what is heard."""

import asyncio
import json
from collections.abc import Callable
from typing import Any

import aiohttp
import discord
import pytest
from discord.http import Route

from tests.servers.discord import INVITED, Channel, DiscordServer, Guild, May, Person
from tests.servers.test_discord_server.client import (
    OURS,
    TOKEN,
    Bot,
    place,
    running,
)
from tests.servers.test_discord_server.samples import papers_group


async def test_a_client_logs_in_syncs_its_commands_and_becomes_ready(
    server: DiscordServer, papers: Channel
) -> None:
    client = Bot()
    client.commands = [papers_group(done=client.done)]
    async with running(server, client):
        assert server.gateway.identifies == 1
        assert server.gateway.intents == [OURS.value]
        assert [each["name"] for each in server.commands] == ["papers"]
        channel = client.get_channel(papers.id)
        assert channel.name == "papers"
        assert channel.permissions_for(channel.guild.me).value == INVITED
        asked = [(each.method, each.path) for each in server.requests][:2]
        assert asked == [("GET", "/users/@me"), ("GET", "/oauth2/applications/@me")]
    await server.until(lambda: len(server.gateway.closes) == 1)


async def test_a_wrong_token_does_not_log_in(server: DiscordServer) -> None:
    async with Bot() as client:
        with pytest.raises(discord.LoginFailure):
            await client.login("another-token")
    assert server.rest.unwelcome == 1


async def test_a_token_that_turned_wrong_is_refused_by_the_gateway(
    server: DiscordServer, rest: Bot
) -> None:
    rest.http.token = TOKEN[:-1]
    with pytest.raises(discord.ConnectionClosed) as error:
        await rest.connect()
    assert error.value.code == 4004


async def test_intents_that_were_not_granted_close_the_connection(
    server: DiscordServer, lab: Guild
) -> None:
    async with Bot(discord.Intents(guilds=True, message_content=True)) as client:
        with pytest.raises(discord.PrivilegedIntentsRequired):
            await client.start(TOKEN)


async def test_a_dropped_connection_resumes_and_hears_what_it_missed(
    server: DiscordServer, papers: Channel, ana: Person, bot: Bot
) -> None:
    message = await place(bot, papers).send("one")
    said = server.message(message.id, papers)
    server.gateway.drop()
    await server.react(ana, said, "🔖")
    await server.until(lambda: server.gateway.resumes == 1 and bot.events("raw_reaction_add"))
    assert server.gateway.identifies == 1
    assert [each.user_id for each in bot.events("raw_reaction_add")] == [ana.id]


@pytest.mark.parametrize(
    "trouble",
    [
        pytest.param(lambda gateway: gateway.ask_to_reconnect(), id="op 7"),
        pytest.param(lambda gateway: gateway.invalidate(resumable=True), id="op 9 true"),
        pytest.param(lambda gateway: gateway.close(4000), id="close 4000"),
        pytest.param(lambda gateway: gateway.close(1012), id="close 1012"),
    ],
)
async def test_a_client_sent_away_resumes(
    server: DiscordServer, bot: Bot, trouble: Callable[[Any], None]
) -> None:
    trouble(server.gateway)
    await server.until(lambda: server.gateway.resumes == 1 and bot.events("resumed"))
    assert server.gateway.identifies == 1


async def test_an_invalid_session_begins_anew(server: DiscordServer, bot: Bot) -> None:
    server.gateway.invalidate(resumable=False)
    await server.until(lambda: server.gateway.identifies == 2)
    assert server.gateway.resumes == 0


async def test_a_forgotten_session_cannot_be_resumed(server: DiscordServer, bot: Bot) -> None:
    server.gateway.drop()
    server.gateway.forget_sessions()
    await server.until(lambda: server.gateway.identifies == 2)
    assert server.gateway.resumes == 0


async def test_a_malformed_event_ends_the_client(server: DiscordServer, papers: Channel) -> None:
    async with Bot() as client:
        task = asyncio.create_task(client.start(TOKEN))
        await server.until(lambda: server.gateway.listening)
        server.gateway.send_malformed()
        with pytest.raises(KeyError):
            await asyncio.wait_for(task, 5)


async def test_heartbeats_are_answered(server: DiscordServer, bot: Bot) -> None:
    await server.until(lambda: server.gateway.heartbeats and bot.latency < 5)


async def test_a_guild_that_joins_later_is_heard_of(server: DiscordServer, bot: Bot) -> None:
    late = server.add_guild("Late")
    channel = server.add_channel(late, "new")
    await server.until(lambda: server.gateway.listening)
    await asyncio.wait_for(place(bot, channel).send("hello"), 5)
    assert bot.get_channel(channel.id).name == "new"


async def test_a_frame_that_makes_no_sense_closes_the_connection(server: DiscordServer) -> None:
    async with aiohttp.ClientSession() as session:
        for frame, code in (
            ("nonsense", 4002),
            ('{"op": 99}', 4001),
            ('{"op": 8, "d": {"guild_id": "1"}}', 4003),
            (json.dumps({"op": 2, "d": {"token": TOKEN}}), 4013),
        ):
            address = f"{server.gateway_url}?v=10&encoding=json"
            async with session.ws_connect(address) as socket:
                assert (await socket.receive_json())["op"] == 10
                await socket.send_str(frame)
                assert (await socket.receive()).data == code
        async with session.ws_connect(f"{server.gateway_url}?v=9&encoding=json") as socket:
            assert (await socket.receive()).data == 4012


async def test_who_says_good_bye_cannot_come_back_to_the_session(
    server: DiscordServer, lab: Guild
) -> None:
    address = f"{server.gateway_url}?v=10&encoding=json"
    hello = {"op": 2, "d": {"token": TOKEN, "intents": 1}}
    for code, answers in ((1000, [9]), (4000, [0, 0])):
        async with aiohttp.ClientSession() as session:
            async with session.ws_connect(address) as socket:
                await socket.receive_json()
                await socket.send_json(hello)
                ready = (await socket.receive_json())["d"]
                await socket.close(code=code)
            await server.until(lambda: not server.gateway.listening)
            async with session.ws_connect(address) as socket:
                await socket.receive_json()
                back = {"token": TOKEN, "session_id": ready["session_id"], "seq": 1}
                await socket.send_json({"op": 6, "d": back})
                heard = [await socket.receive_json() for _ in answers]
        assert [frame["op"] for frame in heard] == answers
    assert [frame["t"] for frame in heard] == ["GUILD_CREATE", "RESUMED"]


async def test_only_events_that_were_asked_for_arrive(
    server: DiscordServer, papers: Channel, ana: Person, bot: Bot
) -> None:
    await server.say(ana, papers, "in the channel")
    await server.say(ana, server.direct(ana), "to you alone")
    await server.until(lambda: bot.events("message"))
    assert [each.content for each in bot.events("message")] == ["to you alone"]


async def test_what_people_write_is_blank_without_the_right_to_read_it(
    server: DiscordServer, papers: Channel, ana: Person
) -> None:
    async with running(server, Bot(discord.Intents(guilds=True, guild_messages=True))) as client:
        await server.say(ana, papers, "private words")
        await server.say(ana, papers, f"<@{server.bot.id}> hello")
        await server.until(lambda: len(client.events("message")) == 2)
        texts = [each.content for each in client.events("message")]
        assert texts == ["", f"<@{server.bot.id}> hello"]


async def test_edits_and_deletions_are_heard_by_those_who_asked(
    server: DiscordServer, papers: Channel
) -> None:
    async with running(server, Bot(discord.Intents(guilds=True, guild_messages=True))) as client:
        sent = await place(client, papers).send("one")
        await sent.edit(content="two")
        server.remove_message(server.messages(papers)[0])
        await server.until(lambda: client.events("raw_message_delete"))
        assert [each.content for each in client.events("message")] == ["one"]
        assert [each.data["content"] for each in client.events("raw_message_edit")] == ["two"]


async def test_members_are_listed_to_those_who_were_granted_it(
    server: DiscordServer, lab: Guild, ana: Person
) -> None:
    server.gateway.privileged = discord.Intents(members=True).value
    async with running(server, Bot(discord.Intents(guilds=True, members=True))) as client:
        assert client.get_guild(lab.id).me.id == server.bot.id
        (found,) = await client.get_guild(lab.id).query_members(user_ids=[ana.id])
        assert found.id == ana.id


async def test_the_gateway_is_named_with_what_is_left_of_the_daily_starts(
    server: DiscordServer, bot: Bot
) -> None:
    told = await bot.http.request(Route("GET", "/gateway/bot"))
    assert told["url"] == server.gateway_url
    assert told["session_start_limit"]["remaining"] == 999


async def test_changed_rights_are_heard_of(
    server: DiscordServer, lab: Guild, papers: Channel, bot: Bot
) -> None:
    channel = bot.get_channel(papers.id)
    server.set_rights(papers, deny=May.ATTACH_FILES)
    server.set_bot_permissions(lab, INVITED & ~May.ADD_REACTIONS)
    await server.until(lambda: bot.events("guild_role_update"))
    rights = channel.permissions_for(channel.guild.me)
    assert rights.value == INVITED & ~May.ATTACH_FILES & ~May.ADD_REACTIONS


async def test_too_many_frames_close_the_connection(server: DiscordServer, lab: Guild) -> None:
    async with (
        aiohttp.ClientSession() as session,
        session.ws_connect(f"{server.gateway_url}?v=10&encoding=json") as socket,
    ):
        for _ in range(121):
            await socket.send_json({"op": 1, "d": None})
        answers = [await socket.receive() for _ in range(122)]
    assert answers[-1].data == 4008
