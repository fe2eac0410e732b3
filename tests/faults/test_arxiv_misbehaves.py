"""Every trap of arXiv's has its tests; those that had no better place stand here.

`traps.py` lists what arXiv and its interfaces were seen to do, with the tests for each.
"""

import ast
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path

import pytest

from bot.domain import cards
from bot.domain.batches import BatchState
from bot.domain.errors import SourceError
from bot.domain.papers import PaperRef, named
from bot.gate import FileTurnstile, Gate, manners
from bot.sources.arxiv_api import ArxivApi
from bot.sources.arxiv_feed import read_feed
from tests.faults.traps import TRAPS
from tests.newsroom import DAY, MONDAY, newsroom, sent
from tests.servers import arxiv as stand_in
from tests.servers import arxiv_feeds, arxiv_results
from tests.servers.arxiv import Arxiv, refusal
from tests.servers.clock import Clock

ROOT = Path(__file__).parents[2]
TUESDAY = MONDAY + DAY
BEFORE = "2025-11-03T12:00"
"""Sent in early enough for Tuesday's list."""


@cache
def found_in(path: str) -> frozenset[str]:
    """Return the tests that a file holds: `name`, or `TestClass::name`, inherited ones too."""
    file = ROOT / path
    body = ast.parse(file.read_text(encoding="utf-8")).body if file.exists() else []
    classes = {each.name: each for each in body if isinstance(each, ast.ClassDef)}

    def methods(name: str) -> set[str]:
        if name not in classes:
            return set()
        inherited = [methods(ast.unparse(base)) for base in classes[name].bases]
        return _functions(classes[name].body).union(*inherited)

    in_classes = {
        f"{name}::{test}" for name in classes if name.startswith("Test") for test in methods(name)
    }
    return frozenset(_functions(body) | in_classes)


def _functions(body: list[ast.stmt]) -> set[str]:
    named = (each for each in body if isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef))
    return {each.name for each in named if each.name.startswith("test_")}


def test_there_is_a_line_for_each_of_them():
    assert [trap.number for trap in TRAPS] == list(range(1, 25))
    assert all(trap.what and (trap.held or trap.why_not) for trap in TRAPS)


@pytest.mark.parametrize("trap", TRAPS, ids=lambda trap: str(trap.number))
def test_each_is_held_by_tests_that_are_there(trap):
    held = [each.partition("::") for each in trap.held]
    missing = [f"{path}::{name}" for path, _, name in held if name not in found_in(path)]
    assert missing == []


@pytest.fixture
async def room(tmp_path):
    """A newsroom on Tuesday morning that has read Monday's list."""
    async with newsroom(tmp_path) as room:
        room.announce(MONDAY, new=[sent(1, "2025-10-31T12:00")])
        await room.collect()
        room.wait_until(TUESDAY)
        yield room


async def state(room, day: str) -> BatchState:
    return (await room.batches())["cs", day].state


async def test_an_index_that_lags_keeps_nothing_back(room):
    room.announce(TUESDAY, new=[sent(2, BEFORE), sent(3, BEFORE)])
    room.arxiv.papers.clear()
    await room.collect()
    assert sorted((await room.told())[1:]) == [
        ("02", "new", "04", False),
        ("03", "new", "04", False),
    ]
    assert await state(room, "04") is BatchState.COMPLETE
    assert all(each.path != "/api/query" for each in room.arxiv.requests)


async def test_what_neither_records_nor_index_know_is_told_all_the_same(room):
    here, gone = sent(2, BEFORE), sent(3, BEFORE)
    room.announce(TUESDAY, new=[here, gone])
    del room.arxiv.records[gone.id]
    room.arxiv.papers.clear()
    await room.collect()
    assert {each[0] for each in await room.told()} == {"01", "02", "03"}
    room.clock.now += timedelta(hours=21)
    await room.collect()
    assert room.arxiv.requests[-1].path == "/api/query"
    assert [each[0] for each in await room.told()].count("03") == 1
    assert await room.store.papers.one(gone.id)


async def test_what_a_full_list_cuts_off_the_records_bring(room, monkeypatch):
    monkeypatch.setattr(stand_in, "FEED_CAP", 3)
    room.announce(TUESDAY, new=[sent(number, BEFORE) for number in range(10, 16)])
    await room.collect()
    told = await room.told()
    assert {each[0] for each in told[1:]} == {"10", "11", "12", "13", "14", "15"}
    assert sum(inferred for *_, inferred in told) == 3, "the list names three of them"
    assert (await room.batches())["cs", "04"].new == 6


ODD = """
    <item>
      <title>On rays and arXiv:2401.00009. (arXiv:2511.00009v4 [cs.CL] UPDATED)</title>
      <link>https://rss.arxiv.org/abs/2511.00008</link>
      <description>arXiv:2511.00007v1 Announce Type: replace
Abstract: We mend arXiv:2403.03206v2 Announce Type: cross
Abstract: and more of hep-th/9901001.</description>
      <guid isPermaLink="false">oai:arXiv.org:2511.00002v1</guid>
      <category>cs.CL</category>
      <pubDate>Tue, 04 Nov 2025 00:00:00 -0500</pubDate>
      <arxiv:announce_type>new</arxiv:announce_type>
      <dc:creator>Ada Lovelace</dc:creator>
    </item>"""


