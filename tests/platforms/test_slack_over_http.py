"""One workspace that delivers by HTTP: the same bot token, another door."""

import json
import socket
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from functools import partial

import pytest

from bot.domain.calls import Left
from bot.domain.errors import SettingsError
from bot.platforms.slack.adapter import SlackPlatform
from bot.platforms.slack.http import Http
from tests.platforms.slack_lab import LISTED, MANIFEST, SPECS, Lab, installed
from tests.servers.slack import BOT_TOKEN, Fault, SlackServer
from tests.servers.slack.cloud import SIGNING_SECRET
from tests.servers.slack.http_delivery import HttpDelivery
from tests.servers.slack.workspace import BOT_USER
from tests.world import sentences


def now() -> datetime:
    return datetime.now(UTC)


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@pytest.fixture
async def lab():
    port = free_port()
    where = f"http://127.0.0.1:{port}/slack/events"
    delivery = partial(HttpDelivery, url=where, secret=SIGNING_SECRET, clock=now)
    manifest = json.loads(MANIFEST.read_text(encoding="utf-8"))
    async with SlackServer(manifest=manifest, history=True, delivery=delivery) as server:
        lab = Lab(server, sentences("en").say)
        lab.slack = SlackPlatform(
            bot_token=BOT_TOKEN,
            http=Http(SIGNING_SECRET, "127.0.0.1", port),
            api_url=server.api_url,
            specs=SPECS,
            say_in=lambda language: sentences("en").say,
            clock=now,
            ticks=lab.time,
            sleep=lab.time.sleep,
        )
        yield lab


@asynccontextmanager
async def leaving(lab):
    """Note that the inbox hears of the end."""
    left: list[Left] = []

    async def on_left(each: Left) -> None:
        left.append(each)
        lab.server.bell.ring()

    lab.clerk.on_left = on_left
    yield left


async def test_what_people_do_comes_by_http_and_is_answered(lab):
    async with lab.serving():
        assert lab.slack.connected
        sent = await lab.server.call(lab.ana, lab.papers, "topics")
        assert await sent.acknowledged < 3
        await lab.server.until(lambda: sent.answers)
        ref = await lab.slack.post(lab.channel, LISTED)
        heading = lab.papers.messages[ref.native]
        chosen = await lab.server.choose(lab.ana, heading, "2511.00001")
        await chosen.acknowledged
        await lab.server.until(lambda: lab.clerk.presses)
        await (await lab.server.react(lab.ana, heading, "bookmark")).acknowledged
        await lab.server.until(lambda: lab.clerk.reactions)
        assert lab.clerk.calls[0].verb == "topics"
        assert lab.clerk.presses[0].action == "p1:save:2511.00001"
        assert not lab.server.calls["apps.connections.open"]
    assert not lab.slack.connected


async def test_what_comes_while_nobody_listens_is_delivered_again(lab):
    lab.server.socket.redelivery = (0.05, 0.05, 0.05)
    sent = await lab.server.mention(lab.ana, lab.papers, "topics")
    async with lab.serving():
        await lab.server.until(lambda: sent.acks)
        await lab.server.until(lambda: lab.clerk.calls)
    assert lab.server.socket.statuses[0] == 0
    assert lab.server.socket.statuses[-1] == 200


async def test_a_refused_bot_token_is_named_before_anything_is_listened_to(lab):
    lab.server.fail("auth.test", Fault(error="invalid_auth"))
    with pytest.raises(SettingsError, match="PAPERBOY_SLACK__BOT_TOKEN"):
        await lab.run_to_its_end()


async def test_examined_it_tries_the_one_token_there_is(lab):
    assert [each.key for each in await lab.slack.examine()] == ["slack-known", "slack-never-twice"]
    assert not lab.server.calls["apps.connections.open"]


async def test_thrown_out_of_the_one_workspace_it_says_so(lab):
    async with lab.serving(), leaving(lab) as left:
        await lab.server.events.send({"type": "app_uninstalled"}).acknowledged
        (gone,) = await lab.server.until(lambda: left)
        assert (gone.platform, gone.space, gone.event[:2]) == ("slack", "T0LAB", "Ev")


async def test_thrown_out_over_the_socket_it_says_so_too():
    async with installed() as lab, lab.serving(), leaving(lab) as left:
        event = {"type": "tokens_revoked", "tokens": {"bot": [BOT_USER]}}
        await lab.server.events.send(event).acknowledged
        assert await lab.server.until(lambda: left)
