"""Make every picture: see the package's docstring."""

import asyncio
import os
import sys
import tempfile
from pathlib import Path
from types import ModuleType

from tests.pictures import browser, console, details, discord, native, slack
from tests.pictures.scenes import Picture, play
from tests.stage import ANA, Stage
from tests.stage.console import ConsoleStage
from tests.stage.discord import DiscordStage
from tests.stage.slack import SlackStage

_HERE = Path(__file__).parent
_PICTURES = _HERE.parents[1] / "docs" / "pictures"
_FIGURE = """<figure><span>sound, all night</span>→<span>training-free gate</span>→
<span>DuskNet, 4% of the time</span>→<span>owl call</span></figure>"""
_FIGURE_STYLE = """body { margin: 0; display: flow-root; background: #fff; }
figure { display: flex; justify-content: space-around; align-items: center; height: 260px;
  margin: 0; font: 600 19px sans-serif; }
span { padding: 80px 10px; border-radius: 10px; background: #d7e8f7; }"""


def main(folder: Path) -> None:
    """Make the pictures of digests and answers, in a folder."""
    for stage, client in ((DiscordStage, discord), (SlackStage, slack)):
        with tempfile.TemporaryDirectory(prefix="pictures-") as name:
            for each in asyncio.run(play(stage, Path(name))):
                _draw(each, stage, client, folder, Path(name))


def every_detail(folder: Path) -> None:
    """Make the pictures of one paper at every detail, in a folder."""
    for stage, client in (
        (DiscordStage, discord),
        (SlackStage, slack),
        (ConsoleStage, console),
    ):
        for language in details.LANGUAGES:
            with tempfile.TemporaryDirectory(prefix="pictures-") as name:
                scratch = Path(name)
                figure = _figure(scratch)
                for each in asyncio.run(details.play(stage, language, figure, scratch)):
                    _draw(each, stage, client, folder, scratch, scale=1)


def everything_native(folder: Path) -> None:
    """Make the pictures of what is drawn each platform's own way, in a folder."""

    async def all_of(stage: type[Stage], language: str, scratch: Path) -> list[Picture]:
        figure = _figure(scratch)
        return [each async for each in native.play(stage, language, figure, scratch)]

    console_as_text(folder)
    for stage, client in ((DiscordStage, discord), (SlackStage, slack)):
        for language in native.LANGUAGES:
            with tempfile.TemporaryDirectory(prefix="pictures-") as name:
                scratch = Path(name)
                for each in asyncio.run(all_of(stage, language, scratch)):
                    _draw(each, stage, client, folder, scratch, scale=1)


def console_as_text(folder: Path) -> None:
    """Write what a terminal shows, as text, into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    os.environ["LOGNAME"] = ANA
    for language in native.LANGUAGES:
        with tempfile.TemporaryDirectory(prefix="pictures-") as name:
            shown = asyncio.run(native.transcript(language, Path(name)))
        (folder / f"console-{language}.txt").write_text(shown, encoding="utf-8")


def _figure(scratch: Path) -> bytes:
    browser.picture(_FIGURE, _FIGURE_STYLE, scratch / "figure.png", scratch, scale=1)
    return (scratch / "figure.png").read_bytes()


def _draw(
    picture: Picture,
    stage: type[Stage],
    client: ModuleType,
    folder: Path,
    scratch: Path,
    scale: float = 2,
) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    style = (_HERE / f"{stage.name}.css").read_text(encoding="utf-8")
    to = folder / f"{stage.name}-{picture.name}.png"
    browser.picture(client.page(picture), style, to, scratch, scale)
    sys.stdout.write(f"{to}: {to.stat().st_size:,} bytes\n")


_KINDS = {
    "--details": (every_detail, _PICTURES / "details"),
    "--native": (everything_native, _PICTURES / "native"),
}

if __name__ == "__main__":
    make, into = next((_KINDS[each] for each in sys.argv if each in _KINDS), (main, _PICTURES))
    make(next((Path(each) for each in sys.argv[1:] if each not in _KINDS), into))
