"""Questions on the whole bot: arXiv, its full text, the model and the terminal are real."""

from datetime import timedelta

import pytest

from bot.domain.calls import Press
from tests.fulltext import htmls
from tests.servers.arxiv import Arxiv
from tests.servers.arxiv_feeds import Batch
from tests.servers.openai import Fault, OpenAIServer
from tests.test_summarise import environ, open_lab
from tests.world import BEN, LAB, TUESDAY, paper, sentences

CATS = paper(7, "PurrSort", "We sort cats by the sound of their purr. It is fast.")
ASK = "ask 2511.00007 how fast is it?"

__all__ = ["environ"]


@pytest.fixture
def arxiv():
    with Arxiv(spacing=timedelta(0)) as server:
        server.announce(Batch(TUESDAY, new=[CATS]))
        server.files["/html/2511.00007v1"] = htmls.PAPER
        yield server


@pytest.fixture
async def model():
    async with OpenAIServer() as server:
        quote = "We sort cats by the sound of their purr"
        server.says = {"sentences": [{"text": "It sorts cats by their purr.", "quote": quote}]}
        yield server


@pytest.fixture
def operated(environ, arxiv):
    """The settings of an operator who has a model and full texts."""
    files = {"HTML_URL": f"{arxiv.url}/html", "PDF_URL": f"{arxiv.url}/pdf"}
    return environ | {f"PAPERBOY_ARXIV__{name}": url for name, url in files.items()}


async def asked(lab, text=ASK):
    await lab.bot.pipeline.collect()
    return " ".join((await lab.type(text, person=BEN)).split())


async def test_the_model_answers_from_the_full_text_and_is_credited(operated, model, arxiv):
    async with open_lab(operated) as lab:
        seen = await asked(lab)
        assert "It sorts cats by their purr." in seen
        assert "“We sort cats by the sound of their purr” · abstract" in seen
        assert "AI answer (small-1) · from the full text" in seen
    assert "PurrSort | 84.2" in model.requests[0]["messages"][1]["content"]
    assert sum(request.path.startswith("/html/") for request in arxiv.requests) == 1


async def test_a_person_pays_for_what_they_ask(operated, model):
    limit = {"PAPERBOY_SPEND__PERSON_DAY": "10 tokens"}
    async with open_lab(operated | limit) as lab:
        seen = await asked(lab, "ask 2511.00007 how does it sort cats?")
        assert "your limit for AI summaries today is reached" in seen
        assert "“We sort cats by the sound of their purr.”" in seen
    assert model.requests == []


async def test_where_the_model_fails_the_paper_answers_in_its_own_words(operated, model):
    model.faults.append(Fault.QUOTA)
    async with open_lab(operated) as lab:
        seen = await asked(lab, "ask 2511.00007 how does it sort cats?")
    assert "The paper’s own words (the AI could not answer)" in seen
    assert "“We sort cats by the sound of their purr.”" in seen


async def test_without_a_full_text_the_abstract_answers_and_that_is_said(operated, arxiv):
    arxiv.files.clear()
    async with open_lab(operated) as lab:
        seen = await asked(lab)
    assert "AI answer (small-1) · from the abstract only" in seen
    assert "arXiv has no file of this version" in seen


async def test_what_the_paper_does_not_say_is_an_answer(operated, model):
    model.says = {"sentences": []}
    async with open_lab(operated) as lab:
        assert "The paper does not say." in await asked(lab)


async def test_a_question_in_chinese_is_answered_in_chinese(operated, model):
    quote = "We sort cats by the sound of their purr"
    model.says = {"sentences": [{"text": "它根据呼噜声给猫排序。", "quote": quote}]}
    async with open_lab(operated) as lab:
        seen = await asked(lab, "ask 2511.00007 它是怎么给猫排序的？")
    assert "它根据呼噜声给猫排序。" in seen
    assert "中文" in model.requests[0]["messages"][0]["content"]


async def test_the_form_of_a_button_becomes_the_question(operated):
    async with open_lab(operated) as lab:
        await lab.bot.pipeline.collect()
        form = await lab.bot.inbox.on_opening(Press("p1:ask:2511.00007", BEN, LAB))
        assert form is not None
        say = sentences("en").say
        assert len(say(form.title)) <= 24, "Slack takes no more"
        assert len(say(form.submit)) <= 24
        assert len(say(form.fields[0].label)) <= 45, "Discord takes no more"
        reply = await lab.bot.inbox.on_press(
            Press(form.action, BEN, LAB, fields={"question": "how fast is it?"})
        )
        assert "how fast is it?" in str(reply.message.blocks)
        assert reply.private
        assert await lab.bot.inbox.on_opening(Press("p1:save:2511.00007", BEN, LAB)) is None
        assert await lab.bot.inbox.on_opening(Press("nonsense", BEN, LAB)) is None
