"""Some weeks of arXiv, played back with all that goes wrong in a year.

A whole year, and weeks that were, are played by `python -m tests.replay`.
"""

import gzip
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from bot.app import announcements
from tests.replay.almanac import DAY, HOUR, Almanac
from tests.replay.followers import FOLLOWERS
from tests.replay.lives import Fate
from tests.replay.played import play, weeks, year
from tests.replay.windows import naive
from tests.replay.year import Plan, Year

PUT_OFF = date(2026, 11, 18)
AUTUMN = Plan(
    papers=1_200,
    seed=3,
    # Berlin's clocks go back on 25 October, New York's on 1 November; Thanksgiving is on the 26th.
    start=date(2026, 10, 18),
    days=46,
    after=2,
    put_off=frozenset({PUT_OFF}),
    gap=10,
    gap_at=10,
    archives=("cs", "math", "math-ph"),
    poll=4 * HOUR,
    longest=5 * HOUR,
)
CHANNELS = tuple(each for each in FOLLOWERS if each.prefix != "astro-ph.")


@pytest.fixture(scope="module")
def autumn() -> Year:
    return Year(AUTUMN)


async def test_each_paper_of_six_weeks_reaches_each_channel_that_follows_it_once(tmp_path):
    outcome = await play(year(AUTUMN), tmp_path, followers=CHANNELS)
    assert list(outcome.misses()) == []
    assert all(each.told == each.announced > 50 for each in outcome.verdicts)
    assert outcome.verdicts[0].announced > 900
    assert (outcome.put_off, outcome.noticed) == (1, 1)
    assert outcome.outages > 5
    dates = outcome.dates
    assert dates.listed_right == dates.listed > 700
    assert dates.inferred_right > 0.8 * dates.inferred > 50


# --- weeks that were ----------------------------------------------------------------------------

MONDAY, FRIDAY = date(2025, 11, 3), date(2025, 11, 14)


def crawled() -> Iterator[tuple[list, dict]]:
    """Yield what crawls keep of two weeks: rows of announcements, each with what is known of it."""
    number = 26_800
    for n in range((FRIDAY - MONDAY).days + 1):
        day = MONDAY + n * DAY
        if day.weekday() >= 5:
            continue
        for place in range(16 if day.weekday() == 1 else 8):
            number += 1
            # The list of Monday the 3rd was closed in October.
            id = f"{2510 if day == MONDAY else 2511}.{number:05d}"
            facts = {
                "id": id,
                "title": f"Paper {number}",
                "abstract": "We study it.",
                "authors": ["Ada Lovelace"],
                "categories": ["cs.CV", "math.CO", "I.2.7"],
                "published": f"{day - 5 * DAY}" if place == 0 else None,
            }
            yield [f"{day}", id, 1, "one", "new"], facts
            yield [f"{day}", id, None, "another", "listed"], facts
            if place == 1 and day < FRIDAY - 3 * DAY:
                yield [f"{day + 2 * DAY}", id, 2, "one", "replaced"], facts
            if place == 2 and day.weekday() < 3:
                yield [f"{day + DAY}", id, 1, "another", "new"], facts
        yield (
            [f"{day}", f"2504.{number:05d}", 3, "one", "replaced"],
            {
                "id": f"2504.{number:05d}",
                "title": "An old one",
                "abstract": "We studied it.",
            },
        )


def lay(folder: Path) -> set[str]:
    """Lay the files down that crawls leave; return the papers that are new in them."""
    rows, papers = zip(*crawled(), strict=True)
    known = {each["id"]: each for each in papers}
    for name, lines in (("announcements_dev", rows), ("papers_dev", known.values())):
        with gzip.open(folder / f"{name}.jsonl.gz", "wt", encoding="utf-8") as file:
            file.writelines(json.dumps(each) + "\n" for each in lines)
    return {row[1] for row in rows if row[4] == "new"}


