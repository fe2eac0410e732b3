import asyncio
import logging
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

import httpx2
import pytest

from bot.domain.errors import NoFullText, SourceError, Throttled
from bot.domain.fulltext import Figure, FigureKind, SourceKind
from bot.domain.papers import Paper
from bot.fulltext.arxiv import ArxivFullTexts
from bot.fulltext.cache import Cache
from bot.fulltext.child import Child
from bot.gate import FileTurnstile, Gate, manners
from tests.fulltext import htmls, pdfs
from tests.fulltext.limits import limits
from tests.servers.arxiv import Arxiv, Fault, refusal
from tests.servers.clock import Clock

ID = "2403.01234"
HTML, PDF = f"/html/{ID}v2", f"/pdf/{ID}v2"
PAPER = Paper(id=ID, title="PurrSort", abstract="We sort cats.", authors=("Ada Felis",), version=2)
PNG = b"\x89PNG\r\n\x1a\nmade up"


class Lab:
    """A loopback arXiv with files, and somebody who reads them."""

    def __init__(self, arxiv, clock, texts, folder):
        self.arxiv = arxiv
        self.clock = clock
        self.texts = texts
        self.folder = folder

    @property
    def asked(self):
        return [request.path for request in self.arxiv.requests]


@asynccontextmanager
async def opened(folder, *, cache_mb=10, **changed):
    clock = Clock(datetime(2024, 3, 4, 9, tzinfo=UTC))
    gate = Gate(
        FileTurnstile(folder / "gate.json"),
        clock=clock,
        sleep=clock.sleep,
        delay=timedelta(seconds=3),
        random=lambda: 0.5,
    )
    headers = manners("1.0", "ana@lab.example")
    with Arxiv(clock=clock) as arxiv:
        async with httpx2.AsyncClient(headers=headers, timeout=10) as client:
            texts = ArxivFullTexts(
                client,
                gate,
                Child(limits(**changed)),
                Cache(folder / "fulltext", cache_mb),
                html_url=f"{arxiv.url}/html",
                pdf_url=f"{arxiv.url}/pdf",
                clock=clock,
            )
            yield Lab(arxiv, clock, texts, folder / "fulltext")
            assert arxiv.early == []


@pytest.fixture
async def lab(tmp_path):
    async with opened(tmp_path) as lab:
        yield lab


async def test_html_is_wanted_first_and_asked_for_once(lab):
    lab.arxiv.files[HTML] = htmls.PAPER
    first = await lab.texts.read(PAPER)
    again = await lab.texts.read(PAPER)
    assert first == again
    assert first.source is SourceKind.HTML
    assert first.affiliation.name == "University of Whiskers"
    assert lab.asked == [HTML]


@pytest.mark.parametrize("page", [None, htmls.MISSING, htmls.FAILED], ids=["404", "none", "cut"])
async def test_the_pdf_is_read_where_there_is_no_whole_page(lab, page):
    lab.arxiv.files |= {PDF: pdfs.paper().bytes()} | ({HTML: page} if page else {})
    found = await lab.texts.read(PAPER)
    assert (found.source, found.pages) == (SourceKind.PDF, 3)
    assert found.affiliation.line == "1University of Whiskers, 2Paw Labs"
    assert lab.asked == [HTML, PDF]


async def test_only_text_is_kept_never_the_file(lab):
    lab.arxiv.files[PDF] = pdfs.paper().bytes()
    await lab.texts.read(PAPER)
    (kept,) = lab.folder.iterdir()
    assert kept.name == f"{ID}v2.json.gz"
    assert b"%PDF" not in kept.read_bytes()


async def test_who_asks_at_the_same_time_gets_the_same_answer(lab):
    lab.arxiv.files[HTML] = htmls.PAPER
    found = await asyncio.gather(*(lab.texts.read(PAPER) for _ in range(5)))
    assert len(set(map(id, found))) == 5
    assert found.count(found[0]) == 5
    assert lab.asked == [HTML]


async def test_without_a_version_the_newest_is_asked_for_and_kept_under_its_stamp(lab):
    lab.arxiv.files[f"/html/{ID}"] = htmls.PAPER
    newest = Paper(id=ID, title="PurrSort", abstract="", authors=())
    assert (await lab.texts.read(newest)).version == 2
    await lab.texts.read(PAPER)
    assert lab.asked == [f"/html/{ID}"]


async def test_an_old_style_id_is_one_file(lab):
    lab.arxiv.files["/pdf/math.GT/0309136v1"] = pdfs.paper().bytes()
    old = Paper(id="math.GT/0309136", title="PurrSort", abstract="", authors=(), version=1)
    await lab.texts.read(old)
    assert [path.name for path in lab.folder.iterdir()] == ["math.GT_0309136v1.json.gz"]


async def test_why_there_is_no_text_is_remembered_for_a_day(lab):
    lab.arxiv.files[PDF] = pdfs.scanned().bytes()
    for _ in range(2):
        with pytest.raises(NoFullText) as none:
            await lab.texts.read(PAPER)
        assert none.value.lack == "scanned"
    assert lab.asked == [HTML, PDF]
    lab.clock.now += timedelta(days=2)
    lab.arxiv.files[HTML] = htmls.PAPER
    assert (await lab.texts.read(PAPER)).source is SourceKind.HTML


async def test_a_paper_without_files_is_missing(lab):
    with pytest.raises(NoFullText) as none:
        await lab.texts.read(PAPER)
    assert none.value.lack == "missing"


