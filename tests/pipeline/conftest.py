"""What tests of collecting begin with."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.newsroom import DAY, FOR_MONDAY, MONDAY, Newsroom, newsroom, sent


@pytest.fixture
async def room(tmp_path: Path) -> AsyncIterator[Newsroom]:
    """A newsroom on Tuesday morning that has read Monday's list."""
    async with newsroom(tmp_path) as room:
        room.announce(MONDAY, new=[sent(1, FOR_MONDAY)])
        await room.collect()
        room.wait_until(MONDAY + DAY)
        yield room
