"""A region of a PDF's page as a PNG."""

import base64
import struct
import zlib
from contextlib import closing
from typing import Any

import pypdfium2 as pdfium

from bot.domain.fulltext import Lack
from bot.fulltext.limits import NoText

_MOST_HIGH = 4_000
"""Pixels, however slender the region."""


def draw(file: bytes, region: dict[str, Any], wide: int) -> str:
    """Return a PNG in base 64.

    Args:
        region: The fields of a `Region`.
        wide: Pixels from left to right, at most.

    Raises:
        NoText: The file cannot be read, or has no such page.
    """
    try:
        document = pdfium.PdfDocument(file)
    except pdfium.PdfiumError as error:
        raise NoText(Lack.BROKEN, str(error)) from error
    with closing(document):
        if not 0 < region["page"] <= len(document):
            raise NoText(Lack.BROKEN, "no such page")
        page = document[region["page"] - 1]
        with closing(page):
            return base64.b64encode(_png(page, region, wide)).decode("ascii")


def _png(page: pdfium.PdfPage, region: dict[str, Any], wide: int) -> bytes:
    left, bottom, right, top = page.get_mediabox()
    crop = (
        max(region["left"] - left, 0),
        max(region["bottom"] - bottom, 0),
        max(right - region["right"], 0),
        max(top - region["top"], 0),
    )
    across = right - left - crop[0] - crop[2]
    up = top - bottom - crop[1] - crop[3]
    if across < 1 or up < 1:
        raise NoText(Lack.BROKEN, "the region lies outside the page")
    scale = min(wide / across, _MOST_HIGH / up, 4.0)
    bitmap = page.render(scale=scale, crop=crop, rev_byteorder=True, prefer_bgrx=False)
    with closing(bitmap):
        return _encoded(bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride)


def _encoded(pixels: bytes, width: int, height: int, stride: int) -> bytes:
    """Write red, green and blue as a PNG (w3.org/TR/png)."""
    rows = (pixels[at * stride : at * stride + 3 * width] for at in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = zlib.compress(b"".join(b"\x00" + row for row in rows), 6)
    parts = ((b"IHDR", header), (b"IDAT", body), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in parts
    )
