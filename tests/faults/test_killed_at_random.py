"""The short form of the kill test: a few kills on every service, on one database or the other.

The long one is `python -m tests.faults.kill`.
"""

import pytest

from tests.faults.kill.plan import Plan
from tests.faults.kill.run import play
from tests.faults.kill.trial import SERVICES

SHORT = Plan(channels=4, days=1, papers=8, kills=6)


# Each service on one of the databases, and what is the hardest on both.
ON = [(name, ("sqlite", "postgres")[number % 2]) for number, name in enumerate(SERVICES)]
HARDEST = [("discord-forgetful", "sqlite"), ("discord-forgetful", "postgres")]


@pytest.mark.parametrize(("name", "database"), list(dict.fromkeys([*ON, *HARDEST])))
async def test_however_often_it_is_killed_each_paper_stands_once(request, zygote, name, database):
    address = None if database == "sqlite" else request.getfixturevalue("postgres_address")
    outcome = await play(zygote, SHORT, name, address)
    assert outcome.kills == SHORT.kills
    assert outcome.verdict.good, outcome
