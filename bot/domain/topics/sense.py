"""Whether a topic can be followed at all: not everything, not nothing."""

from bot.domain.topics.tree import CATEGORIES, AllOf, AnyOf, Field, Not, Term, Tree

_NARROWER = {
    Field.TITLE: {Field.TITLE, Field.TEXT},
    Field.ABSTRACT: {Field.ABSTRACT, Field.TEXT},
    Field.PRIMARY: {Field.PRIMARY, Field.CATEGORY},
}


def wants_something(tree: Tree) -> bool:
    """Tell whether every paper that matches has something the topic asks for."""
    if isinstance(tree, AllOf):
        return any(map(wants_something, tree.members))
    if isinstance(tree, AnyOf):
        return all(map(wants_something, tree.members))
    return isinstance(tree, Term)


def never_true(tree: Tree) -> bool:
    """Tell whether a topic plainly contradicts itself, as `cs.CV NOT cs.CV` does."""
    if isinstance(tree, AnyOf):
        return all(map(never_true, tree.members))
    if not isinstance(tree, AllOf):
        return False
    plain = [member for member in tree.members if isinstance(member, Term | Not)]
    return any(never_true(member) or _clashes(member, plain) for member in tree.members)


def _clashes(tree: Tree, others: list[Term | Not]) -> bool:
    if isinstance(tree, AnyOf):
        return all(_clashes(member, others) for member in tree.members)
    if isinstance(tree, AllOf):
        return any(_clashes(member, others) for member in tree.members)
    return any(_contradict(tree, other) for other in others)


def _contradict(one: Term | Not, other: Term | Not) -> bool:
    if isinstance(one, Not):
        return isinstance(other, Term) and _implies(other, one.term)
    if isinstance(other, Not):
        return _implies(one, other.term)
    both_primary = one.field is other.field is Field.PRIMARY
    return both_primary and not (_covers(one, other) or _covers(other, one))


def _implies(one: Term, other: Term) -> bool:
    fields = _NARROWER.get(one.field, {one.field})
    return other.field in fields and (one.words == other.words or _covers(other, one))


def _covers(wide: Term, narrow: Term) -> bool:
    """Tell whether one category is the other or the archive it belongs to."""
    if wide.field not in CATEGORIES:
        return False
    return wide.words == narrow.words or filed_under(wide.words[0], narrow.words[0])


def filed_under(wanted: str, category: str) -> bool:
    """Tell whether a category is the wanted one or, for `cs.*`, belongs to that archive."""
    if not wanted.endswith(".*"):
        return category == wanted
    archive = wanted[:-2]
    return category == archive or category.startswith(f"{archive}.")
