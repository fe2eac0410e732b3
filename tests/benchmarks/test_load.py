"""A short run of the load test. The machine of a gate is shared, so the limits are wide here.

The whole: `python -m tests.benchmarks.load both`.
"""

from collections import Counter

import pytest

from tests.benchmarks.load import CROWDS
from tests.benchmarks.measured import Bot, Digests, Limits, Measured
from tests.benchmarks.rush import Plan, rush

SHORT = Plan(seconds=1.5, rate=60, channels=8, papers=120, imports=200)
WIDE = Limits(p99=500, longest=2_500, callback_p999=200, callback_longest=1_000)


@pytest.mark.parametrize("platform", CROWDS)
async def test_a_crowd_is_acknowledged_and_answered_while_every_channel_gets_its_digest(platform):
    found = await rush(CROWDS[platform], SHORT)
    print(*found.rows(), sep="\n")  # noqa: T201
    assert WIDE.missed(found) == []
    # Nobody acknowledges a reaction on Discord.
    assert len(found.times) + len(found.suggested) >= SHORT.seconds * SHORT.rate * 3 / 4
    assert found.imported > 0
    assert (found.digests.due, found.refused, found.complaints) == (SHORT.channels, {}, [])


def test_every_limit_that_is_missed_is_named():
    lost = Counter({"help": 1})
    slow = Measured(
        acknowledged={"help": [0.001] * 90 + [0.06] * 10 + [0.6]},
        suggested=[3.1],
        unacknowledged=lost,
        unanswered=lost,
        behind=0.0,
        settled=0.0,
        crowd_cpu=0.0,
        digests=Digests(due=3, complete=2, seconds=1.0),
        bot=Bot(100, p999=26, longest=101, collected={}, memory=[201, 300], cpu=1.0, exit=1),
    )
    assert len(Limits().missed(slow)) == 10
    assert WIDE.missed(slow) == [
        "longest suggestion is 3100.0, the limit is 3000",
        "not acknowledged is 1.0, the limit is 0",
        "not answered is 1.0, the limit is 0",
        "incomplete digests is 1.0, the limit is 0",
        "memory after the first digest is 201.0, the limit is 200",
        "exit code is 1.0, the limit is 0",
    ]
