"""What one process posted the next one answers: a re-deploy, by the program itself."""

from collections.abc import Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from tests.cli.served import DIGEST, follow, running
from tests.fingers import LOST, OnDiscord, OnSlack
from tests.servers.slack import RESPONSE_URL
from tests.stage import BEN


@dataclass
class Elsewhere:
    """The inbox of another process, of which is known only what the service hears."""

    until: Callable
    heard: Callable[[], int]

    @property
    def done(self) -> int:
        return self.heard()

    async def after(self, count: int) -> None:
        await self.until(lambda: self.heard() >= count)


@pytest.fixture(autouse=True)
def quiet_arxiv(arxiv):
    """An arXiv that announces nothing: what a test needs is in the store."""
    arxiv.batch = None


@pytest.fixture(params=[OnDiscord, OnSlack])
async def stage(request, tmp_path):
    async with AsyncExitStack() as stack:
        opened = request.param(tmp_path)
        opened.clock.now = datetime.now(UTC)
        await opened.open(stack)
        opened.inbox = Elsewhere(opened.server.until, lambda: answers(opened))
        yield opened


def answers(stage):
    """Count what may be an answer to a click."""
    if isinstance(stage, OnDiscord):
        return len(stage.server.requests)
    return stage.server.calls["chat.postEphemeral"] + stage.server.calls[RESPONSE_URL]


async def test_everything_that_a_process_posted_is_answered_by_the_next(paperboy, stage):
    await follow(paperboy, stage)
    async with running(paperboy, stage) as first:
        await stage.server.until(lambda: len(stage.everything()) >= DIGEST, within=10)
        assert await first.stop() == 0
    (heading,) = [each for each in stage.channel() if each.menu]
    card = stage.thread(heading)[0]
    pressed = {part: seen for seen in (heading, card) for part in stage.parts(seen)}
    assert len(pressed) >= 8
    async with running(
        paperboy, stage, from_cold=True, PAPERBOY_LIMITS__PERSON_CALLS="0"
    ) as second:
        await second.says(f"{stage.name}: connected")
        for part, seen in pressed.items():
            answer = await stage.click(seen, part, BEN)
            assert answer.private
            assert answer.text
            assert not [each for each in LOST if each in answer.text], (part, answer.text)
        assert await second.stop() == 0
    assert first.process.pid != second.process.pid
    assert (first.err, second.err) == ([], [])
