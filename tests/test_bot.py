"""A bot that serves several platforms, of which one refuses it."""

import asyncio

import pytest

from bot.domain.errors import SettingsError
from tests.world import open_world


class Refusing:
    """A platform that refuses our token, at once or when it has served us for a while."""

    connected = False

    def __init__(self, name, *, at_once):
        self.name = name
        self.at_once = at_once
        self.ended = asyncio.Event()

    async def run(self, inbox, on_connected):
        if not self.at_once:
            on_connected()
        self.ended.set()
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


async def test_a_token_that_is_taken_away_later_leaves_the_others_alone(bot, caplog):
    gone, other = Refusing("gone", at_once=False), Serving()
    running = serve(bot, gone, other)
    await gone.ended.wait()
    while "is served no more" not in caplog.text:
        assert not running.done()
        await asyncio.sleep(0)
    other.left.set()
    await running
    assert "gone is served no more: gone refuses the token" in caplog.text


async def test_a_token_that_is_wrong_from_the_start_ends_it_all(bot):
    with pytest.raises(SettingsError, match="gone refuses"):
        await serve(bot, Refusing("gone", at_once=True), Serving())


async def test_when_nobody_is_left_it_ends(bot):
    with pytest.raises(SettingsError, match="refuses the token"):
        await serve(bot, *(Refusing(name, at_once=False) for name in ("one", "two")))
