"""A short run of the test of a thousand channels. The machine of a gate is shared: wide limits.

The whole: `python -m tests.benchmarks.thousand both`.
"""

from collections import Counter
from dataclasses import replace

import pytest

from tests.benchmarks.thousand import MOST, SERVICES, rows
from tests.benchmarks.thousand_due import Measured, Plan, measure

SHORT = {
    "discord": Plan(channels=16, cards=4, papers=120, faster=3),
    "slack": Plan(channels=8, cards=4, papers=120, faster=6),
}
WIDE = 8.0
"""Channel after channel, sixteen on Discord would take half as long again as this."""
FOUND = Measured(
    channels=2,
    complete=2,
    counts=Counter(headings=2),
    besides=0,
    best=1.0,
    first=0.1,
    took=1.05,
    settled=1.2,
    too_many={},
    rounds=1,
    bot_cpu=0.5,
    service_cpu=0.1,
    load=(0.0, 0.0),
)


@pytest.mark.parametrize("platform", SERVICES)
async def test_channels_due_at_once_are_served_in_time_and_within_the_limits(platform):
    plan = SHORT[platform]
    found = await measure(SERVICES[platform], plan)
    print(*rows(found), sep="\n")  # noqa: T201
    assert found.missed(WIDE) == []
    assert (found.complete, found.besides, found.complaints) == (plan.channels, 0, [])
    assert found.counts["cards"] >= plan.channels * plan.cards
    a_second = {"discord": 50, "slack": 5}[platform] * plan.faster
    assert found.best >= found.counts.total() / a_second


def test_what_is_not_good_enough_is_named():
    assert FOUND.missed(MOST) == []
    late = replace(FOUND, took=1.2, complete=1, too_many={"global": 2, "POST messages": 1})
    assert late.missed(MOST) == [
        "3 requests were answered 429",
        "1 digests are not complete",
        "the ratio is 1.200, the limit is 1.1",
    ]
