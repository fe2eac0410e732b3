"""The server, somebody in it, and a client that talks to it."""

from collections.abc import AsyncIterator

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from tests.servers.slack import BOT_TOKEN, Channel, Person, SlackServer


@pytest.fixture
async def server() -> AsyncIterator[SlackServer]:
    async with SlackServer(history=True) as server:
        yield server


@pytest.fixture
def client(server: SlackServer) -> AsyncWebClient:
    return AsyncWebClient(token=BOT_TOKEN, base_url=server.api_url, retry_handlers=[])


@pytest.fixture
def ana(server: SlackServer) -> Person:
    return server.add_person("ana")


@pytest.fixture
def channel(server: SlackServer, ana: Person) -> Channel:
    return server.add_channel("papers", ana)