async def test_a_refusal_passes_and_nothing_is_remembered(lab):
    lab.arxiv.fail(refusal(429, "60"))
    with pytest.raises(Throttled):
        await lab.texts.read(PAPER)
    lab.clock.now += timedelta(minutes=2)
    lab.arxiv.files[HTML] = htmls.PAPER
    assert (await lab.texts.read(PAPER)).title.startswith("PurrSort")


async def test_a_server_error_is_no_reason_to_say_that_there_is_no_text(lab):
    lab.arxiv.fail(Fault(status=500, body=b"oh"))
    with pytest.raises(SourceError):
        await lab.texts.read(PAPER)
    assert not lab.folder.exists()


async def test_who_wants_several_texts_asks_a_silent_server_once(lab):
    lab.arxiv.fail(Fault(status=500, body=b"oh"))
    lab.arxiv.files[HTML] = htmls.PAPER
    for _ in range(3):
        with pytest.raises(SourceError, match="HTTP 500"):
            await lab.texts.read(PAPER)
    assert lab.asked == [HTML]
    lab.clock.now += timedelta(minutes=1)
    assert (await lab.texts.read(PAPER)).source is SourceKind.HTML


async def test_a_redirect_within_arxiv_is_followed_in_turn(lab):
    lab.arxiv.fail(Fault(status=301, body=b"moved", headers={"Location": f"/html/{ID}v2/"}))
    lab.arxiv.files[f"/html/{ID}v2/"] = htmls.PAPER
    assert (await lab.texts.read(PAPER)).source is SourceKind.HTML
    assert lab.asked == [HTML, f"{HTML}/"]


@pytest.mark.parametrize("place", ["https://elsewhere.example/x", "file:///etc/passwd", ""])
async def test_a_redirect_to_elsewhere_is_not_followed(lab, place):
    lab.arxiv.fail(Fault(status=302, body=b"moved", headers={"Location": place}))
    with pytest.raises(SourceError):
        await lab.texts.read(PAPER)
    assert lab.asked == [HTML]


async def test_a_redirect_without_end_is_given_up(lab):
    lab.arxiv.fail(*[Fault(status=302, body=b"moved", headers={"Location": HTML})] * 5)
    with pytest.raises(SourceError):
        await lab.texts.read(PAPER)


async def test_a_file_that_is_too_large_is_let_go(tmp_path):
    async with opened(tmp_path, megabytes=1) as lab:
        lab.arxiv.files[PDF] = b"%PDF-" + bytes(1_500_000)
        with pytest.raises(NoFullText) as none:
            await lab.texts.read(PAPER)
        assert none.value.lack == "too-big"


async def test_a_damaged_file_in_the_cache_is_read_anew(lab, caplog):
    lab.arxiv.files[HTML] = htmls.PAPER
    await lab.texts.read(PAPER)
    (kept,) = lab.folder.iterdir()
    for damage in (b"nonsense", kept.read_bytes()[:60]):
        kept.write_bytes(damage)
        with caplog.at_level(logging.WARNING):
            assert (await lab.texts.read(PAPER)).title.startswith("PurrSort")
    assert lab.asked == [HTML] * 3
    assert len(caplog.messages) == 2


async def test_what_was_not_used_for_longest_goes_when_the_folder_is_full(tmp_path):
    async with opened(tmp_path, cache_mb=1) as lab:
        noise = tmp_path / "fulltext"
        noise.mkdir()
        (noise / "old.json.gz").write_bytes(bytes(999_990))
        lab.arxiv.files[HTML] = htmls.PAPER
        await lab.texts.read(PAPER)
        assert [path.name for path in noise.iterdir()] == [f"{ID}v2.json.gz"]


async def test_a_folder_that_cannot_be_written_costs_only_the_cache(tmp_path, caplog):
    (tmp_path / "fulltext").write_text("a file in its place")
    async with opened(tmp_path) as lab:
        lab.arxiv.files[HTML] = htmls.PAPER
        assert (await lab.texts.read(PAPER)).title.startswith("PurrSort")
    assert "not kept" in caplog.text


async def test_the_picture_of_a_page_is_fetched_and_that_of_a_pdf_drawn(lab):
    lab.arxiv.files |= {HTML: htmls.PAPER, f"{HTML}/x1.png": PNG, PDF: pdfs.paper().bytes()}
    page = await lab.texts.read(PAPER)
    assert await lab.texts.picture(PAPER, page.figures[0]) == PNG
    del lab.arxiv.files[HTML]
    lab.clock.now += timedelta(minutes=1)
    other = Paper(id=ID, title="PurrSort", abstract="", authors=(), version=3)
    lab.arxiv.files[f"/pdf/{ID}v3"] = pdfs.paper().bytes()
    figure = next(each for each in (await lab.texts.read(other)).figures if each.region)
    assert (await lab.texts.picture(other, figure)).startswith(b"\x89PNG")


@pytest.mark.parametrize("url", ["https://elsewhere.example/x.png", "/html/no.png", "/html/page"])
async def test_what_is_no_picture_of_arxivs_is_refused(lab, url):
    lab.arxiv.files["/html/page"] = htmls.MISSING
    where = url if "//" in url else f"{lab.arxiv.url}{url}"
    figure = Figure(FigureKind.FIGURE, "Figure 1", "Cats.", images=(where,))
    with pytest.raises(NoFullText):
        await lab.texts.picture(PAPER, figure)
