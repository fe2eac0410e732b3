"""What somebody looks for, as the index is asked.

Weights were tried on two lists of about seventy real papers each among 9,350 (eight queries, the
first twenty of each answer): 110 of the listed papers were found; SQLite's FTS5 found 102.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from math import log
from typing import Final

import tantivy

from bot.domain import filing
from bot.domain.papers import Paper
from bot.domain.topics.spelling import joined
from bot.search.wording import SMALL, stem, telling, typed_words, words_of

_TITLE: Final = 0.3
_TOGETHER: Final = 0.3
_TELLING: Final = 25
"""Words of a paper that others are compared by."""
_LONGEST: Final = 60
"""Words of a sentence that count."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody looks for.

    Attributes:
        text: Words, or a sentence; '' where there is a paper.
        like: Papers like this one are wanted.
        first: The first day that counts, by the papers' own dates.
        category: As arXiv calls it, such as `cs.CV`, or a whole archive, such as `cs`.
    """

    text: str = ""
    like: Paper | None = None
    first: date | None = None
    category: str = ""


def made(wish: Wish, schema: tantivy.Schema, searcher: tantivy.Searcher) -> tantivy.Query | None:
    """Write a wish as a query; None where nothing of it can be looked for."""
    scored = _like(wish.like, schema, searcher) if wish.like else _typed(wish.text, schema)
    if not scored:
        return None
    occur = tantivy.Occur
    parts = [(occur.Must, tantivy.Query.boolean_query([(occur.Should, each) for each in scored]))]
    if wish.like:
        own = tantivy.Query.term_query(schema, "id", wish.like.id)
        parts.append((occur.MustNot, own))
    if wish.category:
        filed = tantivy.Query.term_query(schema, "category", wish.category.lower())
        parts.append((occur.Must, tantivy.Query.const_score_query(filed, 0.0)))
    if wish.first:
        lower = wish.first.toordinal()
        days = tantivy.Query.range_query(
            schema, "day", tantivy.FieldType.Unsigned, lower, date.max.toordinal()
        )
        parts.append((occur.Must, tantivy.Query.const_score_query(days, 0.0)))
    return tantivy.Query.boolean_query(parts)


def filed_under(paper: Paper) -> list[str]:
    """List every name under which a paper's categories can be asked for."""
    primary = (paper.primary,) if paper.primary else ()
    every = [name for each in (*paper.categories, *primary) for name in filing.names(each)]
    archives = [name.partition(".")[0] for name in every]
    return list(dict.fromkeys(name.lower() for name in (*every, *archives)))


def _typed(text: str, schema: tantivy.Schema) -> list[tantivy.Query]:
    words = typed_words(text)[:_LONGEST]
    found: list[tantivy.Query] = []
    for word in telling(words):
        found.append(tantivy.Query.term_query(schema, "all", stem(word)))
        found.append(_weighed(tantivy.Query.term_query(schema, "title", word), _TITLE))
    for one, next_ in pairwise(words):
        if one in SMALL and next_ in SMALL:
            continue
        for field in ("title", "abstract"):
            found += (
                _weighed(tantivy.Query.phrase_query(schema, field, [one, next_]), _TOGETHER),
                _weighed(tantivy.Query.term_query(schema, field, joined((one, next_))), _TOGETHER),
            )
    return found


def _like(paper: Paper, schema: tantivy.Schema, searcher: tantivy.Searcher) -> list[tantivy.Query]:
    """Look for the words that tell a paper from others."""
    title, abstract = words_of(paper.folded.title), words_of(paper.folded.abstract)
    often = Counter(stem(word) for word in [*title, *title, *abstract] if word not in SMALL)
    many = searcher.num_docs + 1
    weights = {
        word: count * log(many / (1 + searcher.doc_freq("all", word)))
        for word, count in often.items()
    }
    best = sorted(weights, key=lambda word: (-weights[word], word))[:_TELLING]
    return [tantivy.Query.term_query(schema, "all", word) for word in best]


def _weighed(query: tantivy.Query, weight: float) -> tantivy.Query:
    return tantivy.Query.boost_query(query, weight)
