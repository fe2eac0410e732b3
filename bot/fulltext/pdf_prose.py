"""Lines made into paragraphs: hyphens at line ends mended, footnotes put behind."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from bot.fulltext.pdf_order import Placed

_BROKEN = re.compile(r"([^\W\d_]+)-$")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_MARK = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹∗*†‡§¶#]|\d{1,2}\s?[A-Z]")
_END = re.compile(r"[.!?:;][\"'”’)\]]*[⁰¹²³⁴⁵⁶⁷⁸⁹]*$")


class Words:
    """The words of a document that stand within a line, which say how a broken one is spelled."""

    def __init__(self, lines: Iterable[str] = ()) -> None:
        self._known: set[str] = set()
        broken = False
        for line in lines:
            # The last word of a line may be half of one, and so may be the first of the next.
            self._known.update(word.casefold() for word in _WORD.findall(line)[broken:-1])
            broken = line.endswith("-")

    def mend(self, above: str, below: str) -> str:
        """Join two lines, the first of which ends in a hyphen between letters."""
        broken = _BROKEN.search(above)
        rest = _WORD.match(below)
        if not broken or not rest:
            return above + below
        half, other = broken[1].casefold(), rest[0].casefold()
        if half + other in self._known:
            return above[:-1] + below
        first = other.partition("-")[0]
        compound = above[: broken.start()].endswith("-") or rest[0][0].isupper()
        compound = compound or (first != other and first in self._known)
        two_words = half in self._known and other in self._known and len(other) > 3
        if compound or two_words or f"{half}-{other}" in self._known:
            return above + below
        return above[:-1] + below


def joined(lines: Sequence[str], words: Words | None = None) -> str:
    """Join the lines of a paragraph."""
    known = words or Words()
    text = ""
    for line in lines:
        if text.endswith("-") and len(text) > 1 and text[-2].isalpha():
            text = known.mend(text, line)
        elif text:
            text = f"{text} {line}"
        else:
            text = line
    return text


def paragraphs(lines: Sequence[Placed], words: Words) -> str:
    """Return running text, paragraphs separated by an empty line."""
    texts = [joined([each.line.text for each in part], words) for part in _parts(lines)]
    return "\n\n".join(text for text in _stitched(texts, words) if text)


def footnotes(placed: Sequence[Placed], body: float) -> set[int]:
    """Name the small lines at the end of each column, from the first with a footnote's mark on.

    Args:
        body: The size of most letters, in points.
    """
    found: set[int] = set()
    run: list[int] = []
    for at in range(len(placed) - 1, -1, -1):
        here = placed[at]
        last = at + 1 == len(placed) or _elsewhere(here, placed[at + 1])
        if here.line.size < 0.93 * body and (last or (run and run[-1] == at + 1)):
            run = [at] if last else [*run, at]
            if _MARK.match(here.line.text):
                found |= set(run)
    return found


def _elsewhere(here: Placed, there: Placed) -> bool:
    return (here.line.page, here.column) != (there.line.page, there.column)


def _parts(lines: Sequence[Placed]) -> list[list[Placed]]:
    parts: list[list[Placed]] = [[lines[0]]] if lines else []
    for above, below in pairwise(lines):
        if _breaks(above, below):
            parts.append([])
        parts[-1].append(below)
    return parts


def _breaks(above: Placed, below: Placed) -> bool:
    if _elsewhere(above, below):
        return True
    gap = above.line.y - below.line.y
    if not -2 < gap < 1.55 * max(above.line.size, below.line.size):
        return True
    if abs(above.line.size - below.line.size) > 1.2:
        return True
    indented = below.line.left > above.line.left + 0.7 * below.line.size
    hangs = above.line.left > below.line.left + 0.7 * below.line.size
    ended = _END.search(above.line.text) is not None
    if hangs:
        # The first line of a paragraph stands further in than the rest; that of an entry hangs.
        return ended and above.line.right < above.end - 2 * above.line.size
    return (indented and ended) or (ended and above.share < 0.75)


def _stitched(texts: Sequence[str], words: Words) -> list[str]:
    """Join paragraphs that a column, a page or a figure has broken in the middle of a sentence."""
    done: list[str] = []
    for text in texts:
        last = done[-1] if done else "."
        broken = _END.search(last) is None or re.search(r"[^\W\d_]-$", last)
        if broken and text[:1].islower():
            done[-1] = joined([last, text], words)
        else:
            done.append(text)
    return done
