"""Messages that an app would send, and what becomes of them."""

from collections.abc import Awaitable
from typing import Any

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from tests.servers.slack import Channel, Message

BUTTON = {
    "type": "button",
    "action_id": "p1:save:2402.1",
    "text": {"type": "plain_text", "text": "Save"},
}
MENU = {
    "type": "static_select",
    "action_id": "p1:pick",
    "placeholder": {"type": "plain_text", "text": "Save a paper…"},
    "options": [{"text": {"type": "plain_text", "text": "One"}, "value": "2402.1"}],
}


def section(text: str) -> dict[str, Any]:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}}


async def post(client: AsyncWebClient, channel: Channel, **said: Any) -> Message:
    """Post something and return what stands in the channel."""
    answer = await client.chat_postMessage(channel=channel.id, **{"text": "hello"} | said)
    return channel.messages[answer["ts"]]


async def refusal(call: Awaitable[Any]) -> str:
    """Return the word with which a call is refused."""
    with pytest.raises(SlackApiError) as caught:
        await call
    return str(caught.value.response["error"])
