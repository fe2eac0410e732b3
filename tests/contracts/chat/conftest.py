from contextlib import AsyncExitStack

import pytest

from tests.stage import Stage
from tests.stage.console import ConsoleStage
from tests.stage.discord import DiscordStage
from tests.stage.slack import SlackStage

STAGES = (ConsoleStage, DiscordStage, SlackStage)


@pytest.fixture(params=STAGES, ids=lambda stage: stage.name)
async def stage(request, tmp_path):
    """A service with a channel and two people; the bot is not running yet."""
    async with AsyncExitStack() as stack:
        opened: Stage = request.param(tmp_path)
        await opened.open(stack)
        yield opened


@pytest.fixture
async def bot(stage):
    """The bot, running there."""
    async with stage.bot() as running:
        yield running
