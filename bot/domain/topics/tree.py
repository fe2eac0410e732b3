"""What a topic is once it is read: terms under AND and OR, with NOT only on terms.

`all_of`, `any_of` and `negated` keep every tree in one normal form, so that equal meanings that are
merely typed differently get equal keys.
"""

import dataclasses
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

GRAMMAR = 1
"""Version of the language; keys carry it, and a release that raises it re-keys what is stored."""


class Field(StrEnum):
    """Where a term looks; its value is the prefix people type."""

    TEXT = ""
    TITLE = "ti"
    ABSTRACT = "abs"
    EXACT = "="
    AUTHOR = "au"
    COMMENT = "co"
    CATEGORY = "cat"
    PRIMARY = "primary"


TEXTS = frozenset((Field.TEXT, Field.TITLE, Field.ABSTRACT, Field.EXACT))
CATEGORIES = frozenset((Field.CATEGORY, Field.PRIMARY))
_ORDER = {each: place for place, each in enumerate(Field)}


@dataclass(frozen=True, slots=True)
class Term:
    """One thing to look for.

    Attributes:
        words: As compared: singular words, the parts of a name, one category (`cs.*` is all of an
            archive), or what must stand there to the letter.
        shown: As people see it.
    """

    field: Field
    words: tuple[str, ...]
    shown: str = dataclasses.field(compare=False)

    def text(self, *, quoted: bool = False) -> str:
        """Return the term as it is typed; `quoted` puts every word into quotation marks."""
        if self.field in CATEGORIES:
            return self.shown if self.field is Field.CATEGORY else f"{self.field}:{self.shown}"
        if quoted or " " in self.shown or self.field is Field.AUTHOR:
            value = f'"{self.shown}"'
        else:
            value = self.shown
        colon = ":" if self.field not in (Field.TEXT, Field.EXACT) else ""
        return f"{self.field}{colon}{value}"

    def in_title(self) -> "Term":
        """Return the same words, looked for only in the title."""
        return Term(Field.TITLE, self.words, self.shown)

    @property
    def rank(self) -> tuple[int, tuple[str, ...]]:
        """Where the term stands among others: words first, categories last."""
        return _ORDER[self.field], self.words


@dataclass(frozen=True, slots=True)
class Not:
    """A term that must not be found."""

    term: Term


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every member must hold; there are two at least, none of them an `AllOf`."""

    members: "tuple[Tree, ...]"


@dataclass(frozen=True, slots=True)
class AnyOf:
    """One member must hold; there are two at least, none of them an `AnyOf`."""

    members: "tuple[Tree, ...]"


Tree: TypeAlias = Term | Not | AllOf | AnyOf


def all_of(members: Iterable[Tree]) -> Tree:
    """Require every one of the members."""
    flat = (each.members if isinstance(each, AllOf) else (each,) for each in members)
    ordered = _ordered(member for some in flat for member in some)
    return AllOf(ordered) if len(ordered) > 1 else ordered[0]


def any_of(members: Iterable[Tree]) -> Tree:
    """Require one of the members."""
    flat = (each.members if isinstance(each, AnyOf) else (each,) for each in members)
    ordered = _ordered(member for some in flat for member in some)
    return AnyOf(ordered) if len(ordered) > 1 else ordered[0]


def negated(tree: Tree) -> Tree:
    """Turn a tree into its opposite, with NOT pushed down to the terms."""
    if isinstance(tree, Term):
        return Not(tree)
    if isinstance(tree, Not):
        return tree.term
    other: Callable[[Iterable[Tree]], Tree] = any_of if isinstance(tree, AllOf) else all_of
    return other(negated(member) for member in tree.members)


def terms(tree: Tree) -> Iterator[Term]:
    """Yield every term, negated ones too."""
    if isinstance(tree, Term):
        yield tree
    elif isinstance(tree, Not):
        yield tree.term
    else:
        for member in tree.members:
            yield from terms(member)


def refused(tree: Tree) -> tuple[Term, ...]:
    """Return the terms that stand under a NOT, each once."""
    if isinstance(tree, Term):
        return ()
    if isinstance(tree, Not):
        return (tree.term,)
    return tuple(dict.fromkeys(term for member in tree.members for term in refused(member)))


def text_of(tree: Tree, *, quoted: bool = False) -> str:
    """Write a tree in the one spelling that people are shown."""
    if isinstance(tree, Term):
        return tree.text(quoted=quoted)
    if isinstance(tree, Not):
        return f"NOT {tree.term.text(quoted=quoted)}"
    written = (
        f"({text_of(member, quoted=quoted)})"
        if isinstance(member, AllOf | AnyOf)
        else text_of(member, quoted=quoted)
        for member in tree.members
    )
    return (" " if isinstance(tree, AllOf) else " OR ").join(written)


def key_of(tree: Tree) -> str:
    """Write a tree in the form that is compared; it begins with the grammar's version."""
    return f"{GRAMMAR}:{_key(tree)}"


def _key(tree: Tree) -> str:
    if isinstance(tree, Term):
        return f"{tree.field}:{' '.join(tree.words)}"
    if isinstance(tree, Not):
        return f"-{_key(tree.term)}"
    sign = " & " if isinstance(tree, AllOf) else " | "
    return f"({sign.join(map(_key, tree.members))})"


def _ordered(members: Iterable[Tree]) -> tuple[Tree, ...]:
    """Keep each member once; what is wanted stands before groups, and those before NOTs."""
    found = tuple(members)
    if len(found) == 1:
        return found
    # Among equal ones typed differently (`model`, `Models`) the shown one must not depend on order.
    by_key: dict[str, Tree] = {}
    for member in sorted(found, key=text_of):
        by_key.setdefault(_key(member), member)
    return tuple(sorted(by_key.values(), key=_place))


def _place(tree: Tree) -> tuple[int, tuple[int, tuple[str, ...]], str]:
    if isinstance(tree, Term):
        return 0, tree.rank, ""
    if isinstance(tree, Not):
        return 2, tree.term.rank, ""
    return 1, (0, ()), _key(tree)
