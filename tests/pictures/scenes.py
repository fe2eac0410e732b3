"""The scenes: what happens on a stage, and which of its messages each picture shows."""

from collections.abc import Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.domain.papers import Announcement
from bot.settings import config_dir
from bot.sources.records import RecordFile
from tests.stage import ANA, BEN, Seen, Stage

IMAGES = '"image generation" OR "text to image" OR diffusion name="image generation"'
AGENTS = '(agent OR agents) AND (LLM OR "language model") name="language agents"'
SPEECH = 'speech OR audio name="speech and audio"'
MORNING = datetime(2025, 11, 6, 9, 5, tzinfo=UTC)
"""When the pictures are taken: the newest bundled papers came out on that day."""
_CARDS = 3


@dataclass(frozen=True, slots=True)
class Post:
    """A message in the channel.

    Attributes:
        message: The service's own.
        asked: Who asked for it by which command, where somebody did.
        thread: What is shown of the thread under it.
    """

    message: Any
    asked: tuple[str, str] | None = None
    thread: Sequence[Any] = ()
    replies: int = 0


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture: its name and its messages, from top to bottom."""

    name: str
    posts: Sequence[Post]


async def play(stage: type[Stage], folder: Path) -> list[Picture]:
    """Play every scene on a kind of stage, and return the pictures."""
    pictures = []
    for name, scene in (("many", _many), ("three", _three)):
        async with AsyncExitStack() as stack:
            (here := folder / name).mkdir()
            opened = stage(here)
            opened.clock.now = MORNING
            await opened.open(stack)
            await stack.enter_async_context(opened.bot())
            pictures += await scene(opened)
    return pictures


async def _many(stage: Stage) -> list[Picture]:
    """Two topics, twelve papers; then Ana asks and Ben saves."""
    newest = await _known(stage)
    followed = await stage.type(f"subscribe {IMAGES}")
    await stage.type(f"subscribe {AGENTS}")
    lines = stage.channel()
    heading = await _delivered(stage, newest)
    cards = stage.thread(heading)
    await stage.react(heading, "2️⃣", BEN)
    await stage.react(cards[0], "🔖", ANA)
    stage.clock.pass_time(minutes=4)
    picked = await stage.pick(heading, 2)
    answers = [
        Post(followed.raw, (ANA, f"subscribe {IMAGES}")),
        Post(lines[0].raw),
        Post(picked.raw, (ANA, "")),
    ]
    commands = ("saved", "summary 2", "topics", "status", "why 2")
    answers += [Post((await stage.type(each)).raw, (ANA, each)) for each in commands]
    return [_digest("digest", heading, cards), Picture("answers", answers)]


async def _three(stage: Stage) -> list[Picture]:
    """One narrow topic, three papers."""
    newest = await _known(stage)
    await stage.type(f"subscribe {SPEECH}")
    before = len(stage.channel())
    heading = await _delivered(stage, newest)
    if cards := stage.thread(heading):
        return [_digest("three", heading, cards)]
    return [Picture("three", [Post(each.raw) for each in stage.channel()[before:]])]


def _digest(name: str, heading: Seen, cards: Sequence[Seen]) -> Picture:
    shown = [each.raw for each in cards[:_CARDS]]
    return Picture(name, [Post(heading.raw, thread=shown, replies=len(cards))])


async def _known(stage: Stage) -> list[Announcement]:
    """Let all but the newest day be known already; return that day."""
    sample = RecordFile(config_dir() / "sample.jsonl")
    announced = list((await sample.today()).announcements)
    newest = max(each.day for each in announced)
    await stage.store.arrivals.add([each for each in announced if each.day < newest])
    return [each for each in announced if each.day == newest]


async def _delivered(stage: Stage, announced: Sequence[Announcement]) -> Seen:
    """Let papers arrive, and return the heading of their digest."""
    before = len(stage.channel())
    stage.board.up = list(announced)
    assert stage.running
    await stage.running.pipeline.collect()
    await stage.tick()
    return stage.channel()[before]
