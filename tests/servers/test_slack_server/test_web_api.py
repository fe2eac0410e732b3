"""The loopback Slack's Web API says no where the real one does, to the real client."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from aiohttp import ClientOSError, ServerDisconnectedError
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from tests.servers.clock import Clock
from tests.servers.slack import (
    APP_TOKEN,
    BOT_TOKEN,
    BOT_USER,
    RESPONSE_URL,
    TEAM,
    Channel,
    Fault,
    NotPossible,
    Person,
    SlackServer,
)
from tests.servers.test_slack_server.samples import post, refusal, section


async def test_the_bot_learns_who_it_is_and_the_app_token_is_another_matter(
    server: SlackServer, client: AsyncWebClient
) -> None:
    who = await client.auth_test()
    assert (who["user_id"], who["team_id"]) == (BOT_USER, TEAM)
    assert "chat:write" in who.headers["x-oauth-scopes"]
    assert (await client.apps_connections_open(app_token=APP_TOKEN))["url"].startswith("ws://")
    wrong = client.apps_connections_open(app_token=BOT_TOKEN)
    assert await refusal(wrong) == "not_allowed_token_type"
    assert await refusal(client.auth_test(token=APP_TOKEN[5:])) == "invalid_auth"
    server.tokens.bot.refusal = "account_inactive"
    assert await refusal(client.auth_test()) == "account_inactive"


@pytest.mark.parametrize(
    ("scope", "call"),
    [
        ("chat:write", lambda client, at: client.chat_postMessage(channel=at, text="x")),
        ("channels:read", lambda client, at: client.conversations_info(channel=at)),
        ("channels:history", lambda client, at: client.conversations_history(channel=at)),
        ("channels:join", lambda client, at: client.conversations_join(channel=at)),
        ("users:read", lambda client, at: client.users_info(user=BOT_USER)),
        ("im:write", lambda client, at: client.conversations_open(users=BOT_USER)),
        (
            "reactions:write",
            lambda client, at: client.reactions_add(channel=at, name="x", timestamp="1.1"),
        ),
        ("files:write", lambda client, at: client.files_upload_v2(content="x", filename="x")),
    ],
)
async def test_a_method_asks_for_its_scope(
    server: SlackServer,
    client: AsyncWebClient,
    channel: Channel,
    scope: str,
    call: Callable[[AsyncWebClient, str], Awaitable[Any]],
) -> None:
    server.tokens.bot.scopes.discard(scope)
    with pytest.raises(SlackApiError) as caught:
        await call(client, channel.id)
    answer = caught.value.response
    assert (answer["error"], answer["needed"]) == ("missing_scope", scope)
    assert scope not in answer["provided"].split(",")


async def test_places_that_refuse_say_why(
    server: SlackServer, client: AsyncWebClient, ana: Person, channel: Channel
) -> None:
    places = {
        "not_in_channel": server.add_channel("away", member=False),
        "channel_not_found": server.add_channel("secret", private=True, member=False),
        "is_archived": server.add_channel("old", archived=True),
        "restricted_action": server.add_channel("news", read_only=True),
    }
    for error, place in places.items():
        assert await refusal(client.chat_postMessage(channel=place.id, text="x")) == error
    silent = client.api_call("chat.postMessage", json={"channel": channel.id, "text": ""})
    assert await refusal(silent) == "no_text"
    assert await refusal(post(client, channel, text="x" * 40_001)) == "msg_too_long"
    assert await refusal(post(client, channel, metadata={"a": 1})) == "invalid_metadata_schema"
    heavy = {"event_type": "post", "event_payload": {"key": "x" * 20_000}}
    assert await refusal(post(client, channel, metadata=heavy)) == "metadata_too_large"
    bea = server.add_person("bea")
    whisper = client.chat_postEphemeral(channel=channel.id, user=bea.id, text="x")
    assert await refusal(whisper) == "user_not_in_channel"
    theirs = (await server.say(ana, server.direct(ana), "mine")).message
    update = client.chat_update(channel=theirs.channel.id, ts=theirs.ts, text="x")
    assert await refusal(update) == "cant_update_message"
    joined = await client.conversations_join(channel=places["not_in_channel"].id)
    assert joined["channel"]["is_member"]
    await post(client, places["not_in_channel"])


async def test_a_deleted_heading_keeps_its_thread_only_if_it_has_one(
    server: SlackServer, client: AsyncWebClient, channel: Channel
) -> None:
    heading, lone = await post(client, channel), await post(client, channel)
    await post(client, channel, thread_ts=heading.ts)
    for message in (heading, lone):
        server.delete(message)
        update = client.chat_update(channel=channel.id, ts=message.ts, text="x")
        assert await refusal(update) == "message_not_found"
    assert (await post(client, channel, thread_ts=heading.ts)).in_thread
    outside = await post(client, channel, thread_ts=lone.ts)
    assert (outside.in_thread, outside.asked_thread) == (False, lone.ts)
    server.workspace.orphans = "thread_not_found"
    assert await refusal(post(client, channel, thread_ts=lone.ts)) == "thread_not_found"


async def test_history_finds_a_message_by_its_metadata(ana: Person) -> None:
    clock = Clock(datetime(2026, 3, 2, 9, tzinfo=UTC))
    async with SlackServer(clock=clock, history=True) as server:
        client = AsyncWebClient(token=BOT_TOKEN, base_url=server.api_url)
        channel = server.add_channel("papers")
        await post(client, channel, text="before")
        clock.now += timedelta(hours=1)
        key = {"event_type": "paperboy_post", "event_payload": {"key": "7:heading"}}
        heading = await post(client, channel, metadata=key)
        reply = await post(client, channel, thread_ts=heading.ts, metadata=key)
        since = str(clock.now.timestamp())
        found = await client.conversations_history(
            channel=channel.id, oldest=since, include_all_metadata=True, limit=1
        )
        assert [each["metadata"] for each in found["messages"]] == [key]
        thread = await client.conversations_replies(channel=channel.id, ts=heading.ts)
        assert [each["ts"] for each in thread["messages"]] == [heading.ts, reply.ts]
        assert "metadata" not in thread["messages"][0]


async def test_pings_are_seen_wherever_they_hide_and_not_where_they_are_escaped(
    server: SlackServer, client: AsyncWebClient, ana: Person
) -> None:
    escaped, plain = server.add_channel("escaped"), server.add_channel("plain")
    await post(client, escaped, text="&lt;!channel&gt; @here <https://x.org|@channel>")
    header = {"type": "header", "text": {"type": "plain_text", "text": "<!channel>"}}
    await post(client, escaped, blocks=[header, section("@channel a@here.org")])
    assert server.pinged(escaped) == set()
    await post(client, plain, blocks=[section(f"<!here|here> <@{ana.id}> <!subteam^S1>")])
    await post(client, plain, blocks=[{"type": "markdown", "text": "@everyone"}])
    await post(client, plain, text="ask @channel", link_names=True)
    assert server.pinged(plain) == {"here", ana.id, "S1", "everyone", "channel"}
    quiet = await post(client, plain, text="https://x.org", unfurl_links=False, unfurl_media=False)
    assert not quiet.unfurls
    assert (await post(client, plain, text="https://x.org")).unfurls


async def test_faults_strike_once_each_and_may_carry_the_request_out(
    server: SlackServer, client: AsyncWebClient, channel: Channel
) -> None:
    server.fail(
        "chat.postMessage",
        Fault(status=503),
        Fault(reset=True, carried_out=True),
        Fault(error="internal_error"),
        held := Fault(stalled=True),
    )
    with pytest.raises(SlackApiError) as caught:
        await post(client, channel, text="never")
    assert caught.value.response.status_code == 503
    with pytest.raises((ServerDisconnectedError, ClientOSError)):
        await post(client, channel, text="arrived")
    assert await refusal(post(client, channel, text="never")) == "internal_error"
    late = asyncio.ensure_future(post(client, channel, text="at last"))
    await held.reached.wait()
    assert [each.text for each in server.messages(channel)] == ["arrived"]
    held.release()
    assert (await late).text == "at last"


async def test_people_are_told_apart(server: SlackServer, client: AsyncWebClient) -> None:
    guest = server.add_person("gus", single_channel_guest=True)
    stranger = server.add_person("sam", stranger=True, locale="zh-CN")
    told = (await client.users_info(user=guest.id))["user"]
    assert (told["is_restricted"], told["is_ultra_restricted"]) == (True, True)
    told = (await client.users_info(user=stranger.id, include_locale=True))["user"]
    assert told["team_id"] != TEAM
    assert (told["locale"], told["is_stranger"]) == ("zh-CN", True)
    with pytest.raises(NotPossible):
        await server.call(stranger, server.add_channel("shared", stranger), "help")


async def test_a_file_is_uploaded_into_a_thread(
    server: SlackServer, client: AsyncWebClient, channel: Channel
) -> None:
    heading = await post(client, channel)
    await client.files_upload_v2(
        channel=channel.id, thread_ts=heading.ts, filename="all.md", content="# sixty"
    )
    reply = server.replies(heading)[0]
    assert [(file.name, file.content) for file in reply.files] == [("all.md", b"# sixty")]


async def test_forms_and_json_are_read_alike(
    server: SlackServer, client: AsyncWebClient, channel: Channel
) -> None:
    said = {"channel": channel.id, "text": "hello", "unfurl_links": "false"}
    blocks = [section("hello")]
    await client.api_call("chat.postMessage", data={**said, "blocks": json.dumps(blocks)})
    await client.api_call("chat.postMessage", json={**said, "blocks": blocks})
    form, plain = server.messages(channel)
    assert form.blocks[0]["text"] == plain.blocks[0]["text"]
    assert (form.unfurl_links, plain.unfurl_links) == (False, False)
    wrong = client.api_call("chat.postMessage", data={**said, "blocks": "[{"})
    assert await refusal(wrong) == "invalid_blocks_format"
    assert await refusal(client.api_call("chat.shout")) == "unknown_method"


async def test_a_response_url_has_bad_days_too(
    server: SlackServer, ana: Person, channel: Channel
) -> None:
    sent = await server.call(ana, channel, "help")
    server.fail(RESPONSE_URL, Fault(status=500, carried_out=True))
    hook = AsyncWebhookClient(sent.url)
    assert (await hook.send(text="arrived")).status_code == 500
    assert [each.text for each in sent.answers] == ["arrived"]
    server.expire(sent)
    assert (await hook.send(text="never")).status_code == 404


async def test_an_update_keeps_what_it_does_not_name(
    client: AsyncWebClient, channel: Channel
) -> None:
    key = {"event_type": "paperboy_post", "event_payload": {"key": "7"}}
    message = await post(client, channel, blocks=[section("one")], metadata=key)
    await client.chat_update(channel=channel.id, ts=message.ts, text="two")
    assert (message.text, message.metadata, message.edits) == ("two", key, 1)
    assert message.blocks == []
    blocks = [section("three")]
    await client.chat_update(channel=channel.id, ts=message.ts, text="three", blocks=blocks)
    assert message.blocks[0]["text"]["text"] == "three"
    assert message.metadata == key
    too_long = client.chat_update(channel=channel.id, ts=message.ts, text="x" * 4001)
    assert await refusal(too_long) == "msg_too_long"
    await client.chat_delete(channel=channel.id, ts=message.ts)
    assert not channel.messages
