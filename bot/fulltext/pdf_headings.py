"""Which lines of a PDF are headings: what its outline names, else what looks like one."""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from bot.fulltext.pdf_order import Placed

_NUMBERED = re.compile(
    r"(?:(?:Section|Appendix|APPENDIX|Chapter)\s+)?"
    r"(?P<number>\d{1,2}(?:\.\d{1,2}){0,3}|[IVX]{1,5}|[A-Z](?:\.\d{1,2}){0,3})(?P<stop>[.:)]?)\s+"
    r"(?P<title>\S.*)"
)
_KNOWN = re.compile(
    r"abstract|introduction|related works?|background|methods?|methodology|experiments?|results|"
    r"evaluation|discussion|conclusions?(?: and .{3,30})?|concluding remarks|limitations|"
    r"acknowledge?ments?|references|bibliography|literature cited|appendix|appendices|"
    r"supplementary materials?|ethics statement|broader impact|data availability|"
    r"author contributions|keywords|key words|index terms|ccs concepts|summary"
)
_AROUND = re.compile(
    r"abstract|summary$|limitations$|acknowledge?ment|references$|bibliography$|literature cited|"
    r"appendi|supplement|ethic|broader impact|impact statement|reproducib|data availab|"
    r"author contrib|keywords|key words|index terms|ccs concepts",
    re.IGNORECASE,
)
_RUN_IN = re.compile(r"(abstract|summary|keywords|key words|index terms)\b[\s.:—–-]*(?=\S)", re.I)
_ROMAN = {"I": 1, "V": 5, "X": 10}
_MOST = 160
"""Characters of a heading."""


@dataclass(frozen=True, slots=True)
class Mark:
    """An entry of a PDF's outline; its page is from 1, or None where it does not say."""

    title: str
    level: int
    page: int | None


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading among the lines.

    Attributes:
        lines: How many it takes.
        rest: What follows on its last line, where the text begins beside it.
    """

    number: str
    title: str
    level: int
    lines: int = 1
    rest: str = ""


def body_size(placed: Sequence[Placed]) -> float:
    """Return the size of most letters, in points."""
    sizes = Counter[float]()
    for each in placed:
        sizes[round(each.line.size * 2) / 2] += len(each.line.text)
    return max(sizes, key=lambda size: sizes[size], default=10.0)


def find(placed: Sequence[Placed], body: float, outline: Sequence[Mark]) -> dict[int, Heading]:
    """Return the headings by the place of their first line."""
    marked = _by_outline(placed, outline)
    looks = _by_looks(placed, body)
    if len(marked) < 2 or len(marked) < 0.6 * len(outline):
        return looks
    taken = {at + more for at, heading in marked.items() for more in range(heading.lines)}
    unnamed = {
        at: each
        for at, each in looks.items()
        if at not in taken and not each.number and _AROUND.match(each.title)
    }
    return dict(sorted((marked | unnamed).items()))


def key(text: str) -> str:
    """Return the letters and digits of a text, without marks, for comparing."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(char for char in plain if char.isalnum())


def _split(text: str) -> tuple[str, str]:
    found = _NUMBERED.fullmatch(text)
    return (found["number"], found["title"]) if found else ("", text)


def _by_outline(placed: Sequence[Placed], outline: Sequence[Mark]) -> dict[int, Heading]:
    found: dict[int, Heading] = {}
    cursor = 0
    for mark in outline:
        for at in range(cursor, len(placed)):
            page = placed[at].line.page
            if mark.page and page > mark.page + 1:
                break
            if mark.page and page < mark.page:
                continue
            if heading := _named(placed, at, mark):
                found[at] = heading
                cursor = at + heading.lines
                break
    return found


def _named(placed: Sequence[Placed], at: int, mark: Mark) -> Heading | None:
    """Return the heading that begins here, if it is this one."""
    wanted = key(_split(mark.title)[1])
    number, title = _split(placed[at].line.text)
    if not wanted:
        return None
    text = title
    for more in range(3):
        if key(text) == wanted:
            number = number or _split(mark.title)[0]
            return Heading(number, _mended(mark.title, text), mark.level, more + 1)
        if not wanted.startswith(key(text)) or at + more + 1 >= len(placed):
            break
        text = f"{text} {placed[at + more + 1].line.text}"
    run_in = re.match(r"(.{3,80}?)\s*[.:—–]+\s*(\S.*)", title)
    if run_in and key(run_in[1]) == wanted:
        return Heading(number, run_in[1], mark.level, rest=run_in[2])
    return None


def _mended(marked: str, printed: str) -> str:
    """Prefer the outline's spelling where the page has capitals for looks only."""
    title = _split(marked)[1]
    return title if printed.isupper() or "\\" not in title else printed


