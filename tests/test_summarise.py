"""Summaries on the whole bot: arXiv, the model and the terminal are real but for their address."""

import asyncio
import io
import logging
import os
import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from rich.console import Console

from bot import commands
from bot.app import Bot, clock, open_bot
from bot.cli.serve import console_platform
from bot.domain.calls import Call
from bot.domain.chat import Channel, Person
from bot.domain.prices import Tokens
from bot.domain.spend import Bill, Payer
from bot.domain.summaries import Detail, Order
from bot.domain.typed import read_call
from bot.platforms.console.render import draw
from bot.settings import load
from tests.servers.arxiv import Arxiv
from tests.servers.arxiv_feeds import Batch
from tests.servers.openai import KEY, Fault, OpenAIServer
from tests.world import ANA, BEN, LAB, TUESDAY, paper, sentences, spare_migrations

ROOT = Path(__file__).parents[1]
AI = "AI summary (small-1) of the abstract"
FAILED = "Authors’ own words (the AI summary failed)"
BIRDS = paper(
    1,
    "Diffusion for Birds",
    "Birds are loud. We introduce Tweet, a model that hears 12 kinds of birds. It is fast.",
)
FISH = paper(2, "Diffusion for Fish", "We introduce Blub, a model that hears fish. It is slow.")
QUOTED = "a model that hears 12 kinds of birds"


@dataclass(frozen=True, slots=True)
class Lab:
    """The running bot and what it draws."""

    bot: Bot
    screen: io.StringIO

    async def type(self, text: str, channel: Channel = LAB, person: Person = ANA) -> str:
        """Carry out a command and return the answer as it is drawn."""
        verb, options = read_call(text, [command.spec for command in commands.ALL])
        reply = await self.bot.inbox.on_call(Call(verb, person, channel, options))
        await self.bot.inbox.on_answered(reply, channel, None)
        return draw(reply.message, sentences("en").say, 100).plain

    async def digest(self, channel: Channel = LAB) -> str:
        """Collect, post the digest that is due and return on one line what was drawn for it."""
        await self.bot.pipeline.collect()
        self.screen.truncate(0)
        self.screen.seek(0)
        known = await self.bot.pipeline.store.channels.find(channel)
        await self.bot.pipeline.deliver(known.id)
        return " ".join(self.screen.getvalue().split())


@pytest.fixture
def arxiv():
    with Arxiv(spacing=timedelta(0)) as server:
        server.announce(Batch(TUESDAY, new=[BIRDS]))
        yield server


@pytest.fixture
async def model():
    async with OpenAIServer() as server:
        server.says = "Hears 12 kinds of birds."
        yield server


@pytest.fixture
def environ(tmp_path, arxiv, model):
    """The settings of an operator who has a model."""
    return {
        "PAPERBOY_DATA_DIR": str(tmp_path),
        "PAPERBOY_ARXIV__API_URL": arxiv.api_url,
        "PAPERBOY_ARXIV__RSS_URL": arxiv.rss_url,
        "PAPERBOY_ARXIV__OAI_URL": arxiv.oai_url,
        "PAPERBOY_ARXIV__DELAY_S": "0",
        "PAPERBOY_ARXIV__ARCHIVES": "cs",
        "PAPERBOY_OPENAI__MODEL": "small-1",
        "PAPERBOY_OPENAI__MAX_RETRIES": "0",
        "PAPERBOY_OPENAI__TIMEOUT_S": "20",
        "OPENAI_API_KEY": KEY,
        "OPENAI_BASE_URL": model.url,
    }


@asynccontextmanager
async def open_lab(environ: dict[str, str]) -> AsyncIterator[Lab]:
    """Open the bot; opening it again is a restart."""
    settings, screen = load(environ), io.StringIO()

    async def silence() -> AsyncIterator[str]:
        for line in ():
            yield line

    console = Console(file=screen, width=100, color_system=None, highlight=False, markup=False)
    say_in = sentences(settings.language).say_in
    platform = console_platform(settings.data_dir, say_in, silence, console)
    await spare_migrations(settings.data_dir)
    async with open_bot(settings, say_in, [platform]) as bot:
        yield Lab(bot, screen)


@pytest.fixture
async def lab(environ):
    async with open_lab(environ) as lab:
        yield lab


