from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.chat import words
from bot.domain.limits import Limit, again_in

NOW = datetime(2025, 11, 4, 9, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def test_so_many_calls_go_ahead_at_once_and_the_next_one_waits_for_its_share():
    limit, busy = Limit(3, MINUTE), None
    for _ in range(3):
        assert not limit.wait(busy, NOW)
        busy = limit.after(busy, NOW)
    assert limit.wait(busy, NOW) == timedelta(seconds=20)
    assert not limit.wait(busy, NOW + timedelta(seconds=20))


def test_no_limit_never_makes_anybody_wait():
    assert not Limit(0, MINUTE).wait(NOW + MINUTE, NOW)


def test_a_moment_that_a_wrong_clock_noted_does_not_shut_anybody_out_for_long():
    assert Limit(3, MINUTE).wait(NOW + timedelta(days=900), NOW) <= MINUTE


@given(
    st.integers(1, 20),
    st.lists(st.floats(0, 30, allow_nan=False).map(lambda s: timedelta(seconds=s)), max_size=120),
)
def test_no_window_ever_holds_more_than_twice_the_calls(calls, pauses):
    """All at once and then one by one: the most that any stretch as long as the window can hold."""
    limit, now, busy, through = Limit(calls, MINUTE), NOW, None, []
    for pause in pauses:
        now += pause
        if not limit.wait(busy, now):
            busy = limit.after(busy, now)
            through.append(now)
    for first in through:
        assert sum(first <= each < first + MINUTE for each in through) <= 2 * calls


def test_what_is_said_of_a_wait_is_never_too_short():
    assert again_in(timedelta(seconds=39.2)) == words("wait-seconds", count=40)
    assert again_in(timedelta(milliseconds=1)) == words("wait-seconds", count=1)
    assert again_in(timedelta(seconds=121)) == words("wait-minutes", count=3)
