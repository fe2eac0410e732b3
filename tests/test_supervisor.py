import asyncio
import logging
from dataclasses import dataclass, field
from datetime import timedelta

import pytest

from bot import supervisor
from bot.domain.errors import Disconnected, SettingsError
from tests.world import Hands


@dataclass
class Fragile:
    """A platform whose client ends as it is told to; each life takes some time."""

    clock: Hands
    lives: list[tuple[timedelta, BaseException | None]]
    name: str = "fragile"
    began: int = 0
    connected: list[int] = field(default_factory=list)

    async def run(self, inbox, on_connected):
        if self.began == len(self.lives):
            raise asyncio.CancelledError  # rather than for ever
        lasting, end = self.lives[self.began]
        self.began += 1
        on_connected()
        self.clock.now += lasting
        if end:
            raise end


async def keep(platform, waits):
    async def sleep(seconds):
        waits.append(seconds)

    await supervisor.keep(
        platform,
        None,
        lambda: platform.connected.append(platform.began),
        clock=platform.clock,
        sleep=sleep,
    )


async def test_a_client_that_ends_is_started_again_after_longer_and_longer_waits(caplog):
    at_once = timedelta(0)
    lives = [(at_once, KeyError("type")), *[(at_once, Disconnected("gone"))] * 8, (at_once, None)]
    platform, waits = Fragile(Hands(), lives), []
    await keep(platform, waits)
    assert waits == [1, 2, 4, 8, 16, 32, 64, 120, 120]
    assert platform.connected == list(range(1, 11))
    levels = [record.levelno for record in caplog.records]
    assert levels.count(logging.ERROR) == 1, "only what nobody expected has a traceback"


async def test_a_day_of_ends_stays_within_the_starts_that_discord_allows():
    platform, waits = Fragile(Hands(), [(timedelta(0), Disconnected("gone"))] * 2000), []

    async def sleep(seconds):
        waits.append(seconds)
        if sum(waits) > 24 * 3600:
            raise asyncio.CancelledError

    with pytest.raises(asyncio.CancelledError):
        await supervisor.keep(platform, None, lambda: None, clock=platform.clock, sleep=sleep)
    assert 700 < platform.began < 1000


async def test_the_end_of_a_long_life_is_a_first_one_again():
    short, long = timedelta(0), timedelta(hours=3)
    end = Disconnected("gone")
    platform, waits = Fragile(Hands(), [(short, end)] * 3 + [(long, end), (short, None)]), []
    await keep(platform, waits)
    assert waits == [1, 2, 4, 1]


async def test_a_refused_token_is_never_tried_again():
    refused = SettingsError("Discord refuses the token")
    platform, waits = Fragile(Hands(), [(timedelta(0), refused)]), []
    with pytest.raises(SettingsError, match="refuses"):
        await keep(platform, waits)
    assert waits == []
