"""How good the authors' own words are: ROUGE on the dev part of SciTLDR, beside other ways.

    python -m tests.benchmarks.tldr

Each text is scored against that one of a paper's lines with which it shares most words (ROUGE-1,
stemmed); the last column scores against the first line only, which the authors wrote, and is what
a part with one line for each paper can be compared with. Milliseconds are processor time.
"""

import random
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from time import process_time

from rich.console import Console
from rich.table import Table

from bot.domain.sentences import split
from bot.summarisers.extractive import headline, shipped, tldr
from tests.benchmarks.abstracts import Told, told
from tests.benchmarks.rouge import rouge

CUES = re.compile(
    r"\b(?:we (?:propose|present|introduce|develop|show|demonstrate|study|investigate)|"
    r"this paper|in this work|novel)\b"
)
Way = Callable[[Told], str]


def lead(paper: Told) -> str:
    """Take the first sentence."""
    return split(paper.abstract)[0]


def anyone(chance: random.Random, paper: Told) -> str:
    """Take a sentence by chance."""
    return chance.choice(split(paper.abstract))


def cued(paper: Told) -> str:
    """Take the sentence with most of a dozen cue words, the first of them."""
    return max(split(paper.abstract), key=lambda each: len(CUES.findall(each.lower())))


def oracle(paper: Told) -> str:
    """Take the sentence that scores best: nobody who picks one whole sentence can do better."""
    return max(split(paper.abstract), key=lambda each: rouge(each, paper.lines).one)


def ways() -> Iterator[tuple[str, Way]]:
    """Yield the ways that are compared."""
    yield "first sentence", lead
    yield "any sentence", partial(anyone, random.Random(1))  # noqa: S311
    yield "cue words", cued
    yield "headline", lambda paper: headline(paper.title, paper.abstract)
    yield "tldr", lambda paper: tldr(paper.title, paper.abstract)
    yield "best sentence (oracle)", oracle


def measure(way: Way, papers: Sequence[Told]) -> tuple[float, float, float, float, float]:
    """Return ROUGE-1, ROUGE-2, ROUGE-L and ROUGE-1 of the first line in per cent, and ms each."""
    start = process_time()
    texts = [way(paper) for paper in papers]
    took = 1000 * (process_time() - start) / len(papers)
    found = [rouge(text, paper.lines) for text, paper in zip(texts, papers, strict=True)]
    first = [rouge(text, paper.lines[:1]) for text, paper in zip(texts, papers, strict=True)]
    sums = (
        sum(each.one for each in found),
        sum(each.two for each in found),
        sum(each.long for each in found),
        sum(each.one for each in first),
    )
    one, two, long, own = (100 * each / len(papers) for each in sums)
    return one, two, long, own, took


def main() -> int:
    """Run from the command line."""
    papers = told("dev")
    shipped()
    table = Table(title=f"{len(papers)} papers", title_justify="left")
    for name in ("", "ROUGE-1", "ROUGE-2", "ROUGE-L", "ROUGE-1, first line", "ms"):
        table.add_column(name, justify="right" if name else "left")
    for name, way in ways():
        *scores, took = measure(way, papers)
        table.add_row(name, *(f"{score:.1f}" for score in scores), f"{took:.2f}")
    Console().print(table)
    return 0


if __name__ == "__main__":
    sys.exit(main())