def test_an_entry_is_known_by_its_guid_whatever_else_it_names():
    built = datetime(2025, 11, 4, 6, tzinfo=UTC)
    empty = arxiv_feeds.feed("cs updates on arXiv.org", "cs updates.", built, [])
    before, after = empty.split(b"</skipDays>")
    (found,) = read_feed(before + b"</skipDays>" + ODD.encode() + after).announcements
    assert (found.paper.id, found.paper.version) == ("2511.00002", 1)
    assert (found.kind, found.day, found.paper.announced) == ("new", TUESDAY, TUESDAY)
    assert found.paper.abstract.startswith("We mend arXiv:2403.03206v2 ")
    assert found.paper.abstract.endswith("and more of hep-th/9901001.")


async def test_a_list_without_entries_on_a_day_of_lists_is_asked_for_again(room):
    room.announce(TUESDAY, new=[])
    for hours, expected in ((0, BatchState.EXPECTED), (3, BatchState.LATE)):
        room.clock.now += timedelta(hours=hours)
        assert (await room.collect()).new == 0
        assert await state(room, "04") is expected
        assert await room.collecting.wanted()
    room.announce(TUESDAY, new=[sent(2, BEFORE)])
    room.clock.now += timedelta(hours=3)
    await room.collect()
    assert ("02", "new", "04", False) in await room.told()
    assert await state(room, "04") is BatchState.COMPLETE


@pytest.mark.parametrize("status", [429, 403, 406, 503])
async def test_hours_of_refusals_are_sat_out_with_few_questions(room, status):
    """Asked every few minutes, as the running bot asks, through more than three hours of them."""
    room.announce(TUESDAY, new=[sent(2, BEFORE)])
    room.arxiv.fail(*[refusal(status)] * 8)
    before, began = len(room.arxiv.requests), room.clock.now
    while not (await room.collect()).new:
        room.clock.now += timedelta(minutes=5)
        assert room.clock.now < began + timedelta(hours=6)
    assert room.clock.now > began + timedelta(hours=3)
    assert len(room.arxiv.requests) - before == 8 + len(["list", "records"])
    assert (await room.told())[1:] == [("02", "new", "04", False)]
    assert await state(room, "04") is BatchState.COMPLETE


@pytest.mark.parametrize("archive", ["solv-int", "adap-org", "cs", "hep-th"])
@pytest.mark.parametrize("lead", ["", "http://arxiv.org/abs/", "https://www.alphaxiv.org/abs/"])
def test_a_version_is_cut_off_at_the_end_only(archive, lead):
    assert named(f"{lead}{archive}/9801001v2") == PaperRef(f"{archive}/9801001", 2)
    assert named(f"{lead}{archive}/9801001") == PaperRef(f"{archive}/9801001", None)
    assert named(f"{lead}2403.03206v12") == PaperRef("2403.03206", 12)


async def test_more_results_than_arxiv_gives_are_an_error_and_not_fewer(tmp_path, monkeypatch):
    monkeypatch.setattr(arxiv_results, "RESULT_CAP", 600)
    clock = Clock(datetime(2025, 11, 5, 6, tzinfo=UTC))
    gate = Gate(
        FileTurnstile(tmp_path / "gate.json"),
        clock=clock,
        sleep=clock.sleep,
        delay=timedelta(seconds=3),
        random=lambda: 0.0,
    )
    with Arxiv((sent(number, BEFORE) for number in range(1, 1101)), clock=clock) as arxiv:
        api = ArxivApi(
            gate, arxiv.api_url, headers=manners("0", None), timeout=timedelta(seconds=5)
        )
        with pytest.raises(SourceError, match="max_results may not exceed 600"):
            await api.search("", date(2025, 11, 3), date(2025, 11, 3))
        assert len(arxiv.requests) == 3


async def test_ids_are_in_no_order_and_nothing_is_passed_over_for_it(room):
    earlier = sent(0, "2025-10-15T12:00", id="2510.20000")
    listed = [sent(9, BEFORE), sent(2, BEFORE), earlier]
    room.announce(TUESDAY, new=listed)
    await room.collect()
    room.wait_until(TUESDAY + DAY)
    room.announce(TUESDAY + DAY, new=[sent(3, "2025-11-04T12:00")])
    await room.collect()
    days = {each.paper.id: f"{each.day:%d}" for each in await room.arrivals()}
    assert days == {
        "2511.00001": "03",
        **{"2511.00009": "04", "2511.00002": "04", "2510.20000": "04"},
        "2511.00003": "05",
    }


async def test_thousands_of_authors_are_all_known_and_two_are_named(room):
    names = ("ATLAS Collaboration", *(f"Ada Lovelace {number}" for number in range(3000)))
    room.announce(TUESDAY, new=[replace(sent(2, BEFORE), authors=names)])
    await room.collect()
    (found,) = (each.paper for each in await room.arrivals() if each.paper.id == "2511.00002")
    assert found.authors == names
    who = dict(cards.byline(found)[0].values)
    assert who == {"named": "ATLAS Collaboration, Ada Lovelace 0", "more": 2999}
