"""What every summariser holds to, whoever writes."""

from pathlib import Path

import pytest

from bot.domain.fulltext import FullText, Section, SourceKind
from bot.domain.papers import Paper, PaperId
from bot.domain.summaries import (
    ASPECTS,
    LIMITS,
    LINE_LIMIT,
    MOST_LINES,
    Detail,
    Material,
    Order,
)
from bot.summarisers.extractive import Extractive
from bot.summarisers.openai import OpenAISummariser
from tests.servers.openai import OpenAIServer, client

PROMPTS = Path(__file__).parents[2] / "config" / "prompts"
PAPERS = (
    Paper(
        id=PaperId("2403.03206"),
        title="PurrSort: cats by purr",
        abstract="Cats vary. We introduce PurrSort, a sorter of 40 cats, at https://example.org/p. "
        "It outperforms dogs (by 3.5 points).\n Code is available at example.github.io.",
        version=2,
    ),
    Paper(id=PaperId("hep-th/9901001"), abstract="Withdrawn by the author. Sorry for the noise."),
)

FULL = FullText(
    SourceKind.PDF,
    "PurrSort: cats by purr",
    "",
    (
        Section("1", "Introduction", 1, "Cats are hard to sort. We propose to listen to them."),
        Section("2", "Results", 1, "We find that PurrSort beats dogs by 3.5 points."),
    ),
    pages=9,
    pages_read=7,
)


@pytest.fixture(params=["authors", "model"])
async def summariser(request):
    if request.param == "authors":
        yield Extractive()
        return
    async with (
        OpenAIServer() as server,
        client(server) as asker,
    ):
        yield OpenAISummariser(asker, "small-1", PROMPTS)


@pytest.mark.parametrize("detail", Detail)
@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.id)
async def test_a_summary_is_one_signed_line_about_that_version_without_links(
    summariser, paper, detail
):
    summary = await summariser.summarise(Material(paper), Order(detail))
    assert (summary.paper, summary.version, summary.detail) == (paper.id, paper.version, detail)
    assert (summary.writer, summary.prompt) == (summariser.writer, summariser.prompt)
    assert summary.authors_own == (summariser.writer == "")
    assert 0 < len(summary.text) <= LIMITS[detail]
    assert summary.text.isprintable()
    assert "example." not in summary.text
    assert not summary.fallback


@pytest.mark.parametrize("detail", Detail)
@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("full", [None, FULL], ids=["abstract", "full"])
async def test_its_parts_are_those_of_its_detail_in_order_and_within_their_limits(
    summariser, detail, language, full
):
    summary = await summariser.summarise(Material(PAPERS[0], full), Order(detail, language))
    aspects = [part.aspect for part in summary.parts]
    assert aspects == [each for each in ASPECTS[detail] if each in aspects]
    for part in summary.parts:
        assert 0 < len(part.lines) <= MOST_LINES.get(part.aspect, 3)
        assert all(0 < len(line) <= LINE_LIMIT and line.isprintable() for line in part.lines)
        assert all(any(each in line for line in part.lines) for each in part.strong)
    assert summary.authors_own or summary.language == language
