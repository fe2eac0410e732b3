"""Make every picture: see the package's docstring."""

import asyncio
import sys
import tempfile
from pathlib import Path

from tests.pictures import browser, discord, slack
from tests.pictures.scenes import play
from tests.stage.discord import DiscordStage
from tests.stage.slack import SlackStage

_HERE = Path(__file__).parent
_PICTURES = _HERE.parents[1] / "docs" / "pictures"


def main(folder: Path) -> None:
    """Make every picture, in a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for stage, client in ((DiscordStage, discord), (SlackStage, slack)):
        style = (_HERE / f"{stage.name}.css").read_text(encoding="utf-8")
        with tempfile.TemporaryDirectory(prefix="pictures-") as name:
            scratch = Path(name)
            for each in asyncio.run(play(stage, scratch)):
                to = folder / f"{stage.name}-{each.name}.png"
                browser.picture(client.page(each), style, to, scratch)
                sys.stdout.write(f"{to}: {to.stat().st_size:,} bytes\n")


main(Path(sys.argv[1]) if len(sys.argv) > 1 else _PICTURES)
