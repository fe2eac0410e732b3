"""Takes pictures of pages with Chromium, without a window."""

import base64
import re
import subprocess
from pathlib import Path

from tests.pictures import png

WIDTH = 760
_SCALE = 2
_HEIGHT = re.compile(r'data-height="(\d+)"')
_MEASURE = (
    "<script>document.documentElement.dataset.height"
    " = document.body.getBoundingClientRect().height | 0</script>"
)


def inline(picture: bytes) -> str:
    """Write a picture as HTML that needs no file."""
    return f'<img src="data:image/png;base64,{base64.b64encode(picture).decode()}">'


def picture(body: str, style: str, to: Path, folder: Path, scale: float = _SCALE) -> None:
    """Take a picture of a page, as high as the page is.

    Args:
        body: HTML.
        style: CSS.
        to: The picture's file.
        folder: Where the page and Chromium's own files may lie meanwhile.
        scale: Dots of the picture for one of the page.
    """
    page = folder / f"{to.stem}.html"
    page.write_text(
        f'<!doctype html><meta charset="utf-8"><style>{style}</style><body>{body}</body>{_MEASURE}',
        encoding="utf-8",
    )
    found = _HEIGHT.search(_chromium(folder, page, "--dump-dom", height=800, scale=scale))
    assert found, "Chromium did not say how high the page is"
    taken = folder / to.name
    _chromium(folder, page, f"--screenshot={taken}", height=int(found[1]), scale=scale)
    to.write_bytes(png.thin(taken.read_bytes()))


def _chromium(folder: Path, page: Path, *does: str, height: int, scale: float) -> str:
    done = subprocess.run(
        [
            "chromium",
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-lcd-text",
            "--hide-scrollbars",
            f"--user-data-dir={folder / 'chromium'}",
            f"--force-device-scale-factor={scale}",
            f"--window-size={WIDTH},{height}",
            *does,
            page.as_uri(),
        ],
        check=True,
        capture_output=True,
        text=True,
        timeout=60,
    )
    return done.stdout
