"""arXiv's subject classes: today's names, retired ones, and how to find one by what people type."""

import csv
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Self

from bot.domain.latex import fold

_LIKE = 0.75
"""How much alike two words are of which one may be meant for the other."""


@dataclass(frozen=True, slots=True)
class Category:
    """One subject class under its name of today, such as `cs.CV`."""

    id: str
    name: str
    archive: str


class Taxonomy:
    """All subject classes of arXiv; ids are read in any case, and retired ones become today's.

    Args:
        categories: Every class that papers are filed under, in arXiv's own order.
        today: For each id ever used, in lower case: the id of today.
    """

    def __init__(self, categories: tuple[Category, ...], today: dict[str, str]) -> None:
        self._categories = {each.id: each for each in categories}
        self._today = today
        self._named: dict[str, list[str]] = {}
        for each in categories:
            for name in _names(each.name):
                self._named.setdefault(name, []).append(each.id)
        self._archives = frozenset(each.archive for each in categories if "." in each.id)

    @classmethod
    def read(cls, tsv_text: str) -> Self:
        """Read the table of categories.

        Args:
            tsv_text: Tab-separated with a header; the columns used are id, full_name, archive and
                canonical_id. The facts are those of https://arxiv.org/category_taxonomy and of
                the tables in arXiv's own `arxiv-base`.
        """
        rows = list(csv.DictReader(tsv_text.splitlines(), delimiter="\t"))
        current = (row for row in rows if not row["canonical_id"])
        categories = tuple(Category(row["id"], row["full_name"], row["archive"]) for row in current)
        today = {row["id"].lower(): row["canonical_id"] or row["id"] for row in rows}
        return cls(categories, today)

    def canonical(self, id: str) -> str | None:
        """Return today's id of a category, or None if arXiv never had it."""
        return self._today.get(id.lower())

    def name(self, id: str) -> str:
        """Return the full name of a category, or the id itself when there is no such category."""
        category = self._categories.get(self.canonical(id) or "")
        return category.name if category else id

    def archive(self, name: str) -> str | None:
        """Return the archive of this name if it is divided into categories (`CS` gives `cs`)."""
        return name.lower() if name.lower() in self._archives else None

    def find(self, words: str) -> tuple[str, ...]:
        """Find the categories with this name; from two words on, its beginning is enough."""
        return tuple(self._named.get(_spelled(words), ()))

    def search(self, typed: str) -> list[Category]:
        """Return the categories whose id begins like this or whose name holds it, ids first."""
        wanted = typed.casefold().strip()
        by_id = [each for id, each in self._categories.items() if id.casefold().startswith(wanted)]
        by_name = [each for each in self._categories.values() if wanted in each.name.casefold()]
        return list(dict.fromkeys([*by_id, *by_name]))

    def like(self, typed: str) -> list[Category]:
        """Return categories whose names are like what was typed, the likest first."""
        wanted = _spelled(typed).split()
        names = {each: _spelled(each.name).split() for each in self._categories.values()}
        known = sorted({word for spelled in names.values() for word in spelled})
        near = {word: get_close_matches(word, known, n=3, cutoff=_LIKE) for word in wanted}

        def unlike(category: Category) -> tuple[int, int]:
            meant = [set(near[word]) & set(names[category]) for word in wanted]
            return sum(not each for each in meant), len(names[category])

        some = [each for each in names if unlike(each)[0] < len(wanted)]
        return list(dict.fromkeys([*self.search(typed), *sorted(some, key=unlike)]))

    def nearest(self, id: str) -> tuple[str, ...]:
        """Return up to three categories whose ids look like this one, the likest first."""
        near = get_close_matches(id.lower(), self._today, n=6)
        return tuple(dict.fromkeys(self._today[each] for each in near))[:3]


def _names(full: str) -> list[str]:
    """List what a category is called: its full name, and the beginnings of at least two words."""
    words = _spelled(full).split()
    return [" ".join(words[:count]) for count in range(min(2, len(words)), len(words) + 1)]


def _spelled(name: str) -> str:
    return fold(name).replace("-", " ")
