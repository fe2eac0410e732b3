"""What goes wrong says why and what to do next; what nobody foresaw has a number in the log."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from bot.domain.errors import SourceError, Throttled
from bot.ports import PaperLookup
from tests.contracts.chat.digests import digest, papers
from tests.stage import BEN
from tests.world import paper


@dataclass
class Arxiv(PaperLookup):
    """arXiv on a bad day."""

    trouble: Exception

    async def by_ids(self, ids):
        raise self.trouble

    async def by_title(self, title):
        raise self.trouble

    async def matching(self, topic, first, last):
        raise self.trouble


@pytest.fixture
async def arxiv(stage):
    """arXiv, which does not answer; the bot runs."""
    stage.lookup = Arxiv(SourceError("nobody there"))
    async with stage.bot():
        await stage.arrive(*papers(3))
        yield stage.lookup


async def test_an_unforeseen_error_has_an_id_that_the_log_has_too(stage, arxiv, caplog):
    arxiv.trouble = RuntimeError("a wheel came off")
    for typed in ("summary 2511.99999", "why 2511.99999", "save 2511.99999"):
        answer = await stage.type(typed, BEN)
        assert answer.private
        assert "That failed on my side and nothing was changed. Try again" in answer.text
        incident = re.search(r"if it repeats, send (\w+) to", answer.text)[1]
        (told,) = [each for each in caplog.records if incident in each.getMessage()]
        assert told.exc_info[1] is arxiv.trouble
        assert "wheel" not in answer.text
    assert "Diffusion for birds 01" in (await stage.type("summary 2511.00089", BEN)).text


async def test_an_arxiv_that_does_not_answer_is_named_and_what_is_known_still_works(stage, arxiv):
    answer = await stage.type("summary 2511.99999", BEN)
    assert "2511.99999 is not in the store, and arXiv does not answer now. Try again" in answer.text
    assert "Diffusion for birds 01" in (await stage.type("search birds", BEN)).text
    assert "Nothing was found for “walrus”" in (await stage.type("search walrus", BEN)).text


async def test_an_arxiv_that_asks_to_wait_says_until_when(stage, arxiv):
    until = datetime(2025, 11, 4, 11, 30, tzinfo=UTC)
    arxiv.trouble = Throttled("slow down", until=until)
    answer = await stage.type("summary 2511.99999", BEN)
    assert re.search(r"asked everybody here to wait until 11:30 (AM )?UTC", answer.text)
    assert "Try again then" in answer.text


@pytest.mark.usefixtures("arxiv")
async def test_a_topic_that_cannot_be_comes_back_with_buttons_for_those_that_can(stage):
    wrong = await stage.type("subscribe cs.CVV")
    assert wrong.private
    assert "No such category as cs.CVV. Did you mean cs.CV" in wrong.text
    assert {"cs.CV", "Change", "Cancel"} <= set(wrong.buttons)
    assert stage.channel() == []
    taken = await stage.press(wrong, "cs.CV")
    assert "now follows “cs.CV”" in stage.channel()[-1].text
    assert "cs.CV" in taken.text
    assert "cs.CV" in (await stage.type("topics")).text


@pytest.mark.usefixtures("arxiv")
async def test_papers_that_cannot_be_meant_are_told_from_those_that_are_unknown(stage):
    await digest(stage, *(paper(n, f"Diffusion {n}") for n in (1, 2, 3)))
    for typed, said in {
        "summary 7": "The last digest here has the numbers 1 to 3; 7 is not one of them",
        "summary 2511.123": "“2511.123” cannot be an arXiv id",
        "why Diffusion for birds 01 and more": "arXiv does not answer now",
        "save 0": "0 is not one of them",
    }.items():
        assert said in (await stage.type(typed, BEN)).text
    assert "saved nothing yet" in await stage.saved(BEN)


@pytest.mark.usefixtures("arxiv")
async def test_a_command_that_is_none_and_a_choice_that_is_none_say_what_there_is(stage):
    if stage.name == "discord":
        return  # its client sends nothing but what is offered
    assert "There is no command “sumary”" in (await stage.type("sumary 1", BEN)).text
    long = await stage.type("summary 2511.00089 detail=long", BEN)
    assert "detail cannot be “long”. Choose one of: headline, tldr" in long.text
