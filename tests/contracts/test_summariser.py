"""What every summariser holds to, whoever writes."""

from pathlib import Path

import pytest
from openai import AsyncOpenAI

from bot.domain.papers import Paper, PaperId
from bot.domain.summaries import LIMITS, Detail, Material, Order
from bot.summarisers.extractive import Extractive
from bot.summarisers.openai import OpenAISummariser
from tests.servers.openai import KEY, OpenAIServer

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


@pytest.fixture(params=["authors", "model"])
async def summariser(request):
    if request.param == "authors":
        yield Extractive()
        return
    async with (
        OpenAIServer() as server,
        AsyncOpenAI(api_key=KEY, base_url=server.url, max_retries=0) as client,
    ):
        yield OpenAISummariser(client, "small-1", PROMPTS)


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
