"""Text as people may see it: nothing hidden in it, no markup, no TeX, punctuation as is usual."""

import html
import re
import unicodedata
from typing import Final

from bot.domain import latex
from bot.summarisers.answers import known
from bot.summarisers.scripts import primary

# Drawn as nothing, although Unicode counts them as letters or marks: fillers, selectors of
# variants (which can carry a whole text), a blank of braille.
_BLANKS: Final = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]"
)
_PILED: Final = 3
"""Marks on one letter that are still read; more is a picture."""

_RUN: Final = re.compile(r"([!-~]{60})[!-~]{60,}")
"""No word is so long, and what is looked up in it takes the square of its length."""

_COMMENT: Final = re.compile(
    r"<!--.*?(?:-->|$)|<(?P<tag>script|style)\b.*?(?:</(?P=tag)\s*>|$)", re.DOTALL | re.IGNORECASE
)
_TAG: Final = re.compile(
    r"</?(?:a|b|i|u|s|em|strong|code|pre|p|br|hr|ul|ol|li|div|span|sub|sup|small|mark|center|font|"
    r"h[1-6]|table|tr|td|th|img|details|summary|blockquote)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_TARGET: Final = re.compile(r"!?\[([^\[\]]*)\]\(\s*<?((?:[^()<>]|\([^()]*\))*)>?\s*\)")
_PAIRED: Final = re.compile(
    r"\*\*(?P<bold>[^*\n]+)\*\*|__(?P<bold2>[^_\n]+)__|~~(?P<struck>[^~\n]+)~~"
    r"|\|\|(?P<hidden>[^|\n]+)\|\||```[a-z]*\s?(?P<block>[^`]*)```|`(?P<code>[^`\n']+)`"
    r"|(?<![\w*])\*(?P<italic>[^\s*][^*\n]*)\*(?![\w*])|(?<!\w)_(?P<italic2>[^\s_][^_\n]*)_(?!\w)"
)
_HEAD: Final = re.compile(
    r"\s*(?:(?:#{1,6}|>{1,3}|-#|[-*•·‣–])\s+|\d{1,2}(?:[.)](?=\s)|、)\s*|[(（]\d{1,2}[)）]\s*"
    r"|(?:Step|步骤|第)\s?\d{1,2}\s?步?[:：.]\s*)+"
)
_NOTE: Final = re.compile(r"(?<=[.!?,;。！？，；])[¹²³⁴-⁹]+(?=\s|\[|$|[㐀-鿿])")
_MACRO: Final = re.compile(r"\\([A-Za-z]+)")
_REFUSED: Final = re.compile(
    r"href|url|cite\w*|\w*ref|label|includegraphics|input|include|footnote|begin|end|def|"
    r"\w*command\w*|write\d*|html\w*"
)
_HAN: Final = r"[㐀-䶿一-鿿]"
_WIDE: Final = str.maketrans(",;:?!()", "，；：？！（）")
_ANY_HAN: Final = re.compile(_HAN)
_END: Final = re.compile(r"(?<=[\w%）”])\.$")
_AT_HAN: Final = re.compile(rf"(?<={_HAN})[,;:?!](?!\d)|[,;:?!](?= ?{_HAN})|(?<={_HAN})\.(?=\s|$)")
_ROUND: Final = re.compile(rf"\(([^()]*{_HAN}[^()]*)\)")
_GAP: Final = re.compile(
    rf"(?<={_HAN}) +(?=[\w(（“]|{_HAN})|(?<=[\w%)）”]) +(?={_HAN})"
    r"|(?<=\d) +(?=[%℃])|(?<=[，。；：？！、）”]) +| +(?=[，。；：？！、（“])"
)


def visible(text: str, *, lines: bool = False) -> str:
    """Drop every character that nobody sees; blanks of all kinds become one space.

    Of a word that is far too long the beginning stays.

    Args:
        text: Any text.
        lines: Whether its lines stay apart.
    """
    text = _RUN.sub(r"\1", text)
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    kept: list[str] = []
    piled = 0
    for char in _BLANKS.sub("", text):
        piled = piled + 1 if unicodedata.combining(char) else 0
        if char.isprintable() and piled <= _PILED:
            kept.append(char)
        elif char.isspace() or char in "\u2028\u2029":
            kept.append("\n" if lines and char == "\n" else " ")
    shown = "".join(kept)
    if not lines:
        return " ".join(shown.split())
    return "\n".join(" ".join(line.split()) for line in shown.split("\n"))


def tidy(text: str, language: str) -> tuple[str, tuple[str, ...]]:
    """Return what a model wrote as plain text on one line, and the phrases that it set in bold.

    The address of a link stays beside its label, so that whoever looks for addresses sees it; so
    does a macro that nobody knows.
    """
    # Twice, for what is hidden may have been written as an entity.
    text = visible(_COMMENT.sub(" ", html.unescape(visible(text, lines=True))), lines=True)
    text = _TARGET.sub(_opened, _TAG.sub(" ", text))
    strong: list[str] = []

    def bared(found: re.Match[str]) -> str:
        inner = next(group for group in found.groups() if group is not None)
        if found["bold"] or found["bold2"]:
            strong.append(idiomatic(" ".join(inner.split()), language))
        return inner

    text = " ".join(_headless(line) for line in text.split("\n"))
    text = _NOTE.sub("", _PAIRED.sub(bared, text))
    macros = _MACRO.findall(text)
    if all(known(macro) and not _REFUSED.fullmatch(macro) for macro in macros):
        text = latex.readable(text)
    return idiomatic(visible(text), language), tuple(strong)


def idiomatic(text: str, language: str) -> str:
    """Give Chinese its own punctuation, and no blanks beside it."""
    if primary(language) != "zh":
        return text
    if not _ANY_HAN.search(text):
        return text
    text = _END.sub(
        "。", _AT_HAN.sub(lambda mark: "。" if mark[0] == "." else mark[0].translate(_WIDE), text)
    )
    return _GAP.sub("", _ROUND.sub(r"（\1）", text)).strip()


def _headless(line: str) -> str:
    head = _HEAD.match(line)
    return line[head.end() :] if head else line


def _opened(found: re.Match[str]) -> str:
    label, target = found[1], found[2].split(" ")[0]
    return f"{label} {target}" if any(sign in target for sign in ".:/") else label
