"""The loopback Slack speaks Socket Mode with the real client, and its people are believable."""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

import pytest
from aiohttp import ClientSession
from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from tests.servers.clock import Clock
from tests.servers.slack import (
    APP_TOKEN,
    BOT_USER,
    Channel,
    NotPossible,
    Person,
    Refused,
    SlackServer,
)
from tests.servers.test_slack_server.samples import BUTTON, MENU, post, refusal, section


@pytest.fixture
async def app(server: SlackServer, client: AsyncWebClient) -> AsyncIterator[AsyncApp]:
    """An app that is connected; it learns what it does in the test."""
    async with running(server, client) as app:
        yield app


@asynccontextmanager
async def running(
    server: SlackServer, client: AsyncWebClient, ping_interval: float = 10
) -> AsyncIterator[AsyncApp]:
    """Connect an app; it sees after `ping_interval` seconds that its line was cut."""
    app = AsyncApp(client=client, ignoring_self_events_enabled=False)
    handler = AsyncSocketModeHandler(app, APP_TOKEN, ping_interval=ping_interval)
    await handler.connect_async()
    await server.connected()
    yield app
    await handler.close_async()


async def test_a_command_is_acknowledged_and_answered(
    server: SlackServer, app: AsyncApp, ana: Person, channel: Channel
) -> None:
    @app.command("/papers")
    async def papers(ack: Any, command: dict[str, str], respond: Any) -> None:
        await ack("looking")
        await respond(command["text"])
        await respond("for all", response_type="in_channel")

    sent = await server.call(ana, channel, "save a&b https://arxiv.org/abs/2402.12908. @ana")
    assert 0 < await sent.acknowledged < 3
    await server.until(lambda: len(sent.answers) == 3)
    said = f"save a&amp;b <https://arxiv.org/abs/2402.12908>. <@{ana.id}|ana>"
    # Bolt sends the acknowledgement a moment after the listener gave it: answers may overtake it.
    assert {each.text: each.via for each in server.ephemerals(ana)} == {
        "looking": "ack",
        said: "response_url",
    }
    assert [each.text for each in server.messages(channel)] == ["for all"]


async def test_a_late_answer_is_refused_as_the_real_service_does(
    server: SlackServer, app: AsyncApp, ana: Person, channel: Channel
) -> None:
    slow = asyncio.Event()

    @app.command("/papers")
    async def papers(ack: Any, client: AsyncWebClient, command: dict[str, str]) -> None:
        await slow.wait()
        await ack("too late")

    server.socket.ack_within = 0.02
    sent = await server.call(ana, channel, "help")
    with pytest.raises(Refused, match="operation_timeout"):
        await sent.acknowledged
    slow.set()
    await server.until(lambda: server.socket.late == [sent])
    assert not server.ephemerals(ana)
    assert sent.deliveries == 1


async def test_without_a_connection_a_command_fails_and_an_event_waits(
    server: SlackServer, client: AsyncWebClient, ana: Person, channel: Channel
) -> None:
    with pytest.raises(Refused, match="dispatch_failed"):
        await (await server.call(ana, channel, "help")).acknowledged
    mention = await server.mention(ana, channel, "help")
    app = AsyncApp(client=client)
    heard = asyncio.Event()

    @app.event("app_mention")
    async def mentioned(event: dict[str, Any]) -> None:
        heard.set()

    handler = AsyncSocketModeHandler(app, APP_TOKEN)
    await handler.connect_async()
    await mention.acknowledged
    await asyncio.wait_for(heard.wait(), 5)
    await handler.close_async()


async def test_a_mention_in_a_thread_is_answered_there(
    server: SlackServer, app: AsyncApp, client: AsyncWebClient, ana: Person, channel: Channel
) -> None:
    @app.event("app_mention")
    async def mentioned(event: dict[str, Any], say: Any) -> None:
        await say(f"{event['text']}!", thread_ts=event["thread_ts"])

    heading = await post(client, channel)
    sent = await server.mention(ana, channel, "why 1", thread=heading.ts)
    await server.until(lambda: len(server.replies(heading)) == 2)
    assert [each.text for each in server.replies(heading)] == [
        f"<@{BOT_USER}> why 1",
        f"<@{BOT_USER}> why 1!",
    ]
    assert sent.message.thread_ts == heading.ts
    assert server.messages(channel) == [heading]


async def test_an_event_not_acknowledged_comes_again(
    server: SlackServer, app: AsyncApp, client: AsyncWebClient, ana: Person, channel: Channel
) -> None:
    tries: list[str] = []
    server.socket.ack_within, server.socket.redelivery = 0.05, (0.0,)

    @app.middleware
    async def refuse_the_first(body: dict[str, Any], req: Any, next: Any, resp: Any) -> Any:
        tries.append(f"{body['event_id']} {req.headers.get('x-slack-retry-num', ['0'])[0]}")
        if len(tries) == 1:
            resp.status = 500
            return resp
        return await next()

    @app.event("reaction_added")
    async def reacted(event: dict[str, Any]) -> None:
        pass

    sent = await server.react(ana, await post(client, channel), "+1::skin-tone-2")
    with pytest.raises(Refused, match="timeout"):
        await sent.acknowledged
    await server.until(lambda: sent.acks)
    assert tries == [f"{sent.event_id} 0", f"{sent.event_id} 1"]
    server.redeliver(sent)
    await server.until(lambda: sent.acks == 2)
    assert tries[2] == f"{sent.event_id} 2"


