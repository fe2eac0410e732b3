"""What becomes of a paper at arXiv, and what arXiv says of it at any moment."""

import random
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from bot.domain.papers import Paper, PaperId, Text, Version
from tests.servers.arxiv_oai import OaiRecord

EASTERN = ZoneInfo("America/New_York")

PLANTED = "everypaper"
"""Stands in every abstract: a topic that wants all of arXiv."""

_WORDS = [
    "adaptive",
    "analysis",
    "approach",
    "bayesian",
    "behaviour",
    "bound",
    "cluster",
    "coupling",
    "data",
    "deep",
    "density",
    "design",
    "detector",
    "discrete",
    "dynamics",
    "efficient",
    "energy",
    "equation",
    "estimate",
    "evidence",
    "field",
    "finite",
    "flow",
    "galaxy",
    "general",
    "geometry",
    "graph",
    "halo",
    "hidden",
    "inference",
    "kernel",
    "large",
    "lattice",
    "learning",
    "limit",
    "local",
    "magnetic",
    "market",
    "matter",
    "measure",
    "method",
    "minimal",
    "model",
    "network",
    "neural",
    "noise",
    "optical",
    "order",
    "phase",
    "plasma",
    "prior",
    "proof",
    "quantum",
    "random",
    "rate",
    "robust",
    "sample",
    "scaling",
    "search",
    "sparse",
    "spectrum",
    "spin",
    "stable",
    "state",
    "stellar",
    "structure",
    "survey",
    "symmetric",
    "theory",
    "time",
    "transfer",
    "vacuum",
    "wave",
    "weak",
]


class Fate(StrEnum):
    """What can happen to a paper; the first four stand in a list."""

    NEW = "new"
    CROSS = "cross"
    REPLACED = "replaced"
    WITHDRAWN = "withdrawn"
    COMMENT = "comment"
    DOI = "doi"


class Change(NamedTuple):
    """Something that happens to a paper.

    Attributes:
        at: When it counts, to arXiv's records (UTC); the datestamp is the day of it in New York.
        visible: When the records begin to tell of it (UTC).
        day: Of the list that announces it; None for what stands in no list.
        detail: The category, the comment or the DOI that it adds.
        sent: When the version was sent, where there is a new one (UTC).
    """

    at: datetime
    visible: datetime
    fate: Fate
    day: date | None = None
    detail: str = ""
    sent: datetime | None = None

    @property
    def stamp(self) -> date:
        """The datestamp it gives the record."""
        return self.at.astimezone(EASTERN).date()


@dataclass(slots=True, eq=False)
class Life:
    """A paper, from when it is sent.

    Attributes:
        id: Given when it is announced.
        sent: Version 1 (UTC).
        categories: The first ones.
        comment: The first one; '' where there is none.
        changes: What happens to it, in order.
        indexed: When the API begins to know it (UTC).
        told: Title, abstract and authors, where they are real; else they are made up.
    """

    id: str
    sent: datetime
    categories: tuple[str, ...]
    comment: str
    indexed: datetime
    changes: list[Change] = field(default_factory=list)
    told: tuple[str, str, tuple[str, ...]] | None = None

    def paper(self, changes: Iterable[Change], *, comments: bool = True) -> Paper:
        """Return the paper as it is after some of its changes.

        Args:
            comments: Whether whoever asks is told comments and DOIs.
        """
        categories, comment, doi = list(self.categories), self.comment, ""
        versions = [Version(1, self.sent)]
        for change in changes:
            if change.sent is not None:
                versions.append(Version(len(versions) + 1, change.sent))
            match change.fate:
                case Fate.CROSS:
                    categories += [] if change.detail in categories else [change.detail]
                case Fate.COMMENT | Fate.WITHDRAWN:
                    comment = change.detail
                case Fate.DOI:
                    doi = change.detail
        title, abstract, authors = self.told or _written(self.id)
        return Paper(
            id=PaperId(self.id),
            raw=Text(title, abstract),
            authors=authors,
            categories=tuple(categories),
            primary=categories[0],
            version=len(versions),
            versions=tuple(versions),
            submitted=self.sent,
            updated=versions[-1].submitted,
            comment=(comment or None) if comments else None,
            doi=(doi or None) if comments else None,
        )

    @property
    def new_on(self) -> date:
        """The day whose list calls it new."""
        return next(each.day for each in self.changes if each.fate is Fate.NEW and each.day)

    def filed(self, day: date) -> tuple[str, ...]:
        """Return its categories as the list of a day shows them."""
        crossed = (each for each in self.changes if each.fate is Fate.CROSS and _is_by(each, day))
        return (*self.categories, *(each.detail for each in crossed))

    def listed(self, day: date) -> Paper:
        """Return the paper as the list of a day shows it."""
        return self.paper((each for each in self.changes if _is_by(each, day)), comments=False)

    def record(self, now: datetime) -> OaiRecord | None:
        """Return the record of the paper at a moment (UTC); None before it is announced."""
        known = [each for each in self.changes if each.visible <= now]
        fates = {each.fate for each in known}
        if Fate.NEW not in fates:
            return None
        newest = max(known, key=lambda each: each.at)
        return OaiRecord(self.paper(known), newest.stamp, withdrawn=Fate.WITHDRAWN in fates)


def archives(categories: Iterable[str]) -> tuple[str, ...]:
    """Return the archives whose lists have a paper of these categories."""
    return tuple(dict.fromkeys(name.partition(".")[0] for name in categories))


def _is_by(change: Change, day: date) -> bool:
    return change.day is not None and change.day <= day


# Records are read several times within some days.
@lru_cache(maxsize=20_000)
def _written(id: str) -> tuple[str, str, tuple[str, ...]]:
    chance = random.Random(id)  # noqa: S311
    title = " ".join(chance.choices(_WORDS, k=7)).capitalize()
    abstract = " ".join((*chance.choices(_WORDS, k=40), PLANTED)).capitalize() + "."
    authors = tuple(f"{word.capitalize()} Author" for word in chance.choices(_WORDS, k=3))
    return title, abstract, authors
