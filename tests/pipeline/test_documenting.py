"""Papers that are read whole, with what their full text says of itself."""

from dataclasses import replace

import pytest

from bot.domain.chat import Attachment
from bot.domain.documents import BLOG
from bot.pipeline.documenting import Documenting
from bot.pipeline.illustrating import Illustrating
from bot.pipeline.writing import Writing
from bot.store import Store
from bot.store.database import Database
from bot.summarisers.extractive import Extractive
from tests.fulltext import htmls, pdfs
from tests.fulltext.test_arxiv import HTML, PAPER, PDF, PNG, opened
from tests.servers.arxiv import refusal
from tests.world import spare_migrations

SITE = "https://site.example"
FREE = replace(PAPER, license="free")


@pytest.fixture
async def desk(tmp_path):
    await spare_migrations(tmp_path)
    async with opened(tmp_path) as lab, Database.open(str(tmp_path / "paperboy.db")) as database:
        writing = Writing(
            Store(database), (), Extractive(), lab.texts, lab.clock, "run", lab.clock.sleep
        )
        pictures = Illustrating(lab.texts, lambda licence: licence == "free", SITE)

        def nowhere(_):
            return Attachment("", "")

        yield lab, Documenting(writing, pictures, "en", nowhere, nowhere)
        assert lab.arxiv.early == []


async def read(documents, *papers, **wanted):
    return await documents.read(papers, details=BLOG, **wanted)


async def test_links_and_affiliation_are_those_of_the_full_text(desk):
    lab, documents = desk
    lab.arxiv.files[HTML] = htmls.PAPER
    own = "We sort cats. Code: https://github.com/felis/purrsort and https://felis.github.io."
    [reading] = await read(documents, replace(PAPER, abstract=own))
    assert [each.url for each in reading.links] == [
        "https://github.com/felis/purrsort",
        "https://felis.github.io",
    ]
    assert reading.affiliation.line == "University of Whiskers"
    assert reading.takeaways.text
    assert lab.asked == [HTML], "what was read once is on the disk"


async def test_a_figure_is_shown_from_arxiv_kept_in_a_file_or_only_linked(desk):
    lab, documents = desk
    lab.arxiv.files |= {HTML: htmls.PAPER, f"{HTML}/x1.png": PNG}
    image = f"{lab.arxiv.url}{HTML}/x1.png"
    for paper, files, address, content in (
        (FREE, False, image, b""),
        (FREE, True, "", PNG),
        (PAPER, True, "", b""),
        (PAPER, False, "", b""),
    ):
        [reading] = await read(documents, paper, files=files)
        [picture] = reading.pictures
        assert (picture.address, picture.content, picture.page) == (
            address,
            content,
            SITE + HTML,
        )
        assert picture.caption == "Figure 1: Purrs over α days."


async def test_a_figure_of_a_pdf_is_cut_out_of_it(desk):
    lab, documents = desk
    lab.arxiv.files[PDF] = pdfs.paper().bytes()
    [reading] = await read(documents, FREE)
    assert reading.pictures[0].content.startswith(b"\x89PNG")
    assert reading.pictures[0].page.startswith(f"{SITE}{PDF}#page=")


async def test_a_figure_that_cannot_be_had_is_linked(desk):
    lab, documents = desk
    lab.arxiv.files[HTML] = htmls.PAPER
    await lab.texts.read(FREE)
    lab.arxiv.fail(refusal(500))
    [reading] = await read(documents, FREE, files=True)
    assert (reading.pictures[0].content, reading.pictures[0].page) == (
        b"",
        SITE + HTML,
    )


async def test_without_a_full_text_the_abstract_speaks(desk):
    _, documents = desk
    told = []
    first, second = await read(documents, PAPER, FREE, on_read=lambda: told.append(1))
    assert (first.paper, second.paper) == (PAPER, FREE)
    assert (first.pictures, first.affiliation) == ((), None)
    assert "sort cats" in first.analysis.text
    assert len(told) == 2
