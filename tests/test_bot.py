"""A bot that serves several platforms, of which one refuses it."""

import asyncio

import pytest

from bot.app import bot as serving
from bot.domain.errors import SettingsError
from tests.world import open_world


class Refusing:
    """A platform that refuses our token, at once or when it has served us for a while."""

    connected = False

    def __init__(self, name, *, at_once):
        self.name = name
        self.at_once = at_once

    async def run(self, inbox, on_connected):
        if not self.at_once:
            on_connected()
        raise SettingsError(f"{self.name} refuses the token")


class Serving:
    """A platform that serves until the person leaves."""

    name = "serving"
    connected = False

    def __init__(self):
        self.left = asyncio.Event()

    async def run(self, inbox, on_connected):
        on_connected()
        await self.left.wait()


@pytest.fixture
async def bot(tmp_path):
    async with open_world(tmp_path) as world:
        world.bot.pipeline.posting.platforms.clear()
        yield world.bot


def serve(bot, *platforms):
    bot.pipeline.posting.platforms.update({each.name: each for each in platforms})
    return asyncio.create_task(bot.run())


async def test_a_token_that_is_taken_away_later_leaves_the_others_alone(bot, monkeypatch):
    said: asyncio.Queue[str] = asyncio.Queue()
    monkeypatch.setattr(serving.log, "error", lambda text, *of: said.put_nowait(text % of))
    other = Serving()
    running = serve(bot, Refusing("gone", at_once=False), other)
    async with asyncio.timeout(10):
        assert await said.get() == "gone is served no more: gone refuses the token"
    assert not running.done()
    other.left.set()
    await running


async def test_a_token_that_is_wrong_from_the_start_ends_it_all(bot):
    with pytest.raises(SettingsError, match="gone refuses"):
        await serve(bot, Refusing("gone", at_once=True), Serving())


async def test_when_nobody_is_left_it_ends(bot):
    with pytest.raises(SettingsError, match="refuses the token"):
        await serve(bot, *(Refusing(name, at_once=False) for name in ("one", "two")))
