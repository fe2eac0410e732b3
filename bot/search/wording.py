"""The words of papers and of what people look for, cut alike.

Words compare as topics compare them (`domain/topics/spelling`): folded, singular, compounds both
apart and in one word. Besides, each is cut to its stem, so that a sentence finds papers that say it
in other forms of its words.
"""

from functools import lru_cache
from typing import Final

import tantivy

from bot.domain.latex import fold
from bot.domain.papers import Paper
from bot.domain.topics.spelling import joined, singular

SMALL: Final = frozenset(("a", "an", "and", "are", "as", "at", "be", "by", "can", "do", "for")) | {
    *("from", "have", "how", "i", "in", "into", "is", "it", "its", "of", "on", "or", "our", "that"),
    *("the", "their", "they", "this", "to", "us", "via", "was", "we", "what", "which", "with"),
    "without",
}
"""Words that say nothing about what a paper is on."""

_PLAIN = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
_STEMMED = (
    tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace())
    .filter(tantivy.Filter.stemmer("english"))
    .build()
)


def register(index: tantivy.Index) -> None:
    """Tell an index how its fields are cut: at blanks, for they are given to it cut already."""
    index.register_tokenizer("words", _PLAIN)
    index.register_tokenizer("stems", _STEMMED)


def words_of(folded: str | None) -> list[str]:
    """Return the words of a folded text in order; behind a compound stands its one word."""
    found: list[str] = []
    for item in (folded or "").split():
        parts = [_singular(part) for part in item.split("-")]
        found += parts
        if len(parts) > 1:
            found.append(joined(tuple(parts)))
    return found


def typed_words(text: str) -> list[str]:
    """Return the words of what was typed, in order, the parts of compounds each for itself."""
    return [_singular(word) for word in fold(text).replace("-", " ").split()]


def telling(words: list[str]) -> list[str]:
    """Leave out what says nothing, unless nothing else is left; each word once."""
    return list(dict.fromkeys(word for word in words if word not in SMALL) or dict.fromkeys(words))


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """Return the stem of a word."""
    return next(iter(_STEMMED.analyze(word)), word)


def said_in(paper: Paper, words: list[str]) -> tuple[list[str], list[str]]:
    """Say which of these words stand in a paper's title, and which others in its abstract."""
    title, abstract = (
        {stem(word) for word in words_of(text)}
        for text in (paper.folded.title, paper.folded.abstract)
    )
    above = [word for word in words if stem(word) in title]
    return above, [word for word in words if word not in above and stem(word) in abstract]


@lru_cache(maxsize=65_536)
def _singular(word: str) -> str:
    return singular(word)
