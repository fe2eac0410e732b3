"""Make every picture: see the package's docstring."""

import asyncio
import sys
import tempfile
from pathlib import Path
from types import ModuleType

from tests.pictures import browser, console, details, discord, slack
from tests.pictures.scenes import Picture, play
from tests.stage import Stage
from tests.stage.console import ConsoleStage
from tests.stage.discord import DiscordStage
from tests.stage.slack import SlackStage

_HERE = Path(__file__).parent
_PICTURES = _HERE.parents[1] / "docs" / "pictures"
_DETAILS = "--details"
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
                browser.picture(_FIGURE, _FIGURE_STYLE, scratch / "figure.png", scratch, scale=1)
                figure = (scratch / "figure.png").read_bytes()
                for each in asyncio.run(details.play(stage, language, figure, scratch)):
                    _draw(each, stage, client, folder, scratch, scale=1)


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


if __name__ == "__main__":
    wanted = [each for each in sys.argv[1:] if each != _DETAILS]
    if _DETAILS in sys.argv:
        every_detail(Path(wanted[0]) if wanted else _PICTURES / "details")
    else:
        main(Path(wanted[0]) if wanted else _PICTURES)
