"""Look-ups and searches at arXiv's API, which often says nothing and means something."""

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from bot.app import topic_reader
from bot.domain.errors import SourceError, Throttled
from bot.domain.papers import Paper, PaperId, Version, described
from bot.gate import FileTurnstile, Gate, manners
from bot.sources.arxiv_api import ArxivApi
from tests.servers import arxiv as faults
from tests.servers.arxiv import Arxiv, Fault
from tests.servers.clock import Clock

FEEDS = Path(__file__).parents[3] / "shared/data/feeds/arxiv_api_atom"
RECORDED = [
    *FEEDS.glob("id_0000.0000_*.xml"),
    *FEEDS.glob("id_1605.08386_*.xml"),
    *FEEDS.glob("id_2104.12255v1_*.xml"),
]
OWN = b"""<feed xmlns="http://www.w3.org/2005/Atom"
  xmlns:arxiv="http://arxiv.org/schemas/atom"
  xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/">
  <opensearch:totalResults>
    1
  </opensearch:totalResults>
  <entry>
    <id>http://arxiv.org/abs/1605.08386v1</id>
    <title>Walks</title>
    <updated>2016-05-26T17:59:46Z</updated>
    <published>2016-05-26T17:59:46Z</published>
    <summary>  We walk
  on lattices.  </summary>
    <category term="math.CO" scheme="http://arxiv.org/schemas/atom"/>
    <arxiv:primary_category term="math.CO"/>
    <author><name>Ada Lovelace</name></author>
  </entry>
</feed>"""
NOON = datetime(2025, 11, 3, 12, tzinfo=UTC)


def paper(number: int, title: str, **facts: object) -> Paper:
    known: dict = {
        "abstract": "We ask, and $\\alpha$ answers.",
        "authors": ("Ada Lovelace", "Emmy Noether"),
        "categories": ("cs.CL", "stat.ML"),
        "primary": "cs.CL",
        "version": 1,
        "submitted": NOON + timedelta(minutes=number),
    }
    return described(id=f"2511.{number:05}", title=title, **(known | facts))


SIGMA = paper(1, "PixArt-$\\Sigma$: Weak-to-Strong Training", comment="17 pages", doi="10.1/x")
SECOND = paper(
    2,
    "Attention Is\n  All You Need",
    version=3,
    updated=NOON + timedelta(days=9),
    categories=("cs.CL", "I.2.7", "68T05", "cond-mat.dis-nn", "math-ph"),
    journal_ref="J. Tests 1 (2025)",
)
OLD = described(
    id="hep-th/9901001",
    title="Strings",
    abstract="All of them.",
    authors=("Edward Witten",),
    categories=("hep-th",),
    primary="hep-th",
    version=2,
    submitted=datetime(1999, 1, 1, tzinfo=UTC),
)
CORPUS = [SIGMA, SECOND, OLD, paper(3, "Attention is not all you need"), paper(4, "Naïve? Café!")]


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def arxiv(clock: Clock) -> Iterator[Arxiv]:
    with Arxiv(CORPUS, clock=clock) as server:
        yield server
        assert server.early == []


@pytest.fixture
def gate(tmp_path: Path, clock: Clock) -> Gate:
    turnstile = FileTurnstile(tmp_path / "arxiv.json")
    delay = timedelta(seconds=3)
    return Gate(turnstile, clock=clock, sleep=clock.sleep, delay=delay, random=lambda: 0)


@pytest.fixture
def api(gate: Gate, arxiv: Arxiv) -> ArxivApi:
    headers = manners("0.1.0", "lab@example.org")
    return ArxivApi(gate, arxiv.api_url, headers=headers, timeout=timedelta(seconds=5))


async def looked_up(api: ArxivApi, *ids: str) -> dict[str, Paper]:
    return {paper.id: paper for paper in await api.by_ids([PaperId(id) for id in ids])}


