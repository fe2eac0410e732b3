"""Plays `paperboy init` in a terminal of its own, question by question."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import AsyncExitStack, contextmanager
from pathlib import Path

from tests.cli.conftest import Paperboy
from tests.cli.screen import Screen

_GIVEN = ("PAPERBOY_DISCORD__TOKEN", "PAPERBOY_SLACK__BOT_TOKEN", "PAPERBOY_SLACK__APP_TOKEN")


@contextmanager
def wizard(paperboy: Paperboy, **environ: str) -> Iterator[Screen]:
    around = paperboy.around(TERM="xterm", **environ)
    with Screen(paperboy.line("init", "--no-browser"), around) as screen:
        yield screen


def answer(screen: Screen, *pairs: tuple[str, str]) -> None:
    """Answer each question, which begins so, with what stands beside it."""
    for question, text in pairs:
        screen.wait_for(question)
        screen.wait_for(": ")
        screen.type(text)


ABOUT = (
    ("Whom people can tell", "Ana in room 3"),
    ("Your address, so that arXiv", "ana@lab.example"),
    ("Language (en, zh)", ""),
    ("Time zone", "Europe/Berlin"),
)
KEPT = tuple((question, "") for question, _ in ABOUT)


def kept(paperboy: Paperboy) -> Path:
    return paperboy.folder / "paperboy.toml"


async def against(paperboy: Paperboy, make: type, play: Callable[[], None], tmp_path: Path) -> None:
    """Let a wizard play against a loopback service."""
    async with AsyncExitStack() as stack:
        stage = make(tmp_path)
        await stage.open(stack)
        given = {name: value for name, value in stage.environ().items() if name not in _GIVEN}
        paperboy.environ.update(given)
        await asyncio.to_thread(play)
