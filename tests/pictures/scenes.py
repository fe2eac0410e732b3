"""The scenes: what happens on a stage, and which of its messages each picture shows."""

from collections.abc import Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from bot.domain.papers import Announcement
from bot.settings import config_dir
from bot.sources.records import RecordFile
from tests.stage import ANA, BEN, Seen, Stage
from tests.stage.discord import DiscordStage
from tests.stage.slack import SlackStage

IMAGES = '"image generation" OR "text to image" OR diffusion name="image generation"'
AGENTS = '(agent OR agents) AND (LLM OR "language model") name="language agents"'
SPEECH = 'speech OR audio name="speech and audio"'
MORNING = datetime(2025, 11, 6, 9, 5, tzinfo=UTC)
"""When the pictures are taken: the newest bundled papers came out on that day."""
ZONES: Final = {"en": "Europe/Amsterdam", "zh": "Asia/Shanghai"}
"""Where people of a language are."""
_LOCALES: Final = {"en": "en-US", "zh": "zh-CN"}
_CARDS = 3


@dataclass(frozen=True, slots=True)
class Post:
    """A message in the channel.

    Attributes:
        message: The service's own.
        asked: Who asked for it by which command, where somebody did; '' is one without a verb.
        pressed: Or who asked for it by which button or menu.
        opened: How the id of a menu begins that is shown open.
        thread: What is shown of the thread under it.
    """

    message: Any
    asked: tuple[str, str] | None = None
    pressed: tuple[str, str] | None = None
    opened: str = ""
    thread: Sequence[Any] = ()
    replies: int = 0


@dataclass(frozen=True, slots=True)
class Sheet:
    """A form that opened.

    Attributes:
        body: The service's own.
        filled: What somebody has filled in, by the names of the fields.
        pressed: As of a post.
    """

    body: Mapping[str, Any]
    filled: Mapping[str, str] = field(default_factory=dict)
    pressed: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Own:
    """Somebody's own page with the app."""

    body: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture.

    Attributes:
        posts: What stands there, from top to bottom.
        language: Of the client that draws it.
        where: The name of the channel; of a direct message ''.
        zone: IANA name of the time zone that it shows times in.
    """

    name: str
    posts: Sequence[Post | Sheet | Own]
    language: str = "en"
    where: str = "papers"
    zone: str = "UTC"


def speak(stage: Stage, language: str) -> None:
    """Let Ana's client speak a language; Slack knows also where she is."""
    if isinstance(stage, DiscordStage):
        stage.people[ANA].locale = _LOCALES[language]
    elif isinstance(stage, SlackStage):
        stage.people[ANA].locale = _LOCALES[language]
        stage.people[ANA].zone = ZONES[language]


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
    newest = await known(stage)
    followed = await stage.type(f"subscribe {IMAGES}")
    await stage.type(f"subscribe {AGENTS}")
    lines = stage.channel()
    heading = await delivered(stage, newest)
    cards = stage.thread(heading)
    await stage.react(heading, "2️⃣", BEN)
    await stage.react(cards[0], "🔖", ANA)
    stage.clock.pass_time(minutes=4)
    picked = await stage.pick(heading, 2)
    answers = [
        Post(followed.raw, (ANA, f"subscribe {IMAGES}")),
        Post(lines[0].raw),
        Post(picked.raw, pressed=(ANA, "")),
    ]
    commands = ("saved", "summary 2", "topics", "status", "why 2")
    answers += [Post((await stage.type(each)).raw, (ANA, each)) for each in commands]
    return [_digest("digest", heading, cards), Picture("answers", answers)]


async def _three(stage: Stage) -> list[Picture]:
    """One narrow topic, three papers."""
    newest = await known(stage)
    await stage.type(f"subscribe {SPEECH}")
    before = len(stage.channel())
    heading = await delivered(stage, newest)
    if cards := stage.thread(heading):
        return [_digest("three", heading, cards)]
    return [Picture("three", [Post(each.raw) for each in stage.channel()[before:]])]


def _digest(name: str, heading: Seen, cards: Sequence[Seen]) -> Picture:
    shown = [each.raw for each in cards[:_CARDS]]
    return Picture(name, [Post(heading.raw, thread=shown, replies=len(cards))])


async def known(stage: Stage) -> list[Announcement]:
    """Let all but the newest day be known already; return that day."""
    sample = RecordFile(config_dir() / "sample.jsonl")
    announced = list((await sample.today()).announcements)
    newest = max(each.day for each in announced)
    await stage.store.arrivals.add([each for each in announced if each.day < newest])
    return [each for each in announced if each.day == newest]


async def delivered(stage: Stage, announced: Sequence[Announcement]) -> Seen:
    """Let papers arrive, and return the heading of their digest."""
    before = len(stage.channel())
    stage.board.up = list(announced)
    assert stage.running
    await stage.running.pipeline.collect()
    await stage.tick()
    return stage.channel()[before]