async def test_a_paper_is_looked_up_with_all_its_facts(api):
    found = (await looked_up(api, SECOND.id))[SECOND.id]
    assert (found.title, found.version) == ("Attention Is All You Need", 3)
    assert found.abstract == "We ask, and α answers."
    assert found.raw.abstract == "We ask, and $\\alpha$ answers."
    assert found.authors == ("Ada Lovelace", "Emmy Noether")
    assert found.categories == ("cs.CL", "cond-mat.dis-nn", "math-ph")
    assert found.primary == "cs.CL"
    assert (found.submitted, found.updated) == (SECOND.submitted, SECOND.updated)
    assert found.versions == (Version(1, SECOND.submitted), Version(3, SECOND.updated))
    assert found.journal_ref == "J. Tests 1 (2025)"
    assert (found.comment, found.doi, found.announced) == (None, None, None)


async def test_ids_of_both_styles_are_asked_for_in_one_request(api, arxiv):
    found = await looked_up(api, SIGMA.id, OLD.id, SIGMA.id, "2511.09999")
    assert set(found) == {SIGMA.id, OLD.id}
    assert (found[SIGMA.id].comment, found[SIGMA.id].doi) == ("17 pages", "10.1/x")
    assert [request.query["id_list"] for request in arxiv.requests] == [
        "2511.00001,hep-th/9901001,2511.09999"
    ]


async def test_papers_that_do_not_exist_are_not_found(api):
    assert await looked_up(api, "2511.09999") == {}


async def test_nothing_is_asked_about_no_papers(api, arxiv):
    assert await api.by_ids([]) == []
    assert await api.by_title("!?") == []
    assert arxiv.requests == []


@pytest.mark.parametrize(
    ("title", "id"),
    [
        ("attention is all you need", SECOND.id),
        ("“Attention is all, you need!”", SECOND.id),
        ("PixArt-Σ: weak to strong training", SIGMA.id),
        ("PixArt-\\Sigma: Weak-to-Strong Training", SIGMA.id),
        ("Strings", OLD.id),
    ],
)
async def test_a_title_is_found_whatever_its_case_and_punctuation(api, title, id):
    assert [found.id for found in await api.by_title(title)] == [id]


@pytest.mark.parametrize("title", ["Attention is all", "Attention is", "Nothing like it"])
async def test_part_of_a_title_is_not_that_title(api, title):
    assert await api.by_title(title) == []


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("", {1, 2, 3, 4}),
        ("cat:cs.CL AND ti:attention", {2, 3}),
        ('ti:attention ANDNOT ti:"not all"', {2}),
        ("ti:pixart OR (ti:attention AND co:pages)", {1}),
        ("cat:math-ph OR co:17", {1, 2}),
        ("au:emmy_noether AND cat:stat.*", {1, 3, 4}),
        ("au:witten", set()),
    ],
)
async def test_a_search_finds_what_was_submitted_on_those_days(api, query, ids):
    found = await api.search(query, date(2025, 11, 3), date(2025, 11, 3))
    assert {int(paper.id[-2:]) for paper in found} == ids


async def test_both_days_of_a_search_are_included_and_no_other(api, arxiv):
    midnight = datetime(2025, 10, 1, tzinfo=UTC)
    edges = [
        midnight - timedelta(seconds=1),
        midnight,
        midnight + timedelta(days=2) - timedelta(seconds=1),
        midnight + timedelta(days=2),
    ]
    arxiv.papers += [paper(50 + n, "Edges", submitted=moment) for n, moment in enumerate(edges)]
    found = await api.search("ti:edges", date(2025, 10, 1), date(2025, 10, 2))
    assert [paper.id for paper in found] == ["2511.00052", "2511.00051"]


