from contextlib import AsyncExitStack

import pytest

from tests.contracts.chat.abilities import stages_of
from tests.stage import Stage


def pytest_generate_tests(metafunc):
    if "stage" in metafunc.fixturenames:
        stages = stages_of(metafunc.module)
        metafunc.parametrize("stage", stages, indirect=True, ids=lambda stage: stage.name)


@pytest.fixture
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
