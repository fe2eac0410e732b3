import asyncio
import os
import time
from dataclasses import asdict
from pathlib import Path

import pytest

from bot.domain.fulltext import Lack, Region, SourceKind
from bot.fulltext import pdf_picture
from bot.fulltext.child import Child
from bot.fulltext.limits import NoText
from tests.fulltext import htmls, pdfs
from tests.fulltext.limits import USUAL, limits

URL = "https://arxiv.org/html/2403.01234v2"


async def lack_of(file, kind=SourceKind.PDF, **changed):
    with pytest.raises(NoText) as none:
        await Child(limits(**changed)).read(kind, file, URL)
    return none.value.lack


async def test_both_kinds_of_file_are_read_there():
    child = Child(USUAL)
    page = await child.read(SourceKind.HTML, htmls.PAPER, URL)
    paper = await child.read(SourceKind.PDF, pdfs.paper().bytes(), URL)
    assert page.text.title == paper.text.title == "PurrSort: Sorting Cats by Purr"
    assert page.text.sections[0].title == paper.text.sections[0].title == "Introduction"
    assert 5 < paper.peak_mb < 200


async def test_a_reason_comes_back_from_there():
    assert await lack_of(b"") is Lack.EMPTY
    assert await lack_of(pdfs.scanned().bytes()) is Lack.SCANNED


async def test_a_large_file_is_not_even_looked_at():
    assert await lack_of(b"%PDF-" + bytes(1_100_000), megabytes=1) is Lack.TOO_BIG


async def test_what_takes_too_long_is_given_up():
    assert await lack_of(pdfs.paper().bytes(), seconds=0.05) is Lack.TOO_SLOW


async def test_what_has_no_end_is_ended():
    """By whichever limit it meets first: it draws without end, deeper and deeper."""
    start = time.monotonic()
    lack = await lack_of(pdfs.recursive(doubling=True).bytes(), seconds=1)
    assert lack in (Lack.TOO_SLOW, Lack.TOO_HUNGRY)
    assert time.monotonic() - start < 5


async def test_a_small_file_that_grows_without_bound_is_refused_within_its_memory():
    assert await lack_of(pdfs.bomb(100), memory_mb=160) is Lack.TOO_HUNGRY


async def test_who_stops_waiting_leaves_no_process_behind():
    others = children()
    child = Child(limits(seconds=30))
    file = pdfs.recursive(doubling=True).bytes()
    reading = asyncio.create_task(child.read(SourceKind.PDF, file, URL))
    running = await until(lambda: children() - others)
    reading.cancel()
    with pytest.raises(asyncio.CancelledError):
        await reading
    assert not running & children()


async def test_the_process_is_given_none_of_our_secrets(monkeypatch):
    others = children()
    monkeypatch.setenv("OPENAI_API_KEY", "s3cret")
    child = Child(limits(seconds=30))
    file = pdfs.recursive(doubling=True).bytes()
    reading = asyncio.create_task(child.read(SourceKind.PDF, file, URL))
    running = await until(lambda: children() - others)
    (process,) = running
    told, known = await until(lambda: told_to(process))
    reading.cancel()
    await asyncio.gather(reading, return_exceptions=True)
    assert b"s3cret" not in known + told
    assert {each.partition(b"=")[0] for each in known.split(b"\0") if each} == {
        b"PATH",
        b"PYTHONPATH",
        b"PYTHONUTF8",
    }


async def test_a_region_is_drawn_as_a_picture():
    picture = await Child(USUAL).picture(
        pdfs.paper().bytes(), Region(2, 77, 597, 263, 723), wide=372
    )
    assert picture.startswith(b"\x89PNG")
    width, height = (int.from_bytes(picture[at : at + 4], "big") for at in (16, 20))
    assert (width, height) == (pytest.approx(372, abs=2), pytest.approx(252, abs=2))


def test_a_region_outside_the_page_is_refused():
    for region in (Region(9, 0, 0, 10, 10), Region(1, 900, 900, 950, 950)):
        with pytest.raises(NoText):
            pdf_picture.draw(pdfs.paper().bytes(), asdict(region), 100)


async def until(sought):
    """Return what is sought as soon as it is there."""
    while not (found := sought()):
        await asyncio.get_running_loop().run_in_executor(None, lambda: None)
    return found


def told_to(process):
    """The arguments and the environment of a reader, once it is one."""
    told, known = (Path(f"/proc/{process}/{name}").read_bytes() for name in ("cmdline", "environ"))
    return (told, known) if b"bot.fulltext.inside" in told else None


def children():
    """Our processes, by id."""
    task = Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children")
    return {int(each) for each in task.read_text().split()}
