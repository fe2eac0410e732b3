"""A text in sentences, English and Chinese, each with its place."""

import re
from collections.abc import Iterator

from bot.domain.sentences import split

_CHINESE_STOP = re.compile(r"(?:[。！？]|[!?](?=[\u4e00-\u9fff]))+[”’」』）)\"']*|\n+")
_CITED = re.compile(
    r"\s*[¹²³⁴-⁹]*(?:\[\^?\d{1,3}(?:(?:, ?|-)\d{1,3})*\^?\]|【[^】]{0,12}†[^】]*】)"
)
_LABELLED = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")


def tidy(text: str) -> str:
    """Drop citation marks and characters nobody sees; of a labelled link the label stays.

    Marks such as [1] are a model's own: ours would point nowhere. A range such as [0, 1] stays,
    for citations begin at 1.
    """
    seen = "".join(char if char.isprintable() or char == "\n" else " " for char in text)
    return _CITED.sub(_unless_range, _LABELLED.sub(r"\1", seen))


def _unless_range(mark: re.Match[str]) -> str:
    return mark[0] if re.search(r"\[0\b", mark[0]) else ""


def pieces(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each sentence begins and ends; blanks between them belong to none."""
    start = 0
    for stop in [*_CHINESE_STOP.finditer(text), None]:
        end = stop.end() if stop else len(text)
        yield from _english(text, start, end)
        start = end


def _english(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for sentence in split(text[start:end]):
        # `split` squeezes blanks: the words are found again one by one.
        first, place = -1, start
        for word in sentence.split():
            place = text.index(word, place)
            first = place if first < 0 else first
            place += len(word)
        yield first, place
        start = place
