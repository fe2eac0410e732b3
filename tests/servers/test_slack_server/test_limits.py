"""The loopback Slack counts calls, and says no with the seconds to wait."""

from datetime import timedelta

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_async_handlers import AsyncRateLimitErrorRetryHandler
from slack_sdk.web.async_client import AsyncWebClient

from tests.servers.clock import Clock
from tests.servers.slack import BOT_TOKEN, Channel, SlackServer
from tests.servers.test_slack_server.samples import post, refusal


async def test_a_client_that_listens_to_retry_after_gets_through(
    server: SlackServer, channel: Channel
) -> None:
    patient = AsyncRateLimitErrorRetryHandler(max_retry_count=1)
    client = AsyncWebClient(token=BOT_TOKEN, base_url=server.api_url, retry_handlers=[patient])
    server.limits.refuse("chat.postMessage", retry_after=0)
    await post(client, channel)
    assert server.limits.refused["chat.postMessage"] == 1
    assert server.calls["chat.postMessage"] == 2


async def test_limits_hold_for_each_method_and_for_posts_in_each_channel() -> None:
    clock = Clock()
    async with SlackServer(ticks=lambda: clock.now.timestamp()) as server:
        client = AsyncWebClient(token=BOT_TOKEN, base_url=server.api_url, retry_handlers=[])
        one, other = server.add_channel("one"), server.add_channel("other")
        server.limits.enabled = True
        for _ in range(server.limits.post_burst):
            await post(client, one)
        with pytest.raises(SlackApiError) as caught:
            await post(client, one)
        answer = caught.value.response
        assert (answer.status_code, answer["error"]) == (429, "ratelimited")
        assert answer.headers["Retry-After"] == "1"
        await post(client, other)
        clock.now += timedelta(seconds=1)
        await post(client, one)
        for _ in range(20):
            await client.conversations_list()
        assert await refusal(client.conversations_list()) == "ratelimited"
        assert server.limits.refused == {"chat.postMessage": 1, "conversations.list": 1}


async def test_a_workspace_has_a_budget_over_all_its_channels() -> None:
    clock = Clock()
    async with SlackServer(ticks=lambda: clock.now.timestamp()) as server:
        client = AsyncWebClient(token=BOT_TOKEN, base_url=server.api_url, retry_handlers=[])
        channels = [server.add_channel(f"c{n}") for n in range(30)]
        server.limits.enabled, server.limits.post_team = True, 24
        for channel in channels[:24]:
            await post(client, channel)
        for channel in channels[24:]:
            with pytest.raises(SlackApiError) as caught:
                await post(client, channel)
            assert caught.value.response.headers["Retry-After"] == "3"
        assert server.limits.refused == {"chat.postMessage": 6}
        # What was refused has cost nothing.
        clock.now += timedelta(seconds=2.5)
        await post(client, channels[24])
        assert await refusal(post(client, channels[25])) == "ratelimited"


async def test_of_many_who_reacted_some_are_named_unless_all_are_asked_for(
    server: SlackServer, client: AsyncWebClient, channel: Channel
) -> None:
    message = await post(client, channel)
    message.reactions = {"star": [f"U{n}" for n in range(60)]}
    for full, named in ((None, 50), (True, 60)):
        answer = await client.reactions_get(channel=channel.id, timestamp=message.ts, full=full)
        (star,) = answer["message"]["reactions"]
        assert (star["count"], len(star["users"])) == (60, named)
