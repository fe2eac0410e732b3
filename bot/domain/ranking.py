"""A channel's taste: which papers are like those it keeps, and which like those it wants less of.

The likeness of two papers is the share of telling words that their titles and abstracts have in
common; a word tells the more the fewer papers have it. It is learned from nothing else, so that it
can be explained with a single paper: the one that is most alike.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log, sqrt

from bot.domain.papers import Paper, PaperId
from bot.domain.topics.spelling import singular

ALIKE = 0.12
"""How alike two papers are at least that count as alike. Of pairs among a hundred real papers of
cs.CV, three in a hundred are; one vote against a paper on Gaussian splatting found 1, 4, 5 or 9 of
the nine others among 127, and at most five papers besides."""

_TITLE = 3
_FEWEST = 2
_COMMON = 0.35
"""A word that more of the papers have than this share tells nothing; nor does one of a single
paper, which is like no other."""


@dataclass(frozen=True, slots=True)
class Taste:
    """What a channel keeps, and of what it wants less."""

    liked: tuple[Paper, ...] = ()
    unwanted: tuple[Paper, ...] = ()


@dataclass(frozen=True, slots=True)
class Leaning:
    """To which side a paper leans.

    Attributes:
        side: 1 towards what is kept, -1 towards what is unwanted.
        like: The paper of the taste that it is like.
    """

    side: int
    like: PaperId


def leanings(papers: Sequence[Paper], taste: Taste) -> dict[PaperId, Leaning]:
    """Say of each paper to which side it leans; those that lean to none are left out.

    What is like both leans to where it is more alike; a vote against counts more where it is as
    much like both, for who keeps a paper does not always want ten of them.
    """
    if not taste.liked and not taste.unwanted:
        return {}
    known = (*papers, *taste.liked, *taste.unwanted)
    weights = _Weights(known)
    liked, unwanted = _Nearest(taste.liked, weights), _Nearest(taste.unwanted, weights)
    found: dict[PaperId, Leaning] = {}
    for paper in papers:
        vector = weights.of(paper)
        for_it, friend = liked.to(vector)
        against, foe = unwanted.to(vector)
        if against >= ALIKE and against >= for_it:
            found[paper.id] = Leaning(-1, foe)
        elif for_it >= ALIKE:
            found[paper.id] = Leaning(1, friend)
    return found


class _Weights:
    """How much each word tells, and each paper as its words with their weights."""

    def __init__(self, papers: Iterable[Paper]) -> None:
        self._words = {paper.id: _words(paper) for paper in papers}
        often = Counter(word for words in self._words.values() for word in words)
        many = len(self._words)
        most = max(_COMMON * many, 3)
        self._tells = {
            word: log((many + 1) / count)
            for word, count in often.items()
            if _FEWEST <= count <= most
        }

    def of(self, paper: Paper) -> dict[str, float]:
        """Return the words of a paper with their weights; the whole has length one."""
        words = self._words[paper.id]
        vector = {
            word: times * self._tells[word] for word, times in words.items() if word in self._tells
        }
        length = sqrt(sum(weight * weight for weight in vector.values()))
        return {word: weight / length for word, weight in vector.items()} if length else {}


class _Nearest:
    """Finds the paper that is most like another one."""

    def __init__(self, papers: Iterable[Paper], weights: _Weights) -> None:
        self._having: defaultdict[str, list[tuple[PaperId, float]]] = defaultdict(list)
        for paper in papers:
            for word, weight in weights.of(paper).items():
                self._having[word].append((paper.id, weight))

    def to(self, vector: dict[str, float]) -> tuple[float, PaperId]:
        """Return how alike the nearest is, and which that is."""
        alike: defaultdict[PaperId, float] = defaultdict(float)
        for word, weight in vector.items():
            for paper, other in self._having.get(word, ()):
                alike[paper] += weight * other
        if not alike:
            return 0.0, PaperId("")
        best = max(alike, key=lambda paper: (alike[paper], paper))
        return alike[best], best


def _words(paper: Paper) -> dict[str, float]:
    """Return the words of a paper, the more often said the heavier, and most those of its title."""
    often = Counter(_singulars(paper.folded.abstract))
    for word in _singulars(paper.folded.title):
        often[word] += _TITLE
    return {word: 1 + log(count) for word, count in often.items()}


def _singulars(folded: str | None) -> Iterable[str]:
    return (singular(word) for word in (folded or "").replace("-", " ").split())
