"""Sentences as they are shown, and none of them twice."""

import re
from collections.abc import Iterable
from typing import Final

from bot.summarisers.clauses import versions
from bot.summarisers.ranking import COMMON, roots

_LONG: Final = 330  # characters of a line, where it can be shortened
_MUCH: Final = 0.4  # of a long line, that its shorter form has to keep
_SCANT: Final = 40  # characters that are left at least
_AWAY: Final = re.compile(
    r"(?:(?:as|from|in) (?:(?:is |are |can be |we can |it can be )?(?:shown|seen|see|illustrated|"
    r"depicted|reported|listed|presented|summari[sz]ed|observed)(?: (?:in|from|by|on))? ?)?(?:the "
    r")?(?:(?:fig\.?|figs\.?|figures?|tabs?\.?|tables?|sec\.?|sections?)[^,]{1,25})?, (?:we (?:can "
    r")?(?:see|observe|find|note) that )?|(?:table|fig\.?|figure) \S{1,8} (?:shows?|demonstrates?|"
    r"indicates?|reports?|reveals?|suggests?) that )"
)
_ADVERB: Final = re.compile(r"\b(?:especially|particularly|specifically|including|notably)…$")
ALIKE: Final = 0.6
"""Share of the shorter one's words: two sentences that have so many in common say the same."""


def quote(text: str, sentence: str = "") -> str:
    """Return a sentence without what only leads up to it; a very long one also without its end.

    Args:
        text: The sentence or a piece of it.
        sentence: The whole of which it is a piece.
    """
    away = _AWAY.match(text.lower())
    if away and len(text) - away.end() >= _SCANT:
        return quote(text[away.end() :], sentence or text)
    found = versions(text)
    whole = next((v.text for v in found if v.start and not v.cut), text)
    if len(whole) > _LONG:
        led = whole.startswith("…")
        fitting = [
            v.text for v in found if v.cut and len(v.text) <= _LONG and not _ADVERB.search(v.text)
        ]
        fitting = [each for each in fitting if each.startswith("…") == led] or fitting
        fitting = [each for each in fitting if len(each) > _MUCH * len(whole)]
        whole = max(fitting, key=len, default=whole)
    start = "…" if sentence and whole[0] != "…" and not sentence.startswith(text) else ""
    end = "…" if sentence and whole[-1] != "…" and not sentence.endswith(text) else ""
    return f"{start}{whole}{end}"


_SAYING: Final = COMMON | frozenset(
    roots(
        "propose introduce present develop show demonstrate find prove result paper work study new"
    )
)


class Kept:
    """Sentences that were chosen, so that none is said twice."""

    def __init__(self, seen: Iterable[str] = ()) -> None:
        self._words = [telling(text) for text in seen]

    def learn(self, texts: Iterable[str]) -> None:
        """Remember what is said elsewhere."""
        self._words += [telling(text) for text in texts]

    def takes(self, text: str, share: float = ALIKE) -> bool:
        """Take a sentence in unless one that was taken before says the same."""
        words = telling(text)
        if not words or any(alike(words, other, share) for other in self._words):
            return False
        self._words.append(words)
        return True


def alike(one: frozenset[str], other: frozenset[str], share: float) -> bool:
    """Whether such a share of the shorter one's words stands in the other."""
    return len(one & other) >= share * max(1, min(len(one), len(other)))


def telling(text: str) -> frozenset[str]:
    """List the words of a text that tell something, each by its root."""
    return frozenset(roots(text)) - _SAYING