async def test_the_one_liners_of_a_digest_are_the_models_and_it_is_credited(lab, arxiv, model):
    arxiv.announce(Batch(TUESDAY, new=[BIRDS, FISH]))
    model.says = None  # the beginning of the abstract
    await lab.type("subscribe diffusion")
    await lab.type("settings layout list")
    heading = await lab.digest()
    for said in ("Birds are loud.", "We introduce Blub, a model that"):
        assert said in heading
        assert f"“{said}" not in heading, "quotation marks mean the authors"
    assert heading.count(AI) == 1
    assert len(model.requests) == 2


async def test_where_cards_follow_at_once_they_alone_say_what_a_paper_is(lab, arxiv, model):
    arxiv.announce(Batch(TUESDAY, new=[BIRDS, FISH]))
    model.says = None
    await lab.type("subscribe diffusion")
    seen = await lab.digest()
    assert seen.count("Birds are loud.") == 1
    _, *cards = seen.split("PDF ")
    assert len(cards) == 2
    assert all(AI in card for card in cards)
    assert len(model.requests) == 2


async def test_three_channels_that_want_a_paper_at_once_make_one_call(lab, model):
    channels = [LAB, *(Channel("console", "", name, f"#{name}") for name in ("two", "three"))]
    for channel in channels:
        await lab.type("subscribe diffusion", channel)
    await lab.bot.pipeline.collect()
    known = [await lab.bot.pipeline.store.channels.find(channel) for channel in channels]
    posted = await asyncio.gather(*(lab.bot.pipeline.deliver(each.id) for each in known))
    assert posted == [1, 1, 1]
    assert lab.screen.getvalue().count("Because: ") == 3
    assert len(model.requests) == 1


async def test_twenty_who_ask_at_once_get_one_text_even_if_one_of_them_leaves(lab, model):
    await lab.bot.pipeline.collect()
    asking = [asyncio.create_task(lab.type("summary 2511.00001")) for _ in range(20)]
    while not model.requests:  # noqa: ASYNC110 - it has no event for that
        await asyncio.sleep(0)
    asking[0].cancel()
    first, *rest = await asyncio.gather(*asking, return_exceptions=True)
    assert isinstance(first, asyncio.CancelledError)
    assert len(set(rest)) == 1
    assert "Hears 12 kinds of birds." in rest[0]
    assert AI in rest[0]
    assert len(model.requests) == 1


async def test_a_text_outlives_a_restart_and_another_model_writes_its_own(environ, model):
    async with open_lab(environ) as lab:
        await lab.bot.pipeline.collect()
        first = await lab.type("summary 2511.00001")
    async with open_lab(environ) as lab:
        assert await lab.type("summary 2511.00001") == first
        assert len(model.requests) == 1
    async with open_lab(environ | {"PAPERBOY_OPENAI__MODEL": "small-2"}) as lab:
        assert "AI summary (small-2)" in await lab.type("summary 2511.00001")
    assert [request["model"] for request in model.requests] == ["small-1", "small-2"]


@pytest.mark.parametrize(
    "fault",
    [
        *(Fault.RATE_LIMITED, Fault.QUOTA, Fault.DOWN, Fault.MALFORMED, Fault.HTML),
        *(Fault.NO_CHOICES, Fault.NULL_CHOICE, Fault.NOT_UTF8, Fault.TRUNCATED, Fault.FILTERED),
        *(Fault.REFUSAL, Fault.EMPTY, Fault.HUNG_UP, Fault.WRONG_SCHEMA),
    ],
    ids=lambda fault: fault.name.lower(),
)
async def test_when_the_model_fails_the_authors_speak_and_the_card_says_so(lab, model, fault):
    await lab.type("subscribe diffusion")
    model.faults += [fault] * 4  # what is repaired or asked for again fails too
    seen = await lab.digest()
    assert QUOTED in seen
    assert FAILED in seen
    assert "AI summary (" not in seen

    model.faults.clear()
    again = await lab.type("summary 2511.00001")
    assert AI in again, "a failure is not kept"


async def test_a_model_that_never_answers_keeps_nobody_waiting(environ, model, caplog):
    model.faults.append(Fault.SILENT)
    async with open_lab(environ | {"PAPERBOY_OPENAI__TIMEOUT_S": "0.2"}) as lab:
        await lab.type("subscribe diffusion")
        assert FAILED in await lab.digest()
    assert "no answer in time" in caplog.text


