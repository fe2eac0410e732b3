"""Sentences that only point elsewhere: `Videos are available at …` does not make a video paper."""

import re

from bot.domain import sentences
from bot.domain.latex import fold

_POINTER = re.compile(
    r"\b(?:code|codes|videos?|demos?|project|web ?(?:page|site)|supplementary)\b"
    r"(?=.*(?:https?://|www\.|github|\b(?:available|released|found|provided|open[- ]?sourced)\b))"
    r"|(?:https?://|www\.|github)(?=.*\b(?:code|videos?|demos?|project|web ?(?:page|site))\b)",
    re.IGNORECASE | re.DOTALL,
)


def without_pointers(abstract: str) -> str | None:
    """Return an abstract, folded, without such sentences; None if it has none.

    Args:
        abstract: Readable.
    """
    if not _POINTER.search(abstract):
        return None
    every = sentences.split(abstract)
    kept = [sentence for sentence in every if not _POINTER.search(sentence)]
    return fold(" ".join(kept)) if len(kept) < len(every) else None
