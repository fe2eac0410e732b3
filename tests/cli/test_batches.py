"""`paperboy batches`: what became of each announcement, from the store alone."""

import asyncio
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.app.outside import announcements, clock
from bot.domain.batches import Batch, BatchState, Feed, Harvest
from bot.store import Store
from bot.store.database import Database

COMPLETE, PARTIAL, QUIET = BatchState.COMPLETE, BatchState.PARTIAL, BatchState.QUIET
CALENDAR = announcements()


@pytest.fixture
def newest():
    """The newest day that should have a list, by the clock of this machine."""
    return CALENDAR.newest(clock())


@pytest.fixture
def kept(paperboy, newest):
    """Three announcement days: whole, told by records alone, and read but not proved."""
    paperboy.environ["PAPERBOY_ARXIV__ARCHIVES"] = "cs,math"
    seen = datetime.combine(newest, datetime.min.time(), UTC) + timedelta(hours=5, minutes=12)
    last, before, first = newest, CALENDAR.before(newest), CALENDAR.before(newest, 2)
    whole = Batch("cs", first, COMPLETE, 800, 30, 400, seen=seen, settled=seen)
    batches = [
        whole,
        replace(whole, archive="math", new=50, crossed=7),
        replace(whole, day=before, seen=None, new=790),
        replace(whole, archive="math", day=before, seen=None, new=60),
        Batch("cs", last, PARTIAL, 810, 31, 402, seen=seen),
    ]

    async def fill():
        paperboy.folder.mkdir()
        async with Database.open(str(paperboy.folder / "paperboy.db")) as database:
            store = Store(database)
            await store.batches.put(batches)
            await store.batches.heard(Feed("cs", asked=seen, answered=seen))
            await store.batches.heard(Feed("math", asked=seen, failed="HTTP 500"))
            await store.batches.heard(Feed("econ", asked=seen, failed="nobody reads this"))
            await store.batches.harvested(Harvest(first, first, before, seen))

    asyncio.run(fill())
    return [first, before, last]


def row(answer, day):
    return next(
        line for line in answer.stdout.splitlines() if line.startswith(f"{day:%Y-%m-%d %a}")
    )


def test_each_day_has_its_state_its_counts_and_its_moments_newest_first(paperboy, kept):
    answer = paperboy.ask("batches", "--days", "30")
    assert (answer.exit_code, answer.stderr) == (0, "")
    first, before, last = kept
    head, *rows = answer.stdout.splitlines()
    assert head.split() == ["Day", "State", "New", "Cross", "Replaced", "Read", "Complete"]
    assert rows.index(row(answer, last)) < rows.index(row(answer, before))
    assert rows.index(row(answer, before)) < rows.index(row(answer, first))
    at = f"{last.day} {last:%b} 05:12"
    assert f"complete{'':>0}" in row(answer, first)
    assert row(answer, first).split()[2:6] == ["complete", "850", "37", "800"]
    assert row(answer, first).count(at) == 2
    assert "about 850" in row(answer, before)
    assert row(answer, before).count(at) == 1, "nobody was there to read it"
    assert "not proved whole yet" in row(answer, last)
    assert "810" in row(answer, last)


def test_days_without_a_list_say_why(paperboy, kept):
    answer = paperboy.ask("batches")
    quiet = [line for line in answer.stdout.splitlines() if "quiet (weekend)" in line]
    assert quiet or kept[-1].weekday() > kept[0].weekday(), "where a weekend lies between"
    assert all(line.split()[1] in ("Sat", "Sun") for line in quiet)


def test_the_foot_says_how_far_all_is_known_what_failed_and_what_comes(paperboy, kept):
    answer = paperboy.ask("batches")
    _, before, last = kept
    foot = answer.stdout.partition("\n\n")[2]
    assert f"every change before {before.day} {before:%b %Y}" in foot
    assert f"1 feed has answered, at {last.day} {last:%b} 05:12 UTC" in foot
    assert "The feed of math could not be read when it was asked last: HTTP 500" in foot
    assert "econ" not in foot
    assert "Next list: " in foot


def test_one_archive_alone(paperboy, kept):
    answer = paperboy.ask("batches", "--archive", "math")
    first, _, last = kept
    assert row(answer, first).split()[3:6] == ["50", "7", "400"]
    assert "810" not in row(answer, last)
    refused = paperboy.ask("batches", "--archive", "econ")
    assert refused.exit_code == 2
    assert "“econ” are not read here. Those are: cs, math" in refused.stderr


def test_programs_get_the_same_as_json(paperboy, kept):
    found = json.loads(paperboy.ask("batches", "--format", "json").stdout)
    days = {each["day"]: each for each in found["days"]}
    first, before, last = (days[day.isoformat()] for day in kept)
    assert (first["state"], first["new"], first["about"]) == ("complete", 850, False)
    assert (before["about"], before["seen"]) == (True, None)
    assert (last["state"], last["settled"]) == ("partial", None)
    assert last["seen"].endswith("T05:12:00+00:00")
    assert found["records"]["before"] == kept[1].isoformat()
    assert found["feeds"]["math"]["failed"] == "HTTP 500"
    assert found["wait_until"] is None


def test_before_anything_was_asked_for_it_says_what_to_do(paperboy):
    answer = paperboy.ask("batches")
    assert answer.exit_code == 0
    assert answer.stdout.strip().startswith("Nothing has been asked for yet: paperboy collect")
    assert json.loads(paperboy.ask("batches", "--format", "json").stdout)["days"] == []


def test_records_that_were_never_read_are_not_said_to_be_known(paperboy, newest):
    async def begin():
        paperboy.folder.mkdir()
        async with Database.open(str(paperboy.folder / "paperboy.db")) as database:
            await Store(database).batches.harvested(Harvest(newest, newest, newest, failed="no"))

    asyncio.run(begin())
    said = paperboy.ask("batches").stdout
    assert "none have been read yet" in said
    assert "are known" not in said


def test_nothing_is_asked_of_arxiv(paperboy, arxiv):
    paperboy.ask("collect")
    asked = len(arxiv.requests)
    answer = paperboy.ask("batches", "--days", "366")
    assert "2 feeds have answered" in answer.stdout
    assert len(arxiv.requests) == asked
