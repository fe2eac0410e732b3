"""Why a paper matches a topic, and how well: where it says so, and whether in one breath."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from bot.domain.chat import Words, words
from bot.domain.papers import Paper
from bot.domain.topics.index import Index, has_exactly
from bot.domain.topics.sense import filed_under
from bot.domain.topics.spelling import compared
from bot.domain.topics.topic import Topic
from bot.domain.topics.tree import CATEGORIES, TEXTS, AllOf, Field, Not, Term, Tree


class Where(IntEnum):
    """Where a paper says what a topic asks for, best first.

    In passing is once in the abstract. A wanted author counts as a title does, for who follows a
    person wants all of their papers; a comment counts as an abstract; a category alone says least.
    """

    TITLE = 0
    ABSTRACT = 1
    PASSING = 2


_ELSEWHERE = {Field.AUTHOR: Where.TITLE, Field.COMMENT: Where.ABSTRACT}


@dataclass(frozen=True, slots=True)
class Match:
    """Why a paper matches.

    Attributes:
        where: The weakest of the places where the topic's words stand.
        phrase: The words stand together, in whatever order; one word always does.
        primary: Filed first under a category that the topic names, or it names none.
        reasons: One for each thing that was asked for and found.
    """

    where: Where
    phrase: bool
    primary: bool
    reasons: tuple[Words, ...]


def explain(topic: Topic, paper: Paper) -> Match | None:
    """Say why a paper matches a topic, or None if it does not."""
    index = _alone(paper)
    if not index.mask(topic):
        return None
    hits = tuple(dict.fromkeys(_hits(topic.tree, index)))
    texts = tuple(hit for hit in hits if hit.field in TEXTS)
    others = (hit for hit in hits if hit.field not in TEXTS)
    filed = [hit.words[0] for hit in hits if hit.field in CATEGORIES]
    first = paper.primary or next(iter(paper.categories), "")
    together = _together(texts, index) if len(texts) > 1 else None
    said = (together,) if together else tuple(_said(hit, index) for hit in texts)
    return Match(
        where=_weakest(hits, index),
        phrase=len(texts) < 2 or together is not None,
        primary=not filed or any(filed_under(wanted, first) for wanted in filed),
        reasons=(*said, *map(_other, others)),
    )


# A digest explains the same paper to every topic that wants it.
@lru_cache(maxsize=512)
def _alone(paper: Paper) -> Index:
    return Index((paper,))


def _hits(tree: Tree, index: Index) -> Iterator[Term]:
    """Yield what was found: every member of an AND, the best member of an OR."""
    if isinstance(tree, Term):
        yield tree
    elif isinstance(tree, AllOf):
        for member in tree.members:
            yield from _hits(member, index)
    elif not isinstance(tree, Not):
        found = [tuple(_hits(each, index)) for each in tree.members if index.has(each)]
        yield from min(found, key=lambda hits: _weakest(hits, index))


def _weakest(hits: tuple[Term, ...], index: Index) -> Where:
    """Rank hits by their texts; only where there are none do other fields speak."""
    texts = [_place(hit, index) for hit in hits if hit.field in TEXTS]
    others = [_ELSEWHERE.get(hit.field, Where.PASSING) for hit in hits]
    return max(texts) if texts else min(others, default=Where.PASSING)


def _place(term: Term, index: Index) -> Where:
    if term.field is Field.EXACT:
        if has_exactly(term, index.papers[0].title):
            return Where.TITLE
    elif term.field is not Field.ABSTRACT and index.title.having(term.words):
        return Where.TITLE
    often = index.abstract.count(_words(term), 0) > 1
    return Where.ABSTRACT if often else Where.PASSING


def _together(texts: tuple[Term, ...], index: Index) -> Words | None:
    """Say that the words of several terms stand side by side, in the paper's order."""
    every = [word for term in texts for word in _words(term)]
    in_title = index.title.together(every, 0)
    window = in_title or index.abstract.together(every, 0)
    if not window:
        return None
    where = Where.TITLE if in_title else max(_weakest(texts, index), Where.ABSTRACT)
    ordered = sorted(texts, key=lambda term: window.index(_words(term)[0]))
    return _because(where, " ".join(term.shown for term in ordered))


def _words(term: Term) -> tuple[str, ...]:
    """Return a text term's words as zones know them."""
    return compared(term.words[0]) if term.field is Field.EXACT else term.words


def _said(term: Term, index: Index) -> Words:
    return _because(_place(term, index), term.shown)


def _because(where: Where, text: str) -> Words:
    return words(f"topic-because-{where.name.lower()}", text=text)


def _other(term: Term) -> Words:
    if term.field in CATEGORIES:
        return words("topic-filed-under", category=term.shown)
    if term.field is Field.AUTHOR:
        return words("topic-written-by", name=term.shown)
    return words("topic-because-comment", text=term.shown)