def _by_looks(placed: Sequence[Placed], body: float) -> dict[int, Heading]:
    found: dict[int, Heading] = {}
    numbers = _Numbers()
    at = 0
    while at < len(placed):
        heading = _seen(placed, at, body, numbers)
        if heading:
            found[at] = heading
        at += heading.lines if heading else 1
    if sum(bool(each.number) for each in found.values()) < 3:
        return found
    # Where sections have numbers, only what surrounds them has none; `Method` heads a table.
    return {
        at: each
        for at, each in found.items()
        if each.number or _AROUND.match(each.title) or placed[at].line.size > 1.12 * body
    }


class _Numbers:
    """Says whether a number can be the next one, so that a row of a table is no section."""

    def __init__(self) -> None:
        self._last: tuple[int, ...] = ()
        self._roman = False

    def level(self, number: str) -> int | None:
        """Return the level of a heading with this number; None where it cannot come now."""
        parts = self._parts(number)
        if parts is None:
            return None
        if not self._follows(parts):
            return None
        self._roman = self._roman or (len(number) > 0 and set(number) <= set(_ROMAN))
        self._last = parts
        return len(parts)

    def _parts(self, number: str) -> tuple[int, ...] | None:
        first, *rest = number.split(".")
        below = tuple(int(each) for each in rest)
        if first.isdigit():
            return (int(first), *below)
        if set(first) <= set(_ROMAN):
            roman = (_roman(first),)
            if len(first) > 1 or ((self._roman or not self._last) and self._follows(roman)):
                return roman
        if len(first) > 1:
            return None
        letter = ord(first) - ord("A") + 1
        if self._roman and self._last and self._last[0] < 100 and not below:
            return (self._last[0], letter)
        return (100 + letter, *below)

    def _follows(self, parts: tuple[int, ...]) -> bool:
        if not self._last:
            return parts[0] in (0, 1, 2, 101) or len(parts) > 1
        if parts <= self._last:
            return False
        if parts[0] > 100 and self._last[0] < 100:
            return parts[0] == 101
        return parts[0] - self._last[0] <= 2 and all(each <= 30 for each in parts[1:])


def _roman(text: str) -> int:
    values = [_ROMAN[letter] for letter in text]
    following = [*values[1:], 0]
    return sum(-a if a < b else a for a, b in zip(values, following, strict=True))


def _seen(placed: Sequence[Placed], at: int, body: float, numbers: _Numbers) -> Heading | None:
    each = placed[at]
    text = each.line.text
    if len(text) > _MOST or not re.search(r"[^\W\d_]{2}", text):
        return None
    run_in = _RUN_IN.match(text)
    if run_in and each.line.page < 3 and _apart(placed, at):
        return Heading("", run_in[1].capitalize(), 1, rest=text[run_in.end() :])
    number, title = _split(text)
    known = _KNOWN.fullmatch(title.casefold().rstrip(".:"))
    styled = _styled(each, body)
    if not (title[:1].isupper() or known) or each.line.pieces > 2 or _looks_like_table(title):
        return None
    if number and (styled or (known and _apart(placed, at)) or _lonely(placed, at, number)):
        level = numbers.level(number)
        if level is not None:
            return _whole(placed, at, number, title, level)
        return None
    if number:
        return None
    if known and (styled or _apart(placed, at)):
        return Heading("", title.rstrip(".:"), 1)
    large = each.line.size > 1.12 * body and each.line.page > 1
    return _whole(placed, at, "", title, 1) if large and _apart(placed, at) else None


def _looks_like_table(title: str) -> bool:
    return sum(char.isdigit() for char in title) > 0.3 * len(title)


def _styled(each: Placed, body: float) -> bool:
    letters = [char for char in each.line.text if char.isalpha()]
    capitals = len(letters) > 3 and sum(map(str.isupper, letters)) > 0.8 * len(letters)
    return each.line.bold or each.line.size > 1.08 * body or capitals


def _apart(placed: Sequence[Placed], at: int) -> bool:
    """Tell whether there is more than the usual space above a line."""
    if at == 0:
        return True
    above, here = placed[at - 1], placed[at]
    if above.line.page != here.line.page or above.column != here.column:
        return True
    return above.line.y - here.line.y > 1.35 * max(here.line.size, above.line.size)


def _lonely(placed: Sequence[Placed], at: int, number: str) -> bool:
    """Tell whether a plain line with a number of several parts stands by itself, not in a list."""
    text = placed[at].line.text
    return (
        "." in number and placed[at].share < 0.8 and text[-1] not in ".,;:" and _apart(placed, at)
    )


def _whole(placed: Sequence[Placed], at: int, number: str, title: str, level: int) -> Heading:
    """Take the lines along that continue a heading: close below, in the same face."""
    lines = 1
    while at + lines < len(placed) and lines < 3:
        above, below = placed[at + lines - 1], placed[at + lines]
        same = (
            above.line.bold == below.line.bold
            and abs(above.line.size - below.line.size) < 0.3
            and above.column == below.column
            and 0 < above.line.y - below.line.y < 1.5 * above.line.size
        )
        if not same or above.share < 0.6 or _split(below.line.text)[0]:
            break
        title = f"{title} {below.line.text}"
        lines += 1
    return Heading(number, title, level, lines)