async def test_the_bots_own_reactions_and_messages_come_back_to_it(
    server: SlackServer, app: AsyncApp, client: AsyncWebClient, ana: Person, channel: Channel
) -> None:
    server.events.subscribed.add("message.channels")
    heard: list[tuple[str, str]] = []

    @app.event(re.compile("message|reaction"))
    async def hear(event: dict[str, Any]) -> None:
        heard.append((event["type"], event["user"]))

    message = await post(client, channel)
    await client.reactions_add(channel=channel.id, timestamp=message.ts, name="bookmark")
    again = client.reactions_add(channel=channel.id, timestamp=message.ts, name="bookmark")
    assert await refusal(again) == "already_reacted"
    await server.react(ana, message, "bookmark")
    removed = await server.unreact(ana, message, "bookmark")
    await removed.acknowledged
    assert sorted(heard) == sorted(
        [
            ("message", BOT_USER),
            ("reaction_added", BOT_USER),
            ("reaction_added", ana.id),
            ("reaction_removed", ana.id),
        ]
    )
    got = await client.reactions_get(channel=channel.id, timestamp=message.ts)
    assert got["message"]["reactions"] == [{"name": "bookmark", "users": [BOT_USER], "count": 1}]
    with pytest.raises(NotPossible):
        await server.react(ana, message, "🔖")
    server.kick(channel)
    assert await server.react(ana, message, "eyes") is None


async def test_a_button_and_a_menu_answer_through_their_response_url(
    server: SlackServer, app: AsyncApp, client: AsyncWebClient, ana: Person, channel: Channel
) -> None:
    @app.action("p1:save:2402.1")
    async def save(ack: Any, respond: Any, body: dict[str, Any]) -> None:
        await ack()
        await respond(f"saved in {body['channel']['id']}", replace_original=False)

    @app.action("p1:pick")
    async def pick(ack: Any, respond: Any, action: dict[str, Any]) -> None:
        await ack()
        await respond(action["selected_option"]["value"], replace_original=True)

    blocks = [{"type": "actions", "elements": [BUTTON, MENU]}]
    message = await post(client, channel, blocks=blocks)
    pressed = await server.press(ana, message, "Save")
    await server.until(lambda: pressed.answers)
    assert server.ephemerals(ana) == pressed.answers
    assert pressed.payload["message"]["ts"] == message.ts
    chosen = await server.choose(ana, message, "One")
    await server.until(lambda: chosen.answers)
    assert (message.text, message.blocks) == ("2402.1", [])
    with pytest.raises(NotPossible):
        await server.press(ana, message, "Save")


async def test_a_response_url_serves_five_times_for_half_an_hour(ana: Person) -> None:
    clock = Clock()
    async with SlackServer(clock=clock) as server:
        away = server.add_channel("elsewhere", member=False)
        sent = await server.call(ana, away, "help")
        hook = AsyncWebhookClient(sent.url)
        assert (await hook.send(blocks=[section("")])).status_code == 400
        statuses = [(await hook.send(text="again")).status_code for _ in range(6)]
        assert statuses == [200] * 5 + [404]
        old = await server.call(ana, away, "help")
        clock.now += timedelta(minutes=31)
        answer = await AsyncWebhookClient(old.url).send(text="at last")
        assert (answer.status_code, answer.body) == (404, '{"ok": false, "error": "expired_url"}')


async def test_options_are_loaded_and_a_view_opens_while_its_trigger_lives(
    server: SlackServer, app: AsyncApp, client: AsyncWebClient, ana: Person, channel: Channel
) -> None:
    title = {"type": "plain_text", "text": "Settings"}
    view = {"type": "modal", "title": title, "blocks": [section("When?")], "callback_id": "set"}
    zones = {"type": "external_select", "action_id": "zone", "min_query_length": 1}

    @app.options("zone")
    async def offer(ack: Any, payload: dict[str, Any]) -> None:
        text = {"type": "plain_text", "text": f"Europe/{payload['value']}"}
        await ack(options=[{"text": text, "value": "z"}])

    @app.action("zone")
    async def choose(ack: Any, body: dict[str, Any], client: AsyncWebClient) -> None:
        await ack()
        await client.views_open(trigger_id=body["trigger_id"], view=view)

    @app.view("set")
    async def submitted(ack: Any) -> None:
        await ack(response_action="clear")

    message = await post(client, channel, blocks=[{"type": "actions", "elements": [zones]}])
    loaded = await server.load_options(ana, message, "Rome", "zone")
    await loaded.acknowledged
    option = loaded.reply["options"][0]
    assert (option["text"]["text"], loaded.failed) == ("Europe/Rome", None)
    chosen = await server.choose(ana, message, option)
    opened = (await server.until(lambda: server.views))[0]
    done = await server.submit(ana, opened, {})
    await done.acknowledged
    assert done.reply == {"response_action": "clear"}
    again = client.views_open(trigger_id=chosen.trigger, view=view)
    assert await refusal(again) == "invalid_trigger_id"
    late = await server.call(ana, channel, "settings")
    server.expire(late)
    again = client.views_open(trigger_id=late.trigger, view=view)
    assert await refusal(again) == "expired_trigger_id"