async def test_a_long_search_is_read_page_by_page_and_newest_first(api, arxiv, clock):
    arxiv.papers += [paper(number, "Many") for number in range(100, 1225)]
    found = await api.search("ti:many", date(2025, 11, 3), date(2025, 11, 4))
    assert len({paper.id for paper in found}) == 1125
    assert found[0].id == "2511.01224"
    assert [request.query["start"] for request in arxiv.requests] == ["0", "500", "1000"]
    assert clock.slept == [3, 3]


@pytest.mark.parametrize("fault", [faults.MORE_RESULTS, faults.TWICE])
async def test_pages_that_contradict_each_other_are_an_error(api, arxiv, fault):
    arxiv.papers += [paper(number, "Many") for number in range(100, 850)]
    arxiv.fail(replace(fault, after=1))
    with pytest.raises(SourceError):
        await api.search("ti:many", date(2025, 11, 3), date(2025, 11, 4))
    assert len(await api.search("ti:many", date(2025, 11, 3), date(2025, 11, 4))) == 750


async def test_what_a_topic_wants_of_some_days_is_asked_for_once_and_the_topic_decides(api, arxiv):
    read = topic_reader()
    day = date(2025, 11, 3)
    wanted = await api.matching(read('attention NOT "not all"'), day, day)
    assert [paper.id for paper in wanted] == [SECOND.id]
    arxiv.papers += [paper(number, "Many") for number in range(100, 700)]
    before = len(arxiv.requests)
    many = await api.matching(read("many"), day, day)
    assert len(many) == 500
    assert many[0].id == "2511.00699"
    assert len(arxiv.requests) == before + 1


async def test_requests_say_who_asks(api, arxiv):
    await looked_up(api, SIGMA.id)
    (request,) = arxiv.requests
    assert request.headers["user-agent"] == "paperboy/0.1.0 (lab@example.org)"
    assert request.headers["accept"].startswith("application/atom+xml")


NO_TOTAL = b'<feed xmlns="http://www.w3.org/2005/Atom"></feed>'


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        (faults.HTML, "not XML"),
        (Fault(body=b"<html><body>arXiv is busy</body></html>"), "not a feed, but <html>"),
        (Fault(body=NO_TOTAL), "without a number"),
        (faults.EMPTY_PAGE, "a page of 0 where 1"),
        (faults.TRUNCATED, "cut short"),
        (faults.DROPPED, "ConnectionError"),
        (Fault(status=500, body=b"Oh dear"), "HTTP 500"),
        (Fault(status=301, headers={"Location": "/"}, body=NO_TOTAL), "HTTP 301"),
    ],
)
async def test_an_answer_that_makes_no_sense_is_an_error_and_not_an_empty_result(
    api, arxiv, fault, reason
):
    arxiv.fail(fault)
    with pytest.raises(SourceError, match=reason) as caught:
        await looked_up(api, SIGMA.id)
    assert not isinstance(caught.value, Throttled)
    assert set(await looked_up(api, SIGMA.id)) == {SIGMA.id}


async def test_an_empty_page_in_the_middle_of_a_search_is_an_error(api, arxiv):
    arxiv.papers += [paper(number, "Many") for number in range(100, 1225)]
    arxiv.fail(Fault(), faults.EMPTY_PAGE)
    with pytest.raises(SourceError, match="a page of 0 where 625"):
        await api.search("ti:many", date(2025, 11, 3), date(2025, 11, 4))


async def test_an_entry_that_the_package_leaves_out_is_missed(api, arxiv):
    incomplete = (
        b'<feed xmlns="http://www.w3.org/2005/Atom"'
        b' xmlns:o="http://a9.com/-/spec/opensearch/1.1/"><o:totalResults>1</o:totalResults>'
        b"<entry><id>http://arxiv.org/abs/2511.00001v1</id><title>Undated</title></entry></feed>"
    )
    arxiv.fail(Fault(body=incomplete))
    with pytest.raises(SourceError, match="0 papers of 1"):
        await looked_up(api, SIGMA.id)