async def test_two_weeks_that_were_are_told_once_and_nothing_is_told_at_weekends(tmp_path):
    new = lay(tmp_path)
    stage = replace(weeks(tmp_path), archives=("cs", "math"))
    folder = tmp_path / "bot"
    folder.mkdir()
    outcome = await play(stage, folder, followers=FOLLOWERS[:3])
    assert list(outcome.misses()) == []
    assert outcome.papers == len(new)
    for each in outcome.verdicts:
        assert each.told == each.announced == len(new)
    announced, _, weekly = outcome.verdicts
    assert (announced.digests, announced.at_weekend) == (10, 0)
    assert weekly.digests == 2


def test_what_a_crawl_of_one_category_calls_new_may_have_been_new_before_elsewhere(tmp_path):
    lay(tmp_path)
    lives = {each.id: each for each in weeks(tmp_path).lives}
    crossed = [each for each in lives.values() if Fate.CROSS in {one.fate for one in each.changes}]
    assert len(crossed) == 6
    assert all(each.changes[1].day - each.new_on == DAY for each in crossed)
    assert lives["2510.26801"].new_on == MONDAY
    old = [each for id, each in lives.items() if id.startswith("2504")]
    assert len(old) == 10
    assert all(each.new_on < MONDAY for each in old)


# --- what is made up ----------------------------------------------------------------------------


def test_the_same_seed_makes_the_same_year(autumn):
    def told(made: Year) -> list[tuple]:
        return [(each.id, each.sent, each.categories, each.changes) for each in made.lives]

    assert told(Year(AUTUMN)) == told(autumn)
    assert told(Year(replace(AUTUMN, seed=4))) != told(autumn)


def test_a_tuesday_has_twice_the_papers_of_another_day(autumn):
    counts = Counter(each.new_on for each in autumn.lives if each.new_on > AUTUMN.start)
    usual = [counts[day] for day in autumn.almanac.days if day.weekday() in (3, 4)]
    tuesdays = [counts[day] for day in autumn.almanac.days if day.weekday() == 1]
    both = [sum(some) / sum(map(bool, some)) for some in (tuesdays, usual)]
    assert 1.6 < both[0] / both[1] < 2.4


def test_ids_rise_with_the_lists_but_for_papers_that_were_held(autumn):
    first = {}
    for each in autumn.lives:
        first.setdefault(each.new_on, []).append(each.id)
    days = sorted(first)
    for earlier, later in pairwise(days):
        usual = sorted(first[later])[len(first[later]) // 4]
        assert usual > sorted(first[earlier])[len(first[earlier]) * 3 // 4]
    assert min(first[date(2026, 11, 2)]).startswith("2610"), "it was closed on a Friday in October"


def test_moderators_hold_some_papers_for_up_to_two_weeks(autumn):
    waits = sorted((each.changes[0].at - each.sent) / DAY for each in autumn.lives)
    assert 0.2 < waits[0] < 0.5
    assert 12 < waits[-1] < 19
    held = sum(wait > 5 for wait in waits) / len(waits)
    assert 0.01 < held < 0.06


def test_the_calendar_agrees_with_an_almanac_that_was_reckoned_apart_from_it():
    first, last = date(2026, 1, 1), date(2027, 12, 31)
    calendar, almanac = announcements(), Almanac(first, last)
    assert tuple(calendar.days(first, last)) == almanac.days
    for day in almanac.days:
        assert calendar.out_at(day) == almanac.out(day)
        assert calendar.recorded_at(day) == almanac.recorded(day)
        assert calendar.listed_at(day) == almanac.switched(day, "cs")
        # A minute before the list was closed, and a minute after.
        closed = almanac.out(day) - 6 * HOUR
        for moment in (closed - HOUR / 60, closed + HOUR / 60):
            if (known := almanac.day_of(moment)) is not None:
                assert calendar.announced_on(moment) == known


def test_bots_that_look_at_when_papers_were_sent_miss_many_of_them(autumn):
    shares = {each.name: each.share for each in naive(autumn.lives, AUTUMN.start, AUTUMN.last)}
    day, two, three = (shares[f"sent in the last {hours} h"] for hours in (24, 48, 72))
    assert 0.1 < day < 0.45
    assert day < two < 0.7
    assert two < three < 0.9
