"""What a server or workspace lets a model do, and pay for."""

from dataclasses import dataclass, field, replace

import pytest
from sqlalchemy import event

from bot.domain.answers import Answer
from bot.domain.chat import Channel, Person, Place
from bot.domain.errors import LimitReached
from bot.domain.languages import Languages
from bot.domain.prices import Prices, Tokens
from bot.domain.rules import Modelled
from bot.domain.spend import Amount, Payer
from bot.domain.summaries import Detail, Order
from bot.pipeline.asking import Asking
from bot.pipeline.ruling import Ruling
from bot.pipeline.spending import Spending
from bot.pipeline.writing import Writing
from bot.summarisers.answering_quotes import Quoting
from bot.summarisers.extractive import Extractive
from tests.pipeline.pen import Pen
from tests.store.samples import MONDAY, NOW, paper

PAPER = paper(1)
TLDR = Order(Detail.TLDR)
QUIET, LOUD = Channel("discord", "7", "1", "#quiet"), Channel("discord", "8", "1", "#loud")
ANA = Person("discord", "", "1", "Ana")


@dataclass
class Oracle:
    """Answers every question, and counts them."""

    writer: str = "oracle"
    asked: list[str] = field(default_factory=list)

    async def answer(self, material, question, language, payer=None):
        self.asked.append(question)
        return Answer(material.paper.id, 1, question, (), self.writer, "1", material.basis)


async def choose(store, space="7", **chosen):
    await store.spaces.change(("discord", space), lambda rules: replace(rules, **chosen), NOW)


@pytest.fixture
def pen():
    return Pen()


@pytest.fixture
async def writing(store, pen):
    await store.papers.add([PAPER])
    own = Languages(("en",))
    return Writing(store, (pen,), Extractive(), None, lambda: NOW, "r1", own)


@pytest.mark.parametrize("person", [None, ANA])
async def test_where_nothing_goes_to_a_model_the_authors_speak_and_nobody_calls_it_a_failure(
    store, writing, pen, person
):
    await choose(store, model=Modelled.OFF)
    quiet = await writing.summarise(PAPER, TLDR, Payer(QUIET, person))
    assert pen.asked.total() == 0
    assert not quiet.fallback
    assert quiet.writer != pen.writer
    loud = await writing.summarise(PAPER, TLDR, Payer(LOUD, person))
    assert loud.writer == pen.writer, "elsewhere it may"
    again = await writing.summarise(PAPER, TLDR, Payer(QUIET, person))
    assert again.writer != pen.writer, "what it wrote for others is not shown here either"


@pytest.mark.parametrize(
    ("model", "asked"), [(Modelled.OFF, 0), (Modelled.SUMMARIES, 0), (Modelled.ALL, 1)]
)
async def test_questions_go_to_a_model_only_where_everything_may(store, writing, model, asked):
    await choose(store, model=model)
    oracle = Oracle()
    asking = Asking(writing, (oracle,), Quoting({}))
    said = await asking.answer(PAPER, "what is shown?", "en", Payer(QUIET, ANA))
    assert len(oracle.asked) == asked
    assert not said.fallback
    assert (said.writer == oracle.writer) is bool(asked)


async def test_summaries_may_still_be_written_where_questions_may_not_be_answered(
    store, writing, pen
):
    await choose(store, model=Modelled.SUMMARIES)
    assert (await writing.summarise(PAPER, TLDR, Payer(QUIET))).writer == pen.writer


async def test_a_space_has_limits_of_its_own_besides_the_operators(store):
    await choose(store, day=Amount.read("100 tokens"))
    spending = Spending(store, Prices((), MONDAY), (), lambda: NOW, "r1")
    with pytest.raises(LimitReached, match="space-day"):
        await spending.reserve("small-1", Tokens(90, 20), Payer(QUIET, ANA))
    assert await spending.reserve("small-1", Tokens(90, 20), Payer(LOUD, ANA))
    assert await spending.reserve("small-1", Tokens(50, 20), Payer(QUIET, ANA))
    assert [each.name for each in await spending.of(QUIET)] == ["space-day"]


async def test_direct_messages_that_belong_to_no_server_have_no_rules(store):
    direct = Channel("discord", "", "9", kind=Place.DIRECT)
    await store.spaces.change(("discord", ""), lambda rules: replace(rules, sharing=False), NOW)
    assert (await Ruling(store).of(direct)).sharing
    assert (await Ruling(store).of(None)).sharing
    assert not (await Ruling(store).of(replace(QUIET, space=""))).sharing


async def test_what_a_space_chose_is_looked_up_once_for_a_whole_digest(store, writing):
    asked = []

    def heard(connection, cursor, statement, *_):
        asked.append(statement)

    papers = [PAPER, *map(paper, range(2, 13))]
    await store.papers.add(papers)
    engine = store.database.reader.engine.sync_engine
    event.listen(engine, "before_cursor_execute", heard)
    said = await writing.all_of(papers, Detail.TLDR, Languages(("en", "zh")), Payer(QUIET))
    event.remove(engine, "before_cursor_execute", heard)
    assert len(said) == len(papers)
    assert len([each for each in asked if "FROM space" in each]) == 1
