"""The real client, as the tests of the loopback Discord use it."""

import asyncio
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager
from typing import Any

import discord
import pytest
from discord import app_commands
from discord.http import Route

from tests.servers.discord import (
    Channel,
    DiscordServer,
)

TOKEN = "loopback-discord-token"  # noqa: S105
OURS = discord.Intents(guilds=True, guild_reactions=True, dm_messages=True, dm_reactions=True)
YEAR_2024 = 1_704_067_200.0
COMMAND = {"name": "status", "description": "What is up", "type": 1}


class Clock:
    """Seconds that stand still until a test moves them."""

    def __init__(self) -> None:
        self.now = YEAR_2024

    def __call__(self) -> float:
        return self.now


class Bot(discord.Client):
    """A client with the commands a test gives it; remembers the events it hears."""

    def __init__(self, intents: discord.Intents = OURS) -> None:
        super().__init__(intents=intents, guild_ready_timeout=0.02, max_messages=None)
        self.tree = app_commands.CommandTree(self)
        self.heard: list[tuple[str, Any]] = []
        self.commands: list[Any] = []
        self.done: list[object] = []

    async def setup_hook(self) -> None:
        for command in self.commands:
            self.tree.add_command(command)
        if self.commands:
            await self.tree.sync()

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Do not wait five seconds before a second IDENTIFY."""

    def dispatch(self, event: str, /, *args: Any, **more: Any) -> None:
        self.heard.append((event, args[0] if args else None))
        super().dispatch(event, *args, **more)

    def events(self, name: str) -> list[Any]:
        return [data for event, data in self.heard if event == name]


@asynccontextmanager
async def running(server: DiscordServer, client: Bot) -> AsyncIterator[Bot]:
    async with client:
        task = asyncio.create_task(client.start(TOKEN))
        await asyncio.wait_for(client.wait_until_ready(), 5)
        yield client
    await task


def place(client: discord.Client, channel: Channel) -> discord.PartialMessageable:
    return client.get_partial_messageable(channel.id)


async def post(client: discord.Client, path: str, body: Any, method: str = "POST") -> Any:
    return await client.http.request(Route(method, path), json=body)


async def refusal_of(act: Awaitable[object]) -> tuple[int, int]:
    with pytest.raises(discord.HTTPException) as error:
        await act
    return error.value.status, error.value.code


def callback(client: discord.Client, call: Any, way: int, data: Any = None) -> Awaitable[Any]:
    body = {"type": way} if data is None else {"type": way, "data": data}
    return post(client, f"/interactions/{call.id}/{call.token}/callback", body)


def follow_up(client: discord.Client, call: Any, body: Any) -> Awaitable[Any]:
    return post(client, f"/webhooks/{client.application_id}/{call.token}", body)
