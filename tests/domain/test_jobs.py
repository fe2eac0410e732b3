import json
from dataclasses import asdict

import pytest

from bot.domain.jobs import Collect, Deliver, Housekeep

JOBS = [Collect(), Deliver(1), Deliver(2**62), Housekeep()]


@pytest.mark.parametrize("job", JOBS)
def test_a_job_survives_json(job):
    assert type(job)(**json.loads(json.dumps(asdict(job)))) == job


def test_different_work_has_different_keys_and_lanes():
    assert len({job.key for job in JOBS}) == len({job.lane for job in JOBS}) == len(JOBS)


def test_the_same_work_has_the_same_key_and_lane():
    assert (Deliver(7).key, Deliver(7).lane) == ("deliver:7", "channel:7")
