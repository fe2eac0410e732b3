"""The address at which Slack delivers what happens: who may, and what they hear."""

import asyncio
import io
import json
import logging
import socket
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

import aiohttp
import pytest

from bot.domain.errors import SettingsError
from bot.platforms.slack import http_door
from bot.platforms.slack.http_door import HttpDoor
from tests.servers.slack.cloud import SIGNING_SECRET
from tests.servers.slack.http_delivery import FORM, JSON, signed

NOW = datetime(2025, 11, 4, 9, 0, tzinfo=UTC)
EVENT = json.dumps({"type": "event_callback", "event": {"type": "app_mention", "text": "s3cret"}})


class Doorstep:
    """Somebody who rings at the door, and what was taken inside."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.url = f"http://127.0.0.1:{port}"
        self.taken: list[dict] = []
        self.asked = None

    def take(self, payload):
        self.taken.append(payload)
        return self.asked() if self.asked else None

    async def post(self, body, headers, path="/slack/events", kind=JSON):
        async with (
            aiohttp.ClientSession() as session,
            session.post(
                self.url + path, data=body, headers={"Content-Type": kind} | headers
            ) as got,
        ):
            return got.status, await got.text()

    async def ring(self, body, kind=JSON, *, now=NOW, **headers):
        return await self.post(body, signed(body, SIGNING_SECRET, now) | headers, kind=kind)


@asynccontextmanager
async def opened(port, take, **rest):
    door = HttpDoor(
        signing_secret=SIGNING_SECRET,
        host="127.0.0.1",
        port=port,
        take=take,
        clock=lambda: NOW,
        installing=None,
        **rest,
    )
    await door.open()
    try:
        yield door
    finally:
        await door.close()


def unused():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


@pytest.fixture
async def step():
    step = Doorstep(unused())
    async with opened(step.port, step.take):
        yield step


async def test_an_event_is_taken_and_acknowledged_with_nothing(step):
    assert await step.ring(EVENT) == (200, "")
    assert step.taken == [json.loads(EVENT)]


async def test_commands_come_as_a_form_and_clicks_as_json_in_one(step):
    command = {"command": "/papers", "text": "why “2511.00001” & <more>", "team_id": "T0LAB"}
    click = {"type": "block_actions", "actions": [{"action_id": "p1:save:2511.00001"}]}
    assert await step.ring(urlencode(command), FORM) == (200, "")
    assert await step.ring(urlencode({"payload": json.dumps(click)}), FORM) == (200, "")
    assert step.taken == [command, click]


async def test_the_address_proves_to_be_ours(step):
    body = json.dumps({"type": "url_verification", "challenge": "3eZbrw1aB"})
    status, text = await step.ring(body)
    assert (status, json.loads(text)) == (200, {"challenge": "3eZbrw1aB"})
    assert not step.taken


@pytest.mark.parametrize("late", [timedelta(minutes=4), timedelta(minutes=-4)])
async def test_a_clock_may_be_some_minutes_wrong(step, late):
    assert (await step.ring(EVENT, now=NOW + late))[0] == 200


GOOD = signed(EVENT, SIGNING_SECRET, NOW)
STAMP, SIGNED = GOOD["X-Slack-Request-Timestamp"], GOOD["X-Slack-Signature"]
FORGED = {
    "no signature": {"X-Slack-Request-Timestamp": STAMP},
    "no time": {"X-Slack-Signature": SIGNED},
    "nothing": {},
    "another secret": signed(EVENT, "somebody else's", NOW),
    "another body": signed(EVENT + " ", SIGNING_SECRET, NOW),
    "another time": GOOD | {"X-Slack-Request-Timestamp": str(int(STAMP) + 1)},
    "six minutes old": signed(EVENT, SIGNING_SECRET, NOW - timedelta(minutes=6)),
    "six minutes ahead": signed(EVENT, SIGNING_SECRET, NOW + timedelta(minutes=6)),
    "a time that is no number": GOOD | {"X-Slack-Request-Timestamp": "yesterday"},
    "a time beyond all numbers": GOOD | {"X-Slack-Request-Timestamp": "9" * 400},
    "a time that is no time": GOOD | {"X-Slack-Request-Timestamp": "nan"},
    "no text for a signature": GOOD | {"X-Slack-Signature": "v0=ü"},
}


@pytest.mark.parametrize("headers", FORGED.values(), ids=FORGED)
async def test_what_slack_has_not_signed_is_refused_without_a_word(step, headers, caplog):
    caplog.set_level(logging.INFO)
    assert await step.post(EVENT, headers) == (401, "")
    assert await step.post(EVENT, headers) == (401, "")
    assert not step.taken
    # Once, so that whoever runs the bot learns of a wrong secret; and nothing of what came.
    assert [each.levelname for each in caplog.records] == ["WARNING"]
    assert "s3cret" not in caplog.text


async def test_bytes_that_are_no_text_are_refused(step):
    assert (await step.post(b"\xff\xfe", GOOD))[0] == 401


async def test_a_challenge_that_is_not_signed_is_not_answered(step):
    body = json.dumps({"type": "url_verification", "challenge": "3eZbrw1aB"})
    assert (await step.post(body, {}))[0] == 401


@pytest.mark.parametrize("body", ["{", urlencode({"payload": "["}), urlencode({"payload": "[]"})])
async def test_nonsense_is_refused(step, body):
    assert (await step.ring(body))[0] == 400
    assert not step.taken


async def test_what_is_too_large_is_not_read(step):
    body = json.dumps({"type": "event_callback", "text": "x" * 2**20})
    headers = signed(body, SIGNING_SECRET, NOW)
    assert (await step.post(io.BytesIO(body.encode()), headers))[0] == 413
    assert not step.taken


@pytest.mark.parametrize(
    ("path", "status"), [("/slack/install", 404), ("/slack/oauth_redirect", 404), ("/", 404)]
)
async def test_there_is_nothing_else(step, path, status):
    assert (await step.post(EVENT, GOOD, path))[0] == status


async def test_it_says_that_it_is_well(step):
    async with aiohttp.ClientSession() as session, session.get(f"{step.url}/healthz") as got:
        assert (got.status, await got.text()) == (200, "ok\n")


async def test_what_slack_asks_for_is_answered_at_once(step):
    async def asked():
        return {"options": []}

    step.asked = asked
    status, text = await step.ring(urlencode({"payload": '{"type": "block_suggestion"}'}), FORM)
    assert (status, json.loads(text)) == (200, {"options": []})


async def test_what_takes_too_long_is_acknowledged_all_the_same(step, monkeypatch):
    monkeypatch.setattr(http_door, "_ANSWERING_S", 0.01)
    step.asked = asyncio.Event().wait
    async with asyncio.timeout(1):
        assert await step.ring(EVENT) == (200, "")


async def test_who_sends_too_slowly_is_sent_away_and_fills_no_log(caplog):
    step = Doorstep(unused())

    async def dribble():
        yield b"{"
        await asyncio.Event().wait()

    async with opened(step.port, step.take, reading_s=0.05):
        status, _ = await step.post(dribble(), {})
    assert (status, step.taken, caplog.text) == (408, [], "")


async def test_a_place_that_is_taken_is_named(step):
    port = int(step.url.rpartition(":")[2])
    with pytest.raises(SettingsError, match=f"127.0.0.1:{port}.*PAPERBOY_SLACK__LISTEN_PORT"):
        async with opened(port, step.take):
            pass
