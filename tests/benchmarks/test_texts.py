"""A short run of the count of calls. The whole: `python -m tests.benchmarks.texts`."""

from dataclasses import replace

from tests.benchmarks.texts import Asked, measure

FOUND = Asked(4, 4, 0, 1, 0, 0, 9, 1.0)


async def test_every_text_is_asked_for_once_also_by_a_program_that_was_killed(tmp_path):
    found = await measure(40, 20, kill=True, folder=tmp_path)
    assert found.is_well, found
    assert found.texts == 121
    assert found.in_flight > 0
    assert found.repairs >= 6


def test_what_is_not_well_is_said_to_be():
    assert FOUND.is_well
    for wrong in ({"texts": 3}, {"doubled": 1}, {"wrong": 1}):
        assert not replace(FOUND, **wrong).is_well
