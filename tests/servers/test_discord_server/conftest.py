"""The server, its people, and clients that talk to it."""

from collections.abc import AsyncIterator

import pytest
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

from tests.servers.discord import (
    MANAGER,
    Channel,
    DiscordServer,
    Guild,
    Person,
)
from tests.servers.test_discord_server.client import (
    TOKEN,
    Bot,
    Clock,
    running,
)
from tests.servers.test_discord_server.samples import papers_group, save_papers


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def server(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[DiscordServer]:
    async with DiscordServer(TOKEN, clock=clock) as started:
        monkeypatch.setattr(Route, "BASE", started.api_url)
        monkeypatch.setattr(DiscordWebSocket, "DEFAULT_GATEWAY", yarl.URL(started.gateway_url))
        yield started


@pytest.fixture
def lab(server: DiscordServer) -> Guild:
    return server.add_guild()


@pytest.fixture
def papers(server: DiscordServer, lab: Guild) -> Channel:
    return server.add_channel(lab, "papers")


@pytest.fixture
def ana(server: DiscordServer) -> Person:
    return server.add_person("Ana", permissions=MANAGER)


@pytest.fixture
async def rest(server: DiscordServer) -> AsyncIterator[Bot]:
    """Return a client that is logged in, with no gateway."""
    async with Bot() as client:
        await client.login(TOKEN)
        yield client


@pytest.fixture
async def bot(server: DiscordServer, papers: Channel) -> AsyncIterator[Bot]:
    """Return a client that listens, without commands."""
    async with running(server, Bot()) as client:
        yield client


@pytest.fixture
async def caller(server: DiscordServer, papers: Channel) -> AsyncIterator[Bot]:
    """Return a client that listens and has commands."""
    client = Bot()

    client.commands = [papers_group(done=client.done), save_papers]
    async with running(server, client):
        yield client
