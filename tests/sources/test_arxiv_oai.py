"""Harvests of changed records, page by page, and every way in which they can go wrong."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import httpx2
import pytest

from bot.domain.bulletins import Page
from bot.domain.errors import SourceError, Throttled
from bot.domain.papers import Paper, Version, described
from bot.gate import FileTurnstile, Gate, manners
from bot.sources.arxiv_oai import ArxivOai
from tests.servers import arxiv as faults
from tests.servers.arxiv import Arxiv, Fault, OaiRecord

MONDAY = date(2025, 11, 3)
WEDNESDAY = date(2025, 11, 5)
NOON = datetime(2025, 11, 3, 12, tzinfo=UTC)


def paper(number: int, **facts: object) -> Paper:
    known: dict = {
        "title": f"On the matter of {number}",
        "abstract": "We ask & <answer>.",
        "authors": ("Ada Lovelace", "Emmy Noether", "Sammy Davis, Jr."),
        "categories": ("cs.CL", "stat.ML"),
        "primary": "cs.CL",
        "version": 1,
        "submitted": NOON,
    }
    return described(id=f"2511.{number:05}", **(known | facts))


def records(count: int, stamp: date = WEDNESDAY) -> list[OaiRecord]:
    return [OaiRecord(paper(number), stamp) for number in range(1, count + 1)]


@pytest.fixture
def source(client, gate, arxiv) -> ArxivOai:
    arxiv.oai_page = 2
    return ArxivOai(client, gate, arxiv.oai_url)


async def pages(
    source: ArxivOai, since: date = MONDAY, into: list[Page] | None = None
) -> list[Page]:
    read = [] if into is None else into
    async for page in source.changed(since):
        read.append(page)
    return read


async def ids(source: ArxivOai, since: date = MONDAY) -> list[str]:
    return [record.paper.id for page in await pages(source, since) for record in page.records]


def numbered(*numbers: int) -> list[str]:
    return [f"2511.{number:05}" for number in numbers]


async def test_a_record_is_read_with_all_its_facts(source, arxiv):
    sent = (NOON, NOON + timedelta(days=1), NOON + timedelta(days=2))
    kept = paper(
        7,
        title="A $\\beta$-test\n  of things",
        comment="17 pages & <more>",
        doi="10.1103/x.1, 10.1103/x.2",
        journal_ref="J. Tests 1 (2025)",
        license="http://creativecommons.org/licenses/by/4.0/",
        version=3,
        versions=tuple(Version(number, at) for number, at in enumerate(sent, 1)),
    )
    arxiv.record(OaiRecord(kept, WEDNESDAY))
    (page,) = await pages(source)
    (record,) = page.records
    assert page.answered == datetime(2025, 11, 5, 6, tzinfo=UTC)
    assert (record.stamp, record.withdrawn) == (WEDNESDAY, False)
    expected = replace(kept, updated=sent[2], doi="10.1103/x.1")
    assert record.paper == expected


async def test_a_list_is_read_to_its_last_page_at_arxivs_own_pace(source, arxiv, clock):
    arxiv.record(*records(5))
    found = await pages(source)
    assert [len(page.records) for page in found] == [2, 2, 1]
    told = [record.paper.id for page in found for record in page.records]
    assert told == numbered(1, 2, 3, 4, 5)
    assert [page.answered.second for page in found] == [0, 3, 6]
    assert clock.slept == [3, 3]
    first, *others = [request.query for request in arxiv.requests]
    assert first == {"verb": "ListRecords", "metadataPrefix": "arXivRaw", "from": "2025-11-03"}
    assert all(set(query) == {"verb", "resumptionToken"} for query in others)
    assert all("%3D" in query["resumptionToken"] for query in others)


async def test_what_has_not_changed_since_is_left_out(source, arxiv):
    arxiv.record(*records(2, MONDAY - timedelta(days=1)), OaiRecord(paper(3), MONDAY))
    assert await ids(source) == numbered(3)


async def test_that_nothing_has_changed_is_an_answer_too(source):
    (page,) = await pages(source)
    assert (page.records, page.answered.date()) == ((), WEDNESDAY)


async def test_the_beginning_of_all_records_is_as_early_as_arxiv_allows(source, arxiv):
    arxiv.record(OaiRecord(paper(1), date(2005, 9, 16)))
    assert await ids(source, date(1991, 8, 14)) == numbered(1)


async def test_a_withdrawn_paper_is_marked(source, arxiv):
    kept = paper(1, version=2, comment="A crucial error", updated=NOON + timedelta(days=1))
    arxiv.record(OaiRecord(kept, WEDNESDAY, withdrawn=True), OaiRecord(paper(2), WEDNESDAY))
    (page,) = await pages(source)
    assert [record.withdrawn for record in page.records] == [True, False]
    assert page.records[0].paper.comment == "A crucial error"


async def test_a_record_of_which_a_header_is_left_is_passed_over(source, arxiv):
    arxiv.record(OaiRecord(paper(1), WEDNESDAY, deleted=True), OaiRecord(paper(2), WEDNESDAY))
    assert await ids(source) == numbered(2)


async def test_a_paper_that_comes_twice_does_no_harm(source, arxiv):
    arxiv.record(*records(3))
    arxiv.fail(faults.TWICE)
    assert await ids(source) == numbered(1, 2, 1, 3)


async def test_an_expired_token_begins_the_list_anew(source, arxiv):
    arxiv.record(*records(5))
    arxiv.fail(replace(faults.TOKEN_EXPIRED, after=2))
    assert await ids(source) == numbered(1, 2, 3, 4, 1, 2, 3, 4, 5)


async def test_a_token_does_not_outlive_the_day(source, arxiv, clock):
    arxiv.record(*records(5))
    clock.now = datetime(2025, 11, 5, 23, 59, 58, tzinfo=UTC)
    found = await pages(source)
    assert [len(page.records) for page in found] == [2, 2, 2, 1]
    assert found[-1].answered.date() == date(2025, 11, 6)


async def test_a_reader_who_takes_too_long_begins_anew(source, arxiv):
    arxiv.record(*records(3))
    read: list[str] = []
    async for page in source.changed(MONDAY):
        if not read:
            arxiv.expire_tokens()
        read += [record.paper.id for record in page.records]
    assert read == numbered(1, 2, 1, 2, 3)


async def test_a_token_that_always_expires_is_given_up(source, arxiv):
    arxiv.record(*records(3))
    arxiv.fail(*[replace(faults.TOKEN_EXPIRED, after=1)] * 9)
    with pytest.raises(SourceError, match="tokens expire"):
        await pages(source)
    assert len(arxiv.requests) == 6


async def test_a_token_that_leads_back_to_itself_is_noticed(source, arxiv):
    arxiv.record(*records(9))
    arxiv.fail(replace(faults.TOKEN_REPEATED, after=1))
    read: list[Page] = []
    with pytest.raises(SourceError, match="over and over"):
        await pages(source, into=read)
    assert [len(page.records) for page in read] == [2, 2]


HTML = b"<html><body>arXiv is busy</body></html>"
OAI = b'<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/">%b</OAI-PMH>'
NONSENSE = b"<record><header><identifier>oai:arXiv.org:x</identifier></header><metadata><a/>"


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        (faults.HTML, "not XML"),
        (Fault(body=HTML), "not an answer of OAI-PMH, but <html>"),
        (faults.TRUNCATED, "cut short"),
        (faults.DROPPED, "RemoteProtocolError"),
        (Fault(status=500, body=b"Oh dear"), "HTTP 500"),
        (Fault(status=301, headers={"Location": "/"}, body=b"moved"), "HTTP 301"),
        (Fault(body=b" " * (33 * 1024 * 1024)), "more than"),
        (Fault(body=OAI % b"<Identify/>"), "without records"),
        (Fault(body=OAI % b"<ListRecords/>"), "does not say when"),
        (Fault(body=OAI % (NONSENSE + b"</metadata></record>")), "none of 1 records"),
        (Fault(body=OAI % b"<error code='badArgument'>No\n such day</error>"), "No such day"),
        (Fault(body=OAI % b"<error code='badResumptionToken'>None</error>"), "badResumption"),
    ],
)
async def test_an_answer_that_is_no_list_is_an_error_and_not_a_quiet_day(
    source, arxiv, fault, reason
):
    arxiv.record(*records(1))
    arxiv.fail(fault)
    with pytest.raises(SourceError, match=reason) as caught:
        await pages(source)
    assert "arXiv OAI-PMH" in str(caught.value)
    assert len(arxiv.requests) == 1
    assert await ids(source) == numbered(1)


@pytest.mark.parametrize(
    "fault", [faults.HTML, faults.TRUNCATED, faults.DROPPED, Fault(status=502, body=b"Bad")]
)
async def test_a_later_page_that_fails_is_asked_for_once_more(source, arxiv, fault):
    arxiv.record(*records(5))
    arxiv.fail(replace(fault, after=1))
    assert await ids(source) == numbered(1, 2, 3, 4, 5)
    assert len(arxiv.requests) == 4


async def test_a_later_page_that_goes_on_failing_ends_the_harvest(source, arxiv):
    arxiv.record(*records(5))
    arxiv.fail(replace(faults.HTML, after=1), faults.HTML)
    with pytest.raises(SourceError, match="not XML"):
        await pages(source)
    assert await ids(source) == numbered(1, 2, 3, 4, 5)


@pytest.mark.parametrize(
    ("fault", "wait"),
    [
        (faults.refusal(503, "600"), timedelta(minutes=10)),
        (faults.refusal(503, "20"), timedelta(seconds=20)),
        (faults.refusal(429), timedelta(minutes=1)),
        (faults.EMPTY, timedelta(minutes=1)),
    ],
)
async def test_a_refusal_at_the_first_page_is_heeded_at_once(source, arxiv, clock, fault, wait):
    arxiv.record(*records(3))
    arxiv.fail(fault)
    for _ in range(2):
        with pytest.raises(Throttled) as caught:
            await pages(source)
        assert caught.value.until == clock() + wait
    assert (len(arxiv.requests), clock.slept) == (1, [])
    clock.now += wait
    assert await ids(source) == numbered(1, 2, 3)


@pytest.mark.parametrize(("fault", "wait"), [(faults.refusal(503, "120"), 120), (faults.EMPTY, 60)])
async def test_a_short_pause_within_a_list_is_waited_out(source, arxiv, clock, fault, wait):
    arxiv.record(*records(5))
    arxiv.fail(replace(fault, after=1))
    assert await ids(source) == numbered(1, 2, 3, 4, 5)
    assert wait in clock.slept
    asked = [request.query.get("resumptionToken") for request in arxiv.requests]
    assert asked[1] == asked[2]


async def test_others_hear_of_the_pause_while_a_harvest_waits(client, arxiv, clock, tmp_path):
    arxiv.record(*records(3))
    arxiv.oai_page = 2
    arxiv.fail(faults.refusal(503, "120", after=1))
    heard = []

    async def sleep(seconds: float) -> None:
        if seconds > 100:
            with pytest.raises(Throttled) as caught:
                await gate.turn().__aenter__()
            heard.append(caught.value.until - clock())
        await clock.sleep(seconds)

    turnstile = FileTurnstile(tmp_path / "arxiv.json")
    delay = timedelta(seconds=3)
    gate = Gate(turnstile, clock=clock, sleep=sleep, delay=delay, random=lambda: 0)
    assert await ids(ArxivOai(client, gate, arxiv.oai_url)) == numbered(1, 2, 3)
    assert heard == [timedelta(minutes=2)]


@pytest.mark.parametrize("refusals", [["600"], ["60"] * 4])
async def test_a_long_pause_or_one_after_the_other_ends_the_harvest(source, arxiv, refusals):
    arxiv.record(*records(3))
    arxiv.fail(faults.refusal(503, refusals[0], after=1))
    arxiv.fail(*(faults.refusal(503, seconds) for seconds in refusals[1:]))
    with pytest.raises(Throttled):
        await pages(source)
    assert len(arxiv.requests) == 1 + len(refusals)


async def test_a_server_that_does_not_answer_is_not_waited_for(gate, arxiv):
    arxiv.record(*records(1))
    arxiv.fail(faults.SLOW)
    async with httpx2.AsyncClient(headers=manners("0", None), timeout=0.1) as hasty:
        source = ArxivOai(hasty, gate, arxiv.oai_url)
        with pytest.raises(SourceError, match="ReadTimeout"):
            await pages(source)
        assert await ids(source) == numbered(1)


async def test_a_reader_who_leaves_early_leaves_the_gate_open(source, arxiv, gate):
    arxiv.record(*records(5))
    harvest = source.changed(MONDAY)
    await anext(harvest)
    await harvest.aclose()
    async with gate.turn():
        assert len(arxiv.requests) == 1


async def test_all_services_count_as_one(client, clock):
    with Arxiv(clock=clock) as server:
        answers = []
        for url in (server.rss_url + "/cs", server.oai_url, server.api_url):
            answers.append((await client.get(url)).status_code)
            clock.now += timedelta(seconds=1)
        assert answers == [200, 429, 429]
        assert [request.path for request in server.early] == ["/oai", "/api/query"]


async def test_a_test_may_bring_papers_of_its_own_as_they_are_asked_for(source, arxiv):
    asked = []

    def changed(since: date) -> list[OaiRecord]:
        asked.append(since)
        return records(3)

    arxiv.changed = changed
    assert await ids(source) == numbered(1, 2, 3)
    assert asked == [MONDAY]
