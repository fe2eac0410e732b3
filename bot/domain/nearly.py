"""Nearest misses: papers that a topic only just does not take, and what keeps each out.

A paper is the nearer the less would have to be otherwise. Words that stand apart where a phrase is
wanted weigh least, then a NOT that was hit or another category, then a word that is not there.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.domain.chat import Words, words
from bot.domain.papers import Paper
from bot.domain.topics import Index, Term, Topic
from bot.domain.topics.spelling import compared
from bot.domain.topics.tree import CATEGORIES, AllOf, AnyOf, Field, Not, Tree
from bot.domain.topics.zone import places

_ALMOST = 1
"""How far something that is there, but not quite as wanted, puts a paper off…"""
_OTHERWISE = 2
"""…a NOT that was hit, or a category that it is not filed under…"""
_MISSING = 3
"""…and a word that is not there."""
_FURTHEST = 3
"""A paper that is off by more is no near miss."""

_LOOSER = {
    Field.TITLE: (Field.TEXT, "nearly-not-title"),
    Field.ABSTRACT: (Field.TITLE, "nearly-not-abstract"),
    Field.COMMENT: (Field.TEXT, "nearly-not-comment"),
    Field.PRIMARY: (Field.CATEGORY, "nearly-not-first"),
}
"""Where else to look for what a term wants in one place."""


@dataclass(frozen=True, slots=True)
class Miss:
    """A paper that a topic does not take.

    Attributes:
        weight: How far it is off; of two papers the one with less is nearer.
        reasons: One for each thing that keeps it out; as few as would have to be otherwise.
    """

    paper: Paper
    weight: int
    reasons: tuple[Words, ...]


def miss(topic: Topic, paper: Paper) -> Miss | None:
    """Say what keeps a paper out of a topic; None where nothing does."""
    weight, reasons = _lacking(topic.tree, Index((paper,)))
    return Miss(paper, weight, reasons) if reasons else None


def nearest(topic: Topic, index: Index, most: int, among: int = -1) -> list[Miss]:
    """Return the papers that a topic only just does not take, nearest first.

    Of equally near ones those come first that have what they have in the title, then new ones. Each
    has at least one of the words that the topic wants: the others of a category are no misses.

    Args:
        index: The papers.
        most: How many to return.
        among: A bit for each paper that counts.
    """
    wanted = list(_wanted(topic.tree))
    told = [term for term in wanted if term.field not in CATEGORIES] or wanted
    levels = _levels(topic.tree, index)
    titled = touched = 0
    for term in told:
        titled |= index.having(term.in_title()) if term.field not in CATEGORIES else 0
        touched |= _levels(term, index)[_ALMOST]
    left = among & touched & ~levels[0]
    found: list[int] = []
    for level in levels[1:]:
        for mask in (left & level & titled, left & level & ~titled):
            by_age = sorted(places(mask), key=lambda at: index.papers[at].id, reverse=True)
            found += by_age[: most - len(found)]
        left &= ~level
    misses = (miss(topic, index.papers[place]) for place in found)
    return [each for each in misses if each]


def _wanted(tree: Tree) -> Iterator[Term]:
    """Yield the terms that the topic asks for."""
    if isinstance(tree, Term):
        yield tree
    elif not isinstance(tree, Not):
        for member in tree.members:
            yield from _wanted(member)


def _levels(tree: Tree, index: Index) -> list[int]:
    """Return, for each weight from 0 on, a bit for each paper that is off by no more."""
    if isinstance(tree, AnyOf):
        members = [_levels(member, index) for member in tree.members]
        return [_either(masks) for masks in zip(*members, strict=True)]
    if isinstance(tree, AllOf):
        first, *rest = (_levels(member, index) for member in tree.members)
        for other in rest:
            first = [
                _either(first[some] & other[weight - some] for some in range(weight + 1))
                for weight in range(_FURTHEST + 1)
            ]
        return first
    held, almost, missing = index.holding(tree), 0, _OTHERWISE
    if isinstance(tree, Term):
        almost = _almost(tree, index)
        missing = _OTHERWISE if tree.field in CATEGORIES else _MISSING
    every = (1 << len(index.papers)) - 1
    return [
        every if weight >= missing else held | (almost if weight >= _ALMOST else 0)
        for weight in range(_FURTHEST + 1)
    ]


def _either(masks: Iterator[int] | tuple[int, ...]) -> int:
    found = 0
    for mask in masks:
        found |= mask
    return found


def _almost(term: Term, index: Index) -> int:
    """Return a bit for each paper that has what a term wants, but not quite so."""
    if term.field in _LOOSER:
        field, _ = _LOOSER[term.field]
        return index.having(Term(field, term.words, term.shown))
    if term.field is Field.EXACT:
        return index.having(Term(Field.TEXT, compared(term.words[0]), term.shown))
    if term.field is Field.TEXT and len(term.words) > 1:
        found = -1
        for word in term.words:
            found &= index.having(Term(Field.TEXT, (word,), word))
        return found
    return 0


def _lacking(tree: Tree, index: Index) -> tuple[int, tuple[Words, ...]]:
    """Return how far the one paper of an index is off, and why."""
    if index.has(tree):
        return 0, ()
    if isinstance(tree, AnyOf):
        return min((_lacking(member, index) for member in tree.members), key=lambda each: each[0])
    if isinstance(tree, AllOf):
        every = [_lacking(member, index) for member in tree.members]
        return sum(weight for weight, _ in every), tuple(
            dict.fromkeys(reason for _, reasons in every for reason in reasons)
        )
    if isinstance(tree, Not):
        return _OTHERWISE, (words("nearly-refused", text=tree.term.text()),)
    if _almost(tree, index):
        return _ALMOST, (_not_quite(tree),)
    if tree.field in CATEGORIES:
        return _OTHERWISE, (words("nearly-not-filed", category=tree.shown),)
    if tree.field is Field.AUTHOR:
        return _MISSING, (words("nearly-not-by", name=tree.shown),)
    return _MISSING, (words("nearly-missing", text=tree.shown),)


def _not_quite(term: Term) -> Words:
    if term.field is Field.PRIMARY:
        return words("nearly-not-first", category=term.shown)
    if term.field in _LOOSER:
        _, key = _LOOSER[term.field]
        return Words(key, (("text", term.shown),))
    if term.field is Field.EXACT:
        return words("nearly-not-exactly", text=term.shown)
    return words("nearly-apart", text=term.shown)
