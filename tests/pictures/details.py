"""One paper at every detail, in English and Chinese, as a model says it; and questions about it.

The paper is made up and lies in `paper.html`; what the model says of it in `said.toml`. It comes
through the real reader of full texts, from a loopback arXiv, and the real client of a model.
"""

import tomllib
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

import httpx2

from bot.domain.papers import described
from bot.domain.summaries import Detail
from bot.fulltext.arxiv import ArxivFullTexts
from bot.fulltext.cache import Cache
from bot.fulltext.child import Child
from bot.gate import FileTurnstile, Gate
from bot.settings import config_dir
from bot.summarisers.answering import OpenAIAnswerer
from bot.summarisers.openai import OpenAISummariser
from tests.fulltext.limits import limits
from tests.pictures.scenes import MORNING, Picture, Post, speak
from tests.servers.arxiv import Arxiv
from tests.servers.clock import Clock
from tests.servers.openai import OpenAIServer, client
from tests.stage import ANA, Stage
from tests.stage.console import ConsoleStage
from tests.stage.discord import DiscordStage
from tests.stage.slack import SlackStage

LANGUAGES = ("en", "zh")
_HERE = Path(__file__).parent
_MODEL = "gpt-5.4-nano"
_QUESTIONS: Final = {
    "en": ("What data was it tested on?", "How many volunteers helped?"),
    "zh": ("用了哪些数据？", "有多少志愿者参加？"),
}
_NOTHING: Final = {"sentences": []}
PAPER = described(
    id="2511.90007",
    title="Listening at Dusk: Streaming Owl Call Detection on Solar-Powered Recorders",
    abstract=(
        "Owls are counted by their calls, which are rare, so recorders in the forest spend their "
        "energy on minutes in which nothing calls. We propose DuskNet, a streaming detector that "
        "lives from a small solar panel: a training-free gate listens all night and wakes a "
        "network of 0.4 million parameters only when a call is likely. On 1,240 hours of forest "
        "sound it reaches an F1 score of 91.3%, compared with 88.7% for the best detector on "
        "servers, and energy falls from 310 mW to 38 mW. Code is available at "
        "https://github.com/strix/dusknet."
    ),
    authors=("Ada Strix", "Ben Otus", "Carla Bubo", "Dai Tyto"),
    categories=("cs.SD", "eess.AS"),
    primary="cs.SD",
    comment="12 pages, 4 figures. Accepted to ICASSP 2026",
    version=1,
    license="http://creativecommons.org/licenses/by/4.0/",
)


async def play(kind: type[Stage], language: str, figure: bytes, folder: Path) -> list[Picture]:
    """Let Ana ask for the paper at every detail, then about it on Discord, and without a model.

    Args:
        figure: The paper's only one, a PNG.
    """
    said = replies(language)
    found, missing = _QUESTIONS[language]
    asked = [f'ask {PAPER.id} question="{each}"' for each in (found, missing)]
    analysis = f"summary {PAPER.id} detail={Detail.ANALYSIS}"
    async with opened(kind, language, figure, new(folder / "model"), said) as (stage, model):
        posts: list[Post] = []
        for detail in Detail:
            model.says = said[detail]
            command = f"summary {PAPER.id} detail={detail}"
            posts += await _told(stage, command)
        pictures = [Picture(language, posts, language)]
        if kind is not DiscordStage:
            # What is asked looks much the same elsewhere, and every picture weighs something.
            return pictures
        model.says = said["ask"]
        posts = await _told(stage, asked[0])
        model.says = _NOTHING
        posts += await _told(stage, asked[1])
    async with opened(kind, language, figure, new(folder / "authors"), None) as (stage, _):
        for command in (asked[0], analysis):
            posts += await _told(stage, command)
        pictures.append(Picture(f"{language}-asked", posts, language))
    return pictures


def replies(language: str) -> Any:
    """Return what the model says in a language."""
    return tomllib.loads((_HERE / "said.toml").read_text(encoding="utf-8"))[language]


def new(folder: Path) -> Path:
    """Make a folder."""
    folder.mkdir()
    return folder


@asynccontextmanager
async def opened(
    kind: type[Stage], language: str, figure: bytes, folder: Path, said: Any
) -> AsyncIterator[tuple[Stage, OpenAIServer]]:
    """Open a stage on which arXiv has the paper, with a model where it has something to say."""
    async with AsyncExitStack() as stack:
        stage = kind(folder)
        stage.clock.now = MORNING
        if isinstance(stage, ConsoleStage):
            stage.colours = "truecolor"
        await stage.open(stack)
        speak(stage, language)
        clock = Clock(MORNING)
        arxiv = stack.enter_context(Arxiv(clock=clock))
        page = (_HERE / "paper.html").read_text(encoding="utf-8")
        address = f"/html/{PAPER.id}v1"
        arxiv.files[address] = page.replace("ABSTRACT", PAPER.abstract).encode()
        arxiv.files[f"{address}/x1.png"] = figure
        gate = Gate(
            FileTurnstile(folder / "gate.json"),
            clock=clock,
            sleep=clock.sleep,
            delay=timedelta(seconds=3),
            random=lambda: 0.5,
        )
        asks = await stack.enter_async_context(httpx2.AsyncClient(timeout=10))
        stage.full_texts = ArxivFullTexts(
            asks,
            gate,
            Child(limits()),
            Cache(folder / "fulltext", 10),
            html_url=f"{arxiv.url}/html",
            pdf_url=f"{arxiv.url}/pdf",
            clock=clock,
        )
        model = await stack.enter_async_context(OpenAIServer())
        if said is not None:
            asks_model = await stack.enter_async_context(client(model))
            prompts = config_dir() / "prompts"
            stage.writers = (OpenAISummariser(asks_model, _MODEL, prompts),)
            stage.answerers = (OpenAIAnswerer(asks_model, _MODEL, prompts),)
        await stack.enter_async_context(stage.bot())
        await stage.arrive(PAPER, day=MORNING.date())
        await stage.type(f"settings language {language}")
        yield stage, model


async def _told(stage: Stage, command: str) -> list[Post]:
    """Let Ana type a command, and return every message that she gets."""
    if isinstance(stage, ConsoleStage):
        before = len(stage.screen.getvalue())
        await stage.type(command)
        drawn = stage.screen.getvalue()[before:]
        return [Post(drawn.replace(str(stage.folder), "~/paperboy"), (ANA, command))]
    known = len(_to_ana(stage))
    await stage.type(command)
    new = _to_ana(stage)[known:]
    return [Post(each, None if at else (ANA, command)) for at, each in enumerate(new)]


def _to_ana(stage: Stage) -> list[Any]:
    """Return what Ana alone has got so far."""
    if isinstance(stage, DiscordStage):
        every = stage.server.interactions.all.values()
        return [message for each in every for message in each.answers]
    assert isinstance(stage, SlackStage)
    ana = stage.people[ANA]
    direct = stage.server.all_messages(stage.server.direct(ana))
    got = [*stage.server.ephemerals(ana), *(each for each in direct if each.bot_id)]
    return sorted(got, key=lambda each: float(each.ts))
