"""Where a paper's first author works, read from the lines below the title; never guessed."""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from bot.domain.fulltext import Affiliation

_MARKS = "⁰¹²³⁴⁵⁶⁷⁸⁹∗*†‡§¶‖♠♣♡♢□■⋄◇⋆★✉#"
_PLAIN = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹∗", "0123456789*")
_BEHIND = re.compile(rf"\s?((?:[{_MARKS}]|\d{{1,2}}(?![^\W_])|[,\s](?=[{_MARKS}\d]))+)")
_SEGMENT = re.compile(rf"(?<![^\W\d_])(?:[{_MARKS}]+|(?<![\w.,-])\d{{1,2}}(?=\s?[^\W\d_a-z]))\s?")
_PLACE = re.compile(
    r"universi|institut|laborator|\blabs?\b|department|dept|facult|school|colleg|academ|centre|"
    r"\bcenter|hospital|research|observator|polytech|\binc\b|\bcorp|\bltd\b|gmbh|\bgroup\b|\bteam\b|"
    r"\bAI\b|google|microsoft|facebook|\bmeta\b|amazon|nvidia|tencent|alibaba|bytedance|huawei|baidu|"
    r"deepmind|openai|\bCNRS\b|\bINRIA\b|\bCERN\b|\bNASA\b|\bETH\b|\bMIT\b|\bEPFL\b|departamento|"
    r"hochschule|foundation|ministry|大学|学院|研究所",
    re.IGNORECASE,
)
_NO_PLACE = re.compile(
    r"@|https?:|equal|correspond|contribut|work(?:s|ed)? (?:was |were )?(?:done|performed)|"
    r"intern\b|internship|e-?mail|lead(?:er)?\b|order|abstract|keywords|arxiv|preprint",
    re.IGNORECASE,
)


def affiliation(front: Sequence[str], author: str) -> Affiliation | None:
    """Return where an author works, with the line it stands in; None where that is not clear.

    Args:
        front: The lines between a paper's title and its abstract.
        author: The first author, as arXiv names them.
    """
    for at, line in enumerate(front):
        end = _named(line, author)
        if end is None:
            continue
        marks = _marks(line[end:])
        for mark in marks:
            if found := _marked(front, at, mark):
                return found
        # A number stands for a place; another sign may stand for a footnote that is not here.
        explained = {sign for each in front[at + 1 :] for sign, _ in _segments(each)}
        lost = any(mark.isdigit() or (mark in explained and mark != "*") for mark in marks)
        return None if lost else _unmarked(front, at)
    return None


def _named(line: str, author: str) -> int | None:
    """Return where a name ends in a line: first and last part in order, little between them."""
    parts = re.findall(r"[^\W\d_]+", _plain(author))
    if len(parts) < 2:
        return None
    text = _plain(line)
    pattern = rf"\b{parts[0]}\b(?:[\s.-]+[^\W\d_]+\.?){{0,3}}?[\s.-]+{parts[-1]}(?![^\W\d_])"
    match = re.search(pattern, text)
    return match.end() if match else None


def _plain(text: str) -> str:
    """Return a text of the same length in small letters without marks."""
    return "".join(unicodedata.normalize("NFKD", char)[0].lower()[:1] or char for char in text)


def _marks(rest: str) -> list[str]:
    """Return the marks behind a name, numbers first, a star last."""
    match = _BEHIND.match(rest)
    if not match:
        return []
    signs = re.findall(r"\d+|[^\s,\d]", match[1].translate(_PLAIN))
    return sorted(dict.fromkeys(signs), key=lambda sign: (not sign.isdigit(), sign == "*"))


def _segments(line: str) -> Iterator[tuple[str, str]]:
    """Yield the parts of a line, each with the mark before it; '' where it has none."""
    starts = list(_SEGMENT.finditer(line))
    if not starts or starts[0].start() > 0:
        yield "", line[: starts[0].start()] if starts else line
    for place, start in enumerate(starts):
        end = starts[place + 1].start() if place + 1 < len(starts) else len(line)
        yield start[0].strip().translate(_PLAIN), line[start.end() : end]


def _marked(front: Sequence[str], at: int, mark: str) -> Affiliation | None:
    for line in (*front[at + 1 :], front[at]):
        for sign, text in _segments(line):
            name = _trimmed(text)
            if sign != mark or not name[2:] or not name[0].isupper() or _NO_PLACE.search(name):
                continue
            # Behind a sign there may be any remark; behind a number, only a place.
            if mark.isdigit() or _PLACE.search(name):
                return Affiliation(name, line)
    return None


def _unmarked(front: Sequence[str], at: int) -> Affiliation | None:
    """Return the place right below a name, or the only one there is without a mark."""
    places = [
        (place, line)
        for place, line in enumerate(front[at + 1 :], at + 1)
        if not re.match(rf"[{_MARKS}\d]", line)
        and len(line) < 300
        and _PLACE.search(line)
        and not _NO_PLACE.search(line)
    ]
    if places and (places[0][0] == at + 1 or len(places) == 1):
        line = places[0][1]
        return Affiliation(_trimmed(line), line)
    return None


def _trimmed(text: str) -> str:
    return re.sub(rf"^[^\w(“\"]+|[{_MARKS}\s,;.]+$", "", text)
