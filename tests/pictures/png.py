"""Writes a picture again with 256 colours, which is half the size: text has few of them."""

import zlib
from collections import Counter
from collections.abc import Iterator
from typing import TypeAlias

Colour: TypeAlias = tuple[int, int, int]

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_COLOURS = 256
_OPAQUE = 2
"""The kind of picture Chromium makes: red, green and blue, eight bits each."""


def thin(picture: bytes) -> bytes:
    """Write a picture of Chromium's with 256 of its colours."""
    chunks = list(_chunks(picture))
    head = chunks[0][1]
    assert head[8:10] == bytes((8, _OPAQUE)), "Chromium makes pictures of another kind now"
    packed = b"".join(data for kind, data in chunks if kind == b"IDAT")
    rows = list(_rows(zlib.decompress(packed), width=int.from_bytes(head[:4])))
    seen: Counter[Colour] = Counter()
    for row in rows:
        seen.update(_colours(row))
    chosen = _chosen(seen)
    place = {colour: _nearest(colour, chosen) for colour in seen}
    place.update((colour, number) for number, colour in enumerate(chosen))
    drawn = b"".join(b"\0" + bytes(place[each] for each in _colours(row)) for row in rows)
    return _SIGNATURE + b"".join(
        (
            _chunk(b"IHDR", head[:8] + bytes((8, 3, 0, 0, 0))),
            _chunk(b"PLTE", bytes(value for colour in chosen for value in colour)),
            _chunk(b"IDAT", zlib.compress(drawn, 9)),
            _chunk(b"IEND", b""),
        )
    )


def _chunks(picture: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(_SIGNATURE)
    while at < len(picture):
        size = int.from_bytes(picture[at : at + 4])
        yield picture[at + 4 : at + 8], picture[at + 8 : at + 8 + size]
        at += 12 + size


def _chunk(kind: bytes, data: bytes) -> bytes:
    checked = kind + data
    return len(data).to_bytes(4) + checked + zlib.crc32(checked).to_bytes(4)


def _rows(filtered: bytes, width: int) -> Iterator[bytes]:
    """Undo the filters: https://www.w3.org/TR/png/#9Filters."""
    size = 3 * width
    above = bytes(size + 3)
    for start in range(0, len(filtered), size + 1):
        # Three zeros stand to the left of each row.
        row = bytearray(3) + filtered[start + 1 : start + 1 + size]
        match filtered[start]:
            case 1:
                for at in range(3, len(row)):
                    row[at] = (row[at] + row[at - 3]) & 255
            case 2:
                row = bytearray((a + b) & 255 for a, b in zip(row, above, strict=True))
            case 3:
                for at in range(3, len(row)):
                    row[at] = (row[at] + (row[at - 3] + above[at]) // 2) & 255
            case 4:
                for at in range(3, len(row)):
                    row[at] = (row[at] + _paeth(row[at - 3], above[at], above[at - 3])) & 255
        above = bytes(row)
        yield above[3:]


def _paeth(left: int, above: int, corner: int) -> int:
    to_left, to_above = abs(above - corner), abs(left - corner)
    to_corner = abs(left + above - 2 * corner)
    if to_left <= to_above and to_left <= to_corner:
        return left
    return above if to_above <= to_corner else corner


def _colours(row: bytes) -> Iterator[Colour]:
    return zip(row[::3], row[1::3], row[2::3], strict=True)


def _chosen(seen: Counter[Colour]) -> list[Colour]:
    """Choose the most frequent colours, but first one of every sort: an emoji is small."""
    often = [colour for colour, _ in seen.most_common()]
    sorts: dict[Colour, Colour] = {}
    for red, green, blue in often:
        sorts.setdefault((red >> 5, green >> 5, blue >> 5), (red, green, blue))
    return list(dict.fromkeys([*sorts.values(), *often]))[:_COLOURS]


def _nearest(colour: Colour, chosen: list[Colour]) -> int:
    def far(number: int) -> int:
        return sum((a - b) ** 2 for a, b in zip(colour, chosen[number], strict=True))

    return min(range(len(chosen)), key=far)
