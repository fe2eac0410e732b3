"""Which papers of a batch match: one integer per word with a bit for each paper.

AND, OR and NOT are operations on integers; only phrases look at texts, and only at those that have
all their words. Every term is looked up once per batch, however many topics share it.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from bot.domain import filing
from bot.domain.latex import fold
from bot.domain.papers import Paper
from bot.domain.topics.authors import is_author, listed_under, looked_up_under, name_parts
from bot.domain.topics.pointers import without_pointers
from bot.domain.topics.sense import filed_under
from bot.domain.topics.spelling import compared
from bot.domain.topics.topic import Topic
from bot.domain.topics.tree import AllOf, Field, Not, Term, Tree, refused
from bot.domain.topics.zone import Zone, places


class Index:
    """A batch of papers, ready to be asked by any number of topics; papers are named by place.

    Args:
        papers: Those without text are matched by what they have.
    """

    def __init__(self, papers: Sequence[Paper]) -> None:
        self.papers = tuple(papers)
        self.title = Zone([paper.folded.title or "" for paper in papers])
        self.abstract = Zone([paper.folded.abstract or "" for paper in papers])
        self._every = (1 << len(papers)) - 1
        self._found: dict[Term, int] = {}
        self._refused: dict[Term, int] = {}
        self._finders: dict[Field, Callable[[Term], int]] = {
            Field.TEXT: lambda term: self._in_title(term) | self._in_abstract(term),
            Field.TITLE: self._in_title,
            Field.ABSTRACT: self._in_abstract,
            Field.COMMENT: lambda term: self._comment.having(term.words),
            Field.EXACT: self._exact,
            Field.AUTHOR: self._by,
            Field.CATEGORY: lambda term: self._filed(self._categories, term),
            Field.PRIMARY: lambda term: self._filed(self._primary, term),
        }

    def match(self, topic: Topic) -> list[int]:
        """Return the places of the papers that match, in order."""
        return list(places(self.mask(topic)))

    def mask(self, topic: Topic) -> int:
        """Return a bit for each paper that matches."""
        return self._mask(topic.tree)

    def mask_without(self, topic: Topic, term: Term) -> int:
        """Return what would match if the topic did not refuse this term."""
        return self._mask(topic.tree, term)

    def has(self, tree: Tree) -> bool:
        """Tell whether any paper matches a part of a topic."""
        return self._mask(tree) != 0

    def holding(self, tree: Tree) -> int:
        """Return a bit for each paper for which a part of a topic holds."""
        return self._mask(tree)

    def having(self, term: Term) -> int:
        """Return a bit for each paper that has a term."""
        found = self._found.get(term)
        if found is None:
            found = self._found[term] = self._finders[term.field](term)
        return found

    def _mask(self, tree: Tree, forgiven: Term | None = None) -> int:
        if isinstance(tree, Term):
            return self.having(tree)
        if isinstance(tree, Not):
            return self._every & ~(0 if tree.term == forgiven else self._refusing(tree.term))
        if isinstance(tree, AllOf):
            mask = self._every
            for member in tree.members:
                mask &= self._mask(member, forgiven)
            return mask
        mask = 0
        for member in tree.members:
            mask |= self._mask(member, forgiven)
        return mask

    def _refusing(self, term: Term) -> int:
        """Return a bit for each paper that a NOT takes away."""
        found = self._refused.get(term)
        if found is None:
            found = self.having(term)
            if term.field in (Field.TEXT, Field.ABSTRACT):
                pointing, plain = self._pointing
                kept = (self._in_abstract(term) & ~pointing) | plain.having(term.words)
                found = kept | (self._in_title(term) if term.field is Field.TEXT else 0)
            self._refused[term] = found
        return found

    def _in_title(self, term: Term) -> int:
        return self.title.having(term.words)

    def _in_abstract(self, term: Term) -> int:
        return self.abstract.having(term.words)

    def _exact(self, term: Term) -> int:
        """Find what stands there to the letter, among the papers that have it in any case."""
        words = compared(term.words[0])
        mask = self.title.having(words) | self.abstract.having(words)
        found = 0
        for place in places(mask):
            paper = self.papers[place]
            if has_exactly(term, paper.title) or has_exactly(term, paper.abstract):
                found |= 1 << place
        return found

    def _by(self, term: Term) -> int:
        found = 0
        for entry in looked_up_under(term.words):
            for place, author in self._authors.get(entry, ()):
                if is_author(term.words, author):
                    found |= 1 << place
        return found

    def _filed(self, masks: dict[str, int], term: Term) -> int:
        found = 0
        for category, mask in masks.items():
            if filed_under(term.words[0], category):
                found |= mask
        return found

    @cached_property
    def _comment(self) -> Zone:
        return Zone([fold(paper.comment or "") for paper in self.papers])

    @cached_property
    def _pointing(self) -> tuple[int, Zone]:
        """Which abstracts point elsewhere, and those without the sentences that do."""
        kept = [without_pointers(paper.abstract or "") for paper in self.papers]
        mask = sum(1 << place for place, text in enumerate(kept) if text is not None)
        return mask, Zone([text or "" for text in kept])

    @cached_property
    def _authors(self) -> dict[tuple[str, str], list[tuple[int, tuple[str, ...]]]]:
        found: dict[tuple[str, str], list[tuple[int, tuple[str, ...]]]] = {}
        for place, paper in enumerate(self.papers):
            for name in paper.authors:
                author = name_parts(name)
                for entry in listed_under(author):
                    found.setdefault(entry, []).append((place, author))
        return found

    @cached_property
    def _categories(self) -> dict[str, int]:
        masks: dict[str, int] = {}
        for place, paper in enumerate(self.papers):
            primary = (paper.primary,) if paper.primary else ()
            filed = {*paper.categories, *primary}
            for category in {name for each in filed for name in filing.names(each)}:
                masks[category] = masks.get(category, 0) | 1 << place
        return masks

    @cached_property
    def _primary(self) -> dict[str, int]:
        masks: dict[str, int] = {}
        for place, paper in enumerate(self.papers):
            first = paper.primary or next(iter(paper.categories), None)
            if first:
                masks[first] = masks.get(first, 0) | 1 << place
        return masks


def has_exactly(term: Term, text: str | None) -> bool:
    """Tell whether a readable text has the words of an exact term to the letter."""
    return re.search(rf"(?<!\w){re.escape(term.words[0])}(?!\w)", text or "") is not None


@dataclass(frozen=True, slots=True)
class Hidden:
    """What one NOT of a topic takes away that everything else lets through.

    Attributes:
        term: What stands behind the NOT.
        papers: Their places in the index.
        spared: How many of them would stay if the NOT looked only at titles.
    """

    term: Term
    papers: tuple[int, ...]
    spared: int


def hidden_by_not(topic: Topic, index: Index) -> list[Hidden]:
    """Show what each NOT of a topic alone takes away from the papers of an index."""
    kept = index.mask(topic)
    hidden = []
    for term in refused(topic.tree):
        lost = index.mask_without(topic, term) & ~kept
        spared = lost & ~index.having(term.in_title()) if term.field is Field.TEXT else 0
        hidden.append(Hidden(term, tuple(places(lost)), spared.bit_count()))
    return hidden
