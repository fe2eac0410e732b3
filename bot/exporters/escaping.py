"""Keeps what a paper or a model says from being read as Markdown, HTML or a template."""

import re
import unicodedata
from collections.abc import Iterable, Iterator

# A tilde behind a slash is somebody's home page, and strikes nothing out.
_SPECIAL = re.compile(r"([\\`*\[\]]|(?<!/)~)")
_EMPHASIS = re.compile(r"(?<!\w)_|_(?!\w)")
_BLOCK = re.compile(r"^\d{1,9}(?=[.)](?!\S))|^(?=[-+>#=])|(?<=\s)(?=#+$)")
"""Where a sign at an end of a line makes a list, a quotation, a heading or a rule."""
_ENTITIES = {ord(sign): f"&#{ord(sign)};" for sign in "&<>\"'[]()`*_~\\!{}$#|"}
_IN_ADDRESS = {ord(sign): f"%{ord(sign):02X}" for sign in " \"'()<>[]\\^`{|}"} | {ord("&"): "&amp;"}
_BLOG = {"{": "&#123;", "}": "&#125;", "$": "<span>$</span>"}
_OPENING = frozenset({"Ps", "Pi"})
_CLOSING = frozenset({"Pe", "Pf"})
_NOTED = re.compile(r"[#@](?=[^\W\d])|[{}]")
_ACTIVE = re.compile(r"[{}$]")


def markdown(text: str) -> str:
    """Write a line of text so that a reader of Markdown shows just that."""
    plain = _SPECIAL.sub(r"\\\1", text.replace("&", "&amp;").replace("<", "&lt;"))
    return _BLOCK.sub(r"\g<0>\\", _EMPHASIS.sub(r"\\_", plain))


def blog(text: str) -> str:
    """Write a line of text for a blog, whose templates and formulas must not see it either.

    Hexo reads `{{` and `{%` in posts as Nunjucks, Jekyll as Liquid and Hugo as shortcodes. MathJax
    takes two prices for a formula, unless each dollar stands in an element of its own
    (https://docs.mathjax.org/en/latest/input/tex/delimiters.html).
    """
    return _ACTIVE.sub(lambda sign: _BLOG[sign[0]], markdown(text))


def note(text: str) -> str:
    """Write a line of text for a note, in which Dendron must find no tag, name or formula."""
    return _NOTED.sub(lambda sign: f"&#{ord(sign[0])};", markdown(text)).replace("$", "\\$")


def attribute(text: str) -> str:
    """Write a text for where it may stand in an attribute of HTML or in brackets of Markdown."""
    return " ".join(text.split()).translate(_ENTITIES)


def address(url: str) -> str:
    """Write an address for an attribute of HTML or for the target of a link of Markdown."""
    return "".join(url.split()).translate(_IN_ADDRESS)


def strong(text: str, phrases: Iterable[str]) -> Iterator[tuple[str, bool]]:
    """Yield the pieces of a line, each with whether it is a key phrase.

    The marks of Markdown only work where a letter stands inside them or a space or stop outside
    (https://spec.commonmark.org/0.31.2/#left-flanking-delimiter-run), so a phrase gives up its own
    stops and quotation marks where it has to.
    """
    done = 0
    for start, end in (_trimmed(text, *place) for place in _places(text, phrases)):
        if start < end:
            if done < start:
                yield text[done:start], False
            yield text[start:end], True
            done = end
    if text[done:]:
        yield text[done:], False


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Leave out what keeps marks at either end from working; of a quotation, both of its marks."""
    while start < end and _unfit(text[start], text[start - 1 : start]):
        if unicodedata.category(text[start]) in _OPENING:
            end = _first(text, range(start + 1, end), _CLOSING, end)
        start += 1
    while start < end and _unfit(text[end - 1], text[end : end + 1]):
        if unicodedata.category(text[end - 1]) in _CLOSING:
            start = _first(text, range(end - 2, start - 1, -1), _OPENING, start - 1) + 1
        end -= 1
    return start, end


def _first(text: str, places: range, kinds: frozenset[str], otherwise: int) -> int:
    found = (place for place in places if unicodedata.category(text[place]) in kinds)
    return next(found, otherwise)


def _places(text: str, phrases: Iterable[str]) -> list[tuple[int, int]]:
    """Return where phrases stand, the longest first to choose, none within another."""
    taken: list[tuple[int, int]] = []
    for phrase in sorted(filter(None, phrases), key=len, reverse=True):
        start = text.find(phrase)
        end = start + len(phrase)
        if start >= 0 and not any(start < last and first < end for first, last in taken):
            taken.append((start, end))
    return sorted(taken)


def _unfit(inside: str, outside: str) -> bool:
    """Say whether marks between these two signs would be shown as they are."""
    if inside.isspace():
        return True
    return _is_stop(inside) and bool(outside) and not outside.isspace() and not _is_stop(outside)


def _is_stop(sign: str) -> bool:
    return unicodedata.category(sign)[0] in "PS"