async def test_one_paper_that_fails_takes_nothing_from_the_others(lab, arxiv, model):
    arxiv.announce(Batch(TUESDAY, new=[BIRDS, FISH]))
    model.says = None
    model.faults.append(Fault.REFUSAL)
    await lab.type("subscribe diffusion")
    seen = await lab.digest()
    _, *cards = seen.split("PDF ")
    assert sorted(AI in card for card in cards) == [False, True]
    assert sorted(FAILED in card for card in cards) == [False, True]


@pytest.mark.parametrize("wrong", ["sk-not-the-key-9876543210", None], ids=["key", "address"])
async def test_an_operators_mistake_is_no_silence(environ, wrong, caplog):
    own = {"OPENAI_API_KEY": wrong} if wrong else {"OPENAI_BASE_URL": "http://127.0.0.1:1/v1"}
    async with open_lab(environ | own) as lab:
        await lab.type("subscribe diffusion")
        seen = await lab.digest()
    assert QUOTED in seen
    assert FAILED in seen
    assert "small-1 could not summarise 2511.00001" in caplog.text
    assert ("HTTP 401 invalid_api_key" if wrong else "cannot be reached") in caplog.text


@pytest.mark.parametrize(
    "says",
    [
        "Hears 12 birds, see https://evil.example/x.",
        "Hears birds at evil.com/paper and [here](https://evil.example).",
        "Beats all others by 97%.",
        "Hears 13 kinds of birds.",
    ],
)
async def test_no_link_or_number_of_the_models_own_is_shown(lab, model, says):
    await lab.type("subscribe diffusion")
    model.says = says
    seen = await lab.digest() + await lab.type("summary 2511.00001")
    for invented in ("evil", "97", "13"):
        assert invented not in seen.replace("2511.", "")
    assert FAILED in seen


async def test_what_the_paper_bears_out_stays_when_the_rest_goes(lab, model):
    await lab.bot.pipeline.collect()
    model.says = "Hears 12 kinds of birds. Wins by 7 points. More at https://evil.example."
    seen = await lab.type("summary 2511.00001")
    assert "Hears 12 kinds of birds." in seen
    assert AI in seen
    assert "7 points" not in seen
    assert "evil" not in seen


async def test_titles_authors_and_links_are_arxivs_whatever_the_model_says(lab, model):
    await lab.bot.pipeline.collect()
    model.says = "Title: Cats. Authors: Mallory. Hears 12 kinds of birds."
    seen = await lab.type("summary 2511.00001")
    title, *_ = seen.splitlines()
    assert title == "Diffusion for Birds"
    assert "Ada Lovelace · cs.CV · 2511.00001" in seen
    assert "https://arxiv.org/pdf/2511.00001" in seen


async def test_a_paper_without_an_abstract_costs_no_call(lab, arxiv, model):
    arxiv.announce(Batch(TUESDAY, new=[paper(3, "Diffusion, untold", "")]))
    await lab.type("subscribe diffusion")
    assert "No abstract is known" in await lab.digest()
    assert model.requests == []


async def test_the_key_is_in_no_log_and_no_output(environ, tmp_path, caplog, nursery):
    caplog.set_level(logging.DEBUG, "bot")
    key = "sk-careless-0123456789"  # the server's answer repeats it
    async with open_lab(environ | {"OPENAI_API_KEY": key}) as lab:
        await lab.type("subscribe diffusion")
        seen = await lab.digest()
    assert FAILED in seen
    assert key not in seen + caplog.text

    own = {"OPENAI_API_KEY": key, "PAPERBOY_LOG_LEVEL": "DEBUG", "PATH": os.environ["PATH"]}
    done = await asyncio.to_thread(
        subprocess.run,
        nursery.line("summary", "2511.00001"),
        cwd=ROOT,
        env=environ | own,
        capture_output=True,
        text=True,
        timeout=30,
    )
    assert done.returncode == 0, done.stderr
    assert FAILED in done.stdout
    assert key not in done.stdout + done.stderr
    assert "could not summarise" in (tmp_path / "paperboy.log").read_text()
    kept = {path.name: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()}
    assert {"paperboy.db", "paperboy.log", "console.jsonl"} <= kept.keys()
    assert [name for name, content in kept.items() if key.encode() in content] == []


REACHED = "Authors’ own words (today’s limit for AI summaries is reached)"
GUILD = Channel("console", "77", "guild", "#guild")


