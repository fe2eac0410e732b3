"""Sentences that only point elsewhere: `Videos are available at …` does not make a video paper."""

import re

from bot.domain import sentences
from bot.domain.latex import fold

_THING = re.compile(
    r"\b(?:codes?|videos?|demos?|project|web ?(?:page|site)|supplementary)\b", re.IGNORECASE
)
# Plain substrings: most abstracts have none, and looking for these takes a microsecond.
_ELSEWHERE = ("http", "www.", "github", "Github", "GitHub", "available", "released", "sourced")


def without_pointers(abstract: str) -> str | None:
    """Return an abstract, folded, without such sentences; None if it has none.

    Args:
        abstract: Readable.
    """
    if not _points(abstract):
        return None
    every = sentences.split(abstract)
    kept = [sentence for sentence in every if not _points(sentence)]
    return fold(" ".join(kept)) if len(kept) < len(every) else None


def _points(text: str) -> bool:
    return any(sign in text for sign in _ELSEWHERE) and _THING.search(text) is not None
