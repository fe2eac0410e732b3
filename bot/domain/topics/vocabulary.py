"""What the language knows besides English: arXiv's categories, foreign words, names of venues."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Self

from bot.domain.taxonomy import Taxonomy


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Everything `read` looks words up in.

    Attributes:
        glossary: For a word in another script, the expressions it can mean, the likeliest first.
        venues: Conferences and journals, case-folded; they stand in the authors' comment.
    """

    taxonomy: Taxonomy
    glossary: Mapping[str, tuple[str, ...]]
    venues: frozenset[str]

    @classmethod
    def read(cls, categories_tsv: str, glossary_toml: str) -> Self:
        """Read `config/categories.tsv` and `config/glossary.toml`, given as text."""
        glossary = tomllib.loads(glossary_toml)
        return cls(
            Taxonomy.read(categories_tsv),
            {word: tuple(meanings) for word, meanings in glossary["words"].items()},
            frozenset(venue.casefold() for venue in glossary["venues"]),
        )

    def translations(self, foreign: str) -> list[tuple[str, ...]] | None:
        """Find what each known word of a run without spaces can mean, or None if one is unknown."""
        found = []
        rest = foreign
        while rest:
            word = next((head for head in _heads(rest) if head in self.glossary), None)
            if word is None:
                return None
            found.append(self.glossary[word])
            rest = rest[len(word) :]
        return found


def _heads(text: str) -> Iterator[str]:
    return (text[:length] for length in range(len(text), 0, -1))
