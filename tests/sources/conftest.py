"""A loopback arXiv, the gate before it, and a client with manners."""

from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx2
import pytest

from bot.gate import FileTurnstile, Gate, manners
from tests.servers.arxiv import Arxiv
from tests.servers.clock import Clock


@pytest.fixture
def clock() -> Clock:
    return Clock(datetime(2025, 11, 5, 6, tzinfo=UTC))


@pytest.fixture
def arxiv(clock: Clock) -> Iterator[Arxiv]:
    with Arxiv(clock=clock) as server:
        yield server
        assert server.early == []


@pytest.fixture
def gate(tmp_path: Path, clock: Clock) -> Gate:
    turnstile = FileTurnstile(tmp_path / "arxiv.json")
    delay = timedelta(seconds=3)
    return Gate(turnstile, clock=clock, sleep=clock.sleep, delay=delay, random=lambda: 0)


@pytest.fixture
async def client() -> AsyncIterator[httpx2.AsyncClient]:
    async with httpx2.AsyncClient(headers=manners("0", None), timeout=5) as client:
        yield client
