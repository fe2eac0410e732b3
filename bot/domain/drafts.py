"""A topic that somebody is about to follow: what they have said so far, and what is still open."""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Self

from bot.domain.taxonomy import Category, Taxonomy

_BETWEEN = re.compile(r"[,;，、；\n]+")
_OFFERED = 20


@dataclass(frozen=True, slots=True)
class Draft:
    """What somebody has said of a topic.

    Attributes:
        fields: Categories.
        unclear: What was typed for fields and names none, or several, a line each.
        words: Words in the topic language; with no fields, the whole topic.
        name: What to call it; '' where that is left to us.
        when: When the channel gets its digest, as typed; '' leaves it as it is.
        zone: Likewise.
        edits: Number of the subscription that becomes this; '' for a new one.
        offers: Topics that could be followed instead, a line each.
    """

    fields: str = ""
    unclear: str = ""
    words: str = ""
    name: str = ""
    when: str = ""
    zone: str = ""
    edits: str = ""
    offers: str = ""

    @classmethod
    def read(cls, kept: Mapping[str, str]) -> Self:
        """Read what `kept` wrote."""
        return cls(**{name: kept[name] for name in cls.__slots__ if name in kept})

    def kept(self) -> dict[str, str]:
        """Return it as it is kept; what was not said is left out."""
        return {name: value for name, value in asdict(self).items() if value}

    @property
    def expression(self) -> str:
        """What is said, as one would type it."""
        ids = self.fields.split()
        within = " OR ".join(ids)
        if not self.words or not ids:
            return self.words or within
        # The blanks let names be found as they are where nothing stands around them.
        return f"({within}) ( {self.words} )" if len(ids) > 1 else f"{within} ( {self.words} )"

    @property
    def typed_fields(self) -> str:
        """The fields as they stand in a form again."""
        names = self.unclear.splitlines()
        between = ", " if any(" " in name for name in names) else " "
        return between.join([*self.fields.split(), *names])


@dataclass(frozen=True, slots=True)
class Fields:
    """What names of fields mean.

    Attributes:
        ids: Categories that are meant.
        unclear: What means none, or more than one.
    """

    ids: tuple[str, ...]
    unclear: tuple[str, ...]


def read_fields(typed: str, taxonomy: Taxonomy) -> Fields:
    """Read names and ids of categories, with commas or, between ids, blanks."""
    ids: list[str] = []
    unclear: list[str] = []
    for each in filter(None, (part.strip() for part in _BETWEEN.split(typed))):
        known, name = _apart(each, taxonomy)
        found = _named(name, taxonomy) if name else ()
        ids += [*known, *found]
        if name and not found:
            unclear.append(name)
    return Fields(tuple(dict.fromkeys(ids)), tuple(dict.fromkeys(unclear)))


def near_fields(typed: str, taxonomy: Taxonomy) -> list[Category]:
    """Return what somebody may mean by the name of a field."""
    return taxonomy.like(typed)[:_OFFERED]


def _apart(typed: str, taxonomy: Taxonomy) -> tuple[list[str], str]:
    """Tell ids from the words of a name; what could be either, such as `math`, is a word."""
    parts = re.split(r"[\s+]+", typed)
    known = [_id(part, taxonomy) for part in parts]
    if all(known):
        return list(filter(None, known)), ""
    ids = [id for part, id in zip(parts, known, strict=True) if id and "." in part]
    name = [part for part, id in zip(parts, known, strict=True) if not id or "." not in part]
    return ids, " ".join(name)


def _named(name: str, taxonomy: Taxonomy) -> tuple[str, ...]:
    """Return what has a name, or the one category that has it within its own."""
    if found := taxonomy.find(name):
        return found
    held = taxonomy.search(name)
    return (held[0].id,) if len(held) == 1 else ()


def _id(part: str, taxonomy: Taxonomy) -> str | None:
    return taxonomy.canonical(part) or _whole(part, taxonomy)


def _whole(id: str, taxonomy: Taxonomy) -> str | None:
    """Return all of an archive where `cs.*` asks for that."""
    archive = taxonomy.archive(id.removesuffix(".*")) if id.endswith(".*") else None
    return f"{archive}.*" if archive else None
