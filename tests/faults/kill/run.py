"""Lets the bot live, and die, and live again, until everything is delivered."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from tests.faults.kill import moments, plan
from tests.faults.kill.judged import Verdict
from tests.faults.kill.plan import Plan
from tests.faults.kill.trial import Trial
from tests.faults.kill.zygote import Zygote


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it.

    Attributes:
        seconds: It took so long.
        struck: How often the service misbehaved, by kind.
    """

    kills: int
    lives: int
    seconds: float
    struck: Mapping[str, int]
    verdict: Verdict


async def play(
    zygote: Zygote,
    what: Plan,
    name: str,
    address: str | None = None,
    tell: Callable[[int, int], None] = lambda kills, stage: None,
) -> Outcome:
    """Play the whole plan on a service, with so many kills in each stage, and count what stands.

    Args:
        address: Of an empty database; None is a file of its own.
        tell: Told how often it was killed by now, and which stage it is.
    """
    began, last = time.monotonic(), what.stages - 1
    a_stage = max(1, _messages(what) // what.stages)
    async with Trial.open(zygote, what, name, address) as trial:
        for stage in range(what.stages):
            killed, quota = True, what.kills * (stage + 1) // what.stages
            while killed or (stage == last and trial.kills < quota):
                tell(trial.kills, stage)
                moment, chance = None, trial.weather.chance
                if trial.kills < quota:
                    before = max(1.0, a_stage / (quota - trial.kills + 1))
                    moment = moments.draw(chance, before) if killed else moments.soon(chance)
                killed = await trial.live(stage, moment)
        return Outcome(
            trial.kills,
            trial.lives,
            time.monotonic() - began,
            dict(trial.weather.struck),
            trial.verdict(),
        )


def _messages(what: Plan) -> int:
    """Return about how many messages there are in all."""
    headings = what.channels * what.days * 4 // 3
    return headings + sum(len(plan.wanted(what, number)) for number in range(what.channels))
