"""A topic a little wider, where it brings nothing, or a little narrower, where it brings too much.

What comes out is read like anything that people type: it may be refused, or match nothing.
"""

from collections.abc import Callable, Iterator

from bot.domain.topics import Term, Topic
from bot.domain.topics.tree import (
    CATEGORIES,
    AllOf,
    Field,
    Not,
    Tree,
    all_of,
    any_of,
    refused,
    text_of,
)

_LOOSER = {
    Field.TITLE: Field.TEXT,
    Field.ABSTRACT: Field.TEXT,
    Field.EXACT: Field.TEXT,
    Field.PRIMARY: Field.CATEGORY,
}


def wider(topic: Topic) -> list[str]:
    """Return topics that take more, each with one thing less to ask for."""
    wanted = [term for term in topic.terms if Not(term) not in _leaves(topic.tree)]
    several = len(set(wanted)) > 1
    found: list[Tree | None] = [_without(topic.tree, Not(term)) for term in refused(topic.tree)]
    for term in dict.fromkeys(wanted):
        if (looser := _loosened(term)) is not None:
            found.append(_mapped(topic.tree, {term: looser}.get))
        if term.field in CATEGORIES and several:
            found.append(_without(topic.tree, term))
    return list(dict.fromkeys(text_of(each) for each in found if each is not None))


def in_title(topic: Topic) -> str | None:
    """Return the topic with its words looked for in titles only; None where nothing changes."""

    def titled(term: Term) -> Tree | None:
        return term.in_title() if term.field is Field.TEXT else None

    return _changed(topic, _mapped(topic.tree, titled))


def within(topic: Topic, category: str) -> str | None:
    """Return the topic for one category; where it names some, only papers filed there first."""
    if not any(term.field in CATEGORIES for term in topic.terms):
        return text_of(all_of((topic.tree, Term(Field.CATEGORY, (category,), category))))

    def first(term: Term) -> Tree | None:
        return Term(Field.PRIMARY, term.words, term.shown) if term.field in CATEGORIES else None

    return _changed(topic, _mapped(topic.tree, first))


def gentler(topic: Topic, term: Term) -> str:
    """Return the topic with a NOT that looks only at titles."""

    def softened(tree: Tree) -> Tree:
        if isinstance(tree, Term | Not):
            return Not(term.in_title()) if tree == Not(term) else tree
        members = map(softened, tree.members)
        return all_of(members) if isinstance(tree, AllOf) else any_of(members)

    return text_of(softened(topic.tree))


def _changed(topic: Topic, tree: Tree) -> str | None:
    text = text_of(tree)
    return text if text != topic.text else None


def _loosened(term: Term) -> Tree | None:
    if term.field in _LOOSER:
        return Term(_LOOSER[term.field], term.words, term.shown)
    parts = term.shown.split()
    if term.field is Field.TEXT and len(parts) > 1:
        return all_of(Term(Field.TEXT, (part,), part) for part in parts)
    return None


def _leaves(tree: Tree) -> Iterator[Tree]:
    if isinstance(tree, Term | Not):
        yield tree
    else:
        for member in tree.members:
            yield from _leaves(member)


def _without(tree: Tree, leaf: Tree) -> Tree | None:
    """Take a leaf out; None where nothing is left."""
    if tree == leaf:
        return None
    if isinstance(tree, Term | Not):
        return tree
    left = [each for each in (_without(member, leaf) for member in tree.members) if each]
    if not left:
        return None
    return all_of(left) if isinstance(tree, AllOf) else any_of(left)


def _mapped(tree: Tree, change: Callable[[Term], Tree | None]) -> Tree:
    """Put other things in the place of terms that are asked for; None leaves one as it is."""
    if isinstance(tree, Term):
        return change(tree) or tree
    if isinstance(tree, Not):
        return tree
    members = (_mapped(member, change) for member in tree.members)
    return all_of(members) if isinstance(tree, AllOf) else any_of(members)