@pytest.mark.parametrize(
    ("query", "reason"),
    [("ti:(attention", "a parenthesis is missing"), ("xx:attention", "unknown field xx")],
)
async def test_a_query_that_arxiv_cannot_read_is_refused_in_its_words(api, query, reason):
    with pytest.raises(SourceError, match=reason):
        await api.search(query, date(2025, 11, 3), date(2025, 11, 3))


async def test_an_id_that_arxiv_cannot_read_is_refused_in_its_words(api):
    with pytest.raises(SourceError, match="incorrect id format for abc"):
        await looked_up(api, "abc")


@pytest.mark.parametrize(
    ("fault", "wait"),
    [
        (faults.refusal(429, "600"), timedelta(minutes=10)),
        (faults.refusal(503, "Wed, 05 Nov 2025 06:30:00 GMT"), timedelta(minutes=30)),
        (faults.refusal(406), timedelta(minutes=1)),
        (faults.EMPTY, timedelta(minutes=1)),
    ],
)
async def test_a_refusal_begins_a_cool_down_that_is_not_waited_for(api, arxiv, clock, fault, wait):
    arxiv.fail(fault)
    for _ in range(2):
        with pytest.raises(Throttled) as caught:
            await looked_up(api, SIGMA.id)
        assert caught.value.until == clock() + wait
    assert len(arxiv.requests) == 1
    assert clock.slept == []
    clock.now += wait
    assert set(await looked_up(api, SIGMA.id)) == {SIGMA.id}


async def test_a_server_that_does_not_answer_is_not_waited_for(gate, arxiv):
    arxiv.fail(faults.SLOW)
    hasty = ArxivApi(
        gate, arxiv.api_url, headers=manners("0", None), timeout=timedelta(seconds=0.1)
    )
    with pytest.raises(SourceError, match="ReadTimeout"):
        await looked_up(hasty, SIGMA.id)


async def test_many_questions_at_once_are_asked_one_after_the_other(api, arxiv, clock):
    answers = await asyncio.gather(*(looked_up(api, SIGMA.id) for _ in range(40)))
    assert all(set(answer) == {SIGMA.id} for answer in answers)
    assert clock.slept == [3] * 39


async def test_questions_nobody_waits_for_any_more_stop_at_once_and_harm_nobody(
    tmp_path, arxiv, clock
):
    waiting, go_on = asyncio.Event(), asyncio.Event()

    async def sleep(seconds: float) -> None:
        waiting.set()
        await go_on.wait()
        await clock.sleep(seconds)

    gate = Gate(
        FileTurnstile(tmp_path / "arxiv.json"),
        clock=clock,
        sleep=sleep,
        delay=timedelta(seconds=3),
        random=lambda: 0,
    )
    api = ArxivApi(gate, arxiv.api_url, headers=manners("0", None), timeout=timedelta(seconds=5))
    arxiv.papers += [paper(number, "Many") for number in range(100, 1225)]
    day = date(2025, 11, 3)
    asking = [asyncio.create_task(api.search("ti:many", day, day)) for _ in range(40)]
    await waiting.wait()
    for question in asking:
        question.cancel()
    await asyncio.wait(asking)
    assert all(question.cancelled() for question in asking)
    go_on.set()
    assert set(await looked_up(api, SIGMA.id)) == {SIGMA.id}
    assert ["search_query" in request.query for request in arxiv.requests] == [True, False]


@pytest.mark.parametrize(
    "body",
    [path.read_bytes() for path in RECORDED] or [OWN],
    ids=[path.stem for path in RECORDED] or ["own"],
)
async def test_real_answers_are_read_whole(api, arxiv, body):
    arxiv.fail(Fault(body=body))
    found = await looked_up(api, "1605.08386")
    assert len(found) == body.count(b"<entry>")
    for paper in found.values():
        assert paper.title
        assert paper.abstract
        assert paper.authors
        assert paper.primary in paper.categories
        assert paper.version == 1
