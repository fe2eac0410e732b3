"""What every turnstile promises, whatever it is made of."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.gate import FileTurnstile
from bot.ports import Turnstile
from bot.store.database import Database
from bot.store.turnstile import RowTurnstile

NOW = datetime(2025, 11, 5, 6, 0, 0, 123456, tzinfo=UTC)
LEASE = timedelta(minutes=2)
SECOND = timedelta(seconds=1)

Pair = tuple[Turnstile, Turnstile]
"""One turnstile, as two processes see it."""


class Contract:
    async def test_it_is_open_at_first(self, pair: Pair):
        ours, _ = pair
        assert await ours.closed_until() is None
        assert await ours.enter(NOW, LEASE) is None

    async def test_nobody_else_enters_while_it_is_taken(self, pair: Pair):
        ours, theirs = pair
        await ours.enter(NOW, LEASE)
        for now in (NOW, NOW + SECOND, NOW + LEASE - SECOND):
            for turnstile in pair:
                again = await turnstile.enter(now, LEASE)
                assert again is not None
                assert now < again <= NOW + LEASE
        await ours.leave(NOW + SECOND)
        assert await theirs.enter(NOW + SECOND, LEASE) is None

    async def test_nobody_enters_before_the_moment_named_by_the_last(self, pair: Pair):
        ours, theirs = pair
        opening = NOW + timedelta(hours=1)
        await ours.enter(NOW, LEASE)
        await ours.leave(opening)
        for turnstile in pair:
            assert await turnstile.closed_until() == opening
            assert await turnstile.enter(opening - SECOND, LEASE) == opening
        assert await theirs.enter(opening, LEASE) is None

    async def test_a_holder_that_never_leaves_loses_its_turn_with_its_lease(self, pair: Pair):
        ours, theirs = pair
        await ours.enter(NOW, LEASE)
        assert await theirs.enter(NOW + LEASE, LEASE) is None

    async def test_a_holder_that_leaves_too_late_frees_nobody_elses_turn(self, pair: Pair):
        ours, theirs = pair
        await ours.enter(NOW, LEASE)
        await theirs.enter(NOW + LEASE, LEASE)
        await ours.leave(NOW + LEASE + SECOND)
        later = NOW + LEASE + 2 * SECOND
        assert await ours.enter(later, LEASE) is not None
        await theirs.leave(later)
        assert await ours.enter(later, LEASE) is None

    async def test_a_cool_down_is_not_shortened_by_one_who_comes_after(self, pair: Pair):
        ours, theirs = pair
        opening = NOW + timedelta(hours=1)
        await ours.enter(NOW, LEASE)
        await theirs.enter(NOW + LEASE, LEASE)
        await ours.leave(opening)
        await theirs.leave(NOW + LEASE + SECOND)
        assert await theirs.closed_until() == opening


class TestFileTurnstile(Contract):
    @pytest.fixture
    def pair(self, tmp_path: Path) -> Pair:
        path = tmp_path / "arxiv.json"
        return FileTurnstile(path), FileTurnstile(path)


class TestRowTurnstile(Contract):
    @pytest.fixture
    def pair(self, database: Database) -> Pair:
        return RowTurnstile(database), RowTurnstile(database)
