"""Looking through one's own list: which papers are wanted, in pages, as a button can say it.

A button holds page, tag and words in its id, as `2 #birds wing shape`, and is answered for ever.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final, Protocol, Self, TypeVar

from bot.domain.papers import Paper

PAGE: Final = 10
_LONGEST: Final = 50
"""Characters of what a button can hold of this."""


class Kept(Protocol):
    """A paper on a list."""

    @property
    def paper(self) -> Paper:
        """The paper."""

    @property
    def tags(self) -> tuple[str, ...]:
        """What it is filed under."""


K = TypeVar("K", bound=Kept)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody wants to see of their list.

    Attributes:
        find: Words that a paper has in its title, its abstract, its authors, its tags or its id.
        tag: What it is filed under.
        page: From 1.
    """

    find: str = ""
    tag: str = ""
    page: int = 1

    @classmethod
    def read(cls, key: str) -> Self:
        """Read what a button holds; whatever else stands there is looked for."""
        first, _, rest = key.strip().partition(" ")
        page = int(first) if first.isdecimal() and len(first) <= 6 else 1
        tag, _, find = rest.partition(" ") if rest.startswith("#") else ("", "", rest)
        return cls(find.strip(), tag.removeprefix("#"), max(page, 1))

    @property
    def key(self) -> str:
        """What a button holds; '' where that would be too long."""
        tag = f"#{self.tag}" if self.tag else ""
        written = " ".join(filter(None, (str(self.page), tag, self.find)))
        # What is looked for must come back as what it is.
        return written if len(written) <= _LONGEST and type(self).read(written) == self else ""

    def turned(self, page: int) -> Self:
        """Return the same on another page."""
        return replace(self, page=page)

    def among(self, kept: Iterable[K]) -> list[K]:
        """Return what is wanted of a list, in its order."""
        asked = self.find.casefold().split()
        filed = self.tag.casefold()
        return [
            each
            for each in kept
            if (not filed or filed in (tag.casefold() for tag in each.tags)) and _has(each, asked)
        ]


def page_of(found: Sequence[K], number: int) -> tuple[Sequence[K], int, int]:
    """Return a page, its number, and how many there are; beyond the last one is the last one."""
    pages = max(1, -(-len(found) // PAGE))
    here = min(number, pages)
    return found[(here - 1) * PAGE : here * PAGE], here, pages


def tags_of(kept: Iterable[Kept], most: int) -> list[tuple[str, int]]:
    """Return the tags of a list with how often each is used, the most used first."""
    counts = Counter(tag for each in kept for tag in each.tags)
    return sorted(counts.items(), key=lambda each: (-each[1], each[0].casefold()))[:most]


def _has(kept: Kept, asked: Sequence[str]) -> bool:
    if not asked:
        return True
    paper = kept.paper
    whole = (paper.name, paper.abstract or "", *paper.authors, *kept.tags)
    text = "\n".join(whole).casefold()
    # Of an id only the whole: parts of it are parts of many.
    return all(word in text or word == paper.id.casefold() for word in asked)