async def test_at_a_limit_the_authors_speak_and_the_card_says_why(environ, model):
    async with open_lab(environ | {"PAPERBOY_SPEND__ALL_DAY": "10 tokens"}) as lab:
        await lab.type("subscribe diffusion")
        seen = await lab.digest()
        assert QUOTED in seen
        assert REACHED in seen
        assert FAILED not in seen
        assert await lab.bot.pipeline.amending.run() == 0, "it is not written later"
    assert model.requests == []


async def test_a_limit_in_dollars_on_a_model_without_a_price_keeps_it_from_being_asked(
    environ, model
):
    async with open_lab(environ | {"PAPERBOY_SPEND__ALL_DAY": "1000 USD"}) as lab:
        await lab.bot.pipeline.collect()
        assert "the model’s price is not known" in await lab.type("summary 2511.00001")
    assert model.requests == []
    priced = {"PAPERBOY_SPEND__PRICE_ASKED": "1", "PAPERBOY_SPEND__PRICE_ANSWERED": "1"}
    async with open_lab(environ | priced | {"PAPERBOY_SPEND__ALL_DAY": "1000 USD"}) as lab:
        assert AI in await lab.type("summary 2511.00001")


async def test_a_digest_is_paid_by_its_channel_and_a_summary_by_who_asks(lab, arxiv, model):
    arxiv.announce(Batch(TUESDAY, new=[BIRDS, FISH]))
    model.says = None
    await lab.type("subscribe diffusion")
    await lab.digest()
    await lab.type("summary 2511.00001", GUILD)
    store = lab.bot.pipeline.store
    ana, today = await store.people.of(ANA), clock().date()
    rows = await store.spend.between(today, today)
    paid = sorted((each.space, each.channel, each.person, each.calls) for each in rows)
    assert paid == [("", LAB.name, None, 2), ("77", GUILD.name, ana, 1)]
    assert {each.lost for each in rows} == {0}


async def test_the_limit_of_one_person_is_not_that_of_others(environ, model):
    model.bills = lambda _: {"prompt_tokens": 5000, "completion_tokens": 1, "total_tokens": 5001}
    limit = {"PAPERBOY_SPEND__PERSON_DAY": "9000 tokens"}
    async with open_lab(environ | limit) as lab:
        await lab.bot.pipeline.collect()
        assert AI in await lab.type("summary 2511.00001 detail=headline")
        assert "your limit for AI summaries today is reached" in await lab.type(
            "summary 2511.00001"
        )
        writing, found = lab.bot.pipeline.writing, await lab.bot.pipeline.store.papers.one(BIRDS.id)
        both = await asyncio.gather(
            *(writing.summarise(found, Order(Detail.TLDR), Payer(LAB, each)) for each in (ANA, BEN))
        )
    assert [each.limit for each in both] == ["person-day", ""], "though the first one began"


async def test_what_a_killed_run_has_set_aside_is_settled_at_the_next_start(environ):
    today = clock().date()
    async with open_lab(environ) as lab:
        spend = lab.bot.pipeline.store.spend
        bill = Bill(Tokens(900, 100), None)
        await spend.reserve("small-1", bill, (), place=LAB, person=None, run="dead", day=today)
        await lab.bot.run()
        assert await spend.on_their_way() == 0
        (row,) = await spend.between(today, today)
    assert (row.lost, row.tokens) == (1, Tokens(900, 100))


async def test_status_tells_managers_what_is_spent_and_nobody_else(environ, model):
    limits = {
        "PAPERBOY_SPEND__ALL_MONTH": "40000 tokens",
        "PAPERBOY_SPEND__SPACE_DAY": "20000 tokens",
        "PAPERBOY_SPEND__PERSON_DAY": "20000 tokens",
    }
    model.bills = lambda _: {"prompt_tokens": 900, "completion_tokens": 100, "total_tokens": 1000}
    async with open_lab(environ | limits) as lab:
        await lab.bot.pipeline.collect()
        await lab.type("summary 2511.00001", GUILD)
        seen = await lab.type("status", GUILD)
        assert "AI summaries for this place: 1,000 tokens today, 1,000 tokens this month" in seen
        assert "Of the 20,000 tokens a day for this place, 95 % is left." in seen
        assert "Of what everybody together may use up this month, 97 % is left." in seen
        assert "0.0000 USD today" in await lab.type("status", LAB), "that is another place"
        assert "AI summaries" not in await lab.type("status", GUILD, BEN)