async def test_the_app_comes_back_after_a_goodbye_and_after_a_cut_line(
    server: SlackServer, client: AsyncWebClient, ana: Person, channel: Channel
) -> None:
    async with running(server, client, ping_interval=0.2) as app:

        @app.command("/papers")
        async def papers(ack: Any) -> None:
            await ack()

        server.disconnect("warning")
        await server.connected(2)
        server.drop()
        await server.connected(3)
        await (await server.call(ana, channel, "help")).acknowledged


async def test_a_spoiled_envelope_costs_nobody_the_next_one(
    server: SlackServer, app: AsyncApp, client: AsyncWebClient, ana: Person, channel: Channel
) -> None:
    @app.event("reaction_added")
    async def reacted(event: dict[str, Any]) -> None:
        pass

    def keyless(envelope: dict[str, Any]) -> None:
        del envelope["payload"]["event"]

    server.spoil(lambda _: '{"type": "events_api", ', keyless)
    message = await post(client, channel)
    for name in ("one", "two"):
        await server.react(ana, message, name)
    await (await server.react(ana, message, "three")).acknowledged


async def test_the_eleventh_connection_is_sent_away(
    server: SlackServer, client: AsyncWebClient
) -> None:
    url = (await client.apps_connections_open(app_token=APP_TOKEN))["url"]
    async with ClientSession() as session:
        sockets = [await session.ws_connect(url) for _ in range(11)]
        greetings = [await socket.receive_json() for socket in sockets]
    assert [each["type"] for each in greetings] == ["hello"] * 10 + ["disconnect"]
    assert greetings[-1]["reason"] == "too_many_websockets"


async def test_only_the_person_it_was_shown_to_can_use_a_private_message(
    server: SlackServer, app: AsyncApp, client: AsyncWebClient, ana: Person, channel: Channel
) -> None:
    @app.action("p1:save:2402.1")
    async def save(ack: Any, respond: Any) -> None:
        await ack()
        await respond(delete_original=True)

    blocks = [{"type": "actions", "elements": [BUTTON]}]
    await client.chat_postEphemeral(channel=channel.id, user=ana.id, text="you", blocks=blocks)
    shown = server.ephemerals(ana)[0]
    with pytest.raises(NotPossible):
        await server.press(server.add_person("bea"), shown, "Save")
    pressed = await server.press(ana, shown, "Save")
    assert pressed.payload["container"]["is_ephemeral"]
    assert "message" not in pressed.payload
    await server.until(lambda: not server.ephemerals(ana))


async def test_in_a_direct_message_a_mention_is_a_message(
    server: SlackServer, app: AsyncApp, ana: Person
) -> None:
    @app.message(re.compile("status"))
    async def answer(message: dict[str, Any], say: Any) -> None:
        await say(message["channel_type"])

    place = server.direct(ana)
    sent = await server.mention(ana, place, "status")
    assert await sent.acknowledged
    await server.until(lambda: len(server.messages(place)) == 2)
    assert server.messages(place)[1].text == "im"


async def test_a_service_that_answers_no_ping_is_left_and_found_again(
    server: SlackServer, client: AsyncWebClient
) -> None:
    async with running(server, client, ping_interval=0.2):
        server.limits.refuse("apps.connections.open", retry_after=0)
        server.socket.deaf = True
        await server.until(lambda: not server.connections)
        server.socket.deaf = False
        await server.connected(2)
    assert server.refused["ratelimited"] == 1


async def test_a_manifest_decides_about_scopes_events_and_commands(ana: Person) -> None:
    manifest = {
        "oauth_config": {"scopes": {"bot": ["commands"], "bot_optional": ["groups:history"]}},
        "settings": {"event_subscriptions": {"bot_events": ["app_mention"]}},
        "features": {"slash_commands": [{"command": "/arxiv"}]},
    }
    async with SlackServer(manifest=manifest, history=True) as server:
        channel = server.add_channel("papers")
        assert server.tokens.bot.scopes == {"commands", "groups:history"}
        with pytest.raises(NotPossible):
            await server.call(ana, channel, "help")
        sent = await server.call(ana, channel, "x.org & @ana", command="/arxiv")
        assert sent.payload["text"] == "x.org &amp; @ana"
        assert await server.mention(ana, channel, "help") is None
