"""Breaks text into the rows of a terminal. Pure.

Latin text breaks at spaces; Chinese, Japanese and Korean break between any two letters, but for
signs that may not begin or end a row. Wide letters take two columns.
"""

import re

from rich.cells import cell_len

_WIDE = "\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60"
_OPENING = "(\\[“‘（《〈「『【"
_CLOSING = ")\\]”’…，。、；：！？）》〉」』】"
_PIECE = re.compile(rf"\s*[{_OPENING}]*(?:[{_WIDE}]|[^\s{_WIDE}]+)[{_CLOSING}]*")


def wrapped(text: str, width: int, indent: str = "") -> list[str]:
    """Break text into rows; nothing is cut, so what cannot be broken may be wider.

    Args:
        text: Without breaks or marks of its own.
        width: Columns there are.
        indent: Stands before each row, and takes its room.
    """
    rows: list[str] = []
    row = ""
    for piece in _PIECE.findall(text):
        if row and cell_len(f"{indent}{row}{piece}") > width:
            rows.append(row)
            row = piece.lstrip()
        else:
            row += piece if row else piece.lstrip()
    return [f"{indent}{each}" for each in (*rows, row)]
